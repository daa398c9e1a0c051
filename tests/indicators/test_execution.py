from dataclasses import replace
from decimal import Decimal

from indicators.execution import (
    adjusted_total,
    budget_total,
    change,
    executed_total,
    execution_rate,
    final_total,
    initial_total,
)
from reports.demo import founding, opened_example


def test_totals_and_rate_are_computed_from_yuan():
    facts = founding()
    assert initial_total(facts) == Decimal("277992200.00")
    assert adjusted_total(facts) == final_total(facts) == Decimal("233669964.12")
    assert executed_total(facts) == Decimal("233670000.00")
    assert execution_rate(facts) == Decimal("100.00")
    assert execution_rate(facts, "initial") == Decimal("84.06")


def test_budget_follows_the_basis_of_the_evaluation():
    facts = replace(founding(), basis="initial")
    assert budget_total(facts) == Decimal("277992200.00")
    assert budget_total(facts, "adjusted") == Decimal("233669964.12")


def test_a_source_without_initial_budget_changed_by_all_of_its_amount():
    assert [change(source) for source in founding().revenue] == [
        Decimal("-59499857.93"),
        Decimal("11831432.45"),
        Decimal("3346189.60"),
    ]


def test_nothing_stated_is_not_zero():
    facts = opened_example()
    assert (initial_total(facts), executed_total(facts), execution_rate(facts)) == (None, None, None)


def test_half_of_the_spending_is_no_total():
    facts = replace(founding(), project=replace(founding().project, executed=None))
    assert (executed_total(facts), execution_rate(facts)) == (None, None)
