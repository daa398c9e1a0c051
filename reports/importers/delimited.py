"""A .csv as a grid: UTF-8 or GB18030, separated by commas, tabs or semicolons."""

import csv
import io

from budgets.text import clean
from reports.importers.sheets import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_SIGNS, MOST_SQUARES, letters_of
from reports.importers.source import Grid, Square, Unreadable

_ENCODINGS = ("utf-8-sig", "gb18030")
# Blank lines and cells cost time too.
MOST_LINES = 100_000
MOST_SEPARATORS = 1_000_000
_SEPARATORS = ",\t;，；"
NOT_TEXT = "文件不是表格，也读不出文字。请上传 Excel 或 WPS 表格另存的 .xlsx 文件"
TOO_LONG = f"有内容的行超过 {MOST_ROWS:,} 行，请只保留要导入的行后再上传"


def read_delimited(content: bytes) -> Grid | None:
    """None where nothing stands in it. Raises Unreadable."""
    text = _decoded(content)
    separator = _separator(text)
    ends = text.count("\n") + text.count("\r")
    if len(text) > MOST_SIGNS or ends > MOST_LINES or text.count(separator) > MOST_SEPARATORS:
        raise Unreadable("表格内容过多，请只保留要导入的行后再上传")
    rows = _rows(text, separator)
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not filled:
        return None
    width = max(len(row) for _, row in filled)
    if width > MOST_COLUMNS or width * len(filled) > MOST_SQUARES:
        raise Unreadable(f"表格超过 {MOST_COLUMNS} 列或内容过多，请删去多余的部分后再上传")
    return Grid(
        tuple(
            tuple(
                Square(row[column] if column < len(row) else "", f"{letters_of(column + 1)}{number}")
                for column in range(width)
            )
            for number, row in filled
        ),
        "",
    )


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Unreadable(NOT_TEXT)


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    filled = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            cells = [clean(cell) for cell in row]
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise Unreadable(f"第 {len(rows) + 1} 行有一格超过 {LONGEST_CELL:,} 个字，请缩短后再上传")
            while cells and not cells[-1]:
                cells.pop()
            rows.append(cells)
            filled += bool(cells)
            if filled > MOST_ROWS:
                raise Unreadable(TOO_LONG)
    except csv.Error:
        raise Unreadable("CSV 文件的引号或换行不成对，读不出表格。请在 Excel 中打开，另存为 .xlsx 后再上传") from None
    return rows


def _separator(text: str) -> str:
    """The sign that cuts the most of the first lines into the same number of cells."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    counts = {sign: [line.count(sign) for line in lines] for sign in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda sign: sum(number > 0 for number in counts[sign]))
    return best if any(counts[best]) else ","
