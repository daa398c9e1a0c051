"""The moves of an evaluation: one table, one door. Every difference between moves is a field of `Move`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from budgets import cells
from budgets.editing import Refused, is_adjusting, lock
from budgets.models import Evaluation, Status
from budgets.permissions import Permission, may, refusal
from budgets.rulesets import RULE_SETS
from budgets.text import clean, clean_line
from indicators.answers import given
from indicators.facts import Facts, as_json, from_json
from indicators.findings import Finding, Given, answer_to, given_as_json, given_from_json, open_findings
from indicators.gather import equip, gather
from indicators.validation import validate
from reports import fonts, issue, last_year
from reports.layouts import LAYOUTS
from reports.models import Event


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


class Blocked(Refused):
    """Not ready: `findings` are the errors and the unanswered warnings that stand in the way."""

    def __init__(self, findings: tuple[Finding, ...]):
        super().__init__(blocked_sentence(count(findings, "error"), count(findings, "warning")))
        self.findings = findings


def count(findings: Iterable[Finding], level: str) -> int:
    return sum(finding.level == level for finding in findings)


def blocked_sentence(errors: int, warnings: int) -> str:
    """What stands in the way of submitting, warnings being those without an answer; "" where nothing does."""
    counted = ((errors, "处错误"), (warnings, "条提醒没有答复"))
    said = "、".join(f"{number} {what}" for number, what in counted if number)
    return f"还有 {said}，请先到“校验”处理。" if said else ""


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
# In the detail of a submission: the filing date that it gave.
_DATED = "dated"


@dataclass(frozen=True)
class Offer:
    """A move that somebody may see as a button; `why_not` is the sentence with which the server would refuse it."""

    action: Action
    move: Move
    why_not: str = ""

    @property
    def allowed(self) -> bool:
        return not self.why_not


def offers(evaluation: Evaluation, user, *, errors: int = 0, warnings: int = 0) -> list[Offer]:
    """The moves out of this state that `user` has the right to, in the order of the table.

    errors, warnings: how many errors, and warnings without an answer, stand in the way of submitting now.
    """
    found = []
    for (status, action), move in MOVES.items():
        if status != evaluation.status or not may(user, move.needs, evaluation.department):
            continue
        if move.needs_approved_targets and not evaluation.targets_approved:
            continue
        why_not = _not_by(move, evaluation, user)
        if not why_not and move.stage:
            why_not = blocked_sentence(errors, warnings)
        found.append(Offer(action, move, why_not))
    return found


def check(evaluation: Evaluation, facts: Facts, *, stage: str = "", today: date | None = None) -> tuple[Finding, ...]:
    """The findings on these facts, at the stage that the evaluation is in."""
    stage = stage or stage_of(evaluation)
    today = today or timezone.localdate()
    known = last_year.analyses(evaluation, facts) if stage == "results" else {}
    rules, layout = RULE_SETS[facts.rule_set], LAYOUTS[facts.layout]
    findings = validate(facts, rules, layout, stage=stage, today=today, last_year=known)
    if fonts.uncovered(issue.data_bytes(facts).decode()):
        findings += tuple(fonts.findings(issue.composed(facts)))
    if is_adjusting(evaluation):
        # The budget is closed while targets are adjusted: what is wrong with it could be mended by nobody.
        return tuple(finding for finding in findings if finding.place.step != "budget")
    return findings


def check_now(evaluation: Evaluation) -> tuple[Finding, ...]:
    """The findings on the draft as it stands."""
    return check(evaluation, gather(evaluation))


def stage_of(evaluation: Evaluation) -> str:
    targets = evaluation.status in {Status.TARGETS_DRAFT, Status.TARGETS_SUBMITTED}
    return "targets" if targets else "results"


def perform(
    action: Action,
    evaluation: Evaluation,
    *,
    by,
    seen: int,
    comment: str = "",
    row_comments: Iterable[Mapping[str, str]] = (),
    answers: Mapping[str, str] | None = None,
) -> Event:
    """Moves the evaluation, or raises Refused (or Blocked) with nothing changed.

    seen: the revision that the page showed; row_comments: {"key", "comment"}; answers: text per Question.field.
    """
    prepared = _prepare(action, evaluation, by)
    with transaction.atomic():
        locked = lock(evaluation)
        move = _permitted_move(action, locked, by, seen)
        reason = clean(comment)
        if move.reason and not reason:
            raise Refused(f"请填写{move.reason}，对方要据此修改。")
        if move.issues:
            _refuse_what_was_not_reviewed(locked)
        detail = _read_answers(move, answers or {}, locked)
        event = Event(
            evaluation=locked,
            action=action,
            from_status=locked.status,
            by=by,
            by_name=by.display_name,
            at=timezone.now(),
            comment=reason,
            row_comments=_row_comments(locked, row_comments) if move.row_comments else [],
            detail={name: value.isoformat() if isinstance(value, date) else value for name, value in detail.items()},
        )
        _leave(locked, move, event, detail)
        _keep(event, locked, move)
        event.save(force_insert=True)
        if move.issues:
            issue.store(prepared, locked, event)
    return event


def _prepare(action: Action, evaluation: Evaluation, by):
    """Renders what was reviewed, before the lock is taken; what has moved on meanwhile is refused later by `seen`."""
    move = MOVES.get((evaluation.status, action))
    if move is None or not move.issues or not may(by, move.needs, evaluation.department):
        return None
    event = last_handed_over(evaluation)
    if event is None:
        return None
    facts = from_json(event.facts)
    return issue.prepare(evaluation, facts, check(evaluation, facts), event.answers)


def _refuse_what_was_not_reviewed(locked: Evaluation) -> None:
    """A unit may be renamed while its report is reviewed: then the name is issued that was read. Nothing else may differ."""
    event = last_handed_over(locked)
    reviewed = from_json(event.facts) if event else None
    if reviewed is None or replace(gather(locked), department=reviewed.department) != reviewed:
        raise Refused("现在的内容与报送审核的不一致，不能定稿。请退回，由填报人重新提交。")


def _permitted_move(action: Action, locked: Evaluation, by, seen: int) -> Move:
    rights = {move.needs for (_, other), move in MOVES.items() if other == action}
    if not any(may(by, right, locked.department) for right in rights):
        raise Refused(refusal(next(iter(rights))) if rights else "没有这个操作。")
    if seen != locked.revision:
        raise Refused(_what_happened(locked, seen))
    move = MOVES.get((Status(locked.status), action))
    if move is None or (move.needs_approved_targets and not locked.targets_approved):
        raise Refused(f"当前状态为“{locked.get_status_display()}”，不能{Action(action).label}。")
    if not may(by, move.needs, locked.department):
        raise Refused(refusal(move.needs))
    if sentence := _not_by(move, locked, by):
        raise Refused(sentence)
    return move


def _not_by(move: Move, evaluation: Evaluation, user) -> str:
    if any(getattr(evaluation, f"{field}_id") == user.pk for field in move.not_by):
        return f"提交与审核须由不同的人办理，请由另一位同事“{move.label}”。"
    return ""


def _what_happened(locked: Evaluation, seen: int) -> str:
    event = locked.events.filter(revision__gt=seen).last()
    if event is not None:
        when = timezone.localtime(event.at).strftime("%m月%d日 %H:%M")
        return f"您打开页面之后，{event.by_name}已于{when}{done_text(event)}。请看过最新内容再操作。"
    who = locked.edited_by.display_name if locked.edited_by else "同事"
    when = timezone.localtime(locked.edited_at).strftime("%m月%d日 %H:%M") if locked.edited_at else ""
    return f"您打开页面之后，{who}于{when}修改了填报内容。请看过最新内容再操作。"


def done_text(event: Event) -> str:
    """What the history says this event did."""
    move = MOVES.get((Status(event.from_status), Action(event.action)))
    return move.done if move else Action(event.action).label


def _read_answers(move: Move, answers: Mapping[str, str], locked: Evaluation) -> dict[str, object]:
    """By field. What is missing or wrong is refused all at once: one sentence for each."""
    read: dict[str, object] = {}
    wrong: list[str] = []
    for question in move.asks:
        try:
            read[question.field] = _answer_to(question, clean_line(answers.get(question.field, "")), locked)
        except Refused as sentence:
            wrong.append(str(sentence))
    if wrong:
        raise Refused("".join(wrong))
    return read


def _answer_to(question: Question, text: str, locked: Evaluation) -> object:
    if not text:
        raise Refused(f"请填写{question.label}。")
    try:
        kind = cells.DATE if question.kind == "date" else cells.line(question.most)
        answer = kind.read(text)
    except ValueError as unreadable:
        raise Refused(f"{question.label}：{str(unreadable).rstrip('。')}。") from None
    if question.kind == "date":
        _refuse_impossible_day(question, answer, locked)
    return answer


def _refuse_impossible_day(question: Question, day: date, locked: Evaluation) -> None:
    if question.since == "year" and day < date(locked.fiscal_year, 1, 1):
        raise Refused(f"{question.label}不能早于{locked.fiscal_year}年1月1日，请核对年份。")
    if question.since == "approval" and day < (approved := timezone.localdate(locked.approved_at)):
        raise Refused(f"{question.label}不能早于审核通过的{approved.year}年{approved.month}月{approved.day}日。")
    if day > timezone.localdate():
        raise Refused(f"{question.label}不能晚于今天。")


def _row_comments(locked: Evaluation, comments: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    names = {str(row.key): row.name for row in locked.indicators.all()}
    stated = [(comment["key"], clean(comment["comment"])) for comment in comments]
    return [{"key": key, "name": names[key], "comment": text} for key, text in stated if text and key in names]


def _leave(locked: Evaluation, move: Move, event: Event, detail: Mapping[str, object]) -> None:
    """Sets the new state with its stamps, and counts the revision."""
    for field in move.clears:
        setattr(locked, field, "" if isinstance(getattr(locked, field), str) else None)
    for field in move.stamps:
        setattr(locked, field, event.by if field.endswith("_by") else event.at)
    for field, value in detail.items():
        setattr(locked, field, value)
    if move.stage == "results":
        _date_the_filing(locked, event)
    elif move.to == Status.DRAFT and stage_of(locked) == "results":
        _forget_our_filing_date(locked)
    if is_adjusting(locked) and move.stage == "targets":
        _date_the_adjustment(locked)
    if move.stage:
        _refuse_what_is_open(locked, move)
    locked.status = _goal_of(move, locked)
    if locked.status in HANDED_OVER and locked.handed_over_at is None:
        locked.handed_over_at = event.at
    if move.approves_targets:
        locked.goals.update(approved=True)
        locked.indicators.update(approved=True)
    locked.revision += 1
    locked.save()
    event.to_status, event.revision = locked.status, locked.revision


def _goal_of(move: Move, locked: Evaluation) -> Status:
    if move.to_without_sign_off and not locked.department.signs_off:
        return move.to_without_sign_off
    return move.to


def _date_the_filing(locked: Evaluation, event: Event) -> None:
    """填报日期 is the day of submission unless somebody typed another; the event remembers that it was not typed."""
    if locked.statement.filing_date is None:
        locked.statement.filing_date = timezone.localdate()
        locked.statement.save(update_fields=["filing_date"])
        event.detail[_DATED] = locked.statement.filing_date.isoformat()


def _date_the_adjustment(locked: Evaluation) -> None:
    """A target is adjusted on the day on which that is applied for, unless somebody typed another."""
    adjusted = locked.indicators.filter(adjusted_on=None).exclude(adjusted_target="")
    adjusted.update(adjusted_on=timezone.localdate())


def _forget_our_filing_date(locked: Evaluation) -> None:
    """What comes back is submitted on another day: the date that nobody typed goes."""
    submitted = locked.events.filter(action=Action.SUBMIT, from_status=Status.DRAFT).last()
    day = locked.statement.filing_date
    if submitted and day and submitted.detail.get(_DATED) == day.isoformat():
        locked.statement.filing_date = None
        locked.statement.save(update_fields=["filing_date"])


def _refuse_what_is_open(locked: Evaluation, move: Move) -> None:
    findings = check(locked, gather(locked), stage=move.stage)
    still_open = open_findings(findings, [one.answer for one in given(locked)])
    if blocking := tuple(finding for finding in still_open if finding.level != "info"):
        raise Blocked(blocking)


def _keep(event: Event, locked: Evaluation, move: Move) -> None:
    """The facts of a submission, and of the answers those that were given for these facts."""
    if not move.keeps_facts:
        return
    facts = gather(locked)
    there = given(locked)
    answered = (answer_to(finding, there) for finding in check(locked, facts))
    event.facts = as_json(facts)
    event.answers = [given_as_json(answer) for answer in answered if answer]


class Reading(NamedTuple):
    """facts: None where nothing was handed over yet. answers: those kept with the facts; None: those of the draft."""

    facts: Facts | None
    stage: str
    answers: tuple[Given, ...] | None = ()


def facts_for(evaluation: Evaluation, user) -> Facts | None:
    return reading(evaluation, user).facts


def reading(evaluation: Evaluation, user) -> Reading:
    """What `user` may read of this evaluation now, and the stage of that.

    Approved: the facts that were issued. Before: the draft in work for the unit's own people and the administrator,
    for reviewers what they were last given.
    """
    stage = stage_of(evaluation)
    if evaluation.status in FINAL:
        report = issue.latest(evaluation)
        return Reading(from_json(report.facts), stage, _kept(report.answers))
    if may(user, Permission.READ_DRAFT, evaluation.department):
        return Reading(gather(evaluation), stage, None)
    event = last_handed_over(evaluation)
    if event is None:
        return Reading(None, stage)
    stage = "targets" if event.to_status == Status.TARGETS_SUBMITTED else "results"
    return Reading(from_json(event.facts), stage, _kept(event.answers))


def _kept(answers: list[dict]) -> tuple[Given, ...]:
    return tuple(given_from_json(answer) for answer in answers)


def last_handed_over(evaluation: Evaluation) -> Event | None:
    return evaluation.events.filter(to_status__in=HANDED_OVER, facts__isnull=False).last()


@transaction.atomic
def open_evaluation(*, department, fiscal_year: int, scope: str, layout: str, rule_set: str, status: Status, by):
    """A new, empty evaluation at 目标填报, or straight at 自评填报 where targets were approved on paper.

    Raises Refused where there is one already.
    """
    if not may(by, Permission.MANAGE, department):
        raise Refused(refusal(Permission.MANAGE))
    if status not in {Status.TARGETS_DRAFT, Status.DRAFT}:
        raise Refused("新开通的档案只能从“目标填报”或“自评填报”开始。")
    evaluation = Evaluation(
        department=department,
        fiscal_year=fiscal_year,
        scope=scope,
        layout=layout,
        rule_set=rule_set,
        basis=RULE_SETS[rule_set].basis,
        status=status,
    )
    try:
        evaluation.validate_constraints()
    except ValidationError as already:
        raise Refused("；".join(already.messages)) from None
    evaluation.save(force_insert=True)
    equip(evaluation)
    Event.objects.create(
        evaluation=evaluation,
        action=Action.OPEN,
        from_status=status,
        to_status=status,
        by=by,
        by_name=by.display_name,
        at=timezone.now(),
        revision=0,
    )
    return evaluation
