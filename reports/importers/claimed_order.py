"""How headings and items are counted: every list of a document with the numbers that it prints, in their order."""

from collections.abc import Iterator

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, Place
from indicators.ordinals import ordinal_of
from reports.importers.claimed_rows import clipped
from reports.importers.outline import Outline, Passage
from reports.importers.words import lead_of

# Each below the one before it. Where a list of one begins, those below it begin anew.
_ROLES = ("hanzi", "bracketed", "goal", "level1", "level2", "indicator")
_ITEMS = {"3", "4"}


def claims_of_order(outline: Outline, facts: Facts) -> Iterator[Claim]:
    """place.field: the list, as number.n; place.key: of its goal, where it has one."""
    keys = dict(enumerate((goal.key for goal in facts.goals), start=1))
    lists = _Lists()
    for passage in outline.passages:
        if passage.section == "form":
            break
        if passage.role == "section" and not passage.section:
            # Of parts that a self-evaluation does not have some may have been left out of what was handed in.
            lists.close()
            continue
        role = _role_of(passage)
        if not role:
            continue
        lead = lead_of(passage.text)
        number = ordinal_of(lead.number)
        listed = lists.of(role, lead.kind, number)
        if number:
            excerpt = Excerpt(clipped(passage.text), passage.at, passage.section)
            place = Place("goals", keys.get(passage.goal, ""), f"number.{role}.{listed}")
            yield Claim("number", lead.number, excerpt, place)


def _role_of(passage: Passage) -> str:
    lead = lead_of(passage.text)
    if passage.role == "section":
        return lead.kind if lead.kind in {"hanzi", "bracketed"} else ""
    if passage.role == "text":
        return "item" if passage.section in _ITEMS and lead.kind in {"digit", "small", "bracketed"} else ""
    return passage.role


class _Lists:
    """Which list a heading belongs to: a number each, counted up where one begins."""

    def __init__(self) -> None:
        self._count = 0
        self._open: dict[str, tuple[int, str]] = {}

    def close(self) -> None:
        self._open.clear()

    def of(self, role: str, kind: str, number: int) -> int:
        below = _ROLES[_ROLES.index(role) + 1 :] if role in _ROLES else ()
        for name in (*below, *(("item",) if role != "item" else ())):
            self._open.pop(name, None)
        listed, of_kind = self._open.get(role, (0, kind))
        # Within a level ① is said once; elsewhere it may begin another list, as another kind of number does.
        if not listed or of_kind != kind or (number == 1 and role != "indicator"):
            self._count += 1
            listed = self._count
        self._open[role] = (listed, kind)
        return listed
