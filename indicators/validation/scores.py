"""Weights and the scores that were entered, where the rule set gives points."""

from collections.abc import Iterator
from decimal import Decimal

from budgets.rulesets import RuleSet
from indicators.facts import Facts, Place, Row
from indicators.findings import Case, Finding, called


def entered(facts: Facts, case: Case) -> Iterator[Finding]:
    if not case.rules.scored:
        return
    for row, name in called(facts):
        place = Place("indicators", row.key, "score")
        figures = (_text(row.score), _text(row.weight))
        if row.score is not None and row.score < 0:
            said = f"{name}得 {_text(row.score)} 分，得分不能小于 0，请改正。"
            yield Finding("score-below-nought", "error", said, place, figures)
        elif row.score is not None and row.weight is not None and row.score > row.weight >= 0:
            said = f"{name}得 {_text(row.score)} 分，超过分值 {_text(row.weight)} 分，请改正。"
            yield Finding("score-above-weight", "error", said, place, figures)


def weights(facts: Facts, case: Case) -> Iterator[Finding]:
    """Each row has one, each level that the rule set gives points to adds up, and so does the whole."""
    if not case.rules.scored:
        return
    wrong = [finding for row, name in called(facts) for finding in _weight(row, name)]
    rows = [row for _, row in facts.rows()]
    if wrong or not rows:
        yield from wrong
        return
    levels = tuple(_levels(rows, case.rules))
    yield from levels or _total(rows, case.rules)


def _weight(row: Row, name: str) -> Iterator[Finding]:
    place = Place("indicators", row.key, "weight")
    if row.weight is None:
        yield Finding("blank-weight", "error", f"{name}未填分值，请填写。", place)
    elif row.weight < 0:
        said = f"{name}的分值是 {_text(row.weight)}，分值不能小于 0，请改正。"
        yield Finding("weight-below-nought", "error", said, place, (_text(row.weight),))


def _levels(rows: list[Row], rules: RuleSet) -> Iterator[Finding]:
    filed: dict[str, list[Row]] = {}
    for row in rows:
        filed.setdefault(rules.level_name(1, row.level1), []).append(row)
    for level, points in rules.points_of_levels(filed).items():
        total = _sum(filed.get(level, []))
        if level in filed and total != points:
            said = f"“{level}”各项分值合计 {_text(total)} 分，应为 {_text(points)} 分，请调整。"
            place = Place("indicators", filed[level][0].key, "weight")
            yield Finding("weights-of-level", "error", said, place, (level, _text(total), _text(points)))


def _total(rows: list[Row], rules: RuleSet) -> Iterator[Finding]:
    total = _sum(rows)
    if rules.indicator_points is not None and total != rules.indicator_points:
        said = f"全部指标分值合计 {_text(total)} 分，应为 {_text(rules.indicator_points)} 分，请调整。"
        figures = (_text(total), _text(rules.indicator_points))
        yield Finding("weights-in-total", "error", said, Place("indicators", rows[0].key, "weight"), figures)


def _sum(rows: list[Row]) -> Decimal:
    return sum((row.weight for row in rows if row.weight is not None), Decimal(0))


def _text(number: Decimal | None) -> str:
    """12.5; blank stays blank."""
    return "" if number is None else f"{number.normalize() + 0:f}"
