"""What somebody may read of an evaluation now: the draft, what was handed over last, or what was issued."""

from typing import NamedTuple

from budgets.models import Evaluation, Status
from budgets.permissions import Permission, may
from indicators.facts import Facts, from_json
from indicators.findings import Given, given_from_json
from indicators.gather import gather
from reports import issue
from reports.checking import stage_of
from reports.models import Event
from reports.moves import FINAL, HANDED_OVER


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
