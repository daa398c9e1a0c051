"""A source's lines and tables in the sections of a self-evaluation, however its headings are numbered or misspelt.

Every line becomes a `Passage` that knows where it stands: section, goal, level, indicator. Every table is `Placed`.
Claims and analyses are looked for here. Nothing is left out and no word is changed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.importers.aligned import aligned
from reports.importers.sections import (
    FORM_TITLE,
    REVENUE_TITLE,
    STOPS,
    TOP_KINDS,
    goal_heading,
    is_short,
    kind_of_table,
    section_of,
)
from reports.importers.source import Grid, Line, Square
from reports.importers.stacked import stacked
from reports.importers.turned import upright
from reports.importers.words import depth_of, folded, lead_of, level_of

_LONGEST_NAME, _LINES_ABOVE_A_TABLE = 90, 3


@dataclass(frozen=True)
class Passage:
    """A line and where it stands.

    role: "section", "goal", "level1", "level2" and "indicator" are headings, "text" is everything else.
    section: a key of `reports.layouts.SECTIONS`, "revenue" or "form" around the tables, "" before them all and in
    sections that a self-evaluation does not have. topic: the words of the nearest 一、 heading.
    goal: number of 年度目标 in 1.2 and 2.2 (and in the form, between tables), 0 before the first.
    level1, level2, indicator: of the nearest headings above, without number and without 完成情况分析; on a heading its own too.
    level2 of a line in 1.2 is what it begins with: （1）数量指标：…
    """

    text: str
    at: str
    role: str
    section: str
    topic: str = ""
    goal: int = 0
    level1: str = ""
    level2: str = ""
    indicator: str = ""


@dataclass(frozen=True)
class Placed:
    """A table and where it stands; section is "revenue", "form", or that of the text around it."""

    grid: Grid
    section: str
    goal: int = 0


@dataclass(frozen=True)
class Outline:
    """Everything in reading order."""

    parts: tuple[Passage | Placed, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(part for part in self.parts if isinstance(part, Passage))

    @property
    def tables(self) -> tuple[Placed, ...]:
        return tuple(part for part in self.parts if isinstance(part, Placed))

    def texts(self, section: str) -> tuple[Passage, ...]:
        """What a section says, without its headings."""
        return tuple(part for part in self.passages if part.section == section and part.role == "text")


def outline(blocks: Iterable[Line | Grid]) -> Outline:
    """Pure, linear in the length of the source."""
    walk = _Walk()
    flat = stacked(aligned(unwrapped(blocks)))
    parts: list[Passage | Placed] = []
    for index, block in enumerate(flat):
        if isinstance(block, Grid):
            parts.append(walk.table(block))
        else:
            after = flat[index + 1] if index + 1 < len(flat) else None
            parts += walk.line(block, after if isinstance(after, Line) else None)
    return Outline(tuple(parts))


def unwrapped(blocks: Iterable[Line | Grid]) -> Iterator[Line | Grid]:
    """Tables that frame text are taken apart: where a row holds a heading or whole paragraphs, rows of one cell are lines."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
            continue
        if not block.rows:
            continue
        single = [_lines_of(row) for row in block.rows]
        if not any(map(_is_narrative, single)) and len(block.rows[0]) > 1:
            yield block
            continue
        rows: list[tuple[Square | None, ...]] = []
        for row, lines in zip(block.rows, single, strict=True):
            if not lines:
                rows.append(row)
                continue
            if rows:
                yield Grid(tuple(rows), block.at)
                rows = []
            yield from lines
        if rows:
            yield Grid(tuple(rows), block.at)


def _lines_of(row: tuple[Square | None, ...]) -> list[Line]:
    """What a row of one cell says; nothing for any other row."""
    squares = [square for square in row if square]
    if len(squares) != 1 or squares[0].across < len(row) or squares[0].down > 1:
        return []
    return [Line(line.strip(), squares[0].at) for line in squares[0].text.split("\n") if line.strip()]


def _is_narrative(lines: list[Line]) -> bool:
    return any(len(line.text) > 120 or (lead_of(line.text).kind and section_of(line.text, "")) for line in lines)


_LEAD_SENTENCE = re.compile(r"(?:此|该|本)(?:项)?指标|(?:年初|年度|全年|调整后)?(?:的)?目标值")
# Goals and levels right below 一、 or 二、, where （二） has no heading of its own.
_INSIDE = {"1": "1.2", "2": "2.2"}


_ANNEX = re.compile(r"附\s*件\s*\d{0,2}\s*[:：]?")


class _Walk:
    """Where the reading has come to."""

    def __init__(self) -> None:
        self._here = Passage("", "", "text", "")
        self._level1_kind = ""
        self._revenue = 0
        # Whether the form is there already, and not only 附件2 above a report of its own.
        self._tabled = False

    def table(self, grid: Grid) -> Placed:
        grid = upright(grid)
        here, kind = self._here, kind_of_table(grid)
        self._revenue = 0
        self._tabled = True
        section = kind or here.section
        if kind == "form" and here.section != "form":
            self._here = Passage("", "", "text", "form", goal=here.goal if here.section == "form" else 0)
        return Placed(grid, section, self._here.goal)

    def line(self, line: Line, after: Line | None) -> list[Passage]:
        here = self._here
        text = line.text
        if len(text) <= 60 and REVENUE_TITLE.match(folded(text)):
            self._revenue = _LINES_ABOVE_A_TABLE
            return [replace(here, text=text, at=line.at, role="section", section="revenue")]
        if self._revenue and len(text) <= 80:
            # 编制单位：… 单位：元
            self._revenue -= 1
            if text[-1:] not in STOPS and not section_of(text, here.section):
                return [replace(here, text=text, at=line.at, role="text", section="revenue")]
        self._revenue = 0
        if len(text) <= 80 and FORM_TITLE.search(text) and not lead_of(text).kind and not self._is_annex_itself(text):
            self._here = Passage(text, line.at, "section", "form")
            self._tabled = False
            return [self._here]
        if section := section_of(text, here.section):
            return [self._open(section, line)]
        if lead_of(text).kind in TOP_KINDS and is_short(text) and (here.section != "form" or not self._tabled):
            # 一、部门概况: a part that a self-evaluation of this form does not have.
            return [self._open("", line)]
        if (goal := goal_heading(text)) and (here.section in {"1", "1.2", "2", "2.2", "form"}):
            section = _INSIDE.get(here.section, here.section)
            self._here = Passage(text, line.at, "goal", section, here.topic, goal[0])
            return [self._here]
        if here.section in {"1", "2"} and level_of(text):
            self._here = replace(here, section=_INSIDE[here.section])
        if self._here.section in {"1.2", "2.2"}:
            return self._inside(line, after)
        return [replace(here, text=text, at=line.at, role="text")]

    def _is_annex_itself(self, text: str) -> bool:
        """附件1 above everything: the report is an annex of some notice, and its form comes later."""
        return self._here.section == "" and not self._here.at and _ANNEX.fullmatch(text.strip()) is not None

    def _open(self, section: str, line: Line) -> Passage:
        lead = lead_of(line.text)
        topic = lead.rest if lead.kind in TOP_KINDS or "." not in section else self._here.topic
        self._here = Passage(line.text, line.at, "section", section, topic)
        return self._here

    def _inside(self, line: Line, after: Line | None) -> list[Passage]:
        here, text = self._here, line.text
        if level := level_of(text):
            return [self._level(level, line)]
        head, _, tail = text.partition("：" if "：" in text[:30] else ":")
        if tail and (level := level_of(head)) and not (here.section == "2.2" and _is_called_like_a_level(head)):
            # （1）数量指标：新增床位100张；…
            heading = self._level(level, line)
            return [replace(heading, role="text")]
        if here.section == "2.2" and (split := _indicator(text, after)):
            name, rest = split
            self._here = replace(here, text=text, at=line.at, role="indicator", indicator=name)
            if not rest:
                return [self._here]
            return [
                replace(self._here, text=text[: len(text) - len(rest)]),
                replace(self._here, text=rest, role="text"),
            ]
        return [replace(here, text=text, at=line.at, role="text")]

    def _level(self, level: str, line: Line) -> Passage:
        here, kind = self._here, lead_of(line.text).kind
        depth = depth_of(level) or (2 if here.level1 and kind in {"small", "circled", "half"} else 1)
        # 社会效益 is met at level 1 too, counted on with 产出指标 before it.
        if here.level1 and kind and kind == self._level1_kind:
            depth = 1
        if depth == 1:
            self._level1_kind = kind
            self._here = replace(here, text=line.text, at=line.at, role="level1", level1=level, level2="", indicator="")
        else:
            self._here = replace(here, text=line.text, at=line.at, role="level2", level2=level, indicator="")
        return self._here


def _is_called_like_a_level(head: str) -> bool:
    """⑥群众满意度：… among indicators is one of them; levels are counted （1） or called 指标."""
    return lead_of(head).kind == "circled" and "指标" not in head


def _indicator(text: str, after: Line | None) -> tuple[str, str] | None:
    """Name and the words behind it, if the line is or begins with the heading of an indicator."""
    lead = lead_of(text)
    told = after is not None and _LEAD_SENTENCE.match(after.text) is not None
    if not lead.kind and not told:
        return None
    if _LEAD_SENTENCE.match(lead.rest):
        return None
    name, colon, rest = lead.rest.partition("：")
    if colon and rest.strip() and 1 < len(name) <= 60 and not any(stop in name for stop in "。；"):
        return name.strip(), rest.strip()
    whole = lead.rest.rstrip("：: ")
    if len(whole) <= _LONGEST_NAME and whole[-1:] not in {"。", "；", "，", ";"} and "。" not in whole:
        return whole, ""
    return None
