"""问题与改进: parts 三 and 四, the foot texts, and who answers for the report."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from budgets import saving
from budgets.editing import Part, closed_sentence, open_parts
from budgets.permissions import Permission, guarded
from budgets.views import inputs
from indicators import rows
from indicators.forms import StatementForm
from indicators.views.goals import evaluations
from indicators.views.pages import cells_of


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def statement(request, evaluation):
    if saving.is_script(request):
        return saving.answer_script(request, evaluation, rows.save_statement)
    attempt = saving.attempt(request, evaluation, rows.save_statement)
    if attempt.is_done:
        if attempt.verb == "save":
            messages.success(request, "已保存")
        return redirect("check" if attempt.verb == "next" else "statement", evaluation.pk)
    is_open = Part.STATEMENT in open_parts(evaluation)
    kinds = rows.STATEMENT_FIELDS if is_open else {}
    cells = cells_of(evaluation.statement, rows.STATEMENT_FIELDS, kinds, attempt)
    context = {
        "evaluation": evaluation,
        "active_step": "statement",
        "form": StatementForm(cells),
        "cells": cells,
        "may_write": is_open,
        "why_closed": closed_sentence(evaluation, Part.STATEMENT),
        **inputs.trouble(attempt, cells.values()),
    }
    return render(request, "indicators/statement.html", context, status=attempt.status)
