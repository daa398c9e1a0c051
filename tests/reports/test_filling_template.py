"""What a 填报表 lets one write, offers, and keeps from sight."""

import pytest
from openpyxl.utils import range_boundaries

from tests import sheets
from tests.evaluations import make_evaluation
from tests.facts import ROWS, make_facts, with_row
from tests.people import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def book(cast):
    return sheets.downloaded(sheets.client_of(cast.preparer), make_evaluation(cast))


def offered(book, label):
    """The words of a column's drop-down, the rows that have it, and whether other words are refused."""
    ws = sheets.sheet_of(book)
    column = sheets.columns_of(ws)[label]
    for rule in ws.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        if rule.type == "list" and area.min_col == area.max_col == column:
            sheet, _, cells = rule.formula1.partition("!")
            left, top, right, bottom = range_boundaries(cells)
            store = book[sheet.strip("'")]
            words = [store.cell(row, left).value for row in range(top, bottom + 1)]
            assert (left, store.cell(bottom + 1, left).value) == (right, None)
            return words, (area.min_row, area.max_row), bool(rule.showErrorMessage)
    return None


def test_the_keys_are_hidden_and_locked_and_the_sheet_is_protected(book):
    ws = sheets.sheet_of(book)

    assert [ws.cell(sheets.HEAD, column).value for column in (1, 2)] == ["行标识", "导出时的内容"]
    assert [ws.column_dimensions[letter].hidden for letter in "ABCD"] == [True, True, False, False]
    assert [ws.cell(row, 1).value for row in range(sheets.HEAD + 1, sheets.HEAD + 6)] == list(ROWS)
    assert {ws.cell(row, column).protection.locked for row in range(1, ws.max_row + 1) for column in (1, 2)} == {True}
    assert ws.protection.sheet
    assert book["选项"].sheet_state == "hidden"


def test_levels_and_words_are_offered_in_every_row_and_only_levels_may_be_called_otherwise(book):
    rows = (sheets.HEAD + 1, sheets.sheet_of(book).max_row)

    assert rows == (4, 28)
    assert offered(book, "年度目标") == (["年度目标1：提升公园绿地养护水平", "年度目标2：方便居民游园"], rows, True)
    assert offered(book, "一级指标") == (["成本指标", "产出指标", "效益指标", "满意度指标"], rows, False)
    assert offered(book, "二级指标")[0][-1] == "服务对象满意度指标"
    assert offered(book, "完成情况") == (["完成", "超额完成", "部分完成", "未完成"], rows, True)
    assert offered(book, "三级指标") is None


@pytest.mark.parametrize("text", ["=1+1", "+5%", "-3℃", "@x", "9-10", "≥95%"])
def test_what_was_typed_stays_text_whatever_it_begins_with(cast, text):
    evaluation = make_evaluation(cast, facts=with_row(make_facts(), 0, target=text, analysis=text))
    ws = sheets.sheet_of(sheets.downloaded(sheets.client_of(cast.preparer), evaluation))
    row, columns = sheets.row_of(ws, ROWS[0]), sheets.columns_of(ws)

    cells = [ws.cell(row, columns[label]) for label in ("年初目标值", "完成情况分析")]

    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s")] * 2
    assert [cell.quotePrefix for cell in cells] == [text[0] in "=+-@"] * 2


@pytest.mark.parametrize(
    ("adjusted", "shown"),
    [
        ({}, []),
        ({"adjusted_target": "10个", "adjustment_reason": "两个公园停业改造。"}, ["调整后目标值", "调整原因"]),
    ],
)
def test_the_columns_of_an_adjustment_stand_there_once_a_row_was_adjusted(cast, adjusted, shown):
    evaluation = make_evaluation(cast, facts=with_row(make_facts(), 0, **adjusted))

    ws = sheets.sheet_of(sheets.downloaded(sheets.client_of(cast.preparer), evaluation))

    assert [label for label in sheets.columns_of(ws) if "调整" in label] == shown


def test_what_is_marked_can_be_mended_where_it_was_closed_before(cast):
    evaluation = make_evaluation(cast, from_targets=True)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "年初目标值", "15个")
    address = sheets.handed_in(client, evaluation, book)

    marked = sheets.load_workbook(sheets.io.BytesIO(client.get(f"{address}marked.xlsx").content))

    locked = []
    for each in (book, marked):
        ws = sheets.sheet_of(each)
        cells = [ws.cell(sheets.row_of(ws, key), sheets.columns_of(ws)["年初目标值"]) for key in ROWS[:2]]
        locked.append([cell.protection.locked for cell in cells])
    assert locked == [[True, True], [False, True]]
