import pytest

from indicators.facts import DepartmentNames, Place
from indicators.findings import Finding
from tests.facts import GOALS, ROWS, make_facts, with_goal, with_row, with_statement
from tests.findings import found


def one(code, level, message, place, *figures):
    return (Finding(code, level, message, place, figures),)


def of_row(field, index=0):
    return Place("indicators", ROWS[index], field)


# Closing words


@pytest.mark.parametrize("closing", ["部分完成目标值", "未完成目标值", "没有完成目标值"])
def test_closing_words_worse_than_the_outcome_are_found(closing):
    facts = with_row(make_facts(), 0, analysis=f"此指标目标值为12个，养护公园12个。{closing}。")
    message = f"“养护公园数量”的完成情况分析以“{closing}”结尾，而完成情况是“完成”，请改正其中一处（报告中的结语按完成情况生成）。"
    wanted = one("closing-contradicts-outcome", "warning", message, of_row("analysis"), closing, "met")
    assert found(facts) == wanted
    assert found(facts, stage="targets") == ()


@pytest.mark.parametrize("closing", ["完成目标值", "完场目标值", "超额完成目标值"])
def test_closing_words_better_than_the_outcome_are_found(closing):
    facts = with_row(make_facts(), 1, analysis=f"补种行道树430株，{closing}。")
    assert [(finding.code, finding.place) for finding in found(facts)] == [
        ("closing-contradicts-outcome", of_row("analysis", 1))
    ]


@pytest.mark.parametrize(
    ("index", "closing"), [(0, "完成目标值"), (0, "基本完成目标值"), (1, "部分完成目标值"), (1, "未完成目标值")]
)
def test_closing_words_that_agree_are_right(index, closing):
    analysis = {0: "养护公园12个，", 1: "补种行道树430株，"}[index] + closing
    assert found(with_row(make_facts(), index, analysis=analysis)) == ()


def test_closing_words_are_not_weighed_before_the_outcome_is_chosen():
    facts = with_row(make_facts(), 1, outcome="", analysis="补种430株，完成目标值。")
    assert [finding.code for finding in found(facts)] == ["blank-outcome"]


# Numbers


@pytest.mark.parametrize(
    ("analysis", "told"),
    [
        ("全年养护公园11个。", "11个"),
        ("东片养护公园5个，西片养护公园6个。", "5个、6个"),
        ("此指标目标值为12个，实际养护公园10个。完成目标值。", "10个"),
    ],
)
def test_an_analysis_that_counts_otherwise_is_told(analysis, told):
    message = f"“养护公园数量”的完成情况分析里写的是{told}，没有实际完成值“12个”，请核对。"
    figures = ("12个", *told.split("、"))
    wanted = one("actual-not-in-analysis", "info", message, of_row("analysis"), *figures)
    assert found(with_row(make_facts(), 0, analysis=analysis)) == wanted


@pytest.mark.parametrize(
    ("target", "actual", "analysis"),
    [
        ("12个", "12个", "养护公园12个，其中新建3个。"),
        ("12个", "12个", "每月巡查两次，按计划养护。"),
        ("12个", "12个", "东西南三片各养护公园4个。"),
        ("12个", "12个", "出动人员80人次。"),
        ("100%", "100%", "抽查覆盖率由95%起步，全部达标。"),
        ("1.5万亩", "1.5万亩", "建成15,000亩，分布在8个村。"),
        ("≤60日", "60日", "2022年3月18日受理，6月5日办结。"),
        ("1000人次", "1000人次", "培训２期，共1,000人次，每期500人次。"),
        ("提升", "提升", "提升了5个公园。"),
        ("≤90元/人", "88元/人", "全年支出5000元。"),
        ("≥90%", "18/20", "抽查20份，合格率为九成。"),
        ("12月底前", "11月", "10月开工，11月完工。"),
    ],
)
def test_an_analysis_that_has_the_actual_or_counts_other_things_is_right(target, actual, analysis):
    direction = "down" if target.startswith("≤") else ""
    assert found(with_row(make_facts(), 0, target=target, actual=actual, analysis=analysis, direction=direction,
                          nature="")) == ()  # fmt: skip


# The department's names


def test_a_name_that_is_none_of_the_three_is_told():
    facts = with_row(make_facts(), 0, analysis="东湖园林局全年养护公园12个。")
    message = (
        "文中的“东湖园林局”不是本单位的全称（江城市东湖区园林局）、表内名称（东湖区园林局）或简称（区园林局），请核对。"
    )
    assert found(facts) == one("department-misnamed", "info", message, of_row("analysis"), "东湖园林局")


@pytest.mark.parametrize("name", ["江城市东湖园林局", "江城东湖区园林局", "江城东湖园林局", "东湖园林局"])
def test_every_shortened_name_is_told_once(name):
    facts = with_statement(make_facts(), improvements=(f"{name}将提前采购。", "再次提前采购。"))
    assert [(finding.place.field, finding.figures) for finding in found(facts)] == [("improvements", (name,))]


@pytest.mark.parametrize(
    "text",
    [
        "江城市东湖区园林局、东湖区园林局、区园林局都是本单位。",
        "园林局组织验收。",
        "江城市园林局和西湖区园林局来访。",
        "东湖区财政局拨付资金，区水务局配合。",
        "东湖公园",
    ],
)
def test_its_own_names_and_those_of_others_are_right(text):
    assert found(with_goal(make_facts(), 0, achievement=text)) == ()


def test_names_that_share_nothing_are_not_compared():
    names = DepartmentNames("1", "中共江城市东湖区委办公室", "区委办", "委办")
    assert found(make_facts(department=names, adjustment_reason="东湖办公室调整。")) == ()


def test_a_goal_is_looked_through_as_well():
    facts = with_goal(make_facts(), 0, achievement="东湖园林局完成。")
    assert [finding.place for finding in found(facts)] == [Place("goals", GOALS[0], "achievement")]
