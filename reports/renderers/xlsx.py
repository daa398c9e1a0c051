"""A document as a workbook: the 自评表 on one sheet, each table of the narrative on a sheet of its own.

Amounts are numbers with a format; text is text, also where it begins with "=". What is too long for a row of Excel
goes on in further rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, repeat

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Cell, Document, Heading, Paragraph, Part, Table, placed
from reports.renderers.amounts import number, number_format, shown
from reports.renderers.measure import lines, pieces_of, row_lines

SUFFIX = ".xlsx"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Width of a page in characters of 10.5 pt, before Excel shrinks the sheet to A4.
_UNITS = {"portrait": 92, "landscape": 138}
_LINE = 14.5
_PADDING = 5.5
# Excel refuses a higher row, and cuts the text of a cell behind so many characters of 16 bits.
_HIGHEST = 409
_LONGEST = 32767 // 2
_MOST_LINES = int((_HIGHEST - _PADDING) / _LINE)

_THIN = Side("thin", "FF000000")
_BOX = Border(_THIN, _THIN, _THIN, _THIN)
_LEAST_DATE = (1980, 1, 1, 0, 0, 0)
_SIGNS_OF_FORMULAS = ("=", "+", "-", "@", "'")


@dataclass(frozen=True)
class Look:
    """What a cell looks like; cells of one look share one style."""

    size: float = 10.5
    bold: bool = False
    font: str = "宋体"
    align: str = "center"
    vertical: str = "center"
    box: bool = False
    number_format: str = "General"
    quoted: bool = False


@dataclass
class Sheet:
    """A worksheet under construction: `row` is the next free one, `stops` the columns' right edges in percent."""

    ws: Worksheet
    stops: list[int]
    units: float
    looks: dict[Look, SheetCell]
    row: int = 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First and last column (from 1) of what reaches from `start` to `end` percent of the width."""
        first = self.stops.index(start) + 1 if start else 0
        return first + 1, self.stops.index(end) + 1

    def put(self, row: int, column: int, value: object, look: Look) -> None:
        cell = self.ws.cell(row, column)
        if isinstance(value, str):
            if value:
                cell.value = value
                # openpyxl takes "=100%" for a formula and "#N/A" for an error.
                cell.data_type = "s"
        elif value is not None:
            cell.value = value
        if look not in self.looks:
            _dress(cell, look)
            self.looks[look] = cell
        cell._style = self.looks[look]._style


def render(document: Document) -> bytes:
    book = Workbook()
    book.remove(book.active)
    book.properties.title = document.title
    book.properties.creator = document.department
    looks: dict[Look, SheetCell] = {}
    for title, part, blocks in _sheets(document):
        ws = book.create_sheet(_free_title(title, book.sheetnames))
        stops = _stops([block for block in blocks if isinstance(block, Table)])
        sheet = Sheet(ws, stops, _UNITS[part.orientation], looks)
        _fill(sheet, blocks)
        _set_up_page(ws, part, document)
    return _reproducible(book)


def _sheets(document: Document) -> Iterator[tuple[str, Part, tuple[Heading | Paragraph | Table, ...]]]:
    """The form first, since that is what the workbook is asked for."""
    forms = [part for part in document.parts if part.name == "form"]
    tables = [
        (block.title or part.title, part, (block,))
        for part in document.parts
        if part.name != "form"
        for block in part.blocks
        if isinstance(block, Table)
    ]
    yield from (("自评表", part, part.blocks) for part in forms)
    yield from tables
    if not forms and not tables:
        # A workbook without a sheet cannot be opened.
        yield document.title, Part("empty", document.title, ()), (Heading(0, document.title),)


def _free_title(title: str, taken: list[str]) -> str:
    plain = re.sub(r"[\[\]:*?/\\']", "", title)[:28].strip() or "表"
    same = sum(name.lower().startswith(plain.lower()) for name in taken)
    return f"{plain}{same + 1}" if same else plain


def _stops(tables: list[Table]) -> list[int]:
    """Tables of different columns share a sheet whose columns are cut wherever one of them has an edge."""
    edges = {edge for table in tables for edge in accumulate(table.widths)}
    return sorted(edges | {100})


# ---- filling ------------------------------------------------------------------------------------


def _fill(sheet: Sheet, blocks: tuple[Heading | Paragraph | Table, ...]) -> None:
    for column, (left, right) in enumerate(zip([0, *sheet.stops], sheet.stops, strict=False), 1):
        sheet.ws.column_dimensions[get_column_letter(column)].width = round(sheet.units * (right - left) / 100, 2)
    repeated: list[tuple[int, int]] = []
    for block in blocks:
        if isinstance(block, Table):
            starts = _table(sheet, block)
            if block.header_rows:
                repeated.append((starts[0], starts[block.header_rows] - 1))
        elif isinstance(block, Heading):
            _line(sheet, block.text, _heading_look(block.level))
        else:
            _line(sheet, block.text, _paragraph_look(block.style))
    if len(repeated) == 1:
        first, last = repeated[0]
        sheet.ws.print_title_rows = f"{first}:{last}"
        sheet.ws.freeze_panes = f"A{last + 1}"


def _line(sheet: Sheet, text: str, look: Look, stops: tuple[int, int] = (0, 100)) -> None:
    """A row over the whole width, outside of any table; of a long text several."""
    first, last = sheet.span(*stops)
    scale = look.size / 10.5
    units = sheet.units / scale
    for piece in pieces_of(text, units, repeat(int(_MOST_LINES / scale))):
        sheet.put(sheet.row, first, piece, _quoted(look, piece))
        _merge(sheet.ws, sheet.row, first, sheet.row, last)
        height = (lines(piece, units) * _LINE + _PADDING) * scale
        sheet.ws.row_dimensions[sheet.row].height = min(height, _HIGHEST)
        sheet.row += 1


def _heading_look(level: int) -> Look:
    if level == 0:
        return Look(size=18, bold=True)
    return Look(size=12, bold=level == 1, font="黑体" if level == 1 else "宋体", align="left")


def _paragraph_look(style: str) -> Look:
    if style == "label":
        return Look(size=12, font="黑体", align="left")
    return Look(align=style if style in {"right", "center"} else "left")


def _table(sheet: Sheet, table: Table) -> list[int]:
    """Writes the table; where each of its rows begins on the sheet, and the row below it."""
    if table.title:
        _line(sheet, table.title, Look(size=14, bold=True))
    if table.left_note or table.right_note:
        _notes(sheet, table)
    units = [sheet.units * share / 100 - 1 for share in table.widths]
    begin = sheet.row
    starts, rooms = _set_heights(sheet, table, units)
    edges = [0, *accumulate(table.widths)]
    for row, column, cell in placed(table):
        first, last = sheet.span(edges[column], edges[column + cell.across])
        look = _cell_look(cell)
        top, bottom = starts[row], starts[row + cell.down] - 1
        # Every cell of a merged range has the border: Excel draws each edge from the cell that lies there.
        for r in range(top, bottom + 1):
            for c in range(first, last + 1):
                sheet.put(r, c, None, look)
        values = _values(cell, sum(units[column : column + cell.across]), rooms[top - begin : bottom + 1 - begin])
        for offset, value in enumerate(values):
            look = _quoted(look, value if isinstance(value, str) else "")
            sheet.put(top + offset, first, value, look)
            end = bottom if offset == len(values) - 1 else top + offset
            _merge(sheet.ws, top + offset, first, end, last)
    sheet.row = starts[-1]
    return starts


def _set_heights(sheet: Sheet, table: Table, units: list[float]) -> tuple[list[int], list[int]]:
    """A row that would be too high for Excel becomes several.

    Where each of the table's rows begins on the sheet, and the row below it; the lines of each row on the sheet.
    """
    needed = row_lines(table, units, shown)
    for row, column, cell in placed(table):
        if cell.down == 1:
            room = sum(units[column : column + cell.across])
            pieces = pieces_of(shown(cell), room, repeat(_MOST_LINES))
            # Cut at line ends, the pieces may need more room than the text whole.
            needed[row] = max(needed[row], (len(pieces) - 1) * _MOST_LINES + lines(pieces[-1], room))
    starts, rooms = [sheet.row], []
    for lines_of_row in needed:
        rows = [_MOST_LINES] * (lines_of_row // _MOST_LINES)
        if rest := lines_of_row % _MOST_LINES:
            rows.append(rest)
        starts.append(starts[-1] + len(rows))
        rooms += rows
    for row, room in enumerate(rooms, sheet.row):
        sheet.ws.row_dimensions[row].height = min(room * _LINE + _PADDING, _HIGHEST)
    return starts, rooms


def _values(cell: Cell, units: float, rooms: list[int]) -> list[object]:
    """What stands in the cell's rows on the sheet, one below the other; the last one fills what is left of them."""
    if cell.kind != "text":
        return [number(cell)]
    if cell.down > 1 and len(cell.text) <= _LONGEST:
        return [cell.text]
    return list(pieces_of(cell.text, units, rooms))


def _notes(sheet: Sheet, table: Table) -> None:
    """The notes above a table share a row, unless there is but one column."""
    if len(sheet.stops) == 1:
        for text, align in ((table.left_note, "left"), (table.right_note, "right")):
            if text:
                _line(sheet, text, Look(align=align))
        return
    middle = min(sheet.stops[:-1], key=lambda stop: abs(stop - 60))
    row = sheet.row
    _line(sheet, table.left_note, Look(align="left"), (0, middle))
    height = sheet.ws.row_dimensions[row].height
    below, sheet.row = sheet.row, row
    _line(sheet, table.right_note, Look(align="right"), (middle, 100))
    sheet.ws.row_dimensions[row].height = max(height, sheet.ws.row_dimensions[row].height)
    sheet.row = max(below, sheet.row)


def _cell_look(cell: Cell) -> Look:
    align = cell.align or {"yuan": "right", "wan": "right"}.get(cell.kind, "left" if cell.role == "band" else "center")
    return _quoted(
        Look(
            bold=cell.role == "total",
            font="黑体" if cell.role in {"head", "label", "band"} else "宋体",
            align=align,
            box=True,
            number_format=number_format(cell),
        ),
        cell.text if cell.kind == "text" else "",
    )


def _quoted(look: Look, text: str) -> Look:
    # Without the mark Excel makes a formula of it when somebody opens the cell and presses Enter.
    return replace(look, quoted=text.startswith(_SIGNS_OF_FORMULAS))


def _dress(cell: SheetCell, look: Look) -> None:
    cell.font = Font(name=look.font, size=look.size, bold=look.bold)
    cell.alignment = Alignment(horizontal=look.align, vertical=look.vertical, wrap_text=True)
    if look.box:
        cell.border = _BOX
    cell.number_format = look.number_format
    cell.quotePrefix = look.quoted


def _merge(ws: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    # `merge_cells` would replace the cells and their borders.
    if (top, left) != (bottom, right):
        ws.merged_cells.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom).coord)


# ---- page and file ------------------------------------------------------------------------------


def _set_up_page(ws: Worksheet, part: Part, document: Document) -> None:
    ws.page_setup.paperSize = ws.PAPERSIZE_A4
    ws.page_setup.orientation = part.orientation
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 0
    ws.print_options.horizontalCentered = True
    ws.page_margins.left = ws.page_margins.right = 0.6
    ws.page_margins.top = ws.page_margins.bottom = 0.8
    ws.oddFooter.center.text = "— &P —"
    if document.mark:
        ws.oddHeader.center.text = {"draft": "草稿", "review": "送审稿"}[document.mark]
    if document.footer:
        ws.oddFooter.left.text = _literal(f"编号 {document.footer.number}")
        ws.oddFooter.right.text = _literal(f"校验码 {document.footer.checksum}")


def _literal(text: str) -> str:
    # "&" begins a code in headers and footers, and a digit behind a code would be a font size.
    return text.replace("&", "&&")


def _reproducible(book: Workbook) -> bytes:
    """The file without the moment of saving, so that the same document is the same bytes."""
    saved = io.BytesIO()
    book.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", data)
            entry = zipfile.ZipInfo(name, _LEAST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return out.getvalue()
