"""Which 执行率 a printed one may be, of those that the facts lead to."""

import re
from collections.abc import Iterable
from decimal import Decimal

from budgets.money import rate, total
from indicators import execution
from indicators.claims import Claim
from indicators.facts import Facts
from indicators.validation.printed import amount_of


def is_rate(text: str, percent: Decimal) -> bool:
    digits = re.sub(r"[%％\s]", "", text)
    places = len(digits.partition(".")[2])
    return abs(Decimal(digits) - percent) <= Decimal(1).scaleb(-places) / 2 + Decimal("0.01")


def possible_rates(facts: Facts, claim: Claim, claims: Iterable[Claim]) -> list[Decimal]:
    """None of them where the claim is of something else, or may be of a budget that nobody knows."""
    subject, _, basis = claim.subject.partition(".")
    if subject != "execution_rate":
        return []
    bases = [basis] if basis else ["initial", "adjusted"]
    possible = [execution.execution_rate(facts, one) for one in bases]
    # That what was spent is told otherwise somewhere, or comes to another sum by source, is told by itself.
    spent = {amount_of(one.value) for one in claims if one.subject == "executed" and one.place.key == "evaluation"}
    spent.add(total([line.executed for line in facts.revenue]))
    budgets = [execution.budget_total(facts, one) for one in bases]
    possible += [percent for budget in budgets for one in spent if (percent := rate(one, budget)) is not None]
    if None in possible and not _beside_budget(claim, claims):
        return []
    return [one for one in possible if one is not None]


def _beside_budget(claim: Claim, claims: Iterable[Claim]) -> bool:
    """A row of the form that prints its own budget means that one."""
    beside = {one.subject for one in claims if one.place.key == "evaluation" and one.excerpt.at == claim.excerpt.at}
    return claim.excerpt.section == "form" and {"budget", "executed"} <= beside
