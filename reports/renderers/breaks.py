"""Where pages break inside a table: cells that span the break are cut there, so that each page has all borders.

Pure; which rows begin a page is known only after a first layout.
"""

from collections.abc import Iterable
from dataclasses import replace

from reports.document import Cell, Document, Table, TableRow, placed


def crossed(table: Table, rows: Iterable[int]) -> set[int]:
    """Of these rows, the ones into which a cell hangs from above."""
    wanted = set(rows)
    return {inside for row, _, cell in placed(table) for inside in range(row + 1, row + cell.down) if inside in wanted}


def cut(table: Table, rows: Iterable[int]) -> Table:
    """The table with its cells cut before each of these rows; what is below a cut says its text again."""
    borders = sorted({*rows, len(table.rows)})
    begun: list[list[tuple[int, Cell]]] = [[] for _ in table.rows]
    for row, column, cell in placed(table):
        start, end = row, min(row + cell.down, len(table.rows))
        for border in (border for border in borders if border > row):
            stop = min(border, end)
            begun[start].append((column, replace(cell, down=stop - start)))
            start = stop
            if start == end:
                break
    return replace(
        table,
        rows=tuple(
            TableRow(tuple(cell for _, cell in sorted(cells, key=lambda item: item[0])), row.keep)
            for row, cells in zip(table.rows, begun, strict=True)
        ),
    )


def cut_document(document: Document, cuts: dict[str, set[int]]) -> Document:
    """`cuts` by the address of the table, as `addressed` gives it."""
    parts = []
    for number, part in enumerate(document.parts):
        blocks = tuple(
            cut(block, cuts[address]) if (address := f"{number}-{index}") in cuts else block
            for index, block in enumerate(part.blocks)
        )
        parts.append(replace(part, blocks=blocks))
    return replace(document, parts=tuple(parts))


def addressed(document: Document) -> dict[str, Table]:
    """Each table under the number of its part and of its block."""
    return {
        f"{number}-{index}": block
        for number, part in enumerate(document.parts)
        for index, block in enumerate(part.blocks)
        if isinstance(block, Table)
    }
