"""分值: how the weights add up, and giving them out evenly, which asks once and shows what will stand where."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from budgets.editing import Part, Refused, closed_sentence, open_parts
from budgets.models import Evaluation
from budgets.permissions import Permission, guarded
from budgets.rulesets import RULE_SETS
from indicators import distribution
from indicators.formulas import plain
from indicators.gather import gather
from indicators.weights import ALL, BLANK, Plan, sums

evaluations = Evaluation.objects.select_related("department").all

UNSCORED = "这份档案的评价规则不计分，没有分值。"
_SPLITS = {
    "levels": "先按一级指标，再在同一个一级指标内平均分给各项指标。",
    "goals": "先平均分给各个年度目标，再在目标内平均分给各项指标。",
    "rows": "平均分给各项指标。",
}
_REST = "已填的分值不动，把余下的分值平均分给未填的指标。"


def weight_lines(evaluation, *, goal=None) -> dict:
    """For the line under the indicators. goal: whose own sum stands first; None on the page of all goals."""
    rules = RULE_SETS[evaluation.rule_set]
    if not rules.scored:
        return {"sums": None}
    facts = gather(evaluation)
    found = sums(facts, rules)
    own = [found.goals[str(goal.key)]] if goal and str(goal.key) in found.goals and not found.levels else []
    return {
        "sums": found,
        "lines": [*own, *found.levels, found.whole],
        "across": bool(goal and found.levels),
        # One goal is no place to distribute over all of them.
        "ways": () if goal else distribution.ways(evaluation, facts),
        "goal_key": goal.key if goal else "",
    }


@guarded(Permission.EDIT, evaluations)
@require_safe
def weight_sums(request, evaluation, key):
    """The line alone, for a page on which a weight was saved meanwhile."""
    goal = evaluation.goals.filter(key=key).first()
    if goal is None:
        raise Http404("没有这个年度目标。")
    context = {"evaluation": evaluation, "weights": weight_lines(evaluation, goal=goal)}
    return render(request, "indicators/_weights.html", context)


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def weights(request, evaluation):
    if not RULE_SETS[evaluation.rule_set].scored:
        raise Http404(UNSCORED)
    stated = request.POST if request.method == "POST" else request.GET
    how = BLANK if stated.get("how") == BLANK else ALL
    refused = _distribute(request, evaluation, how) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect("goals", evaluation.pk)
    return render(request, "indicators/weights.html", _page(evaluation, how, refused), status=409 if refused else 200)


def _distribute(request, evaluation, how: str) -> str:
    """The sentence with which it was refused, or ""."""
    try:
        done = distribution.distribute_weights(evaluation, how, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        return str(refused)
    messages.success(request, f"已分配 {len(done.changes)} 项指标的分值" if done.changes else "分值没有变化")
    return ""


def _page(evaluation, how: str, refused: str) -> dict:
    facts, rules = gather(evaluation), RULE_SETS[evaluation.rule_set]
    is_open = Part.TARGETS in open_parts(evaluation)
    ways = distribution.ways(evaluation, facts)
    found = distribution.planned(evaluation, how, facts)
    return {
        "evaluation": evaluation,
        "active_step": "goals",
        "rules": rules,
        "points": plain(rules.indicator_points),
        "method": _REST if how == BLANK else _SPLITS[rules.split],
        "how": how,
        "plan": found,
        "warning": _warning(found),
        "goals": _shown(facts, found),
        "other": next((way for way in ways if way != how), ""),
        "is_offered": how in ways,
        "why_closed": "" if is_open else closed_sentence(evaluation, Part.TARGETS),
        "refused": refused,
    }


def _warning(found: Plan) -> str:
    """What happens to that which was typed; "" where nothing changes."""
    if not found.changes:
        return ""
    filled = f"{found.filled} 项未填的填上分值" if found.filled else ""
    replaced = f"{found.replaced} 项已填的分值被替换" if found.replaced else "已填的分值都不动"
    return "，".join(part for part in (filled, replaced) if part)


def _shown(facts, found: Plan) -> list[dict]:
    changed = {change.row.key for change in found.changes}
    return [
        {
            "number": number,
            "title": goal.title,
            "rows": [
                {
                    "row": row,
                    "was": _text(row.weight),
                    "now": _text(found.weights.get(row.key)),
                    "changes": row.key in changed,
                }
                for row in goal.rows
            ],
            "was": _sum(row.weight for row in goal.rows),
            "now": _sum(found.weights.get(row.key) for row in goal.rows),
        }
        for number, goal in enumerate(facts.goals, 1)
    ]


def _sum(weights) -> str:
    return plain(sum((weight for weight in weights if weight is not None), Decimal(0)))


def _text(weight) -> str:
    return "" if weight is None else plain(weight)
