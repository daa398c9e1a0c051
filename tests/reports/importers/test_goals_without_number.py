"""年度目标：… without a number: the only goal where none is numbered, and left over where some are."""

import pytest

from reports.importers.document import read
from tests.reports.importers.elsewhere import word

TITLE = "2023年度青山县林业局部门整体绩效自评表"
HEADING = ["一级指标", "二级指标", "三级指标", "年度目标值", "年度完成值"]
ROW = ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"]


def reading_of(*blocks):
    return read("自评表.docx", word(TITLE, *blocks))


def goals(reading):
    return [(goal.title, goal.description, len(goal.rows)) for goal in reading.facts.goals]


@pytest.mark.parametrize(
    "blocks",
    [
        ["年度目标：管护森林资源", [HEADING, ROW]],
        [[[("年度绩效目标：管护森林资源", 5)], HEADING, ROW]],
        [[["年度总体目标", ("管护森林资源", 4)], HEADING, ROW]],
    ],
)
def test_the_only_goal_needs_no_number(blocks):
    assert goals(reading_of(*blocks)) == [("管护森林资源", "", 1)]


def test_whole_sentences_are_no_title():
    assert goals(reading_of([["年度总体目标", ("管护森林资源。防范森林火灾。", 4)], HEADING, ROW])) == [
        ("", "管护森林资源。防范森林火灾。", 1)
    ]


def test_beside_numbered_goals_it_is_left_over():
    reading = reading_of("年度目标：管护森林资源", [[("年度目标1：巡护", 5)], HEADING, ROW])

    assert goals(reading) == [("巡护", "", 1)]
    assert [one.text for one in reading.unread if one.why == "自评表里另有年度目标，这一句没有导入"] == ["管护森林资源"]


def test_a_table_below_two_goals_that_are_stated_together_is_of_neither_for_certain():
    stated = [
        ["年度目标", ("预期目标", 2), ("实际完成情况", 2)],
        ["", ("管护森林资源。", 2), ("巡护林地8.4万亩。", 2)],
        ["", ("防范森林火灾。", 2), ("处置火情3起。", 2)],
    ]

    assert goals(reading_of([*stated, HEADING, ROW])) == [
        ("", "管护森林资源。", 0),
        ("", "防范森林火灾。", 0),
        ("", "", 1),
    ]


OTHER = ["产出指标", "数量指标", "培育苗木", "30万株", "31万株"]


def test_each_table_is_of_the_goal_without_a_number_right_above_it():
    told = ("年度目标：管护森林资源", [HEADING, ROW], "年度目标：培育苗木。备足苗木。", [HEADING, OTHER])

    assert goals(reading_of(*told)) == [("管护森林资源", "", 1), ("", "培育苗木。备足苗木。", 1)]


def test_a_goal_without_a_number_that_is_said_again_above_the_rest_of_its_table_is_one():
    told = ("年度目标：管护森林资源", [HEADING, ROW], "年度目标：管护森林资源", [HEADING, OTHER])

    assert goals(reading_of(*told)) == [("管护森林资源", "", 2)]


def test_a_table_below_two_goals_without_numbers_is_of_neither_for_certain():
    told = ("年度目标：管护森林资源", "年度目标：培育苗木", [HEADING, ROW, OTHER])

    assert goals(reading_of(*told)) == [("管护森林资源", "", 0), ("培育苗木", "", 0), ("", "", 2)]


def test_of_a_general_and_a_yearly_goal_the_one_right_above_the_table_counts_and_the_other_is_left_over():
    table = [["总体目标", ("建成森林城市", 4)], ["年度目标", ("管护森林资源", 4)], HEADING, ROW]
    reading = reading_of(table)

    assert goals(reading) == [("管护森林资源", "", 1)]
    assert [one.text for one in reading.unread if "另有年度目标" in one.why] == ["建成森林城市"]


@pytest.mark.parametrize("name", ["其他指标", "其他", "指标2：", "……"])
def test_a_row_that_the_empty_form_has_left_over_is_no_indicator(name):
    table = [HEADING, ROW, ["产出指标", "质量指标", name, "", ""]]

    assert [row.name for _, row in reading_of(table).facts.rows()] == ["巡护林地"]


def test_the_day_of_filing_stands_in_a_row_of_several_labels():
    lines = [TITLE, "填报单位：青山县林业局\t填报日期：2024年3月1日\t单位：万元", "\t".join(HEADING), "\t".join(ROW)]

    assert str(read("自评表.txt", "\n".join(lines).encode()).facts.statement.filing_date) == "2024-03-01"
