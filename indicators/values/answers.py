"""Rules for actuals in words: 是, tiers, 已完成, 高于目标值, and words against words."""

from . import figures, words
from .case import Case, Verdict
from .names import asks_yes_or_no
from .plain import plain
from .reading import Value


def against_target(case: Case) -> Verdict | None:
    """大于年度指标值, 低于目标值: read by what the target wants."""
    side = words.against_target(case.actual)
    if not side:
        return None
    direction = figures.direction_in(case)
    outcome = {
        ("above", "up"): "exceeded",
        ("below", "up"): "not_met",
        ("above", "down"): "not_met",
        ("below", "down"): "exceeded",
    }.get((side, direction), "met" if side == "at" else "")
    return Verdict(outcome, direction, asks="figure")


def yes_or_no(case: Case) -> Verdict | None:
    target, actual = case.target, case.actual
    if target.kind == "yes_no":
        answer = actual.answer if actual.kind == "yes_no" else _as_answer(actual)
        return _answered(target.answer, answer)
    if actual.kind == "yes_no" and target.kind == "qualitative" and asks_yes_or_no(case.row.name):
        return _answered("yes", actual.answer)
    return None


def _answered(wanted: str, given: str) -> Verdict:
    if not given:
        return Verdict("", "equal", why="目标值是“是”或“否”，实际完成值不是", asks="figure")
    return Verdict("met" if wanted == given else "not_met", "equal")


def _as_answer(actual: Value) -> str:
    if words.is_zero(actual) or actual.kind == "not_applicable" or words.claim(actual) == "missed":
        return "no" if plain(actual.text) not in {"/", "-", "不适用", "不涉及"} else ""
    if actual.kind == "qualitative" and (
        words.claim(actual) == "reached" or plain(actual.text).startswith("已") or plain(actual.text) == "有"
    ):
        return "yes"
    return "yes" if actual.number == 100 and actual.unit == "%" else ""


def tiers(case: Case) -> Verdict | None:
    if case.actual.kind != "tier":
        return None
    outcome = "met" if case.actual.answer == "reached" else "not_met"
    return Verdict(outcome, figures.direction_in(case) if case.target.number is not None else "qualitative")


def claims(case: Case) -> Verdict | None:
    """已完成 and its like. What was done late, or is to stay low, is not settled by having been done."""
    said = words.claim(case.actual)
    if not said or case.target.kind in {"yes_no", "not_applicable"}:
        return None
    direction = figures.direction_in(case)
    if said == "missed" and case.target.number == 0:
        return Verdict("", direction, asks="figure")
    if said == "missed":
        return Verdict("not_met", direction)
    if said == "late":
        timed = case.target.span is not None or words.is_on_time(case.target)
        return Verdict("not_met", direction) if timed else None
    if said == "surpassed":
        return Verdict("exceeded", direction)
    return _reached(case, direction)


def _reached(case: Case, direction: str) -> Verdict | None:
    if words.speaks_of_target(case.actual):
        return Verdict("met", direction)
    target = plain(case.target.text)
    if case.target.kind == "qualitative":
        asked = "完成" in target or words.as_whole(case.target) is not None
        timely = not words.is_on_time(case.target) or words.is_on_time(case.actual)
        return Verdict("met", direction) if asked and timely and not words.is_zero(case.target) else None
    if case.target.span is not None or direction in {"up", "equal"}:
        return Verdict("met", direction)
    return Verdict("", direction, why="实际完成值没有写明数值", asks="figure")


def in_words(case: Case) -> Verdict | None:
    if case.target.kind == "tier" and case.actual.kind in {"qualitative", "yes_no"}:
        return Verdict("", "qualitative", asks="tier")
    trend = words.trend(case.target) if case.target.kind == "qualitative" else ""
    if trend and case.actual.sense and case.actual.number is not None and case.actual.number > 0:
        return Verdict("met" if case.actual.sense == trend else "not_met", "qualitative")
    outcome = words.compare(case.target, case.actual)
    return Verdict(outcome, "qualitative") if outcome else None
