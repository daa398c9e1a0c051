"""Tables whose cells stand in lines with blanks between them, as they are copied out of a PDF.

A line is a row where its pieces can only be the cells of one, and no line beside it may be what its cells go on with.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reports.importers.apart import begins_a_part
from reports.importers.labels import is_total
from reports.importers.loose_cells import Cell, Heading, cells_of, grid_of, heading_of, levels_hold
from reports.importers.sections import goal_heading
from reports.importers.source import Grid, Line

Block = Line | Grid
_PAGE = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,3}\s*(?:页)?(?:[，,/\s]*共\s*\d{1,3}\s*页)?[-—–\s]*")
_LABELLED = re.compile(r"(?:.{2,12}[：:].*|备\s*注.*|注\s*\d?.{0,2}[：:].*|[（(]?续表[)）]?)", re.DOTALL)
_PIECE = re.compile(r"[\u4e00-\u9fff]{1,4}")
_LEVEL_NAMES = re.compile(
    "一级指标|二级指标|三级指标|(?:产出|效益|满意度|成本|数量|质量|时效|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)指标"
)
_MOST_STRANGE = 8


@dataclass(frozen=True)
class _Item:
    """kind: "heading", "row", "total", "aside" (says nothing of the rows beside it) or "strange"."""

    blocks: tuple[Block, ...]
    kind: str
    cells: tuple[Cell, ...] = ()
    heading: Heading | None = None


def aligned(blocks: Iterable[Block]) -> list[Block]:
    blocks = list(blocks)
    items = list(_items(blocks))
    taken = _taken(items)
    made: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    heading: Heading | None = None
    for place, item in enumerate(items):
        if place in taken and item.kind != "heading":
            heading = item.heading
            rows.append(item.cells)
            continue
        made += _table(heading, rows)
        rows = []
        # A heading is printed anew above each part of its table.
        made += () if place in taken else item.blocks
    return [*made, *_table(heading, rows)]


def _table(heading: Heading | None, rows: list[tuple[Cell, ...]]) -> list[Grid]:
    return [grid_of(heading, rows)] if heading and rows else []


def _taken(items: list[_Item]) -> set[int]:
    """Which headings and rows are those of tables: none of a table of which less than half is certain."""
    taken: set[int] = set()
    levels: tuple[tuple[str, ...], str] = ((), "")
    for run in _runs(items):
        whole = [place for place in run if items[place].kind in {"row", "total"} and _is_whole(items, place)]
        rows = [items[place].cells for place in whole if items[place].kind == "row"]
        last = max((place for place in run if items[place].kind == "row"), default=run[0])
        doubtful = sum(items[place].kind in {"strange", "row"} for place in run if place <= last) - len(rows)
        fields = items[run[0]].heading.fields
        first = levels[1] if levels[0] == fields else ""
        if doubtful < len(rows) and (level := levels_hold(items[run[0]].heading, rows, first)) is not None:
            taken |= {run[0], *whole}
            levels = (fields, level)
    return taken


def _runs(items: list[_Item]) -> Iterable[list[int]]:
    """The places of each heading and of what stands below it."""
    run: list[int] = []
    for place, item in enumerate(items):
        if item.kind == "heading" or item.heading is None:
            if run:
                yield run
            run = []
        if item.heading is not None:
            run.append(place)
    if run:
        yield run


def _is_whole(items: list[_Item], place: int) -> bool:
    """Whether the lines above and below are none that a cell of this one may go on in."""
    beside = [items[near] for near in (place - 1, place + 1) if 0 <= near < len(items)]
    return all(item.kind != "strange" for item in beside)


def _items(blocks: list[Block]) -> Iterable[_Item]:
    repeated = {
        text for text, times in Counter(one.text for one in blocks if isinstance(one, Line)).items() if times > 1
    }
    heading: Heading | None = None
    strange = 0
    for group, cells in _gathered(blocks):
        item = _item(group, cells, heading, repeated)
        strange = strange + 1 if item.kind == "strange" else 0
        heading = item.heading if strange <= _MOST_STRANGE else None
        yield item


def _item(group: tuple[Block, ...], cells: list[Cell], heading: Heading | None, repeated: set[str]) -> _Item:
    last = group[-1]
    if isinstance(last, Grid):
        return _Item(group, "aside")
    if found := heading_of(cells):
        return _Item(group, "heading", found.labels, found)
    if heading is None:
        return _Item(group, "aside")
    if row := heading.row(cells):
        return _Item(group, "row", tuple(row), heading)
    if is_total(cells[0].text):
        total = heading.total(cells)
        return _Item(group, "total" if total else "aside", tuple(total or ()), heading)
    if begins_a_part(last.text) or last.text.rstrip().endswith("表"):
        # The next part; but not a title that runs over every page.
        return _Item(group, "aside", heading=heading if last.text in repeated else None)
    if _is_aside(last.text, repeated):
        return _Item(group, "aside", heading=heading)
    return _Item(group, "strange", heading=heading)


def _is_aside(text: str, repeated: set[str]) -> bool:
    return (
        text in repeated
        or _PAGE.fullmatch(text) is not None
        or _LABELLED.fullmatch(text) is not None
        or goal_heading(text) is not None
    )


def _gathered(blocks: list[Block]) -> Iterable[tuple[tuple[Block, ...], list[Cell]]]:
    """Each block with its pieces; narrow cells broken over lines (产出 / 指标) go with the line that they stand before."""
    pieces: list[Line] = []
    for block in blocks:
        if isinstance(block, Line) and (_PIECE.fullmatch(block.text) or _LEVEL_NAMES.fullmatch(block.text)):
            pieces.append(block)
            continue
        names = _names(pieces) if pieces and isinstance(block, Line) else []
        if pieces and not names:
            yield from (((piece,), cells_of(piece)) for piece in pieces)
        cells = cells_of(block) if isinstance(block, Line) else []
        yield ((*pieces, block) if names else (block,)), [*names, *cells]
        pieces = []
    yield from (((piece,), cells_of(piece)) for piece in pieces)


def _names(pieces: list[Line]) -> list[Cell]:
    """The names of levels that the pieces make up; nothing where they make up anything else."""
    text = "".join(piece.text for piece in pieces)
    names = _LEVEL_NAMES.findall(text)
    return [Cell(name, pieces[0].at) for name in names] if "".join(names) == text else []
