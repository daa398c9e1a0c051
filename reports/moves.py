"""The moves of an evaluation, one table: every difference between moves is a field of `Move`."""

from dataclasses import dataclass

from django.db import models

from budgets.models import Status
from budgets.permissions import Permission


class Action(models.TextChoices):
    OPEN = "open", "开通"
    SUBMIT = "submit", "提交"
    WITHDRAW = "withdraw", "撤回"
    RETURN = "return", "退回"
    APPROVE = "approve", "审核通过"
    ADJUST = "adjust", "申请调整目标"
    SIGN = "sign", "签署"
    PUBLISH = "publish", "登记公开"
    REOPEN = "reopen", "重新打开"


@dataclass(frozen=True)
class Question:
    """What a move asks for besides a reason. kind: "line" or "date"; kept in `field` of the evaluation.

    most: how many characters of a line that field holds; since: of a date, the day before which it cannot lie
    ("year", "approval"). No date lies in the future.
    """

    field: str
    label: str
    kind: str
    most: int = 50
    since: str = ""


@dataclass(frozen=True)
class Move:
    """label: the button; done: the word in the history; not_by: whoever stands in these fields may not do it.

    stage: which checks must pass, with their warnings answered; stamps and clears: names of who/when pairs on the evaluation.
    """

    label: str
    done: str
    to: Status
    needs: Permission
    to_without_sign_off: Status | None = None
    reason: str = ""
    row_comments: bool = False
    stage: str = ""
    not_by: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    asks: tuple[Question, ...] = ()
    needs_approved_targets: bool = False
    approves_targets: bool = False
    keeps_facts: bool = False
    issues: bool = False
    primary: bool = False


_SIGNATURE = ("signed_by", "signed_at", "signed_name", "signed_on")
_APPROVAL = ("approved_by", "approved_at")
_PUBLICATION = ("published_on", "published_at")

MOVES: dict[tuple[Status, Action], Move] = {
    (Status.TARGETS_DRAFT, Action.SUBMIT): Move(
        "提交目标",
        "提交了目标",
        Status.TARGETS_SUBMITTED,
        Permission.SUBMIT,
        stage="targets",
        not_by=("targets_approved_by",),
        stamps=("targets_submitted_by",),
        keeps_facts=True,
        primary=True,
    ),
    (Status.TARGETS_SUBMITTED, Action.WITHDRAW): Move(
        "撤回目标", "撤回了目标", Status.TARGETS_DRAFT, Permission.SUBMIT
    ),
    (Status.TARGETS_SUBMITTED, Action.RETURN): Move(
        "退回目标",
        "退回了目标",
        Status.TARGETS_DRAFT,
        Permission.REVIEW,
        reason="退回原因",
        row_comments=True,
    ),
    (Status.TARGETS_SUBMITTED, Action.APPROVE): Move(
        "审核通过目标",
        "审核通过了目标",
        Status.DRAFT,
        Permission.REVIEW,
        not_by=("targets_submitted_by",),
        stamps=("targets_approved_by", "targets_approved_at"),
        approves_targets=True,
        primary=True,
    ),
    (Status.DRAFT, Action.SUBMIT): Move(
        "提交自评",
        "提交了自评",
        Status.SIGN_OFF,
        Permission.SUBMIT,
        to_without_sign_off=Status.SUBMITTED,
        stage="results",
        stamps=("submitted_by",),
        clears=_SIGNATURE,
        keeps_facts=True,
        primary=True,
    ),
    (Status.DRAFT, Action.ADJUST): Move(
        "申请调整目标",
        "申请调整目标",
        Status.TARGETS_DRAFT,
        Permission.SUBMIT,
        reason="调整原因",
        needs_approved_targets=True,
    ),
    (Status.SIGN_OFF, Action.WITHDRAW): Move("撤回自评", "撤回了自评", Status.DRAFT, Permission.SUBMIT),
    (Status.SIGN_OFF, Action.RETURN): Move(
        "退回修改", "退回了自评（单位审签）", Status.DRAFT, Permission.SIGN, reason="退回原因", row_comments=True
    ),
    (Status.SIGN_OFF, Action.SIGN): Move(
        "签署并报送",
        "签署并报送了自评",
        Status.SUBMITTED,
        Permission.SIGN,
        not_by=("submitted_by",),
        stamps=("signed_by", "signed_at"),
        asks=(Question("signed_name", "签字人", "line"), Question("signed_on", "签字日期", "date", since="year")),
        keeps_facts=True,
        primary=True,
    ),
    (Status.SUBMITTED, Action.WITHDRAW): Move(
        "撤回自评", "撤回了自评", Status.DRAFT, Permission.SUBMIT, clears=_SIGNATURE
    ),
    (Status.SUBMITTED, Action.RETURN): Move(
        "退回修改",
        "退回了自评",
        Status.DRAFT,
        Permission.REVIEW,
        reason="退回原因",
        row_comments=True,
        clears=_SIGNATURE,
    ),
    (Status.SUBMITTED, Action.APPROVE): Move(
        "审核通过",
        "审核通过了自评",
        Status.APPROVED,
        Permission.REVIEW,
        not_by=("submitted_by",),
        stamps=("approved_by", "approved_at"),
        issues=True,
        primary=True,
    ),
    (Status.APPROVED, Action.PUBLISH): Move(
        "登记公开",
        "登记了公开",
        Status.PUBLISHED,
        Permission.SUBMIT,
        asks=(
            Question("published_on", "公开日期", "date", since="approval"),
            Question("published_at", "公开网址或位置", "line", most=500),
        ),
        primary=True,
    ),
    (Status.APPROVED, Action.REOPEN): Move(
        "重新打开",
        "重新打开了自评",
        Status.DRAFT,
        Permission.REVIEW,
        reason="重新打开的原因",
        clears=_SIGNATURE + _APPROVAL,
    ),
    (Status.PUBLISHED, Action.REOPEN): Move(
        "重新打开",
        "重新打开了自评",
        Status.DRAFT,
        Permission.REVIEW,
        reason="重新打开的原因",
        clears=_SIGNATURE + _APPROVAL + _PUBLICATION,
    ),
}

# What lies in these states is in the hands of the finance bureau.
HANDED_OVER = (Status.TARGETS_SUBMITTED, Status.SUBMITTED)
FINAL = (Status.APPROVED, Status.PUBLISHED)
