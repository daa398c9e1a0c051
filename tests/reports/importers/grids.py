"""Tables from literals: a cell is a text, (text, down, across), or None where a merged cell covers the place."""

from reports.importers.source import Grid, Square


def grid(*rows, at="表 1"):
    return Grid(
        tuple(
            tuple(_square(cell, f"{at} 第 {below} 行第 {beside} 列") for beside, cell in enumerate(row, start=1))
            for below, row in enumerate(rows, start=1)
        ),
        at,
    )


def _square(cell, at):
    if cell is None:
        return None
    text, down, across = cell if isinstance(cell, tuple) else (cell, 1, 1)
    return Square(text, at, down, across)


def told(tables, *fields):
    return [tuple(row.text(field) for field in fields) for row in tables.rows]
