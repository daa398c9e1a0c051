"""Estimates, without any font, how wide text is and how high the rows of a table become.

Widths are in units of half a hanzi: a hanzi is 2, a Latin letter or digit 1.
"""

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from reports.document import Cell, Table, placed


class _Widths(dict[str, int]):
    def __missing__(self, sign: str) -> int:
        self[sign] = wide = 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
        return wide


# There are no more signs than Unicode has.
_WIDTHS = _Widths()


def width(text: str) -> int:
    return sum(map(_WIDTHS.__getitem__, text))


def lines(text: str, units: float) -> int:
    """Into how many lines text falls in a column so wide; line ends inside the text count."""
    # Two units less: a hanzi or a word that does not fit goes to the next line whole.
    room = max(units - 1, 2)
    return sum(max(1, math.ceil(width(line) / room)) for line in text.split("\n"))


def pieces_of(text: str, units: float, rooms: Iterable[int]) -> list[str]:
    """The text in pieces, each of at most as many lines as its room has; the last one is what is left.

    The column is `units` wide. Joined, the pieces are the text.
    """
    width_of_line, rooms = max(units - 1, 2), iter(rooms)
    most = next(rooms)
    # A full line lacks less than a hanzi; where even so there is room for all, nothing need be counted.
    if width_of_line > 2 and 1 + text.count("\n") + width(text) / (width_of_line - 2) <= most:
        return [text]
    pieces, start, line, used = [], 0, 1, 0
    for place, sign in enumerate(text):
        wide = width(sign)
        if sign == "\n" or used + wide > width_of_line:
            line, used = line + 1, 0
        if line > most and (next_most := next(rooms, None)) is None:
            most = math.inf
        elif line > most:
            # A line end stays with what it ends.
            stop = place + 1 if sign == "\n" else place
            pieces.append(text[start:stop])
            start, line, most = stop, 1, next_most
        used += 0 if sign == "\n" else wide
    if start < len(text) or not pieces:
        pieces.append(text[start:])
    return pieces


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
