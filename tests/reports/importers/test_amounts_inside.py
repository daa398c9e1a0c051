"""Amounts behind their labels inside cells and lines, and under headings of two rows."""

from decimal import Decimal

import pytest

from reports.importers.document import read
from tests.reports.importers.elsewhere import word

TITLE = "2023年度青山县林业局部门整体绩效自评表"
HEADING = ["一级指标", "二级指标", "三级指标", "年度目标值", "年度完成值"]
ROW = ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"]


def reading_of(*blocks):
    return read("自评表.docx", word(TITLE, *blocks))


def whole(facts):
    line = facts.revenue[0]
    return line.initial, line.adjusted, line.executed


@pytest.mark.parametrize(
    "stated",
    [
        [[["预算安排（万元）", ("全年预算：512.00", 2), "全年执行：506.88", "执行率：99%"], HEADING, ROW]],
        ["部门整体支出（万元）    预算数：512.00    执行数：506.88    执行率：99%", [HEADING, ROW]],
    ],
)
def test_budget_and_spending_behind_their_labels_are_those_of_the_whole(stated):
    assert whole(reading_of(*stated).facts) == (None, Decimal("5120000.00"), Decimal("5068800.00"))


def test_a_budget_alone_is_not_taken_for_both():
    assert reading_of("项目经费    预算数：512.00", [HEADING, ROW]).facts.revenue == ()


MONEY = [
    ["资金（万元）", "", "年初预算数", "全年预算数", "全年执行数"],
    [None, "年度资金总额", "320.00", "365.00", "351.25"],
]


@pytest.mark.parametrize(
    ("basic", "project", "column"), [("170.20", "181.05", "executed"), ("180.00", "185.00", "adjusted")]
)
def test_kinds_of_spending_are_of_the_column_that_they_add_up_to(basic, project, column):
    parts = [
        [None, ("其中：一般公共预算：300.00", 2), (f"其中：基本支出：{basic}", 2)],
        [None, ("", 2), (f"项目支出：{project}", 2)],
    ]

    reading = reading_of([*MONEY, *parts, HEADING, ROW])

    assert [getattr(reading.facts.basic, column), getattr(reading.facts.project, column)] == [
        Decimal(basic) * 10000,
        Decimal(project) * 10000,
    ]
    assert [one.text for one in reading.unread if "一般公共预算" in one.text] == ["其中：一般公共预算：300.00"]


def test_what_money_was_spent_on_is_no_source_of_it():
    spent = [None, "专项资金支出", "20.00", "20.00", "20.00"]

    reading = reading_of([*MONEY, spent, HEADING, ROW])

    assert [line.source for line in reading.facts.revenue] == ["年度资金总额"]
    assert [one.text for one in reading.unread if "专项" in one.text] == ["专项资金支出 | 20.00 | 20.00 | 20.00"]


def test_kinds_of_spending_that_add_up_to_nothing_are_left_unread():
    parts = [[None, ("", 2), ("基本支出：170.20", 2)], [None, ("", 2), ("项目支出：170.00", 2)]]

    reading = reading_of([*MONEY, *parts, HEADING, ROW])

    assert (reading.facts.basic.executed, reading.facts.project.executed) == (None, None)
    assert [one.text for one in reading.unread if one.why == "分不清这是预算数还是执行数，没有导入"] == [
        "基本支出：170.20",
        "项目支出：170.00",
    ]


def test_below_a_heading_of_two_rows_the_whole_counts_and_not_its_parts():
    table = [
        ["任务名称", ("全年预算数（万元）", 2), ("全年执行数（万元）", 2)],
        ["", "总额", "其中：财政拨款", "总额", "其中：财政拨款"],
        ["巡护", "120.00", "100.00", "110.00", "90.00"],
        ["金额合计", "120.00", "100.00", "110.00", "90.00"],
        HEADING,
        ROW,
    ]

    assert whole(reading_of(table).facts) == (None, Decimal("1200000.00"), Decimal("1100000.00"))


def test_the_final_account_of_spending_is_what_was_executed():
    table = [
        ["预算执行情况（万元）", "年初预算", "调整预算", "决算数", "执行率"],
        ["基本支出", "91.00", "94.20", "94.00", "99.79%"],
        ["项目支出", "432.00", "492.40", "479.10", "97.3%"],
        HEADING,
        ROW,
    ]

    facts = reading_of(table).facts

    assert (facts.basic.executed, facts.project.executed) == (Decimal("940000.00"), Decimal("4791000.00"))


def test_money_received_for_a_kind_of_spending_is_a_source():
    table = [
        ["项目", "年初预算数", "调整预算数", "决算数"],
        ["一、基本支出拨款收入", "100.00", "110.00", "110.00"],
        ["二、项目支出拨款", "200.00", "210.00", "210.00"],
        ["总计", "300.00", "320.00", "320.00"],
    ]

    lines = reading_of("收入决算明细表", "单位：万元", table, [HEADING, ROW]).facts.revenue

    assert [(line.source, line.final) for line in lines] == [
        ("基本支出拨款收入", Decimal("1100000.00")),
        ("项目支出拨款", Decimal("2100000.00")),
    ]
