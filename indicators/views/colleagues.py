"""分工: the preparer's page on which goals are assigned to colleagues, and what a colleague meets on the grid of results."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets import people
from budgets.editing import Part, Refused, closed_sentence, open_parts
from budgets.models import Role
from budgets.permissions import Permission, guarded
from indicators.assignments import (
    ask_again,
    assign,
    contributors,
    filled,
    shares,
    tick,
)
from indicators.models import Assignment
from indicators.rows import is_key
from indicators.views.weights import evaluations

_WORDS = {"done": "已记下：本科室已填完。", "undone": "已撤销“本科室已填完”，可以接着填。"}
_IS_NO_COLLEAGUE = "（已不是协办人）"


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def assignments(request, evaluation):
    refused = ""
    if request.method == "POST":
        try:
            _save(request, evaluation)
        except Refused as closed:
            refused = str(closed)
        else:
            messages.success(request, "已保存")
            return redirect("assignments", evaluation.pk)
    return render(request, "indicators/assignments.html", _page(evaluation, refused), status=409 if refused else 200)


def _save(request, evaluation) -> None:
    again = request.POST.get("again", "")
    if again.isdecimal() and len(again) < 10:
        ask_again(evaluation, int(again), by=request.user)
        return
    wanted, shown = (_pairs(request.POST.getlist(name)) for name in ("wanted", "shown"))
    assign(evaluation, add=wanted - shown, remove=shown - wanted, by=request.user)


def _pairs(texts: list[str]) -> set[tuple[str, int]]:
    """From GOAL:PERSON; what is none is left out."""
    words = [text.partition(":") for text in texts]
    return {(key, int(person)) for key, _, person in words if is_key(key) and person.isdecimal() and len(person) < 10}


def _page(evaluation, refused):
    colleagues, goals = list(contributors(evaluation.department)), shares(evaluation)
    return {
        "evaluation": evaluation,
        "active_step": "goals",
        "goals": [(goal, filled(goal, evaluation.layout), _boxes(goal, colleagues)) for goal in goals],
        "has_people": bool(colleagues) or any(goal.assignments.all() for goal in goals),
        "managers": people.in_charge(evaluation.department, Role.ADMIN),
        "is_open": bool({Part.TARGETS, Part.RESULTS} & open_parts(evaluation)),
        "asks_again": Part.RESULTS in open_parts(evaluation),
        "why_closed": closed_sentence(evaluation, Part.RESULTS),
        "refused": refused,
    }


def _boxes(goal, colleagues) -> list[dict]:
    """One for each colleague, and for whoever was one when the goal was assigned to him."""
    held = {one.user_id: one for one in goal.assignments.all()}
    gone = [one.user for one in held.values() if one.user not in colleagues]
    return [
        {
            "value": f"{goal.key}:{user.pk}",
            "name": f"{user.display_name}{_IS_NO_COLLEAGUE if user in gone else ''}",
            "assigned": held.get(user.pk),
        }
        for user in [*colleagues, *gone]
    ]


# ---- the grid of results ---------------------------------------------------------------------------------------------


def _ticking(done: bool):
    def grant(evaluation, key, *_, by) -> str:
        tick(evaluation, key, done=done, by=by)
        return f"row-{key}"

    return grant


GRANTS = {"done": _ticking(True), "undone": _ticking(False)}


def ticked(request, evaluation, attempt):
    messages.success(request, _WORDS[attempt.verb])
    return redirect(f"{reverse('results', args=[evaluation.pk])}#{attempt.lands}")


def told(context, user) -> dict:
    """For a colleague: his own goals first, each with what he said of it, and whom to ask; nothing for the preparer."""
    if not context["is_colleague"]:
        return {}
    evaluation, bands = context["evaluation"], context["bands"]
    said = {one.goal_id: one for one in Assignment.objects.filter(evaluation=evaluation, user=user)}
    for band in bands:
        band["assignment"] = said.get(band["goal"].pk)
        band["is_foreign"] = band["assignment"] is None
    return {
        "bands": sorted(bands, key=lambda band: band["is_foreign"]),
        "own_count": len(said),
        "preparers": people.in_charge(evaluation.department, Role.PREPARER),
    }
