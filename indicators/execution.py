"""Budget, execution and change of one evaluation, computed from its facts in 元."""

from decimal import Decimal

from budgets.totals import Totals, totals
from indicators.facts import Facts, Revenue


def totals_of(facts: Facts) -> Totals:
    return totals(facts.revenue, facts.basic, facts.project)


def initial_total(facts: Facts) -> Decimal | None:
    return totals_of(facts).received_initial


def adjusted_total(facts: Facts) -> Decimal | None:
    return totals_of(facts).received_adjusted


def final_total(facts: Facts) -> Decimal | None:
    return totals_of(facts).received_final


def budget_total(facts: Facts, basis: str = "") -> Decimal | None:
    """预算数 on the evaluation's own basis, or on the one named."""
    return totals_of(facts).budget(basis or facts.basis)


def executed_total(facts: Facts) -> Decimal | None:
    """执行数; None while half of it is blank."""
    return totals_of(facts).executed


def execution_rate(facts: Facts, basis: str = "") -> Decimal | None:
    """执行率 in percent, two places."""
    return totals_of(facts).execution_rate(basis or facts.basis)


def change(source: Revenue) -> Decimal:
    """How far the source was adjusted. A blank column adds nothing: a source that came later had no budget before."""
    return (source.adjusted or Decimal(0)) - (source.initial or Decimal(0))
