"""元 and 万元: how amounts are typed, rounded, printed and compared. An amount is a Decimal in 元 with two places."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from budgets.text import narrow

CENT = Decimal("0.01")
WAN = Decimal(10_000)
# numeric(17, 2): a province's yearly budget has 15 digits of 分, two more are room.
LARGEST = Decimal("999999999999999.99")

_AMOUNT = re.compile(r"[¥￥]?([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)(万元?|元)?", re.ASCII)
# More would be rounded by Decimal's 28 digits before anybody could complain.
_MOST_SIGNS = 23


@dataclass(frozen=True)
class Amount:
    """in_wan: typed in 万元, hence known to ±50 元 only."""

    yuan: Decimal
    in_wan: bool = False


def round_cent(number: Decimal) -> Decimal:
    # `+ 0` turns -0.00 into 0.00, which no budget should show.
    return number.quantize(CENT, ROUND_HALF_UP) + 0


def parse(text: str) -> Amount | None:
    """ "277,992,200.00", "22577.06万", "２２５７７.０６万元" or "" (None). ValueError is a sentence for the user."""
    typed = re.sub(r"[\s,，、]", "", narrow(text))
    if typed in {"", "-", "—", "/", "无"}:
        return None
    match = _AMOUNT.fullmatch(typed)
    if not match:
        raise ValueError(f"“{text.strip()[:30]}”不是金额。请填数字，单位元，例如 277,992,200.00；万元请写成 22577.06万")
    if len(match[1]) > _MOST_SIGNS:
        raise ValueError("金额的位数过多，请检查")
    wan = (match[2] or "").startswith("万")
    yuan = Decimal(match[1]) * (WAN if wan else 1)
    if abs(yuan) > LARGEST:
        raise ValueError("金额过大，请检查单位是否写错")
    if yuan != round_cent(yuan):
        raise ValueError("金额最多精确到分（两位小数），请改正")
    # More digits than 0.01 万元 are an exact amount, however it was written.
    return Amount(round_cent(yuan), in_wan=wan and yuan % 100 == 0)


def to_wan(yuan: Decimal) -> Decimal:
    return round_cent(yuan / WAN)


def yuan_text(yuan: Decimal | None) -> str:
    """277,992,200.00; blank stays blank."""
    return "" if yuan is None else f"{round_cent(yuan):,}"


def wan_text(yuan: Decimal | None) -> str:
    """23,367.00 for 233,669,964.12 元."""
    return "" if yuan is None else f"{to_wan(yuan):,}"


def typed_text(yuan: Decimal | None, *, in_wan: bool) -> str:
    """How an amount stands in its input: as it was typed, in 元 or in 万元."""
    if yuan is None:
        return ""
    return f"{wan_text(yuan)}万" if in_wan else yuan_text(yuan)


def rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """part ÷ whole in percent, two places, from 元; None where the whole is blank or 0."""
    if part is None or not whole:
        return None
    return round_cent(part / whole * 100)


def percent_text(percent: Decimal) -> str:
    """At most two places, trailing zeros dropped: 100%, 84.06%."""
    digits = f"{round_cent(percent):f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + "%"


def precision(*in_wan: bool) -> Decimal:
    """By how many 元 a sum of amounts so typed may be off."""
    return sum((Decimal(50) if wan else Decimal(0) for wan in in_wan), Decimal(0))


def total(amounts: list[Decimal | None]) -> Decimal | None:
    """None where all are blank: nothing stated is not 0."""
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated, Decimal(0)) if stated else None
