"""Units: which spellings are one unit, which convert into each other, and which counters may be compared at all."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from . import lexicon

_SCALE = re.compile("(?:" + "|".join(sorted(lexicon.SCALES, key=len, reverse=True)) + ")(?!分|米|克|瓦|伏|卡)")
_EACH = re.compile(r"[/每·.]")


@dataclass(frozen=True)
class Unit:
    """text: as typed, in plain form; kind: what is measured; name: the unit itself; factor: to the kind's first unit."""

    text: str
    kind: str
    name: str
    factor: Fraction
    per: tuple[str, ...] = ()


def _table() -> dict[str, tuple[str, str, Fraction]]:
    table = {}
    for kind, spelt in lexicon.UNITS.items():
        for words, factor in spelt.items():
            for word in words.split():
                table[word] = (kind, words.split()[0], Fraction(factor))
    for kind, words in lexicon.COUNTERS.items():
        for group in words.split():
            for word in group.split("/"):
                table.setdefault(word, (kind, group.split("/")[0], Fraction(1)))
    # 人 and 人次 differ, though they stand in one entry for their spellings' sake.
    return table


_KNOWN = _table()
_KNOWN["人次"] = _KNOWN["人·次"] = _KNOWN["人.次"] = ("people", "人次", Fraction(1))
_LONGEST = max(map(len, _KNOWN))
NONE = Unit("", "", "", Fraction(1))


def known_prefix(text: str) -> str:
    """The longest known unit at the beginning of a text, with 个 before it (个工作日) where it stands there."""
    inner = _known_at(text[1:]) if text.startswith("个") else ""
    if inner and _KNOWN[inner.lower()][0] not in lexicon.COUNTERS:
        return "个" + inner
    return _known_at(text)


def _known_at(text: str) -> str:
    for length in range(min(_LONGEST, len(text)), 0, -1):
        if text[:length].lower() not in _KNOWN:
            continue
        # A latin unit ends with its letters: 5G基站 and 3mm are told apart by what follows.
        if (
            text[:length].isascii()
            and text[:length].isalpha()
            and text[length : length + 1].isascii()
            and text[length : length + 1].isalnum()
        ):
            continue
        return text[:length]
    return ""


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit:
    """The unit that a plain text names, with its 万 or 亿; a word that is not known is a unit of its own."""
    scale = _SCALE.match(text)
    factor = Fraction(lexicon.SCALES[scale.group()]) if scale else Fraction(1)
    first, *each = [part for part in _EACH.split(text[scale.end() :] if scale else text) if part] or [""]
    kind, name, own = _KNOWN.get(_core(first).lower(), ("things" if first else "", first, Fraction(1)))
    return Unit(text, kind, name, factor * own, tuple(sorted({_core(part).lower() for part in each})))


def _core(text: str) -> str:
    """小区 of 个小区, and 个 of 个养老服务中心: the noun behind 个 is what is counted, not the unit."""
    if text.lower() in _KNOWN:
        return text
    if text.startswith("个"):
        return text[1:] if text[1:].lower() in _KNOWN else "个"
    return known_prefix(text) or text


def relation(first: Unit, second: Unit) -> str:
    """ "same", "convertible", "missing" (on one side), "different" (yet comparable as numbers) or "incomparable"."""
    if not (first.kind and second.kind):
        if first.kind != second.kind:
            return "missing"
        # 3.5万 and 35000: no unit on either side, yet a scale.
        return "same" if first.factor == second.factor else "convertible"
    if first.per != second.per and ((first.per and second.per) or _hides_a_sum(first, second)):
        return "incomparable"
    if first.name == second.name or _generic(first, second):
        return "same" if first.factor == second.factor else "convertible"
    if first.kind == second.kind and first.kind in lexicon.UNITS:
        return "convertible" if _convertible(first, second) else "incomparable"
    if first.kind in lexicon.COUNTERS and second.kind in lexicon.COUNTERS and _comparable(first, second):
        return "different"
    return "different" if {first.kind, second.kind} == {"percent", "point"} else "incomparable"


def _hides_a_sum(first: Unit, second: Unit) -> bool:
    """1次/月 against 12次: the second may be the whole year's."""
    return first.kind in lexicon.COUNTERS and bool({*first.per, *second.per} & {"月", "季度", "周", "天", "日", "小时"})


def _generic(first: Unit, second: Unit) -> bool:
    """1个小区 answered by 1个: the second only leaves the noun out."""
    texts = sorted((first.text, second.text), key=len)
    return texts[0] == "个" and texts[1].startswith("个") and "people" not in {first.kind, second.kind}


def _convertible(first: Unit, second: Unit) -> bool:
    """A voltage is no power and a kWh no kW; 年 into 天 is a matter of the calendar."""
    if first.kind == "power" or second.kind == "power":
        return first.name in {"kw", "mw"} and second.name in {"kw", "mw"}
    if first.kind == "time":
        calendar = {"月", "年", "学年", "季度"}
        return (first.name in calendar) == (second.name in calendar)
    return True


def _comparable(first: Unit, second: Unit) -> bool:
    if "个" in {first.name, second.name} or first.kind == second.kind:
        return True
    # 户 and 户次
    if first.name.removesuffix("次") == second.name.removesuffix("次"):
        return True
    return {first.name, second.name} <= {"人次", "次"} or {first.name, second.name} <= {
        "件",
        "起",
        "例",
        "宗",
        "次",
        "单",
    }


def in_unit(number: Decimal, unit: Unit, wanted: Unit) -> Decimal:
    """A number of one unit in another that it converts to."""
    ratio = unit.factor / wanted.factor
    return number if ratio == 1 else number * ratio.numerator / ratio.denominator
