"""What is said to differ between two states of the same facts."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.facts import Expenditure, Facts, Place, Row, StatementFacts
from reports.differences import Difference, Marked, differences, marked
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

FACTS = make_facts()


def test_equal_facts_differ_in_nothing():
    assert differences(FACTS, make_facts()) == ()


def test_an_actual_is_told_with_both_values():
    place = Place("indicators", ROWS[0], "actual")

    assert differences(FACTS, with_row(FACTS, 0, actual="11个")) == (
        Difference(place, "年度目标1 · 养护公园数量", "实际完成值", "12个", "11个"),
    )


@pytest.mark.parametrize(
    ("changed", "thing", "label", "was", "now"),
    [
        (with_row(FACTS, 1, outcome="not_met"), "年度目标1 · 补种行道树", "完成情况", "部分完成", "未完成"),
        (with_row(FACTS, 0, outcome=""), "年度目标1 · 养护公园数量", "完成情况", "完成", ""),
        (with_row(FACTS, 0, weight=Decimal("8.50")), "年度目标1 · 养护公园数量", "分值", "", "8.5"),
        (with_row(FACTS, 0, weight=Decimal(10)), "年度目标1 · 养护公园数量", "分值", "", "10"),
        (with_row(FACTS, 0, is_core=True), "年度目标1 · 养护公园数量", "核心指标", "否", "是"),
        (with_row(FACTS, 0, adjusted_on=date(2022, 9, 1)), "年度目标1 · 养护公园数量", "调整日期", "", "2022年9月1日"),
        (with_goal(FACTS, 1, title="便民"), "年度目标2", "年度目标", "方便居民游园", "便民"),
        (with_basic(FACTS, executed=None), "基本支出", "执行数", "1,180,000.00 元", ""),
        (replace(FACTS, carry_over=Decimal(0)), "", "年末结转结余", "50,000.00 元", "0.00 元"),
        (replace(FACTS, basis="initial"), "", "执行率口径", "调整后预算数", "年初预算数"),
        (
            with_revenue(FACTS, 1, final=Decimal("99999.99")),
            "其他收入",
            "决算数",
            "100,000.00 元",
            "99,999.99 元",
        ),
        (
            with_statement(FACTS, improvements=("提前采购。",)),
            "",
            "下一步拟改进措施",
            "1. 提前到春季采购苗木。\n2. 高温季节增加浇灌频次。",
            "1. 提前采购。",
        ),
    ],
)
def test_each_kind_of_value_is_told_in_words(changed, thing, label, was, now):
    (found,) = differences(FACTS, changed)

    assert (found.thing, found.label, found.was, found.now) == (thing, label, was, now)


@pytest.mark.parametrize(
    ("field", "code", "word"),
    [
        ("nature", "qualitative", "定性"),
        ("direction", "down", "越少越好"),
        ("tier", "partly", "部分达成并具有一定效果"),
        ("outcome", "not_met", "未完成"),
    ],
)
def test_every_code_is_told_in_its_words(field, code, word):
    (found,) = differences(FACTS, with_row(FACTS, 0, **{field: code}))

    assert found.now == word


def test_how_an_amount_was_typed_is_no_difference():
    assert differences(FACTS, with_basic(FACTS, typed_in_wan=("executed",))) == ()


def _other(value):
    """Some value of the same type that is not this one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, tuple):
        return (*value, "另一条")
    if isinstance(value, date):
        return date(2020, 1, 1)
    return Decimal("1.00") if isinstance(value, Decimal) or value is None else "另一个值"


_CODES = {"nature": "qualitative", "direction": "equal", "tier": "reached", "outcome": "exceeded", "basis": "initial"}
_DATES = {"adjusted_on", "filing_date"}


def _with_other(thing, name):
    value = date(2020, 1, 1) if name in _DATES else _CODES.get(name) or _other(getattr(thing, name))
    return replace(thing, **{name: value})


@pytest.mark.parametrize("name", [field.name for field in fields(Row) if field.name != "key"])
def test_no_field_of_a_row_changes_unseen(name):
    changed = with_row(FACTS, 0, **{name: getattr(_with_other(FACTS.goals[0].rows[0], name), name)})

    assert [found.place for found in differences(FACTS, changed)] == [Place("indicators", ROWS[0], name)]


@pytest.mark.parametrize("name", [field.name for field in fields(StatementFacts)])
def test_no_field_of_the_statement_changes_unseen(name):
    changed = replace(FACTS, statement=_with_other(FACTS.statement, name))

    assert [found.place for found in differences(FACTS, changed)] == [Place("statement", "statement", name)]


@pytest.mark.parametrize("name", ["initial", "adjusted", "executed"])
def test_no_expenditure_changes_unseen(name):
    changed = replace(FACTS, project=replace(FACTS.project, **{name: Decimal("7.00")}))

    assert [found.place for found in differences(FACTS, changed)] == [Place("budget", "project", name)]


def test_no_field_of_the_evaluation_changes_unseen():
    apart = {"version", "department", "fiscal_year", "scope", "rule_set", "layout", "typed_in_wan"}
    apart |= {"revenue", "basic", "project", "goals", "statement"}
    for name in {field.name for field in fields(Facts)} - apart:
        changed = _with_other(FACTS, name)
        assert [found.place for found in differences(FACTS, changed)] == [Place("budget", "evaluation", name)]


def test_a_new_row_is_told_once_with_what_it_says():
    new = make_row("00000000-0000-4000-8000-0000000000c9", name="新建口袋公园", target="3个", actual="")
    changed = with_goal(FACTS, 0, rows=(*FACTS.goals[0].rows, new))

    (found,) = differences(FACTS, changed)

    assert found == Difference(
        Place("indicators", new.key, "name"),
        "年度目标1 · 新建口袋公园",
        "新增指标",
        "",
        "一级指标 产出指标，二级指标 数量指标，年初目标值 3个",
    )


def test_a_new_row_with_another_target_tells_both():
    new = make_row("00000000-0000-4000-8000-0000000000c9", target="3个", adjusted_target="2个", actual="2个")
    changed = with_goal(FACTS, 0, rows=(*FACTS.goals[0].rows, new))
    said = "一级指标 产出指标，二级指标 数量指标，年初目标值 3个，调整后目标值 2个，实际完成值 2个"

    assert [(found.was, found.now) for found in differences(FACTS, changed)] == [("", said)]
    assert [(found.was, found.now) for found in differences(changed, FACTS)] == [(said, "")]


def test_a_removed_row_is_told_once():
    changed = with_goal(FACTS, 0, rows=FACTS.goals[0].rows[:1] + FACTS.goals[0].rows[2:])

    assert [(found.thing, found.label, found.now) for found in differences(FACTS, changed)] == [
        ("原年度目标1 · 补种行道树", "删除指标", "")
    ]


def test_a_removed_goal_takes_its_rows_along():
    changed = replace(FACTS, goals=FACTS.goals[:1])

    assert [(found.label, found.place.key) for found in differences(FACTS, changed)] == [
        ("删除年度目标", GOALS[1]),
        ("删除指标", ROWS[3]),
        ("删除指标", ROWS[4]),
    ]


def test_a_new_goal_is_told_with_its_rows():
    key, row = "00000000-0000-4000-8000-0000000000b9", "00000000-0000-4000-8000-0000000000c9"
    changed = replace(FACTS, goals=(*FACTS.goals, make_goal(key, make_row(row), title="第三个")))

    assert [(found.label, found.place.key, found.now.partition("，")[0]) for found in differences(FACTS, changed)] == [
        ("新增年度目标", key, "第三个"),
        ("新增指标", row, "一级指标 产出指标"),
    ]


def test_a_row_that_was_moved_is_told_and_those_it_passed_are_not():
    one, two, three = FACTS.goals[0].rows
    changed = with_goal(FACTS, 0, rows=(three, one, two))

    assert [(found.place.key, found.label, found.was, found.now) for found in differences(FACTS, changed)] == [
        (ROWS[2], "顺序", "第3项", "第1项")
    ]


def test_goals_and_sources_that_were_moved_are_told():
    changed = replace(FACTS, goals=FACTS.goals[::-1], revenue=FACTS.revenue[::-1])

    assert [(found.label, found.place.step) for found in differences(FACTS, changed)] == [
        ("顺序", "budget"),
        ("顺序", "goals"),
    ]


def test_sources_that_come_and_go_are_told_with_their_amounts():
    new = make_revenue("00000000-0000-4000-8000-0000000000a9", source="事业收入", initial=None, adjusted=None)
    changed = replace(FACTS, revenue=(FACTS.revenue[0], new))

    assert [(found.place.key, found.label, found.was, found.now) for found in differences(FACTS, changed)] == [
        (new.key, "新增收入", "", "决算数 4,900,000.00 元"),
        (OTHER, "删除收入", "年初预算数 200,000.00 元，调整预算数 100,000.00 元，决算数 100,000.00 元", ""),
    ]
    assert GENERAL not in {found.place.key for found in differences(FACTS, changed)}


def test_differences_follow_the_document():
    changed = with_statement(with_row(FACTS, 4, actual="95%"), conclusion="良好")
    changed = with_goal(replace(changed, basic=Expenditure()), 0, description="全年。")

    assert [found.place.step for found in differences(FACTS, changed)] == ["budget"] * 3 + [
        "goals",
        "indicators",
        "statement",
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("共补种430株。", "共补种445株。", Marked("共补种", "430", "445", "株。")),
        ("共补种30株。", "共补种30株，成活率高。", Marked("共补种30株", "", "，成活率高", "。")),
        (
            "前" * 30 + "甲" + "后" * 30,
            "前" * 30 + "乙" + "后" * 30,
            Marked("…" + "前" * 24, "甲", "乙", "后" * 24 + "…"),
        ),
        ("一一", "一一一", Marked("一一", "", "一", "")),
        ("1000", "100", Marked("", "1000", "100", "")),
    ],
)
def test_in_a_long_text_only_what_changed_is_marked_and_numbers_stay_whole(was, now, expected):
    assert marked(was, now) == expected


# ---- points


def scored(**changes):
    facts = replace(FACTS, rule_set="hubei", layout="founding-scored", **changes)
    for index, weight in enumerate(("10", "30", "12.5", "17.5", "10")):
        facts = with_row(facts, index, weight=Decimal(weight))
    return facts


def told(before, after):
    return [(d.place.field, d.thing, d.label, d.was, d.now) for d in differences(before, after)]


def test_a_changed_weight_is_told_with_the_points_and_the_total_that_follow():
    name = "年度目标1 · 养护公园数量"

    assert told(scored(), with_row(scored(), 0, weight=Decimal("8.50"))) == [
        ("score", "", "自评总分", "95.6 分（优）", "94.1 分（优）"),
        ("weight", name, "分值", "10", "8.5"),
        ("score", name, "得分", "10", "8.5"),
    ]


def test_an_entered_score_is_told_as_such_against_what_counted_before():
    assert told(scored(), with_row(scored(), 1, score=Decimal(9))) == [
        ("score", "", "自评总分", "95.6 分（优）", "78.8 分（中）"),
        ("score", "年度目标1 · 补种行道树", "得分", "25.8", "9（人工评分）"),
    ]


def test_another_actual_brings_other_points():
    before, after = with_row(scored(), 1, actual=""), scored()

    assert told(before, after) == [
        ("score", "", "自评总分", "未定（还有 1 项未定）", "95.6 分（优）"),
        ("actual", "年度目标1 · 补种行道树", "实际完成值", "", "430株"),
        ("score", "年度目标1 · 补种行道树", "得分", "", "25.8"),
    ]


def test_a_new_row_is_told_with_its_weight():
    added = make_row(key="00000000-0000-4000-8000-0000000000c9", name="新增指标项", weight=Decimal(5), actual="")
    after = with_goal(scored(), 1, rows=(*scored().goals[1].rows, added))

    assert told(scored(), after)[1:] == [
        (
            "name",
            "年度目标2 · 新增指标项",
            "新增指标",
            "",
            "一级指标 产出指标，二级指标 数量指标，年初目标值 12个，分值 5",
        )
    ]


def test_equal_points_are_no_difference():
    assert differences(scored(), scored()) == ()
    assert told(scored(), with_row(scored(), 0, analysis="另一段分析。")) == [
        ("analysis", "年度目标1 · 养护公园数量", "完成情况分析", FACTS.goals[0].rows[0].analysis, "另一段分析。")
    ]
