"""How the weights of an evaluation stand against what its rule set demands, and how they can be given out evenly."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from budgets.rulesets import RuleSet
from indicators.facts import Facts, GoalFacts, Row
from indicators.formulas import plain
from indicators.scoring import by_level, distribute, shares

# Everything anew, or only what is blank.
ALL, BLANK = "all", "blank"


@dataclass(frozen=True)
class Sum:
    """Of a level, a goal or the whole. demanded: None where nothing is laid down for it alone; blank: rows without."""

    name: str
    weight: Decimal
    demanded: Decimal | None
    rows: int
    blank: int

    @property
    def is_right(self) -> bool:
        return self.weight == self.demanded and not self.blank

    @property
    def text(self) -> str:
        """45 / 50 分，还差 5 分，2 项未填"""
        parts = [f"{plain(self.weight)} 分"]
        if self.demanded is not None:
            parts = [f"{plain(self.weight)} / {plain(self.demanded)} 分", self._against(self.demanded)]
        if self.blank:
            parts.append(f"{self.blank} 项未填")
        return "，".join(part for part in parts if part)

    def _against(self, demanded: Decimal) -> str:
        if not self.rows:
            return "还没有指标"
        if self.weight < demanded:
            return f"还差 {plain(demanded - self.weight)} 分"
        return f"多出 {plain(self.weight - demanded)} 分" if self.weight > demanded else "已分满"


@dataclass(frozen=True)
class WeightSums:
    """levels: those that have points of their own, across all goals. goals: by key. unplaced: see `_unplaced`."""

    whole: Sum
    levels: tuple[Sum, ...]
    goals: Mapping[str, Sum]
    unplaced: tuple[str, ...]


def sums(facts: Facts, rules: RuleSet) -> WeightSums:
    """For a scored rule set."""
    filed = by_level(facts, rules)
    levels = tuple(_sum(name, filed.get(name, ()), points) for name, points in rules.points_of_levels(filed).items())
    goals = {goal.key: _sum(f"年度目标{number}", goal.rows) for number, goal in enumerate(facts.goals, 1)}
    whole = _sum("全部指标", [row for _, row in facts.rows()], rules.indicator_points)
    return WeightSums(whole, levels, goals, tuple(_unplaced(filed, rules)))


def _sum(name: str, rows: Collection[Row], demanded: Decimal | None = None) -> Sum:
    weights = [row.weight for row in rows if row.weight is not None]
    return Sum(name, sum(weights, Decimal(0)), demanded, len(rows), len(rows) - len(weights))


def _unplaced(filed: Mapping[str, Collection[Row]], rules: RuleSet) -> Iterator[str]:
    """A sentence for each 一级指标 that the rule set gives no points to, where it gives them by level."""
    points = rules.points_of_levels(filed)
    for name, rows in filed.items():
        if not points or name in points:
            continue
        if name:
            yield f"“{name}”不是这套规则的一级指标，它的 {len(rows)} 项不参加分配，请核对一级指标"
        else:
            yield f"{len(rows)} 项未填一级指标，不参加分配，请先填写"


@dataclass(frozen=True)
class Change:
    goal: GoalFacts
    row: Row
    now: Decimal


@dataclass(frozen=True)
class Plan:
    """What a distribution would write. changes: rows that get another weight; said: what is not given out, and why.

    weights: of every row as it would be then.
    """

    how: str
    changes: tuple[Change, ...] = ()
    said: tuple[str, ...] = ()
    weights: Mapping[str, Decimal | None] = field(default_factory=dict)

    @property
    def replaced(self) -> int:
        """How many typed weights become others."""
        return sum(change.row.weight is not None for change in self.changes)

    @property
    def filled(self) -> int:
        return len(self.changes) - self.replaced

    @property
    def mark(self) -> str:
        """Another one as soon as it would write something else than was shown."""
        stated = [[one.row.key, str(one.row.weight), str(one.now)] for one in self.changes]
        return hashlib.sha256(json.dumps([self.how, stated, self.said]).encode()).hexdigest()[:16]


def plan(facts: Facts, rules: RuleSet, how: str, *, fixed: Collection[str] = ()) -> Plan:
    """how: ALL or BLANK. fixed: keys of rows whose weight is closed; everything anew is then out of question."""
    if not rules.scored or (how == ALL and fixed):
        return Plan(how)
    if how == ALL:
        given, said = distribute(facts, rules), tuple(_without_rows(facts, rules))
    else:
        given, said = _rest(facts, rules, fixed)
    changes = tuple(
        Change(goal, row, given[row.key])
        for goal, row in facts.rows()
        if row.key in given and row.weight != given[row.key]
    )
    weights = {row.key: given.get(row.key, row.weight) for _, row in facts.rows()}
    return Plan(how, changes, (*said, *_unplaced(by_level(facts, rules), rules)), weights)


def _without_rows(facts: Facts, rules: RuleSet) -> Iterator[str]:
    filed = by_level(facts, rules)
    for name, points in rules.points_of_levels(filed).items():
        if not filed.get(name):
            yield f"还没有“{name}”的指标，它的 {plain(points)} 分没有分出去"


def _rest(facts: Facts, rules: RuleSet, fixed: Collection[str]) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    """What the typed weights leave of each level, or of the whole, shared among the rows that have none."""
    given: dict[str, Decimal] = {}
    said = list(_without_rows(facts, rules))
    for name, points, rows in _groups(facts, rules):
        blank = [row for row in rows if row.weight is None and row.key not in fixed]
        rest = points - sum((row.weight for row in rows if row.weight is not None), Decimal(0))
        if blank and rest <= 0:
            said.append(f"{name}已有 {plain(points - rest)} 分，未填的 {len(blank)} 项没有可分的分值")
        elif blank:
            given |= {row.key: weight for row, weight in zip(blank, shares(rest, len(blank)), strict=True)}
    return given, tuple(said)


def _groups(facts: Facts, rules: RuleSet) -> Iterable[tuple[str, Decimal, list[Row]]]:
    filed = by_level(facts, rules)
    if points := rules.points_of_levels(filed):
        return [(f"“{name}”", each, filed.get(name, [])) for name, each in points.items()]
    return [("全部指标", rules.indicator_points or Decimal(0), [row for _, row in facts.rows()])]


def offered(facts: Facts, rules: RuleSet, *, fixed: Collection[str] = ()) -> tuple[str, ...]:
    """The ways that would change something; the one that replaces nothing comes first."""
    plans = [plan(facts, rules, how, fixed=fixed) for how in (BLANK, ALL)]
    typed = any(row.weight is not None for _, row in facts.rows())
    # With nothing typed yet, both are the same to a user, and only the one of the rule set is offered.
    return tuple(one.how for one in plans if one.changes and (typed or one.how == ALL or fixed))
