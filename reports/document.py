"""A report as data, before any format: what is printed, in which order, and which cells are merged.

Values are already rounded and worded; a renderer only lays them out. `where` leads back to the field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from budgets.records import RecordError, decode, encode
from indicators.facts import Place

VERSION = 1


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph. kind: "text", or "gap" for what the draft still lacks (marked, never printed as fact)."""

    text: str
    where: Place | None = None
    kind: str = "text"


@dataclass(frozen=True)
class Heading:
    """level 0: title of the part; 1: 一、; 2: （一）; 3: 年度目标 or 1.; 4: （1）; 5: ①. The text carries its number."""

    kind_name: ClassVar[str] = "heading"
    level: int
    text: str
    key: str = ""
    where: Place | None = None


@dataclass(frozen=True)
class Paragraph:
    """style: "body" (first line indented), "left", "right", "center", "note" (small), "label" (附件, 黑体)."""

    kind_name: ClassVar[str] = "paragraph"
    runs: tuple[Run, ...]
    key: str = ""
    style: str = "body"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Cell:
    """One cell and how far it spans.

    kind: "text" (see `text`), or "yuan", "wan", "percent", "score" (see `amount`; None is an empty cell).
    wan: 万元 rounded to two places; percent: 84.06 is 84.06 %. role: "head", "label", "body", "total", "band".
    align: "" (by kind: text centred or left as the renderer's table says, amounts right), "left", "center", "right".
    """

    text: str = ""
    amount: Decimal | None = None
    kind: str = "text"
    down: int = 1
    across: int = 1
    where: Place | None = None
    role: str = "body"
    align: str = ""


@dataclass(frozen=True)
class TableRow:
    """The cells that *begin* in this row, left to right; columns covered from above are left out, as in HTML.

    keep: the row stays on the page of the next one (a goal's band, a table's head).
    """

    cells: tuple[Cell, ...]
    keep: bool = False


@dataclass(frozen=True)
class Table:
    """widths: relative width of each column in percent, adding up to 100. header_rows are repeated on each page.

    joined: it goes on directly below the table before it, with columns of its own.
    """

    kind_name: ClassVar[str] = "table"
    key: str
    widths: tuple[int, ...]
    rows: tuple[TableRow, ...]
    header_rows: int = 0
    title: str = ""
    left_note: str = ""
    right_note: str = ""
    joined: bool = False


@dataclass(frozen=True)
class Part:
    """A part begins on a new page. orientation: "portrait" or "landscape".

    name: "narrative", "form", or "rows": the indicators for programs, which no page shows (see `Document.printed`).
    """

    name: str
    title: str
    blocks: tuple[Heading | Paragraph | Table, ...]
    orientation: str = "portrait"


@dataclass(frozen=True)
class Footer:
    """What an issued report says of itself: its number, and 12 digits of the checksum of the document without footer."""

    number: str
    checksum: str


@dataclass(frozen=True)
class Document:
    """mark: "draft" (草稿 across each page), "review" (送审稿 in the footer), "" (issued)."""

    version: int
    title: str
    department: str
    fiscal_year: int
    parts: tuple[Part, ...]
    mark: str = ""
    footer: Footer | None = None

    def part(self, name: str) -> Part:
        return next(part for part in self.parts if part.name == name)

    def printed(self) -> tuple[Part, ...]:
        """The parts that are read on paper and on the screen."""
        return tuple(part for part in self.parts if part.name != "rows")

    def tables(self) -> Iterator[Table]:
        for part in self.parts:
            yield from (block for block in part.blocks if isinstance(block, Table))


def placed(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with its row and column (from 0), columns counted past what spans down from above."""
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (index, column) in taken:
                column += 1
            yield index, column, cell
            if cell.down > 1:
                taken |= {
                    (index + below, column + beside) for below in range(1, cell.down) for beside in range(cell.across)
                }
            column += cell.across


def as_json(document: Document) -> dict:
    return encode(document)  # type: ignore[return-value]


def from_json(data: object) -> Document:
    document = decode(Document, data)
    if document.version != VERSION:
        raise RecordError("version", f"这份文件的版本是 {document.version}，本程序只认得版本 {VERSION}")
    return document
