"""Goals that are named above their tables, each in a heading of the report."""

from reports.importers.document import read
from tests.reports.importers.elsewhere import word

HEADING = ["一级指标", "二级指标", "三级指标", "年度目标值", "年度完成值"]
FIRST = ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"]
SECOND = ["产出指标", "数量指标", "培育苗木", "30万株", "31万株"]


def goals(*blocks):
    facts = read("报告.docx", word("青山县林业局2023年度部门整体绩效自评报告", "二、绩效目标完成情况", *blocks)).facts
    return [(goal.title, [row.name for row in goal.rows]) for goal in facts.goals]


def test_each_table_is_of_the_goal_right_above_it():
    told = ("（一）年度目标1：管护森林", [HEADING, FIRST], "（二）年度目标2：培育苗木", "单位：万元", [HEADING, SECOND])

    assert goals(*told) == [("管护森林", ["巡护林地"]), ("培育苗木", ["培育苗木"])]


def test_a_number_that_was_typed_twice_makes_no_one_goal_of_two():
    told = ("（一）年度目标1：管护森林", [HEADING, FIRST], "（二）年度目标1：培育苗木", [HEADING, SECOND])

    assert goals(*told) == [("管护森林", ["巡护林地"]), ("培育苗木", ["培育苗木"])]


def test_a_table_behind_what_is_told_of_the_last_goal_is_not_of_it_alone():
    told = (
        "年度目标1：管护森林",
        "全年巡护林地8.4万亩。",
        "年度目标2：培育苗木",
        "全年培育苗木31万株。",
        [HEADING, FIRST, SECOND],
    )

    assert ("培育苗木", ["巡护林地", "培育苗木"]) not in goals(*told)
