"""情况属实: writing what the preparer says of warnings, through the door for writing, and reading it back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from budgets.editing import Part, editing
from budgets.models import Evaluation
from budgets.text import clean_line
from indicators.facts import Place
from indicators.findings import Answer, Finding, Given, is_answerable
from indicators.models import Answer as Stored

MOST = 200  # characters of a note: it stands in one line beside the warning

# The findings of an evaluation as it stands. Which form and which day they depend on is known further up.
Check = Callable[[Evaluation], Iterable[Finding]]


@dataclass(frozen=True)
class Said:
    """情况属实 of the warning that the page showed."""

    answer: Answer
    note: str = ""


@dataclass(frozen=True)
class NotTaken:
    """What was not saved, and why. finding: what is found at this place now, if anything."""

    said: Said
    sentence: str
    finding: Finding | None = None


def given(evaluation: Evaluation) -> tuple[Given, ...]:
    """All answers of the draft, also those whose figures have changed since: one query."""
    return tuple(_given(stored) for stored in evaluation.answers.select_related("by").order_by("pk"))


def _given(stored: Stored) -> Given:
    place = Place(stored.step, stored.key, stored.field)
    by = stored.by.display_name
    return Given(stored.code, place, stored.fingerprint, stored.note, by, stored.at.isoformat())


def answer_warnings(evaluation: Evaluation, said: Iterable[Said], *, by, check: Check) -> list[NotTaken]:
    """Saves what holds for the warnings as they are now; the rest comes back, each with a sentence. Raises Refused."""
    with editing(evaluation, Part.ANSWERS, by=by) as locked:
        findings = {(finding.code, finding.place): finding for finding in check(locked)}
        there = {(one.code, one.place): one for one in given(locked)}
        not_taken: list[NotTaken] = []
        new: dict[tuple[str, Place], Said] = {}
        for one in [Said(one.answer, clean_line(one.note)) for one in said]:
            at = (one.answer.code, one.answer.place)
            if sentence := _why_not(one, findings.get(at), there.get(at)):
                not_taken.append(NotTaken(one, sentence, findings.get(at)))
            elif _differs(one, there.get(at)):
                new[at] = one
        _write(locked, new, by)
        locked.unchanged = not new
    return not_taken


def take_back(evaluation: Evaluation, answer: Answer, *, by) -> str:
    """The answer goes; its note is returned, to be used again. What is gone already, or was given anew, stays so."""
    with editing(evaluation, Part.ANSWERS, by=by) as locked:
        code, place, fingerprint = answer
        stored = locked.answers.filter(
            code=code, step=place.step, key=place.key, field=place.field, fingerprint=fingerprint
        ).first()
        locked.unchanged = stored is None
        if stored is None:
            return ""
        stored.delete()
        return stored.note


def _why_not(one: Said, finding: Finding | None, there: Given | None) -> str:
    if finding is None:
        return "这条提醒已经没有了，不必答复。"
    if finding.level != "warning":
        return "错误不能用“情况属实”答复，请改正。"
    if not is_answerable(finding):
        return "这条提醒要填写原因，不能用“情况属实”答复。"
    if finding.fingerprint != one.answer.fingerprint:
        return "数据已变，请按现在的数据重新确认。"
    if len(one.note) > MOST:
        return f"说明最多 {MOST} 个字，现在是 {len(one.note)} 个字，请缩短。"
    if there and there.answer == finding.answer and there.note != one.note:
        when = timezone.localtime(there.when)
        return f"{there.by}已于{when.month}月{when.day}日 {when:%H:%M}答复；要改说明，请先撤销那次答复。"
    return ""


def _differs(one: Said, there: Given | None) -> bool:
    """A request that comes a second time writes nothing."""
    return there is None or there.fingerprint != one.answer.fingerprint


def _write(locked: Evaluation, new: Mapping[tuple[str, Place], Said], by) -> None:
    at = timezone.now()
    Stored.objects.bulk_create(
        [
            Stored(
                evaluation=locked,
                code=code,
                step=place.step,
                key=place.key,
                field=place.field,
                fingerprint=one.answer.fingerprint,
                note=one.note,
                by=by,
                at=at,
            )
            for (code, place), one in new.items()
        ],
        update_conflicts=True,
        unique_fields=["evaluation", "code", "step", "key", "field"],
        update_fields=["fingerprint", "note", "by", "at"],
    )
