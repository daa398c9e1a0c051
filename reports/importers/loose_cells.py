"""Headings and rows of tables that came without their lines, out of a PDF or a browser: only what must be a row is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.importers.labels import (
    AMOUNTS,
    EMPTY,
    FIRST_COLUMN,
    bare,
    indicator_field,
    is_side_label,
    money_field,
)
from reports.importers.sections import goal_heading
from reports.importers.source import Grid, Line, Square
from reports.importers.words import depth_of, is_level

POINTS = {"weight", "score", "review_score"}
# What a row may leave out at its end.
_TEXTS = {"explained", "deviation_reason", "improvement", "remark", "evidence", "analysis"}
_KNOWN = {
    "number",
    "level1",
    "level2",
    "name",
    "target",
    "adjusted_target",
    "actual",
    "completion",
    "coefficient",
    *POINTS,
    *_TEXTS,
}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
AMOUNT = re.compile(r"-?\d[\d,，]*(?:\.\d+)?[%％]?")
_VALUE = re.compile(r"[≥≤<>=＞＜＝≧≦±\-]*\s*\d.*")
_BELOW = {
    "产出": ("数量", "质量", "时效"),
    "效益": ("经济效益", "社会效益", "生态效益", "可持续"),
    "满意度": ("服务对象满意度",),
}
_FEWEST, _MOST, _LEVELS = 4, 20, ("level1", "level2")


@dataclass(frozen=True)
class Cell:
    text: str
    at: str


@dataclass(frozen=True)
class Heading:
    """fields: of indicators, or of amounts behind a label where `is_money`. labels: as printed."""

    fields: tuple[str, ...]
    labels: tuple[Cell, ...]
    is_money: bool = False

    def row(self, cells: Sequence[Cell]) -> list[Cell] | None:
        """The cells under their labels, blanks filled in; None where they cannot be told apart for certain."""
        return self._amounts(list(cells)) if self.is_money else self._indicator(list(cells))

    def _amounts(self, cells: list[Cell]) -> list[Cell] | None:
        while len(cells) > len(self.fields) and (is_side_label(cells[0].text) or not bare(cells[0].text)):
            cells = cells[1:]
        values = cells[-len(self.fields) + 1 :]
        names = cells[: -len(self.fields) + 1]
        if len(names) > 1 or len(values) != len(self.fields) - 1 or any(AMOUNT.fullmatch(one.text) for one in names):
            return None
        if not all(AMOUNT.fullmatch(one.text) or one.text in EMPTY for one in values):
            return None
        return [*(names or [Cell("", values[0].at)]), *values]

    def _indicator(self, cells: list[Cell]) -> list[Cell] | None:
        at = cells[0].at
        made: dict[str, Cell] = {}
        if "number" in self.fields and cells[0].text.isdigit():
            made["number"] = cells.pop(0)
        made |= self._levels_of(cells)
        rest = [field for field in self.fields if field not in {"number", *_LEVELS}]
        cells = cells[sum(field in made for field in _LEVELS) :]
        if len(cells) == len(rest) - 1 and rest[-1] in _TEXTS:
            cells = [*cells, Cell("", at)]
        if len(cells) != len(rest) or (self.fields[0] == "number" and "number" not in made):
            return None
        made |= dict(zip(rest, cells, strict=True))
        return [made.get(field, Cell("", at)) for field in self.fields] if self._makes_sense(made) else None

    def _levels_of(self, cells: list[Cell]) -> dict[str, Cell]:
        known = [field for field in _LEVELS if field in self.fields]
        levels: list[Cell] = []
        for one in cells[: len(known)]:
            if not is_level(one.text):
                break
            levels.append(one)
        if len(levels) == len(_LEVELS):
            if depth_of(levels[0].text) == len(_LEVELS):
                # 时效指标 成本指标: the rows of the first are not there.
                return {}
            return dict(zip(_LEVELS, levels, strict=True))
        if not levels:
            return {}
        depth = depth_of(levels[0].text) or len(known)
        return {known[min(depth, len(known)) - 1]: levels[0]}

    def _makes_sense(self, made: dict[str, Cell]) -> bool:
        name = made["name"].text
        if (
            _VALUE.fullmatch(name)
            or is_level(name)
            or any(is_level(made[field].text) for field in ("target", "actual"))
        ):
            return False
        return all(NUMBER.fullmatch(made[field].text) for field in POINTS & set(made))

    def total(self, cells: Sequence[Cell]) -> list[Cell] | None:
        """总分 100 98.3 under the columns of points."""
        places = [place for place, field in enumerate(self.fields) if field in {"weight", "score"}]
        if self.is_money or len(cells) != len(places) + 1 or not all(NUMBER.fullmatch(one.text) for one in cells[1:]):
            return None
        made = [Cell("", cells[0].at)] * len(self.fields)
        for place, one in zip([0, *places], cells, strict=True):
            made[place] = one
        return made


def heading_of(cells: Sequence[Cell]) -> Heading | None:
    while (
        len(cells) > 1
        and (is_side_label(cells[0].text) or goal_heading(cells[0].text))
        and indicator_field(cells[1].text)
    ):
        # 年度绩效目标完成情况 runs down beside the rows.
        cells = cells[1:]
    if not 1 < len(cells) <= _MOST:
        return None
    fields = [indicator_field(one.text) for one in cells]
    wanted = {"name", "target", "actual"}
    if len(cells) >= _FEWEST and wanted <= set(fields) <= _KNOWN and len(set(fields)) == len(fields):
        return Heading(tuple(fields), tuple(cells))
    money = [money_field(one.text) for one in cells]
    first = next((place for place, field in enumerate(money) if field), len(money))
    if (
        not all(money[first:])
        or sum(field in AMOUNTS for field in money) < 2
        or len(set(money[first:])) < len(money) - first
    ):
        return None
    if not all(is_side_label(one.text) or bare(one.text) in {"", *FIRST_COLUMN} for one in cells[:first]):
        return None
    label = cells[first - 1] if first else Cell("", cells[0].at)
    return Heading(("", *money[first:]), (label, *cells[first:]), is_money=True)


def grid_of(heading: Heading, rows: Sequence[Sequence[Cell]]) -> Grid:
    at = rows[0][0].at
    return Grid(tuple(tuple(Square(one.text, one.at) for one in row) for row in (heading.labels, *rows)), at)


def cells_of(line: Line) -> list[Cell]:
    return [Cell(piece, line.at) for piece in line.text.split()]


def levels_hold(heading: Heading, rows: Sequence[Sequence[Cell]], level: str) -> str | None:
    """The first level of the last row. None where levels do not stand beside the first of their rows: a merged cell
    that is centred comes out beside a later one, and the rows above it would get a level that is not theirs."""
    fields = heading.fields
    if "level1" not in fields:
        return level
    for row in rows:
        own, second = row[fields.index("level1")].text, row[fields.index("level2")].text if "level2" in fields else ""
        level = own or level
        above = next((parent for parent, names in _BELOW.items() if second.startswith(names)), "")
        if not level or (not own and above not in level):
            return None
    return level
