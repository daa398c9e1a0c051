"""Rows of a Word table on one grid of columns: merged cells, and rows that are cut each in its own way."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import accumulate

from reports.importers.source import Square, Unreadable

MOST_COLUMNS = 200

# Edges that are nearer than this, in twentieths of a point, are one: rows drawn by hand do not meet exactly.
_NEAR = 90


@dataclass(frozen=True)
class Cell:
    """A cell as Word has it. from_above, from_left: it goes on with the cell there and says nothing itself."""

    text: str
    at: str
    across: int = 1
    width: int = 0
    from_above: bool = False
    from_left: bool = False


@dataclass
class Row:
    before: int = 0
    after: int = 0
    cells: list[Cell] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return self.before + sum(cell.across for cell in self.cells) + self.after


def grid_rows(rows: list[Row]) -> tuple[tuple[Square | None, ...], ...]:
    """Equally long rows; what a merged cell covers is None."""
    edges = _edges(rows)
    width = max((row_edges[-1] for row_edges in edges if row_edges), default=1)
    if width > MOST_COLUMNS:
        raise Unreadable(f"这个文件里有一张超过{MOST_COLUMNS}列的表格，不像自评表。请只上传自评报告本身")
    made: list[list[Square | None]] = [[None] * width for _ in rows]
    # By the column where it begins: row and square of the last cell, for those below that go on with it.
    above: dict[int, tuple[int, int]] = {}
    for index, (row, row_edges) in enumerate(zip(rows, edges, strict=True)):
        for start, end, cell in _whole(row, row_edges):
            begun = above.get(start)
            if cell.from_above and begun and made[begun[0]][start] is not None and begun[1] == end:
                square = made[begun[0]][start]
                made[begun[0]][start] = replace(square, down=index - begun[0] + 1)  # type: ignore[type-var]
                continue
            for column in range(start, end):
                above.pop(column, None)
            text = "" if cell.from_above else cell.text
            made[index][start] = Square(text, cell.at, across=end - start)
            above[start] = (index, end)
    return tuple(tuple(row) for row in made)


def _whole(row: Row, edges: list[int]) -> list[tuple[int, int, Cell]]:
    """Start, end and cell; a cell that goes on with the one to its left widens that one."""
    made: list[tuple[int, int, Cell]] = []
    for place, cell in enumerate(row.cells):
        start, end = edges[place], edges[place + 1]
        if cell.from_left and made:
            made[-1] = (made[-1][0], end, made[-1][2])
        elif end > start:
            made.append((start, end, cell))
    return made


def _edges(rows: list[Row]) -> list[list[int]]:
    """For each row the columns at which its cells begin, and where the last one ends."""
    counted = [list(accumulate((cell.across for cell in row.cells), initial=row.before)) for row in rows]
    if len({row.columns for row in rows}) == 1:
        return counted
    measured = _measured(rows)
    if measured:
        return measured
    width = max(row.columns for row in rows)
    for row, edges in zip(rows, counted, strict=True):
        # A row that ends early reaches to the right edge, as in a text.
        if edges and row.columns < width:
            edges[-1] += width - row.columns
    return counted


def _measured(rows: list[Row]) -> list[list[int]] | None:
    """By the widths, where each cell has one and all rows are equally wide."""
    if any(row.before or row.after or not cell.width > 0 for row in rows for cell in row.cells):
        return None
    lines = [list(accumulate((cell.width for cell in row.cells), initial=0)) for row in rows if row.cells]
    if not lines or max(line[-1] for line in lines) > 1.05 * min(line[-1] for line in lines):
        return None
    places: list[int] = []
    for edge in sorted({edge for line in lines for edge in line}):
        if not places or edge - places[-1] > _NEAR:
            places.append(edge)
    if len(places) > 400:
        return None
    column = {edge: bisect_right(places, edge) - 1 for line in lines for edge in line}
    lines = [list(accumulate((cell.width for cell in row.cells), initial=0)) for row in rows]
    last = len(places) - 1
    made = [[column.get(edge, 0) for edge in line] for line in lines]
    for edges in made:
        edges[-1] = last if len(edges) > 1 else edges[-1]
    return made
