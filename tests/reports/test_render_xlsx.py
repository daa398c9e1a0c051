"""Documents as workbooks: what Excel would find in the cells."""

import io
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from itertools import repeat
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import Cell, Footer, Heading, Part, Table, placed
from reports.renderers import xlsx
from reports.renderers.measure import lines, pieces_of
from tests.reports.documents import amount, body, documents, founding_like, label, make_document, make_table, with_table


def book_of(document):
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))


def sheet_of(*rows, **more):
    return book_of(with_table(make_table(*rows, **more))).active


def test_sheets_are_the_form_and_the_tables_of_the_narrative():
    assert book_of(founding_like()).sheetnames == ["自评表", "收入决算明细表"]


def test_names_of_sheets_are_such_as_excel_allows_and_differ():
    blocks = tuple(make_table(("a", "b"), title=title) for title in ("收/支[表]:*?", "收支表", "长" * 60, "长" * 60))
    names = book_of(make_document(Part("narrative", "", blocks))).sheetnames
    assert names == ["收支表", "收支表2", "长" * 28, "长" * 28 + "2"]


def test_document_without_a_table_still_opens():
    assert len(book_of(make_document(Part("narrative", "", (body("没有表"),)))).sheetnames) == 1


@pytest.mark.parametrize("text", ["=100%", "=SUM(A1:A2)", "+1", "-", "@x", "#N/A", "#REF!", "100%", "1", "TRUE", "'a"])
def test_text_stays_text(text):
    cell = sheet_of((text, "x"))["A1"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is (text[0] in "=+-@'")


@pytest.mark.parametrize(
    ("kind", "number", "value", "number_format"),
    [
        ("yuan", "277992200.00", 277992200, "#,##0.00"),
        ("yuan", "-0.10", -0.1, "#,##0.00"),
        ("wan", "23367.00", 23367, "#,##0.00"),
        ("percent", "100.00", 1, "0%"),
        ("percent", "84.06", 0.8406, "0.00%"),
        ("percent", "84.10", 0.841, "0.0%"),
        ("score", "18.50", 18.5, "0.0"),
        ("score", "20.00", 20, "0"),
    ],
)
def test_amounts_are_numbers_that_read_as_on_paper(kind, number, value, number_format):
    cell = sheet_of((amount(number, kind), "x"))["A1"]
    assert (cell.value, cell.data_type, cell.number_format) == (value, "n", number_format)


def test_amount_loses_no_digit():
    cell = sheet_of((amount("9999999999999.99", "yuan"), "x"))["A1"]
    assert Decimal(repr(cell.value)) == Decimal("9999999999999.99")


def test_blank_amount_is_an_empty_cell():
    assert sheet_of((amount(None, "yuan"), "x"))["A1"].value is None


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def bordered(document) -> list[dict[str, tuple[bool, ...]]]:
    """Per sheet, each cell with its (left, right, top, bottom): from the file itself, since openpyxl gives the
    cells of a merged range the borders of its corner when it reads them."""
    with zipfile.ZipFile(io.BytesIO(xlsx.render(document))) as archive:
        styles = ET.fromstring(archive.read("xl/styles.xml"))
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        sheets = [ET.fromstring(archive.read(name)) for name in names]
    kinds = [
        tuple(side is not None and side.get("style") == "thin" for side in map(border.find, SIDES))
        for border in styles.find(f"{MAIN}borders")
    ]
    looks = [kinds[int(look.get("borderId"))] for look in styles.find(f"{MAIN}cellXfs")]
    return [{cell.get("r"): looks[int(cell.get("s", 0))] for cell in sheet.iter(f"{MAIN}c")} for sheet in sheets]


SIDES = [MAIN + side for side in ("left", "right", "top", "bottom")]


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=40)
def test_every_cell_of_a_table_has_its_borders_also_inside_merged_ranges(document):
    for table, cells in zip(sheet_order(document), bordered(document), strict=True):
        framed = [name for name, sides in cells.items() if all(sides)]
        assert len(framed) == len(table.rows) * len(table.widths)
        assert len(framed) == len({name for name, sides in cells.items() if any(sides)})


def sheet_order(document) -> list[Table]:
    parts = (document.part("form"), document.part("narrative"))
    return [block for part in parts for block in part.blocks if isinstance(block, Table)]


def test_every_cell_of_the_form_wraps():
    sheet = book_of(founding_like())["自评表"]
    assert [
        cell.coordinate for row in sheet["A4:F45"] for cell in row if cell.value and not cell.alignment.wrap_text
    ] == []


def test_rows_are_as_high_as_their_text_needs():
    sheet = sheet_of(("短", "短"), ("短", "长" * 200))
    one, many = sheet.row_dimensions[1].height, sheet.row_dimensions[2].height
    # 46 units less the margin hold 22 hanzi: 10 lines.
    assert one == 20
    assert many == 10 * 14.5 + 5.5


def test_height_that_a_merged_cell_needs_is_spread_over_its_rows():
    sheet = sheet_of((Cell("长" * 200, down=3), "a"), ("b",), ("c",))
    heights = [sheet.row_dimensions[row].height for row in (1, 2, 3)]
    assert sum(heights) >= 10 * 14.5
    assert max(heights) - min(heights) <= 14.5


# Longer than Excel keeps in one cell, of signs that differ, with a line end now and then.
LONG = "".join(chr(0x4E00 + number % 5000) + ("\n" if number % 700 == 699 else "") for number in range(40000))


def assert_excel_shows_all_of(sheet, text, columns, size=10.5):
    """What stands in the first column is `text`, piece below piece, none cut off by Excel or by its row's height."""
    ends = {area.min_row: area.max_row for area in sheet.merged_cells.ranges if area.min_col == 1}
    pieces = [cell for (cell,) in sheet.iter_rows(max_col=1) if cell.value]
    assert "".join(cell.value for cell in pieces) == text
    for cell in pieces:
        heights = [sheet.row_dimensions[row].height for row in range(cell.row, ends.get(cell.row, cell.row) + 1)]
        assert max(heights) <= 409
        assert len(cell.value) <= 32767
        room = sum(sheet.column_dimensions[column].width for column in columns) * 10.5 / size - 2
        needed = sum(-(-2 * len(line) // room) for line in cell.value.rstrip("\n").split("\n"))
        assert sum(heights) >= needed * 14.5 * size / 10.5


def test_text_too_long_for_a_row_goes_on_in_further_rows():
    sheet = sheet_of((LONG, "a"), ("b", "c"))
    assert_excel_shows_all_of(sheet, LONG + "b", "A")
    beside = [cell.value for (cell,) in sheet.iter_rows(min_col=2, max_col=2)]
    assert [value for value in beside if value] == ["a", "c"]
    last = len(beside) - 1
    assert [str(area) for area in sheet.merged_cells.ranges] == [f"B1:B{last}"]


def test_text_too_long_for_its_merged_rows_makes_them_more():
    assert_excel_shows_all_of(sheet_of((Cell(LONG, down=3), "1"), ("2",), ("3",)), LONG, "A")
    once = sheet_of((Cell(LONG[:9000], down=3), "1"), ("2",), ("3",))
    assert_excel_shows_all_of(once, LONG[:9000], "A")
    assert once["A1"].value == LONG[:9000]


def test_a_long_note_below_the_table_goes_on_in_further_rows():
    document = make_document(Part("form", "", (body(LONG), Heading(0, LONG[:3000].replace("\n", "")))))
    sheet = book_of(document).active
    notes = len([row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).font.size == 10.5])
    sheet.delete_rows(notes + 1, sheet.max_row)
    assert_excel_shows_all_of(sheet, LONG, "A")
    headings = book_of(document).active
    headings.delete_rows(1, notes)
    assert "".join(cell.value for (cell,) in headings.iter_rows(max_col=1)) == LONG[:3000].replace("\n", "")


def test_head_of_a_table_is_repeated_with_all_its_rows():
    sheet = sheet_of((label("长" * 2000), "a"), ("b", "c"), header_rows=1)
    begins = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "b")
    assert begins > 2
    assert (sheet.print_title_rows, sheet.freeze_panes) == (f"$1:${begins - 1}", f"A{begins}")


@given(st.text(st.sampled_from("长a \n"), max_size=200), st.integers(3, 20), st.integers(1, 5))
def test_pieces_of_a_text_are_the_text_and_fit(text, units, most):
    pieces = pieces_of(text, units, repeat(most))
    assert "".join(pieces) == text
    assert [piece for piece in pieces if lines(piece.removesuffix("\n"), units) > most] == []
    assert [piece for piece in pieces if not piece] == ([] if text else [""])


def test_page_is_a4_fits_in_width_and_repeats_its_head():
    sheet = book_of(founding_like("draft"))["收入决算明细表"]
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.oddHeader.center.text == "草稿"
    assert sheet.oddFooter.center.text == "— &P —"


def test_a_report_under_review_says_so_in_the_footer_only():
    sheet = book_of(founding_like("review")).active
    assert (sheet.oddHeader.center.text, sheet.oddFooter.left.text) == (None, "送审稿")


def test_columns_are_measured_in_half_hanzi_of_the_text():
    with zipfile.ZipFile(io.BytesIO(xlsx.render(founding_like()))) as archive:
        styles = ET.fromstring(archive.read("xl/styles.xml"))
    first = styles.find(f"{MAIN}fonts")[0]
    assert (first.find(f"{MAIN}name").get("val"), first.find(f"{MAIN}sz").get("val")) == ("宋体", "10.5")


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_X0041_", "_x41_"])
def test_what_excel_would_read_as_a_code_is_written_so_that_it_reads_the_text(text):
    with zipfile.ZipFile(io.BytesIO(xlsx.render(with_table(make_table((text, "x")))))) as archive:
        first = next(ET.fromstring(archive.read("xl/worksheets/sheet1.xml")).iter(f"{MAIN}t"))
    assert re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), first.text) == text


def test_landscape_part_is_a_landscape_sheet():
    document = make_document(Part("form", "", (make_table(("a", "b")),), "landscape"))
    assert book_of(document).active.page_setup.orientation == "landscape"


def test_footer_names_number_and_checksum():
    file = xlsx.render(founding_like(footer=Footer("绩评&1号", "0123456789ab")))
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(f".//{MAIN}oddFooter").text == "&L编号 绩评&&1号&C— &P —&R校验码 0123456789ab"


def test_tables_of_different_columns_share_a_sheet():
    first = make_table(("a", "b"), widths=(40, 60))
    second = make_table((label("甲"), "乙", "丙"), widths=(20, 50, 30))
    sheet = book_of(make_document(Part("form", "", (first, second)))).active
    assert [cell.value for cell in sheet[1]] == ["a", None, "b", None]
    assert [cell.value for cell in sheet[2]] == ["甲", "乙", None, "丙"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:B1", "C1:D1", "B2:C2"}


def test_headings_and_notes_span_the_table():
    document = make_document(Part("form", "", (Heading(0, "自评表"), make_table(("a", "b")), body("备注"))))
    sheet = book_of(document).active
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:B1", "A3:B3"}
    assert (sheet["A1"].value, sheet["A3"].value) == ("自评表", "备注")


def test_properties_say_what_the_file_is():
    about = book_of(founding_like(footer=Footer("绩评〔2022〕1号", "0123456789ab"))).properties
    assert (about.title, about.subject) == ("2022年度蔡甸区民政局部门整体绩效自评报告", "2022年度部门整体绩效自评")
    assert about.creator == about.lastModifiedBy == "武汉市蔡甸区民政局"
    assert about.keywords == "2022年度；武汉市蔡甸区民政局；部门整体绩效；绩效自评；绩评〔2022〕1号"
    assert about.description == "编号 绩评〔2022〕1号，校验码 0123456789ab"
    assert (about.identifier, about.category, about.language) == ("绩评〔2022〕1号", "部门整体绩效自评表", "zh-CN")


@pytest.mark.parametrize(("mark", "status"), [("draft", "草稿"), ("review", "送审稿"), ("", "已定稿")])
def test_properties_say_how_far_the_report_has_come(mark, status):
    assert book_of(founding_like(mark)).properties.contentStatus == status


def test_cells_of_one_look_share_one_style():
    with zipfile.ZipFile(io.BytesIO(xlsx.render(founding_like()))) as archive:
        styles = archive.read("xl/styles.xml").decode()
    assert styles.count("<xf ") < 40
    assert len(list(placed(founding_like().part("form").blocks[3]))) > 150


def test_same_document_gives_same_bytes_also_in_another_process():
    here = xlsx.render(founding_like())
    assert here == xlsx.render(founding_like())
    code = "import sys; from tests.reports import documents; from reports.renderers import xlsx; sys.stdout.buffer.write(xlsx.render(documents.founding_like()))"
    assert run_python(code) == here


def run_python(code: str) -> bytes:
    start = "import sys; sys.path[:0] = ['.']; import django; django.setup(); "
    return subprocess.run([sys.executable, "-c", start + code], capture_output=True, check=True).stdout


def test_file_says_nothing_of_the_moment_it_was_made():
    with zipfile.ZipFile(io.BytesIO(xlsx.render(founding_like()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in archive.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")
