"""Where an evaluation stands for one person: what he may read, how much is done, what may happen next.

Everything is asked once and kept with the evaluation object, which lives as long as its request.
"""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from budgets.editing import Part, open_parts
from budgets.models import Evaluation, Status
from budgets.permissions import Permission, may
from indicators import answers, assignments
from indicators.facts import Facts, Place
from indicators.findings import Finding, Given, open_findings
from indicators.findings import from_json as finding_from_json
from indicators.gather import gather
from indicators.rows import ASSIGNED_FIELDS, GOAL_ASSIGNED_FIELDS
from reports import checking, moves, readable, workflow
from reports.checking import count
from reports.layouts import LAYOUTS
from reports.models import Event
from reports.moves import FINAL, Action
from reports.places import field_url, goals_of_rows
from reports.progress import StepProgress, progress
from reports.workflow import Offer

NOT_YET = "这个单位还没有报送，报送之后才能查看内容；现在只能看到填报进度。"

_TAGS = {
    Status.TARGETS_DRAFT: ("目标·填报中", "tag-draft"),
    Status.TARGETS_SUBMITTED: ("目标·待审核", "tag-review"),
    Status.DRAFT: ("自评·填报中", "tag-draft"),
    Status.SIGN_OFF: ("自评·单位审签", "tag-review"),
    Status.SUBMITTED: ("自评·待审核", "tag-review"),
    Status.APPROVED: ("已审核", "tag-approved"),
    Status.PUBLISHED: ("已公开", "tag-published"),
}
_RETURNED_TAGS = {
    (Status.TARGETS_DRAFT, Action.RETURN): ("目标·已退回", "tag-returned"),
    (Status.DRAFT, Action.RETURN): ("自评·已退回", "tag-returned"),
    (Status.DRAFT, Action.REOPEN): ("自评·重新打开", "tag-returned"),
}
_REASON_LABELS = {Action.RETURN: "被退回", Action.REOPEN: "重新打开的原因", Action.ADJUST: "目标调整原因"}


@dataclass(frozen=True)
class Tag:
    text: str
    css: str


def status_tag(status: str, last_action: str | None) -> Tag:
    """已退回 is no status of its own, but a draft whose last move was a return."""
    return Tag(*_RETURNED_TAGS.get((status, last_action), _TAGS[Status(status)]))


@dataclass(frozen=True)
class RowComment:
    """url: "" for those who cannot mend the row, and where it is gone."""

    name: str
    comment: str
    url: str


@dataclass(frozen=True)
class Reason:
    """Why the evaluation came back to where it is. came_back: against the preparer's will, so that it is shown in red."""

    came_back: bool
    label: str
    text: str
    by: str
    at: object
    rows: tuple[RowComment, ...]


class Standing:
    """What pages and frame ask of one evaluation for one user."""

    def __init__(self, evaluation: Evaluation, user):
        self.evaluation = evaluation
        self.user = user

    @cached_property
    def edits(self) -> bool:
        """Whether the step pages are his to open."""
        return may(self.user, Permission.EDIT, self.evaluation.department)

    @cached_property
    def fills(self) -> bool:
        """Whether the page of results is his to open."""
        return may(self.user, Permission.FILL, self.evaluation.department)

    @cached_property
    def reads_draft(self) -> bool:
        return may(self.user, Permission.READ_DRAFT, self.evaluation.department)

    @cached_property
    def _reading(self) -> readable.Reading:
        return readable.reading(self.evaluation, self.user)

    @property
    def facts(self) -> Facts | None:
        """What he may read now; None for the finance bureau before anything reached it."""
        return self._reading.facts

    @property
    def stage(self) -> str:
        """Of what he may read: approved targets stay targets while the draft has gone on to the results."""
        return self._reading.stage

    @cached_property
    def reads_older_facts(self) -> bool:
        """Whether the draft may have moved on from what he reads."""
        return not self.reads_draft and self.evaluation.status not in (*FINAL, *moves.HANDED_OVER)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """On the facts that he may read; those of an approved report are frozen with it."""
        if self.facts is None:
            return ()
        return self._check(self.facts, self.stage)

    @cached_property
    def answers(self) -> tuple[Given, ...]:
        """To the warnings among these findings: of the draft, or those that were kept with what was handed over."""
        kept = self._reading.answers
        return answers.given(self.evaluation) if kept is None else kept

    @cached_property
    def _counted(self) -> tuple[Facts, tuple[Finding, ...], tuple[Given, ...]]:
        """What progress is counted from: the draft in work, of which a reviewer learns the numbers alone."""
        if self.reads_draft or self.evaluation.status in FINAL:
            return self.facts, self.findings, self.answers
        draft = gather(self.evaluation)
        findings = self._check(draft, checking.stage_of(self.evaluation))
        return draft, findings, answers.given(self.evaluation)

    def _check(self, facts: Facts, stage: str) -> tuple[Finding, ...]:
        if self.evaluation.status in FINAL:
            stored = self.evaluation.issued_reports.order_by("-sequence").values_list("findings", flat=True).first()
            return tuple(finding_from_json(finding) for finding in stored)
        return checking.check(self.evaluation, facts, stage=stage)

    @cached_property
    def steps(self) -> tuple[StepProgress, ...]:
        facts, findings, said = self._counted
        stage = checking.stage_of(self.evaluation)
        given = [one.answer for one in said]
        return progress(facts, findings, given, stage=stage, layout=LAYOUTS[self.evaluation.layout])

    @cached_property
    def _waiting(self) -> tuple[Finding, ...]:
        _, findings, said = self._counted
        return open_findings(findings, [one.answer for one in said])

    @property
    def errors(self) -> int:
        return count(self._waiting, "error")

    @property
    def warnings(self) -> int:
        """Those that nobody has answered."""
        return count(self._waiting, "warning")

    @cached_property
    def offers(self) -> list[Offer]:
        submits = may(self.user, Permission.SUBMIT, self.evaluation.department)
        if not submits:
            return workflow.offers(self.evaluation, self.user)
        return workflow.offers(self.evaluation, self.user, errors=self.errors, warnings=self.warnings)

    @cached_property
    def last_event(self) -> Event | None:
        return self.evaluation.events.defer("facts").last()

    @cached_property
    def tag(self) -> Tag:
        return status_tag(self.evaluation.status, self.last_event.action if self.last_event else None)

    @cached_property
    def reason(self) -> Reason | None:
        event = self.last_event
        if event is None or not self.said(event) or event.action not in _REASON_LABELS:
            return None
        label = _REASON_LABELS[Action(event.action)]
        came_back = event.action != Action.ADJUST
        return Reason(came_back, label, event.comment, event.by_name, event.at, self.row_comments(event))

    def said(self, event: Event) -> str:
        """The reason of a move, except what was said inside the unit to somebody outside of it."""
        return event.comment if self._hears(event) else ""

    def _hears(self, event: Event) -> bool:
        return self.reads_draft or event.from_status != Status.SIGN_OFF

    def row_comments(self, event: Event) -> tuple[RowComment, ...]:
        if not self._hears(event):
            return ()
        return tuple(
            RowComment(said["name"] or "未命名的指标", said["comment"], self.row_url(said["key"]))
            for said in event.row_comments
        )

    def row_url(self, key: str) -> str:
        """To the cell that is filled in at this stage."""
        field = "target" if checking.stage_of(self.evaluation) == "targets" else "actual"
        return self.url_of(Place("indicators", key, field))

    def url_of(self, place: Place) -> str:
        """The field of this place for those who may write it now, else ""."""
        return field_url(self.evaluation, place) if self.mends or self._is_assigned(place) else ""

    def _is_assigned(self, place: Place) -> bool:
        if not self.own_goals or place.field not in GOAL_ASSIGNED_FIELDS | ASSIGNED_FIELDS:
            return False
        goal = place.key if place.step == "goals" else goals_of_rows(self.evaluation).get(place.key)
        return goal in self.own_goals

    @cached_property
    def own_goals(self) -> frozenset[str]:
        """Keys of the goals that a colleague can write now; none for who is no colleague."""
        if self.edits or not self.fills or Part.RESULTS not in open_parts(self.evaluation):
            return frozenset()
        return frozenset(assignments.own_goals(self.evaluation, self.user).values())

    @cached_property
    def mends(self) -> bool:
        """Whether he can write whatever can be written now."""
        return self.edits and bool(open_parts(self.evaluation))

    @property
    def writes(self) -> bool:
        """Whether he can write anything at all now."""
        return self.mends or bool(self.own_goals)

    def move_url(self, action: str) -> str:
        return reverse("move", args=[self.evaluation.pk, action])


def standing(evaluation: Evaluation, user) -> Standing:
    """Kept with the evaluation object: the page and its frame ask the same things."""
    kept = getattr(evaluation, "_standing", None)
    if kept is None or kept.user is not user:
        kept = evaluation._standing = Standing(evaluation, user)
    return kept
