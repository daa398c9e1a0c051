"""The one door through which an evaluation moves on, and which moves somebody is offered. Their table: `reports.moves`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from budgets import cells
from budgets.editing import Refused, is_adjusting, lock
from budgets.models import Evaluation, Status
from budgets.permissions import may, refusal
from budgets.text import clean, clean_line
from indicators.answers import given
from indicators.facts import as_json, from_json
from indicators.findings import answer_to, given_as_json, open_findings
from indicators.gather import gather
from reports import issue
from reports.checking import Blocked, blocked_sentence, check, stage_of
from reports.models import Event
from reports.moves import HANDED_OVER, MOVES, Action, Move, Question
from reports.readable import last_handed_over

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
