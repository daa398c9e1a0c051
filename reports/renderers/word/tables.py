"""A table of the document in Word: fixed columns, merged cells, rows that stay whole and heads that are repeated."""

from itertools import accumulate, pairwise

from reports.document import Cell, Table, placed
from reports.renderers.amounts import shown
from reports.renderers.measure import row_lines
from reports.renderers.word.elements import Element, element, run
from reports.renderers.word.pages import Paper
from reports.renderers.word.styles import borders

_STYLES = {"head": "TableHead", "label": "TableHead", "band": "TableHead", "total": "TableTotal"}
_MARGIN, _HALF_HANZI, _LINE = 120, 105, 290


def blocks(table: Table, paper: Paper) -> list[Element]:
    """The table with its title and notes above it."""
    made = []
    if table.title:
        made.append(_line(table.title, "TableTitle"))
    if table.left_note or table.right_note:
        tabs = element("tabs", element("tab", val="right", pos=paper.text_width))
        words = f"{table.left_note}\t{table.right_note}" if table.right_note else table.left_note
        made.append(_line(words, "TableNote", tabs))
    return [*made, _table(table, paper)]


def _line(text: str, style: str, *properties: Element) -> Element:
    return element("p", element("pPr", element("pStyle", val=style), *properties), run(text))


def _table(table: Table, paper: Paper) -> Element:
    edges = [round(paper.text_width * share / 100) for share in (0, *accumulate(table.widths))]
    widths = [right - left for left, right in pairwise(edges)]
    kept, tall = _keeping(table, widths, paper)
    rows = [
        element(
            "tr",
            element(
                "trPr",
                None if index in tall else element("cantSplit"),
                element("tblHeader") if index < table.header_rows else None,
            ),
        )
        for index in range(len(table.rows))
    ]
    for index, column, cell, begins in _grid(table):
        width = sum(widths[column : column + cell.across])
        rows[index].append(_cell(cell, width, begins=begins, keep=index in kept))
    return element("tbl", _properties(edges[-1]), element("tblGrid", *(element("gridCol", w=w) for w in widths)), *rows)


def _properties(width: int) -> Element:
    return element(
        "tblPr",
        element("tblStyle", val="TableGrid"),
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        borders(),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )


def _grid(table: Table) -> list[tuple[int, int, Cell, bool]]:
    """Row, column and cell of each cell that Word has, and whether it begins there: a span has one in each of its rows."""
    return sorted(
        (
            (inside, column, cell, inside == row)
            for row, column, cell in placed(table)
            for inside in range(row, min(row + cell.down, len(table.rows)))
        ),
        key=lambda item: item[:2],
    )


def _cell(cell: Cell, width: int, *, begins: bool, keep: bool) -> Element:
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("gridSpan", val=cell.across) if cell.across > 1 else None,
        element("vMerge", **({"val": "restart"} if begins else {})) if cell.down > 1 else None,
        element("vAlign", val="center"),
    )
    lines = shown(cell).split("\n") if begins else [""]
    return element("tc", properties, *(_paragraph(line, cell, keep=keep) for line in lines))


def _paragraph(text: str, cell: Cell, *, keep: bool) -> Element:
    align = cell.align or {"yuan": "right", "wan": "right"}.get(cell.kind, "left" if cell.role == "band" else "")
    properties = element(
        "pPr",
        element("pStyle", val=_STYLES.get(cell.role, "TableText")),
        element("keepNext") if keep else None,
        element("jc", val=align) if align not in {"", "center"} else None,
    )
    return element("p", properties, run(text) if text else None)


def _keeping(table: Table, widths: list[int], paper: Paper) -> tuple[set[int], set[int]]:
    """The rows that stay on the page of the next one, and those too high to be moved to the next page whole.

    Levels stay with their rows where that is not too much: Word writes a merged cell's text on its first page only.
    """
    units = [(width - _MARGIN) / _HALF_HANZI for width in widths]
    heights = row_lines(table, units, shown)
    third = (paper.height - paper.margins[0] - paper.margins[2]) // _LINE // 3
    kept = {index for index, row in enumerate(table.rows) if row.keep}
    for row, _, cell in placed(table):
        rows = range(row, min(row + cell.down, len(table.rows)))
        if cell.down > 1 and sum(heights[index] for index in rows) <= third:
            kept |= set(rows[:-1])
    return kept, {index for index, height in enumerate(heights) if height > third}
