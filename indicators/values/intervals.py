"""What a figure may be: 95% is one number, ≥95% all above it, 约95% those around; and what of that meets a bound."""

from dataclasses import dataclass
from decimal import Decimal

from .reading import Value

# 约 and 左右 leave a twentieth on either side.
AROUND = Decimal("0.05")


@dataclass(frozen=True)
class Interval:
    """What a number may be: None is without bound."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def mirrored(self) -> "Interval":
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )


def interval_of(value: Value) -> Interval:
    number, operator = value.number, "" if value.weak else value.operator
    if number is None:
        return Interval(None, None)
    if value.upper is not None:
        return Interval(number, value.upper)
    margin = abs(number) * AROUND
    return {
        "≥": Interval(number, None),
        ">": Interval(number, None, low_open=True),
        "+": Interval(number, None, low_open=True),
        "≤": Interval(None, number),
        "<": Interval(None, number, high_open=True),
        "~": Interval(number - margin, number + margin),
        "近": Interval(number - 2 * margin, number, high_open=True),
    }.get(operator, Interval(number, number))


def at_least(number: Decimal, reached: Interval, *, strict: bool) -> str:
    low, high = reached.low, reached.high
    if low is not None:
        if low > number or (low == number and reached.low_open and not strict):
            return "exceeded"
        if low == number and (not strict or reached.low_open):
            return "met"
    if high is not None and (high < number or (high == number and (strict or reached.high_open))):
        return "not_met"
    return ""
