"""Files handed in to be read: kept for the person who sent them, and for nobody else, until they are taken over."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from budgets.models import Evaluation
from reports import filetypes
from reports.models import Received

KEPT_FOR = timedelta(days=7)
# Of one person, at 10 MB each: more than anybody reads in a week, and no way to fill the disk.
MOST_WAITING = 60


def receive(kind: Received.Kind, name: str, content: bytes, *, by, evaluation: Evaluation | None = None) -> Received:
    """What the same person left lying for longer than a week goes, and what lies behind many newer ones."""
    mine = Received.objects.filter(by=by)
    mine.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    mine.exclude(pk__in=list(mine.order_by("-pk").values_list("pk", flat=True)[: MOST_WAITING - 1])).delete()
    return Received.objects.create(
        kind=kind,
        evaluation=evaluation,
        name=filetypes.clean_name(name),
        content=content,
        by=by,
        at=timezone.now(),
    )


def waiting(kind: Received.Kind, *, by, evaluation: Evaluation | None = None) -> QuerySet[Received]:
    """Those of this person that were not taken over yet, the newest first; without their bytes."""
    return Received.objects.filter(kind=kind, by=by, evaluation=evaluation).defer("content")


def one_of(kind: Received.Kind, key: UUID, *, by, evaluation: Evaluation | None = None) -> Received | None:
    return Received.objects.filter(kind=kind, by=by, evaluation=evaluation, key=key).first()
