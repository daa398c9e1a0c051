"""The indicators as plain rows: a part of the document that programs read and no page shows."""

import io
import json
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from reports import issue
from reports.document import as_json, from_json
from reports.renderers import html, xlsx
from tests.reports.plain import composed, make_facts, make_goal, make_row

LABELS = [
    "年度目标序号",
    "年度目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年初目标值",
    "调整后目标值",
    "计量单位",
    "实际完成值",
    "完成情况",
    "分值",
    "得分",
    "完成情况分析",
    "偏差原因",
    "改进措施",
    "行标识",
]


def book_of(document):
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))


def sheet_of(*goals, **fields):
    return book_of(composed(make_facts(*goals, **fields)))["指标数据"]


def test_there_is_one_header_and_a_line_for_each_indicator():
    first = make_row("k1", unit="场", target="≥10", adjusted_target="8", actual="9", outcome="exceeded")
    second = make_row("k2", outcome="partly", deviation_reason="场地不足", improvement="租用\n场地")
    sheet = sheet_of(make_goal(first), make_goal(key="g2"), make_goal(second, key="g3", title="丙"))
    header, *lines = [[cell.value for cell in row] for row in sheet]
    assert header == LABELS
    levels, analysis = ["产出指标", "数量指标", "培训场次"], "全年开展培训10场。"
    assert lines == [
        [1, "开展培训", *levels, "≥10", "8", "场", "9", "超额完成", None, None, analysis, None, None, "k1"],
        [
            3,
            "丙",
            *levels,
            "10场",
            None,
            None,
            "10场",
            "部分完成",
            None,
            None,
            analysis,
            "场地不足",
            "租用\n场地",
            "k2",
        ],
    ]


@pytest.mark.parametrize(
    ("outcome", "word"),
    [("met", "完成"), ("exceeded", "超额完成"), ("partly", "部分完成"), ("not_met", "未完成"), ("", None)],
)
def test_outcomes_are_told_in_words(outcome, word):
    assert sheet_of(make_goal(make_row(outcome=outcome)))["J2"].value == word


def test_weight_and_points_are_numbers():
    row = make_row("k1", target="≥10场", actual="10场", weight=Decimal(80), direction="up")
    sheet = sheet_of(make_goal(row), rule_set="hubei", layout="founding-scored")
    assert [(cell.value, cell.data_type) for cell in sheet[2][10:12]] == [(80, "n"), (80, "n")]


def test_rules_without_points_leave_their_columns_empty():
    row = make_row("k1", weight=Decimal(80), score=Decimal(70))
    assert [cell.value for cell in sheet_of(make_goal(row))[2][10:12]] == [None, None]


def test_nothing_is_merged_the_header_filters_and_stays_in_sight():
    sheet = sheet_of(make_goal(make_row("a"), make_row("b", analysis="=1+1")))
    assert list(sheet.merged_cells.ranges) == []
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A1:P3", "A2", "$1:$1")
    assert {sheet.row_dimensions[row].height for row in (1, 2, 3)} == {16}
    assert (sheet["M3"].value, sheet["M3"].data_type, sheet["M3"].quotePrefix) == ("=1+1", "s", True)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_the_sheet_is_the_last_one_and_opens_behind_the_form():
    book = book_of(composed(make_facts(make_goal(make_row()))))
    assert (book.sheetnames, book.active.title) == (["自评表", "收入决算明细表", "指标数据"], "自评表")


@pytest.mark.parametrize(("sign", "most", "kept"), [("长", 32767, 32748), ("😀", 16383, 16374)])
def test_a_text_too_long_for_a_cell_says_where_the_rest_stands(sign, most, kept):
    def analysis(count):
        return sheet_of(make_goal(make_row(analysis=sign * count)))["M2"].value

    goes_on = "……（超过单元格容量，全文见自评报告）"
    assert len(goes_on) == 19
    assert analysis(most) == sign * most
    assert analysis(most + 1) == sign * kept + goes_on


def test_no_page_shows_them():
    document = composed(make_facts(make_goal(make_row("一个行标识"))))
    assert [part.name for part in document.parts] == ["narrative", "form", "rows"]
    assert html.render(document) == html.render(replace(document, parts=document.parts[:2]))
    assert "一个行标识" in json.dumps(as_json(document), ensure_ascii=False)


def test_the_workbook_is_the_only_file_that_has_them():
    assert [name for name, file in issue.FILES.items() if "rows" in file.parts] == ["form.xlsx"]


def test_a_document_stored_without_them_still_reads_and_renders():
    document = composed(make_facts(make_goal(make_row())))
    stored = as_json(document)
    stored["parts"] = stored["parts"][:2]
    old = from_json(json.loads(json.dumps(stored)))
    assert old == replace(document, parts=document.parts[:2])
    assert book_of(old).sheetnames == ["自评表", "收入决算明细表"]
