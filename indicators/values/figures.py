"""Compares the number of a target with the number of an actual, as sets of what is allowed and what may be the case."""

from dataclasses import replace
from decimal import Decimal

from . import durations
from .case import Case, Row, Verdict
from .intervals import AROUND, Interval, at_least, interval_of
from .lexicon import COUNTERS, FALL
from .names import direction_of_name, suggested
from .reading import Value
from .units import NONE, Unit, in_unit, relation, unit_of

# From this factor on, a unit has a 万 in it; so many times off is no achievement but a unit left out.
_SCALED = 1000
_FAR = Decimal(100)
_LESS = tuple(word for word in FALL.split() if len(word) > 1)
_TIMES_A_YEAR = {"月": 12, "季度": 4, "季": 4}


def compare(target: Value, actual: Value, row: Row) -> Verdict:
    if target.number is None or actual.number is None:
        return Verdict("", asks="figure")
    target, actual = _unfolded(target, actual), _unfolded(actual, target)
    if target.lead == actual.lead and target.lead.startswith(_LESS):
        # 减少碳排放100吨 against 减少碳排放126吨: of the same fall, more is better.
        target, actual = replace(target, sense="fall"), replace(actual, sense="fall")
    units = _plausible(target, actual, sides(target, actual, row), row)
    direction = direction_of(target, units[0], row)
    if direction == "up" and (summed := _over_the_year(target, actual, units)):
        return Verdict(summed, direction)
    if by_calendar := durations.readings(units):
        outcomes = {
            _outcome(target, _converted(interval_of(actual), pair), direction, pair[0], row) for pair in by_calendar
        }
        return Verdict(outcomes.pop() if len(outcomes) == 1 else "", direction or "unknown", asks="figure")
    why = _why_not(target, actual, units, row)
    if why:
        return Verdict("", direction or "unknown", why=why, asks="figure")
    actual = _in_sense(target, actual)
    reached = _converted(interval_of(actual), units)
    outcome = _outcome(target, reached, direction, units[0], row)
    asks = "" if outcome else ("direction" if actual.operator in {"", "="} else "figure")
    return Verdict(outcome, direction or "unknown", _ratio(target, actual, units), asks=asks)


def _over_the_year(target: Value, actual: Value, units: tuple[Unit, Unit]) -> str:
    """每季度1次 answered by 4次: the year's sum or one quarter's; told only where both readings agree, or only one is likely."""
    wanted, given = units
    times = _TIMES_A_YEAR.get(wanted.per[0]) if len(wanted.per) == 1 else None
    plainly = not (given.per or actual.operator or target.upper or actual.upper) and given.kind in COUNTERS
    if times is None or not plainly or target.number is None or actual.number is None:
        return ""
    if actual.number >= target.number * times:
        return "met" if actual.number == target.number * times else "exceeded"
    return "not_met" if actual.number < target.number else ""


def _unfolded(value: Value, other: Value) -> Value:
    """A fraction in the other's terms: 18/20 under ≥90% is 90%, 122/100 under 100个 is 122."""
    if value.divisor is None or value.number is None or other.divisor is not None:
        return value
    if unit_of(other.unit).kind == "percent" and not value.unit:
        return replace(value, number=value.number * 100, unit="%", divisor=None)
    if value.divisor == other.number:
        return replace(value, number=(value.number * value.divisor).normalize(), divisor=None)
    return value


def sides(target: Value, actual: Value, row: Row) -> tuple[Unit, Unit]:
    """The two units; the row's own stands in for one that is not written."""
    wanted, given = unit_of(target.unit), unit_of(actual.unit)
    column = unit_of(row.unit) if row.unit else NONE
    if not wanted.kind:
        # 5万 with 元 or 万元 in the column of units; 100000 beside the column 元, though the actual says 9.8万元
        own = column if wanted.factor == 1 and _agree(target, actual, column, given) else given
        wanted = _lent(wanted, own if given.kind else column)
    if not given.kind:
        # A bare 298700 beside the column 元 is in 元, though the target says 30万元.
        given = _lent(given, column if column.kind == wanted.kind and column.name == wanted.name else wanted)
    return wanted, given


def _agree(target: Value, actual: Value, column: Unit, given: Unit) -> bool:
    alike = column.name == given.name != "" and column.factor != given.factor
    return alike and not _far_apart(target, actual, (column, given), Decimal(10))


def _plausible(target: Value, actual: Value, units: tuple[Unit, Unit], row: Row) -> tuple[Unit, Unit]:
    """21000 under 2万人 is no 21000万: where the 万 was only borrowed and makes no sense, it is left away."""
    wanted, given = units
    if (
        actual.unit
        or not target.unit
        or given.factor < _SCALED
        or unit_of(row.unit).factor >= _SCALED
        or not _far_apart(target, actual, units)
    ):
        return units
    single = replace(given, factor=unit_of(given.name).factor, text=given.name)
    return (wanted, single) if not _far_apart(target, actual, (wanted, single), Decimal(10)) else units


def _lent(own: Unit, other: Unit) -> Unit:
    if not other.kind:
        return own
    if own.factor == 1:
        return other
    return Unit(own.text, other.kind, other.name, unit_of(own.text + other.name).factor, other.per)


def direction_of(target: Value, unit: Unit, row: Row) -> str:
    """What a person has set, else what the operator says, else what change, name, level and unit tell; "" if nothing."""
    if row.direction:
        return "equal" if row.direction == "range" else row.direction
    if target.kind == "range":
        return "equal"
    by_operator = {"≥": "up", ">": "up", "≤": "down", "<": "down", "=": "equal", "~": "equal"}.get(target.operator)
    if by_operator:
        return by_operator
    if target.sense:
        return "up"
    if target.number == 0:
        return "down"
    if target.direction in {"up", "down"} and not direction_of_name(row.name) and "成本" not in row.level2:
        return target.direction
    return suggested(row.name + target.lead, row.level2, unit) or ""


def direction_in(case: Case) -> str:
    if case.target.kind != "number":
        return case.target.direction
    units = sides(case.target, Value(""), case.row)
    return direction_of(case.target, units[0], case.row) or "unknown"


def _why_not(target: Value, actual: Value, units: tuple[Unit, Unit], row: Row) -> str:
    """What keeps the two numbers from being compared; "" if nothing does."""
    wanted, given = units
    zero = target.number == 0 and all(unit.kind in COUNTERS for unit in units)
    fallen = target.sense == "fall" and not actual.sense and actual.number is not None and actual.number < 0
    dates = "时效" in row.level2 and not (target.unit or actual.unit) and (_has_places(target) or _has_places(actual))
    reasons = {
        f"单位“{wanted.text}”与“{given.text}”不能比较": relation(wanted, given) == "incomparable" and not zero,
        "实际完成值写的是增减变化，目标值不是": bool(actual.sense)
        and not target.sense
        and not _is_what_was_done(actual),
        "减少的幅度写成了负数": fallen,
        "两个数可能是日期": dates,
        "目标值和实际完成值只有一个是分数": (target.divisor is None) != (actual.divisor is None),
        "两个数中有一个像是没有化成百分数的比率": _is_bare_share(target, actual, wanted)
        or _is_bare_share(actual, target, given),
        "两个数相差过大，可能是单位没有写明": "" in {actual.unit, target.unit} and _far_apart(target, actual, units),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _has_places(value: Value) -> bool:
    """6.30 may be a day in June."""
    return value.number is not None and value.number != value.number.to_integral_value()


def _is_what_was_done(actual: Value) -> bool:
    """新增20个 answers 20个: for counted things a rise is simply what was done."""
    return actual.sense == "rise" and unit_of(actual.unit).kind in {*COUNTERS, "", "length", "area"}


def _is_bare_share(target: Value, actual: Value, unit: Unit) -> bool:
    """0.98 under a target of 95 %."""
    wanted, given = target.number, actual.number
    if wanted is None or given is None or actual.unit or unit.kind != "percent":
        return False
    return wanted > 1 and 0 < given <= 1


def _far_apart(target: Value, actual: Value, units: tuple[Unit, Unit], times: Decimal = _FAR) -> bool:
    """Where a unit is left out, and one of the two has a 万 in it: ten thousand times off is no achievement."""
    wanted, given = target.number or Decimal(0), actual.number or Decimal(0)
    if max(unit.factor for unit in units) < _SCALED or wanted <= 0 or given <= 0:
        return False
    if relation(*units) == "convertible":
        given = in_unit(given, units[1], units[0])
    return not wanted / times < given < wanted * times


def _in_sense(target: Value, actual: Value) -> Value:
    """A rise where a fall was promised is a negative fall."""
    if not target.sense or not actual.sense or target.sense == actual.sense or actual.number is None:
        return actual
    return Value(
        actual.text, "number", number=-actual.number, unit=actual.unit, operator=_TURNED.get(actual.operator, "")
    )


_TURNED = {"≥": "≤", "≤": "≥", ">": "<", "<": ">", "~": "~"}


def _converted(interval: Interval, units: tuple[Unit, Unit]) -> Interval:
    wanted, given = units
    if relation(wanted, given) != "convertible":
        return interval
    low, high = (None if bound is None else in_unit(bound, given, wanted) for bound in (interval.low, interval.high))
    return Interval(low, high, interval.low_open, interval.high_open)


def _outcome(target: Value, reached: Interval, direction: str, unit: Unit, row: Row) -> str:
    number = target.number or Decimal(0)
    if target.upper is not None:
        return _against_range(target, reached, unit, row)
    if target.operator == "~" and direction == "equal":
        margin = abs(number) * AROUND
        return _around(number, margin, reached, _beyond(target, unit, row))
    match direction:
        case "up":
            return at_least(number, reached, strict=target.operator == ">")
        case "down":
            return at_least(-number, reached.mirrored(), strict=target.operator == "<")
        case "equal":
            return _exactly(target, number, reached, unit, row)
        case _:
            return "met" if reached == Interval(number, number) else ""


def _exactly(target: Value, number: Decimal, reached: Interval, unit: Unit, row: Row) -> str:
    if reached == Interval(number, number):
        return "met"
    below = reached.high is not None and (reached.high < number or (reached.high == number and reached.high_open))
    above = reached.low is not None and (reached.low > number or (reached.low == number and reached.low_open))
    if not (below or above):
        return ""
    if row.direction in {"equal", "range"}:
        return "not_met"
    if number == 0:
        return "met" if below else "not_met"
    # = beside a figure is often only how the form is filled in: which side is the better one the rest must tell.
    wished = _beyond(target, unit, row)
    if below:
        open_cost = not wished and unit.kind == "money" and "成本" in row.level2
        return "" if wished == "down" or open_cost else "not_met"
    if wished == "down":
        return "not_met"
    return "exceeded" if wished == "up" and _is_open_ended(unit, row) else ""


def _beyond(target: Value, unit: Unit, row: Row) -> str:
    """Which way is better where the operator leaves it open; "equal" if the name says so."""
    if row.direction in {"up", "down", "equal", "range"}:
        return row.direction
    return suggested(row.name + target.lead, row.level2, unit)


def _is_open_ended(unit: Unit, row: Row) -> bool:
    """More than the exact figure is welcome: said by name or level, not only by the unit."""
    if direction_of_name(row.name) == "up" or "满意度" in row.level2:
        return True
    return "数量" in row.level2 and unit.kind in {"people", "events", "things", "length", "area"}


def _against_range(target: Value, reached: Interval, unit: Unit, row: Row) -> str:
    low, high = target.number or Decimal(0), target.upper or Decimal(0)
    if reached.low is not None and reached.high is not None and low <= reached.low and reached.high <= high:
        return "met"
    below = reached.high is not None and reached.high < low
    above = reached.low is not None and reached.low > high
    if not (below or above):
        return ""
    if target.operator == "±" or row.direction in {"equal", "range"}:
        return "not_met"
    wished = _beyond(target, unit, row)
    if below:
        return {"up": "not_met", "down": "exceeded"}.get(wished, "")
    if wished == "up" and _is_open_ended(unit, row):
        return "exceeded"
    return "not_met" if wished == "down" else ""


def _around(number: Decimal, margin: Decimal, reached: Interval, wished: str) -> str:
    if reached.low is not None and reached.high is not None:
        if number - margin <= reached.low and reached.high <= number + margin:
            return "met"
        if reached.high < number - 2 * margin and wished in {"up", "equal"}:
            return "not_met"
        if reached.low > number + 2 * margin and wished in {"down", "equal"}:
            return "not_met"
    return ""


def _ratio(target: Value, actual: Value, units: tuple[Unit, Unit]) -> Decimal | None:
    """B/A of two plain figures."""
    if target.upper is not None or actual.upper is not None or actual.number is None:
        return None
    if not target.number or target.number < 0 or (actual.operator not in {"", "="} and not actual.weak):
        return None
    number = in_unit(actual.number, units[1], units[0]) if relation(*units) == "convertible" else actual.number
    return number / target.number
