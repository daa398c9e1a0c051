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
