"""The files beside an evaluation as one person may see them: of a draft, of what was handed over, of what was issued."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from budgets.models import Evaluation
from budgets.permissions import Permission, may
from reports import issue
from reports.models import Event, Evidence, IssuedReport
from reports.moves import FINAL, HANDED_OVER
from reports.readable import last_handed_over

_FOR_EVER = 2_000_000_000


def readable(evaluation: Evaluation, user) -> QuerySet:
    """Whose content he may have: the unit's own people all that is kept, the finance bureau what reached it."""
    kept = evaluation.evidence.filter(content__isnull=False)
    if may(user, Permission.READ_DRAFT, evaluation.department):
        return kept
    handed_over = Event.objects.filter(
        evaluation=OuterRef("evaluation"),
        to_status__in=HANDED_OVER,
        facts__isnull=False,
        revision__gt=OuterRef("added_revision"),
        revision__lt=Coalesce(OuterRef("removed_revision"), _FOR_EVER),
    )
    return kept.filter(Q(Exists(handed_over)) | Q(issued__isnull=False)).distinct()


def listed(evaluation: Evaluation, user) -> QuerySet:
    """What stands beside the figures that he reads now."""
    if evaluation.status in FINAL:
        return evaluation.evidence.filter(issued__report=issue.latest(evaluation))
    if may(user, Permission.READ_DRAFT, evaluation.department):
        return evaluation.evidence.present()
    event = last_handed_over(evaluation)
    return evaluation.evidence.as_of(event.revision) if event else evaluation.evidence.none()


def recorded(evaluation: Evaluation, user) -> QuerySet:
    """Everything that was ever added, as far as he may know of it, the newest first."""
    if may(user, Permission.READ_DRAFT, evaluation.department):
        return evaluation.evidence.order_by("-pk")
    return readable(evaluation, user).order_by("-pk")


def of_report(report: IssuedReport) -> QuerySet:
    return Evidence.objects.filter(issued__report=report)


@dataclass(frozen=True)
class Change:
    """One file that one of two submissions has and the other has not."""

    evidence: Evidence
    added: bool


def changed(evaluation: Evaluation, first: Event, second: Event | None) -> list[Change]:
    """Between two submissions, or (None) from one to the draft."""
    before = evaluation.evidence.as_of(first.revision)
    after = evaluation.evidence.as_of(second.revision) if second else evaluation.evidence.present()
    was, now = ({one.pk: one for one in found} for found in (before, after))
    return [
        *(Change(one, added=True) for key, one in now.items() if key not in was),
        *(Change(one, added=False) for key, one in was.items() if key not in now),
    ]


class Shelf:
    """Asked once and kept with the evaluation object, as `standing` is: a page asks of every row."""

    def __init__(self, evaluation: Evaluation, user):
        self.evaluation = evaluation
        self.user = user

    @cached_property
    def files(self) -> list[Evidence]:
        return list(listed(self.evaluation, self.user))

    def of(self, key) -> list[Evidence]:
        """Of one indicator; None: the stamped copies."""
        wanted = UUID(str(key)) if key else None
        return [one for one in self.files if one.indicator_key == wanted]

    @cached_property
    def groups(self) -> list[tuple[str, list[Evidence]]]:
        """Name and files: the indicators in their order, then those that are gone, the stamped copies last."""
        if not self.files:
            return []
        names = dict(self.evaluation.indicators.values_list("key", "name"))
        lost = {one.indicator_key: f"{one.indicator_name}（指标已删除）" for one in self.files if one.indicator_key}
        told = {key: name or "未命名的指标" for key, name in names.items()}
        ordered = [*told, *(key for key in lost if key not in told), None]
        groups = ((lost | told | {None: "盖章扫描件"})[key] for key in ordered)
        return [(name, files) for name, key in zip(groups, ordered, strict=True) if (files := self.of(key))]


def shelf(evaluation: Evaluation, user) -> Shelf:
    kept = getattr(evaluation, "_shelf", None)
    if kept is None or kept.user is not user:
        kept = evaluation._shelf = Shelf(evaluation, user)
    return kept
