"""From what is judged of a row to the formula of its rule set: the only place that knows both."""

from dataclasses import dataclass
from decimal import Context, Decimal

from budgets.rulesets import RuleSet
from indicators.facts import Row
from indicators.formulas import Points, formula, full, none
from indicators.judged import judgement_of
from indicators.values import Judgement

_REACHED = {"met", "exceeded"}
# Enough for any figure that is typed; a converted one comes from a division.
_DIGITS = Context(prec=20)

_ASKED = {
    "weight": "尚未填写分值",
    "target": "目标值未填写或不适用，请人工评分",
    "actual": "尚未填写实际完成值",
    "direction": "看不出越多越好还是越少越好，请选择方向",
    "tier": "定性指标，请选择完成档次",
}
_BY_HAND = "不能按公式计算，请人工评分"


@dataclass(frozen=True)
class Worth:
    """What the formula gives; None where a person must decide, and `asks` what. tier: of a qualitative row."""

    points: Decimal | None
    explanation: str
    asks: str = ""
    tier: str = ""
    ratio: Decimal | None = None


def worth(row: Row, rules: RuleSet) -> Worth:
    return worth_of(row, judgement_of(row), rules)


def worth_of(row: Row, judged: Judgement, rules: RuleSet) -> Worth:
    reached = _is_reached(row, judged)
    qualitative = bool(row.tier) or judged.direction == "qualitative"
    tier = (row.tier or judged.tier or ("reached" if reached else "")) if qualitative else ""
    if row.weight is None or row.weight < 0:
        return Worth(None, _ASKED["weight"], "weight", tier, judged.ratio)
    if judged.asks in {"target", "actual"}:
        return Worth(None, _ASKED[judged.asks], judged.asks, tier, judged.ratio)
    if qualitative:
        return _by_tier(row, judged, tier, row.weight, rules)
    points = _by_figures(row, judged, row.weight, rules, reached=reached)
    if points.points is not None:
        return Worth(points.points, points.explanation, ratio=judged.ratio)
    asks = judged.asks if judged.asks in _ASKED else "points"
    return Worth(None, _ASKED.get(asks, points.explanation), asks, ratio=judged.ratio)


def _is_reached(row: Row, judged: Judgement) -> bool:
    """By the figures; what they do not tell, a person has said."""
    return (row.outcome if judged.outcome == "cannot_tell" else judged.outcome) in _REACHED


def _by_tier(row: Row, judged: Judgement, tier: str, weight: Decimal, rules: RuleSet) -> Worth:
    """The same words in target and actual are 达成预期 in full, and nobody is asked."""
    allowed = rules.interval_of(tier)
    if allowed is None:
        return Worth(None, _ASKED["tier"], "tier")
    same_words = judged.outcome in _REACHED and (judged.actual.kind != "tier" or judged.target.kind == "tier")
    if tier == "reached" and same_words:
        return Worth(*full(weight, "达成预期"), tier=tier)
    low, high = (f"{share.normalize():f}%" for share in (allowed.low, allowed.high))
    ending = f"（不含{high}）" if allowed.high_excluded else ""
    return Worth(None, f"{allowed.label}：请在分值的{low}至{high}{ending}之间评分", "points", tier)


def _by_figures(row: Row, judged: Judgement, weight: Decimal, rules: RuleSet, *, reached: bool) -> Points:
    target, kind = judged.target, judged.target.kind
    if kind == "yes_no" or (kind == "qualitative" and judged.actual.kind == "yes_no"):
        return full(weight, judged.actual.text.strip()) if reached else _missed_answer(judged)
    if target.span is not None:
        return full(weight, "按期完成") if reached else _missed_date(judged)
    numbers = _numbers(row, judged)
    if target.number is None or judged.outcome == "cannot_tell" or not numbers:
        return full(weight, "已完成") if reached else Points(None, _BY_HAND)
    actual = _actual(judged)
    if actual is None:
        return full(weight, "已完成") if reached else Points(None, _BY_HAND)
    found = formula(judged.direction, numbers, actual, weight, rules, strict=target.operator in {">", "<"})
    # 97 under 100左右: what is near enough is for the judgement to say.
    return full(weight, "已完成") if reached and found.points != full(weight, "").points else found


def _missed_answer(judged: Judgement) -> Points:
    if judged.outcome == "cannot_tell":
        return Points(None, "实际完成值不是“是”或“否”，请人工评分")
    return none(judged.actual.text.strip())


def _missed_date(judged: Judgement) -> Points:
    return Points(None, _BY_HAND if judged.outcome == "cannot_tell" else "未按期完成，请人工评分")


def _numbers(row: Row, judged: Judgement) -> tuple[Decimal, ...]:
    """A range with a direction set by a person counts by the bound of that side. () where no formula fits."""
    target = judged.target
    if target.number is None or judged.direction not in {"up", "down", "equal", "range"}:
        return ()
    if target.upper is None:
        return (target.number,)
    return {"up": (target.number,), "down": (target.upper,)}.get(row.direction, (target.number, target.upper))


def _actual(judged: Judgement) -> Decimal | None:
    """In the target's unit, and as a fall where a fall was promised: the ratio knows both."""
    wanted, given = judged.target.number, judged.actual.number
    if wanted and judged.ratio is not None:
        if given is not None and judged.ratio == given / wanted:
            return given
        return _DIGITS.create_decimal(judged.ratio * wanted)
    return None if judged.units == "convertible" and wanted else given
