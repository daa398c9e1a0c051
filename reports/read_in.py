"""A document that was handed in, as its page shows it: its own words on one side, what was understood on the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgets.cells import SCORE
from budgets.models import Department
from indicators.facts import Facts, Row
from indicators.last_year import plain_name
from indicators.models import Indicator
from reports import corrections
from reports.corrections import MOST_ROWS, YEARS, Corrections, label_of
from reports.importers import document
from reports.importers.files import source_of
from reports.importers.keyed import keyed
from reports.importers.reading import states_nothing
from reports.importers.source import Grid, Line, Square, Unreadable
from reports.importers.spots import anchors, cut, near
from reports.models import Received

# As many places of one thing are led to; a document may well name an indicator ten times.
MOST_PLACES = 4
_NAMES = ("full_name", "form_name", "short_name")
# What of a row is only shown: it is seldom in a document, and mended in the grid.
_SHOWN = ("adjusted_target", "adjustment_reason", "unit", "nature", "direction", "tier", "weight", "score", "criterion")
# A longer document is shown as far as this.
MOST_LINES, MOST_PASSAGES = 3000, 200


@dataclass(frozen=True)
class Spot:
    """Where something stands, in words, and the anchor of it in the source; "" where that is not known."""

    at: str
    anchor: str = ""


@dataclass(frozen=True)
class Cell:
    """was: as it was read, where the person has put another text; note: why the text cannot be read."""

    name: str
    text: str
    was: str = ""
    is_mended: bool = False
    note: str = ""

    @property
    def is_shown(self) -> bool:
        """Of a cell that has its place on the page only where a document states it."""
        return bool(self.text) or self.is_mended


@dataclass(frozen=True)
class Passage:
    """What was not understood. to: the label of the row to whose analysis it was given."""

    number: int
    text: str
    why: str
    spot: Spot
    is_settled: bool = False
    to: str = ""


class ReadIn:
    """Reads the bytes anew; `trouble` is the sentence where that cannot be done."""

    def __init__(self, received: Received):
        self.name = received.name
        self.corrections: Corrections = corrections.from_json(received.mended)
        self.trouble = ""
        try:
            self.source = source_of(received.name, bytes(received.content))
        except Unreadable as sentence:
            self.trouble = str(sentence)
            return
        self._made = document.understood(self.source)
        found, self._keys = keyed(self._made.facts)
        self.read = corrections.with_added(found, self.corrections.added)

    @cached_property
    def facts(self) -> Facts:
        """As the person has put them right."""
        return corrections.corrected(self.read, self.corrections)

    @property
    def is_empty(self) -> bool:
        return states_nothing(self.read)

    @property
    def has_too_much(self) -> bool:
        return sum(1 for _ in self.read.rows()) > MOST_ROWS

    @property
    def has_year(self) -> bool:
        return self.facts.fiscal_year in YEARS

    @property
    def is_ready(self) -> bool:
        """Whether it can be taken over as it stands."""
        return not self.trouble and self.has_year and not self.unreadable

    @cached_property
    def unreadable(self) -> dict[str, str]:
        return corrections.unreadable(self.read, self.corrections)

    @property
    def department(self) -> str:
        """As it is called in the document, in its longest form; "" where it does not say."""
        return max((getattr(self.read.department, name) for name in _NAMES), key=len)

    def is_of(self, department: Department) -> bool:
        """Whether it is this one's. A name may stand inside a longer one: 武汉市蔡甸区民政局（本级）."""
        read = {plain_name(getattr(self.read.department, name)) for name in _NAMES} - {""}
        ours = {plain_name(getattr(department, name)) for name in _NAMES} - {""}
        return any(one in other or other in one for one in read for other in ours)

    # ---- the source ----

    @cached_property
    def blocks(self) -> list[dict]:
        """Lines and tables with their anchors. Of lines of one paragraph the first has it: no two things on a page may
        have one id."""
        before = (None, *self._shown_blocks)
        return [
            {"line": block.text, "anchor": "" if block.at == getattr(above, "at", None) else self._anchors[block.at]}
            if isinstance(block, Line)
            else {"rows": [_row(row, self._anchors) for row in block.rows]}
            for above, block in zip(before, self._shown_blocks, strict=False)
        ]

    @cached_property
    def _shown_blocks(self) -> tuple[Line | Grid, ...]:
        return cut(self.source.blocks, MOST_LINES)

    @property
    def is_cut(self) -> bool:
        return self._shown_blocks != self.source.blocks

    @cached_property
    def _anchors(self) -> dict[str, str]:
        return anchors(self._shown_blocks)

    def spot(self, at: str) -> Spot:
        return Spot(at, self._anchors.get(at) or near(at, self._anchors))

    @cached_property
    def _places(self) -> Mapping[str, list[Spot]]:
        """By key, as our facts have it, the places that speak of a thing."""
        found: dict[str, list[Spot]] = {}
        for old, at in self._told_places():
            spots, spot = found.setdefault(self._keys.get(old, old), []), self.spot(at)
            known = {(one.anchor or one.at) for one in spots}
            if at and (spot.anchor or at) not in known and len(spots) < MOST_PLACES:
                spots.append(spot)
        return found

    def _told_places(self) -> Iterator[tuple[str, str]]:
        """The row of the form first, then the analysis; of money the rows of its tables."""
        yield from ((key, row.at) for key, row in self._made.found.items())
        yield from ((key, self._made.told[index].at) for index, key in self._made.told_of.items())
        for said in self._made.tables.labels:
            if said.field in {"basic", "project", "foot_reason", "foot_improvement"}:
                yield "statement" if said.field.startswith("foot") else said.field, said.value.at
        for money in self._made.tables.money:
            if money.kind in {"basic", "project"}:
                yield money.kind, money.at
            label = plain_name(money.label)
            yield from (
                (line.key, money.at)
                for line in self._made.facts.revenue
                if money.kind == "revenue" and line.source and plain_name(line.source) in label
            )

    # ---- what was understood ----

    @cached_property
    def passages(self) -> list[Passage]:
        labels = {row.key: label for label, row in self.labelled}
        settled = self.corrections.settled
        return [
            Passage(
                number,
                one.text,
                one.why,
                self.spot(one.at),
                str(number) in settled,
                labels.get(settled.get(str(number), ""), ""),
            )
            for number, one in enumerate(self._made.unread[:MOST_PASSAGES])
        ]

    @property
    def unlisted(self) -> int:
        """How many passages more were not understood."""
        return max(0, len(self._made.unread) - MOST_PASSAGES)

    @property
    def open_passages(self) -> list[Passage]:
        return [one for one in self.passages if not one.is_settled]

    @property
    def settled_passages(self) -> list[Passage]:
        return [one for one in self.passages if one.is_settled]

    @cached_property
    def labelled(self) -> list[tuple[str, Row]]:
        """Every row with the words by which a passage is given to it."""
        return [(label_of(number, row), row) for number, (_, row) in enumerate(self.read.rows(), 1)]

    @cached_property
    def _texts(self) -> dict[str, str]:
        return corrections.texts_of(self.read)

    def cells(self, key: str, names) -> dict[str, Cell]:
        return {name: self._cell(f"{key}:{name}") for name in names}

    def _cell(self, name: str) -> Cell:
        read, mended = self._texts[name], self.corrections.cells.get(name)
        note = self.unreadable.get(name, "")
        if mended is None:
            return Cell(f"cell:{name}", read, note=note)
        return Cell(f"cell:{name}", mended, read or "（空白）", True, note)

    def _thing(self, key: str, names) -> dict:
        kept = key not in self.corrections.out
        return {"key": key, "is_kept": kept, "spots": self._places.get(key, []), "cells": self.cells(key, names)}

    @property
    def year(self) -> dict:
        return self._thing(corrections.DOCUMENT, ("fiscal_year",))

    @property
    def revenue(self) -> list[dict]:
        return [self._thing(line.key, corrections.REVENUE) for line in self.read.revenue]

    @property
    def expenditure(self) -> list[dict]:
        names = (("basic", "基本支出"), ("project", "项目支出"))
        return [self._thing(key, corrections.EXPENDITURE) | {"name": name} for key, name in names]

    @property
    def evaluation(self) -> dict:
        return self._thing("evaluation", corrections.EVALUATION)

    @property
    def statement(self) -> dict:
        return self._thing("statement", corrections.STATEMENT)

    @property
    def goals(self) -> list[dict]:
        numbers = {row.key: number for number, (_, row) in enumerate(self.read.rows(), 1)}
        return [
            self._thing(goal.key, corrections.GOAL)
            | {"rows": [self._row_of(row) | {"number": numbers[row.key]} for row in goal.rows]}
            for goal in self.read.goals
        ]

    def _row_of(self, row: Row) -> dict:
        thing = self._thing(row.key, corrections.ROW)
        reasons = [thing["cells"][name] for name in ("deviation_reason", "improvement")]
        more = more_of(row)
        lines = 2 + sum(cell.is_shown for cell in reasons) + bool(more)
        is_added = any(row.key == added for _, added in self.corrections.added)
        return thing | {"lines": lines, "more": more, "is_added": is_added}


def more_of(row: Row) -> str:
    """What else was read of it, in words."""
    one = Indicator(**{name: getattr(row, name) for name in _SHOWN})
    told = []
    for name in _SHOWN:
        if (value := getattr(row, name)) not in ("", None):
            field = Indicator._meta.get_field(name)
            text = getattr(one, f"get_{name}_display")() if field.choices else value
            told.append(f"{field.verbose_name} {SCORE.show(text) if isinstance(text, Decimal) else text}")
    return "，".join(told)


def _row(row: tuple[Square | None, ...], known: Mapping[str, str]) -> dict:
    squares = [square for square in row if square]
    return {"anchor": known[squares[0].at] if squares else "", "squares": squares}
