from decimal import Decimal

import pytest

from budgets.rulesets import RULE_SETS
from indicators.facts import Place
from indicators.findings import Finding
from reports.layouts import LAYOUTS
from tests.facts import ROWS, make_facts, with_row
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


def test_a_score_above_its_weight_is_found():
    facts = with_row(weighted(), 0, score=Decimal("20.01"))
    message = "“养护公园数量”得 20.01 分，超过分值 20 分，请改正。"
    assert found(facts) == error("score-above-weight", "score", message, "20.01", "20")
    assert found(facts, stage="targets") == ()


def test_a_score_below_nought_is_found():
    facts = with_row(weighted(), 0, score=Decimal("-0.01"))
    message = "“养护公园数量”得 -0.01 分，得分不能小于 0，请改正。"
    assert found(facts) == error("score-below-nought", "score", message, "-0.01", "20")


@pytest.mark.parametrize("score", ["0", "20"])
def test_scores_at_the_bounds_are_right(score):
    assert found(with_row(weighted(), 0, score=Decimal(score))) == ()


def test_nothing_is_said_of_points_where_none_are_given():
    facts = with_row(weighted(1, 2, 3, 4, 5), 0, score=Decimal(99))
    assert found_by(facts) == ()
