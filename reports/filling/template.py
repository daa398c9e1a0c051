"""A 填报表 as a workbook: what may be written is open, the rest is locked; text stays text whatever it begins with.

The key of each row and what it held when it was exported stand in two hidden columns.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.filling.columns import (
    BASE_LABEL,
    BY_FIELD,
    GOAL,
    KEY_LABEL,
    NUMBERS,
    REMARK_LABEL,
    TOO_LONG,
    Column,
    written,
)
from reports.importers.workbook import LISTS
from reports.renderers.bookfile import reproducible
from reports.renderers.looks import put
from reports.renderers.measure import lines

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = "填报表"
HEAD_ROW = 3
SPARE_LINES = 20
_SIZE = 10
_LINE, _PADDING, _HIGHEST, _LEAST = 14, 6, 409, 24
_NUMBER = re.compile(r"-?\d{1,4}(\.\d{1,2})?")
_GREY, _HEAD, _MARKED = "FFF2F2F2", "FFDCE6F1", "FFFBD9D3"
_SIDE = Side("thin", "FFA6A6A6")
_BOX = Border(_SIDE, _SIDE, _SIDE, _SIDE)
_SIGNS_OF_FORMULAS = ("=", "+", "-", "@", "'")
# Only the Latin letters and digits of a font that every office has; widths are counted in its digits.
_FONT = "宋体"


@dataclass(frozen=True)
class Line:
    """values: as words, by field. open: the fields that may be written. marks: a sentence by field, for a bad cell."""

    values: Mapping[str, str]
    key: str = ""
    base: str = ""
    open: frozenset[str] = frozenset()
    marks: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""


@dataclass(frozen=True)
class FillingTable:
    """fields: of the columns, in order. lists: what drop-downs offer, by field. remarks: with a column 导入说明."""

    title: str
    note: str
    stamp: str
    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: bool = False


@dataclass(frozen=True)
class _Look:
    bold: bool = False
    size: float = _SIZE
    align: str = "left"
    fill: str = ""
    locked: bool = True
    box: bool = True
    number_format: str = "General"
    quoted: bool = False


class _Styles:
    """Cells of one look share one style."""

    def __init__(self, ws: Worksheet) -> None:
        self.sheet = ws
        self._made: dict[_Look, object] = {}

    def put(self, row: int, column: int, value: str | Decimal | None, look: _Look) -> None:
        if look not in self._made:
            cell = self.sheet.cell(1, 100)
            cell.font = Font(name="黑体" if look.bold else _FONT, size=look.size)
            cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=True)
            cell.border = _BOX if look.box else Border()
            cell.fill = PatternFill("solid", look.fill) if look.fill else PatternFill()
            cell.protection = Protection(locked=look.locked)
            cell.number_format = look.number_format
            cell.quotePrefix = look.quoted
            self._made[look] = cell._style
            del self.sheet._cells[1, 100]
        put(self.sheet, row, column, value, self._made[look])


def render(*tables: FillingTable) -> bytes:
    """Each on a sheet of its own. The same tables are the same bytes."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = tables[0].title
    book.properties.creator = book.properties.lastModifiedBy = "绩评"
    sheets = [book.create_sheet(f"{SHEET}{number if number > 1 else ''}") for number, _ in enumerate(tables, 1)]
    store = book.create_sheet(LISTS)
    store.sheet_state = "hidden"
    styles = _Styles(sheets[0])
    for ws, table in zip(sheets, tables, strict=True):
        _fill(ws, styles, table, store)
    return reproducible(book)


def _fill(ws: Worksheet, styles: _Styles, table: FillingTable, store: Worksheet) -> None:
    styles.sheet = ws
    columns = [BY_FIELD[name] for name in table.fields]
    _head(ws, styles, table, columns)
    for row, line in enumerate(table.lines, HEAD_ROW + 1):
        _line(ws, styles, row, line, columns, remarks=table.remarks)
    last = HEAD_ROW + len(table.lines)
    if last > HEAD_ROW:
        _prompts(ws, store, columns, table.lists, last)
    _arrange(ws, columns, last, table)


def _width(columns: list[Column], *, remarks: bool) -> int:
    return 2 + len(columns) + remarks


def _head(ws: Worksheet, styles: _Styles, table: FillingTable, columns: list[Column]) -> None:
    last = _width(columns, remarks=table.remarks)
    hidden = _Look(fill=_GREY, number_format="@")
    styles.put(1, 1, table.stamp, hidden)
    styles.put(1, 3, table.title, _Look(bold=True, size=14, box=False))
    styles.put(2, 3, table.note, _Look(box=False))
    units = sum(column.width for column in columns[:8])
    across = min(last, 2 + len(columns[:8]))
    for row in (1, 2):
        ws.merge_cells(start_row=row, start_column=3, end_row=row, end_column=across)
    ws.row_dimensions[1].height = 28
    ws.row_dimensions[2].height = _height(lines(table.note, units))
    head = _Look(bold=True, align="center", fill=_HEAD)
    labels = [KEY_LABEL, BASE_LABEL, *(column.label for column in columns), *([REMARK_LABEL] if table.remarks else [])]
    for place, label in enumerate(labels, 1):
        styles.put(HEAD_ROW, place, label, head)
    ws.row_dimensions[HEAD_ROW].height = 32


def _line(ws: Worksheet, styles: _Styles, row: int, line: Line, columns: list[Column], *, remarks: bool) -> None:
    hidden = _Look(fill=_GREY, number_format="@")
    styles.put(row, 1, line.key or None, hidden)
    styles.put(row, 2, line.base or None, hidden)
    needed = 1
    for place, column in enumerate(columns, 3):
        text, mark = written(line.values.get(column.field, "")), line.marks.get(column.field, "")
        is_open = column.field in line.open and text != TOO_LONG
        value, look = _value(column, text)
        fill = _MARKED if mark else "" if is_open else _GREY
        styles.put(row, place, value, _Look(**look, fill=fill, locked=not is_open))
        needed = max(needed, lines(text, column.width - 1))
        if mark:
            comment = Comment(mark, "绩评", height=90, width=280)
            ws.cell(row, place).comment = comment
    if remarks:
        styles.put(row, len(columns) + 3, line.remark or None, _Look(fill=_MARKED if line.remark else ""))
        needed = max(needed, lines(line.remark, 39))
    ws.row_dimensions[row].height = _height(needed)


def _value(column: Column, text: str) -> tuple[str | Decimal | None, dict]:
    """As text the cells of values are kept as typed: Excel would make a date of 9-10 and a number of 95%."""
    if column.field in NUMBERS:
        number = Decimal(text) if _NUMBER.fullmatch(text) else None
        return (number if number is not None else text or None), {"align": "center"}
    kind = {"quoted": True} if text.startswith(_SIGNS_OF_FORMULAS) else {}
    if not column.long:
        kind["number_format"] = "@"
    return text or None, {"align": "left" if column.width > 20 else "center", **kind}


def _height(lines_of_row: int) -> float:
    return min(max(lines_of_row * _LINE + _PADDING, _LEAST), _HIGHEST)


def _prompts(
    ws: Worksheet, store: Worksheet, columns: list[Column], lists: Mapping[str, tuple[str, ...]], last: int
) -> None:
    """Drop-downs, and what to write, where a cell is selected. The lists stand on a sheet of their own: they may be long."""
    stored = max((column for _, column in store._cells), default=0)
    for place, column in enumerate(columns, 3):
        offered = lists.get(column.field, ())
        if offered:
            stored += 1
            for row, text in enumerate(offered, 1):
                put(store, row, stored, text, store.cell(row, stored)._style)
            letter = get_column_letter(stored)
            rule = DataValidation("list", f"'{LISTS}'!${letter}$1:${letter}${len(offered)}", allow_blank=True)
            # Other names of levels may be typed; other words for 完成情况 mean nothing.
            rule.showErrorMessage = column.field in {"outcome", "tier", GOAL}
            rule.error = "请从下拉列表中选择。"
        else:
            rule = _rule(column)
        rule.showInputMessage = bool(column.prompt)
        rule.errorTitle = rule.promptTitle = column.label
        rule.prompt = column.prompt
        letter = get_column_letter(place)
        rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")
        ws.add_data_validation(rule)


def _rule(column: Column) -> DataValidation:
    if column.long:
        return DataValidation()
    if column.field in NUMBERS:
        rule = DataValidation("decimal", "-9999.99", "9999.99", allow_blank=True, showErrorMessage=True)
        rule.operator, rule.error = "between", "请填最多两位小数的数字。"
        return rule
    rule = DataValidation("textLength", str(column.most), allow_blank=True, showErrorMessage=True)
    rule.operator, rule.error = "lessThanOrEqual", f"最多 {column.most} 个字。"
    return rule


def _arrange(ws: Worksheet, columns: list[Column], last: int, table: FillingTable) -> None:
    for place, width in enumerate([38, 20, *(column.width for column in columns)], 1):
        ws.column_dimensions[get_column_letter(place)].width = width
    for letter in "AB":
        ws.column_dimensions[letter].hidden = True
    end = _width(columns, remarks=table.remarks)
    if table.remarks:
        ws.column_dimensions[get_column_letter(end)].width = 40
    named = next((place for place, column in enumerate(columns, 3) if column.field == "name"), 3)
    ws.freeze_panes = ws.cell(HEAD_ROW + 1, named + 1)
    ws.auto_filter.ref = f"C{HEAD_ROW}:{get_column_letter(end)}{last}"
    protection = ws.protection
    protection.sheet = True
    # False means allowed: whoever fills in may widen a column and look for his rows.
    protection.formatColumns = protection.formatRows = protection.autoFilter = False
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", 8
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
