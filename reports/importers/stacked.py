"""Tables of which every cell stands in a line of its own, as a browser or a PDF gives them: all their rows or none."""

import re
from collections.abc import Sequence

from reports.importers.apart import begins_a_part
from reports.importers.labels import (
    EMPTY,
    foot_field,
    head_field,
    indicator_field,
    is_side_label,
    is_total,
    money_field,
)
from reports.importers.loose_cells import AMOUNT, NUMBER, POINTS, Cell, Heading, grid_of, heading_of, levels_hold
from reports.importers.sections import goal_heading
from reports.importers.source import Grid, Line
from reports.importers.words import is_level

_LONGEST = 60
_FEWEST_LABELS = 3
# 填报日期：… but not 指标1：… nor 其中：…
_LABELLED = re.compile(r"(?!其中|.*(?:指标|目标))[^：:]{2,12}[：:]")


def stacked(blocks: Sequence[Line | Grid]) -> list[Line | Grid]:
    made: list[Line | Grid] = []
    place = 0
    while place < len(blocks):
        grids, end = _table(blocks, place)
        made += grids or blocks[place:end]
        place = end
    return made


def _table(blocks: Sequence[Line | Grid], start: int) -> tuple[list[Grid], int]:
    """The table and where it ends; without one the labels, all of them: a part of them would be another heading."""
    cells: list[Cell] = []
    while start + len(cells) < len(blocks) and _is_label(one := blocks[start + len(cells)]):
        cells.append(Cell(one.text, one.at))
    heading = heading_of(cells) if len(cells) >= _FEWEST_LABELS else None
    if heading is None:
        return [], start + max(len(cells), 1)
    below = start + len(cells)
    rows, end = _amounts(heading, blocks, below) if heading.is_money else _indicators(heading, blocks, below)
    return ([grid_of(heading, rows)], end) if rows else ([], below)


def _is_label(block: Line | Grid) -> bool:
    return isinstance(block, Line) and bool(indicator_field(block.text) or money_field(block.text))


def _cells(blocks: Sequence[Line | Grid], start: int, most: int) -> list[Cell]:
    """What may be cells from here on, as many as asked for."""
    made: list[Cell] = []
    for block in blocks[start : start + most]:
        if not isinstance(block, Line) or len(block.text) > _LONGEST or goal_heading(block.text) or _ends(block.text):
            break
        made.append(Cell(block.text, block.at))
    return made


def _ends(text: str) -> bool:
    return is_total(text) or begins_a_part(text) or foot_field(text) != "" or head_field(text) != ""


def _indicators(heading: Heading, blocks: Sequence[Line | Grid], start: int) -> tuple[list[list[Cell]], int]:
    """Where a cell was blank all that follows would stand under a wrong label: then there are none."""
    rows: list[list[Cell]] = []
    place = start
    values = [field for field in heading.fields if field not in {"level1", "level2"}]
    if {"level1", "level2"} - set(heading.fields) or set(values) - {"name", "target", "actual", *POINTS}:
        return [], start
    while cells := _cells(blocks, place, len(heading.fields)):
        levels = next((count for count, one in enumerate(cells) if not is_level(one.text)), len(cells))
        row = heading.row(cells[: levels + len(values)])
        if row is None or (not rows and not levels):
            break
        rows.append(row)
        place += levels + len(values)
    certain = _stops_well(blocks, place) and levels_hold(heading, rows, "") is not None
    return (rows, place) if certain else ([], start)


def _stops_well(blocks: Sequence[Line | Grid], place: int) -> bool:
    """Behind the last row there is nothing that could be a cell of one."""
    if place >= len(blocks) or isinstance(blocks[place], Grid):
        return True
    text = blocks[place].text
    return _ends(text) or _LABELLED.match(text) is not None or len(text) > _LONGEST


def _amounts(heading: Heading, blocks: Sequence[Line | Grid], start: int) -> tuple[list[list[Cell]], int]:
    rows: list[list[Cell]] = []
    place = start
    while cells := _cells(blocks, place, len(heading.fields)):
        values = cells[1:]
        if len(cells) < len(heading.fields) or AMOUNT.fullmatch(cells[0].text) or _is_label(blocks[place]):
            break
        if not all(AMOUNT.fullmatch(one.text) or one.text in EMPTY for one in values) or is_side_label(cells[0].text):
            break
        rows.append(cells)
        place += len(cells)
    # Cells that were blank leave figures over.
    after = blocks[place] if place < len(blocks) else None
    left = isinstance(after, Line) and (AMOUNT.fullmatch(after.text) or NUMBER.fullmatch(after.text))
    return ([], start) if left else (rows, place)
