"""Tables whose labels stand in the first column, each indicator in a column of its own: turned upright."""

from dataclasses import replace

from reports.importers.labels import indicator_field
from reports.importers.source import Grid, Square

_FEWEST_LABELS = 3


def upright(grid: Grid) -> Grid:
    """三级指标 | 甲 | 乙 above 目标值 | 1个 | 2个 as if it had been written row by row; any other table as it is."""
    return _turned(grid) if _is_turned(grid) else grid


def _is_turned(grid: Grid) -> bool:
    if len(grid.rows) < _FEWEST_LABELS or len(grid.rows[0]) < _FEWEST_LABELS:
        return False
    if any(row[-1] is None for row in grid.rows):
        # In a text merged cells are left out, and what is short reaches to the end: nobody knows where they were.
        return False
    first = [row[0] for row in grid.rows]
    fields = [indicator_field(square.text.strip()) if square else "" for square in first]
    if not all(fields) or not {"name", "target", "actual"} <= set(fields):
        return False
    beside = (square for row in grid.rows for square in row[1:] if square)
    return not any(indicator_field(square.text.strip()) for square in beside)


def _turned(grid: Grid) -> Grid:
    return Grid(tuple(tuple(map(_lying, column)) for column in zip(*grid.rows, strict=True)), grid.at)


def _lying(square: Square | None) -> Square | None:
    return replace(square, down=square.across, across=square.down) if square else None
