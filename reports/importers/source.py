"""A file as a sequence of lines and tables, whatever its format: what the reading of documents and workbooks starts from."""

import re
from dataclasses import dataclass

_COLUMN = re.compile(r"第 \d+ 列$")


@dataclass(frozen=True)
class Line:
    """A paragraph of text, without the line ends around it."""

    text: str
    at: str


@dataclass(frozen=True)
class Square:
    """A cell of a table with the rows and columns that it spans; text may hold line ends.

    remark: a sentence where the text is not simply what was typed: what a formula came to, a number shown rounded.
    With a remark and no text, something stands there that cannot be read.
    """

    text: str
    at: str
    down: int = 1
    across: int = 1
    remark: str = ""


@dataclass(frozen=True)
class Grid:
    """A table. Rows are equally long; a position that a merged cell covers holds None."""

    rows: tuple[tuple[Square | None, ...], ...]
    at: str


@dataclass(frozen=True)
class Source:
    """blocks in reading order; name: of the file; kind: "docx", "txt", "xlsx" or "csv".

    notes: sentences on what of the file was left out or is easily overlooked, hidden sheets and rows.
    """

    name: str
    kind: str
    blocks: tuple[Line | Grid, ...]
    notes: tuple[str, ...] = ()


def row_of(at: str) -> str:
    """The row of a cell's place: 表 2 第 8 行第 4 列 → 表 2 第 8 行. Any other place is its own."""
    return _COLUMN.sub("", at)


class Unreadable(ValueError):
    """The file as a whole cannot be read; `str()` is a sentence that says what to do."""
