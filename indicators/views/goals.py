"""目标与指标: the list of annual goals."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets import saving
from budgets.editing import Part, closed_sentence, open_parts
from budgets.permissions import Permission, guarded
from budgets.views import inputs
from indicators import rows
from indicators.views.pages import next_step, unsaved_cells
from indicators.views.weights import evaluations, weight_lines


def _add(evaluation, key, *_, by):
    return str(rows.add_goal(evaluation, key=key, by=by).key)


GONE = "这一行已被删除"
GRANTS = {
    "add-goal": _add,
    "move-up": saving.moving(rows.move_goal, -1),
    "move-down": saving.moving(rows.move_goal, +1),
    "remove": saving.removing(rows.remove_goal),
}


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def goals(request, evaluation):
    attempt = saving.attempt(request, evaluation, rows.save_rows, GRANTS)
    if attempt.asks_to_remove and (goal := _listed(evaluation).filter(key=attempt.keys[0]).first()):
        return ask(request, evaluation, attempt, reverse("goals", args=[evaluation.pk]), *_loss(goal))
    if attempt.is_done:
        return _after(request, evaluation, attempt)
    return listing(request, evaluation, attempt)


def listing(request, evaluation, attempt):
    """Also where the page of a goal leads when that goal is gone: what was typed there is shown here."""
    weights = weight_lines(evaluation)
    context = {
        "evaluation": evaluation,
        "active_step": "goals",
        "goals": [
            (goal, _missing(goal, bool(weights["sums"])), *_loss(goal), _weight(goal, weights))
            for goal in _listed(evaluation)
        ],
        "weights": weights,
        "is_open": Part.TARGETS in open_parts(evaluation),
        "why_closed": closed_sentence(evaluation, Part.TARGETS),
        "new_key": saving.new_key(),
        "next_step": next_step(evaluation),
        **inputs.trouble(attempt, [], unsaved_cells(evaluation, attempt)),
    }
    return render(request, "indicators/goals.html", context, status=attempt.status)


def _listed(evaluation):
    # Django drops a model's own ordering where it groups.
    return evaluation.goals.order_by("position", "pk").annotate(
        count=Count("indicators"),
        without_name=Count("indicators", filter=Q(indicators__name="")),
        without_weight=Count("indicators", filter=Q(indicators__weight=None)),
        without_target=Count("indicators", filter=Q(indicators__target="", indicators__adjusted_target="")),
    )


def _missing(goal, is_scored):
    """What the goal still lacks, in words; "" where nothing does."""
    lacks = [
        (not goal.title, "缺标题"),
        (not goal.count, "还没有指标"),
        (goal.without_name, f"{goal.without_name} 项指标缺名称"),
        (goal.without_target, f"{goal.without_target} 项指标缺目标值"),
        (is_scored and goal.without_weight, f"{goal.without_weight} 项指标缺分值"),
    ]
    return "，".join(words for is_lacking, words in lacks if is_lacking)


def _weight(goal, weights):
    """What its indicators add up to; "" where nothing is scored."""
    found = weights["sums"] and weights["sums"].goals.get(str(goal.key))
    return found.text if found else ""


def _loss(goal):
    """Question and warning before it is removed."""
    rows_too = f"其下 {goal.count} 项指标一并删除，" if goal.count else ""
    return f"删除年度目标“{goal.title or '（无标题）'}”？", f"{rows_too}删除后不能恢复。"


def _after(request, evaluation, attempt):
    if attempt.verb == "add-goal":
        return redirect("goal", evaluation.pk, attempt.lands)
    if attempt.verb == "remove":
        messages.success(request, "已删除")
    if attempt.verb == "ask-remove":
        messages.info(request, GONE)
    url = reverse(next_step(evaluation)[0] if attempt.verb == "next" else "goals", args=[evaluation.pk])
    return redirect(f"{url}#{attempt.lands}" if attempt.lands else url)


def ask(request, evaluation, attempt, url, question, warning):
    """The confirmation as a page, for browsers without script. It carries along what could not be saved."""
    context = {
        "evaluation": evaluation,
        "active_step": "goals",
        "question": question,
        "warning": warning,
        "url": url,
        "wish": f"remove:{attempt.keys[0]}",
        "carried": attempt.as_inputs(),
    }
    return render(request, "indicators/ask.html", context)
