"""Estimates, without any font, how wide text is and how high the rows of a table become.

Widths are in units of half a hanzi: a hanzi is 2, a Latin letter or digit 1.
"""

import math
import unicodedata
from collections.abc import Callable, Sequence

from reports.document import Cell, Table, placed


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def lines(text: str, units: float) -> int:
    """Into how many lines text falls in a column so wide; line ends inside the text count."""
    # Two units less: a hanzi or a word that does not fit goes to the next line whole.
    room = max(units - 1, 2)
    return sum(max(1, math.ceil(width(line) / room)) for line in text.split("\n"))


def row_lines(table: Table, units: Sequence[float], text_of: Callable[[Cell], str]) -> list[int]:
    """Lines that each row needs, columns being `units` wide; what a spanning cell lacks is shared out over its rows."""
    needed = [1] * len(table.rows)
    cells = list(placed(table))
    # Cells that span fewer rows come first, since wider spans profit from the room that these have made.
    for row, column, cell in sorted(cells, key=lambda item: item[2].down):
        span = range(row, min(row + cell.down, len(needed)))
        lacking = lines(text_of(cell), sum(units[column : column + cell.across])) - sum(needed[i] for i in span)
        for step in range(max(lacking, 0)):
            needed[span[step % len(span)]] += 1
    return needed
