"""Rules for actuals in words: 是, tiers, 已完成, 高于目标值, and words against words."""

import re
from dataclasses import replace

from . import classes, figures, words
from .case import Case, Verdict
from .names import asks_yes_or_no
from .plain import plain
from .reading import Value

# Done is not yet done well.
_WELL = re.compile("高质量|优质|高标准|高效|圆满|超额|[且并]")


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
    if target.number == 0 and plain(actual.text) in {"有", "是", "存在"}:
        return Verdict("not_met", "down")
    if target.kind == "yes_no":
        answer = actual.answer if actual.kind == "yes_no" else _as_answer(actual, case.row.name)
        return _answered(target.answer, answer)
    if actual.kind == "yes_no" and target.kind == "qualitative" and asks_yes_or_no(case.row.name):
        return _answered("yes", actual.answer)
    return None


def _answered(wanted: str, given: str) -> Verdict:
    if not given:
        return Verdict("", "equal", why="目标值是“是”或“否”，实际完成值不是", asks="figure")
    return Verdict("met" if wanted == given else "not_met", "equal")


def _as_answer(actual: Value, name: str) -> str:
    denied = plain(actual.text).removeprefix("尚").removeprefix("未")
    if denied != plain(actual.text) and f"是否{denied}" in plain(name):
        return "no"
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
    kept_low = direction == "down" and case.target.number is not None and words.tells_of_nothing_done(case.actual)
    if said == "missed" and (case.target.number == 0 or kept_low):
        return Verdict("", direction, asks="figure")
    if said == "missed":
        return Verdict("not_met", direction)
    if said == "pending":
        return Verdict("not_met", direction) if _was_to_be_done(case, direction) else None
    if said == "late":
        timed = case.target.span is not None or words.is_on_time(case.target)
        return Verdict("not_met", direction) if timed else None
    if said == "surpassed":
        return Verdict("exceeded", direction)
    return _reached(case, direction)


def _was_to_be_done(case: Case, direction: str) -> bool:
    if case.target.kind == "qualitative":
        return words.asks_completion(case.target)
    return case.target.span is not None or (case.target.number is not None and direction in {"up", "equal"})


def _reached(case: Case, direction: str) -> Verdict | None:
    if words.speaks_of_target(case.actual):
        return Verdict("met", direction)
    target = plain(case.target.text)
    if case.target.kind == "qualitative":
        asked = ("完成" in target and not _WELL.search(target)) or words.as_whole(case.target) is not None
        timely = not words.is_on_time(case.target) or words.is_on_time(case.actual)
        return Verdict("met", direction) if asked and timely and not words.is_zero(case.target) else None
    if case.target.span is not None or direction in {"up", "equal"} or _all_to_be_reached(case):
        return Verdict("met", direction)
    return Verdict("", direction, why="实际完成值没有写明数值", asks="figure")


def _all_to_be_reached(case: Case) -> bool:
    """已完成 under 建设2个，改造3个."""
    parts = [replace(case, target=part) for part in case.target.parts]
    return bool(parts) and all(
        part.target.span is not None or figures.direction_in(part) in {"up", "equal"} for part in parts
    )


def in_words(case: Case) -> Verdict | None:
    if case.target.kind == "tier" and case.actual.kind in {"qualitative", "yes_no"}:
        return Verdict("", "qualitative", asks="tier")
    if (
        case.target.kind == "qualitative"
        and _is_all_of_them(case.actual)
        and words.is_fulfilled_or_not(case.target.text)
    ):
        return Verdict("met", "qualitative")
    trend = words.trend(case.target) if case.target.kind == "qualitative" else ""
    if trend and case.actual.sense and case.actual.number is not None and case.actual.number > 0:
        return Verdict("met" if case.actual.sense == trend else "not_met", "qualitative")
    if trend == "fall" and words.is_held(case.target) and _is_change(case):
        return Verdict("met" if (case.actual.number or 0) <= 0 else "not_met", "qualitative")
    outcome = classes.compared(plain(case.target.text), plain(case.actual.text), case.row.name)
    outcome = outcome or words.compare(case.target, case.actual, case.row.name)
    return Verdict(outcome, "qualitative") if outcome else None


def _is_change(case: Case) -> bool:
    """-2% under 零增长, and 3.2% where the row's name speaks of 增长率 or 变动率."""
    actual = case.actual
    plainly = actual.number is not None and actual.upper is None and actual.operator == "" and actual.unit == "%"
    return plainly and ((actual.number or 0) <= 0 or any(word in plain(case.row.name) for word in ("增", "变动")))


def _is_all_of_them(value: Value) -> bool:
    """100%, or 合格率100%"""
    plainly = value.operator in {"", "=", "≥"} and not value.sense
    return (
        value.number == 100
        and value.unit == "%"
        and plainly
        and (not value.lead or words.is_fulfilled_or_not(value.lead))
    )
