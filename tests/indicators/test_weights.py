"""How weights stand against what is demanded, and what giving them out evenly would write."""

from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.rulesets import RULE_SETS
from indicators.facts import Row
from indicators.weights import ALL, BLANK, offered, plan, sums
from tests.facts import ROWS, make_facts, make_goal, with_row

HUBEI, NATIONAL, UNSCORED = RULE_SETS["hubei"], RULE_SETS["national-2020"], RULE_SETS["unscored"]
SCORED = [rules for rules in RULE_SETS.values() if rules.scored]
LEVELS = ("产出指标", "效益指标", "满意度指标", "成本指标")


def weighted(*weights, **changes):
    """The five rows (three 产出, one 效益, one 满意度) with these weights; "" is blank."""
    facts = make_facts(**changes)
    for index, weight in enumerate(weights):
        facts = with_row(facts, index, weight=Decimal(weight) if weight else None)
    return facts


def texts(facts, rules):
    found = sums(facts, rules)
    return [(one.name, one.text, one.is_right) for one in (*found.goals.values(), *found.levels, found.whole)]


def rows_of(count, *, levels=LEVELS):
    """Over two goals, the levels in turn."""
    rows = [Row(f"r{number}", level1=levels[number % len(levels)], name=f"第{number}项") for number in range(count)]
    halves = (rows[: count // 2], rows[count // 2 :])
    goals = [replace(make_goal(f"g{number}"), rows=tuple(half)) for number, half in enumerate(halves)]
    return make_facts(goals=tuple(goals))


# ---- how they stand


def test_goals_and_the_whole_say_what_they_add_up_to_where_no_level_has_its_own_points():
    assert texts(weighted("10", "20", "12.5", "", "17.5"), HUBEI) == [
        ("年度目标1", "42.5 分", False),
        ("年度目标2", "17.5 分，1 项未填", False),
        ("全部指标", "60 / 80 分，还差 20 分，1 项未填", False),
    ]


def test_levels_say_what_is_demanded_of_them():
    assert texts(weighted("10", "20", "15", "40", "10"), NATIONAL)[2:] == [
        ("产出指标", "45 / 50 分，还差 5 分", False),
        ("效益指标", "40 / 30 分，多出 10 分", False),
        ("满意度指标", "10 / 10 分，已分满", True),
        ("全部指标", "95 / 90 分，多出 5 分", False),
    ]


def test_a_sum_is_not_right_while_one_of_its_rows_is_blank():
    assert texts(weighted("25", "25", "", "30", "10"), NATIONAL)[2] == (
        "产出指标",
        "50 / 50 分，已分满，1 项未填",
        False,
    )


def test_a_demanded_level_without_indicators_says_so():
    facts = with_row(weighted("10", "20", "20", "20", "10"), 3, level1="产出指标")

    assert texts(facts, NATIONAL)[3] == ("效益指标", "0 / 30 分，还没有指标", False)


def test_levels_without_points_are_named():
    facts = with_row(with_row(weighted(), 0, level1="过程指标"), 1, level1=" ")

    assert sums(facts, NATIONAL).unplaced == (
        "“过程指标”不是这套规则的一级指标，它的 1 项不参加分配，请核对一级指标",
        "1 项未填一级指标，不参加分配，请先填写",
    )
    assert sums(facts, HUBEI).unplaced == ()


# ---- giving them out


@pytest.mark.parametrize("rules", SCORED, ids=lambda rules: rules.name)
@pytest.mark.parametrize("how", [ALL, BLANK])
@pytest.mark.parametrize("count", range(1, 41))
def test_a_plan_adds_up_to_exactly_what_is_demanded(rules, how, count):
    facts = rows_of(count, levels=("产出指标", "效益指标", "满意度指标"))
    found = plan(facts, rules, how)

    weights = {row.key: found.weights[row.key] for _, row in facts.rows()}
    present = {row.level1 for _, row in facts.rows()}
    points = rules.points_of_levels(present)
    if points:
        for level in present:
            got = sum(weights[row.key] for _, row in facts.rows() if row.level1 == level)
            assert got == points[level]
    else:
        assert sum(weights.values()) == rules.indicator_points
    assert len(found.changes) == count
    assert all(weight > 0 for weight in weights.values())


@pytest.mark.parametrize("rules", SCORED, ids=lambda rules: rules.name)
@pytest.mark.parametrize("count", [4, 7, 40])
def test_filling_what_is_blank_completes_the_sums_and_leaves_the_rest(rules, count):
    facts = rows_of(count)
    typed = {row.key: Decimal("1.25") for number, (_, row) in enumerate(facts.rows()) if number % 2}
    for number, (_, row) in enumerate(rows_of(count).rows()):
        if row.key in typed:
            facts = with_row(facts, number, weight=typed[row.key])
    # Each level keeps a blank row only where it has more than the typed ones.
    found = plan(facts, rules, BLANK)

    assert {key: found.weights[key] for key in typed} == typed
    if not rules.weightings:
        assert sum(found.weights.values()) == rules.indicator_points
    else:
        filed = {rules.level_name(1, row.level1) for _, row in facts.rows()}
        for level, points in rules.points_of_levels(filed).items():
            rows = [row for _, row in facts.rows() if row.level1 == level]
            if any(row.weight is None for row in rows):
                assert sum(found.weights[row.key] for row in rows) == points


def test_everything_anew_counts_what_is_replaced_and_what_is_filled():
    # Over two goals 40 each: 13.5 13.5 13, 20 20.
    found = plan(weighted("10", "", "13", "20", ""), HUBEI, ALL)

    assert [(change.row.key, change.now) for change in found.changes] == [
        (ROWS[0], Decimal("13.5")),
        (ROWS[1], Decimal("13.5")),
        (ROWS[4], Decimal(20)),
    ]
    assert (found.replaced, found.filled, found.said) == (1, 2, ())
    assert list(found.weights.values()) == [Decimal(number) for number in ("13.5", "13.5", "13", "20", "20")]


def test_what_is_left_goes_to_the_blank_rows():
    assert [(c.row.key, c.now) for c in plan(weighted("10", "", "13", "20", ""), HUBEI, BLANK).changes] == [
        (ROWS[1], Decimal("18.5")),
        (ROWS[4], Decimal("18.5")),
    ]
    assert [(c.row.key, c.now) for c in plan(weighted("10", "", "13", "", "5"), NATIONAL, BLANK).changes] == [
        (ROWS[1], Decimal(27)),
        (ROWS[3], Decimal(30)),
    ]


def test_a_level_that_is_full_says_that_nothing_is_left():
    found = plan(weighted("30", "", "20", "", "10"), NATIONAL, BLANK)

    assert [change.row.key for change in found.changes] == [ROWS[3]]
    assert found.said == ("“产出指标”已有 50 分，未填的 1 项没有可分的分值",)
    whole = plan(weighted("30", "", "20", "20", "11"), HUBEI, BLANK)
    assert (whole.changes, whole.said) == ((), ("全部指标已有 81 分，未填的 1 项没有可分的分值",))


@pytest.mark.parametrize("how", [ALL, BLANK])
def test_what_cannot_be_given_out_is_said(how):
    facts = with_row(with_row(weighted(), 3, level1="过程指标"), 0, level1="")

    assert plan(facts, NATIONAL, how).said == (
        "还没有“效益指标”的指标，它的 30 分没有分出去",
        "1 项未填一级指标，不参加分配，请先填写",
        "“过程指标”不是这套规则的一级指标，它的 1 项不参加分配，请核对一级指标",
    )
    assert plan(facts, NATIONAL, how).weights[ROWS[3]] is None


def test_closed_rows_keep_their_weights_and_nothing_is_given_out_anew():
    facts = weighted("10", "", "13", "", "20")

    assert plan(facts, HUBEI, ALL, fixed={ROWS[0]}).changes == ()
    found = plan(facts, HUBEI, BLANK, fixed={ROWS[0], ROWS[1]})
    assert [(change.row.key, change.now) for change in found.changes] == [(ROWS[3], Decimal(37))]


@pytest.mark.parametrize(
    ("weights", "ways"),
    [
        (("", "", "", "", ""), ("all",)),
        (("10", "", "13", "20", ""), ("blank", "all")),
        (("10", "10", "20", "20", "20"), ("all",)),
        (("13.5", "13.5", "13", "20", "20"), ()),
    ],
)
def test_only_ways_that_change_something_are_offered(weights, ways):
    assert offered(weighted(*weights), HUBEI) == ways


def test_while_targets_are_adjusted_only_new_rows_are_filled():
    facts = weighted("10", "10", "10", "10", "")

    assert offered(facts, HUBEI, fixed=set(ROWS[:4])) == ("blank",)
    assert offered(weighted("10", "10", "10", "10", "40"), HUBEI, fixed=set(ROWS[:4])) == ()


def test_unscored_rules_give_out_nothing():
    assert (offered(weighted("10"), UNSCORED), plan(weighted("10"), UNSCORED, BLANK).weights) == ((), {})


def test_the_mark_is_another_as_soon_as_something_else_would_be_written():
    facts = weighted("10", "", "13", "20", "")
    mark = plan(facts, HUBEI, ALL).mark

    assert plan(with_row(facts, 0, analysis="另一段分析"), HUBEI, ALL).mark == mark
    others = {
        plan(facts, HUBEI, BLANK).mark,
        plan(with_row(facts, 0, weight=Decimal(11)), HUBEI, ALL).mark,
        plan(with_row(facts, 2, weight=Decimal(12)), HUBEI, ALL).mark,
    }
    assert (len(others), mark in others) == (3, False)
