"""Reads one target or actual as people write it. Keeps the text; never raises; "unknown" is an answer."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from . import dates, lexicon
from .dates import Span
from .names import suggested
from .plain import plain, words_of
from .quantities import Quantity, scan
from .units import known_prefix, unit_of


@dataclass(frozen=True)
class Value:
    """A cell and what was understood of it.

    kind: "number", "range", "date", "period", "yes_no", "qualitative", "tier", "not_applicable", "blank", "unknown".
    operator: one of ≥ ≤ > < = ~ (左右), "近" (just below), "+" (余: a little more), or "". number: as typed, of its unit
    (16.20 of 16.20万元); of a range the lower bound, upper the other. weak: 达到 or 控制在, an operator in a target only.
    direction: "up", "down", "equal", "qualitative" or "unknown". sense: "rise" or "fall" of a change (较上年减少2%).
    parts: where a text holds several values, each of them; its own kind is then "unknown".
    lead: the words before a number; divisor: of a fraction, whose number is the quotient; answer: "yes" or "no", or the tier's code.
    """

    text: str
    kind: str = "unknown"
    operator: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    direction: str = "unknown"
    weak: bool = False
    sense: str = ""
    span: Span | None = None
    answer: str = ""
    lead: str = ""
    divisor: Decimal | None = None
    parts: tuple["Value", ...] = ()

    @property
    def is_stated(self) -> bool:
        return self.kind not in {"blank", "not_applicable"}


_NOT_APPLICABLE = frozenset(lexicon.NOT_APPLICABLE.split())
_ANSWERS = dict.fromkeys(lexicon.YES.split(), "yes") | dict.fromkeys(lexicon.NO.split(), "no")
_TIERS = {words_of(label): tier for tier, labels in lexicon.TIERS.items() for label in labels.split()}
_CLAUSE = re.compile(r"[;、。\n]|,(?![0-9]{3}(?![0-9]))|(?<![0-9]),")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_QUOTED = re.compile('[“"「『《]([^“”"「」『』《》]*)[”"」』》]')
# 第3批, H7N9, A4, 12345热线, 101号: digits that name something.
_CODE = re.compile(
    r"第[0-9]+(?!季度)|[1-5]A+级?|(?<![A-Za-z0-9])(?![qQ][1-4](?![0-9]))[A-Za-z]{1,6}-?[0-9]+[A-Za-z0-9.]*|(?<![0-9])[0-9]+(?:热线|专线|平台|工程|计划|行动|标准体系|战略|号文|号\b)|(?<![0-9])[0-9]+[GgKDd](?=[\u4e00-\u9fff])"
)
# 9O%, l1月: a letter that was taken for a digit by eye or machine. H2O and O3 are what they are.
_MISTAKEN = re.compile(r"(?<=[0-9])(?<![A-Za-z][0-9])[Oo](?![A-Za-z])|(?<![A-Za-z])[lI](?=[0-9])")
_NEGATED = re.compile(
    "(?:未|没|没有|不|尚|(?<![误温级价])差|缺|缺少|剩|剩余|尚有|还有|仍有|无|扣除|前|第|排名|名列|位列)$"
)
_ONLY_DATE = re.compile(
    lexicon.run_of(
        "于 在 应 须 需 预计 计划 按 力争 确保 已 已于 截至 截止 截止到 到 每年 全部 按时 年度 实际 完成 "
        "时间 : 日期 完工 竣工 为 之 前 开工 实施 内 底 度 建成 达到 及时 均 的 份 左右 完成时间 完成时限"
    )
)
# 90%≤X≤100% and ≥90%≤100% are ranges.
_BOUNDS = re.compile(
    r"(?<![0-9.])([0-9.]+[^0-9≤<≥>=]{0,4})(?:[≤<][^0-9≤<≥>=]{1,8}[≤<])([0-9])|[≥>]([0-9.]+[^0-9≤<≥>=,;]{0,4})[且并]?[≤<]([0-9])"
)
_OTHER_YEAR = re.compile("次年|翌年|来年|明年|下年|去年|上年|每月|每年|每季度|每周|逐月|按月")
_UNDONE = re.compile("未|没|尚|不|延|推迟|滞后")
# 是，已建立; but not 是，尚未完成
_ANSWER_FIRST = re.compile("(?P<answer>[是否])[,;:(。](?P<rest>.*)")
_HEDGED = re.compile("[未没不但]|基本|部分")
# What remains, and what a figure is made up of, is no figure of its own.
_BESIDE = re.compile("剩余|其余|余下|剩下|尚余|其中|另有")
_DIGIT = re.compile("[0-9]")


def read(text: str, *, name: str = "") -> Value:
    return _with_direction(_read(text), name)


def _read(text: str) -> Value:
    said = plain(text)
    if not said:
        return Value(text, "unknown" if text.strip() else "blank")
    if _MISTAKEN.search(said):
        return Value(text)
    word = words_of(said)
    if said.lower() in _NOT_APPLICABLE:
        return Value(text, "not_applicable")
    if said.lower() in _ANSWERS:
        return Value(text, "yes_no", answer=_ANSWERS[said.lower()])
    if (head := _ANSWER_FIRST.fullmatch(said)) and not _HEDGED.search(head["rest"]):
        return Value(text, "yes_no", answer=_ANSWERS[head["answer"]])
    if word in _TIERS:
        return Value(text, "tier", answer=_TIERS[word])
    return _of_parts(text, _parts(_without_names(said)), has_words=bool(word))


def _of_parts(text: str, parts: tuple[Value, ...] | None, *, has_words: bool) -> Value:
    if parts is None:
        return Value(text)
    if not parts:
        return Value(text, "qualitative" if has_words else "unknown")
    if len(parts) == 1:
        return replace(parts[0], text=text)
    if between := _between(parts):
        return replace(between, text=text)
    return Value(text, parts=parts)


def _between(parts: tuple[Value, ...]) -> Value | None:
    """不少于10个，不超过20个 is one range."""
    if len(parts) != 2 or parts[0].sense or parts[1].sense or parts[1].lead:
        return None
    low, high = parts if parts[0].operator in {"≥", ">"} else parts[::-1]
    if low.operator not in {"≥", ">"} or high.operator not in {"≤", "<"} or low.weak or high.weak:
        return None
    if (
        low.number is None
        or high.number is None
        or low.number >= high.number
        or {low.unit, high.unit} - {low.unit or high.unit, ""}
    ):
        return None
    return replace(low, kind="range", operator="", upper=high.number, unit=low.unit or high.unit, direction="equal")


def _without_names(said: str) -> str:
    """Drops what brackets and quotes add, and digits that name something; a text that is nothing else stays."""
    said = _BRACKETS.sub(_unwrapped, said)
    bare = _QUOTED.sub(lambda match: "“”" if _DIGIT.search(match[1]) else match.group(), said)
    said = bare if bare.strip('“”"') else said
    coded = _CODE.sub("#", said)
    return coded if coded != "#" else said


def _unwrapped(match: re.Match[str]) -> str:
    inner = match[1]
    whole = match.start() == 0 and match.end() == len(match.string)
    return inner if whole or (inner and known_prefix(inner) == inner) else ""


def _parts(said: str) -> tuple[Value, ...] | None:
    """Every date and number; None where digits are left that make neither."""
    said = dates.spelt_out(_BOUNDS.sub(lambda match: f"{match[1] or match[3]}-{match[2] or match[4]}", said))
    parts: list[Value] = []
    for clause in _CLAUSE.split(said):
        if parts and _BESIDE.match(clause):
            continue
        found = _of_clause(clause)
        if found is None:
            return None
        parts += found
    if len(parts) > 1:
        # 2022年开展培训3期: the year only says when.
        parts = [part for part in parts if not _is_mere_year(part)] or parts
    return tuple(parts)


def _of_clause(clause: str) -> list[Value] | None:
    spans = dates.find(clause)
    rest = _cut(clause, spans)
    if (
        spans
        and (_OTHER_YEAR.search(rest) or _UNDONE.search(rest))
        and not all(_is_year(found.span) for found in spans)
    ):
        return None
    quantities = scan(rest)
    if quantities is None:
        return None
    numbers = [_number(quantity) for quantity in quantities if not _is_code(quantity, len(quantities))]
    if None in numbers:
        return None
    alone = _ONLY_DATE.fullmatch(rest.replace(" ", "")) is not None
    told = [found.span for found in spans if numbers or alone or found.span.precision != "year" or found.span.before]
    return [_date(clause, span) for span in told] + [number for number in numbers if number]


def _cut(clause: str, spans: tuple[dates.Found, ...]) -> str:
    rest, position = [], 0
    for found in spans:
        rest.append(clause[position : found.begin])
        position = found.stop
    return " ".join([*rest, clause[position:]])


def _is_mere_year(part: Value) -> bool:
    return part.span is not None and _is_year(part.span)


def _is_year(span: Span) -> bool:
    return span.precision == "year" and not span.before


def _date(clause: str, span: Span) -> Value:
    return Value(clause, "period" if span.is_period else "date", span=span)


def _is_code(quantity: Quantity, among: int) -> bool:
    """12345热线畅通率, and 11kV before 线路3条: no value, but part of a name."""
    if quantity.operator or not quantity.tail[:1].isalpha() or quantity.tail[:1].isascii():
        return False
    if any(quantity.tail.startswith(word) for word in lexicon.NOT_UNITS.split()):
        return False
    return not quantity.unit or (among > 1 and quantity.unit.isascii() and quantity.unit.isalpha())


def _number(quantity: Quantity) -> Value | None:
    if quantity.conflict or _NEGATED.search(quantity.lead[-4:]):
        return None
    return Value(
        "",
        "number" if quantity.upper is None else "range",
        operator=quantity.operator,
        number=quantity.number,
        upper=quantity.upper,
        unit=quantity.unit,
        weak=quantity.weak,
        sense=quantity.sense,
        lead=quantity.lead,
        divisor=quantity.divisor,
        direction=quantity.by_level or "unknown",
    )


def _with_direction(value: Value, name: str) -> Value:
    if value.parts:
        return replace(value, parts=tuple(_with_direction(part, name) for part in value.parts))
    return replace(value, direction=_direction(value, name))


def _direction(value: Value, name: str) -> str:
    match value.kind:
        case "number":
            return _direction_of_number(value, name)
        case "range" | "period" | "yes_no":
            return "equal"
        case "date":
            return "equal" if value.span and _is_mere_year(value) else "down"
        case "qualitative" | "tier":
            return "qualitative"
        case _:
            return "unknown"


def _direction_of_number(value: Value, name: str) -> str:
    if value.operator in {"≥", ">"}:
        return "up"
    if value.operator in {"≤", "<"}:
        return "down"
    if value.operator in {"=", "~"}:
        return "equal"
    if value.sense:
        return "up"
    if value.direction != "unknown":
        return value.direction
    if value.number == 0:
        return "down"
    return suggested(f"{name}{value.lead}", "", unit_of(value.unit)) or "unknown"
