"""The lines below the cells of a row: the same when a page is first shown and in the answer to a save."""

from dataclasses import replace

from budgets.rulesets import RULE_SETS
from indicators import rows, sums
from indicators.gather import gather
from indicators.scoring import score
from indicators.told import tell, told_as_json


def told_of(evaluation, indicators, *, reads_analysis=True):
    """What each row is told, by its key as text.

    What is found in an analysis stands in the panel only; a grid of many rows need not look for it.
    """
    told = [rows.row_of(one) for one in indicators]
    if not reads_analysis:
        told = [replace(row, analysis="") for row in told]
    return tell(told, RULE_SETS[evaluation.rule_set])


def sums_of(evaluation):
    """What stands at the foot of the grid of results; None where there are no points."""
    rules = RULE_SETS[evaluation.rule_set]
    return sums.sums(score(gather(evaluation), rules)) if rules.scored else None


def answer(evaluation, answers):
    """For the script: of every row that a save touched, its lines anew; and what they add up to."""
    keys = {one.key for one in answers if rows.is_key(one.key)}
    touched = list(evaluation.indicators.filter(key__in=keys)) if keys else []
    stored = {str(one.key): one.outcome for one in touched}
    told = told_of(evaluation, touched)
    said = {"rows": {key: told_as_json(of_row, stored[key]) for key, of_row in told.items()}}
    summed = sums_of(evaluation)
    return said | {"sums": summed.texts} if summed else said
