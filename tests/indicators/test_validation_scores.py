from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.rulesets import RULE_SETS
from indicators.facts import Expenditure, Place
from indicators.findings import Finding
from reports.layouts import LAYOUTS
from tests.facts import ROWS, make_facts, with_project, with_row
from tests.findings import found as found_by

NATIONAL, HUBEI = RULE_SETS["national-2020"], RULE_SETS["hubei"]
# 产出 50, 效益 30, 满意度 10.
WEIGHTS = (20, 20, 10, 30, 10)


def found(facts, rules=NATIONAL, **case):
    return found_by(facts, rules=rules, layout=LAYOUTS["founding-scored"], **case)


def weighted(*weights):
    facts = make_facts()
    for index, weight in enumerate(weights or WEIGHTS):
        facts = with_row(facts, index, weight=Decimal(weight))
    return facts


def error(code, field, message, *figures, key=ROWS[0]):
    return (Finding(code, "error", message, Place("indicators", key, field), figures),)


def test_weights_that_add_up_are_right():
    assert found(weighted()) == ()
    assert found(weighted("20.5", "19.5", 10, 30, 10)) == ()
    assert found(weighted(20, 20, 20, 10, 10), HUBEI) == ()


@pytest.mark.parametrize("stage", ["targets", "results"])
def test_weights_of_a_level_that_do_not_add_up_are_found(stage):
    message = "“产出指标”各项分值合计 49 分，应为 50 分，请调整。"
    facts = weighted(19, 20, 10, 30, 10)
    assert found(facts, stage=stage) == error("weights-of-level", "weight", message, "产出指标", "49", "50")


def test_two_levels_that_make_up_for_each_other_are_both_found():
    assert [(one.code, one.place.key) for one in found(weighted(21, 20, 10, 29, 10))] == [
        ("weights-of-level", ROWS[0]),
        ("weights-of-level", ROWS[3]),
    ]


@pytest.mark.parametrize("stage", ["targets", "results"])
def test_weights_that_miss_the_total_are_found_where_levels_have_none(stage):
    message = "全部指标分值合计 90 分，应为 80 分，请调整。"
    assert found(weighted(), HUBEI, stage=stage) == error("weights-in-total", "weight", message, "90", "80")


def test_a_row_without_weight_is_told_before_any_sum():
    facts = with_row(weighted(), 1, weight=None)
    message = "“补种行道树”未填分值，请填写。"
    assert found(facts) == error("blank-weight", "weight", message, key=ROWS[1])


def test_a_weight_below_nought_is_found():
    facts = with_row(weighted(), 1, weight=Decimal(-20))
    message = "“补种行道树”的分值是 -20，分值不能小于 0，请改正。"
    assert found(facts) == error("weight-below-nought", "weight", message, "-20", key=ROWS[1])


# ---- beside the money


def spent(percent, **changes):
    """Of 5,000,000 budgeted; the rest is carried over. All points are reached but those that 430 of 500 miss."""
    executed = Decimal(percent) * 50_000
    facts = replace(
        weighted(), basic=Expenditure(executed=Decimal(0)), carry_over=Decimal(5_000_000) - executed, **changes
    )
    return with_project(facts, initial=None, adjusted=None, executed=executed)


def warning(code, place, message, *figures):
    return (Finding(code, "warning", message, place, figures),)


# 20 × 430 ÷ 500 = 17.20: 87.2 of 90 points are 96.89 %.
def test_points_more_than_five_ahead_of_the_execution_are_found():
    message = (
        "指标得分率 96.89%，执行率 91.88%，得分率高出 5.01 个百分点，超过 5 个百分点，自评分虚高，请核对各项得分；"
        "确实如此的，可在执行率偏低原因中说明。"
    )
    place = Place("indicators", ROWS[0], "score")
    assert found(spent("91.88")) == warning("score-ahead-of-execution", place, message, "96.89", "91.88")
    assert found(spent("91.89")) == ()


def test_how_far_points_may_lie_ahead_is_the_rule_sets_affair():
    assert found(spent("91.88"), replace(NATIONAL, score_ahead=Decimal("5.01"))) == ()
    assert found(spent("91.89"), replace(NATIONAL, score_ahead=Decimal("4.99"))) != ()


def test_points_that_cannot_stay_as_they_are_are_not_set_against_the_money():
    facts = with_row(spent("91.88"), 0, score=Decimal("20.01"))
    assert [one.code for one in found(facts)] == ["score-above-weight"]
    facts = with_row(spent("91.88"), 0, actual="")
    assert [one.code for one in found(facts)] == ["blank-actual"]


def test_more_than_a_fifth_left_over_is_found_and_nothing_besides():
    message = "执行率 79.99%，预算还有 20.01% 没有执行，超过 20%，请核对；可在执行率偏低原因中说明。"
    place = Place("budget", "evaluation", "low_execution_reason")
    assert found(spent("79.99")) == warning("budget-unspent", place, message, "3999500", "5000000")
    assert [one.code for one in found(spent(80))] == ["score-ahead-of-execution"]
    assert [one.code for one in found(spent("79.99"), replace(NATIONAL, unspent=Decimal("20.01")))] == [
        "score-ahead-of-execution"
    ]


@pytest.mark.parametrize("percent", ["50", "91.88"])
def test_what_was_explained_is_not_asked_again(percent):
    assert found(spent(percent, low_execution_reason="项目招标流标。")) == ()
    assert found(spent(percent, low_execution_reason=" ")) != ()


def test_where_a_reason_is_obligatory_its_absence_is_all_that_is_found():
    sichuan = replace(NATIONAL, low_execution=Decimal(92))
    assert [one.code for one in found(spent("91.88"), sichuan)] == ["low-execution-without-reason"]
    assert [one.code for one in found(spent("91.88"), replace(sichuan, low_execution=Decimal("91.88")))] == [
        "score-ahead-of-execution"
    ]


def test_amounts_in_the_wrong_unit_are_no_money_left_over():
    facts = with_project(spent(100), adjusted=Decimal(5_000_000), executed=Decimal(500))
    assert "budget-unspent" not in [one.code for one in found(facts)]
    facts = with_project(spent(100), executed=Decimal(5_000))
    assert "budget-unspent" in [one.code for one in found(facts)]


@pytest.mark.parametrize("percent", ["50", "91.88"])
def test_money_left_over_is_not_set_against_points_where_none_are_given(percent):
    assert found_by(spent(percent)) == ()


def test_nothing_is_said_of_points_where_none_are_given():
    facts = with_row(weighted(1, 2, 3, 4, 5), 0, score=Decimal(99))
    assert found_by(facts) == ()
