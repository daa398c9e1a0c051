"""Evaluations in any state, brought there by the moves of the real workflow."""

from dataclasses import replace

from django.utils import timezone

from budgets.editing import open_parts
from budgets.models import Department, Evaluation, Scope, Status
from indicators.answers import Said, answer_warnings, given
from indicators.facts import Expenditure, Facts, GoalFacts, Revenue, StatementFacts, as_json
from indicators.findings import is_answerable
from indicators.gather import gather, store
from reports.checking import check_now
from reports.models import Event
from reports.moves import Action
from reports.opening import open_evaluation
from reports.workflow import perform
from tests import facts as sample
from tests.people import Cast

REASON = "执行率口径需说明"
# Who may do what in which state, and where it leads. Whatever is not written here is refused.
ALLOWED = {
    (Status.TARGETS_DRAFT, "preparer", Action.SUBMIT): Status.TARGETS_SUBMITTED,
    (Status.TARGETS_SUBMITTED, "preparer", Action.WITHDRAW): Status.TARGETS_DRAFT,
    (Status.TARGETS_SUBMITTED, "reviewer", Action.RETURN): Status.TARGETS_DRAFT,
    (Status.TARGETS_SUBMITTED, "reviewer", Action.APPROVE): Status.DRAFT,
    (Status.DRAFT, "preparer", Action.SUBMIT): Status.SIGN_OFF,
    (Status.DRAFT, "preparer", Action.ADJUST): Status.TARGETS_DRAFT,
    (Status.SIGN_OFF, "preparer", Action.WITHDRAW): Status.DRAFT,
    (Status.SIGN_OFF, "approver", Action.RETURN): Status.DRAFT,
    (Status.SIGN_OFF, "approver", Action.SIGN): Status.SUBMITTED,
    (Status.SUBMITTED, "preparer", Action.WITHDRAW): Status.DRAFT,
    (Status.SUBMITTED, "reviewer", Action.RETURN): Status.DRAFT,
    (Status.SUBMITTED, "reviewer", Action.APPROVE): Status.APPROVED,
    (Status.APPROVED, "preparer", Action.PUBLISH): Status.PUBLISHED,
    (Status.APPROVED, "reviewer", Action.REOPEN): Status.DRAFT,
    (Status.PUBLISHED, "reviewer", Action.REOPEN): Status.DRAFT,
}
ACTIONS = [action for action in Action if action != Action.OPEN]
_BY = {
    Action.SUBMIT: "preparer",
    Action.WITHDRAW: "preparer",
    Action.ADJUST: "preparer",
    Action.PUBLISH: "preparer",
    Action.SIGN: "approver",
    Action.RETURN: "reviewer",
    Action.APPROVE: "reviewer",
    Action.REOPEN: "reviewer",
}
# What happens after a year was opened at 自评填报.
_WAYS = {
    Status.DRAFT: (),
    Status.SIGN_OFF: (Action.SUBMIT,),
    Status.SUBMITTED: (Action.SUBMIT, Action.SIGN),
    Status.APPROVED: (Action.SUBMIT, Action.SIGN, Action.APPROVE),
    Status.PUBLISHED: (Action.SUBMIT, Action.SIGN, Action.APPROVE, Action.PUBLISH),
}


def answers_to(action: Action) -> dict[str, str]:
    """What the move asks for. Nothing is published before the day of its approval, which in tests is today."""
    if action == Action.SIGN:
        return {"signed_name": "李建国", "signed_on": "2023-03-16"}
    if action == Action.PUBLISH:
        return {"published_on": timezone.localdate().isoformat(), "published_at": "区政府门户网站 / 预决算公开"}
    return {}


def make_evaluation(
    cast: Cast,
    status: Status = Status.DRAFT,
    *,
    facts: Facts | None = None,
    from_targets: bool = False,
    fiscal_year: int = 2022,
    scope: str = Scope.UNIT,
    department: Department | None = None,
) -> Evaluation:
    """With facts that no check objects to, unless others are given.

    from_targets: opened at 目标填报, its targets submitted and approved on the way. APPROVED renders the files.
    """
    facts = facts or sample.make_facts()
    early = status in {Status.TARGETS_DRAFT, Status.TARGETS_SUBMITTED}
    evaluation = open_evaluation(
        department=department or cast.bureau,
        fiscal_year=fiscal_year,
        scope=scope,
        layout=facts.layout,
        rule_set=facts.rule_set,
        status=Status.TARGETS_DRAFT if early or from_targets else Status.DRAFT,
        by=cast.admin,
    )
    if early or from_targets:
        fill(cast, evaluation, targets_of(facts))
        if not early or status == Status.TARGETS_SUBMITTED:
            walk(cast, evaluation, Action.SUBMIT)
        if early:
            return again(evaluation)
        walk(cast, evaluation, Action.APPROVE)
    fill(cast, evaluation, facts)
    walk(cast, evaluation, *_WAYS[status])
    return again(evaluation)


def again(evaluation: Evaluation) -> Evaluation:
    """As a request would find it."""
    return Evaluation.objects.select_related("department", "edited_by").get(pk=evaluation.pk)


def walk(cast: Cast, evaluation: Evaluation, *actions: Action, **more) -> Event | None:
    """The moves one after the other, each by whoever may, of the page as it is now; the last event.

    Before a submission the preparer says 情况属实 of every warning that this answers.
    """
    event = None
    for action in actions:
        if action == Action.SUBMIT:
            answer_all(cast, evaluation)
        present = again(evaluation)
        by = "approver" if (present.status, action) == (Status.SIGN_OFF, Action.RETURN) else _BY[action]
        usual = {"comment": REASON, "answers": answers_to(action), "seen": present.revision}
        event = perform(action, present, by=getattr(cast, by), **usual | more)
    return event


def answer_all(cast: Cast, evaluation: Evaluation, *, note: str = "", by=None) -> None:
    """Of the warnings that wait for it; none is answered twice."""
    present = again(evaluation)
    if not open_parts(present):
        return
    there = {(answer.code, answer.place, answer.fingerprint) for answer in given(present)}
    said = [
        Said(finding.answer, note)
        for finding in check_now(present)
        if is_answerable(finding) and finding.answer not in there
    ]
    not_taken = answer_warnings(present, said, by=by or cast.preparer, check=check_now) if said else []
    assert not not_taken, not_taken


def fill(cast: Cast, evaluation: Evaluation, facts: Facts, *, by=None) -> None:
    """Types what differs from `facts`, as the preparer would."""
    unsaved = store(facts, again(evaluation), by=by or cast.preparer)
    assert not unsaved, unsaved


def targets_of(facts: Facts) -> Facts:
    """What can be known at the beginning of the year."""
    return replace(
        facts,
        revenue=tuple(Revenue(line.key, line.source, line.initial) for line in facts.revenue),
        basic=Expenditure(facts.basic.initial),
        project=Expenditure(facts.project.initial),
        carry_over=None,
        adjustment_reason="",
        low_execution_reason="",
        execution_note="",
        goals=tuple(_targets_of_goal(goal) for goal in facts.goals),
        statement=StatementFacts(),
    )


def _targets_of_goal(goal: GoalFacts) -> GoalFacts:
    blank = dict.fromkeys(("actual", "tier", "outcome", "analysis", "deviation_reason", "improvement"), "")
    rows = tuple(replace(row, score=None, **blank) for row in goal.rows)
    return replace(goal, achievement="", rows=rows)


def state_of(evaluation):
    """Everything that a refused move must leave as it is."""
    present = Evaluation.objects.filter(pk=evaluation.pk).values().get()
    events = list(evaluation.events.values_list("pk", "action"))
    return present, as_json(gather(again(evaluation))), events, evaluation.issued_reports.count()
