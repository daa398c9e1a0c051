"""The day that an analysis tells of what the row is called after: 4月25日发布 for 发布时间, 4月15日."""

import re
from collections.abc import Iterator

from indicators.analysis import split
from indicators.facts import Facts, Place
from indicators.findings import Case, Finding, called
from indicators.judged import judgement_of
from indicators.values.plain import plain

_DEED = re.compile(r"(?P<deed>[^\W\d_]{2})(?:的)?(?:时间|时限|日期|期限|时点)$")
_DAY = re.compile(r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?!前|之前|以前|至|到|起|开始|[-—~])")


def day_in_analysis(facts: Facts, case: Case) -> Iterator[Finding]:
    """Only where one day is told, and in the same breath what was done on it."""
    for row, name in called(facts):
        deed, actual = _DEED.search(plain(row.name)), judgement_of(row).actual
        if not deed or actual.kind != "date" or actual.span is None or actual.span.precision != "day":
            continue
        body = plain(split(row.analysis, row.adjusted_target, row.target).body)
        days = list(_DAY.finditer(body))
        if len({(one["month"], one["day"]) for one in days}) != 1:
            continue
        end = actual.span.end
        clause = re.split("[，。；]", body[days[0].end() :])[0]
        told = (int(days[0]["month"]), int(days[0]["day"]))
        if deed["deed"] not in clause or told == (end.month, end.day):
            continue
        said = f"{name}的完成情况分析里写的是{days[0].group()}，没有实际完成值“{row.actual.strip()}”，请核对。"
        place = Place("indicators", row.key, "analysis")
        yield Finding("actual-not-in-analysis", "info", said, place, (row.actual, days[0].group()))
