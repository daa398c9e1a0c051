"""Two values that a document gives of one thing: whether they say the same. "" where one cannot tell."""

import re
from decimal import Decimal
from functools import lru_cache

from indicators import values
from indicators.values import Value
from indicators.values.plain import plain, words_of
from indicators.values.units import relation, unit_of
from indicators.values.words import as_whole, is_zero, same


@lru_cache(maxsize=16_384)
def read(text: str, *, name: str = "") -> Value:
    """As `indicators.values.read`: a document says the same figure of the same row three and four times."""
    return values.read(text, name=name)


# 约, 近 and 余 leave room for any figure near by.
_VAGUE = {"~", "近", "+"}
_BOUNDS = {"≥", "≤", ">", "<"}
_LIKE_A_WHOLE = re.compile("到位|全|均|皆|都|及时|按时|按期|足额|应.尽.|达标|合格|完成")
_IN_WORDS = {"qualitative", "yes_no"}


def meet(one: Value, other: Value, *, as_promise: bool = False) -> str:
    """ "same", "unit" (equal numbers of other units), "differs", or "".

    as_promise: both are targets. People reword what they reached; a target that is reworded is another one.
    """
    if plain(one.text) == plain(other.text) or same(one, other):
        return "same"
    if one.kind == other.kind == "number":
        return _numbers(one, other)
    if one.kind == other.kind == "date":
        return _dates(one, other)
    number, words = (one, other) if one.kind == "number" else (other, one)
    if number.kind == "number" and words.kind in _IN_WORDS:
        return _number_and_words(number, words)
    if {one.kind, other.kind} <= _IN_WORDS:
        return _words(one, other, as_promise=as_promise)
    return ""


def _numbers(one: Value, other: Value) -> str:
    if {one.operator, other.operator} & _VAGUE or one.sense != other.sense or one.divisor or other.divisor:
        return ""
    if one.number is None or other.number is None:
        return ""
    units = unit_of(one.unit), unit_of(other.unit)
    related = relation(*units)
    if related in {"same", "convertible"}:
        sizes = [
            number * Decimal(unit.factor.numerator) / unit.factor.denominator for number, unit in _pairs(one, other)
        ]
        return "same" if sizes[0] == sizes[1] else "differs"
    if one.number != other.number:
        # 99 of this and 20 of that may be two things, but a bare number is the same as one with its unit.
        return "differs"
    if related == "missing":
        return "same"
    return "unit" if "percent" not in {unit.kind for unit in units} else "differs"


_PRECISE = {"day", "month", "month-end"}


def _dates(one: Value, other: Value) -> str:
    """Only other months, years or days are other dates: 12月 may well be 12月底, and 11月 is before 12月."""
    first, second = one.span, other.span
    if first is None or second is None or not {first.precision, second.precision} <= _PRECISE:
        return ""
    if first.before != second.before:
        return ""
    if first.has_year and second.has_year and first.end.year != second.end.year:
        return "differs"
    if first.end.month != second.end.month:
        return "differs"
    both_days = first.precision == second.precision == "day"
    return "differs" if both_days and first.end.day != second.end.day else ""


def _pairs(one: Value, other: Value) -> list:
    return [(value.number, unit_of(value.unit)) for value in (one, other)]


def _number_and_words(number: Value, words: Value) -> str:
    if as_whole(words) is not None or is_zero(words):
        # 全覆盖 is 100%, 未发生 is 0: whether they agree was judged with the row.
        return ""
    if number.unit == "%" and _LIKE_A_WHOLE.search(words.text):
        # 及时发放到位 may well be told as 100%.
        return ""
    return "differs"


def _words(one: Value, other: Value, *, as_promise: bool) -> str:
    texts = [words_of(plain(value.text)) for value in (one, other)]
    if texts[0] in texts[1] or texts[1] in texts[0]:
        return "same"
    return "differs" if as_promise else ""


def same_words(one: str, other: str) -> bool:
    """But for width, blanks and punctuation."""
    return words_of(plain(one)) == words_of(plain(other))


def is_bare_repeat(printed: Value, actual: Value) -> bool:
    """≥100个 for what was reached: an operator that only the target has."""
    return printed.operator in _BOUNDS and not printed.weak and actual.operator == "" and actual.kind != "blank"
