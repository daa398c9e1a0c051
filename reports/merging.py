"""What a document states beside what stands here: what is new, what would change. Knows no database.

Nothing that is here and not in the document goes, and a blank in the document makes nothing blank.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.editing import Part
from budgets.money import to_wan
from indicators.facts import Facts, GoalFacts, Revenue, Row, StatementFacts
from indicators.funding import is_whole
from indicators.last_year import plain_name
from indicators.proposed import next_outcome, proposed

_TARGETS = ("level1", "level2", "name", "target", "unit", "criterion")
_RESULTS = ("actual", "analysis", "deviation_reason", "improvement")
# How a value is meant: what a document leaves to be guessed never takes the place of what a person has chosen.
_MEANT = ("nature", "direction", "tier")
_STATEMENT = tuple(StatementFacts.__dataclass_fields__)
_REASONS = ("adjustment_reason", "low_execution_reason", "execution_note")


@dataclass(frozen=True)
class Room:
    """What may be written now. early: of the money only 年初预算数; scored: rows have points."""

    parts: frozenset[Part]
    early: bool = False
    scored: bool = False


def place_name(key: str, field: str) -> str:
    """By which a cell that would be overwritten is ticked."""
    return f"{key}:{field}"


def merged(read: Facts, here: Facts, room: Room, over: Collection[str] | None = None) -> Facts:
    """`here` with what `read` adds. over: names of the filled cells that may be overwritten; None: every one."""
    merge = _Merge(room, over)
    facts = here
    if Part.BUDGET in room.parts:
        facts = merge.money(read, facts)
    facts = replace(facts, goals=merge.goals(read, facts))
    if Part.STATEMENT in room.parts:
        facts = replace(facts, statement=merge.fields("statement", facts.statement, read.statement, _STATEMENT))
    return facts


@dataclass(frozen=True)
class _Merge:
    room: Room
    over: Collection[str] | None

    def fields(self, key: str, here, read, names: Iterable[str]):
        for name in names:
            was, now = getattr(here, name), getattr(read, name)
            if _is_blank(now) or now == was or _is_same_amount(was, now, name, read):
                continue
            may = self.over is None or place_name(key, name) in self.over
            if _is_blank(was) or (may and name not in _MEANT):
                here = replace(here, **{name: now}, **_typed(here, read, name))
        return here

    # ---- money ----

    def money(self, read: Facts, here: Facts) -> Facts:
        early = self.room.early
        spent: tuple[str, ...] = ("initial",) if early else ("initial", "adjusted", "executed")
        facts = replace(
            here,
            revenue=self._revenue(read, here),
            basic=self.fields("basic", here.basic, read.basic, spent),
            project=self.fields("project", here.project, read.project, spent),
        )
        return facts if early else self.fields("evaluation", facts, read, ("carry_over", *_REASONS))

    def _revenue(self, read: Facts, here: Facts) -> tuple[Revenue, ...]:
        names = ("initial",) if self.room.early else ("initial", "adjusted", "final", "executed")
        lines = {line.key: line for line in here.revenue}
        # One that is here for a line of its own is no other line's, whatever its name.
        taken = {line.key for line in read.revenue}
        for line in read.revenue:
            # A total beside what it is the total of would count twice.
            if is_whole(line) and any(not is_whole(one) for one in lines.values()):
                continue
            free = {key: one.source for key, one in lines.items() if key == line.key or key not in taken}
            there = lines.get(_found(line.key, line.source, free)) or Revenue(line.key, line.source)
            taken.add(there.key)
            lines[there.key] = self.fields(there.key, there, line, names)
        return tuple(lines.values())

    # ---- goals and rows ----

    def goals(self, read: Facts, here: Facts) -> tuple[GoalFacts, ...]:
        goals = {goal.key: goal for goal in here.goals}
        taken: set[str] = set()
        known = {row.key: goal.key for goal in here.goals for row in goal.rows}
        for goal in read.goals:
            key = _goal_meant(goal, {k: one for k, one in goals.items() if k not in taken}, known)
            if not key and Part.TARGETS not in self.room.parts:
                continue
            there = goals[key] if key else GoalFacts(_unused(goal.key, goals), goal.title)
            taken.add(there.key)
            goals[there.key] = self._goal(goal, there, known)
        return tuple(goals.values())

    def _goal(self, read: GoalFacts, here: GoalFacts, known: Mapping[str, str]) -> GoalFacts:
        names: list[str] = []
        if Part.TARGETS in self.room.parts:
            names += ["title", "description"]
        if Part.RESULTS in self.room.parts:
            names += ["achievement"]
        rows = list(here.rows)
        taken: set[str] = set()
        for row in read.rows:
            key = _found(row.key, row.name, {one.key: one.name for one in rows if one.key not in taken})
            if key:
                taken.add(key)
                place = next(index for index, one in enumerate(rows) if one.key == key)
                rows[place] = self._row(row, rows[place])
            elif Part.TARGETS in self.room.parts:
                new = self._new_row(row, _unused(row.key, known))
                taken.add(new.key)
                rows.insert(_behind_its_levels(row, rows), new)
        return replace(self.fields(here.key, here, read, names), rows=tuple(rows))

    def _row(self, read: Row, here: Row) -> Row:
        row = self.fields(here.key, here, read, self._names())
        outcome = next_outcome(here, row) if row != here else row.outcome
        # The document's own goes with its figures: of others it says nothing.
        is_of_these = (row.judged_target, row.actual) == (read.judged_target, read.actual)
        return replace(
            row, outcome=outcome or (read.outcome if is_of_these and Part.RESULTS in self.room.parts else "")
        )

    def _new_row(self, read: Row, key: str) -> Row:
        row = self.fields(key, Row(key), read, [*self._names(), "is_core"])
        if Part.RESULTS not in self.room.parts:
            return row
        return replace(row, outcome=read.outcome or proposed(row))

    def _names(self) -> list[str]:
        parts, scored = self.room.parts, self.room.scored
        names: list[str] = []
        if Part.TARGETS in parts:
            names += [*_TARGETS, *(["weight"] if scored else [])]
        if Part.RESULTS in parts:
            names += [*_RESULTS, *(["score"] if scored else []), "tier"]
        if parts & {Part.TARGETS, Part.RESULTS}:
            names += ["nature", "direction"]
        if {Part.TARGETS, Part.RESULTS} <= parts:
            names += ["adjusted_target", "adjustment_reason", "adjusted_on"]
        return names


def _is_blank(value: object) -> bool:
    # Not `in (…, False)`: an amount of 0 is equal to False, and no blank.
    return value is None or value is False or value in ("", ())


def _is_same_amount(was: object, now: object, name: str, read) -> bool:
    """A document gives 万元 with two places; what is known to the cent here is not another amount for that."""
    in_wan = name in getattr(read, "typed_in_wan", ())
    return in_wan and isinstance(was, Decimal) and isinstance(now, Decimal) and to_wan(was) == to_wan(now)


def _typed(here, read, name: str) -> dict[str, tuple[str, ...]]:
    """How the amount is known now: 万元 or to the cent."""
    if not isinstance(getattr(read, name), Decimal) or not hasattr(here, "typed_in_wan"):
        return {}
    typed = set(here.typed_in_wan) - {name} | (set(read.typed_in_wan) & {name})
    return {"typed_in_wan": tuple(sorted(typed))}


def _unused(key: str, used: Collection[str]) -> str:
    """The key, or one made from it where another thing here has it already: a row that was put elsewhere keeps its own."""
    while key in used:
        key = str(uuid.uuid5(uuid.UUID(key), "once more"))
    return key


def _found(key: str, name: str, names: Mapping[str, str]) -> str:
    """The key under which a thing of the document stands here: its own, or the first of its name; "" where none does."""
    if key in names:
        return key
    plain = plain_name(name)
    return next((there for there, other in names.items() if plain and plain_name(other) == plain), "")


def _goal_meant(goal: GoalFacts, there: Mapping[str, GoalFacts], known: Mapping[str, str]) -> str:
    """By key or title; else the goal that holds more than half of its rows by name."""
    if key := _found(goal.key, goal.title, {key: one.title for key, one in there.items()}):
        return key
    names = {plain_name(row.name) for row in goal.rows} - {""}
    for key, one in there.items():
        common = {plain_name(row.name) for row in one.rows} & names
        if len(common) * 2 > len(names) or any(known.get(row.key) == key for row in goal.rows):
            return key
    return ""


def _behind_its_levels(row: Row, among: list[Row]) -> int:
    """One level stands together."""
    same2 = [n for n, one in enumerate(among, 1) if (one.level1, one.level2) == (row.level1, row.level2)]
    same1 = [n for n, one in enumerate(among, 1) if one.level1 == row.level1]
    return (same2 or same1 or [len(among)])[-1]
