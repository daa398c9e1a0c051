"""What section 二（二） tells of each indicator, and which row of the table it speaks of: by name, never by force."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from indicators.ordinals import ordinal_of
from indicators.values import without_question
from reports.importers.outline import Outline, Passage
from reports.importers.words import folded, lead_of, too_many

_ALIKE, _ALIKE_IN_PLACE = 0.75, 0.6
_SHORTEST = 4
_LEAD_SENTENCE = re.compile(r"(?:此|该|本)(?:项)?指标")


@dataclass
class Told:
    """An indicator as the text names it, with what is said below the name. passages: indices into `Outline.passages`."""

    goal: int
    level1: str
    level2: str
    name: str
    at: str
    texts: list[str] = field(default_factory=list)
    passages: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def told_in(outline: Outline, names: list[str]) -> tuple[list[Told], list[int]]:
    """What 二（二） tells, and the indices of its passages that stand below no indicator.

    `names` of rows help where a heading has neither number nor 此指标 below it.
    """
    known = {key for name in names for key in _keys(name)}
    near = _Near(known)
    told: list[Told] = []
    loose: list[int] = []
    current: Told | None = None
    for index, passage in enumerate(outline.passages):
        if passage.section != "2.2" or passage.role in {"section", "goal", "level1", "level2"}:
            if passage.section != "revenue":
                current = None
            continue
        goes_on = current is not None and _goes_on(passage, [outline.passages[one] for one in current.passages])
        heading, rest = _heading(passage, known, near, None if goes_on else current)
        if heading:
            current = Told(passage.goal, passage.level1, passage.level2, heading, passage.at, passages=[index])
            told.append(current)
            if rest:
                current.texts.append(rest)
        elif current:
            current.texts.append(passage.text)
            current.passages.append(index)
        else:
            loose.append(index)
    return told, loose


def _heading(passage: Passage, known: set[str], near: "_Near", current: Told | None) -> tuple[str, str]:
    if passage.role == "indicator":
        # A numbered line below an indicator that no row is called is a point of its analysis.
        inside = current is not None and current.texts and lead_of(passage.text).kind not in {"circled", ""}
        if inside and known and not _known(passage.indicator, known):
            return "", ""
        return passage.indicator, ""
    if not known:
        return "", ""
    rest = lead_of(passage.text).rest
    if len(rest) <= 120 and folded(rest) in known:
        return rest.rstrip("：:。 "), ""
    name, stop, after = _first_piece(rest)
    if stop and after and (_known(name, known) or (stop in "：:" and passage.level2 and near.has(name))):
        return name, after
    return "", ""


def _goes_on(passage: Passage, below: list[Passage]) -> bool:
    """（3） after what stands below （2） is the next heading, unless there are points counted like it in between."""
    lead, head = lead_of(passage.text), lead_of(below[0].text)
    if lead.kind != head.kind or ordinal_of(lead.number) != ordinal_of(head.number) + 1:
        return False
    return not any(lead_of(one.text).kind == lead.kind for one in below[1:])


class _Near:
    """Below the heading of a level 查档服务人次：… tells of the row 查档服务人次数: names that are nearly one of these.

    Where more is asked for than people write, the rest is none of them.
    """

    def __init__(self, known: set[str]) -> None:
        self._known = known
        self._asked: list[str] = []

    def has(self, name: str) -> bool:
        if len(name) > 40 or too_many(self._asked, self._known):
            return False
        self._asked.append(name)
        return any(likeness(name, one) >= 0.85 for one in self._known)


def _first_piece(text: str) -> tuple[str, str, str]:
    match = re.match(r"(.{2,80}?)([：:。—]|\s{2,}|(?=此指标|该指标))\s*(.*)", text, re.DOTALL)
    return (match[1], match[2] or " ", match[3]) if match else ("", "", "")


def _known(name: str, known: set[str]) -> bool:
    return any(key in known for key in _keys(name))


def _keys(name: str) -> tuple[str, ...]:
    """Exact first, then without the question that a table adds."""
    return tuple(dict.fromkeys((folded(name), folded(without_question(name)))))


def match_told(
    told: list[Told],
    names: list[str],
    goals: list[int] | None = None,
    figures: list[tuple[str, str]] | None = None,
) -> dict[int, int]:
    """By index into `told` the index of its row. goals: the number of each row's goal, where that is known.

    figures: of each row target and actual, which the text may give behind a name that is not near enough.
    """
    matching = _Matching(told, names, goals)
    matching.by_name()
    return matching.by_figures(figures or [])


class _Matching:
    def __init__(self, told: list[Told], names: list[str], goals: list[int] | None):
        self._told, self._names, self._goals = told, names, goals
        self._found: dict[int, int] = {}

    def by_name(self) -> dict[int, int]:
        for key in (0, -1):
            self._exactly(key)
        self._nearly()
        return self._found

    def by_figures(self, figures: list[tuple[str, str]]) -> dict[int, int]:
        """通组公路建设 that tells of ≥80公里 and 86公里 is 新建通组公路里程, if it is of one row alone, and the row's alone."""
        rows = self._free_rows() if figures else []
        places = [place for place in range(len(self._told)) if place not in self._found]
        if too_many((self._told[place].name for place in places), (self._names[row] for row in rows)):
            return self._found
        pairs = [
            (place, row)
            for place in places
            for row in rows
            if self._may(place, row)
            and _shares(self._told[place].name, self._names[row])
            and _tells(self._told[place].text, figures[row])
        ]
        told, meant = Counter(place for place, _ in pairs), Counter(row for _, row in pairs)
        for place, row in pairs:
            if told[place] == meant[row] == 1:
                self._found[place] = row
        return self._found

    def _may(self, place: int, row: int) -> bool:
        """A goal that is not named on either side fits any."""
        if self._goals is None:
            return True
        one, other = self._told[place].goal, self._goals[row]
        return one == other or not one or not other

    def _free_rows(self) -> list[int]:
        taken = set(self._found.values())
        return [row for row in range(len(self._names)) if row not in taken]

    def _exactly(self, key: int) -> None:
        rows: dict[str, list[int]] = defaultdict(list)
        for row in self._free_rows():
            rows[_keys(self._names[row])[key]].append(row)
        for place, told in enumerate(self._told):
            if place in self._found:
                continue
            candidates = rows.get(_keys(told.name)[key], [])
            row = next((row for row in candidates if self._may(place, row)), None)
            if row is not None:
                candidates.remove(row)
                self._found[place] = row

    def _nearly(self) -> None:
        places = [place for place in range(len(self._told)) if place not in self._found]
        rows = self._free_rows()
        if too_many((self._told[place].name for place in places), (self._names[row] for row in rows)):
            return
        pairs = []
        for place in places:
            for row in rows:
                if self._may(place, row):
                    alike = likeness(self._told[place].name, self._names[row])
                    if alike < _ALIKE and self._is_shortened(place, row):
                        alike = _ALIKE
                    between = self._is_between(place, row)
                    if alike >= (_ALIKE_IN_PLACE if between else _ALIKE):
                        pairs.append((-alike - 0.1 * between, abs(place - row), place, row))
        taken: set[int] = set()
        for _, _, place, row in sorted(pairs):
            if place not in self._found and row not in taken:
                self._found[place] = row
                taken.add(row)

    def _is_shortened(self, place: int, row: int) -> bool:
        """Of this row's name, and of no other's in the goal."""
        name = self._told[place].name
        rows = (other for other in range(len(self._names)) if other != row and self._may(place, other))
        return is_shortened(name, self._names[row]) and not any(is_shortened(name, self._names[one]) for one in rows)

    def _is_between(self, place: int, row: int) -> bool:
        """Whether the neighbours are matched with each other: the order speaks for the pair."""
        before, after = self._found.get(place - 1), self._found.get(place + 1)
        return (before is not None and before == row - 1) or (after is not None and after == row + 1)


def is_shortened(name: str, whole: str) -> bool:
    """养护里程 of 农村公路养护里程, 危桥改造 of 改造危桥, 道路机扫率 of 道路机械化清扫率."""
    short, long = _keys(name)[-1], _keys(whole)[-1]
    if len(short) < _SHORTEST or re.findall(r"\d+", short) != re.findall(r"\d+", long):
        return False
    if short in long or sorted(short) == sorted(long):
        return True
    signs = iter(long)
    return short[:2] == long[:2] and short[-1] == long[-1] and all(sign in signs for sign in short)


def _shares(name: str, other: str) -> bool:
    one, whole = _keys(name)[-1], _keys(other)[-1]
    return any(one[at : at + _SHORTEST] in whole for at in range(len(one) - _SHORTEST + 1))


def _tells(text: str, figures: tuple[str, str]) -> bool:
    """Each figure of its own, and not as the end or the beginning of a longer one."""
    return len(set(figures)) == len(figures) and all(
        re.search(r"\d", figure) and re.search(rf"(?<![\d.]){re.escape(figure)}", text) for figure in figures
    )


def likeness(one: str, other: str) -> float:
    """0 to 1. Figures must agree: 2021年 and 2022年 differ by a sign, and by a year."""
    one, other = _keys(one)[-1], _keys(other)[-1]
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    matcher = SequenceMatcher(None, one[:120], other[:120], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE_IN_PLACE else 0.0
