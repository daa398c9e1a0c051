"""The one door for writing: it locks the evaluation, refuses with a sentence, and counts the revision."""

import enum
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from budgets.models import Evaluation, Status
from budgets.permissions import Permission, may, refusal


class Refused(Exception):
    """Not possible now; `str()` is one sentence for the user."""


class Part(enum.Enum):
    BUDGET = "预算"
    TARGETS = "目标与指标"
    RESULTS = "完成情况"
    STATEMENT = "问题与改进"
    ANSWERS = "对提醒的答复"


_ASSIGNED_PARTS = frozenset({Part.RESULTS})


def open_parts(evaluation: Evaluation) -> frozenset[Part]:
    """What the status lets one write. Approved targets change only by adjustment, and then nothing else does.

    Warnings are answered wherever something is written.
    """
    approved = evaluation.targets_approved
    if evaluation.status == Status.TARGETS_DRAFT:
        targets = frozenset({Part.TARGETS, Part.ANSWERS})
        return targets if approved else targets | {Part.BUDGET}
    if evaluation.status == Status.DRAFT:
        results = frozenset({Part.BUDGET, Part.RESULTS, Part.STATEMENT, Part.ANSWERS})
        return results if approved else results | {Part.TARGETS}
    return frozenset()


def is_adjusting(evaluation: Evaluation) -> bool:
    return evaluation.status == Status.TARGETS_DRAFT and evaluation.targets_approved


def closed_sentence(evaluation: Evaluation, *parts: Part) -> str:
    name = "、".join(part.value for part in parts)
    if is_adjusting(evaluation):
        return f"正在调整目标，{name}暂不能修改；目标调整审核通过后再填。"
    if evaluation.status == Status.DRAFT:
        return f"目标已经审核，{name}不能直接修改；确需修改请先“申请调整目标”。"
    if evaluation.status == Status.TARGETS_DRAFT:
        return f"目标审核通过后才能填写{name}。"
    return f"当前状态为“{evaluation.get_status_display()}”，{name}不能修改。"


def lock(evaluation: Evaluation) -> Evaluation:
    """The evaluation as it stands now, held until the transaction ends. On SQLite, IMMEDIATE does the holding."""
    return (
        Evaluation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("department")
        .get(pk=evaluation.pk)
    )


@contextmanager
def editing(evaluation: Evaluation, *parts: Part, by, assigned: bool = False):
    """Yields the locked evaluation; at least one of `parts` must be open. Raises Refused.

    assigned: lets those in as well who write only what is assigned to them; what that is the caller must see to.
    Set `locked.unchanged = True` inside to leave the revision as it is: nothing was written.
    """
    with transaction.atomic():
        locked = lock(evaluation)
        wanted = parts if may(by, Permission.EDIT, locked.department) else _of_colleague(locked, parts, by, assigned)
        if not open_parts(locked).intersection(wanted):
            raise Refused(closed_sentence(locked, *wanted))
        yield locked
        if not getattr(locked, "unchanged", False):
            count_change(locked, by=by)


def _of_colleague(locked: Evaluation, parts: tuple[Part, ...], by, assigned: bool) -> tuple[Part, ...]:
    """Those of the parts that somebody may write without the right to all of them."""
    wanted = tuple(part for part in parts if part in _ASSIGNED_PARTS)
    if not (assigned and wanted and may(by, Permission.FILL, locked.department)):
        raise Refused(refusal(Permission.EDIT))
    return wanted


def count_change(locked: Evaluation, *, by) -> None:
    locked.revision += 1
    locked.edited_by = by
    locked.edited_at = timezone.now()
    locked.save(update_fields=["revision", "edited_by", "edited_at"])


# The stamped copy exists only once the paper is signed and stamped: who adds it depends on where the paper lies.
STAMPING: dict[str, Permission] = {
    Status.DRAFT: Permission.EDIT,
    Status.SIGN_OFF: Permission.SIGN,
    Status.APPROVED: Permission.EDIT,
    Status.PUBLISHED: Permission.EDIT,
}


def stamping_closed(evaluation: Evaluation, user) -> str:
    """Why `user` cannot add the stamped copy now, though he may at other times; "" where he can."""
    needs = STAMPING.get(Status(evaluation.status))
    if needs and may(user, needs, evaluation.department):
        return ""
    return f"当前状态为“{evaluation.get_status_display()}”，您现在不能添加或移除盖章扫描件。"


@contextmanager
def stamping(evaluation: Evaluation, *, by):
    """As `editing`, for the stamped copy, which is also added where nothing else may be written."""
    with transaction.atomic():
        locked = lock(evaluation)
        if sentence := stamping_closed(locked, by):
            raise Refused(sentence)
        yield locked
        count_change(locked, by=by)
