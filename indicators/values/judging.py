"""Judges an actual by its target as a careful reviewer would, from the pair and what the row tells; else asks a person."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from . import answers, dates, figures, lexicon, wording, words
from .case import Case, Row, Verdict
from .names import names_what_is_bad
from .plain import plain, words_of
from .reading import Value, read
from .units import NONE, Unit, relation, unit_of


@dataclass(frozen=True)
class Judgement:
    """outcome: "met", "exceeded", "not_met" or "cannot_tell". direction: as of a Value. ratio: B/A, not in percent.

    asks: what a person must add where one cannot tell: "target", "actual", "tier", "direction", "figure" (the actual
    holds none that answers the target) or "". tier: "reached", "partly", "not_reached" where the words settle it.
    units: "same", "convertible", "missing", "different", "incomparable", or "" where no two numbers meet.
    repeats: the actual is the target once more, operator and all.
    """

    outcome: str
    direction: str
    ratio: Decimal | None
    sentence: str
    target: Value
    actual: Value
    asks: str = ""
    tier: str = ""
    units: str = ""
    target_unit: str = ""
    actual_unit: str = ""
    repeats: bool = False


def judge(
    target: str, actual: str, *, name: str = "", unit: str = "", direction: str | None = None, level2: str = ""
) -> Judgement:
    """unit: of the row's own column. direction: what a person has set ("range" counts as "equal")."""
    row = Row(name, plain(unit), direction or "", level2)
    case = _in_context(Case(read(target, name=name), read(actual, name=name), row))
    verdict = next(
        (verdict for rule in _RULES if (verdict := rule(case))), Verdict("", case.target.direction, asks="tier")
    )
    return _stated(case, verdict)


def _in_context(case: Case) -> Case:
    """What only the row can tell: 12月 beside 工期 and 个月 is a duration, 无 beside 安全事故 is none of them."""
    target, actual = case.target, case.actual
    if target.kind == "not_applicable" and plain(target.text) in {"无", "没有"} and names_what_is_bad(case.row.name):
        return replace(case, target=replace(target, kind="number", number=Decimal(0), direction="down"))
    months = dates.as_months(target.text)
    lasts = actual.number is not None and "月" in (actual.unit.removeprefix("个"), case.row.unit.removeprefix("个"))
    if months is not None and target.span is not None and lasts:
        operator, number = months
        return replace(
            case, target=replace(target, kind="number", operator=operator, number=number, unit="月", span=None)
        )
    return case


def _stated(case: Case, verdict: Verdict) -> Judgement:
    target, actual, row = case.target, case.actual, case.row
    outcome = verdict.outcome or "cannot_tell"
    direction = row.direction or (verdict.direction if verdict.direction != "unknown" else target.direction)
    units, (wanted, given) = _units(target, actual)
    judgement = Judgement(
        outcome=outcome,
        direction=direction,
        ratio=verdict.ratio,
        sentence="",
        target=target,
        actual=actual,
        asks=verdict.asks if outcome == "cannot_tell" else "",
        tier=_tier(case, outcome, direction),
        units=units,
        target_unit=wanted.text,
        actual_unit=given.text,
        repeats=_repeats(case),
    )
    return replace(judgement, sentence=wording.sentence(judgement, verdict.why))


def _units(target: Value, actual: Value) -> tuple[str, tuple[Unit, Unit]]:
    if target.number is None or actual.number is None:
        return "", (unit_of(target.unit) if target.unit else NONE, unit_of(actual.unit) if actual.unit else NONE)
    units = unit_of(target.unit), unit_of(actual.unit)
    return relation(*units), units


def _tier(case: Case, outcome: str, direction: str) -> str:
    if case.actual.kind == "tier":
        return case.actual.answer
    return "reached" if direction == "qualitative" and outcome in {"met", "exceeded"} else ""


def _repeats(case: Case) -> bool:
    """≥95% under ≥95%: no figure was reported. A repeated 保障 is an answer."""
    operator = case.target.operator != "" and not case.target.weak
    return operator and case.target.is_stated and words.same(case.target, case.actual)


def _blank(case: Case) -> Verdict | None:
    if not case.target.is_stated:
        why = "没有目标值" if case.target.kind == "blank" else "目标值注明不适用"
        return Verdict("", case.actual.direction, why=why, asks="target")
    if case.actual.kind == "blank":
        return Verdict("", figures.direction_in(case), why="还没有实际完成值", asks="actual")
    for value, cell in ((case.target, "target"), (case.actual, "actual")):
        if words.is_leftover(value.text):
            return Verdict("", why="还留着表样里的文字", asks=cell)
    if any(word in plain(case.row.name) for word in lexicon.PROMISES_NOTHING):
        return Verdict("", "qualitative", why="指标名称注明没有该项效益", asks="tier")
    return None


def _same(case: Case) -> Verdict | None:
    if not words.same(case.target, case.actual):
        return None
    if words.claim(case.actual) in {"missed", "late"}:
        return Verdict("", figures.direction_in(case), why="目标值本身写的是没有完成", asks="target")
    ratio = (
        Decimal(1)
        if case.target.number and case.target.operator in {"", "="} and case.target.kind == "number"
        else None
    )
    return Verdict("met", figures.direction_in(case), ratio)


def _spoken_numbers(case: Case) -> Verdict | None:
    """未发生 under 0起, 全覆盖 under 100%, and the other way round."""
    target, actual = _spoken(case.target, case.actual), case.actual
    # 无投诉 is no 0 of what is to be high: it speaks of something else.
    speaks_of_it = words.is_bare_zero(actual) or figures.direction_in(case) != "up"
    if speaks_of_it or not words.is_zero(actual):
        actual = _spoken(actual, case.target, case.row.name)
    if (target, actual) == (case.target, case.actual) or target.number is None or actual.number is None:
        return None
    return figures.compare(target, actual, case.row)


def _spoken(value: Value, other: Value, name: str = "") -> Value:
    if other.number is None or value.number is not None:
        return value
    if words.is_zero(value) or (
        value.kind == "not_applicable" and other.number == 0 and plain(value.text) in {"无", "没有"}
    ):
        return Value(value.text, "number", number=Decimal(0), unit=other.unit, direction="down")
    if unit_of(other.unit).kind != "percent":
        return value
    # 合格 says 100% where the name asks for 合格率.
    named = (
        other.number == 100
        and words_of(plain(value.text)) in plain(name) + other.lead
        and words.is_fulfilled_or_not(value.text)
    )
    if words.as_whole(value) is not None or named:
        return Value(value.text, "number", number=Decimal(100), unit="%", direction="up")
    return value


def _numbers(case: Case) -> Verdict | None:
    if case.row.direction == "qualitative" or case.target.number is None:
        return None
    actual = _answering(case.target, case.actual)
    if actual is None:
        return Verdict("", figures.direction_in(case), why="实际完成值里没有可以比较的数值", asks="figure")
    return figures.compare(case.target, actual, case.row)


def _answering(target: Value, actual: Value) -> Value | None:
    """The actual's number; among several the only one that is no plan and has the target's unit."""
    if actual.number is not None:
        return None if any(word in actual.lead for word in _NOT_YET) else actual
    done = [
        part for part in actual.parts if part.number is not None and not any(word in part.lead for word in _PLANNED)
    ]
    fitting = [
        part
        for part in done
        if relation(unit_of(target.unit), unit_of(part.unit)) in {"same", "convertible"} and part.unit
    ]
    return fitting[0] if len(fitting) == 1 else None


_NOT_YET = ("计划", "拟", "预计", "应", "基本", "部分")
_LEFT_UNDONE = re.compile("(?:[底前日末]|年|月)(?:未|尚未|没有|未能)(?:全部)?(?:完成|完工|竣工|实施|开展)")
_PUT_OFF = re.compile("(?:延期|推迟|延后|顺延|延迟|推延)[至到]")
_PLANNED = ("正在", "在建", "计划", "目标", "应", "任务", "预期", "年初", "上年", "去年", "预算", "同期", "拟")


def _days(case: Case) -> Verdict | None:
    target, actual = case.target.span, case.actual.span
    if target is None:
        return None
    direction = case.target.direction
    if not target.has_year and plain(case.actual.text).startswith(("次年", "翌年")):
        return Verdict("not_met", direction)
    said = plain(case.actual.text)
    # 12月底未完成 under 12月底前: by the very day that was promised
    promised = said.startswith(plain(case.target.text).rstrip("前完成"))
    if actual is None and (_PUT_OFF.search(said) or (promised and _LEFT_UNDONE.search(said))):
        return Verdict("not_met", direction)
    if actual is None or any(word in plain(case.actual.text) for word in _NOT_YET):
        timed = case.actual.kind == "qualitative" and words.is_on_time(case.actual) and not words.claim(case.actual)
        if timed and plain(case.actual.text) in {"及时", "按时", "按期", "如期", "准时", "提前"}:
            return Verdict("met", direction)
        return Verdict("", direction, why="实际完成值里没有可以比较的日期", asks="figure")
    outcome = {"early": "exceeded", "kept": "met", "late": "not_met"}.get(dates.compare(target, actual), "")
    return Verdict(
        outcome, direction, asks="" if outcome else "figure", why="" if outcome else "两个时间的先后不能确定"
    )


def _compound(case: Case) -> Verdict | None:
    """培训3期，200人次: judged only if every part has its answer."""
    wanted, given = case.target.parts, case.actual.parts
    if not wanted:
        return None
    pairs = _pairs(wanted, given)
    if pairs is None:
        return Verdict("", "unknown", why="目标值包含多个数值，不能逐一对应", asks="figure")
    outcomes = []
    for one, other in pairs:
        inner = replace(case, target=one, actual=other)
        verdict = _numbers(inner) or _days(inner)
        outcomes.append(verdict.outcome if verdict else "")
    return Verdict(
        _together(outcomes), "unknown", asks="figure", why="" if all(outcomes) else "目标值包含多个数值，不能逐一判断"
    )


def _pairs(wanted: tuple[Value, ...], given: tuple[Value, ...]) -> list[tuple[Value, Value]] | None:
    """In order; each with the same unit, or both dates."""
    if len(wanted) != len(given):
        return None
    pairs = list(zip(wanted, given, strict=True))
    units = [unit_of(part.unit).name for part in wanted if part.number is not None]
    if len(set(units)) < len(units) and any(one.lead != other.lead for one, other in pairs):
        # 省级1项，国家级2项: only the words tell which is which.
        return None
    alike = all(
        (one.span is not None and other.span is not None)
        or (
            one.number is not None
            and other.number is not None
            and relation(unit_of(one.unit), unit_of(other.unit)) in {"same", "convertible"}
        )
        for one, other in pairs
    )
    return pairs if alike else None


def _together(outcomes: list[str]) -> str:
    if "not_met" in outcomes:
        return "not_met"
    if not all(outcomes):
        return ""
    return "exceeded" if "exceeded" in outcomes else "met"


_RULES: tuple[Callable[[Case], Verdict | None], ...] = (
    _blank,
    _same,
    answers.tiers,
    answers.against_target,
    answers.yes_or_no,
    answers.claims,
    _spoken_numbers,
    _numbers,
    _days,
    _compound,
    answers.in_words,
)
