"""The checks, and running them. Each is a function of facts and case that says all it finds, in any order.

What is found of targets when they are submitted is found of the whole evaluation too: approved targets
can no longer be changed, so nothing may be said of them for the first time afterwards.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from budgets.rulesets import RuleSet
from indicators.facts import Facts
from indicators.findings import Case, Finding, Layout, in_order
from indicators.validation import (
    completeness,
    dated,
    judgements,
    levels,
    money,
    points,
    rows,
    scores,
    stated,
    text,
    wording,
)

Check = Callable[[Facts, Case], Iterable[Finding]]

TARGET_CHECKS: tuple[Check, ...] = (
    completeness.blanks_of_targets,
    completeness.leftovers_of_targets,
    money.initial_sum,
    money.wrong_unit_of_initial,
    rows.same_name,
    rows.adjusted_target,
    rows.adjusted_on,
    levels.names,
    levels.expected,
    judgements.question,
    judgements.nature_of_target,
    scores.weights,
)
CHECKS: tuple[Check, ...] = (
    *TARGET_CHECKS,
    completeness.blanks_of_results,
    completeness.leftovers_of_results,
    completeness.same_analysis,
    completeness.same_analysis_as_last_year,
    money.adjusted_sum,
    money.executed_by_source,
    money.carry_over,
    money.execution_rate,
    money.basis,
    money.adjustment,
    money.wrong_unit,
    rows.unmet,
    judgements.outcome,
    judgements.over_fulfilment,
    judgements.units,
    judgements.repeats,
    judgements.answered_in_words,
    judgements.all_one_text,
    judgements.all_equal,
    points.undecided,
    points.entered,
    scores.beside_execution,
    text.filing_date,
    text.no_problem,
    text.improvements_beside_no_problem,
    text.foot,
    wording.closing_words,
    wording.number_in_analysis,
    dated.day_in_analysis,
    wording.department_name,
    stated.total,
    stated.grade,
)


def validate(
    facts: Facts,
    rules: RuleSet,
    layout: Layout,
    *,
    stage: str,
    today: date,
    last_year: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """All findings in the order in which they are shown. stage: "targets" or "results"; last_year: see `Case`."""
    checks = {"targets": TARGET_CHECKS, "results": CHECKS}[stage]
    case = Case(rules, layout, today, last_year or {})
    return in_order((finding for check in checks for finding in check(facts, case)), facts)
