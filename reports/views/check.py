"""All that the checks find, each with the way to the field where it is mended and with what was said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.permissions import Permission, guarded
from reports.readable import last_handed_over
from reports.shown import At, Shown, by_step, counts, shown
from reports.standing import NOT_YET, standing
from reports.views.moves import evaluations


@dataclass(frozen=True)
class Unsaved:
    """What a posted form leaves to do: notes and why they were not taken, by warning; notes for several, by name.

    lost: sentences about what has no place on the page any more; refused: why nothing could be written at all.
    """

    notes: Mapping[At, str] = field(default_factory=dict)
    troubles: Mapping[At, str] = field(default_factory=dict)
    together: Mapping[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    refused: str = ""


@guarded(Permission.VIEW, evaluations)
@require_safe
def check(request, evaluation):
    return page(request, evaluation)


def page(request, evaluation, unsaved: Unsaved | None = None, *, status: int = 200):
    found = standing(evaluation, request.user)
    if found.facts is None:
        raise PermissionDenied(NOT_YET)
    unsaved = unsaved or Unsaved()
    these = list(shown(found, notes=unsaved.notes, troubles=unsaved.troubles))
    context = {
        "evaluation": evaluation,
        "active_step": "check",
        "groups": by_step(these, unsaved.together),
        "counts": counts(these),
        "mends": found.mends,
        "answers_url": reverse("answers", args=[evaluation.pk]) if found.mends else "",
        "problems": _problems(these, unsaved),
        "refused": unsaved.refused,
        # Who reads what was handed over should know that the draft may have moved on.
        "as_of": last_handed_over(evaluation) if found.reads_older_facts else None,
    }
    return render(request, "reports/check.html", context, status=status)


def _problems(these: list[Shown], unsaved: Unsaved) -> list[dict]:
    here = [
        {"text": f"{one.place}：{one.finding.message}{one.trouble}", "url": f"#{one.anchor}"}
        for one in these
        if one.trouble
    ]
    return here + [{"text": sentence, "url": ""} for sentence in unsaved.lost]
