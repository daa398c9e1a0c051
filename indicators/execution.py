"""Budget, execution and change of one evaluation, computed from its facts in 元."""

from decimal import Decimal

from budgets.money import rate, total
from indicators.facts import Facts, Revenue


def initial_total(facts: Facts) -> Decimal | None:
    return total([source.initial for source in facts.revenue])


def adjusted_total(facts: Facts) -> Decimal | None:
    return total([source.adjusted for source in facts.revenue])


def final_total(facts: Facts) -> Decimal | None:
    return total([source.final for source in facts.revenue])


def budget_total(facts: Facts, basis: str = "") -> Decimal | None:
    """预算数 on the evaluation's own basis, or on the one named."""
    return initial_total(facts) if (basis or facts.basis) == "initial" else adjusted_total(facts)


def executed_total(facts: Facts) -> Decimal | None:
    """执行数; half of it is as good as none, or a rate would look low that is only unfinished."""
    if facts.basic.executed is None or facts.project.executed is None:
        return None
    return facts.basic.executed + facts.project.executed


def execution_rate(facts: Facts, basis: str = "") -> Decimal | None:
    """执行率 in percent, two places."""
    return rate(executed_total(facts), budget_total(facts, basis))


def change(source: Revenue) -> Decimal:
    """How far the source was adjusted. A blank column adds nothing: a source that came later had no budget before."""
    return (source.adjusted or Decimal(0)) - (source.initial or Decimal(0))
