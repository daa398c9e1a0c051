"""预算: the tables of 收入 and 支出, the basis, and the three explanations."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets import amounts, asked, cells, saving
from budgets.editing import Part, closed_sentence, open_parts
from budgets.forms import BudgetForm
from budgets.models import REVENUE_SOURCES, Basis, Evaluation, ExpenditureLine, RevenueLine, Status
from budgets.money import total, wan_text, yuan_text
from budgets.permissions import Permission, guarded
from budgets.totals import change_note, change_text, echo, figures, totals
from budgets.views import inputs

# What is chosen and not typed.
_CHOICES = {"basis": tuple(Basis.choices), "basis_noted": (("", "不加注"), ("1", "在自评表备注后加注"))}

evaluations = Evaluation.objects.select_related("department", "edited_by").all


def _add(evaluation, key, *_, by):
    return f"{amounts.add_revenue(evaluation, key=key, by=by).key}-source"


def _add_usual(evaluation, *_, by):
    amounts.add_usual_revenue(evaluation, by=by)
    return ""


WISHES = {
    "add-line": _add,
    "add-usual": _add_usual,
    "up": saving.moving(amounts.move_revenue, -1),
    "down": saving.moving(amounts.move_revenue, +1),
    "remove-line": saving.removing(amounts.remove_revenue),
}


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def budget(request, evaluation):
    if saving.is_script(request):
        return saving.answer_script(request, evaluation, amounts.save_budget)
    attempt = saving.attempt(request, evaluation, amounts.save_budget, WISHES)
    if attempt.asks_to_remove and (line := evaluation.revenue_lines.filter(key=attempt.keys[0]).first()):
        return _ask(request, evaluation, attempt, line)
    if attempt.is_done:
        return _after(request, evaluation, attempt)
    if attempt.posted:
        evaluation = evaluations().get(pk=evaluation.pk)
    return render(request, "budgets/budget.html", page(evaluation, attempt), status=attempt.status)


def _after(request, evaluation, attempt):
    if attempt.verb == "next":
        return redirect("goals", evaluation.pk)
    if attempt.verb == "save":
        messages.success(request, "已保存")
    if attempt.verb == "remove-line":
        messages.success(request, "已删除")
    if attempt.verb == "ask-remove":
        messages.info(request, "这一行已被删除")
    url = reverse("budget", args=[evaluation.pk])
    return redirect(f"{url}#{attempt.lands}" if attempt.lands else url)


def _ask(request, evaluation, attempt, line):
    """The confirmation as a page, for browsers without script. It carries along what could not be saved."""
    context = {
        "evaluation": evaluation,
        "active_step": "budget",
        "question": _question(line),
        "warning": _LOSS,
        "key": line.key,
        "carried": attempt.as_inputs(),
    }
    return render(request, "budgets/ask.html", context)


_LOSS = "这一行的金额一并删除，删除后不能恢复。"


def _question(line):
    return f"删除收入来源“{line.source or '（未填）'}”？"


_EARLY = {Status.TARGETS_DRAFT, Status.TARGETS_SUBMITTED}


def page(evaluation, attempt):
    """early: what only the end of the year can tell is not asked for yet."""
    is_open = Part.BUDGET in open_parts(evaluation)
    early = evaluation.status in _EARLY and not evaluation.targets_approved
    lines = list(evaluation.revenue_lines.all())
    fields_of = amounts.fields_of(evaluation) if is_open else lambda _: {}
    sheet = _Sheet(evaluation, attempt, fields_of, early, by_source=_by_source(evaluation, lines))
    spent = {line.kind: line for line in evaluation.expenditure_lines.all()}
    revenue_rows = [sheet.revenue(line) for line in lines]
    spent_rows = [sheet.spent(line) for line in spent.values()]
    texts = {} if early else sheet.texts()
    sums = totals(lines, spent["basic"], spent["project"])
    spent_of_sources = total([line.executed for line in lines])
    return {
        "evaluation": evaluation,
        "active_step": "budget",
        "may_write": is_open,
        "why_closed": closed_sentence(evaluation, Part.BUDGET),
        "early": early,
        "by_source": sheet.by_source and not early,
        "width": 4 if early else 8 if sheet.by_source else 7,
        "revenue": revenue_rows,
        "spent": spent_rows,
        "figures": figures(sums, evaluation.basis)
        | {
            "received_executed": yuan_text(spent_of_sources),
            "received_executed_wan": f"{wan_text(spent_of_sources)} 万元" if spent_of_sources is not None else "",
        },
        "texts": texts,
        "form": BudgetForm(texts),
        "carry_over_echo": echo(texts["carry_over"].text) if texts else "",
        "sources": REVENUE_SOURCES,
        "new_key": saving.new_key(),
        "loss": _LOSS,
        **inputs.trouble(attempt, sheet.shown),
    }


def _by_source(evaluation, lines):
    """A form that divides 执行数 by source needs a column more; what was typed in one stays in sight."""
    asks = asked.asks_for(evaluation.layout, "executed_by_source")
    return asks or any(line.executed is not None for line in lines)


class _Sheet:
    """Turns lines into cells, and remembers every cell that the page shows."""

    def __init__(self, evaluation, attempt, fields_of, early, *, by_source):
        self.evaluation = evaluation
        self.attempt = attempt
        self.fields_of = fields_of
        self.early = early
        self.by_source = by_source
        self.shown = []

    def revenue(self, line: RevenueLine):
        key, source = str(line.key), line.source or f"第 {line.position} 行"
        columns = ("initial", "adjusted", "final", *(["executed"] if self.by_source else []))
        row = self._row(line, key, source, columns)
        row["source"] = self._cell(line, key, "source", cells.line(100), "")
        row["question"] = _question(line)
        return row

    def spent(self, line: ExpenditureLine):
        return self._row(line, line.kind, line.get_kind_display(), ("initial", "adjusted", "executed"))

    def texts(self):
        kinds = amounts.EVALUATION_FIELDS.items()
        return {name: self._cell(self.evaluation, "evaluation", name, kind, "") for name, kind in kinds}

    def _row(self, line, key, whose, columns):
        names = columns[:1] if self.early else columns
        return {
            "key": key,
            "name": whose,
            "cells": [self._cell(line, key, name, cells.AMOUNT, whose) for name in names],
            "change": change_text(line.initial, line.adjusted),
            "change_note": change_note(line.initial, line.adjusted),
        }

    def _cell(self, thing, key, name, kind, whose):
        cell = inputs.cell(
            self.attempt,
            key,
            name,
            stored=cells.show(thing, name, kind),
            label=str(thing._meta.get_field(name).verbose_name),
            is_open=name in self.fields_of(thing),
            whose=whose,
            options=_CHOICES.get(name, ()),
        )
        self.shown.append(cell)
        return cell
