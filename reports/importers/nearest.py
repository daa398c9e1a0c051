"""Which row of the facts a name in the document means: the same words, else the nearest that nothing else means.

Names are compared as words alone; what is not near enough to any row stays unmatched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from indicators.facts import Row
from indicators.values import without_question
from reports.importers.words import folded

# Below this two names are of two things, as far as letters can tell.
_NEAR = 0.62
_WITHIN = 0.9
# A shorter name is found in too many others.
_SHORTEST_WITHIN = 4


@dataclass(frozen=True)
class Named:
    """A name as printed, and what stands behind it there."""

    name: str
    rest: str = ""


def words_of_row(row: Row) -> str:
    return folded(without_question(row.name))


def behind(text: str, row: Row) -> Named | None:
    """The text as the row's own name and the rest; None where it does not begin with the name."""
    wanted = words_of_row(row)
    if not wanted or not folded(text).startswith(wanted):
        return None
    end, seen = 0, ""
    while seen != wanted:
        end += 1
        seen = folded(text[:end])
        if len(seen) > len(wanted) or end > len(text):
            return None
    # A closing quotation mark or bracket belongs to the name.
    while end < len(text) and text[end] in "”」』》)）" and _opens(text[:end], text[end]):
        end += 1
    return Named(text[:end], text[end:])


_PAIRS = {"”": "“", "」": "「", "』": "『", "》": "《", ")": "(", "）": "（"}


def _opens(before: str, closing: str) -> bool:
    opening = _PAIRS[closing]
    return before.count(opening) > before.count(closing)


def nearness(name: str, row: Row) -> float:
    """0 to 1."""
    one, other = folded(without_question(name)), words_of_row(row)
    if not one or not other:
        return 0
    if one == other:
        return 1
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_WITHIN and short in long:
        return _WITHIN
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR else 0


def paired(names: Sequence[str], rows: Sequence[Row]) -> list[Row | None]:
    """The row of each name; the nearest pairs first, each row once but for names that are its very own."""
    found: list[Row | None] = [None] * len(names)
    taken: set[str] = set()
    scored = sorted(
        (
            (-score, index, place)
            for index, name in enumerate(names)
            for place, row in enumerate(rows)
            if (score := nearness(name, row)) >= _NEAR
        ),
    )
    for score, index, place in scored:
        row = rows[place]
        if found[index] is None and (row.key not in taken or score == -1):
            found[index] = row
            taken.add(row.key)
    return found
