"""The sheet for programs: one header row, one line an indicator, nothing merged; each line as high as any other."""

from itertools import accumulate

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Table, placed
from reports.renderers.amounts import number, number_format
from reports.renderers.looks import Look, Looks

_HEIGHT = 16
# Excel keeps no more in a cell, counted in 16 bits; a line cannot go on in the next one here.
_LONGEST = 32767
_GOES_ON = "……（超过单元格容量，全文见自评报告）"


def fill(ws: Worksheet, table: Table, units: float, looks: Looks) -> None:
    for column, share in enumerate(table.widths, 1):
        ws.column_dimensions[get_column_letter(column)].width = round(units * share / 100, 2)
    for row, column, cell in placed(table):
        if cell.role == "head":
            look = Look(font="黑体", wrap=False)
        else:
            look = Look(align="left", wrap=False, number_format=number_format(cell))
        value = _fitting(cell.text) if cell.kind == "text" else number(cell)
        # An empty text is no text: a program that reads the sheet finds nothing there.
        looks.put(ws, row + 1, column + 1, None if value == "" else value, look)
    for row in range(1, len(table.rows) + 1):
        ws.row_dimensions[row].height = _HEIGHT
    ws.auto_filter.ref = f"A1:{get_column_letter(len(table.widths))}{len(table.rows)}"
    ws.freeze_panes = "A2"
    ws.print_title_rows = "1:1"


def _fitting(text: str) -> str:
    if len(text) <= _LONGEST // 2:
        return text
    ends = accumulate(2 if ord(sign) > 0xFFFF else 1 for sign in text)
    whole = list(ends)
    if whole[-1] <= _LONGEST:
        return text
    kept = sum(end <= _LONGEST - len(_GOES_ON) for end in whole)
    return text[:kept] + _GOES_ON
