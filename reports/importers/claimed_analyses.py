"""What the analysis of an indicator repeats of it: target, figures, year, and what they come to."""

import re
from collections.abc import Iterator

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, GoalFacts, Place, Row
from indicators.validation.meeting import read
from indicators.values import without_question
from indicators.values.plain import plain
from indicators.values.units import known_prefix
from reports.importers.claimed_rates import counts_of_rate
from reports.importers.claimed_years import year_of_analysis
from reports.importers.excerpts import LONGEST, clipped, excerpt_of
from reports.importers.nearest import paired, words_of_row
from reports.importers.outline import Passage
from reports.importers.words import folded

_TARGET = re.compile(
    r"(?:(?:此|该|本)(?:项)?指标)?(?:的)?(?:年初|年度|全年)?(?:的)?目标(?:值)?(?P<joint>为|是|：|:|(?=[\d≥≤<>=＞＜＝±]))"
)
_ADJUSTED = re.compile(r"，调整后(?:的)?目标值(?:为|是)(?P<value>[^，。；]+)")
_VALUE = re.compile(r"(?:[^，。；;,\n（]|,(?=\d)|（(?=[^，。；]*）))+")
_ANSWER_BEFORE = re.compile(r"^是(?=[≥≤<>=＞＜]?\s*\d)")
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])(?P<number>\d[\d,]*(?:\.\d+)?)")
_DATE = re.compile(r"\d+年(?:度|\d+月)?(?:\d+日)?|\d+月(?:份|底|初|末)|\d+月\d+日")


def claims_of_analyses(passages: list[Passage], goal: GoalFacts, facts: Facts) -> Iterator[Claim]:
    heads = [index for index, passage in enumerate(passages) if passage.role == "indicator"]
    rows = paired([passages[index].indicator for index in heads], goal.rows)
    for place, (index, row) in enumerate(zip(heads, rows, strict=True)):
        head = passages[index]
        key = row.key if row else ""
        excerpt = Excerpt(clipped(head.text), head.at, "2.2")
        yield Claim("name", head.indicator, excerpt, Place("indicators", key, "name"))
        if row is None:
            continue
        if head.level2:
            yield Claim("level2", head.level2, excerpt, Place("indicators", key, "level2"))
        end = heads[place + 1] if place + 1 < len(heads) else len(passages)
        for passage in passages[index + 1 : end]:
            if passage.role == "text":
                yield from _told(passage, row, facts)


def claims_of_analyses_apart(passages: list[Passage], facts: Facts) -> Iterator[Claim]:
    """Below no goal: analyses under the very names of rows."""
    own: dict[str, list[Row]] = {}
    for _, row in facts.rows():
        own.setdefault(words_of_row(row), []).append(row)
    row = None
    for passage in passages:
        if passage.role != "text":
            rows = own.get(folded(without_question(passage.indicator)), []) if passage.role == "indicator" else []
            row = rows[0] if len(rows) == 1 else None
        elif row:
            yield from _told(passage, row, facts)


def _told(passage: Passage, row: Row, facts: Facts) -> Iterator[Claim]:
    text = passage.text
    yield Claim("analysis", clipped(text), excerpt_of(passage, text), Place("indicators", row.key, "analysis"))
    end = 0
    if match := _TARGET.match(text):
        value, end = _target_value(text, match.end(), row)
        excerpt = excerpt_of(passage, text[:end])
        # Whole sentences are no value: what is meant cannot be told from them.
        if value and (len(value) <= 12 or re.search(r"\d", value) or value == row.target.strip()):
            yield Claim("target", value, excerpt, Place("indicators", row.key, "target"))
        if adjusted := _ADJUSTED.match(text, end):
            end = adjusted.end()
            place = Place("indicators", row.key, "adjusted_target")
            yield Claim("target", adjusted["value"].strip(), excerpt_of(passage, text[:end]), place)
    yield from _repeated(passage, text[end:], row)
    yield from counts_of_rate(text[end:], passage, row)
    yield from year_of_analysis(text[end:].lstrip("，。；"), passage, row, facts)


def _target_value(text: str, start: int, row: Row) -> tuple[str, int]:
    """A target with commas of its own is known by its words. 是99人 says 99人 with a word too many."""
    for target in (row.target.strip(), row.adjusted_target.strip()):
        if target and text.startswith(target, start):
            return target, start + len(target)
    match = _VALUE.match(text, start)
    if match is None:
        return "", start
    return _ANSWER_BEFORE.sub("", match.group().strip()), match.end()


def _repeated(passage: Passage, body: str, row: Row) -> Iterator[Claim]:
    """The actual's number where the analysis tells it, with the word that it counts there."""
    actual = read(row.actual, name=row.name)
    if actual.kind != "number" or actual.number is None or actual.divisor is not None:
        return
    dated = _DATE.sub(lambda match: "年" * len(match.group()), body)
    for match in _NUMBER.finditer(dated):
        if read(match["number"]).number != actual.number:
            continue
        unit = known_prefix(plain(body[match.end() : match.end() + 12]))
        if unit:
            excerpt = excerpt_of(passage, _sentence(body, match.start()))
            yield Claim("actual", f"{match['number']}{unit}", excerpt, Place("indicators", row.key, "actual"))


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(stop, 0, at) for stop in "。；！？\n") + 1
    ends = [end for stop in "。；！？\n" if (end := text.find(stop, at)) >= 0]
    sentence = text[start : min(ends, default=len(text)) + 1].strip("，\n ")
    if len(sentence) <= LONGEST:
        return sentence
    near = max(start, at - LONGEST // 2)
    return f"…{text[near : near + LONGEST]}…"
