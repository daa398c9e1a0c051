"""完成情况: the grid of what was reached, and the panel with the texts on one indicator."""

import itertools

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from budgets import saving
from budgets.editing import Part, closed_sentence, open_parts
from budgets.permissions import Permission, guarded
from budgets.rulesets import RULE_SETS
from budgets.views import inputs
from indicators import rows
from indicators.assignments import NOT_ASSIGNED, own_goals
from indicators.models import Nature
from indicators.views import colleagues
from indicators.views.goals import evaluations
from indicators.views.lines import answer, sums_of, told_of
from indicators.views.pages import cell_of, cells_of, row_state

IN_PANEL = ("analysis", "deviation_reason", "improvement", "nature", "tier", "direction")
IN_ROW = ("actual", "outcome", "score")


@guarded(Permission.FILL, evaluations)
@require_http_methods(["GET", "POST"])
def results(request, evaluation):
    if saving.is_script(request):
        return saving.answer_script(request, evaluation, rows.save_typed, answer)
    attempt = saving.attempt(request, evaluation, rows.save_typed, colleagues.GRANTS)
    if attempt.is_done and attempt.lands:
        return colleagues.ticked(request, evaluation, attempt)
    if attempt.is_done:
        return _after(request, attempt, "statement" if attempt.verb == "next" else "results", evaluation.pk)
    return _grid(request, evaluation, attempt)


def _grid(request, evaluation, attempt):
    context = page(evaluation, attempt, own_goals(evaluation, request.user))
    return render(
        request, "indicators/results.html", context | colleagues.told(context, request.user), status=attempt.status
    )


def _after(request, attempt, name, *args):
    if attempt.verb == "save":
        messages.success(request, "已保存")
    return redirect(name, *args)


def page(evaluation, attempt, own=None):
    goals, indicators = list(evaluation.goals.all()), list(evaluation.indicators.all())
    told, summed = told_of(evaluation, indicators, reads_analysis=False), sums_of(evaluation)
    by_goal = {}
    for number, row in enumerate(indicators, 1):
        # What has no name cannot name its inputs.
        line = _line(evaluation, row, told[str(row.key)], attempt, own) | {"id": f"r{number}" if row.name else ""}
        by_goal.setdefault(row.goal_id, []).append(line)
    bands = [_band(evaluation, goal, by_goal.get(goal.pk, []), attempt, own) for goal in goals]
    shown = [cell for band in bands for line in band["lines"] for cell in line["shown"]]
    return {
        "evaluation": evaluation,
        "active_step": "results",
        "bands": bands,
        "count": len(indicators),
        "sums": summed,
        "footing": _footing(goals, summed),
        "span": 11 if summed else 9,
        **_door(evaluation, own),
        **inputs.trouble(attempt, [*shown, *(band["achievement"] for band in bands)]),
    }


def _door(evaluation, own, *, goal=None):
    """own: see `own_goals`. goal: the one that the page is about; without it the page has all."""
    is_open, is_own = Part.RESULTS in open_parts(evaluation), own is None or (goal in own if goal else bool(own))
    return {
        "may_write": is_open and is_own,
        "why_closed": closed_sentence(evaluation, Part.RESULTS) if is_own or not is_open else f"{NOT_ASSIGNED}。",
        "is_colleague": own is not None,
    }


def _open_of(evaluation, thing, own):
    found = rows.own_fields(evaluation, thing, own) if Part.RESULTS in open_parts(evaluation) else {}
    return {} if isinstance(found, str) else found


def _band(evaluation, goal, lines, attempt, own):
    for above, line in itertools.pairwise(lines):
        line["same_level1"] = line["row"].level1 == above["row"].level1
        line["same_level2"] = line["same_level1"] and line["row"].level2 == above["row"].level2
    return {
        "goal": goal,
        "number": goal.position,
        "achievement": cell_of(goal, "achievement", _open_of(evaluation, goal, own), attempt),
        "lines": lines,
        "is_foreign": False,
    }


def _line(evaluation, row, told, attempt, own):
    shown = cells_of(row, _in_row(evaluation), _open_of(evaluation, row, own), attempt)
    # Whatever the template asks of a line is there: to look in vain costs it more than to print.
    line = {"row": row, "told": told, **shown, "shown": shown.values(), "panel": None}
    line |= {"same_level1": False, "same_level2": False}
    if attempt.typed_in(str(row.key)).intersection(IN_PANEL):
        line["panel"] = _panel(evaluation, row, told_of(evaluation, [row])[str(row.key)], attempt, own)
        line["shown"] = (shown | line["panel"]["cells"]).values()
    return line | row_state(line["shown"])


def _footing(goals, summed):
    """By key: a goal may have come or gone since the list of them was read."""
    lines = {line.key: line for line in summed.goals} if summed else {}
    return [(goal, lines[str(goal.key)]) for goal in goals if str(goal.key) in lines]


def _in_row(evaluation):
    return [name for name in IN_ROW if name != "score" or RULE_SETS[evaluation.rule_set].scored]


def _panel(evaluation, row, told, attempt, own):
    """The texts on one indicator, and what has to be said about it."""
    # A figure is not asked for a tier, unless nothing else can settle what it is worth.
    has_tier = row.nature in {Nature.QUALITATIVE, ""} or row.tier or told.asks == "tier"
    names = [name for name in IN_PANEL if name != "tier" or has_tier]
    return {
        "row": row,
        "told": told,
        "scored": RULE_SETS[evaluation.rule_set].scored,
        "cells": cells_of(row, names, _open_of(evaluation, row, own), attempt),
    }


@guarded(Permission.FILL, evaluations)
@require_http_methods(["GET", "POST"])
def result(request, evaluation, key):
    """One indicator: a page of its own, and for htmx only the panel that opens under the row."""
    if saving.is_script(request):
        return saving.answer_script(request, evaluation, rows.save_typed, answer)
    attempt = saving.attempt(request, evaluation, rows.save_typed)
    row = evaluation.indicators.select_related("goal").filter(key=key).first()
    if row is None:
        return _gone(request, evaluation, attempt)
    told, own = told_of(evaluation, [row])[str(row.key)], own_goals(evaluation, request.user)
    door = _door(evaluation, own, goal=row.goal_id)
    if request.htmx and request.method == "GET":
        context = {"panel": _panel(evaluation, row, told, saving.Attempt(), own), **door}
        return render(request, "indicators/_panel.html", context)
    preceding, following = _neighbours(evaluation, row, own)
    if attempt.is_done:
        goes_on = attempt.verb == "next" and following
        return _after(request, attempt, "result", evaluation.pk, following if goes_on else key)
    panel = _panel(evaluation, row, told, attempt, own)
    here = cells_of(row, _in_row(evaluation), _open_of(evaluation, row, own), attempt)
    context = {
        "evaluation": evaluation,
        "active_step": "results",
        "row": row,
        "panel": panel,
        "here": here,
        "preceding": preceding,
        "following": following,
        **door,
        **inputs.trouble(attempt, [*here.values(), *panel["cells"].values()]),
    }
    return render(request, "indicators/result.html", context, status=attempt.status)


def _gone(request, evaluation, attempt):
    """Removed by somebody else while this page was open: what was typed into it is shown with the grid of all."""
    if not attempt.posted:
        raise Http404("没有这项指标。")
    if attempt.is_done:
        messages.info(request, "这项指标已被删除")
        return redirect("results", evaluation.pk)
    return _grid(request, evaluation, attempt)


def _neighbours(evaluation, row, own=None):
    """Keys of the rows before and after, across goals; None at the ends, and of a row removed a moment ago.

    A colleague is led from one of his own rows to the next of them.
    """
    among = evaluation.indicators.filter(goal__in=own) if own and row.goal_id in own else evaluation.indicators
    keys = list(among.values_list("key", flat=True))
    if row.key not in keys:
        return None, None
    place = keys.index(row.key)
    return (keys[place - 1] if place else None), (keys[place + 1] if place + 1 < len(keys) else None)
