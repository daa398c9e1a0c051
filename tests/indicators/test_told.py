"""What a row is told while it is typed."""

from decimal import Decimal

import pytest

from budgets.rulesets import RULE_SETS
from indicators.scoring import score
from indicators.sums import sums
from indicators.told import tell, told_as_json
from tests.facts import GOALS, make_facts, make_row, with_row

UNSCORED, HUBEI = RULE_SETS["unscored"], RULE_SETS["hubei"]


def told(target="≥100张", actual="122张", rules=UNSCORED, **more):
    usual = {"target": target, "actual": actual, "direction": "", "nature": "", "outcome": "", "analysis": ""}
    row = make_row(**usual | more)
    return tell([row], rules)[row.key]


@pytest.mark.parametrize(
    ("row", "judgement", "state"),
    [
        ({"actual": ""}, "", ""),
        ({"actual": "100张", "outcome": "met"}, "已完成 · 100%", "good"),
        ({"outcome": "exceeded"}, "超额完成 · 122%", "good"),
        ({"outcome": "met"}, "已完成 · 122%", "good"),
        ({"actual": "92张"}, "未达目标 · 92%：请填写偏差原因和改进措施", "bad"),
        ({"actual": "92张", "outcome": "not_met"}, "未完成 · 92%：请填写偏差原因和改进措施", "bad"),
        (
            {"actual": "92张", "outcome": "partly", "deviation_reason": "高温。"},
            "部分完成 · 92%：请填写改进措施",
            "bad",
        ),
        (
            {"actual": "92张", "outcome": "partly", "deviation_reason": "高温。", "improvement": "补种。"},
            "部分完成 · 92%",
            "",
        ),
        ({"target": "17个", "actual": "58个", "outcome": "exceeded"}, "偏高 341.18%：请说明原因", "ask"),
        (
            {"target": "17个", "actual": "58个", "outcome": "exceeded", "deviation_reason": "目标偏低。"},
            "超额完成 · 341.18%",
            "good",
        ),
        ({"target": "≥100个", "outcome": "exceeded"}, "单位不同：个 / 张 · 超额完成 · 122%", "ask"),
        ({"target": "≤5次", "actual": "4次", "outcome": "exceeded"}, "超额完成 · 为上限的 80%", "good"),
        ({"actual": "≥100张", "outcome": "met"}, "照抄了目标值 · 已完成", "ask"),
        ({"actual": "良好"}, "请填写实际数值 · 不能与目标值比较，请选择完成情况", "ask"),
        ({"target": "12月底前", "actual": "11月", "outcome": "exceeded"}, "超额完成", "good"),
        ({"target": "改善条件", "actual": "明显改善"}, "请选择完成档次", "ask"),
        ({"target": "改善条件", "actual": "明显改善", "outcome": "met"}, "人工判断为完成", "good"),
        (
            {"target": "改善条件", "actual": "明显改善", "tier": "partly"},
            "人工判断为部分达成：请填写偏差原因和改进措施",
            "bad",
        ),
        ({"target": "16.20万元", "actual": "14万元", "name": ""}, "请选择方向", "ask"),
        ({"target": "", "actual": "14万元"}, "没有目标值", "ask"),
        ({"target": "无", "actual": "14万元"}, "目标值不能用来判断", "ask"),
    ],
)
def test_an_actual_is_judged_in_a_few_words(row, judgement, state):
    assert (told(**row).judgement, told(**row).state) == (judgement, state)


@pytest.mark.parametrize(
    ("row", "hint", "asks"),
    [
        ({"actual": ""}, "", ""),
        ({}, "可选超额完成", ""),
        ({"outcome": "exceeded"}, "", ""),
        ({"actual": "92张"}, "部分或未完成", ""),
        ({"actual": "92张", "outcome": "met"}, "与数值不符", ""),
        ({"actual": "122张", "outcome": "exceeded", "tier": "partly"}, "与分档不符", ""),
        ({"target": "改善条件", "actual": "明显改善"}, "选择档次", "tier"),
        ({"target": "改善条件", "actual": "明显改善", "outcome": "met"}, "", ""),
        ({"target": "改善条件", "actual": "明显改善", "rules": HUBEI}, "选择档次", "tier"),
        # Scored, the tier is needed although the outcome has been chosen.
        ({"target": "改善条件", "actual": "明显改善", "outcome": "partly", "rules": HUBEI}, "选择档次", "tier"),
        ({"target": "16.20万元", "actual": "14万元", "name": ""}, "选择方向", "direction"),
    ],
)
def test_the_outcome_is_asked_for_where_figures_do_not_tell(row, hint, asks):
    weight = {"weight": Decimal(10)} if "rules" in row else {}

    assert (told(**row, **weight).hint, told(**row, **weight).asks) == (hint, asks)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name": "改善条件（是否）", "target": "保障"}, "应为“是”或“否” · 定性"),
        ({"target": "≥5个", "nature": "yes_no"}, "与指标性质不符 · ≥ 5 个 · 越多越好"),
        ({"target": "≥5个", "direction": "down"}, "与所选方向不符 · ≥ 5 个 · 越少越好"),
        ({"name": "提升服务能力", "target": "100%"}, "宜用文字说明 · 100% · 越多越好"),
        ({"target": "指标1"}, "还留着模板文字"),
    ],
)
def test_what_is_wrong_with_a_target_stands_before_what_was_understood(row, said):
    assert told(**row).understood == {"target": said, "adjusted_target": ""}


def test_a_fault_is_told_at_the_target_that_counts():
    lines = told(name="改善条件（是否）", target="是", adjusted_target="保障").understood

    assert lines == {"target": "是/否", "adjusted_target": "应为“是”或“否” · 定性"}


def test_a_leftover_in_one_target_is_not_told_at_the_other():
    assert told(target="指标1", adjusted_target="≥5个").understood == {
        "target": "还留着模板文字",
        "adjusted_target": "≥ 5 个 · 越多越好",
    }


def test_in_its_own_row_a_finding_does_not_name_it():
    assert [one.message for one in told(actual="", analysis="").findings] == ["未填实际完成值，请填写。"]
    assert [one.message for one in told(actual="", name="").findings] == [
        "未填三级指标名称，请填写。",
        "未填实际完成值，请填写。",
    ]


def test_reasons_that_are_lacking_are_those_needed_and_blank():
    one = told(actual="92张", outcome="partly", improvement="补种。")

    assert (one.needs, one.lacks) == (("deviation_reason", "improvement"), ("deviation_reason",))


def test_points_are_told_with_how_they_come_about():
    one = told(actual="92张", rules=HUBEI, weight=Decimal(20))

    assert (one.score, one.formula, one.allowed) == ("18.40", "18.4", "")
    assert one.score_explanation == "20 × 92 ÷ 100 = 18.40"


def test_the_interval_of_a_chosen_tier_is_told():
    one = told("改善条件", "明显改善", HUBEI, tier="partly", weight=Decimal(20))

    assert (one.score, one.formula, one.allowed) == ("", "", "10至16分（不含16分）")


def test_other_points_than_the_formulas_are_told_beside_them():
    assert told(actual="92张", rules=HUBEI, weight=Decimal(20), score=Decimal("15.00")).allowed == "公式 18.4"
    assert told(actual="92张", rules=HUBEI, weight=Decimal(20), score=Decimal("18.40")).allowed == ""


def test_without_points_nothing_is_told_of_them():
    one = told(actual="92张", weight=Decimal(20), score=Decimal(5))

    assert (one.score, one.formula, one.allowed, one.score_explanation) == ("", "", "", "")


def test_the_answer_to_a_save_holds_everything_that_the_page_shows():
    one = told(actual="≥100张", weight=Decimal(20), analysis="全年养护。")

    assert told_as_json(one, "met") == {
        "understood": {"target": "≥ 100 张 · 越多越好", "adjusted_target": ""},
        "judgement": "照抄了目标值 · 已完成",
        "state": "ask",
        "hint": "可选完成",
        "asks": "",
        "outcome": "met",
        "outcome_proposed": "met",
        "needs": [],
        "lacks": [],
        "findings": [
            {
                "level": "error",
                "word": "错误",
                "message": "实际完成值是“≥100张”，未选完成情况，请选择；按目标值“≥100张”应为“完成”。",
                "field": "outcome",
            },
            {
                "level": "warning",
                "word": "提醒",
                "message": "实际完成值“≥100张”照抄了目标值，请填写实际达到的数值。",
                "field": "actual",
            },
        ],
        "score": "",
        "formula": "",
        "allowed": "",
        "score_explanation": "",
    }


# ---- what it adds up to ---------------------------------------------------------------------------


def weighed(facts):
    for index, weight in enumerate((20, 10, 10, 20, 20)):
        facts = with_row(facts, index, weight=Decimal(weight))
    return facts


def test_points_so_far_are_added_per_goal_with_the_execution_rate():
    summed = sums(score(weighed(make_facts()), HUBEI))

    assert summed.texts == {
        GOALS[0]: ["38.60", ""],
        GOALS[1]: ["40.00", ""],
        "execution": ["19.80", "20 × 99% = 19.80"],
        "total": ["98.40", "优"],
    }
    assert [line.weight for line in (*summed.goals, summed.execution, summed.total)] == ["40", "40", "20", "100"]


def test_what_is_undecided_is_counted_and_no_grade_given():
    summed = sums(score(with_row(weighed(make_facts(basic=make_facts().basic.__class__())), 1, actual=""), HUBEI))

    assert summed.texts == {
        GOALS[0]: ["30.00", "未全部评定"],
        GOALS[1]: ["40.00", ""],
        "execution": ["", "执行率无法计算"],
        "total": ["70.00", "还有 1 项未定；执行率未定"],
    }
