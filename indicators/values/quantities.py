"""One clause's numbers, each with its operator, unit and sense: 不少于 250 个工作日, 较上年减少2%, 10－20个, 100%±10%."""

import re
from dataclasses import dataclass
from decimal import Decimal

from . import lexicon
from .units import known_prefix


@dataclass(frozen=True)
class Quantity:
    """number: of a range the lower bound. weak: the operator counts in a target only. sense: "rise" or "fall" of a change.

    lead, tail: the words before and behind; divisor: of a fraction. by_level: "up" for 提高到, "down" for 降低到, where no change is meant.
    """

    number: Decimal
    upper: Decimal | None = None
    operator: str = ""
    unit: str = ""
    weak: bool = False
    sense: str = ""
    by_level: str = ""
    lead: str = ""
    tail: str = ""
    conflict: bool = False
    divisor: Decimal | None = None


@dataclass(frozen=True)
class _Figure:
    """What stands at one place in the text, up to its unit and the operator behind it."""

    begin: int
    stop: int
    number: Decimal
    upper: Decimal | None
    unit: str
    after: str
    divisor: Decimal | None = None


_RUN = re.compile(r"\.?[0-9](?:[0-9,.]*[0-9])?")
_STRICT = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})?(?:\.[0-9]{1,18})?")
# 百分比 and 千米 are units.
_SCALE = "(?:" + "|".join(sorted(lexicon.SCALES, key=len, reverse=True)) + ")(?!分|米|克|瓦|伏|卡)"
_MORE = "[余多几来]|(?<=[万千百亿])\\+|\\+"
_AFTER_RUN = re.compile(rf"(?P<more>{_MORE})?(?P<scale>{_SCALE})?(?P<late>[余多几来])?")
_WORD = re.compile("[\u4e00-\u9fff]+|[A-Za-zμ°]+[0-9]?")
_PER = ("/", "每", "·")
_EVERY = re.compile("每(?:人次|人|月|年|户|亩|天|日|学期|季度|平方米|公里|吨|小时|周)")
_JOIN = re.compile("[-~至到]|±")
_SIGN = re.compile(r"±$|(?:^|(?<=[≥≤<>=~至到:为\-]))[-+]$")
_NOT_UNIT = re.compile("|".join(map(re.escape, lexicon.spellings(lexicon.NOT_UNITS))))
_AFTER = {word: sign for sign, words in lexicon.AFTER.items() for word in words.split()}
_AFTER_START = re.compile("|".join(map(re.escape, sorted(_AFTER, key=len, reverse=True))))
_AFTER_END = re.compile(f"(?:{_AFTER_START.pattern})$")
_BEFORE = {word: sign for sign, words in lexicon.BEFORE.items() for word in words.split()}
_WEAK = {word: sign for sign, words in lexicon.WEAK_BEFORE.items() for word in words.split()}
_NEUTRAL = set(lexicon.NEUTRAL_BEFORE.split())
_LEADS = re.compile(
    "(?:" + "|".join(map(re.escape, sorted({*_BEFORE, *_WEAK, *_NEUTRAL}, key=len, reverse=True))) + ")$"
)
# Two figures held together by one of these are one thing that is no number: 1:3, 8:30, 7*24.
_TIES = ("-", "/", "*", ":", "×", "x", "X", "^")
_AGAINST = re.compile("(?:较|比|与)?(?:上年|去年|往年|同期|上一年|基期)度?(?:同期)?$|同比$|环比$")
_CHANGE = re.compile(
    rf"(?P<fall>{'|'.join(lexicon.spellings(lexicon.FALL))})|(?P<rise>{'|'.join(lexicon.spellings(lexicon.RISE))})"
)
_CHANGED = re.compile(rf"(?:{_CHANGE.pattern})(?:了|率|幅度|比例|约)?(?P<to>[到至为])?$")
_UNDONE = ("未", "没", "尚", "不", "前", "后")
# 节约 is no 约, and 附近 no 近.
_OTHER_WORD = re.compile("^(?:[节预集合契签制公履违]约|[附临最就远]近|[高]超)$")
# Only so much of what stands before a number can be its operator.
_REACH = 14


def scan(clause: str) -> tuple[Quantity, ...] | None:
    """The numbers of a plain clause; None where some digits make no number (1.2.3, 10,20)."""
    figures = _figures(clause)
    if figures is None:
        return None
    stops = [0, *(figure.stop for figure in figures)]
    begins = [*(figure.begin for figure in figures), len(clause)]
    return tuple(
        _quantity(figure, clause[stops[index] : figure.begin], clause[figure.stop : begins[index + 1]])
        for index, figure in enumerate(figures)
    )


def _figures(clause: str) -> list[_Figure] | None:
    figures: list[_Figure] = []
    position = 0
    while run := _RUN.search(clause, position):
        figure = _figure(clause, run)
        if figure is None:
            return None
        figures.append(figure)
        position = max(figure.stop, run.end())
    return figures


def _figure(clause: str, run: re.Match[str]) -> _Figure | None:
    sign = _SIGN.search(clause[max(0, run.start() - 2) : run.start()])
    begin = run.start() - (1 if sign else 0)
    one = _one(clause, run)
    if one is None:
        return None
    number, unit, more, stop = one
    if sign and sign.group() == "±":
        return _Figure(begin, stop, -number, number, unit, "±")
    if sign and sign.group() == "-":
        number = -number
    join = _JOIN.match(clause, stop)
    if join and (second := _second(clause, join.end())):
        return _range(_Figure(begin, stop, number, None, unit, more), join.group(), second)
    divisor = _divisor(clause, run)
    after = _AFTER_START.match(clause, stop)
    if after:
        return _Figure(begin, after.end(), number, None, unit, _AFTER[after.group()], divisor)
    return _Figure(begin, stop, number, None, unit, more, divisor)


def _second(clause: str, start: int) -> tuple[Decimal, str, str, int] | None:
    """The upper bound of a range, or what follows ±."""
    signed = clause[start : start + 1] in {"-", "+", "±"}
    run = _RUN.match(clause, start + signed)
    one = _one(clause, run) if run else None
    if one is None:
        return None
    number, unit, more, stop = one
    return (-number if signed and clause[start] == "-" else number), unit, more, stop


def _range(first: _Figure, join: str, second: tuple[Decimal, str, str, int]) -> _Figure | None:
    number, unit, _, stop = second
    low, high = first.number, number
    if join == "±":
        # 100±10% and 100%±10% alike mean 90 to 110 of whatever is counted; 200个±10% is a tenth of 200.
        margin = abs(low) * number / 100 if unit == "%" and first.unit not in {"%", ""} else number
        return _Figure(first.begin, stop, low - margin, low + margin, first.unit or unit, "±")
    if first.unit and unit and first.unit != unit:
        # 5000-1万: the scale of the second belongs to it alone; anything else is no range.
        return None
    if not first.unit and unit[:1] in lexicon.SCALES and low > high:
        return None
    return _Figure(first.begin, stop, low, high, unit or first.unit, "") if low < high else None


def _one(clause: str, run: re.Match[str]) -> tuple[Decimal, str, str, int] | None:
    """Number, unit, "+" where 余 or 多 makes it more, and where it ends."""
    number = _decimal(run.group())
    if number is None:
        return None
    stop = run.end()
    if below := _below(clause, stop):
        divisor = _decimal(below.group())
        if not divisor:
            return None
        number, stop = number / divisor, below.end()
    after = _AFTER_RUN.match(clause, stop)
    if after is None:
        return None
    stop = after.end()
    unit, stop = _unit(clause, stop)
    return number, (after["scale"] or "") + unit, "+" if after["more"] or after["late"] else "", stop


def _below(clause: str, stop: int) -> re.Match[str] | None:
    return _RUN.match(clause, stop + 1) if clause[stop : stop + 1] == "/" else None


def _divisor(clause: str, run: re.Match[str]) -> Decimal | None:
    below = _below(clause, run.end())
    return _decimal(below.group()) if below else None


def _unit(clause: str, start: int) -> tuple[str, int]:
    unit = known_prefix(clause[start : start + 12])
    if unit == "个" and (noun := _WORD.fullmatch(clause, start + 1)) and _is_noun(noun.group()):
        # 1个小区: the noun belongs to the unit where nothing else follows.
        return clause[start:], len(clause)
    if not unit and (word := _WORD.match(clause, start, start + 5)) and not _AFTER_START.match(clause, start):
        rest = word.group()
        # A word of its own at the end is what is counted: 3支队, 2例次. In the middle it belongs to the sentence.
        if word.end() == len(clause) and len(rest) <= 3 and not _NOT_UNIT.match(rest):
            return rest, word.end()
    stop = start + len(unit)
    while clause[stop : stop + 1] in _PER and (each := known_prefix(clause[stop + 1 : stop + 13])):
        stop += 1 + len(each)
    return clause[start:stop], stop


def _is_noun(word: str) -> bool:
    return len(word) <= 5 and not _NOT_UNIT.match(word) and not _AFTER_END.search(word)


def _decimal(digits: str) -> Decimal | None:
    if not _STRICT.fullmatch(digits):
        return None
    return Decimal(digits.replace(",", ""))


def _quantity(figure: _Figure, before: str, behind: str) -> Quantity:
    lead, signs, weak = _operators(before)
    changed = _CHANGED.search(lead[-_REACH:])
    sense = ("fall" if changed["fall"] else "rise") if changed else ""
    after = figure.after
    if not after and (end := _AFTER_END.search(behind[-6:])):
        # 20个养老服务中心以上
        after = _AFTER[end.group()]
    operator, conflict = (after, False) if after == "±" else _resolved(signs, after)
    conflict = conflict or before in _TIES or bool(_AGAINST.search(lead[-6:])) or behind.startswith(_UNDONE)
    every = _EVERY.findall(before)
    unit = (
        figure.unit + "".join(f"/{word[1:]}" for word in every)
        if figure.unit and "/" not in figure.unit
        else figure.unit
    )
    to = bool(changed and changed["to"])
    return Quantity(
        number=figure.number,
        upper=figure.upper,
        operator=operator or ("" if figure.upper is not None else weak),
        unit=unit,
        weak=not operator and bool(weak),
        sense="" if to else sense,
        by_level={"fall": "down", "rise": "up"}.get(sense, "") if to else "",
        lead=lead,
        tail=behind,
        conflict=conflict,
        divisor=figure.divisor,
    )


def _operators(before: str) -> tuple[str, list[str], str]:
    """The words before without the operators at their end, the signs found, and a weak one (控制在) among them."""
    signs: list[str] = []
    weak = ""
    while found := _LEADS.search(before[-_REACH:]):
        word = found.group()
        if _OTHER_WORD.search(before[: len(before) - len(word)][-1:] + word):
            break
        if word in {"为", "至", "到"} and _CHANGED.search(before[-_REACH:]):
            break
        if word in _BEFORE:
            signs.append(_BEFORE[word])
        elif word in _WEAK:
            weak = weak or _WEAK[word]
        before = before[: len(before) - len(word)]
    return before, signs, weak


def _resolved(signs: list[str], after: str) -> tuple[str, bool]:
    """One operator out of those before and behind; ≥95%以上 says one thing twice, ≥5%以内 two that do not agree."""
    every = [sign for sign in [*signs, after] if sign]
    if not every:
        return "", False
    sides = {{">": "≥", "<": "≤"}.get(sign, sign) for sign in every}
    if len(sides) == 1:
        return (every[0] if len(set(every)) == 1 else sides.pop()), False
    # 约 beside another operator takes nothing away from it, and = beside one adds nothing.
    firm = [sign for sign in every if sign not in {"~", "="}]
    return (firm[0], False) if len({{">": "≥", "<": "≤"}.get(sign, sign) for sign in firm}) == 1 else (every[0], True)
