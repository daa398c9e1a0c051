"""A worksheet as a grid: what is read on the screen, merged cells with what they span, nothing of where it is empty."""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO

from reports.importers.number_formats import shown
from reports.importers.package import TOO_MUCH, Package, SheetPart, cleaned
from reports.importers.source import Grid, Square, Unreadable
from reports.importers.xml_parts import BROKEN, Local, walk

MOST_ROWS = 5000
MOST_COLUMNS = 200
MOST_FILLED = 200_000
MOST_SQUARES = 300_000
MOST_ELEMENTS = 1_000_000
MOST_SIGNS = 20_000_000
MOST_MERGED = 20_000
LONGEST_CELL = 40_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_AT = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass
class Budget:
    """What may still be read, over all sheets of a file."""

    rows: int = MOST_ROWS
    filled: int = MOST_FILLED
    elements: int = MOST_ELEMENTS
    signs: int = MOST_SIGNS
    squares: int = MOST_SQUARES


@dataclass
class _Cell:
    kind: str
    style: int
    value: str
    formula: bool


@dataclass
class _Found:
    """cells by row and column, from 1. hidden: rows that are not shown though something stands in them."""

    cells: dict[int, dict[int, _Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_sheet(package: Package, sheet: SheetPart, budget: Budget) -> tuple[Grid | None, list[int]]:
    """The grid, None where nothing stands on the sheet; and the hidden rows that have something in them."""
    with package.part(sheet.part) as stream:
        if stream is None:
            raise Unreadable(BROKEN)
        found = _Reader(budget, sheet.title).read(stream)
    if not found.cells:
        return None, []
    texts = {
        row: {column: _square(package, sheet.title, row, column, cell) for column, cell in cells.items()}
        for row, cells in found.cells.items()
    }
    budget.signs -= sum(len(square.text) for squares in texts.values() for square in squares.values())
    if budget.signs < 0:
        raise Unreadable(TOO_MUCH)
    return _grid(sheet.title, texts, found.merged, budget), sorted(found.hidden & found.cells.keys())


class _Reader:
    """Takes the elements of a sheet as they come."""

    def __init__(self, budget: Budget, title: str) -> None:
        self.budget = budget
        self.title = title
        self.found = _Found()
        self.names = Local()
        self.row = self.column = 0
        self.cell: _Cell | None = None
        self.pieces: list[str] = []
        self.size = 0
        self.phonetic = 0
        self.takes = False

    def read(self, stream: IO[bytes]) -> _Found:
        walk(stream, self._start, self._end, self._text)
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self.names[name]
        self.budget.elements -= 1
        if self.budget.elements < 0:
            raise Unreadable(TOO_MUCH)
        if kind == "c":
            self._begin_cell(attributes)
        elif kind == "row":
            self._begin_row(attributes)
        elif kind == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif self.cell is not None:
            if kind == "f":
                self.cell.formula = True
            elif kind == "rPh":
                self.phonetic += 1
            self.takes = kind in {"v", "t"} and not self.phonetic

    def _begin_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r", "")
        self.row = int(stated) if stated.isdecimal() and len(stated) < 8 else self.row + 1
        self.column = 0
        if not 1 <= self.row <= _LAST_ROW:
            raise Unreadable(BROKEN)
        if attributes.get("hidden") in {"1", "true"}:
            self.found.hidden.add(self.row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if match := _AT.fullmatch(attributes.get("r", "")):
            self.column = column_of(match[1])
            if int(match[2]) != self.row:
                raise Unreadable(BROKEN)
        elif attributes.get("r"):
            raise Unreadable(BROKEN)
        else:
            self.column += 1
        if not self.row or self.column > _LAST_COLUMN:
            raise Unreadable(BROKEN)
        style = attributes.get("s", "0")
        self.cell = _Cell(attributes.get("t", "n"), int(style[:6]) if style.isdecimal() else 0, "", formula=False)

    def _text(self, piece: str) -> None:
        if self.takes:
            self.pieces.append(piece)
            self.size += len(piece)
            if self.size > LONGEST_CELL:
                where = f"{self.title}!{letters_of(self.column)}{self.row}"
                raise Unreadable(f"单元格 {where} 的文字超过 {LONGEST_CELL:,} 个字，请缩短后再上传")

    def _end(self, name: str) -> None:
        kind = self.names[name]
        if kind == "rPh":
            self.phonetic -= 1
        elif kind == "c" and self.cell is not None:
            self._end_cell(self.cell)
        self.takes = False

    def _end_cell(self, cell: _Cell) -> None:
        cell.value = "".join(self.pieces)
        self.pieces.clear()
        self.cell, self.size, self.phonetic = None, 0, 0
        if not cell.value and not cell.formula:
            return
        if self.column > MOST_COLUMNS:
            where = f"{self.title}!{letters_of(self.column)}{self.row}"
            raise Unreadable(f"表格超过 {MOST_COLUMNS} 列（{where} 里有内容），请删去多余的列后再上传")
        there = self.found.cells.get(self.row)
        if there is None:
            there = self.found.cells[self.row] = {}
            self.budget.rows -= 1
        self.budget.filled -= 1
        if self.budget.rows < 0:
            raise Unreadable(f"有内容的行超过 {MOST_ROWS:,} 行，请只保留要导入的行后再上传")
        if self.budget.filled < 0:
            raise Unreadable(TOO_MUCH)
        if self.column in there:
            raise Unreadable(BROKEN)
        there[self.column] = cell

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, end = _AT.fullmatch(first), _AT.fullmatch(last)
        if not start or not end or len(self.found.merged) >= MOST_MERGED:
            raise Unreadable(BROKEN)
        corners = int(start[2]), column_of(start[1]), int(end[2]), column_of(end[1])
        if corners[0] > corners[2] or corners[1] > corners[3]:
            raise Unreadable(BROKEN)
        self.found.merged.append(corners)


# ---- what is read in a cell ------------------------------------------------------------------------------------------


def _square(package: Package, title: str, row: int, column: int, cell: _Cell) -> Square:
    text, remark = _words(package, cell)
    if cell.formula and text and cell.kind != "e":
        remark = remark or f"这一格是公式，按它的计算结果“{text[:40]}”读入"
    elif cell.formula and not cell.value and cell.kind != "str":
        remark = "这一格是公式，文件里没有它的计算结果。请在 Excel 中打开保存一次，或改填文字后再导入"
    return Square(text, f"{title}!{letters_of(column)}{row}", remark=remark)


def _words(package: Package, cell: _Cell) -> tuple[str, str]:
    """Text and remark."""
    if cell.kind == "s":
        index = int(cell.value) if cell.value.isdecimal() and len(cell.value) < 9 else len(package.texts)
        return (package.texts[index], "") if index < len(package.texts) else ("", "这一格的内容已损坏，请重新填写")
    if cell.kind in {"inlineStr", "str"}:
        return cleaned(cell.value), ""
    if cell.kind == "e":
        return "", f"这一格是错误值 {cell.value[:20]}，请改正后再导入"
    if cell.kind == "b":
        return ("TRUE" if cell.value.strip() == "1" else "FALSE"), ""
    if cell.kind == "d":
        return cleaned(cell.value).removesuffix("T00:00:00"), ""
    if not cell.value.strip():
        return "", ""
    code = package.codes[cell.style] if cell.style < len(package.codes) else "General"
    found = shown(cell.value.strip(), code, from_1904=package.from_1904)
    return found.text, found.remark


# ---- the grid --------------------------------------------------------------------------------------------------------


def _grid(
    title: str, texts: dict[int, dict[int, Square]], merged: Iterable[tuple[int, int, int, int]], budget: Budget
) -> Grid:
    """Empty rows in between are drawn together into one, so that what stands apart stays apart."""
    filled = sorted(texts)
    width = max(max(squares) for squares in texts.values())
    rows = [filled[0]]
    for row in filled[1:]:
        if row > rows[-1] + 1:
            rows.append(rows[-1] + 1)
        rows.append(row)
    budget.squares -= len(rows) * width
    if budget.squares < 0:
        raise Unreadable(TOO_MUCH)
    lines: list[list[Square | None]] = [
        [
            texts.get(row, {}).get(column) or Square("", f"{title}!{letters_of(column)}{row}")
            for column in range(1, width + 1)
        ]
        for row in rows
    ]
    _span(lines, rows, width, merged)
    return Grid(tuple(tuple(line) for line in lines), title)


def _span(lines: list[list[Square | None]], rows: list[int], width: int, merged: Iterable) -> None:
    """Only within what is filled; cells that claim what another has already are taken for themselves."""
    for top, left, bottom, right in merged:
        first, behind = bisect.bisect_left(rows, top), bisect.bisect_right(rows, bottom)
        if first >= behind or left > width or rows[first] != top:
            continue
        origin = lines[first][left - 1]
        if origin is None or origin.down > 1 or origin.across > 1:
            raise Unreadable(BROKEN)
        for line in lines[first:behind]:
            covered = line[left - 1 : right]
            if None in covered:
                raise Unreadable(BROKEN)
            line[left - 1 : right] = [None] * len(covered)
        across = min(right, width) - left + 1
        lines[first][left - 1] = Square(origin.text, origin.at, behind - first, across, origin.remark)
