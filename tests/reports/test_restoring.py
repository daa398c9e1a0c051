"""Taking an import back: what nobody has touched since reads as before, and nothing else changes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.editing import Part
from indicators.facts import Expenditure, Revenue, StatementFacts
from reports.merging import Room, merged
from reports.restoring import Restored, restored
from tests.facts import (
    GENERAL,
    GOALS,
    OTHER,
    ROWS,
    make_facts,
    make_goal,
    make_revenue,
    make_row,
    with_basic,
    with_goal,
    with_revenue,
    with_row,
    with_statement,
)

FULL = make_facts()
ALL = Room(frozenset({Part.BUDGET, Part.TARGETS, Part.RESULTS, Part.STATEMENT}))
EMPTY = replace(
    FULL, revenue=(), basic=Expenditure(), project=Expenditure(), carry_over=None, goals=(), statement=StatementFacts()
)
NOTHING_KEPT = frozenset()
LATER = "00000000-0000-4000-8000-0000000000f9"


@pytest.mark.parametrize(
    "here",
    [
        EMPTY,
        FULL,
        with_row(FULL, 0, actual="11个", analysis="", outcome="not_met"),
        replace(FULL, goals=FULL.goals[:1]),
        replace(FULL, revenue=FULL.revenue[:1], carry_over=Decimal("1.00")),
        with_basic(FULL, executed=Decimal("1179999.99"), typed_in_wan=("initial",)),
        with_goal(FULL, 1, title="另一个目标", description=""),
        with_statement(FULL, problems=("一个问题",), filing_date=None),
    ],
)
def test_what_a_whole_import_wrote_goes_back_to_what_it_found(here):
    after = merged(FULL, here, ALL)

    assert restored(here, after, after) == Restored(here, NOTHING_KEPT)


def test_a_cell_that_reads_otherwise_since_stays_and_is_named():
    before = with_row(FULL, 0, actual="11个", target="10个")
    here = with_row(FULL, 0, actual="13个")

    assert restored(before, FULL, here) == Restored(
        with_row(FULL, 0, actual="13个", target="10个"), frozenset({(ROWS[0], "actual")})
    )


def test_a_cell_that_was_set_back_by_hand_already_is_nothing_to_tell():
    before = with_row(FULL, 0, actual="11个")

    assert restored(before, FULL, before) == Restored(before, NOTHING_KEPT)


def test_what_was_written_elsewhere_since_stays_as_it_is():
    before = with_row(FULL, 0, actual="11个")
    here = with_statement(with_row(FULL, 1, actual="431株"), conclusion="总体完成。")

    assert restored(before, FULL, here).facts == with_row(here, 0, actual="11个")


def test_an_amount_is_known_in_wan_again_where_it_was_typed_so():
    before = with_revenue(FULL, 0, adjusted=Decimal("1.00"), typed_in_wan=("adjusted", "initial"))
    after = with_revenue(before, 0, adjusted=Decimal("2.00"), typed_in_wan=("initial",))
    here = with_revenue(after, 0, executed=Decimal("3.00"), typed_in_wan=("executed", "initial"))

    found = restored(before, after, here).facts.revenue[0]

    assert (found.adjusted, found.executed) == (Decimal("1.00"), Decimal("3.00"))
    assert found.typed_in_wan == ("adjusted", "executed", "initial")


def test_an_amount_that_was_typed_to_the_cent_is_known_so_again_where_the_import_had_it_in_wan():
    before = with_revenue(FULL, 0, adjusted=Decimal("1.00"), typed_in_wan=("initial",))
    after = with_revenue(FULL, 0, adjusted=Decimal("20000.00"), typed_in_wan=("adjusted", "initial"))

    assert restored(before, after, after) == Restored(before, NOTHING_KEPT)


def test_an_added_row_in_which_something_was_written_since_stays_whole():
    first, *others = FULL.goals[0].rows
    before = replace(FULL, goals=(replace(FULL.goals[0], rows=(first,)), FULL.goals[1]))
    here = with_row(FULL, 1, improvement="改期补种。")

    assert restored(before, FULL, here) == Restored(
        replace(here, goals=(replace(here.goals[0], rows=here.goals[0].rows[:2]), here.goals[1])),
        frozenset({(others[0].key, "")}),
    )


@pytest.mark.parametrize("held", [ROWS[4], GOALS[1]])
def test_an_added_goal_stays_with_what_hangs_on_it_or_on_its_rows(held):
    before = replace(FULL, goals=FULL.goals[:1])

    found = restored(before, FULL, FULL, held={held})

    kept = FULL.goals[1]
    rows = tuple(row for row in kept.rows if row.key == held)
    assert found.facts == replace(FULL, goals=(FULL.goals[0], replace(kept, rows=rows)))
    assert found.kept == {(GOALS[1], ""), (held, "")}


def test_an_added_goal_in_which_somebody_has_put_a_row_of_his_own_stays_with_that_row():
    before = replace(FULL, goals=FULL.goals[:1])
    own = make_row(LATER, name="后来添的指标")
    here = replace(FULL, goals=(FULL.goals[0], replace(FULL.goals[1], rows=(*FULL.goals[1].rows, own))))

    found = restored(before, FULL, here)

    assert [[row.key for row in goal.rows] for goal in found.facts.goals] == [list(ROWS[:3]), [LATER]]
    assert found.kept == {(GOALS[1], "")}


def test_an_added_row_that_was_put_under_another_goal_goes_from_there():
    first, second, third = FULL.goals[0].rows
    before = replace(FULL, goals=(replace(FULL.goals[0], rows=(first, second)), FULL.goals[1]))
    here = replace(
        FULL,
        goals=(
            replace(FULL.goals[0], rows=(first, second)),
            replace(FULL.goals[1], rows=(third, *FULL.goals[1].rows)),
        ),
    )

    assert restored(before, FULL, here) == Restored(before, NOTHING_KEPT)


def test_what_somebody_has_removed_since_does_not_come_back():
    before = with_row(FULL, 0, actual="11个")
    here = replace(FULL, goals=FULL.goals[1:], revenue=())

    assert restored(before, FULL, here) == Restored(here, NOTHING_KEPT)


def test_an_added_source_goes_and_one_with_another_amount_stays():
    before = replace(FULL, revenue=())
    changed = make_revenue(GENERAL, adjusted=Decimal("9.00"))

    found = restored(before, FULL, replace(FULL, revenue=(changed, FULL.revenue[1])))

    assert isinstance(FULL.revenue[1], Revenue)
    assert (FULL.revenue[1].key, found.facts.revenue, found.kept) == (OTHER, (changed,), {(GENERAL, "")})


def test_the_order_in_which_things_stand_now_is_kept():
    before = replace(FULL, goals=FULL.goals[:1])
    here = replace(FULL, goals=(FULL.goals[1], make_goal(LATER, title="后来的目标"), FULL.goals[0]))

    assert [goal.key for goal in restored(before, FULL, here).facts.goals] == [LATER, GOALS[0]]
