"""How headings and items are counted: every list of a document with the numbers that it prints, in their order."""

import re
from collections.abc import Iterator

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, Place
from indicators.ordinals import ordinal_of
from reports.importers.excerpts import clipped
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
        lead = lead_of(passage.text)
        number = ordinal_of(lead.number)
        role = lists.gone_on(_role_of(passage), lead.kind, number)
        if not role:
            continue
        excerpt = Excerpt(clipped(passage.text), passage.at, passage.section)
        for sign in (lead.number, *_further(passage.text, number, lead.kind, role)):
            listed = lists.of(role, lead.kind, ordinal_of(sign))
            if number:
                place = Place("goals", keys.get(passage.goal, ""), f"number.{role}.{listed}")
                yield Claim("number", sign, excerpt, place)


def _further(text: str, number: int, kind: str, role: str) -> Iterator[str]:
    """1、…。2、…。 in one line: behind a whole sentence, and no figure like 2、3月."""
    start = 0
    while role == "item" and kind == "digit" and number:
        number += 1
        match = re.compile(rf"[。；]\s*{number}\s*[、.．](?!\s*\d)").search(text, start)
        if match is None:
            return
        yield str(number)
        start = match.end() - 1


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
        # By role the lists that are open, each of another kind of number inside of the one before it.
        self._open: dict[str, list[tuple[str, int]]] = {}
        self._last: dict[str, tuple[str, int]] = {}
        # The last number of each kind among the items of this part.
        self._counted: dict[str, int] = {}

    def gone_on(self, role: str, kind: str, number: int) -> str:
        """The role that a line has: （二）人员情况 between （一） and （三） is of their list, though no section is called so."""
        if role == "item" and kind == "bracketed" and "bracketed" in self._open and number > 1:
            # （一）存在的问题 is called as a section is, and （二）原因分析 as an item.
            return "bracketed" if self._last["bracketed"] == (kind, number - 1) else role
        if role == "bracketed" and "bracketed" not in self._open and self._counted.get(kind) == number - 1:
            # And the other way: （一）问题, then （二） of a section's name.
            return "item"
        if (
            role in {"", "indicator"}
            and kind
            and all(of_kind != kind for of_kind, _ in self._open.get("indicator", []))
        ):
            for of_headings in ("level2", "level1", "bracketed"):
                if of_headings in self._open and self._last.get(of_headings) == (kind, number - 1):
                    return of_headings
        return role

    def close(self) -> None:
        self._open.clear()

    def of(self, role: str, kind: str, number: int) -> int:
        self._last[role] = (kind, number)
        self._counted = {**self._counted, kind: number} if role == "item" else {}
        below = _ROLES[_ROLES.index(role) + 1 :] if role in _ROLES else ()
        for name in (*below, *(("item",) if role != "item" else ())):
            self._open.pop(name, None)
        inside = self._open.setdefault(role, [])
        while any(of_kind == kind for of_kind, _ in inside) and inside[-1][0] != kind:
            # 2. after （1） and （2） goes on from 1.
            inside.pop()
        # Within a level ① is said once; elsewhere it begins another list.
        if inside and inside[-1][0] == kind and (number != 1 or role == "indicator"):
            return inside[-1][1]
        if inside and inside[-1][0] == kind:
            inside.pop()
        self._count += 1
        inside.append((kind, self._count))
        return self._count
