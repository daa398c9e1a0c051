"""What a document says of its indicators beside the table: achievements in one, targets and figures in two."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, GoalFacts, Place, Row
from indicators.ordinals import ordinal_of
from indicators.validation.meeting import read
from indicators.values.plain import plain
from indicators.values.units import known_prefix
from reports.importers.claimed_analyses import claims_of_analyses, claims_of_analyses_apart
from reports.importers.excerpts import clipped
from reports.importers.goal_numbers import goal_key
from reports.importers.nearest import Named, Names, paired, words_of_row
from reports.importers.outline import Outline, Passage, goal_heading
from reports.importers.words import depth_of, folded, is_level, lead_of, level_of

_NUMBERED = re.compile(r"^\s*\d+\s*[.．、]\s*")
_OPERATORS = r"(?:≥|≤|>=|<=|＞|＜|>|<|＝|=|不少于|不低于|不小于|不超过|不高于|至少|至多|达到|达|为|：|:)*"
_FIGURE_AT_END = re.compile(
    rf"(?P<figure>{_OPERATORS}\s*\d[\d,]*(?:\.\d+)?\s*(?:%|％|[万亿]?[^\d\s，。；、：（）()%]{{0,6}})?)$"
)
_BESIDE = re.compile(r"[（(](?P<adjusted>调整后)?目标值(?:为|是|：)?(?P<target>[^（）()]+)[）)]\s*$")
_OF_A_GOAL = re.compile(r"年度目标(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})的绩效目标")
_SO_FAR = re.compile(
    r"[，；。](?:全年|实际|仅|只|累计)*完成(?:了)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[^，。；\d（）()]{1,8})(?=[，。；]|$)"
)
_OF_A_PART = re.compile("上年|去年|剩余|其余|其中|季度|上半年|月底|截至|段|期")
_TOLD = re.compile(
    r"目标值(?:为|是|：)?(?P<target>[^，。；]+)，实际(?:完成)?(?:值)?(?:为|是|：)?(?P<actual>[^，。；]+)"
)


def claims_of_rows(outline: Outline, facts: Facts) -> Iterator[Claim]:
    by_goal: dict[tuple[str, int], list[Passage]] = {}
    for passage in outline.passages:
        by_goal.setdefault((passage.section, passage.goal), []).append(passage)
    for number, goal in enumerate(facts.goals, start=1):
        names = Names(goal.rows)
        yield from _achieved(list(_items(by_goal.get(("1.2", number), []), names)), names, goal)
        yield from claims_of_analyses(by_goal.get(("2.2", number), []), goal, facts)
    yield from claims_of_analyses_apart(by_goal.get(("2.2", 0), []), facts)
    yield from _missed(outline, facts)


@dataclass(frozen=True)
class _Item:
    text: str
    passage: Passage

    @property
    def excerpt(self) -> Excerpt:
        return Excerpt(clipped(self.text), self.passage.at, self.passage.section)


def _items(passages: list[Passage], names: Names) -> Iterator[_Item]:
    """（1）数量指标：a；b；c。 is three items; a comma parts two where the second is a row's own name."""
    for passage in passages:
        if passage.role not in {"text", "level2"}:
            continue
        text = passage.text
        head, colon, tail = text.partition("：" if "：" in text[:30] else ":")
        if colon and passage.level2 and passage.level2 in head:
            text = tail
        elif passage.role == "level2":
            continue
        for piece in re.split(r"[；;。]", text):
            if piece.strip() and not is_level(_NUMBERED.sub("", piece)):
                told, below = _below_level(lead_of(piece).rest, passage)
                passage = below  # noqa: PLW2901
                yield from (_Item(part, passage) for part in _apart(told, names))


def _below_level(piece: str, passage: Passage) -> tuple[str, Passage]:
    """…；质量指标：合格率100%: a level that is named on the way is that of what follows it."""
    head, colon, tail = piece.partition("：" if "：" in piece[:30] else ":")
    if not colon or not (level := level_of(head)):
        return piece, passage
    if depth_of(level) == 1:
        return tail.strip(), replace(passage, level1=level, level2="")
    return tail.strip(), replace(passage, level2=level)


def _apart(text: str, names: Names) -> list[str]:
    starts = [0]
    for match in re.finditer("[，,]", text):
        own = names.at_start(text[starts[-1] :].strip())
        inside = own is not None and len(own[0].name) > match.start() - starts[-1]
        if not inside and names.at_start(text[match.end() :].strip()):
            starts.append(match.end())
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _named(item: str, names: Names) -> tuple[Named, Row | None]:
    """By the longest name that the item begins with, else the figure at its end parts name and figure."""
    if own := names.at_start(item):
        return own
    without = _BESIDE.sub("", item)
    match = _FIGURE_AT_END.search(without)
    if match and match.start() > 1:
        return Named(item[: match.start()].strip(), item[match.start() :].strip()), None
    return Named(item.strip()), None


def _achieved(items: list[_Item], names: Names, goal: GoalFacts) -> Iterator[Claim]:
    named = [_named(item.text, names) for item in items]
    own = {row.key for _, row in named if row}
    free = [row for row in goal.rows if row.key not in own]
    rest = [index for index, (_, row) in enumerate(named) if row is None]
    near = dict(zip(rest, paired([named[index][0].name for index in rest], free), strict=True))
    unnamed = [row for row in free if row not in near.values()]
    for index, (item, (words, own_row)) in enumerate(zip(items, named, strict=True)):
        row = own_row or near.get(index)
        key = row.key if row else ""
        if meant := None if row else _meant_by_figure(item.text, unnamed):
            yield Claim("mention", words.name, item.excerpt, Place("indicators", meant.key, "name"))
            continue
        if not (item.passage.level1 or item.passage.level2):
            # Whole sentences, in which only the very names of rows are looked for.
            if own_row:
                yield Claim("mention", words.name, item.excerpt, Place("indicators", key, "name"))
                yield from _figures(words.rest, item.excerpt, key)
            continue
        yield Claim("name", words.name, item.excerpt, Place("indicators", key, "name"))
        if item.passage.level2 and row:
            yield Claim("level2", item.passage.level2, item.excerpt, Place("indicators", key, "level2"))
        yield from _figures(words.rest, item.excerpt, key)


def _meant_by_figure(item: str, rows: list[Row]) -> Row | None:
    """项目于8月28日投用 for 项目投用时间, 8月28日: the row's own actual, and words of its name."""
    words = folded(item)
    found = []
    for row in rows:
        actual, name = folded(row.actual), words_of_row(row)
        rest = words.replace(actual, "", 1)
        shares = any(name[at : at + 2] in rest for at in range(len(name) - 1))
        if len(actual) > 1 and re.search(r"\d", actual) and actual in words and shares:
            found.append(row)
    return found[0] if len(found) == 1 else None


def _figures(rest: str, excerpt: Excerpt, key: str) -> Iterator[Claim]:
    """The figure behind a name, and the target that is told in brackets beside it."""
    if match := _BESIDE.search(rest):
        yield Claim("target", match["target"].strip(), excerpt, Place("indicators", key, "target"))
        rest = rest[: match.start()]
    value = rest.strip(" ，,：:为")
    if value and len(value) <= 40 and "，" not in value:
        yield Claim("actual", value, excerpt, Place("indicators", key, "actual"))


def _missed(outline: Outline, facts: Facts) -> Iterator[Claim]:
    """一（三）: rows by their own names, with target and actual where they are told of one row."""
    named = [(bare, row) for _, row in facts.rows() if len(bare := words_of_row(row)) >= 4]
    counted = Counter(bare for bare, _ in named)

    @cache
    def longer(bare: str) -> list[str]:
        return [other for other in counted if bare in other and bare != other]

    for passage in outline.texts("1.3"):
        words = folded(passage.text)
        there = [(bare, row) for bare, row in named if bare in words]
        # 补种行道树 stands in 补种行道树成活率 too: the longer name is meant.
        told = {bare for bare, _ in there}
        there = [(bare, row) for bare, row in there if counted[bare] == 1 and told.isdisjoint(longer(bare))]
        excerpt = Excerpt(clipped(passage.text), passage.at, "1.3")
        for _, row in there:
            yield Claim("name", row.name, excerpt, Place("indicators", row.key, "name"))
        values = _TOLD.search(passage.text)
        if values and len(there) == 1:
            key = there[0][1].key
            yield Claim("target", values["target"].strip(), excerpt, Place("indicators", key, "target"))
            yield Claim("actual", values["actual"].strip(), excerpt, Place("indicators", key, "actual"))
        elif len(there) == 1:
            yield from _reached_so_far(passage.text, there[0][1], excerpt)


def _reached_so_far(text: str, row: Row, excerpt: Excerpt) -> Iterator[Claim]:
    """整治河道长度未完成，完成20公里: in a clause of its own, counted as the row is, and the only such one."""
    said = list(_SO_FAR.finditer(text))
    actual = read(row.actual, name=row.name)
    if len(said) == 1 and actual.kind == "number" and not _OF_A_PART.search(text):
        unit = known_prefix(plain(said[0]["unit"]))
        if unit and unit == actual.unit:
            yield Claim("actual", f"{said[0]['number']}{unit}", excerpt, Place("indicators", row.key, "actual"))


def goal_titles(outline: Outline, facts: Facts) -> Iterator[Claim]:
    for passage in outline.passages:
        excerpt = Excerpt(clipped(passage.text), passage.at, passage.section)
        if passage.role == "goal" and (heading := goal_heading(passage.text)) and heading[1]:
            yield from claims_of_goal(heading, excerpt, facts)
        elif passage.section == "1.2" and (said := _OF_A_GOAL.search(passage.text)) and passage.goal:
            key = goal_key((passage.goal, ""), facts)
            yield Claim("goal_number", str(ordinal_of(said["number"])), excerpt, Place("goals", key, "number"))


def claims_of_goal(heading: tuple[int, str], excerpt: Excerpt, facts: Facts) -> Iterator[Claim]:
    key = goal_key(heading, facts)
    yield Claim("goal_title", heading[1], excerpt, Place("goals", key, "title"))
    # Where the title is another, nobody knows whether the number is.
    if any(goal.key == key and folded(goal.title) == folded(heading[1]) for goal in facts.goals):
        yield Claim("goal_number", str(heading[0]), excerpt, Place("goals", key, "number"))
