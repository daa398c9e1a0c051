"""Which findings of the facts concern a document that was written elsewhere: those that somebody could mend in it.

A column that nobody filled in is none of its form, and nobody knows by whose rules it was scored. Pure.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from indicators.facts import Row
from indicators.findings import Finding
from indicators.judged import judgement_of
from reports.importers.reading import Reading
from reports.importers.words import folded

# Asked for by our own pages alone: a document has no such field, and nobody can fill it in there.
_OUR_OWN = frozenset({"no-goal", "blank-carry-over", "blank-outcome", "blank-executed-of-source"})
# Held against the numbers of one rule set.
_OF_ONE_RULE_SET = frozenset(
    {"weights-of-level", "weights-in-total", "score-differs-from-formula", "score-outside-tier", "budget-unspent"}
)
# What stands in one part of a document is missing only where the document has other parts than that one alone.
_NARRATIVE = frozenset({"1.1", "1.2", "2.1", "2.2"})
_MISSED = frozenset({"not_met", "partly"})
_NO_WORDS = frozenset({"", "无", "无。", "/", "—"})


# The sentences are those of the form, which fills in, chooses and reckons; a document is written. In this order.
_AS_WRITTEN = (
    ("提交时自动填入当天", "请补上"),
    ("（清空后自动生成）", ""),
    ("请改正或清空", "请改正"),
    ("（报告中的结语按完成情况生成）", ""),
    ("自评表要印，", ""),
    ("，请至少添加一项，或删除这个目标", "，请补上指标，或删去这个目标"),
    ("，请至少填写一项；确实没有的请填 0", "，请补上；确实没有的写 0"),
    ("，请至少填写一个", "，请补上"),
    ("请检查：金额以元填写，以万元填写的请在数字后加“万”", "请核对表头写的是元还是万元"),
    ("请补填或删去", "请补上或删去"),
    ("重新填写", "重新写"),
    ("分别填写", "分别写明"),
    ("请填写", "请写明"),
    ("请填 0", "写 0"),
    ("没有填", "没有写"),
    ("没有一项填了", "没有一项写了"),
    ("未填", "没有写"),
    ("未选", "没有写"),
    ("请选择", "请写明"),
    ("填的是", "写的是"),
    ("选的是", "写的是"),
)
_SENTENCES = dict(_AS_WRITTEN)
_FORM = re.compile("|".join(map(re.escape, _SENTENCES)))
# Words of the document inside quotation marks stay as they are.
_QUOTED = re.compile(r"(“[^“”]*”)")


def as_written(finding: Finding) -> Finding:
    """The same finding, its sentence for somebody who mends a document."""
    said = finding.message
    for form, document in _AS_WRITTEN:
        if "“" in form:
            said = said.replace(form, document)
    pieces = _QUOTED.split(said)
    pieces[::2] = (_FORM.sub(lambda match: _SENTENCES[match.group()], piece) for piece in pieces[::2])
    return replace(finding, message="".join(pieces))


def concerns(finding: Finding, reading: Reading) -> bool:
    if finding.code in _OUR_OWN | _OF_ONE_RULE_SET:
        return False
    return _ONLY_IF[finding.code](finding, reading) if finding.code in _ONLY_IF else True


def _rows(reading: Reading) -> list[Row]:
    return [row for _, row in reading.facts.rows()]


def _has_column(finding: Finding, reading: Reading) -> bool:
    return any(getattr(row, finding.place.field) not in {"", None} for row in _rows(reading))


def _has_part(*sections: str) -> Callable[[Finding, Reading], bool]:
    # A heading alone is no part: something must be said below it.
    return lambda _, reading: bool(
        {*sections} & {claim.excerpt.section for claim in reading.claims if claim.subject != "number"}
    )


def _has_date_line(_: Finding, reading: Reading) -> bool:
    return any(claim.subject == "filing_date" for claim in reading.claims)


def _has_titles(_: Finding, reading: Reading) -> bool:
    return any(goal.title.strip() for goal in reading.facts.goals)


def _has_levels(_: Finding, reading: Reading) -> bool:
    return any(row.level1.strip() for row in _rows(reading))


def _divides_spending(_: Finding, reading: Reading) -> bool:
    return (reading.facts.basic.executed, reading.facts.project.executed) != (None, None)


def _has_improvements(finding: Finding, reading: Reading) -> bool:
    """偏差原因分析及改进措施 is one column in many forms, and is read as the reason."""
    reason, said = _row(finding, reading).deviation_reason, reading.facts.statement
    explained = bool(reason.strip()) or not _is_missed_unexplained(finding, reading)
    if explained and (said.improvements or said.foot_improvement.strip() not in _NO_WORDS):
        return False
    return not reason.strip() or any(row.improvement.strip() for row in _rows(reading))


def _is_unexplained(finding: Finding, reading: Reading) -> bool:
    """Whether the document names the row nowhere else where it gives reasons."""
    name, said = folded(_row(finding, reading).name), reading.facts.statement
    texts = [said.foot_reason, *said.problems, *(one.text for one in reading.unread if "原因" in one.text)]
    return not any(name in folded(text) for text in texts)


def _is_missed_unexplained(finding: Finding, reading: Reading) -> bool:
    """A reason at the foot that names no row is that of the only one that was missed."""
    missed = [row for row in _rows(reading) if judgement_of(row).outcome == "not_met" or row.outcome in _MISSED]
    at_foot = folded(reading.facts.statement.foot_reason)
    of_no_row = (
        bool(at_foot) and at_foot not in _NO_WORDS and not any(folded(row.name) in at_foot for row in _rows(reading))
    )
    return _is_unexplained(finding, reading) and not (of_no_row and len(missed) == 1)


def _row(finding: Finding, reading: Reading) -> Row:
    return next(row for row in _rows(reading) if row.key == finding.place.key)


def _lists_sources(finding: Finding, reading: Reading) -> bool:
    """A column of money without any amount, where others have theirs, is none of the form."""
    others = {"initial", "adjusted", "final"} - {finding.place.field}
    amounts = [getattr(line, column) for line in reading.facts.revenue for column in others]
    return _has_part("revenue")(finding, reading) and not any(amounts)


def _gives_reasons_for_adjusting(_: Finding, reading: Reading) -> bool:
    return any(row.adjustment_reason.strip() for row in _rows(reading))


_ONLY_IF: dict[str, Callable[[Finding, Reading], bool]] = {
    "blank-level1": _has_column,
    "blank-level2": _has_column,
    "blank-target": _has_column,
    "blank-actual": _has_column,
    "blank-weight": _has_column,
    "blank-score": _has_column,
    "blank-title": _has_titles,
    "blank-executed": _divides_spending,
    "blank-initial-total": _lists_sources,
    "blank-adjusted-total": _lists_sources,
    "blank-final-total": _lists_sources,
    "blank-problems": _has_part(*_NARRATIVE, "4"),
    "blank-improvements": _has_part(*_NARRATIVE, "3"),
    "blank-filing-date": _has_date_line,
    "expected-level-absent": _has_levels,
    "adjusted-without-reason": _gives_reasons_for_adjusting,
    "unmet-without-deviation-reason": _is_missed_unexplained,
    "over-fulfilment-without-reason": _is_unexplained,
    "unmet-without-improvement": _has_improvements,
}
