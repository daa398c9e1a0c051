"""从上年度复制: what last year had, row by row, and copying what is chosen of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from budgets.editing import Part, Refused, closed_sentence, open_parts
from budgets.permissions import Permission, guarded
from budgets.rulesets import RULE_SETS
from indicators import copying
from reports import imports
from reports import last_year as earlier
from reports.views.imports import undoable
from reports.views.moves import evaluations

NOTHING_THERE = "系统里没有这个单位上年度的绩效档案。"
NOTHING_CHOSEN = "没有勾选要复制的内容，请勾选后再复制。"


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def last_year(request, evaluation):
    last = earlier.of(evaluation)
    if last is None:
        raise Http404(NOTHING_THERE)
    chosen, refused = set(request.POST.getlist("copy")), ""
    if chosen:
        try:
            with imports.noting(evaluation, f"{last.facts.fiscal_year}年度", by=request.user) as noted:
                copied = copying.copy(last.facts, evaluation, chosen, by=request.user)
        except Refused as closed:
            refused = str(closed)
        else:
            messages.success(request, undoable(_said(copied, last.facts.fiscal_year), noted))
            return redirect("goals", evaluation.pk)
    trouble = refused or (NOTHING_CHOSEN if request.method == "POST" else "")
    context = _page(evaluation, last.facts, chosen if refused else None, request.GET.get("choose", "all"))
    return render(request, "reports/last_year.html", context | {"trouble": trouble}, status=409 if refused else 200)


def _said(copied, year: int) -> str:
    counted = ((copied.goals, "个年度目标"), (copied.rows, "项指标"), (copied.sources, "项收入来源"))
    said = "、".join(f"{number} {what}" for number, what in counted if number)
    if not said:
        return "勾选的内容这里都已经有了，没有重复复制"
    return f"已从{year}年度复制 {said}；金额、完成情况和分析没有复制，请核对目标值"


def _page(evaluation, last, chosen: set[str] | None, choose: str) -> dict:
    """chosen: what was ticked when it could not be copied; else `choose` says it: all, none, or the key of a goal."""
    found = copying.offer(last, evaluation)
    ticked = _ticked(found, choose) if chosen is None else found.missing & chosen
    is_open = Part.TARGETS in open_parts(evaluation)
    return {
        "evaluation": evaluation,
        "active_step": "goals",
        "last": last,
        "document": earlier.document_of(evaluation),
        "scored": RULE_SETS[evaluation.rule_set].scored,
        "goals": [_goal(number, one, ticked, found.missing) for number, one in enumerate(found.goals, 1)],
        "sources": [
            {"line": line, "there": line.key not in found.sources, "ticked": line.key in ticked}
            for line in last.revenue
        ]
        if Part.BUDGET in open_parts(evaluation)
        else [],
        "count": len(found.missing),
        "is_open": is_open,
        "why_closed": "" if is_open else closed_sentence(evaluation, Part.TARGETS),
    }


def _ticked(found: copying.Offered, choose: str) -> frozenset[str]:
    if choose == "none":
        return frozenset()
    for one in found.goals:
        if one.goal.key == choose:
            return found.missing & {choose, *one.missing}
    return found.missing


def _goal(number: int, one, ticked: frozenset[str], missing: frozenset[str]) -> dict:
    return {
        "number": number,
        "goal": one.goal,
        "there": one.here is not None,
        "ticked": one.goal.key in ticked,
        "is_whole": one.is_whole,
        "rows": [
            {"row": row, "there": row.key not in one.missing, "ticked": row.key in ticked} for row in one.goal.rows
        ],
    }
