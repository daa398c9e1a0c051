"""What an indicator is worth, from plain numbers: A the target, B the actual, w the weight.

Formulas are found by the name that a rule set gives them. Results have two places, rounded half up, within 0 and w.
Arithmetic is in fractions: a tie at the third place is then a tie, and 0.125 becomes 0.13.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from budgets.money import CENT
from budgets.rulesets import RuleSet


class Points(NamedTuple):
    """points: None where no formula can say and a person must; the explanation then says why."""

    points: Decimal | None
    explanation: str


class Case(NamedTuple):
    """target: one number, or the lower and upper bound of a range. strict: the operator was > or <."""

    target: tuple[Decimal, ...]
    actual: Decimal
    weight: Decimal
    strict: bool
    rules: RuleSet


Formula = Callable[[Case], Points]

NEGATIVE_TARGET = "目标值为负数，不能按比例计算，请人工评分"
NO_BOUNDS = "目标值不是数值区间，请人工评分"


def formula(
    direction: str,
    target: tuple[Decimal, ...],
    actual: Decimal | None,
    weight: Decimal,
    rules: RuleSet,
    *,
    strict: bool = False,
) -> Points:
    """direction: "up", "down", "equal" or "range". No target, no actual: no points, for nothing was reported."""
    if not target:
        return Points(None, "目标值未填写或不是数值，请人工评分")
    if actual is None:
        return Points(None, "实际完成值未填写或不是数值")
    name = getattr(rules.formulas, "range" if len(target) == 2 else direction)
    return FORMULAS[name](Case(target, actual, weight, strict, rules))


def proportional(case: Case) -> Points:
    """Reached: w. Else w·B/A."""
    wanted, actual, weight = case.target[0], case.actual, case.weight
    if actual > wanted or (actual == wanted and not case.strict):
        return full(weight, f"{plain(actual)} {'>' if case.strict else '≥'} {plain(wanted)}")
    if wanted == 0:
        return none(f"{plain(actual)} {'≤' if case.strict else '<'} 0")
    if wanted < 0:
        return Points(None, NEGATIVE_TARGET)
    return _bounded(weight, _fraction(weight) * _fraction(actual) / _fraction(wanted), times(weight, actual, wanted))


def ratio(case: Case) -> Points:
    """Kept: w. Else w·A/B."""
    limit, actual, weight = case.target[0], case.actual, case.weight
    if _kept(case):
        return full(weight, f"{plain(actual)} {'<' if case.strict else '≤'} {plain(limit)}")
    if limit == 0:
        return none(f"{plain(actual)} {'≥' if case.strict else '>'} 0")
    if limit < 0:
        return Points(None, NEGATIVE_TARGET)
    return _bounded(weight, _fraction(weight) * _fraction(limit) / _fraction(actual), times(weight, limit, actual))


def linear(case: Case) -> Points:
    """Kept: w. Up to twice the limit w·(1−(B−A)/A), from there on 0."""
    limit, actual, weight = case.target[0], case.actual, case.weight
    if _kept(case):
        return full(weight, f"{plain(actual)} {'<' if case.strict else '≤'} {plain(limit)}")
    if limit == 0:
        return none(f"{plain(actual)} {'≥' if case.strict else '>'} 0")
    if limit < 0:
        return Points(None, NEGATIVE_TARGET)
    if actual >= 2 * limit:
        return none(f"{plain(actual)} ≥ 2 × {plain(limit)}")
    share = 1 - (_fraction(actual) - _fraction(limit)) / _fraction(limit)
    words = f"{plain(weight)} × [1 - ({plain(actual)} - {plain(limit)}) ÷ {plain(limit)}]"
    return _bounded(weight, _fraction(weight) * share, words)


def _kept(case: Case) -> bool:
    return case.actual < case.target[0] or (case.actual == case.target[0] and not case.strict)


def as_up(case: Case) -> Points:
    """A = 0: B ≤ 0 is w, else 0. A > 0: as positive. Below zero only the very number is reached."""
    wanted, actual, weight = case.target[0], case.actual, case.weight
    if wanted > 0:
        return FORMULAS[case.rules.formulas.up](case)
    if actual == wanted:
        return full(weight, f"{plain(actual)} = {plain(wanted)}")
    if wanted < 0:
        return Points(None, NEGATIVE_TARGET)
    return full(weight, f"{plain(actual)} ≤ 0") if actual < 0 else none(f"{plain(actual)} > 0")


def nearest_bound(case: Case) -> Points:
    """Inside: w. Else by the nearer bound, the lower as positive, the upper as reverse."""
    if len(case.target) != 2:
        return Points(None, NO_BOUNDS)
    low, high = case.target
    actual, formulas = case.actual, case.rules.formulas
    if low <= actual <= high:
        return full(case.weight, f"{plain(low)} ≤ {plain(actual)} ≤ {plain(high)}")
    bound, name = (low, formulas.up) if actual < low else (high, formulas.down)
    return FORMULAS[name](case._replace(target=(bound,)))


FORMULAS: dict[str, Formula] = {
    "proportional": proportional,
    "ratio": ratio,
    "linear": linear,
    "as_up": as_up,
    "nearest_bound": nearest_bound,
}


def full(weight: Decimal, why: str) -> Points:
    points = rounded(_fraction(weight))
    return Points(points, f"{why}，得满分 {points:f}")


def none(why: str) -> Points:
    return Points(Decimal("0.00"), f"{why}，得 0.00")


def times(weight: Decimal, upper: Decimal, lower: Decimal) -> str:
    """20 × 92 ÷ 100; what is negative stands in brackets."""
    return f"{plain(weight)} × {_bracketed(upper)} ÷ {_bracketed(lower)}"


def _bounded(weight: Decimal, exact: Fraction, words: str) -> Points:
    """Never below 0; that it is not above w follows from the target not having been reached."""
    if exact < 0:
        return Points(Decimal("0.00"), f"{words} < 0，按 0.00 计")
    points = rounded(min(exact, _fraction(weight)))
    return Points(points, f"{words} {'=' if exact == _fraction(points) else '≈'} {points:f}")


def rounded(exact: Fraction) -> Decimal:
    """To 0.01, half up. Not below 0."""
    return Decimal(int((exact * 200 + 1) // 2)) * CENT


def plain(number: Decimal) -> str:
    """92, not 92.00 nor 9.2E+1."""
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _bracketed(number: Decimal) -> str:
    return f"({plain(number)})" if number < 0 else plain(number)


def _fraction(number: Decimal) -> Fraction:
    return Fraction(number)
