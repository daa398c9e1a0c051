"""What imports wrote, so that whoever confirmed one too early can take it back as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from budgets.editing import Part, Refused, editing, lock
from budgets.models import Evaluation
from indicators.facts import Facts, Place, from_json
from indicators.facts import as_json as as_json_of
from indicators.gather import gather, store
from indicators.models import Assignment
from reports.differences import MOVED, Difference, differences
from reports.models import Import
from reports.restoring import Restored, restored

KEPT_FOR = timedelta(days=7)
GONE = "这次导入已经撤销、之后又导入过，或超过 7 天，不能再撤销。"
ADDED, STAYS = "新增", "后来又填写了内容、传了佐证材料或分给了人"


@dataclass
class Noted:
    """made: None where nothing was changed."""

    made: Import | None = None


@contextmanager
def noting(evaluation: Evaluation, name: str, *, by) -> Iterator[Noted]:
    """What is written inside can be taken back by the same person, until he imports again or a week has passed."""
    Import.objects.filter(by=by, at__lt=timezone.now() - KEPT_FOR).delete()
    noted = Noted()
    with transaction.atomic():
        locked = lock(evaluation)
        before = gather(locked)
        yield noted
        after = gather(locked)
        if after == before:
            return
        Import.objects.filter(evaluation=locked, by=by).delete()
        noted.made = Import.objects.create(
            evaluation=locked,
            name=name,
            before=as_json_of(before),
            after=as_json_of(after),
            by=by,
            at=timezone.now(),
        )


def last(evaluation: Evaluation, *, by) -> Import | None:
    """Without what it changed."""
    return _of(evaluation, by).defer("before", "after").first()


def one_of(evaluation: Evaluation, key, *, by) -> Import | None:
    return _of(evaluation, by).filter(key=key).first()


def _of(evaluation: Evaluation, by):
    return Import.objects.filter(evaluation=evaluation, by=by, at__gte=timezone.now() - KEPT_FOR)


@dataclass(frozen=True)
class Undoing:
    """back: what would read otherwise; kept: what was changed since and stays, with what the import had written (was)
    and what stands there (now)."""

    made: Import
    target: Facts
    back: tuple[Difference, ...]
    kept: tuple[Difference, ...]


def undoing(made: Import, evaluation: Evaluation) -> Undoing:
    before, after, here = from_json(made.before), from_json(made.after), gather(evaluation)
    found = restored(before, after, here, _held(evaluation))
    return Undoing(made, found.facts, differences(here, found.facts), tuple(_kept(found, after, here)))


def _held(evaluation: Evaluation) -> set[str]:
    """What somebody has attached files to, or given to a colleague."""
    rows = evaluation.evidence.present().filter(indicator_key__isnull=False)
    goals = Assignment.objects.filter(evaluation=evaluation).values_list("goal__key", flat=True)
    return {str(key) for key in (*rows.values_list("indicator_key", flat=True), *goals)}


def _kept(found: Restored, after: Facts, here: Facts) -> Iterator[Difference]:
    # That a row was moved, too, is told of its name.
    told = (one for one in differences(after, here) if one.label != MOVED)
    changed = {(one.place.key, one.place.field): one for one in told}
    named = differences(replace(here, goals=(), revenue=()), here)
    added = {one.place.key: one for one in named}
    for key, name in sorted(found.kept):
        if name:
            yield changed[key, name]
        elif key in added:
            one = added[key]
            yield replace(one, place=Place(one.place.step, key, ""), was=ADDED, now=STAYS)


def why_not(made: Import, evaluation: Evaluation, *, by) -> str:
    """Why it cannot be taken back now, though that was not asked yet; "" where it can."""
    try:
        with transaction.atomic():
            take_back(made.key, evaluation, by=by)
            transaction.set_rollback(True)
    except Refused as refused:
        return str(refused)
    return ""


def take_back(key, evaluation: Evaluation, *, by) -> Undoing:
    """All of it or nothing. Raises Refused."""
    with transaction.atomic():
        with editing(evaluation, Part.TARGETS, Part.RESULTS, by=by, assigned=True) as locked:
            locked.unchanged = True
        if (made := one_of(locked, key, by=by)) is None:
            raise Refused(GONE)
        found = undoing(made, locked)
        if unsaved := store(found.target, locked, by=by):
            raise Refused(f"有 {len(unsaved)} 处现在不能改回，整批都不撤销，需要的请逐处修改：{unsaved[0].message}")
        made.delete()
        return found
