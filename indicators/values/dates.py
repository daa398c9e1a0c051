"""Dates and periods as people write them, and whether one falls before another. Years may be left out."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .plain import plain

# A date without a year is kept in a leap year, so that 2月29日 is one.
_NO_YEAR = 2000
_Y = "(?:19|20)[0-9]{2}"
_M = "(?:1[0-2]|0?[1-9])"
_D = "(?:3[01]|[12][0-9]|0?[1-9])"
_NUMERIC_DAY = re.compile(rf"(?<![0-9.])({_Y})([-/.])({_M})\2({_D})(?![0-9.])日?")
_NUMERIC_MONTH = re.compile(rf"(?:^|(?<=[-~至到]))({_Y})[-/.]({_M})(?=$|[底末前止至到~]|之前|以前|完成|-{_Y})")
_MONTH_DAY = re.compile(rf"(?<![0-9.])({_M})\.({_D})(?=前|之前|以前|日)日?")
_EIGHT = re.compile(rf"({_Y})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?=$|[前止])")
_MONTHS = re.compile(rf"(?<![0-9.])({_M})月?[-~至到]({_M})月(?!{_D}[日号])")
_YEARS = re.compile(rf"(?<![0-9.])({_Y})年?[-~至到]({_Y})(?=年|$)")
_POINT = re.compile(
    rf"(?<![0-9.])(?=[0-9上下第年qQ一二三四])(?:(?P<year>{_Y})(?:年度?|(?=全年|[上下]半年)))?(?:全年)?"
    rf"(?:(?P<half>[上下])半年|第?(?P<quarter>[1-4一二三四])季度|[qQ](?P<q>[1-4])|(?P<end>年[底末]|(?<=年)[底末])|(?P<in>年度?内|(?<=年)内)"
    rf"|(?P<month>{_M})月份?(?:(?P<day>{_D})[日号]?|(?P<within>底|末|初|上旬|中旬|下旬))?)?"
)
_MONTH_COUNT = re.compile(f"([≥≤><=]?)({_M})月")
_BEFORE = re.compile("之前|以前|前|止|截止|以内|之内|内")
_JOIN = re.compile("[-~至到]|起至|开始至")
_ALL_YEAR = re.compile(
    "(?:在|于)?(?:全年|当年|本年|全年度|本年度|当年度|年度内|本年内|当年内|全年内|本年度内|年内)(?:完成|度)?"
)
_QUARTERS = dict(zip("1234一二三四", (1, 2, 3, 4) * 2, strict=True))
_LAST_DAY = {"初": 10, "上旬": 10, "中旬": 20}
_FIRST_DAY = {"中旬": 11, "下旬": 21}


@dataclass(frozen=True)
class Span:
    """precision: "day", "month", "month-end" (12月底, 年末), "part" (quarter, half-year), "year" or "period"; before: 前 stands behind it."""

    start: date
    end: date
    precision: str
    has_year: bool
    before: bool = False

    @property
    def is_period(self) -> bool:
        return self.precision == "period"


@dataclass(frozen=True)
class Found:
    begin: int
    stop: int
    span: Span


def spelt_out(text: str) -> str:
    """2022/12/31, 2022.12前, 1-12月 and 2018-2022 with their 年 and 月."""
    text = _NUMERIC_DAY.sub(r"\1年\3月\4日", text)
    text = _MONTH_DAY.sub(r"\1月\2日", text)
    if len(text) <= 10:
        text = _EIGHT.sub(r"\1年\2月\3日", text)
    text = _NUMERIC_MONTH.sub(r"\1年\2月", text)
    text = _MONTHS.sub(r"\1月-\2月", text)
    return _YEARS.sub(r"\1年-\2", text + "年" if re.fullmatch(rf"{_Y}[-~至到]{_Y}", text) else text)


def as_months(text: str) -> tuple[str, Decimal] | None:
    """≤12月 and 12月 as operator and number, for a row that counts months; None for all that can only be a date."""
    match = _MONTH_COUNT.fullmatch(plain(text))
    return (match[1], Decimal(match[2])) if match else None


def find(text: str) -> tuple[Found, ...]:
    """Every date and period of a plain text that `spelt_out` has seen, in order."""
    if _ALL_YEAR.fullmatch(text):
        return (Found(0, len(text), Span(date(_NO_YEAR, 1, 1), date(_NO_YEAR, 12, 31), "period", has_year=False)),)
    found: list[Found] = []
    for match in _POINT.finditer(text):
        span = _span(match) if match.group() else None
        if span is None:
            continue
        # 三季度 may begin with a numeral that belongs to another word; 个月 is a duration and never gets here.
        before = _BEFORE.match(text, match.end())
        here = Found(
            match.start(),
            before.end() if before else match.end(),
            replace(span, before=bool(before and before.group().endswith("前"))),
        )
        joined = _joined(found[-1], here, text) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(here)
    return tuple(found)


def _span(match: re.Match[str]) -> Span | None:
    year = int(match["year"] or _NO_YEAR)
    has_year = bool(match["year"])
    if match["month"]:
        return _in_month(match, year, has_year=has_year)
    if match["end"]:
        return Span(date(year, 12, 1), date(year, 12, 31), "month-end", has_year)
    if match["half"]:
        first = 1 if match["half"] == "上" else 7
        return Span(date(year, first, 1), _last(year, first + 5), "part", has_year)
    if quarter := match["quarter"] or match["q"]:
        last = 3 * _QUARTERS[quarter]
        return Span(date(year, last - 2, 1), _last(year, last), "part", has_year)
    if has_year or match["in"]:
        return Span(date(year, 1, 1), date(year, 12, 31), "year", has_year)
    return None


def _in_month(match: re.Match[str], year: int, *, has_year: bool) -> Span | None:
    month = int(match["month"])
    last = monthrange(year, month)[1]
    if match["day"]:
        day = int(match["day"])
        return Span(date(year, month, day), date(year, month, day), "day", has_year) if day <= last else None
    within = match["within"] or ""
    end = date(year, month, _LAST_DAY.get(within, last))
    precision = "month" if within in {"", "底", "末"} else "day"
    # 底 and 末 say that the whole month counts: 12月底前 includes December, 12月前 perhaps not.
    return Span(
        date(year, month, _FIRST_DAY.get(within, 1)),
        end,
        precision + ("-end" if within in {"底", "末"} else ""),
        has_year,
    )


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _joined(first: Found, second: Found, text: str) -> Found | None:
    """2020年1月--2020年11月; the second of two may leave the year out, or the first."""
    if first.span.is_period or not _JOIN.fullmatch(text, first.stop, second.begin):
        return None
    start, end = first.span, second.span
    if start.has_year and not end.has_year:
        end = _with_year(end, start.start.year)
    elif end.has_year and not start.has_year:
        start = _with_year(start, end.end.year)
    if start.start > end.end:
        return None
    return Found(
        first.begin, second.stop, Span(start.start, end.end, "period", start.has_year or end.has_year, end.before)
    )


def _with_year(span: Span, year: int) -> Span:
    return replace(span, start=_moved(span.start, year), end=_moved(span.end, year), has_year=True)


def _moved(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def compare(target: Span, actual: Span) -> str:
    """ "early", "kept", "late", or "" where one cannot tell."""
    aligned = _aligned(target, actual)
    if aligned is None:
        return ""
    target, actual = aligned
    if target.is_period and not target.before:
        return _against_period(target, actual)
    if target.precision == "year":
        return _against_year(target, actual)
    if _month(actual.end) < _month(target.start):
        return "early"
    if actual.start > target.end:
        return "late"
    if (target.start, target.end) == (actual.start, actual.end) and target.before == actual.before:
        return "kept"
    return _in_the_same_month(target, actual)


def _in_the_same_month(target: Span, actual: Span) -> str:
    # 12月前 may or may not include December itself; 第四季度前 neither.
    if target.precision in {"month", "part"} and target.before and target.start <= actual.end:
        return ""
    if target.precision == "day" and actual.precision == "day":
        # A few days within the month are what a deadline is there for, and nothing surpassed.
        return "kept"
    return "kept" if actual.end <= target.end else ""


def _against_period(target: Span, actual: Span) -> str:
    if (target.start, target.end) == (actual.start, actual.end):
        return "kept"
    if actual.end > target.end:
        return "late" if actual.precision != "year" else ""
    # What ended early was either done early or broken off.
    return "" if actual.is_period or actual.start < target.start or actual.precision == "year" else "kept"


def _against_year(target: Span, actual: Span) -> str:
    if actual.start > target.end:
        return "late"
    return "kept" if actual.start >= target.start and actual.end <= target.end else ""


def _aligned(target: Span, actual: Span) -> tuple[Span, Span] | None:
    """Both with a year, or both without. None where January might be the one after the December promised."""
    if target.has_year and actual.has_year:
        return target, actual
    if actual.end.month <= 2 and target.end.month >= 11 and not (actual.is_period or target.start.month <= 2):
        return None
    if target.has_year:
        return target, _with_year(actual, target.end.year)
    if actual.has_year:
        return _with_year(target, actual.end.year), actual
    return target, actual


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
