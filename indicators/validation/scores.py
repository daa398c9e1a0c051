"""Weights, and what all points together say beside the money that was spent, where the rule set gives points."""

from collections.abc import Iterator
from decimal import Decimal

from budgets.money import percent_text, rate
from budgets.rulesets import RuleSet
from indicators.execution import budget_total, executed_total, execution_rate
from indicators.facts import Facts, Place, Row
from indicators.findings import Case, Finding, called
from indicators.formulas import plain
from indicators.scoring import score
from indicators.validation import money, points


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
        said = f"{name}的分值是 {plain(row.weight)}，分值不能小于 0，请改正。"
        yield Finding("weight-below-nought", "error", said, place, (plain(row.weight),))


def _levels(rows: list[Row], rules: RuleSet) -> Iterator[Finding]:
    filed: dict[str, list[Row]] = {}
    for row in rows:
        filed.setdefault(rules.level_name(1, row.level1), []).append(row)
    for level, demanded in rules.points_of_levels(filed).items():
        total = _sum(filed.get(level, []))
        if level in filed and total != demanded:
            said = f"“{level}”各项分值合计 {plain(total)} 分，应为 {plain(demanded)} 分，请调整。"
            place = Place("indicators", filed[level][0].key, "weight")
            yield Finding("weights-of-level", "error", said, place, (level, plain(total), plain(demanded)))


def _total(rows: list[Row], rules: RuleSet) -> Iterator[Finding]:
    total = _sum(rows)
    if rules.indicator_points is not None and total != rules.indicator_points:
        said = f"全部指标分值合计 {plain(total)} 分，应为 {plain(rules.indicator_points)} 分，请调整。"
        figures = (plain(total), plain(rules.indicator_points))
        yield Finding("weights-in-total", "error", said, Place("indicators", rows[0].key, "weight"), figures)


def _sum(rows: list[Row]) -> Decimal:
    return sum((row.weight for row in rows if row.weight is not None), Decimal(0))


def can_stand(facts: Facts, case: Case) -> bool:
    """Whether no weight and no score has to be mended: before that no sum of them tells anything."""
    return not any(weights(facts, case)) and all(one.level != "error" for one in points.entered(facts, case))


def beside_execution(facts: Facts, case: Case) -> Iterator[Finding]:
    """Too much left over, or else points that lie too far ahead of the money; neither once the reason is written."""
    reached = execution_rate(facts)
    if not case.rules.scored or reached is None or _is_explained(facts, reached, case.rules):
        return
    if any(money.wrong_unit(facts, case)):
        return  # then no rate can be told from these amounts
    if 100 - reached > case.rules.unspent:
        said = (
            f"执行率 {percent_text(reached)}，预算还有 {percent_text(100 - reached)} 没有执行，"
            f"超过 {percent_text(case.rules.unspent)}，请核对；可在执行率偏低原因中说明。"
        )
        place = Place("budget", "evaluation", "low_execution_reason")
        figures = tuple(plain(amount) for amount in (executed_total(facts), budget_total(facts)) if amount is not None)
        yield Finding("budget-unspent", "warning", said, place, figures)
    else:
        yield from _ahead(facts, reached, case)


def _is_explained(facts: Facts, reached: Decimal, rules: RuleSet) -> bool:
    """By what was written; where it has to be written, its absence is an error of its own."""
    return bool(facts.low_execution_reason.strip()) or (
        rules.low_execution is not None and reached < rules.low_execution
    )


def _ahead(facts: Facts, reached: Decimal, case: Case) -> Iterator[Finding]:
    whole = score(facts, case.rules).indicators
    share = rate(whole.points, whole.weight)
    if share is None or share - reached <= case.rules.score_ahead or not can_stand(facts, case):
        return
    said = (
        f"指标得分率 {percent_text(share)}，执行率 {percent_text(reached)}，得分率高出 {plain(share - reached)} 个百分点，"
        f"超过 {plain(case.rules.score_ahead)} 个百分点，自评分虚高，请核对各项得分；确实如此的，可在执行率偏低原因中说明。"
    )
    first = next(row for _, row in facts.rows())
    figures = (f"{share:f}", f"{reached:f}")
    yield Finding("score-ahead-of-execution", "warning", said, Place("indicators", first.key, "score"), figures)
