"""Lines and tables find their section, however the headings are numbered or misspelt."""

import pytest

from indicators.facts import Facts
from reports.demo import founding
from reports.importers.outline import outline
from reports.importers.sections import goal_heading, section_of
from reports.importers.source import Grid, Line, Square
from tests.reports.importers import published

FOUNDING: Facts = founding()


def lines(*texts):
    return outline([Line(text, f"第 {number} 行") for number, text in enumerate(texts, start=1)])


def stands(made):
    return [(passage.role, passage.section) for passage in made.passages]


def test_the_published_document_opens_each_section_once_and_the_form_with_two_lines():
    opened = [passage.section for passage in published.parts().passages if passage.role == "section"]

    assert opened == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3", "4", "form", "form"]


def test_the_published_document_has_its_34_indicators_under_their_goals_and_levels():
    found = [
        (passage.goal, passage.level1, passage.indicator)
        for passage in published.parts().passages
        if passage.role == "indicator"
    ]

    levels = {"产出效益": "产出指标"}
    told = [(goal, levels.get(level, level), name) for goal, level, name in found]
    assert told == [
        (number, row.level1, row.name) for number, goal in enumerate(FOUNDING.goals, start=1) for row in goal.rows
    ]


def test_the_published_document_has_a_revenue_table_and_a_form():
    assert [(table.section, len(table.grid.rows)) for table in published.parts().tables] == [
        ("revenue", 7),
        ("form", 49),
    ]


def test_no_line_of_the_published_document_is_lost():
    found = [passage.text for passage in published.parts().passages]

    assert found == [block.text for block in published.source().blocks if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("heading", "current", "section"),
    [
        ("一、部门整体绩效目标完成情况", "", "1"),
        ("（一）执行率情况", "1", "1.1"),
        ("(二)完成的绩效目标", "1.1", "1.2"),
        ("（三）未完成的绩效目标", "1.2", "1.3"),
        ("未完成的绩效目标", "1.2", "1.3"),
        ("二、绩效目标完成情况分析", "1.3", "2"),
        ("绩效目标完成情况分析", "1.3", "2"),
        ("绩效目标完成情况分析", "2.1", "2.2"),
        ("（二）绩效目标完成情况分析", "2.1", "2.2"),
        ("（一）预算执行情况分析", "2", "2.1"),
        ("三、存在的问题和原因析", "2.2", "3"),
        ("三、存在的的问题和原因分析", "2.2", "3"),
        ("第三部分 存在的主要问题", "2.2", "3"),
        ("四、下一步拟改进措施析", "3", "4"),
        ("四、下一步拟改进措施措施", "3", "4"),
        ("五、改进措施和有关建议：", "3", "4"),
    ],
)
def test_a_heading_opens_its_section(heading, current, section):
    assert section_of(heading, current) == section


@pytest.mark.parametrize(
    "text",
    [
        "区民政局2022年度年初预算为27,799.22万元。",
        "1.产出指标完成情况分析",
        "（1）数量指标完成情况分析",
        "①新增农村老年人互助照料中心",
        "2、规范资金管理。",
        "下一步，区民政局将进一步改进工作措施，",
        "",
    ],
)
def test_other_lines_open_none(text):
    assert section_of(text, "2.2") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年度目标1：兜牢民生底线", (1, "兜牢民生底线")),
        ("年度绩效目标二：兜牢民生底线", (2, "兜牢民生底线")),
        ("目标十二（40分）：兜牢民生底线", (12, "兜牢民生底线")),
        ("年度目标3", (3, "")),
        ("年度目标已经完成", None),
        ("2022年度年度目标2的绩效目标均已完成，其中：", None),
    ],
)
def test_a_goal_is_known_by_its_number(text, found):
    assert goal_heading(text) == found


def test_a_level_that_is_counted_like_the_first_is_a_first_level():
    made = lines(
        "二、绩效目标完成情况分析",
        "1.产出指标完成情况分析",
        "（1）数量指标",
        "2.社会效益完成情况分析",
        "（1）社会效益指标",
    )

    assert [(passage.level1, passage.level2) for passage in made.passages[1:]] == [
        ("产出指标", ""),
        ("产出指标", "数量指标"),
        ("社会效益", ""),
        ("社会效益", "社会效益指标"),
    ]


def test_a_part_that_is_none_of_a_self_evaluation_has_no_key_but_a_topic():
    made = lines("一、部门概况", "本部门有编制30人。", "二、存在的问题", "无。")

    assert [(passage.section, passage.topic) for passage in made.passages] == [
        ("", "部门概况"),
        ("", "部门概况"),
        ("3", "存在的问题"),
        ("3", "存在的问题"),
    ]


def test_an_indicator_and_its_analysis_on_one_line_are_told_apart():
    made = lines("二、绩效目标完成情况分析", "1.产出指标", "①新增床位：此指标目标值为100张，已完成。")

    assert [(passage.role, passage.text) for passage in made.passages[2:]] == [
        ("indicator", "①新增床位："),
        ("text", "此指标目标值为100张，已完成。"),
    ]
    assert {passage.indicator for passage in made.passages[2:]} == {"新增床位"}


def test_a_table_that_only_frames_text_is_taken_apart():
    row = (Square("三、存在的问题\n目标偏低。", "表 1 第 1 行第 1 列", across=2), None)

    made = outline([Grid((row, (Square("a", "x"), Square("b", "y"))), "表 1")])

    assert stands(made) == [("section", "3"), ("text", "3")]
    assert [len(table.grid.rows) for table in made.tables] == [1]
