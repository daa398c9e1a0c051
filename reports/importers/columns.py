"""Which cell of a row stands under which heading: by place, and where rows are cut otherwise, by order and sense."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.importers.found import NOTHING, Words
from reports.importers.labels import AMOUNTS, EMPTY_UNIT, bare, is_side_label
from reports.importers.source import Grid, Square
from reports.importers.words import is_level, joined


@dataclass(frozen=True)
class Spot:
    """A cell in the columns that it covers in one row; own: it begins in this row."""

    square: Square
    start: int
    end: int
    own: bool
    text: str


@dataclass(frozen=True)
class Column:
    field: str
    label: str
    start: int
    end: int


Row = tuple[Spot, ...]


def laid(grid: Grid) -> list[Row]:
    """For each row the cells that stand in it, those that reach down from above among them."""
    below: dict[int, tuple[int, Square, int]] = {}
    made: list[Row] = []
    for index, row in enumerate(grid.rows):
        spots: list[Spot] = []
        for place, square in enumerate(row):
            if square is not None:
                spots.append(Spot(square, place, place + square.across, True, square.text.strip()))
                if square.down > 1:
                    below[place] = (index + square.down, square, place + square.across)
            elif place in below:
                last, covering, end = below[place]
                if index < last:
                    spots.append(Spot(covering, place, end, False, covering.text.strip()))
        made.append(tuple(spots))
    return made


def filled(row: Iterable[Spot]) -> list[Spot]:
    return [spot for spot in row if spot.own and spot.text]


def under(columns: tuple[Column, ...], row: Row) -> dict[str, list[Spot]]:
    """The cells of each field: of all ways to lay the row under the heading the one that makes most sense.

    Nothing where none does.
    """
    best = _by_place(columns, row)
    most = _sense(best) + 0.5
    for candidate in _candidates(columns, row):
        if (sense := _sense(candidate)) > most:
            best, most = candidate, sense
    return best if _cut_alike(columns, row) or _is_possible(best) else {}


def _candidates(columns: tuple[Column, ...], row: Row) -> list[dict[str, list[Spot]]]:
    made = [_by_order(columns, row, shift) for shift in _shifts(columns, row)]
    name = next((place for place, column in enumerate(columns) if column.field == "name"), -1)
    if len(row) == len(columns) + 1 and name >= 0 and not _cut_alike(columns, row):
        # One cell more than the heading has: the name may be split in two.
        made.append(_by_order((*columns[: name + 1], *columns[name:]), row, 0))
    return made


def _shifts(columns: tuple[Column, ...], row: Row) -> list[int]:
    """By how many cells the row may be off. Where both are cut alike, only a blank end of the heading can be to blame."""
    if not _cut_alike(columns, row):
        return [0, len(row) - len(columns)]
    blank = [not column.label for column in columns]
    behind = next((count for count, one in enumerate(reversed(blank)) if not one), 0)
    before = next((count for count, one in enumerate(blank) if not one), 0)
    return [shift for shift in (behind, -before) if shift]


def _cut_alike(columns: tuple[Column, ...], row: Row) -> bool:
    """Whether the row is cut as its heading, or has merged some of its cells.

    A last cell alone that reaches far right may as well be a short row that was filled up.
    """
    edges = {(column.start, column.end) for column in columns}
    own = {(spot.start, spot.end) for spot in row}
    if edges <= own:
        return True
    starts, ends = {column.start for column in columns}, {column.end for column in columns}
    aligned = all(spot.start in starts and spot.end in ends for spot in row)
    return aligned and any((spot.start, spot.end) not in edges for spot in row[:-1])


def _by_place(columns: tuple[Column, ...], row: Row) -> dict[str, list[Spot]]:
    made: dict[str, list[Spot]] = {}
    for spot in row:
        covered = [(min(spot.end, column.end) - max(spot.start, column.start), column) for column in columns]
        most = max((width for width, _ in covered), default=0)
        if most > 0:
            field = next(column.field for width, column in covered if width == most)
            made.setdefault(field, []).append(spot)
    return made


def _by_order(columns: tuple[Column, ...], row: Row, shift: int) -> dict[str, list[Spot]]:
    """shift: how many cells the row has before the one under the first heading; fewer than none if some are left out."""
    made: dict[str, list[Spot]] = {}
    for place, column in enumerate(columns):
        if 0 <= place + shift < len(row):
            made.setdefault(column.field, []).append(row[place + shift])
    # What is left over must say nothing.
    left = [spot for place, spot in enumerate(row) if not 0 <= place - shift < len(columns)]
    return {} if any(spot.own and spot.text and not is_side_label(spot.text) for spot in left) else made


_AMOUNT = re.compile(r"-?\d[\d,，]*(?:\.\d+)?\s*[万亿]?元?")
_NUMBER = re.compile(r"\s*-?\d+(?:\.\d+)?\s*(?:分\s*)?")
_VALUE = re.compile(r"[≥≤<>=＞＜＝]*\s*\d[\d,.]*\s*\W?\w{0,3}")
_POINTS_BEHIND = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*(?:分\s*)?[)）]\s*$")
_POINTS = ("weight", "score", "review_score")
# A browser copies a line break within a cell as a blank.
_BLANK_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_LEVELS = ("level1", "level2")
_VALUES = {"target", "adjusted_target", "actual"}
_YEAR = re.compile(r"(?<!\d)20\d\d(?=\s*年)")
_KEPT_LINES = {"explained", "deviation_reason", "improvement", "criterion", "analysis", "remark", "completion"}


def _sense(cells: dict[str, list[Spot]]) -> float:
    total = 0.0
    for field, spots in cells.items():
        text = joined("\n".join(spot.text for spot in spots))
        total += _fits(field, text)
        # Two cells under one heading.
        total -= (0.5 if field == "name" else 2.0) * (sum(1 for spot in spots if spot.text) > 1)
    return total


def _is_possible(cells: dict[str, list[Spot]]) -> bool:
    """Points are figures, an actual is one cell, and where cells are left out a level is called as levels are."""
    texts = {field: [spot.text for spot in spots if spot.text not in EMPTY_UNIT] for field, spots in cells.items()}
    if any(not _NUMBER.fullmatch(text) for field in _POINTS for text in texts.get(field, ())):
        return False
    if any(not is_level(text) for field in _LEVELS for text in texts.get(field, ())):
        return False
    return all(len(texts.get(field, ())) <= 1 for field in (*_POINTS, "actual"))


def _fits(field: str, text: str) -> float:
    if field in _LEVELS:
        return 0.0 if not text else 2.0 if is_level(text) else -1.0 if len(text) <= 8 else -2.0
    if field == "name":
        return -3.0 if not text or is_level(text) or _VALUE.fullmatch(text) else 2.0
    if field in {"target", "actual"}:
        return (1.0 if len(text) <= 40 else 0.25) if text and not is_level(text) else -0.5
    if field in _POINTS:
        return 0.0 if not text else 1.0 if _NUMBER.fullmatch(text) else -1.0
    if field in AMOUNTS:
        return 0.0 if text in EMPTY_UNIT else 1.0 if _AMOUNT.fullmatch(text) else -1.0
    return 0.25 if text else 0.0


def settled(columns: list[Column]) -> tuple[Column, ...]:
    """Names that mean one thing alone and another beside others: 年度目标 is a target, or the goal beside 目标值."""
    made = _without_doubles(_of_one_year(columns))
    fields = [column.field for column in made]
    for field, spare, other in (("target", "目标", "goal"), ("actual", "情况", "completion"), ("name", "四级", "name")):
        several = [place for place, known in enumerate(fields) if known == field]
        spares = [place for place in several if bare(made[place].label).endswith(spare)]
        # Of 绩效目标 | … | 年度目标 the one that stands before the actual is the target.
        for place in spares[: len(several) - 1]:
            made[place] = replace(made[place], field=other)
    fields = [column.field for column in made]
    if "actual" not in fields and "completion" in fields:
        made = [replace(column, field="actual") if column.field == "completion" else column for column in made]
    if "name" not in fields:
        # 绩效指标 beside the levels, not the label that runs down before them.
        behind = [
            place
            for place, one in enumerate(made)
            if place and bare(one.label) in {"绩效指标", "指标"} and not one.field
        ]
        if behind:
            made[behind[-1]] = replace(made[behind[-1]], field="name")
            return tuple(made)
        made = [replace(column, field="name") if column.field == "level2" else column for column in made]
    return tuple(made)


def _of_one_year(columns: list[Column]) -> list[Column]:
    """2022年完成值 | 2023年目标值 | 2023年完成值: what was reached in another year than was aimed at is no value here."""
    years = {
        place: found.group() for place, one in enumerate(columns) if one.field and (found := _YEAR.search(one.label))
    }
    if len(set(years.values())) < 2:
        return list(columns)
    fields = {year: {columns[place].field for place in years if years[place] == year} for year in years.values()}
    own = max(fields, key=lambda year: (len(fields[year]), year))
    return [replace(one, field="") if years.get(place, own) != own else one for place, one in enumerate(columns)]


def _without_doubles(columns: list[Column]) -> list[Column]:
    """Two columns of the same words: which of them is meant nobody can tell, and together they say something else."""
    labels = [(one.field, bare(one.label)) for one in columns]
    doubled = {key for key in labels if key[0] in _VALUES and labels.count(key) > 1}
    return [replace(one, field="") if key in doubled else one for one, key in zip(columns, labels, strict=True)]


def cell(field: str, spots: Iterable[Spot]) -> Words:
    """Cells under one heading, read as one; of a level the name alone, without its points."""
    spots = [spot for spot in spots if spot.text]
    if not spots:
        return NOTHING
    if field in _KEPT_LINES:
        return kept(spots)
    text = "".join(joined(spot.text) for spot in spots)
    if field in {"level1", "level2"}:
        text = _BLANK_INSIDE.sub("", _POINTS_BEHIND.sub("", text)).strip()
    return Words(text, spots[0].square.at)


def kept(spots: Iterable[Spot]) -> Words:
    spots = [spot for spot in spots if spot.text]
    return Words("\n".join(spot.text for spot in spots), spots[0].square.at) if spots else NOTHING


def refined(columns: tuple[Column, ...], finer: list[Column]) -> tuple[Column, ...]:
    """The columns of a heading of two rows: the finer ones take the place of the one that they stand below."""
    inside = [one for one in columns if one.start <= finer[0].start and finer[-1].end <= one.end]
    if inside:
        kept = [one for one in columns if one not in inside]
        return tuple(sorted([*kept, *finer], key=lambda one: one.start))
    touched = [one for one in columns if any(one.start < fine.end and fine.start < one.end for fine in finer)]
    if sum(one.label != "" for one in touched) <= 1:
        # The cells beside the upper heading are blank instead of merged with it.
        return tuple(sorted([*(one for one in columns if one not in touched), *finer], key=lambda one: one.start))
    # In a text the upper row has one cell for all of them, and what stands behind it moves on.
    place = next((place for place, one in enumerate(columns) if one.field == "target"), len(columns) - 1)
    spread = [*columns[:place], *finer, *columns[place + 1 :]]
    return tuple(replace(one, start=start, end=start + 1) for start, one in enumerate(spread))
