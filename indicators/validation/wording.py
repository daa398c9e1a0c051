"""What was written beside the figures: closing words, numbers and names that do not agree with them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.analysis import split
from indicators.facts import OUTCOMES, DepartmentNames, Facts, Place, Row
from indicators.findings import Case, Finding, called
from indicators.judged import judgement_of
from indicators.values.plain import plain
from indicators.values.units import Unit, in_unit, known_prefix, unit_of


def closing_words(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        closing = split(row.analysis, row.adjusted_target, row.target).closing
        if not closing or row.outcome not in OUTCOMES:
            continue
        missed = any(word in closing for word in ("未完", "没有完", "部分完"))
        if missed == (row.outcome in {"partly", "not_met"}):
            continue
        typed = closing.strip(" \n。.！!")
        said = (
            f"{name}的完成情况分析以“{typed}”结尾，而完成情况是“{OUTCOMES[row.outcome]}”，请改正其中一处"
            "（报告中的结语按完成情况生成）。"
        )
        place = Place("indicators", row.key, "analysis")
        yield Finding("closing-contradicts-outcome", "warning", said, place, (typed, row.outcome))


_DATE = re.compile(
    r"[0-9]+年(?:度|[0-9]+月)?(?:[0-9]+日)?|[0-9]+月(?:份|底|初|末)|[0-9]+月[0-9]+日|[0-9]+日(?=前|起|至)"
)
_FIGURE = re.compile(r"(?<![A-Za-z0-9.])([0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?)(万|亿|千|百)?[余多]?")
# Everybody, everything: 100% in words.
_WHOLE = re.compile("全部|全覆盖|全面|均|都|应.尽.|无一")


def number_in_analysis(facts: Facts, case: Case) -> Iterator[Finding]:
    for row, name in called(facts):
        actual = judgement_of(row).actual
        if actual.kind != "number" or actual.number is None or not actual.unit or actual.divisor is not None:
            continue
        body = plain(split(row.analysis, row.adjusted_target, row.target).body)
        unit = unit_of(actual.unit)
        if (actual.number == 100 and unit.kind == "percent" and _WHOLE.search(body)) or actual.sense:
            continue
        told = list(_figures_with(unit, _DATE.sub("，", body)))
        if actual.number in [number for number, _, _ in told]:
            continue
        # 各建成1个: of each, and not of all.
        told = [(number, text) for number, text, before in told if not _OF_EACH.search(before)]
        if not told:
            continue
        numbers = "、".join(dict.fromkeys(text for _, text in told[:3]))
        said = f"{name}的完成情况分析里写的是{numbers}，没有实际完成值“{row.actual.strip()}”，请核对。"
        place = Place("indicators", row.key, "analysis")
        yield Finding("actual-not-in-analysis", "info", said, place, (row.actual, *(text for _, text in told)))


_OF_EACH = re.compile(r"[各每][^，。；]*$")


def _figures_with(unit: Unit, body: str) -> Iterator[tuple[Decimal, str, str]]:
    """Every number of the text that stands before this very unit, told in it; how it is printed, and what stands before it."""
    for match in _FIGURE.finditer(body):
        counted = known_prefix(body[match.end() : match.end() + 12])
        named = unit_of((match[2] or "") + counted)
        if not counted or named.name != unit.name or named.per != unit.per:
            continue
        number = Decimal(match[1].replace(",", ""))
        yield in_unit(number, named, unit), f"{match.group()}{counted}", body[: match.start()]


def department_name(facts: Facts, case: Case) -> Iterator[Finding]:
    """The department's own name with a piece of its place left out: 蔡甸民政局 for 蔡甸区民政局."""
    wrong = _misnomers(facts.department)
    if wrong is None:
        return
    for place, text in _texts(facts):
        if match := wrong.search(text):
            names = facts.department
            said = (
                f"文中的“{match.group()}”不是本单位的全称（{names.full_name}）、表内名称（{names.form_name}）"
                f"或简称（{names.short_name}），请核对。"
            )
            yield Finding("department-misnamed", "info", said, place, (match.group(),))


_PLACE = re.compile("(?:省|市|区|县|旗|镇|乡|街道)$")


def _misnomers(names: DepartmentNames) -> re.Pattern[str] | None:
    """Names that can only be meant for this department; None where its three names do not tell what they share."""
    place = names.form_name
    core = names.short_name[1:] if _PLACE.match(names.short_name[:1]) else ""
    if not core or not names.form_name.endswith(core) or not names.full_name.endswith(names.form_name):
        return None
    place = names.form_name.removesuffix(core)
    above = names.full_name.removesuffix(names.form_name)
    short_place, short_above = _PLACE.sub("", place), _PLACE.sub("", above)
    # 区 alone, or a place of one sign, is no name that could be shortened.
    if len(short_place) < 2 or short_place == place:
        return None
    wrong = {short_place + core, above + short_place + core}
    wrong |= {short_above + place + core, short_above + short_place + core} if len(short_above) >= 2 else set()
    return re.compile("|".join(map(re.escape, sorted(wrong, key=len, reverse=True))))


def _texts(facts: Facts) -> Iterator[tuple[Place, str]]:
    for field in ("adjustment_reason", "low_execution_reason", "execution_note"):
        yield Place("budget", "evaluation", field), getattr(facts, field)
    for goal in facts.goals:
        yield Place("goals", goal.key, "achievement"), goal.achievement
    for _, row in facts.rows():
        yield from _texts_of(row)
    statement = facts.statement
    for field in ("problems", "improvements"):
        yield Place("statement", "statement", field), "\n".join(getattr(statement, field))
    for field in ("foot_reason", "foot_improvement", "conclusion"):
        yield Place("statement", "statement", field), getattr(statement, field)


def _texts_of(row: Row) -> Iterator[tuple[Place, str]]:
    for field in ("analysis", "deviation_reason", "improvement"):
        yield Place("indicators", row.key, field), getattr(row, field)
