"""Every cell of every table, read back from each format: they may not disagree."""

import io
import re
from decimal import Decimal
from html.parser import HTMLParser

import docx as python_docx
import openpyxl
import pypdf
from docx.oxml.ns import qn
from hypothesis import given, settings

from reports.document import Cell, Document, Table, placed
from reports.renderers import docx, html, pdf, xlsx
from reports.renderers.amounts import shown
from tests.reports.documents import documents, founding_like, grid, make_table, with_table


class Tables(HTMLParser):
    """All tables of a page as lists of (row, column, down, across, text)."""

    def __init__(self):
        super().__init__()
        self.tables = []
        self.text = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "table":
            self.tables.append([])
            self.row, self.taken = -1, set()
        elif tag == "tr":
            self.row += 1
            self.column = 0
        elif tag in {"td", "th"}:
            while (self.row, self.column) in self.taken:
                self.column += 1
            down, across = int(given.get("rowspan", 1)), int(given.get("colspan", 1))
            self.taken |= {(self.row + i, self.column + j) for i in range(down) for j in range(across)}
            self.cell = (self.row, self.column, down, across)
            self.text = ""

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self.tables[-1].append((*self.cell, self.text))
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


def from_html(document: Document) -> list[list[tuple]]:
    reader = Tables()
    reader.feed(html.render(document).decode())
    return reader.tables


def from_records(document: Document) -> list[list[tuple]]:
    return [
        [(row, column, cell.down, cell.across, shown(cell)) for row, column, cell in placed(table)]
        for table in document.tables()
    ]


def from_xlsx(table: Table, sheet, top: int) -> list[tuple]:
    """The cells of the table that begins in row `top` of the sheet; amounts as numbers."""
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {place for area in spans.values() for place in area.cells} - set(spans)
    found = []
    for row in range(top, top + len(table.rows)):
        for column in range(1, len(table.widths) + 1):
            if (row, column) in covered:
                continue
            area = spans.get((row, column))
            down = area.max_row - area.min_row + 1 if area else 1
            across = area.max_col - area.min_col + 1 if area else 1
            found.append((row - top, column - 1, down, across, sheet.cell(row, column).value))
    return found


def from_docx(document: Document) -> list[list[tuple]]:
    """From the file's own elements: a merged cell stands in each row that it spans, beginning where it says so."""
    body = python_docx.Document(io.BytesIO(docx.render(document))).element.body
    return [list(_word_cells(table)) for table in body.iterchildren(qn("w:tbl"))]


def _word_cells(table):
    rows = [list(_word_row(row)) for row in table.iterchildren(qn("w:tr"))]
    for index, row in enumerate(rows):
        for column, across, merge, text in row:
            if merge == "continue":
                assert text == ""
                continue
            down = 1
            while merge and index + down < len(rows) and (column, across, "continue", "") in rows[index + down]:
                down += 1
            yield index, column, down, across, text


def _word_row(row):
    column = 0
    for cell in row.iterchildren(qn("w:tc")):
        span, merge = cell.tcPr.find(qn("w:gridSpan")), cell.tcPr.find(qn("w:vMerge"))
        across = 1 if span is None else int(span.get(qn("w:val")))
        begins = "" if merge is None else merge.get(qn("w:val"), "continue")
        yield column, across, begins, "\n".join(paragraph.text for paragraph in cell.p_lst)
        column += across


def expected_value(cell: Cell) -> object:
    if cell.kind == "text":
        return cell.text or None
    if cell.amount is None:
        return None
    return float(cell.amount / 100 if cell.kind == "percent" else cell.amount)


def sheet_order(document: Document) -> list[Table]:
    form = [block for block in document.part("form").blocks if isinstance(block, Table)]
    return form + [block for block in document.part("narrative").blocks if isinstance(block, Table)]


def first_row(table: Table, document: Document) -> int:
    """How many lines stand above the table on its sheet, and one."""
    above = (1 if table.title else 0) + note_rows(table)
    form = document.part("form").blocks
    return 1 + above + (form.index(table) if any(block is table for block in form) else 0)


def note_rows(table: Table) -> int:
    notes = [note for note in (table.left_note, table.right_note) if note]
    return len(notes) if len(table.widths) == 1 else min(len(notes), 1)


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_html_shows_every_cell_with_its_spans(document):
    assert from_html(document) == from_records(document)


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_workbook_holds_every_cell_with_its_spans(document):
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))
    for table, sheet in zip(sheet_order(document), book, strict=True):
        found = from_xlsx(table, sheet, first_row(table, document))
        assert [cell[:4] for cell in found] == grid(table)
        assert [cell[4] for cell in found] == [expected_value(cell) for _, _, cell in placed(table)]


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_word_holds_every_cell_with_its_spans(document):
    assert from_docx(document) == from_records(document) == from_html(document)


def test_a_text_too_long_for_excel_is_the_same_in_page_and_workbook():
    text = "".join(chr(0x4E00 + number % 5000) for number in range(40000))
    document = with_table(make_table((text, "短")))
    (in_html, _), *_ = from_html(document)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(document))).active
    assert in_html[4] == text == "".join(cell.value for (cell,) in sheet.iter_rows(max_col=1) if cell.value)


def signs(text: str) -> str:
    return re.sub(r"\s", "", text)


def assert_pdf_says_in_order(document: Document) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.render(document))).pages]
    text, place = signs("".join(pages)), 0
    for table in document.tables():
        for _, _, cell in placed(table):
            wanted = signs(shown(cell))
            found = text.find(wanted, place)
            assert found >= 0, f"{wanted} is not in the PDF after {text[max(0, place - 30) : place]}"
            # A cell that spans rows is drawn in the middle of them, which is after its neighbours.
            place = found + len(wanted) if cell.down == 1 else place


def test_pdf_shows_every_cell_in_order():
    assert_pdf_says_in_order(founding_like())


def test_four_formats_of_the_form_say_the_same():
    document = founding_like()
    table = document.part("form").blocks[3]
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))
    cells = from_xlsx(table, book["自评表"], 4)
    in_html = from_html(document)[1]
    assert from_docx(document)[1] == in_html
    assert [cell[:4] for cell in cells] == [cell[:4] for cell in in_html] == grid(table)
    for (*_, value), (*_, text) in zip(cells, in_html, strict=True):
        if isinstance(value, str) or value is None:
            assert (value or "") == text
        else:
            read = Decimal(text.rstrip("%").replace(",", ""))
            assert Decimal(repr(value)) == (read / 100 if text.endswith("%") else read)
