"""目标与指标: one page per goal, with its texts and the targets of its indicators."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets import asked, saving
from budgets.editing import Part, closed_sentence, is_adjusting, open_parts
from budgets.permissions import Permission, guarded
from budgets.rulesets import RULE_SETS
from budgets.views import inputs
from indicators import rows
from indicators.models import LEVELS, Indicator
from indicators.views.goals import GONE, ask, evaluations, listing
from indicators.views.lines import answer, told_of
from indicators.views.pages import cells_of, label_of, next_step, row_state
from indicators.views.weights import weight_lines

LOSS = "它的目标值、实际完成值和分析一并删除，删除后不能恢复。"
COLUMNS = ("level1", "level2", "name", "target", "adjusted_target", "unit", "nature", "weight")
DETAILS = ("direction", "is_core", "adjusted_on", "adjustment_reason", "criterion")
# Whoever adjusts a target writes down why beside it; what was settled with the target itself makes room for that.
ADJUSTING = ("level1", "level2", "name", "target", "adjusted_target", "adjustment_reason", "weight")
OF_ADJUSTMENT = frozenset(rows.ADJUSTMENT_FIELDS)


def _grants(goal_key):
    def add(evaluation, key, after=None, *_, by):
        return f"{rows.add_indicator(evaluation, goal_key, key=key, after=after, by=by).key}-name"

    def add_many(evaluation, *keys, by):
        rows.add_indicators(evaluation, goal_key, keys, by=by)
        return f"row-{keys[0]}"

    def duplicate(evaluation, key, source, *_, by):
        return f"{rows.duplicate_indicator(evaluation, source, key=key, by=by).key}-name"

    return {
        "add-row": add,
        "add-rows": add_many,
        "duplicate": duplicate,
        "move-up": saving.moving(rows.move_indicator, -1),
        "move-down": saving.moving(rows.move_indicator, +1),
        "remove": _all_of(rows.remove_indicators),
        "take-back": _all_of(rows.take_back),
    }


def _all_of(remove):
    def grant(evaluation, *keys, by):
        remove(evaluation, keys, by=by)
        return ""

    return grant


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def goal(request, evaluation, key):
    if saving.is_script(request):
        return saving.answer_script(request, evaluation, rows.save_typed, answer)
    attempt = saving.attempt(request, evaluation, rows.save_typed, _grants(key))
    goal = evaluation.goals.filter(key=key).first()
    if goal is None:
        return _gone(request, evaluation, attempt)
    if attempt.asks_to_remove and (row := goal.indicators.filter(key=attempt.keys[0]).first()):
        here = reverse("goal", args=[evaluation.pk, key])
        return ask(request, evaluation, attempt, here, f"删除指标“{row.name or '（无名称）'}”？", LOSS)
    if attempt.is_done:
        return _after(request, evaluation, goal, attempt)
    return render(request, "indicators/goal.html", page(evaluation, goal, attempt), status=attempt.status)


def _gone(request, evaluation, attempt):
    """Removed by somebody else while this page was open: what was typed into it is shown on the list."""
    if not attempt.posted:
        raise Http404("没有这个年度目标。")
    if attempt.is_done:
        messages.info(request, "这个年度目标已被删除")
        return redirect("goals", evaluation.pk)
    return listing(request, evaluation, attempt)


def _after(request, evaluation, goal, attempt):
    if attempt.verb == "next":
        following = evaluation.goals.filter(position__gt=goal.position).first()
        return (
            redirect("goal", evaluation.pk, following.key)
            if following
            else redirect(next_step(evaluation)[0], evaluation.pk)
        )
    if attempt.verb in {"remove", "save"}:
        messages.success(request, "已删除" if attempt.verb == "remove" else "已保存")
    if attempt.verb == "ask-remove":
        messages.info(request, GONE)
    url = reverse("goal", args=[evaluation.pk, goal.key])
    return redirect(f"{url}#{attempt.lands}" if attempt.lands else url)


def page(evaluation, goal, attempt):
    siblings, indicators = list(evaluation.goals.all()), list(goal.indicators.all())
    may_write = Part.TARGETS in open_parts(evaluation)
    open_of = {row.key: rows.open_fields(evaluation, row) if may_write else {} for row in indicators}
    columns, details = _fields(evaluation, indicators, open_of)
    # It may have been removed a moment ago; its page then shows it for the last time.
    place = siblings.index(goal) if goal in siblings else goal.position - 1
    goal_kinds = rows.open_fields(evaluation, goal) if may_write else {}
    texts = cells_of(goal, _texts(evaluation, goal, goal_kinds), goal_kinds, attempt)
    told = told_of(evaluation, indicators, reads_analysis=False)
    lines = [_line(row, told[str(row.key)], columns, details, open_of[row.key], attempt) for row in indicators]
    shown = [*texts.values(), *(cell for line in lines for cell in line["cells"] + line["details"])]
    return {
        "evaluation": evaluation,
        "active_step": "goals",
        "goal": goal,
        "number": place + 1,
        "siblings": siblings,
        "following": siblings[place + 1] if place + 1 < len(siblings) else None,
        "texts": texts,
        "columns": [(name, label_of(Indicator, name)) for name in columns],
        "lines": lines,
        "span": len(columns) + 3,
        "levels": list(LEVELS.items()),
        "weights": weight_lines(evaluation, goal=goal),
        "may_write": may_write,
        "why_closed": closed_sentence(evaluation, Part.TARGETS),
        "new_key": saving.new_key(),
        "next_step": next_step(evaluation),
        "loss": LOSS,
        **inputs.trouble(attempt, shown),
    }


def _texts(evaluation, goal, kinds) -> list[str]:
    """调整后目标 where the form has a place for it, and it can be typed now or was."""
    adjusted = asked.asks_for(evaluation.layout, "adjusted_description") and "adjusted_description" in kinds
    return ["title", "description", *(["adjusted_description"] if adjusted or goal.adjusted_description else [])]


def _fields(evaluation, indicators, open_of):
    """What is shown in the row and what below it: nothing of adjustments before there can be one, no points unscored."""
    hidden = set() if RULE_SETS[evaluation.rule_set].scored else {"weight"}
    if not any(row.adjusted_target or "adjusted_target" in open_of[row.key] for row in indicators):
        hidden |= OF_ADJUSTMENT
    adjusts = is_adjusting(evaluation) or any(row.adjusted_target or row.adjustment_reason for row in indicators)
    columns = [name for name in (ADJUSTING if adjusts else COLUMNS) if name not in hidden]
    return columns, [name for name in (*COLUMNS, *DETAILS) if name not in {*hidden, *columns}]


def _line(row, told, columns, details, kinds, attempt):
    shown = cells_of(row, [*columns, *details], kinds, attempt)
    return {
        "row": row,
        "understood": told.understood,
        "cells": [shown[name] for name in columns],
        "details": [shown[name] for name in details],
        "opens": bool(attempt.typed_in(str(row.key)).intersection(details)),
        "insert_key": saving.new_key(),
        "copy_key": saving.new_key(),
        "question": f"删除指标“{row.name or '（无名称）'}”？",
        **row_state(shown.values()),
    }
