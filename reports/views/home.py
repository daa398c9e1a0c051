"""The first page: what waits for me, then everything in my reach. Its queries are as many for one row as for fifty."""

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from budgets.models import Evaluation, Role, Status
from budgets.permissions import Permission, may, permitted
from indicators.models import AnnualGoal, Indicator
from reports import workflow
from reports.colleagues import count_of, goals_waiting_for, task_words
from reports.layouts import LAYOUTS
from reports.models import Event
from reports.moves import Action
from reports.standing import Tag, status_tag

A_PAGE = 50
# At the deadline everything waits at once; the rest is in the table below.
MOST_CARDS = 12
_MINE = {
    Role.PREPARER: (Status.TARGETS_DRAFT, Status.DRAFT, Status.APPROVED),
    Role.APPROVER: (Status.SIGN_OFF,),
    Role.REVIEWER: (Status.TARGETS_SUBMITTED, Status.SUBMITTED),
}
_DRAFTS = (Status.TARGETS_DRAFT, Status.DRAFT)
_REACHED = ~Q(actual="") & ~Q(outcome="")
_STATES = {
    "returned": "已退回",
    **{status: status_tag(status, None).text for status in Status},
}


@dataclass(frozen=True)
class Line:
    """One evaluation as card and as row. missing: what a draft lacks, in words; done of total: indicators."""

    evaluation: Evaluation
    tag: Tag
    reason: str
    missing: str
    done: int
    total: int
    changed_by: str
    changed_at: object
    label: str
    url: str


@permitted()
@require_safe
def home(request):
    reach = Evaluation.objects.visible_to(request.user)
    waiting = [*_waiting(reach, request.user), *_assigned(reach, request.user)]
    rows, years = _filtered(_counted(reach), request.GET), _years(reach)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cards": waiting[:MOST_CARDS],
        "waiting": len(waiting),
        "page": page,
        "lines": [_line(evaluation, request.user) for evaluation in page.object_list],
        "years": years,
        "year": request.GET.get("year", ""),
        "states": _STATES.items(),
        "state": request.GET.get("state", ""),
        "query": _rest_of(request.GET),
        "roles": "、".join(dict.fromkeys(membership.get_role_display() for membership in request.user.roles)),
    }
    return render(request, "reports/home.html", context)


def _rest_of(query: QueryDict) -> str:
    """The filter without the page, to be carried from page to page."""
    kept = QueryDict(mutable=True)
    kept.update({name: query[name] for name in ("year", "state") if query.get(name)})
    return f"&{kept.urlencode()}" if kept else ""


def _years(reach) -> list[int]:
    return list(reach.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


def _filtered(rows, query: QueryDict):
    year, state = query.get("year", ""), query.get("state", "")
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(fiscal_year=int(year))
    if state == "returned":
        rows = rows.filter(status__in=_DRAFTS, last_action=Action.RETURN)
    elif state in Status.values:
        rows = rows.filter(status=state)
    return rows


def _of_evaluation(model, *which):
    """How many such rows of `model` an evaluation has. A join for each count would multiply the rows."""
    rows = model.objects.filter(*which, evaluation=OuterRef("pk")).order_by().values("evaluation")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


def _counted(rows):
    """With all that a line says of each evaluation."""
    last = Event.objects.filter(evaluation=OuterRef("pk")).order_by("-pk")
    return rows.select_related("department", "edited_by").annotate(
        goals_there=_of_evaluation(AnnualGoal),
        rows_there=_of_evaluation(Indicator),
        targets_there=_of_evaluation(Indicator, ~Q(target="")),
        actuals_there=_of_evaluation(Indicator, ~Q(actual="")),
        # Where there is no actual, that is what is missing.
        outcomes_there=_of_evaluation(Indicator, Q(actual="") | ~Q(outcome="")),
        analyses_there=_of_evaluation(Indicator, ~Q(analysis="")),
        reached_there=_of_evaluation(Indicator, _REACHED),
        done_there=_of_evaluation(Indicator, _REACHED & ~Q(analysis="")),
        last_action=Subquery(last.values("action")[:1]),
        last_from=Subquery(last.values("from_status")[:1]),
        last_comment=Subquery(last.values("comment")[:1]),
        last_by=Subquery(last.values("by_name")[:1]),
        last_at=Subquery(last.values("at")[:1]),
    )


def _waiting(reach, user) -> list[Line]:
    """What only this person's move can bring on; what was returned first, then what has waited longest."""
    mine = Q(pk__in=[])
    for membership in user.roles:
        statuses = _MINE.get(Role(membership.role), ())
        below = membership.role == Role.REVIEWER
        where = (
            {"department__path__startswith": membership.department.path}
            if below
            else {"department": membership.department_id}
        )
        mine |= Q(status__in=statuses, **where)
    found = [evaluation for evaluation in _counted(reach.filter(mine)) if _is_next(evaluation, user)]
    found.sort(key=_urgency)
    return [_line(evaluation, user) for evaluation in found]


def _assigned(reach, user) -> list[Line]:
    """What a colleague has still to fill in, the year that comes first in the table first."""
    goals = goals_waiting_for(user)
    if not goals:
        return []
    return [_line_of_colleague(one, goals[one.pk], user) for one in _counted(reach.filter(pk__in=goals))]


def _line_of_colleague(evaluation: Evaluation, goals: list[AnnualGoal], user) -> Line:
    done, total = count_of(goals, evaluation.layout)
    return replace(
        _line(evaluation, user),
        reason=_reason(evaluation),
        missing=task_words(goals, evaluation.layout),
        done=done,
        total=total,
        label="去填写",
        url=reverse("results", args=[evaluation.pk]),
    )


def _urgency(evaluation: Evaluation) -> tuple:
    last = evaluation.last_at
    return (evaluation.last_action != Action.RETURN, evaluation.status == Status.APPROVED, last is not None, last)


def _is_next(evaluation: Evaluation, user) -> bool:
    return any(offer.allowed and offer.move.primary for offer in workflow.offers(evaluation, user))


def _line(evaluation: Evaluation, user) -> Line:
    by, at = _last_change(evaluation)
    fills = evaluation.status in _DRAFTS and may(user, Permission.EDIT, evaluation.department)
    return Line(
        evaluation=evaluation,
        tag=status_tag(evaluation.status, evaluation.last_action),
        reason=_reason(evaluation) if fills else "",
        missing=_missing(evaluation) if evaluation.status in _DRAFTS else "",
        done=_done(evaluation),
        total=evaluation.rows_there,
        changed_by=by,
        changed_at=at,
        label=_label(evaluation, fills),
        url=reverse("evaluation", args=[evaluation.pk]),
    )


def _done(evaluation: Evaluation) -> int:
    """How many indicators lack nothing of what this stage asks for."""
    if evaluation.status == Status.TARGETS_DRAFT:
        return evaluation.targets_there
    needs = LAYOUTS[evaluation.layout].needs
    return evaluation.done_there if "analysis" in needs else evaluation.reached_there


def _last_change(evaluation: Evaluation) -> tuple[str, object]:
    """The later of the last move and the last edit."""
    edited, moved = evaluation.edited_at, evaluation.last_at
    if edited and (moved is None or edited > moved):
        return evaluation.edited_by.display_name, edited
    return evaluation.last_by or "", moved


def _reason(evaluation: Evaluation) -> str:
    words = {Action.RETURN: "被退回", Action.REOPEN: "重新打开"}.get(evaluation.last_action)
    if not words:
        return ""
    at = timezone.localtime(evaluation.last_at)
    return f"{words}：{evaluation.last_comment}（{evaluation.last_by}，{at.month}月{at.day}日）"


def _missing(evaluation: Evaluation) -> str:
    """What can be said from counting rows alone; the checks say the rest on the evaluation's own pages."""
    if not evaluation.goals_there:
        return "还没有年度目标"
    if not evaluation.rows_there:
        return "还没有指标"
    counts = [("年初目标值", evaluation.targets_there)]
    if evaluation.status == Status.DRAFT:
        counts += [("实际完成值", evaluation.actuals_there), ("完成情况", evaluation.outcomes_there)]
        if "analysis" in LAYOUTS[evaluation.layout].needs:
            counts.append(("完成情况分析", evaluation.analyses_there))
    blanks = [f"{evaluation.rows_there - there} 项{name}" for name, there in counts if there < evaluation.rows_there]
    return f"还差 {'、'.join(blanks)}" if blanks else "指标已填齐，校验后可以提交"


def _label(evaluation: Evaluation, fills: bool) -> str:
    if not fills:
        return {Status.SIGN_OFF: "去审签", Status.APPROVED: "去登记公开"}.get(evaluation.status, "去审核")
    return "继续填报" if evaluation.rows_there else "开始填报"
