"""Tables in Word files: columns, heads, what stays together."""

from dataclasses import replace

from docx.oxml.ns import qn
from lxml import etree

from reports.document import Cell, TableRow
from tests.reports.documents import amount, make_table, with_table
from tests.reports.word import body_of, only, paragraphs_of, text_of, value


def rows_of(table, **more):
    return list(body_of(with_table(table, **more)).iter(qn("w:tr")))


def test_columns_are_fixed_and_as_wide_as_they_should_be():
    table = make_table((Cell("a", across=2), "b"), ("c", "d", "e"), widths=(20, 30, 50))
    body = body_of(with_table(table))
    grid = [int(one.get(qn("w:w"))) for one in body.iter(qn("w:gridCol"))]
    assert grid == [1769, 2653, 4423]
    assert [int(value(one, "tcPr/tcW", "w:w")) for one in body.iter(qn("w:tc"))] == [4422, 4423, 1769, 2653, 4423]
    assert value(next(body.iter(qn("w:tbl"))), "tblPr/tblLayout", "w:type") == "fixed"
    sides = [etree.QName(one).localname for one in next(body.iter(qn("w:tblBorders")))]
    assert sides == ["top", "left", "bottom", "right", "insideH", "insideV"]
    assert {one.get(qn("w:val")) for one in next(body.iter(qn("w:tblBorders")))} == {"single"}


def test_heads_are_repeated_and_rows_stay_whole():
    rows = rows_of(make_table(("头", "头"), ("a", "b"), ("长" * 900, "c"), header_rows=1))
    assert [value(row, "trPr/tblHeader") for row in rows] == ["", None, None]
    # What fills a third of a page may break: moved whole, it would leave the page before it empty.
    assert [value(row, "trPr/cantSplit") for row in rows] == ["", "", None]


def kept(rows):
    """Which rows stay with the next: all of their paragraphs must, or Word does not do it."""
    found = []
    for row in rows:
        marks = {value(one, "pPr/keepNext") for one in row.iter(qn("w:p"))}
        assert len(marks) == 1
        found.append(marks == {""})
    return found


def test_bands_stay_with_their_rows_and_levels_together():
    table = make_table((Cell("目标", across=2, role="band"),), (Cell("级", down=2), "a"), ("b",), ("c", "d"))
    table = replace(table, rows=(TableRow(table.rows[0].cells, keep=True), *table.rows[1:]))
    assert kept(rows_of(table)) == [True, True, False, False]


def test_levels_of_more_than_a_third_of_a_page_may_break():
    table = make_table((Cell("级", down=30), "1"), *((str(number),) for number in range(29)))
    assert kept(rows_of(table)) == [False] * 30


def test_cells_stand_as_on_paper():
    cells = (
        amount("1.00", "yuan"),
        amount("1.00", "percent"),
        Cell("a", align="left"),
        Cell("b", role="band"),
        Cell("c", role="head"),
        Cell("d", role="total", align="right"),
    )
    row = rows_of(make_table(cells, widths=(20, 20, 20, 20, 10, 10)))[0]
    found = [(value(one, "pPr/pStyle"), value(one, "pPr/jc"), text_of(one)) for one in row.iter(qn("w:p"))]
    assert found == [
        ("TableText", "right", "1.00"),
        ("TableText", None, "1%"),
        ("TableText", "left", "a"),
        ("TableHead", "left", "b"),
        ("TableHead", None, "c"),
        ("TableTotal", "right", "d"),
    ]


def test_title_and_notes_stand_above_their_table():
    document = only(make_table(("a", "b"), title="收入决算明细表", left_note="编制单位：甲", right_note="单位：元"))
    found = paragraphs_of(document)[:2]
    assert found == [("TableTitle", "收入决算明细表"), ("TableNote", "编制单位：甲\t单位：元")]
