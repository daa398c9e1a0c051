"""A month has 28 to 31 days: 1个月 and 25天 are compared by every length that the month may have."""

from dataclasses import replace
from fractions import Fraction

from .units import Unit

_HOURS = {"月": (28 * 24, 31 * 24), "年": (365 * 24,)}
_HOUR = "小时"


def readings(units: tuple[Unit, Unit]) -> list[tuple[Unit, Unit]]:
    """The two units in hours, once for each length; empty where not just one of the two is a matter of the calendar."""
    wanted, given = units
    if wanted.kind != "time" or given.kind != "time" or wanted.per or given.per:
        return []
    if (wanted.name in _HOURS) == (given.name in _HOURS):
        return []
    lengths = _HOURS.get(wanted.name) or _HOURS[given.name]
    return [(_in_hours(wanted, length), _in_hours(given, length)) for length in lengths]


def _in_hours(unit: Unit, length: int) -> Unit:
    return replace(unit, name=_HOUR, factor=Fraction(length) if unit.name in _HOURS else unit.factor)
