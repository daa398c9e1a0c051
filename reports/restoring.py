"""What an import changed, set back where nobody has touched it since. Knows no database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from indicators.facts import APART, Facts, GoalFacts, Row

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Restored:
    """kept: key and field of what reads otherwise by now and therefore stays; field "" for what was added and stays."""

    facts: Facts
    kept: frozenset[tuple[str, str]]


def restored(before: Facts, after: Facts, here: Facts, held: Collection[str] = ()) -> Restored:
    """before, after: what the import found and left. held: keys of goals and rows that something hangs on by now."""
    back = _Back(frozenset(held))
    facts = back.fields("evaluation", before, after, here)
    facts = replace(
        facts,
        revenue=back.lines(before.revenue, after.revenue, here.revenue),
        basic=back.fields("basic", before.basic, after.basic, here.basic),
        project=back.fields("project", before.project, after.project, here.project),
        goals=back.goals(before, after, here),
        statement=back.fields("statement", before.statement, after.statement, here.statement),
    )
    return Restored(facts, frozenset(back.kept))


@dataclass
class _Back:
    held: frozenset[str]
    kept: set[tuple[str, str]] = field(default_factory=set)

    def fields(self, key: str, was: Thing, now: Thing, here: Thing) -> Thing:
        for name in (one.name for one in fields(here)):
            old, new, there = getattr(was, name), getattr(now, name), getattr(here, name)
            if name in APART or old in (new, there):
                continue
            if there == new:
                here = replace(here, **{name: old}, **_typed(was, here, name))
            else:
                self.kept.add((key, name))
        return here

    def lines(self, was: tuple[Thing, ...], now: tuple[Thing, ...], here: tuple[Thing, ...]) -> tuple[Thing, ...]:
        """Things with keys of their own, in the order in which they stand here."""
        old, new = _by_key(was), _by_key(now)
        found = (self._line(one, old.get(one.key), new.get(one.key)) for one in here)
        return tuple(one for one in found if one is not None)

    def _line(self, here, was, now):
        """None where it goes: the import made it, and nothing was done with it since."""
        if now is None:
            return here
        if was is not None:
            return self.fields(here.key, was, now, here)
        if here == now and here.key not in self.held:
            return None
        self.kept.add((here.key, ""))
        return here

    def goals(self, before: Facts, after: Facts, here: Facts) -> tuple[GoalFacts, ...]:
        """A row is known by its key, whichever goal it stands under by now."""
        rows = [row for _, row in here.rows()]
        left = _by_key(self.lines(_rows(before), _rows(after), tuple(rows)))
        old, new = _by_key(before.goals), _by_key(after.goals)
        goals = []
        for goal in here.goals:
            kept_rows = tuple(left[row.key] for row in goal.rows if row.key in left)
            was, now = old.get(goal.key), new.get(goal.key)
            # Whether a goal that was added may go depends on what is left of its rows.
            now = replace(now, rows=kept_rows if was else ()) if now else None
            found = self._line(replace(goal, rows=kept_rows), was, now)
            goals += [found] if found is not None else []
        return tuple(goals)


def _rows(facts: Facts) -> tuple[Row, ...]:
    return tuple(row for _, row in facts.rows())


def _by_key(things: Collection[Thing]) -> Mapping[str, Thing]:
    return {one.key: one for one in things}


def _typed(was, here, name: str) -> dict[str, tuple[str, ...]]:
    """The amount is known again as it was: in 万元 or to the cent."""
    if not hasattr(here, "typed_in_wan"):
        return {}
    typed = (set(here.typed_in_wan) - {name}) | (set(was.typed_in_wan) & {name})
    return {"typed_in_wan": tuple(sorted(typed))}
