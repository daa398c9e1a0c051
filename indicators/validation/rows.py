"""Single rows: what an unmet one owes, what an adjusted target owes, and names that occur twice."""

from collections.abc import Iterator

from budgets.text import narrow
from indicators.facts import OUTCOMES, TIERS, Facts, Place, Row
from indicators.findings import Case, Finding, called
from indicators.judged import judgement_of

UNMET = {code: OUTCOMES[code] for code in ("partly", "not_met")}
_UNMET_TIERS = {code: TIERS[code] for code in ("partly", "not_reached")}


def unmet_as(row: Row) -> str:
    """部分完成, 未达成 …, "" where the target was met: as a person said, or else as the figures say."""
    if row.outcome in UNMET:
        return UNMET[row.outcome]
    if row.tier in _UNMET_TIERS:
        return _UNMET_TIERS[row.tier]
    return "没有达到目标值" if not row.outcome and judgement_of(row).outcome == "not_met" else ""


def unmet(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        word = unmet_as(row)
        if not word:
            continue
        figures = (row.judged_target, row.actual, row.outcome or row.tier)
        for field, label in (("deviation_reason", "偏差原因"), ("improvement", "改进措施")):
            if not getattr(row, field).strip():
                said = f"{name}{word}（{pair_text(row)}），请填写{label}。"
                code = f"unmet-without-{field.replace('_', '-')}"
                yield Finding(code, "error", said, Place("indicators", row.key, field), figures)


def pair_text(row: Row) -> str:
    return f"{row.judged_by}{_quoted(row.judged_target)}，实际完成值{_quoted(row.actual)}"


def _quoted(value: str) -> str:
    return f"“{value.strip()}”" if value.strip() else "（未填）"


def adjusted_target(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        if row.adjusted_target.strip() and not row.adjustment_reason.strip():
            said = f"{name}的目标值由{_quoted(row.target)}调整为{_quoted(row.adjusted_target)}，未填调整原因，请填写。"
            place = Place("indicators", row.key, "adjustment_reason")
            yield Finding("adjusted-without-reason", "error", said, place, (row.target, row.adjusted_target))
        elif not row.adjusted_target.strip() and (row.adjustment_reason.strip() or row.adjusted_on):
            what = "调整原因" if row.adjustment_reason.strip() else "调整日期"
            said = (
                f"{name}填了{what}，没有填调整后目标值，仍按年初目标值{_quoted(row.target)}判断，请补填或删去{what}。"
            )
            place = Place("indicators", row.key, "adjusted_target")
            yield Finding("reason-without-adjusted-target", "warning", said, place, (row.target, row.adjustment_reason))


def adjusted_on(facts: Facts, case: Case) -> Iterator[Finding]:
    """A target is adjusted in its year or later, and not before it is adjusted."""
    for row, name in called(facts):
        day = row.adjusted_on
        if day is None or (day.year >= facts.fiscal_year and day <= case.today):
            continue
        why = f"早于{facts.fiscal_year}年" if day.year < facts.fiscal_year else "还没有到"
        said = f"{name}的调整日期是{day.year}年{day.month}月{day.day}日，{why}，请核对。"
        yield Finding(
            "adjusted-on-another-day", "warning", said, Place("indicators", row.key, "adjusted_on"), (f"{day}",)
        )


def same_name(facts: Facts, case: Case) -> Iterator[Finding]:
    """At the later of two rows. Full-width and half-width letters and blanks make no other name."""
    elsewhere: dict[str, int] = {}
    for number, goal in enumerate(facts.goals, 1):
        here: dict[str, int] = {}
        for position, row in enumerate(goal.rows, 1):
            name = "".join(narrow(row.name).split())
            if not name:
                continue
            place = Place("indicators", row.key, "name")
            if name in here:
                said = f"年度目标{number}中“{row.name.strip()}”出现两次（第{here[name]}项和第{position}项），请改名或删除一项。"
                yield Finding("same-name-in-goal", "error", said, place, (name,))
            elif name in elsewhere:
                said = f"“{row.name.strip()}”在年度目标{elsewhere[name]}和年度目标{number}中都有，请核对是否重复。"
                yield Finding("same-name-in-goals", "warning", said, place, (name,))
            here.setdefault(name, position)
        for name in here:
            elsewhere.setdefault(name, number)
