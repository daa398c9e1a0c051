"""The points of each row: those that a person still has to give, and those given against bounds, outcome, tier or formula.

A row has one finding at most: the gravest that holds explains the lesser ones.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from budgets.rulesets import RuleSet
from indicators.facts import Facts, Place, Row
from indicators.findings import Case, Finding, called
from indicators.formulas import plain, rounded
from indicators.judged import judgement_of
from indicators.scoring import Interval, RowScore, row_score
from indicators.validation.completeness import leftover
from indicators.validation.rows import UNMET, pair_text, unmet_as

_REACHED = {"met", "exceeded"}
# Only of these does the page offer the tier.
_NATURES_WITH_TIER = {"qualitative", ""}


def undecided(facts: Facts, case: Case) -> Iterator[Finding]:
    """Rows whose points no formula gives and nobody has entered: the form would have no total and no grade."""
    if not case.rules.scored:
        return
    for row, name in called(facts):
        found = row_score(row, case.rules)
        if found.decided or found.asks == "weight" or _is_asked_elsewhere(row, found.asks, case.rules):
            continue
        field = "tier" if found.asks == "tier" and row.nature in _NATURES_WITH_TIER else "score"
        said = _choose_tier(name, case.rules) if field == "tier" else _give_points(name, found)
        yield Finding(f"blank-{field}", "error", said, Place("indicators", row.key, field), _judged(row))


def _is_asked_elsewhere(row: Row, asks: str, rules: RuleSet) -> bool:
    """A blank or left-over cell is told by itself, and so is a blank outcome, which may settle the points as well."""
    if asks in {"target", "actual"}:
        text = row.judged_target if asks == "target" else row.actual
        return not text.strip() or bool(leftover(text))
    return not row.outcome and row_score(replace(row, outcome="met"), rules).decided


def _choose_tier(name: str, rules: RuleSet) -> str:
    labels = "、".join(f"“{tier.label}”" for tier in rules.tiers)
    return f"{name}是定性指标，未选分档，请选择{labels}之一，并在该档的区间内评分。"


def _give_points(name: str, found: RowScore) -> str:
    if found.interval is not None:
        return f"{name}未填得分，分档是“{found.interval.label}”，请在 {found.interval.text}之间评分。"
    why = "" if found.asks == "tier" else found.explanation
    return f"{name}未填得分，{why or '不能按公式计算，请人工评分'}。"


def entered(facts: Facts, case: Case) -> Iterator[Finding]:
    if not case.rules.scored:
        return
    for row, name in called(facts):
        if row.score is not None and (finding := _fault(row, row.score, name, case.rules)):
            yield finding


def _fault(row: Row, score: Decimal, name: str, rules: RuleSet) -> Finding | None:
    if score < 0 or row.weight is None or not 0 <= score <= row.weight:
        return _out_of_bounds(row, score, name)
    found, unmet = row_score(row, rules), unmet_as(row)
    if score == found.formula:
        return None
    if unmet and score == row.weight > 0:
        said = f"{name}{unmet}（{pair_text(row)}），却得满分 {plain(score)} 分，请改正得分。"
        return _finding("full-score-though-unmet", "error", said, row, *_judged(row))
    if found.interval is not None:
        return _outside_tier(row, score, name, found.interval)
    if not unmet and found.formula in {None, row.weight}:
        return _points_taken_off(row, score, name, found)
    # A person said unmet where the figures say met: that contradiction is told, and points off are its consequence.
    return None if found.formula in {None, row.weight} else _differs(row, score, name, found)


def _out_of_bounds(row: Row, score: Decimal, name: str) -> Finding | None:
    if score < 0:
        said = f"{name}得 {plain(score)} 分，得分不能小于 0，请改正。"
        return _finding("score-below-nought", "error", said, row)
    if row.weight is None or row.weight < 0:
        return None  # the weight is what is wrong
    said = f"{name}得 {plain(score)} 分，超过分值 {plain(row.weight)} 分，请改正。"
    return _finding("score-above-weight", "error", said, row)


def _outside_tier(row: Row, score: Decimal, name: str, interval: Interval) -> Finding | None:
    """A tier that nobody chose follows from the figures; who says unmet has contradicted those already."""
    if score in interval or (not row.tier and row.outcome in UNMET):
        return None
    said = f"{name}得 {plain(score)} 分，分档“{interval.label}”应在 {interval.text}之间，请改正得分或分档。"
    return _finding("score-outside-tier", "error", said, row, interval.tier, *_judged(row))


def _points_taken_off(row: Row, score: Decimal, name: str, found: RowScore) -> Finding | None:
    """Met, and yet not all the points: by a slip in the sum, or for a reason that has to be written."""
    if found.formula is not None and _by_actual_alone(row, score):
        return _differs(row, score, name, found)
    if row.deviation_reason.strip() or not (found.formula or row.outcome in _REACHED):
        return None
    said = (
        f"{name}已达到目标值（{pair_text(row)}），得 {plain(score)} 分，低于分值 {plain(row.weight or score)} 分，"
        "请在偏差原因中说明扣分原因，或改正得分。"
    )
    return _finding("below-weight-without-reason", "warning", said, row, *_judged(row), field="deviation_reason")


def _differs(row: Row, score: Decimal, name: str, found: RowScore) -> Finding:
    due = plain(found.formula or Decimal(0))
    said = f"{name}得 {plain(score)} 分，按公式应得 {due} 分（{found.explanation}）"
    if slip := _by_actual_alone(row, score):
        said += (
            f"。填写的得分像是用分值乘实际完成值算出的（{slip}），应先用实际完成值除以目标值再乘分值，"
            "达到目标值的得满分"
        )
    return _finding("score-differs-from-formula", "warning", f"{said}，请核对。", row, due, *_judged(row))


def _by_actual_alone(row: Row, score: Decimal) -> str:
    """10 × 94%, where w·B was entered for w·B/A; else ""."""
    judged = judgement_of(row)
    actual = judged.actual.number
    if actual is None or not score or row.weight is None or judged.direction not in {"up", "equal"}:
        return ""
    exact = Fraction(row.weight) * Fraction(actual)
    by = {rounded(exact): plain(actual), rounded(exact / 100): f"{plain(actual)}%"}
    return f"{plain(row.weight)} × {by[score]}" if score in by else ""


def _finding(code: str, level: str, said: str, row: Row, *more: str, field: str = "score") -> Finding:
    figures = ("" if number is None else plain(number) for number in (row.score, row.weight))
    return Finding(code, level, said, Place("indicators", row.key, field), (*figures, *more))


def _judged(row: Row) -> tuple[str, ...]:
    """For the fingerprint: what was judged, and as what."""
    return (row.judged_target, row.actual, row.direction, row.outcome, row.tier)
