"""Columns that are none of this year's values, and levels under a heading of their own."""

import pytest

from reports.importers.document import read
from tests.reports.importers.elsewhere import word

LEVELS = ["一级指标", "二级指标", "三级指标"]
ROW = ["产出指标", "数量指标", "整理卷宗"]


def values(*blocks):
    return [
        (row.level1, row.level2, row.name, row.target, row.actual)
        for _, row in read("自评表.docx", word("2023年度部门整体绩效自评表", *blocks)).facts.rows()
    ]


@pytest.mark.parametrize(
    ("labels", "cells"),
    [
        (["2022年完成值", "2023年目标值", "2023年完成值"], ["88卷", "≥90卷", "96卷"]),
        (["2023年目标值", "2023年完成值", "2024年目标值"], ["≥90卷", "96卷", "≥99卷"]),
        (["2022年目标值", "2022年完成值", "2023年目标值", "2023年完成值"], ["≥80卷", "88卷", "≥90卷", "96卷"]),
    ],
)
def test_of_columns_of_several_years_those_count_that_have_target_and_actual(labels, cells):
    assert values([[*LEVELS, *labels], [*ROW, *cells]]) == [(*ROW, "≥90卷", "96卷")]


def test_what_was_reached_in_the_year_before_is_not_this_years():
    table = [[*LEVELS, "2022年完成值", "2023年目标值"], [*ROW, "88卷", "≥90卷"]]

    assert values(table) == [(*ROW, "≥90卷", "")]


def test_a_heading_over_two_columns_has_both_levels_below_it():
    table = [
        [("指标类别", 2), "指标内容", "指标值", "完成值"],
        ["产出指标", "数量指标", "整理卷宗", "≥90卷", "96卷"],
        [None, "质量指标", "卷宗完好率", "100%", "100%"],
    ]

    assert values(table) == [
        ("产出指标", "数量指标", "整理卷宗", "≥90卷", "96卷"),
        ("产出指标", "质量指标", "卷宗完好率", "100%", "100%"),
    ]


@pytest.mark.parametrize("name", ["绩效指标", "指标", "考核指标"])
def test_where_nothing_else_names_the_indicators_their_column_may_be_called_so(name):
    table = [["序号", name, "目标值", "实现值", "未完成原因"], ["1", "整理卷宗（卷）", "≥90", "96", "无"]]

    assert values(table) == [("", "", "整理卷宗（卷）", "≥90", "96")]


def test_a_table_with_its_labels_in_the_first_column_is_read_column_by_column():
    table = [
        ["一级指标", ("产出指标", 2), "满意度指标"],
        ["二级指标", "数量指标", "质量指标", "服务对象满意度指标"],
        ["三级指标", "整理卷宗", "卷宗完好率", "读者满意度"],
        ["年初目标值", "≥90卷", "100%", "≥90%"],
        ["实际完成值", "96卷", "99%", "93%"],
    ]

    assert values(table) == [
        ("产出指标", "数量指标", "整理卷宗", "≥90卷", "96卷"),
        ("产出指标", "质量指标", "卷宗完好率", "100%", "99%"),
        ("满意度指标", "服务对象满意度指标", "读者满意度", "≥90%", "93%"),
    ]


def test_a_value_over_two_columns_of_such_a_table_is_that_of_both():
    table = [
        ["一级指标", ("产出指标", 2), "满意度指标"],
        ["三级指标", "整理卷宗", "卷宗完好率", "读者满意度"],
        ["年初目标值", ("100%", 2), "≥90%"],
        ["实际完成值", "100%", "99%", "93%"],
    ]

    assert [(name, target, actual) for _, _, name, target, actual in values(table)] == [
        ("整理卷宗", "100%", "100%"),
        ("卷宗完好率", "100%", "99%"),
        ("读者满意度", "≥90%", "93%"),
    ]


def test_where_a_text_has_left_out_what_was_merged_such_a_table_gives_no_rows():
    lines = [
        "2023年度部门整体绩效自评表",
        "一级指标\t产出指标\t满意度指标",
        "三级指标\t整理卷宗\t卷宗完好率\t读者满意度",
        "年初目标值\t≥90卷\t100%\t≥90%",
        "实际完成值\t96卷\t99%\t93%",
    ]

    assert list(read("自评表.txt", "\n".join(lines).encode()).facts.rows()) == []


def test_a_table_of_one_indicator_and_its_labels_is_none_of_columns():
    table = [["三级指标", "整理卷宗"], ["年初目标值", "≥90卷"], ["实际完成值", "96卷"]]

    assert values(table) == []


@pytest.mark.parametrize(("this", "other"), [("2023年", "2022年"), ("2023年度", "2022年度"), ("本年", "上年")])
def test_years_may_stand_over_targets_and_actuals(this, other):
    table = [
        [*LEVELS, (this, 2), (other, 2)],
        [None, None, None, "目标值", "完成值", "目标值", "完成值"],
        [*ROW, "≥90卷", "96卷", "80卷", "85卷"],
    ]

    assert values(table) == [(*ROW, "≥90卷", "96卷")]


def test_of_two_columns_of_the_same_words_none_is_taken():
    table = [[*LEVELS, "目标值", "目标值", "完成值"], [*ROW, "≥90卷", "≥80卷", "96卷"]]

    assert values(table) == [(*ROW, "", "96卷")]


def test_a_figure_below_its_target_has_sign_and_unit_beside_it():
    table = [
        [*LEVELS, ("目标值", 3), "实际完成值"],
        [None, None, None, "符号", "数值", "单位", None],
        [*ROW, "≥", "90", "卷", "96"],
    ]

    assert values(table) == [(*ROW, "≥90", "96")]


def test_a_list_of_projects_with_their_money_is_no_budget():
    table = [["项目名称", "全年预算数", "全年执行数", "执行率"], ["食堂运行补助", "280.00", "280.00", "100%"]]

    reading = read("报告.docx", word("2023年度部门整体绩效自评报告", "单位：万元", table))

    assert reading.facts.revenue == ()
    assert [one.text for one in reading.unread if "食堂" in one.text] == ["食堂运行补助 | 280.00 | 280.00 | 100%"]


def test_of_two_columns_of_goals_the_one_before_the_actual_is_the_target():
    table = [
        ["绩效目标", "指标类型", "具体指标", "年度目标", "完成情况"],
        ["管好档案", "数量", "整理卷宗", "90卷", "96卷"],
        ["", "质量", "卷宗合格率", "≥95%", "96.3%"],
    ]
    facts = read("自评表.docx", word("2023年度部门整体绩效自评表", table)).facts

    assert [(row.name, row.target, row.actual) for _, row in facts.rows()] == [
        ("整理卷宗", "90卷", "96卷"),
        ("卷宗合格率", "≥95%", "96.3%"),
    ]
    assert [goal.title for goal in facts.goals] == ["管好档案"]
