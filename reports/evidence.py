"""Attaching files and taking them away again, through the doors for writing; and what stays with an issued report.

The bytes lie in the database: one file or one dump is the whole backup, a file and the row that lists it are written
in one transaction under the evaluation's lock, and nothing lies where a web server could hand it out by itself.
"""

import hashlib
from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from budgets.editing import STAMPING, Part, Refused, closed_sentence, editing, open_parts, stamping, stamping_closed
from budgets.models import Evaluation
from budgets.permissions import Permission, may, refusal
from indicators.assignments import NOT_ASSIGNED, own_goals
from reports import filetypes
from reports.models import Evidence, EvidenceContent, IssuedEvidence, IssuedReport

MEGABYTE = 1024 * 1024
MOST_OF_A_FILE = 10 * MEGABYTE
# Of all that is kept, what was submitted and then taken away included: it is the database that must not grow for ever.
MOST_OF_ALL = 200 * MEGABYTE
TOO_LARGE = "文件超过 10 MB，请压缩后再上传"


class NotTaken(Refused):
    """This one file cannot be taken; others of the same indicator may."""


def may_attach(user, evaluation: Evaluation, key: UUID | None) -> bool:
    """Whether files of this indicator are his to add and remove while that is open; None: the stamped copy."""
    if key is None:
        return any(may(user, right, evaluation.department) for right in set(STAMPING.values()))
    return not why_not_his(user, evaluation, key)


def why_not_his(user, evaluation: Evaluation, key: UUID) -> str:
    """A colleague attaches files to the indicators of the goals assigned to him; "" where it is his, or all are."""
    own = own_goals(evaluation, user)
    if own is None or (own and evaluation.indicators.filter(key=key, goal__in=own).exists()):
        return ""
    return f"{NOT_ASSIGNED}。" if may(user, Permission.FILL, evaluation.department) else refusal(Permission.EDIT)


def may_attach_to(user, evaluation: Evaluation, keys: Collection[UUID]) -> Collection[UUID]:
    """Those of these indicators, some perhaps removed, whose files are his to add and remove while that is open."""
    own = own_goals(evaluation, user)
    return keys if own is None else set(evaluation.indicators.filter(goal__in=own).values_list("key", flat=True))


def closed(user, evaluation: Evaluation, key: UUID | None) -> str:
    """Why nothing can be attached now by somebody who may at other times; "" where it can."""
    if key is None:
        return stamping_closed(evaluation, user)
    return "" if Part.RESULTS in open_parts(evaluation) else closed_sentence(evaluation, Part.RESULTS)


def _door(evaluation: Evaluation, key: UUID | None, by):
    """A colleague is let in too: what is his, `_refuse_what_is_not_his` looks at under the lock."""
    return editing(evaluation, Part.RESULTS, by=by, assigned=True) if key else stamping(evaluation, by=by)


def _refuse_what_is_not_his(locked: Evaluation, key: UUID | None, by) -> None:
    if key and (sentence := why_not_his(by, locked, key)):
        raise Refused(sentence)


def attach(evaluation: Evaluation, key: UUID | None, name: str, content: bytes, *, by) -> Evidence:
    """One file of an indicator, or (None) a stamped copy. Raises NotTaken, or Refused where no file is."""
    name = filetypes.clean_name(name)
    content_type = _acceptable(name, content)
    digest = hashlib.sha256(content).hexdigest()
    with _door(evaluation, key, by) as locked:
        about = _name_of_indicator(locked, key) if key else ""
        _refuse_what_is_not_his(locked, key, by)
        _refuse_what_is_there(locked, key, digest)
        _refuse_what_is_too_much(locked, len(content))
        added = Evidence.objects.create(
            evaluation=locked,
            kind=Evidence.Kind.EVIDENCE if key else Evidence.Kind.STAMPED,
            indicator_key=key,
            indicator_name=about,
            name=name,
            content_type=content_type,
            size=len(content),
            sha256=digest,
            added_by=by,
            added_by_name=by.display_name,
            added_at=timezone.now(),
            added_revision=locked.revision + 1,
        )
        EvidenceContent.objects.create(evidence=added, content=content)
        if locked.approved_at:
            _belongs_to(locked.issued_reports.latest("sequence"), [added])
    return added


def _acceptable(name: str, content: bytes) -> str:
    if len(content) > MOST_OF_A_FILE:
        raise NotTaken(TOO_LARGE)
    try:
        return filetypes.recognised(name, content)
    except filetypes.Unacceptable as sentence:
        raise NotTaken(str(sentence)) from None


def _name_of_indicator(locked: Evaluation, key: UUID) -> str:
    name = locked.indicators.filter(key=key).values_list("name", flat=True).first()
    if name is None:
        raise Refused("这项指标已被删除，附件没有保存。")
    return name


def _refuse_what_is_there(locked: Evaluation, key: UUID | None, digest: str) -> None:
    same = locked.evidence.filter(indicator_key=key, sha256=digest, removed_revision__isnull=True).first()
    if same:
        raise NotTaken(f"与已有的“{same.name}”内容相同，没有重复保存")


def _refuse_what_is_too_much(locked: Evaluation, more: int) -> None:
    kept = locked.evidence.filter(content__isnull=False).aggregate(size=Sum("size"))["size"] or 0
    if kept + more > MOST_OF_ALL:
        raise NotTaken("本年度档案的附件合计不能超过 200 MB（含报送过又移除的），请压缩后再上传")


def remove(one: Evidence, *, by) -> None:
    """Takes it out of the draft; its row stays in the record. Raises Refused.

    The content is kept where a submission or an issued report refers to it, and deleted otherwise.
    """
    with _door(one.evaluation, one.indicator_key, by) as locked:
        _refuse_what_is_not_his(locked, one.indicator_key, by)
        if sentence := why_not_there(locked, one):
            raise Refused(sentence)
        present = locked.evidence.get(pk=one.pk)
        present.removed_by = by
        present.removed_by_name = by.display_name
        present.removed_at = timezone.now()
        present.removed_revision = locked.revision + 1
        present.save(update_fields=["removed_by", "removed_by_name", "removed_at", "removed_revision"])
        if not _is_referred_to(locked, present):
            EvidenceContent.objects.filter(evidence=present).delete()


def why_not_there(evaluation: Evaluation, one: Evidence) -> str:
    """Why it is none of the draft's files; "" where it is."""
    if evaluation.evidence.present().filter(pk=one.pk).exists():
        return ""
    removed = evaluation.evidence.filter(pk=one.pk, removed_revision__isnull=False).first()
    if removed:
        return f"“{removed.name}”已由{removed.removed_by_name}移除。"
    return f"“{one.name}”已随定稿报告保存，不能移除。"


def _is_referred_to(locked: Evaluation, one: Evidence) -> bool:
    submitted = locked.events.filter(facts__isnull=False, revision__gt=one.added_revision)
    return submitted.exists() or one.issued.exists()


def keep(report: IssuedReport) -> None:
    """What was there when the report was approved stays with it."""
    _belongs_to(report, report.evaluation.evidence.present())


def _belongs_to(report: IssuedReport, found) -> None:
    IssuedEvidence.objects.bulk_create(IssuedEvidence(report=report, evidence=one) for one in found)
