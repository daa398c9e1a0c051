"""A document as a workbook: the 自评表 on one sheet, each table of the narrative on its own, and one of plain rows.

Amounts are numbers with a format; text is text, also where it begins with "=". What is too long for a row of Excel
goes on in further rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, repeat

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Cell, Document, Heading, Paragraph, Part, Table, placed
from reports.renderers import plain_rows
from reports.renderers.amounts import number, shown
from reports.renderers.bookfile import describe, reproducible
from reports.renderers.looks import SIZE, Look, Looks, look_of
from reports.renderers.measure import lines, pieces_of, row_lines
from reports.renderers.paper import paged, set_up

SUFFIX = ".xlsx"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Width of a page in digits of 10.5 pt: what A4 holds within its margins. The plain rows are read on a screen.
_UNITS = {"portrait": 92, "landscape": 138}
_UNITS_OF_ROWS = 285
_LINE = 14.5
_PADDING = 5.5
# Excel refuses a higher row, and cuts the text of a cell behind so many characters of 16 bits.
_HIGHEST = 409
_LONGEST = 32767 // 2
_MOST_LINES = int((_HIGHEST - _PADDING) / _LINE)


@dataclass
class Sheet:
    """A worksheet under construction: `row` is the next free one, `stops` the columns' right edges in percent.

    title: the row with the sheet's title, once it is there.
    """

    ws: Worksheet
    stops: list[int]
    units: float
    looks: Looks
    orientation: str
    row: int = 1
    title: int | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First and last column (from 1) of what reaches from `start` to `end` percent of the width."""
        first = self.stops.index(start) + 1 if start else 0
        return first + 1, self.stops.index(end) + 1


def render(document: Document) -> bytes:
    book = Workbook()
    book.remove(book.active)
    describe(book, document)
    looks = Looks(book)
    for title, part, blocks in _sheets(document):
        ws = book.create_sheet(_free_title(title, book.sheetnames))
        if part.name == "rows":
            plain_rows.fill(ws, blocks[0], _UNITS_OF_ROWS, looks)
        else:
            stops = _stops([block for block in blocks if isinstance(block, Table)])
            _fill(Sheet(ws, stops, _UNITS[part.orientation], looks, part.orientation), blocks)
        set_up(ws, part, document)
    return reproducible(book)


def _sheets(document: Document) -> Iterator[tuple[str, Part, tuple[Heading | Paragraph | Table, ...]]]:
    """The form first, since that is what the workbook is asked for; the plain rows last."""
    forms = [part for part in document.parts if part.name == "form"]
    tables = [
        (block.title or part.title, part, (block,))
        for part in document.printed()
        if part.name != "form"
        for block in part.blocks
        if isinstance(block, Table)
    ]
    yield from (("自评表", part, part.blocks) for part in forms)
    yield from tables
    yield from ((part.title, part, part.blocks) for part in document.parts if part.name == "rows")
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
    alone = sum(isinstance(block, Table) for block in blocks) == 1
    for block in blocks:
        if isinstance(block, Table):
            _table(sheet, block, turns=alone or block.joined)
        elif isinstance(block, Heading):
            if block.level == 0:
                sheet.title = sheet.row
            _line(sheet, block.text, _heading_look(block.level))
        else:
            _line(sheet, block.text, _paragraph_look(block.style))


def _line(sheet: Sheet, text: str, look: Look, stops: tuple[int, int] = (0, 100)) -> None:
    """A row over the whole width, outside of any table; of a long text several."""
    first, last = sheet.span(*stops)
    scale = look.size / SIZE
    units = sheet.units / scale
    for piece in pieces_of(text, units, repeat(int(_MOST_LINES / scale))):
        sheet.looks.put(sheet.ws, sheet.row, first, piece or None, look)
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


def _table(sheet: Sheet, table: Table, *, turns: bool) -> None:
    """Writes the table; where the pages `turn` within it (it is alone on its sheet or the last), with its pages."""
    if table.title:
        sheet.title = sheet.row
        _line(sheet, table.title, Look(size=14, bold=True))
    if table.left_note or table.right_note:
        _notes(sheet, table)
    units = [sheet.units * share / 100 - 1 for share in table.widths]
    begin = sheet.row
    if turns:
        table, needed, pages = _paged(sheet, table, units)
    else:
        needed = _lines_needed(table, units)
    starts, rooms = _set_heights(sheet, needed)
    if turns:
        _turn_pages(sheet, table, starts, pages)
    edges = [0, *accumulate(table.widths)]
    for row, column, cell in placed(table):
        first, last = sheet.span(edges[column], edges[column + cell.across])
        look = look_of(cell)
        top, bottom = starts[row], starts[row + cell.down] - 1
        values = _values(cell, sum(units[column : column + cell.across]), rooms[top - begin : bottom + 1 - begin])
        ends = [*range(top, top + len(values) - 1), bottom]
        # Every cell of a merged range has the border: Excel draws each edge from the cell that lies there.
        for r in range(top, bottom + 1):
            for c in range(first, last + 1):
                sheet.looks.put(sheet.ws, r, c, values[r - top] if c == first and r < top + len(values) else None, look)
        for offset, end in enumerate(ends):
            _merge(sheet.ws, top + offset, first, end, last)
    sheet.row = starts[-1]


def _paged(sheet: Sheet, table: Table, units: list[float]) -> tuple[Table, list[int], list[int]]:
    """The table with its cells cut where a page ends, the lines of its rows, and the rows that begin a page."""
    needed: list[int] = []

    def heights(table: Table) -> list[float]:
        needed[:] = _lines_needed(table, units)
        return [sum(map(_height, _rooms(lines))) for lines in needed]

    above = [sheet.ws.row_dimensions[row].height for row in range(1, sheet.row)]
    title = above[sheet.title - 1] if sheet.title else 0
    # What was measured last is what is returned.
    table, pages = paged(table, heights, sheet.orientation, above=sum(above), title=title)
    return table, needed, pages


def _turn_pages(sheet: Sheet, table: Table, starts: list[int], pages: list[int]) -> None:
    """Each page begins with the table's head or, where it has none, with the title above it."""
    sheet.ws.row_breaks.brk = [Break(id=starts[row] - 1) for row in pages]
    body = starts[table.header_rows]
    # With another table above it, too much would stand still.
    if body > 1 and not table.joined:
        sheet.ws.freeze_panes = f"A{body}"
    if table.header_rows:
        sheet.ws.print_title_rows = f"{starts[0]}:{body - 1}"
    elif sheet.title:
        sheet.ws.print_title_rows = f"{sheet.title}:{sheet.title}"


def _set_heights(sheet: Sheet, needed: list[int]) -> tuple[list[int], list[int]]:
    """Where each of the table's rows begins on the sheet, and the row below it; the lines of each row on the sheet."""
    starts, rooms = [sheet.row], []
    for lines_of_row in needed:
        rooms += _rooms(lines_of_row)
        starts.append(sheet.row + len(rooms))
    for row, room in enumerate(rooms, sheet.row):
        sheet.ws.row_dimensions[row].height = _height(room)
    return starts, rooms


def _lines_needed(table: Table, units: list[float]) -> list[int]:
    needed = row_lines(table, units, shown)
    for row, column, cell in placed(table):
        if cell.down == 1 and needed[row] > _MOST_LINES:
            room = sum(units[column : column + cell.across])
            pieces = pieces_of(shown(cell), room, repeat(_MOST_LINES))
            # Cut at line ends, the pieces may need more room than the text whole.
            needed[row] = max(needed[row], (len(pieces) - 1) * _MOST_LINES + lines(pieces[-1], room))
    return needed


def _rooms(lines_of_row: int) -> list[int]:
    """A row that would be too high for Excel becomes several: the lines of each."""
    full, rest = divmod(lines_of_row, _MOST_LINES)
    return [_MOST_LINES] * full + ([rest] if rest else [])


def _height(lines_of_row: int) -> float:
    return min(lines_of_row * _LINE + _PADDING, _HIGHEST)


def _values(cell: Cell, units: float, rooms: list[int]) -> list[str | Decimal | None]:
    """What stands in the cell's rows on the sheet, one below the other; the last one fills what is left of them."""
    if cell.kind != "text":
        return [number(cell)]
    if not cell.text:
        return [None]
    if len(rooms) == 1 or (cell.down > 1 and len(cell.text) <= _LONGEST):
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


def _merge(ws: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    # `merge_cells` would replace the cells and their borders, and compare each range with all others.
    if (top, left) != (bottom, right):
        ws.merged_cells.ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))
