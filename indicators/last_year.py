"""Last year's evaluation beside this one: which row here goes back to which there, and what is not here yet.

A row goes back to the one it was copied from, or, typed anew, to the one with its name. Knows no database.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from budgets.text import narrow
from indicators.facts import Facts, GoalFacts, Revenue, Row


def plain_name(text: str) -> str:
    """Full-width and half-width letters and blanks make no other name."""
    return "".join(narrow(text).split())


@dataclass(frozen=True)
class RowHere:
    """origin: the key of last year's row, "" where it was typed."""

    origin: str
    name: str


@dataclass(frozen=True)
class GoalHere:
    key: str
    origin: str
    title: str
    rows: tuple[RowHere, ...] = ()

    def has(self, row: Row, keys: Collection[str]) -> bool:
        """Its copy, or a row with its name that is no copy of another one. keys: of all rows of last year."""
        name = plain_name(row.name)
        typed = [there for there in self.rows if there.origin not in keys]
        is_copied = any(there.origin == row.key for there in self.rows)
        return is_copied or any(name and plain_name(there.name) == name for there in typed)


@dataclass(frozen=True)
class GoalOffered:
    """A goal of last year. here: what it became in this evaluation; missing: keys of its rows that are not here."""

    goal: GoalFacts
    here: GoalHere | None
    missing: frozenset[str]

    @property
    def is_whole(self) -> bool:
        return self.here is not None and not self.missing


@dataclass(frozen=True)
class Offered:
    """All of last year that can be copied. sources: keys of the sources of revenue that are not here."""

    goals: tuple[GoalOffered, ...]
    sources: frozenset[str]

    @property
    def missing(self) -> frozenset[str]:
        """Everything that is not here yet."""
        goals = {offer.goal.key for offer in self.goals if offer.here is None}
        return frozenset(goals.union(self.sources, *(offer.missing for offer in self.goals)))


def offered(last: Facts, goals: Iterable[GoalHere], sources: Iterable[str]) -> Offered:
    """goals, sources: what this evaluation has, sources by name."""
    goals, named = tuple(goals), {plain_name(source) for source in sources}
    missing = {line.key for line in last.revenue if _is_named(line) and plain_name(line.source) not in named}
    keys = {row.key for _, row in last.rows()}
    return Offered(tuple(_offered(goal, last, goals, keys) for goal in last.goals), frozenset(missing))


def _is_named(line: Revenue) -> bool:
    return bool(line.source.strip())


def _offered(goal: GoalFacts, last: Facts, goals: tuple[GoalHere, ...], keys: Collection[str]) -> GoalOffered:
    here = _became(goal, last, goals)
    missing = frozenset(row.key for row in goal.rows if here is None or not here.has(row, keys))
    return GoalOffered(goal, here, missing)


def _became(goal: GoalFacts, last: Facts, goals: tuple[GoalHere, ...]) -> GoalHere | None:
    """The copy of the goal; else a goal with its title that is no copy of another one."""
    if copy := next((here for here in goals if here.origin == goal.key), None):
        return copy
    title, keys = plain_name(goal.title), {other.key for other in last.goals}
    typed = (here for here in goals if here.origin not in keys and title and plain_name(here.title) == title)
    return next(typed, None)


@dataclass(frozen=True)
class LastYear:
    """What was stated last year, to be asked row by row."""

    facts: Facts

    @cached_property
    def _by_key(self) -> Mapping[str, Row]:
        return {row.key: row for _, row in self.facts.rows()}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[tuple[str, Row], ...]]:
        """Rows with the title of their goal."""
        found: dict[str, tuple[tuple[str, Row], ...]] = {}
        for goal, row in self.facts.rows():
            if name := plain_name(row.name):
                found[name] = (*found.get(name, ()), (plain_name(goal.title), row))
        return found

    def row_behind(self, origin: str, name: str, title: str) -> Row | None:
        """title: of the row's goal, which tells rows of one name apart; where it does not, none of them is meant."""
        if copied := self._by_key.get(origin):
            return copied
        alike = self._by_name.get(plain_name(name), ())
        if len(alike) > 1:
            alike = tuple(one for one in alike if one[0] == plain_name(title))
        return alike[0][1] if len(alike) == 1 else None

    def analyses(self, facts: Facts, origins: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Key of a row of `facts` and what was written of it last year. origins: by key."""
        for goal, row in facts.rows():
            behind = self.row_behind(origins.get(row.key, ""), row.name, goal.title)
            if behind and behind.analysis.strip():
                yield row.key, behind.analysis
