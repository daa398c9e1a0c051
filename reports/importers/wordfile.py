"""A Word file as lines and tables in reading order: what somebody sees who opens it, deletions left out.

Text boxes follow the paragraph that they hang on; a table inside a cell follows the row that it stands in. A Word file
made from a text has none of its tables left: their cells are paragraphs behind tabs, and are read as those of a text.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from budgets.text import clean
from reports.importers.source import Grid, Line, Source, Unreadable
from reports.importers.textfile import blocks_of
from reports.importers.wordgrid import Cell, Row, grid_rows
from reports.importers.wordnumbers import Numbers
from reports.importers.wordxml import (
    Element,
    Parts,
    attribute,
    boxes_in,
    child,
    content_of,
    is_on,
    kind,
    number_of,
)

MOST_PARAGRAPHS, MOST_CELLS = 12_000, 40_000
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_PICTURES = {"drawing", "pict", "object"}


def read_word(name: str, content: bytes) -> Source:
    """Raises Unreadable."""
    parts = Parts(content)
    body = child(parts.document, "body")
    if body is None:
        raise Unreadable("Word 文件里没有正文。请用 Word 或 WPS 打开后重新保存再上传")
    reading = _Reading(Numbers(parts.numbering, parts.styles))
    blocks = tuple(reading.blocks(body, "", ""))
    if not any(isinstance(block, Grid) or block.text for block in blocks):
        raise Unreadable("这个文件里没有文字，可能只有扫描图片。请上传能选中文字的 Word 文件（.docx）")
    if not any(isinstance(block, Grid) for block in blocks):
        blocks = _tabbed(reading.tabbed) or blocks
    return Source(name, "docx", blocks)


def _tabbed(lines: list[Line]) -> tuple[Line | Grid, ...]:
    """With the tables that tabs make of paragraphs; () where they make none. Two columns may be a list of contents."""
    if not any("\t" in line.text for line in lines):
        return ()
    blocks = blocks_of([line.text for line in lines], [line.at for line in lines])
    return blocks if any(isinstance(block, Grid) and len(block.rows[0]) > 2 for block in blocks) else ()


@dataclass
class _Words:
    """What a paragraph says, and the text boxes that hang on it."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class _Reading:
    """Counts paragraphs and tables on its way, as people would."""

    def __init__(self, numbers: Numbers):
        self._numbers = numbers
        self._paragraphs = itertools.count(1)
        self._tables = itertools.count(1)
        self._read: dict[int, int] = {}
        self._cells = 0
        # All lines as they were typed, blank ones too.
        self.tabbed: list[Line] = []

    def blocks(self, parent: Element, at: str, pending: str) -> Iterator[Line | Grid]:
        """at: of the cell or box around, "" in the body."""
        for one in content_of(parent):
            name = kind(one)
            if name == "p":
                words = self._paragraph(one, MOST_CELLS if at else MOST_PARAGRAPHS)
                text = pending + "".join(words.text)
                pending = ""
                if is_on(child(one, "pPr", "rPr", "del")):
                    # Its end is deleted: it goes on in the next paragraph.
                    pending = text
                else:
                    yield from self._lines(text, at)
                for box in words.boxes:
                    yield from self.blocks(box, at, "")
            elif name == "tbl":
                yield from self._table(one)
        if pending:
            yield from self._lines(pending, at)

    def _lines(self, text: str, at: str) -> Iterator[Line]:
        lines = [line for line in map(clean, clean(text).split("\n")) if line]
        if lines:
            at = at or f"第 {next(self._paragraphs)} 段"
            yield from (Line(line, at) for line in lines)
        self.tabbed += (Line(line, at) for line in text.split("\n"))

    # Paragraphs

    def _paragraph(self, paragraph: Element, most: int) -> _Words:
        """most: how many paragraphs of its kind a file may have, in tables or outside of them."""
        self._read[most] = self._read.get(most, 0) + 1
        if self._read[most] > most:
            raise Unreadable(f"这个文件的段落超过{most}个，不像一份自评报告。请只上传自评报告本身")
        words = _Words()
        if self._numbers.is_contents_entry(paragraph):
            return words
        number = self._numbers.before(paragraph)
        self._inline(paragraph, words)
        if number and "".join(words.text).strip():
            words.text.insert(0, number)
        return words

    def _inline(self, parent: Element, words: _Words) -> None:
        for one in content_of(parent):
            name = kind(one)
            if name == "r":
                if not is_on(child(one, "rPr", "vanish")):
                    self._run(one, words)
            elif name in {"oMath", "oMathPara"}:
                words.text += [each.text or "" for each in one.iter() if kind(each) == "t"]
            elif name in _PICTURES:
                words.boxes += boxes_in(one)

    def _run(self, run: Element, words: _Words) -> None:
        for one in content_of(run):
            name = kind(one)
            if name == "t":
                words.text.append((one.text or "").replace("\xad", ""))
            elif name in _SIGNS:
                words.text.append(_SIGNS[name])
            elif name in _PICTURES:
                words.boxes += boxes_in(one)
            elif name == "ruby":
                base = child(one, "rubyBase")
                if base is not None:
                    self._inline(base, words)
            elif name == "txbxContent":
                words.boxes.append(one)

    # Tables

    def _table(self, table: Element) -> Iterator[Line | Grid]:
        number = next(self._tables)
        rows: list[Row] = []
        inside: dict[int, list[Line | Grid]] = {}
        only = True
        for element in content_of(table):
            if kind(element) != "tr" or child(element, "trPr", "del") is not None:
                continue
            row, nested, blocks = self._row(element, f"表 {number} 第 {len(rows) + 1} 行")
            only = only and len(row.cells) == 1
            inside[len(rows)] = blocks if only else nested
            rows.append(row)
        if not rows:
            return
        if only:
            # A frame around text.
            yield from itertools.chain.from_iterable(inside.values())
            return
        yield from _pieces(grid_rows(rows), inside, f"表 {number}")

    def _row(self, element: Element, at: str) -> tuple[Row, list[Line | Grid], list[Line | Grid]]:
        """The row, the tables inside of its cells, and all that stands in its cells one after the other."""
        properties = child(element, "trPr")
        row = Row(before=number_of(child(properties, "gridBefore")), after=number_of(child(properties, "gridAfter")))
        nested: list[Line | Grid] = []
        everything: list[Line | Grid] = []
        for cell in content_of(element):
            if kind(cell) != "tc":
                continue
            self._cells += 1
            if self._cells > MOST_CELLS:
                raise Unreadable(f"这个文件的表格超过{MOST_CELLS}格，不像一份自评报告。请只上传自评报告本身")
            place = f"{at}第 {len(row.cells) + 1} 列"
            blocks = list(self.blocks(cell, place, ""))
            tables = [block for block in blocks if isinstance(block, Grid)]
            text = "\n".join(block.text for block in blocks if isinstance(block, Line))
            row.cells.append(_cell(cell, text, place))
            nested += tables
            everything += blocks
        return row, nested, everything


def _cell(cell: Element, text: str, at: str) -> Cell:
    properties = child(cell, "tcPr")
    width = child(properties, "tcW")
    in_twips = attribute(width, "type") in {None, "dxa"}
    return Cell(
        text=text,
        at=at,
        across=max(1, min(number_of(child(properties, "gridSpan"), default=1), 200)),
        width=number_of(width, "w") if in_twips else 0,
        from_above=_goes_on(properties, "vMerge"),
        from_left=_goes_on(properties, "hMerge"),
    )


def _goes_on(properties: Element | None, name: str) -> bool:
    merge = child(properties, name)
    return merge is not None and attribute(merge) in {None, "continue"}


def _pieces(rows: tuple, inside: dict[int, list[Line | Grid]], at: str) -> Iterator[Line | Grid]:
    """The table, cut below each row with tables inside, which stand there."""
    start = 0
    for index in range(len(rows)):
        grids = [block for block in inside.get(index, ()) if isinstance(block, Grid)]
        if grids:
            yield Grid(rows[start : index + 1], at)
            yield from grids
            start = index + 1
    if start < len(rows):
        yield Grid(rows[start:], at)
