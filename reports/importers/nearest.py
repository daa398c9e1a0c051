"""Which row of the facts a name in the document means: the same words, else the nearest that nothing else means.

Names are compared as words alone; what is not near enough to any row stays unmatched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from indicators.facts import Row
from indicators.values import without_question
from reports.importers.words import folded, too_many

# Below this two names are of two things, as far as letters can tell.
_NEAR = 0.62
_WITHIN = 0.9
# A shorter name is found in too many others.
_SHORTEST_WITHIN = 4
_FIRST_SIGNS = 2


@dataclass(frozen=True)
class Named:
    """A name as printed, and what stands behind it there."""

    name: str
    rest: str = ""


class Names:
    """The names of rows, to be looked for at the beginning of a text."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_start: dict[str, list[tuple[str, Row]]] = {}
        for row in rows:
            if words := words_of_row(row):
                self._by_start.setdefault(words[:_FIRST_SIGNS], []).append((words, row))

    def at_start(self, text: str) -> tuple[Named, Row] | None:
        """The longest name that the text begins with, and its row."""
        words = folded(text)
        found = [pair for pair in self._by_start.get(words[:_FIRST_SIGNS], []) if words.startswith(pair[0])]
        if not found:
            return None
        wanted, row = max(found, key=lambda pair: len(pair[0]))
        return _parted(text, wanted), row


def words_of_row(row: Row) -> str:
    return folded(without_question(row.name))


def _parted(text: str, wanted: str) -> Named:
    end = end_of_words(text, wanted)
    return Named(text[:end], text[end:])


def end_of_words(text: str, wanted: str) -> int:
    """After as many signs as make up the wanted words; marks that close what was opened inside belong to the name."""
    end, left = 0, len(wanted)
    while left > 0:
        left -= len(folded(text[end]))
        end += 1
    while end < len(text) and text[end] in _PAIRS and _is_open(text[:end], text[end]):
        end += 1
    return end


_PAIRS = {"”": "“", "」": "「", "』": "『", "》": "《", ")": "(", "）": "（"}


def _is_open(before: str, closing: str) -> bool:
    return before.count(_PAIRS[closing]) > before.count(closing)


def nearness(name: str, other: str) -> float:
    """0 to 1, of two names as folded words."""
    if not name or not other:
        return 0
    if name == other:
        return 1
    short, long = sorted((name, other), key=len)
    if len(short) >= _SHORTEST_WITHIN and (short in long or sorted(short) == sorted(long)):
        return _WITHIN
    matcher = SequenceMatcher(None, name, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR else 0


def paired(names: Sequence[str], rows: Sequence[Row]) -> list[Row | None]:
    """The row of each name: the same words first, then the nearest of what is left over, each row once."""
    words = [folded(without_question(name)) for name in names]
    own: dict[str, list[Row]] = {}
    for row in rows:
        own.setdefault(words_of_row(row), []).append(row)
    found: list[Row | None] = []
    for name in words:
        same = own.get(name, [])
        # A name that stands twice means its second row the second time, and its only row both times.
        found.append((same.pop(0) if len(same) > 1 else same[0]) if name and same else None)
    taken = {row.key for row in found if row}
    _near(found, words, [row for row in rows if row.key not in taken])
    return found


def _near(found: list[Row | None], words: list[str], free: list[Row]) -> None:
    open_names = [index for index, row in enumerate(found) if row is None]
    names = [words_of_row(row) for row in free]
    if too_many((words[index] for index in open_names), names):
        # They are of another form altogether.
        return
    scored = sorted(
        (-score, index, place)
        for index in open_names
        for place, name in enumerate(names)
        if (score := nearness(words[index], name)) >= _NEAR
    )
    taken: set[int] = set()
    for _, index, place in scored:
        if found[index] is None and place not in taken:
            found[index] = free[place]
            taken.add(place)
