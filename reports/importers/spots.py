"""Where in a page that shows a source its places stand."""

from collections.abc import Mapping
from dataclasses import replace

from reports.importers.source import Grid, Line, row_of


def cut(blocks: tuple[Line | Grid, ...], most: int) -> tuple[Line | Grid, ...]:
    """The first of them, with as many lines and rows of tables together."""
    shown: list[Line | Grid] = []
    left = most
    for block in blocks:
        if left <= 0:
            break
        if isinstance(block, Grid):
            shown.append(replace(block, rows=block.rows[:left]) if len(block.rows) > left else block)
            left -= len(block.rows)
        else:
            shown.append(block)
            left -= 1
    return tuple(shown)


def anchors(blocks: tuple[Line | Grid, ...]) -> dict[str, str]:
    """By `at`. The cells of a table's row share that of the row, which is found by its own name too."""
    found: dict[str, str] = {}
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Line):
            found.setdefault(block.at, f"at-{number}")
            continue
        found.setdefault(block.at, f"at-{number}-1")
        for line, row in enumerate(block.rows, 1):
            for square in row:
                if square:
                    found.setdefault(square.at, f"at-{number}-{line}")
                    found.setdefault(row_of(square.at), f"at-{number}-{line}")
    return found


def near(at: str, known: Mapping[str, str]) -> str:
    """An `at` may name a row where the source names its cells, or a cell where it names the row."""
    inside = [place for place in known if at and place.startswith(at)]
    around = [place for place in known if at.startswith(place)]
    return known[inside[0]] if inside else known[max(around, key=len)] if around else ""
