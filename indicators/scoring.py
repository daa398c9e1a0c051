"""Points of one evaluation: per indicator, level, goal and in total, with 执行率 and grade. Each score explains itself.

A score that a person entered counts; what the formula gives stands beside it. Without a scored rule set all is None.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from budgets.money import percent_text, rate
from budgets.rulesets import RuleSet, TierInterval
from indicators.execution import execution_rate
from indicators.facts import Facts, Row
from indicators.formulas import plain, rounded
from indicators.worth import Worth, worth


@dataclass(frozen=True)
class RowScore:
    """points: what counts, `entered` by a person or else by `formula`; None while undecided.

    asks: what a person has to add: "weight", "target", "actual", "direction", "tier", "points" or "".
    interval: within which points of a qualitative row must lie, as far as its tier is known.
    ratio: actual ÷ target, where that means something.
    """

    key: str
    weight: Decimal | None = None
    points: Decimal | None = None
    formula: Decimal | None = None
    entered: Decimal | None = None
    explanation: str = ""
    ratio: Decimal | None = None
    asks: str = ""
    interval: "Interval | None" = None

    @property
    def coefficient(self) -> Decimal | None:
        """得分 in percent of 分值, two places; None where there is nothing to give."""
        return rate(self.points, self.weight)

    @property
    def decided(self) -> bool:
        return self.points is not None


@dataclass(frozen=True)
class Interval:
    """Points that a tier allows."""

    tier: str
    label: str
    low: Decimal
    high: Decimal
    high_excluded: bool

    def __contains__(self, points: object) -> bool:
        if not isinstance(points, Decimal) or points < self.low:
            return False
        # An indicator without weight has nothing to give in any tier.
        return points < self.high or (points == self.high and (not self.high_excluded or self.high == 0))

    @property
    def text(self) -> str:
        """12至16分（不含16分）"""
        ending = f"（不含{plain(self.high)}分）" if self.high_excluded and self.high else ""
        return f"{plain(self.low)}至{plain(self.high)}分{ending}"


@dataclass(frozen=True)
class PartScore:
    """A level (name: its usual name), a goal (name: its key), 执行率 or all indicators.

    demanded: what its weights have to add up to, None where nothing is laid down. points: None while a row of it is
    undecided; so_far: what is decided of it.
    """

    name: str
    demanded: Decimal | None = None
    weight: Decimal | None = None
    points: Decimal | None = None
    so_far: Decimal | None = None
    explanation: str = ""


@dataclass(frozen=True)
class Scores:
    rows: tuple[RowScore, ...]
    levels: tuple[PartScore, ...]
    goals: tuple[PartScore, ...]
    indicators: PartScore
    execution: PartScore
    total: Decimal | None = None
    grade: str = ""

    @property
    def total_weight(self) -> Decimal | None:
        """100 where all weights are as they have to be; None while one is missing, and without points."""
        weights = [self.execution.weight, *(row.weight for row in self.rows)]
        return None if None in weights or not self.rows else sum(weights, Decimal(0))  # type: ignore[arg-type]

    def of_row(self, key: str) -> RowScore:
        return self._rows_by_key[key]

    def of_goal(self, key: str) -> PartScore:
        return next(goal for goal in self.goals if goal.name == key)

    @cached_property
    def _rows_by_key(self) -> dict[str, RowScore]:
        return {row.key: row for row in self.rows}


def score(facts: Facts, rules: RuleSet) -> Scores:
    if not rules.scored:
        return _without_points(facts)
    rows = {row.key: row_score(row, rules) for _, row in facts.rows()}
    execution = execution_score(facts, rules)
    indicators = _part("indicators", rows.values(), rules.indicator_points)
    total = None
    if indicators.points is not None and execution.points is not None and rows:
        total = indicators.points + execution.points
    return Scores(
        rows=tuple(rows.values()),
        levels=_levels(facts, rules, rows),
        goals=tuple(_part(goal.key, [rows[row.key] for row in goal.rows]) for goal in facts.goals),
        indicators=indicators,
        execution=execution,
        total=total,
        grade="" if total is None else rules.grade_of(total),
    )


def _without_points(facts: Facts) -> Scores:
    return Scores(
        rows=tuple(RowScore(row.key) for _, row in facts.rows()),
        levels=(),
        goals=tuple(PartScore(goal.key) for goal in facts.goals),
        indicators=PartScore("indicators"),
        execution=PartScore("execution"),
    )


def row_score(row: Row, rules: RuleSet) -> RowScore:
    found = worth(row, rules)
    points = row.score if row.score is not None else found.points
    return RowScore(
        key=row.key,
        weight=row.weight,
        points=points,
        formula=found.points,
        entered=row.score,
        explanation=found.explanation,
        ratio=found.ratio,
        asks="" if points is not None and row.weight is not None else found.asks,
        interval=_interval(found, row.weight, rules),
    )


def _interval(found: Worth, weight: Decimal | None, rules: RuleSet) -> Interval | None:
    allowed = rules.interval_of(found.tier)
    return interval(allowed, weight) if allowed and weight is not None else None


def interval(allowed: TierInterval, weight: Decimal) -> Interval:
    return Interval(
        allowed.tier,
        allowed.label,
        allowed.low * weight / 100,
        allowed.high * weight / 100,
        allowed.high_excluded,
    )


def execution_score(facts: Facts, rules: RuleSet) -> PartScore:
    """Weight × 执行率 as it is printed, never more than the weight."""
    weight, percent = rules.execution_weight, execution_rate(facts)
    if weight is None or percent is None:
        return PartScore("execution", weight, weight, explanation="" if weight is None else "执行率无法计算")
    exact = Fraction(weight) * Fraction(percent) / 100
    points = rounded(min(max(exact, Fraction(0)), Fraction(weight)))
    words = f"{plain(weight)} × {percent_text(percent)}"
    if exact > weight:
        explanation = f"{words}，超过 100%，按 {points:f} 计"
    elif exact < 0:
        explanation = f"{words} < 0，按 {points:f} 计"
    else:
        explanation = f"{words} {'=' if exact == Fraction(points) else '≈'} {points:f}"
    return PartScore("execution", weight, weight, points, points, explanation)


def _part(name: str, rows: Iterable[RowScore], demanded: Decimal | None = None) -> PartScore:
    rows = tuple(rows)
    weights = [row.weight for row in rows if row.weight is not None]
    points = [row.points for row in rows if row.points is not None]
    so_far = sum(points, Decimal(0))
    return PartScore(
        name,
        demanded,
        weight=sum(weights, Decimal(0)),
        points=so_far if len(points) == len(rows) else None,
        so_far=so_far,
    )


def _levels(facts: Facts, rules: RuleSet, rows: dict[str, RowScore]) -> tuple[PartScore, ...]:
    """In the order of the rule set, then those that it does not know, as they are called."""
    filed = by_level(facts, rules)
    demanded = rules.points_of_levels(filed)
    names = dict.fromkeys([*demanded, *filed])
    return tuple(_part(name, [rows[row.key] for row in filed.get(name, ())], demanded.get(name)) for name in names)


def by_level(facts: Facts, rules: RuleSet) -> dict[str, list[Row]]:
    """Rows under the usual name of their 一级指标, or under what it is called where the rule set does not know it."""
    filed: dict[str, list[Row]] = {}
    for _, row in facts.rows():
        filed.setdefault(rules.level_name(1, row.level1) or row.level1.strip(), []).append(row)
    return filed


def distribute(facts: Facts, rules: RuleSet) -> dict[str, Decimal]:
    """Weights by key of row that add up to exactly what is demanded, evenly within a level, a goal or the whole.

    In whole or half points, the earlier rows having the larger share; in hundredths only where half a point for each
    would be too much. What the rule set has no points for is left out: rows under a level that it does not know.
    """
    if not rules.scored or rules.indicator_points is None:
        return {}
    if rules.split == "levels":
        filed = by_level(facts, rules)
        groups = [(points, filed.get(name, [])) for name, points in rules.points_of_levels(filed).items()]
    elif rules.split == "goals":
        goals = [list(goal.rows) for goal in facts.goals if goal.rows]
        groups = list(zip(shares(rules.indicator_points, len(goals)), goals, strict=True))
    else:
        groups = [(rules.indicator_points, [row for _, row in facts.rows()])]
    shared = {
        row.key: weight for points, rows in groups for row, weight in zip(rows, shares(points, len(rows)), strict=True)
    }
    return {row.key: shared[row.key] for _, row in facts.rows() if row.key in shared}


def shares(points: Decimal, among: int) -> Sequence[Decimal]:
    """`points` in so many parts that are as even as whole and half points allow; see `distribute`."""
    if not among:
        return ()
    step = Decimal("0.5")
    if points % step or points < step * among:
        step = Decimal("0.01")
    each, over = divmod(int(points / step), among)
    return [step * (each + (1 if index < over else 0)) for index in range(among)]
