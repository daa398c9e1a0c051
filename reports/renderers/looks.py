"""How cells of a workbook look, and how a value is put into one; cells of one look share one style."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Cell
from reports.renderers.amounts import number_format

SIZE = 10.5

_THIN = Side("thin", "FF000000")
_BOX = Border(_THIN, _THIN, _THIN, _THIN)
_SIGNS_OF_FORMULAS = ("=", "+", "-", "@", "'")
# Excel reads _x0041_ as A.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Look:
    size: float = SIZE
    bold: bool = False
    font: str = "宋体"
    align: str = "center"
    vertical: str = "center"
    wrap: bool = True
    box: bool = False
    number_format: str = "General"
    quoted: bool = False


def look_of(cell: Cell) -> Look:
    return _look(cell.role, cell.kind, cell.align, number_format(cell))


@lru_cache(512)
def _look(role: str, kind: str, align: str, number_format: str) -> Look:
    return Look(
        bold=role == "total",
        font="黑体" if role in {"head", "label", "band"} else "宋体",
        align=align or {"yuan": "right", "wan": "right"}.get(kind, "left" if role == "band" else "center"),
        box=True,
        number_format=number_format,
    )


class Looks:
    """The styles of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._styles: dict[Look, StyleArray] = {}
        # Columns are measured in digits of this font, so that one unit is half a hanzi.
        font = Font(name="宋体", size=SIZE)
        book._fonts = IndexedList([font])
        book._named_styles["Normal"].font = font

    def put(self, ws: Worksheet, row: int, column: int, value: str | Decimal | None, look: Look) -> None:
        if isinstance(value, str) and value.startswith(_SIGNS_OF_FORMULAS):
            # Without the mark Excel makes a formula of it when somebody opens the cell and presses Enter.
            look = replace(look, quoted=True)
        put(ws, row, column, value, self.style(ws, look))

    def style(self, ws: Worksheet, look: Look) -> StyleArray:
        if look not in self._styles:
            cell = SheetCell(ws, 1, 1)
            cell.font = Font(name=look.font, size=look.size, bold=look.bold)
            cell.alignment = Alignment(horizontal=look.align, vertical=look.vertical, wrap_text=look.wrap)
            if look.box:
                cell.border = _BOX
            cell.number_format = look.number_format
            cell.quotePrefix = look.quoted
            self._styles[look] = cell._style
        return self._styles[look]


def put(ws: Worksheet, row: int, column: int, value: str | Decimal | None, style: StyleArray) -> None:
    """Straight into the sheet: openpyxl would take "=100%" for a formula and "#N/A" for an error, and ask of each
    value what it is."""
    cell = SheetCell(ws, row, column)
    cell._style = style
    if isinstance(value, str):
        cell.data_type = "s"
        cell._value = _ESCAPE.sub("_x005F_", value) if "_x" in value else value
    else:
        cell._value = value
    ws._cells[row, column] = cell
