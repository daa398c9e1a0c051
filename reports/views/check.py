"""All that the checks find, each with the way to the field where it is mended."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.permissions import Permission, guarded
from indicators.findings import LEVEL_NAMES
from reports.places import place_words
from reports.progress import STEP_NAMES, page_of
from reports.standing import NOT_YET, Standing, count, standing
from reports.views.moves import evaluations
from reports.workflow import last_handed_over


@guarded(Permission.VIEW, evaluations)
@require_safe
def check(request, evaluation):
    found = standing(evaluation, request.user)
    if found.facts is None:
        raise PermissionDenied(NOT_YET)
    context = {
        "evaluation": evaluation,
        "active_step": "check",
        "groups": _groups(found),
        "counts": [
            {"level": level, "name": name, "number": count(found.findings, level)}
            for level, name in LEVEL_NAMES.items()
        ],
        "mends": found.mends,
        # Who reads what was handed over should know that the draft may have moved on.
        "as_of": last_handed_over(evaluation) if found.reads_older_facts else None,
    }
    return render(request, "reports/check.html", context)


def _groups(found: Standing) -> list[dict]:
    """By step in the order of the form; the findings come with their errors first already."""
    groups = []
    for page, name in STEP_NAMES.items():
        mine = [finding for finding in found.findings if page_of(finding.place) == page]
        if mine:
            groups.append({"name": name, "findings": [_shown(found, finding, name) for finding in mine]})
    return groups


def _shown(found: Standing, finding, group: str) -> dict:
    place = place_words(found.facts, finding.place)
    return {
        "level": finding.level,
        "sentence": finding.message,
        "place": "" if place == group else place.removeprefix(f"{group} · "),
        "url": found.url_of(finding.place),
    }
