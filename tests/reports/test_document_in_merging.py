"""A document's facts beside those that are here: what comes, what stays."""

from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.editing import Part
from indicators.facts import Expenditure, Facts, StatementFacts
from reports.merging import Room, merged
from reports.taking import whole_left_out
from tests.facts import (
    GENERAL,
    GOALS,
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

READ = make_facts()
ALL = Room(frozenset({Part.BUDGET, Part.TARGETS, Part.RESULTS, Part.STATEMENT}))
EMPTY = replace(
    READ, revenue=(), basic=Expenditure(), project=Expenditure(), carry_over=None, goals=(), statement=StatementFacts()
)
F1, F2 = "00000000-0000-4000-8000-0000000000f1", "00000000-0000-4000-8000-0000000000f2"


def here_with(*rows, title="提升公园绿地养护水平", key=F1) -> Facts:
    return replace(READ, goals=(make_goal(key, *rows, title=title),))


def test_into_an_empty_evaluation_everything_comes_as_it_was_read():
    assert merged(READ, EMPTY, ALL) == READ


def test_what_is_the_same_changes_nothing():
    assert merged(READ, READ, ALL) == READ


def test_a_row_that_is_here_by_name_keeps_its_key_and_its_blanks_are_filled():
    here = here_with(make_row(F2, name="养护 公园数量", actual="", analysis="", outcome="", nature="", direction=""))

    found = merged(with_row(READ, 0, name="养护公园数量"), here, ALL, over=())

    first = found.goals[0].rows[0]
    assert (found.goals[0].key, first.key, first.name) == (F1, F2, "养护 公园数量")
    assert (first.actual, first.analysis, first.outcome, first.nature) == (
        "12个",
        READ.goals[0].rows[0].analysis,
        "met",
        "number",
    )
    assert [row.key for row in found.goals[0].rows[1:]] == [ROWS[1], ROWS[2]]


def test_a_filled_cell_is_overwritten_only_where_it_is_named():
    here = with_row(READ, 0, actual="9个", target="10个", outcome="")

    assert merged(READ, here, ALL, over=()) == here
    assert merged(READ, here, ALL, over={f"{ROWS[0]}:actual"}) == here_after(here, actual="12个", outcome="exceeded")


def here_after(here, **changes):
    return with_row(here, 0, **changes)


def test_a_blank_in_the_document_makes_nothing_blank():
    read = with_statement(with_row(READ, 0, actual="", analysis=""), problems=())

    assert merged(read, READ, ALL) == READ


def test_what_is_here_and_not_in_the_document_stays():
    here = with_goal(READ, 0, rows=(*READ.goals[0].rows, make_row(F1, name="另一项")))

    assert merged(replace(READ, goals=READ.goals[1:]), here, ALL) == here


def test_a_new_row_stands_behind_those_of_its_levels():
    here = here_with(make_row(F1, name="甲"), make_row(F2, name="乙", level2="质量指标"))
    read = here_with(make_row(ROWS[0], name="丙"), key=GOALS[0])

    assert [row.name for row in merged(read, here, ALL).goals[0].rows] == ["甲", "丙", "乙"]


def test_a_goal_with_another_title_is_known_by_most_of_its_rows():
    here = here_with(make_row(F2, name="补种行道树"), make_row(GENERAL, name="养护公园数量"), title="公园绿地")

    found = merged(READ, here, ALL, over=())

    assert [(goal.key, goal.title) for goal in found.goals] == [(F1, "公园绿地"), (GOALS[1], "方便居民游园")]
    assert [row.name for row in found.goals[0].rows] == ["补种行道树", "养护公园数量", "养护任务完成时间"]


def test_a_goal_that_shares_no_more_than_half_of_its_rows_is_another_one():
    here = here_with(make_row(F2, name="甲"), title="公园绿地")
    read = here_with(make_row(ROWS[0], name="甲"), make_row(ROWS[1], name="乙"), title="方便游园", key=GOALS[0])

    found = merged(read, here, ALL)

    assert [(goal.key, goal.title, [row.key for row in goal.rows]) for goal in found.goals] == [
        (F1, "公园绿地", [F2]),
        (GOALS[0], "方便游园", [ROWS[0], ROWS[1]]),
    ]


def test_two_goals_of_one_title_are_two_goals():
    read = replace(READ, goals=tuple(replace(goal, title="公园绿地") for goal in READ.goals))

    assert merged(read, EMPTY, ALL) == read


def test_a_row_whose_key_another_goal_has_comes_under_a_key_of_its_own():
    here = replace(READ, goals=(replace(READ.goals[1], rows=(READ.goals[0].rows[0], *READ.goals[1].rows)),))

    keys = [row.key for _, row in merged(READ, here, ALL).rows()]

    assert len(keys) == len(set(keys))
    assert keys[0] == ROWS[0]


def test_two_rows_of_one_name_are_two_rows():
    read = here_with(make_row(ROWS[0], name="甲", target="1个"), make_row(ROWS[1], name="甲", target="2个"))
    here = here_with(make_row(F2, name="甲", target="1个"))

    found = merged(read, here, ALL, over=()).goals[0].rows

    assert [(row.key, row.target) for row in found] == [(F2, "1个"), (ROWS[1], "2个")]


def test_what_a_person_decided_about_a_value_is_never_taken_from_the_document():
    here = with_row(READ, 0, nature="qualitative", direction="down")

    assert merged(READ, here, ALL) == here


def test_an_amount_known_in_wan_is_no_other_than_the_one_known_to_the_cent():
    here = with_basic(READ, executed=Decimal("1180012.34"))
    read = with_basic(READ, executed=Decimal("1180000.00"), typed_in_wan=("executed",))

    assert merged(read, here, ALL) == here


def test_an_amount_comes_with_how_it_was_typed():
    read = with_revenue(READ, 0, final=Decimal("4910000.00"), typed_in_wan=("final",))

    found = merged(read, READ, ALL, over={f"{GENERAL}:final"})

    assert found.revenue[0] == make_revenue(final=Decimal("4910000.00"), typed_in_wan=("final",))


def test_an_amount_of_nothing_is_an_amount():
    blank, nothing, some = (
        replace(with_basic(with_row(READ, 0, score=value), initial=value), carry_over=value)
        for value in (None, Decimal("0.00"), Decimal("8.00"))
    )
    scored = replace(ALL, scored=True)

    assert merged(nothing, blank, scored, over=()) == nothing
    assert merged(some, nothing, scored, over=()) == nothing
    assert merged(nothing, some, scored) == nothing


def test_a_source_that_is_here_by_name_keeps_its_key():
    here = replace(READ, revenue=(make_revenue(F1, final=None),))

    found = merged(READ, here, ALL, over=())

    assert [(line.key, line.source, line.final) for line in found.revenue] == [
        (F1, "一般公共预算财政拨款收入", Decimal("4900000.00")),
        (READ.revenue[1].key, "其他收入", Decimal("100000.00")),
    ]


def test_two_sources_of_one_name_are_two_sources():
    lines = tuple(make_revenue(F2[:-1] + n, source="其他收入", adjusted=Decimal(n)) for n in ("3", "4"))
    read = replace(READ, revenue=lines)

    assert merged(read, EMPTY, ALL).revenue == lines
    assert merged(read, replace(EMPTY, revenue=lines[1:]), ALL).revenue == (lines[1], lines[0])
    here = replace(EMPTY, revenue=(make_revenue(F1, source="其他收入", adjusted=None),))
    assert [(line.key, line.adjusted) for line in merged(read, here, ALL).revenue] == [
        (F1, Decimal(3)),
        (lines[1].key, Decimal(4)),
    ]


def test_basis_layout_and_department_stay_those_of_the_evaluation():
    read = replace(READ, basis="initial", layout="chongqing", rule_set="hubei", fiscal_year=2020, scope="own")

    assert merged(read, READ, ALL) == READ


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (set(), EMPTY),
        ({Part.STATEMENT}, replace(EMPTY, statement=READ.statement)),
        ({Part.RESULTS}, EMPTY),
    ],
)
def test_only_what_is_open_is_written(parts, expected):
    assert merged(READ, EMPTY, Room(frozenset(parts))) == expected


def test_with_approved_targets_results_come_to_the_rows_that_are_here_and_no_row_is_added():
    here = here_with(make_row(F2, target="10个", actual="", analysis="", outcome=""))

    found = merged(READ, here, Room(frozenset({Part.RESULTS})))

    row = make_row(F2, target="10个", outcome="exceeded")
    assert found == replace(here, goals=(replace(here.goals[0], rows=(row,)),))


def test_at_the_beginning_of_a_year_only_what_was_planned_comes():
    found = merged(READ, EMPTY, Room(frozenset({Part.BUDGET, Part.TARGETS}), early=True))

    assert {(row.actual, row.analysis, row.outcome) for _, row in found.rows()} == {("", "", "")}
    assert [row.target for _, row in found.rows()] == [row.target for _, row in READ.rows()]
    assert [(line.initial, line.final) for line in found.revenue] == [
        (Decimal("4800000.00"), None),
        (Decimal("200000.00"), None),
    ]
    assert (found.basic, found.carry_over) == (Expenditure(Decimal("1200000.00")), None)


def test_points_come_only_where_points_are_given():
    read = with_row(READ, 0, weight=Decimal("5.00"), score=Decimal("4.00"))

    unscored, scored = merged(read, EMPTY, ALL), merged(read, EMPTY, replace(ALL, scored=True))

    assert [(facts.goals[0].rows[0].weight, facts.goals[0].rows[0].score) for facts in (unscored, scored)] == [
        (None, None),
        (Decimal("5.00"), Decimal("4.00")),
    ]


def test_a_total_is_not_put_beside_the_sources_of_which_it_is_the_total():
    whole = replace(READ, revenue=(make_revenue(F1, source="预算资金总额", adjusted=Decimal("5.00")),))

    assert merged(whole, READ, ALL) == READ
    assert merged(whole, replace(READ, revenue=()), ALL).revenue == whole.revenue
    assert whole_left_out(whole, READ).startswith("文档只写了预算资金总额（")
    assert (whole_left_out(whole, EMPTY), whole_left_out(READ, READ)) == ("", "")
