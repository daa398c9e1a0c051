"""The page of one move: what will happen, what it asks for, and the way to `workflow.perform`."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets.editing import Refused
from budgets.models import Evaluation, Status
from budgets.permissions import Permission, guarded, may, refusal
from indicators.facts import Facts
from indicators.findings import open_findings
from reports import workflow
from reports.checking import count
from reports.colleagues import still_open
from reports.figures import figures
from reports.moves import MOVES, Action, Move
from reports.shown import shown
from reports.standing import Standing, standing, status_tag

# What the person who clicks should know before. {waits} is filled in by whether the unit signs off.
CONSEQUENCES: dict[tuple[Status, Action], str] = {
    (Status.TARGETS_DRAFT, Action.SUBMIT): "目标提交后由财政部门审核，审核期间不能修改；审核之前可以撤回。",
    (Status.TARGETS_SUBMITTED, Action.WITHDRAW): "撤回后回到目标填报，可以继续修改，改好须重新提交。",
    (Status.TARGETS_SUBMITTED, Action.RETURN): "退回后由填报人修改，再次提交时您可以看到改了哪些地方。",
    (
        Status.TARGETS_SUBMITTED,
        Action.APPROVE,
    ): "审核通过后目标值固定下来，填报人进入自评填报；以后确需修改的，由填报人申请调整目标。",
    (Status.DRAFT, Action.SUBMIT): "提交后{waits}，期间不能修改；审核通过之前可以撤回。",
    (Status.DRAFT, Action.ADJUST): (
        "将回到目标填报：只能填写调整后目标值及原因，或增加新的指标；已填的预算和完成情况都保留。目标再次审核通过后继续自评填报。"
    ),
    (Status.SIGN_OFF, Action.WITHDRAW): "撤回后回到自评填报，可以继续修改，改好须重新提交。",
    (Status.SIGN_OFF, Action.RETURN): "退回后由填报人修改，改好再次提交审签。",
    (Status.SIGN_OFF, Action.SIGN): "签署后报送财政部门审核，签字人和签字日期记入档案。",
    (Status.SUBMITTED, Action.WITHDRAW): "撤回后回到自评填报，可以继续修改；单位审签同时作废，改好须重新提交和签署。",
    (Status.SUBMITTED, Action.RETURN): "退回后由填报人修改，再次提交时您可以看到改了哪些地方；单位审签同时作废。",
    (
        Status.SUBMITTED,
        Action.APPROVE,
    ): "审核通过后自评报告定稿并编号，此后下载的都是这份定稿，内容不能再改。生成文件需要几秒钟。",
    (Status.APPROVED, Action.PUBLISH): "登记何时在何处公开，本年度自评到此办结。",
    (Status.APPROVED, Action.REOPEN): "重新打开后回到自评填报；已定稿的报告原样保留，再次审核通过时另编新号。",
    (
        Status.PUBLISHED,
        Action.REOPEN,
    ): "重新打开后回到自评填报；已公开的报告原样保留，再次审核通过时另编新号，公开须重新登记。",
}
_NOT_A_NUMBER = "请求的格式不对，没有办理。请从本页重新提交。"


def evaluations():
    return Evaluation.objects.select_related("department", "edited_by")


@guarded(Permission.VIEW, evaluations)
@require_http_methods(["GET", "POST"])
def move(request, evaluation, action):
    """GET: the page that asks; POST: does it, or says why not, with everything typed still there."""
    action = _known(action)
    _require_right(request.user, evaluation, action)
    if request.method == "GET":
        return _page(request, evaluation, action, {})
    seen = request.POST.get("seen", "")
    if not (seen.isdecimal() and len(seen) < 10):
        return _page(request, evaluation, action, request.POST, refused=_NOT_A_NUMBER, status=400)
    try:
        event = workflow.perform(
            action,
            evaluation,
            by=request.user,
            seen=int(seen),
            comment=request.POST.get("comment", ""),
            row_comments=_row_comments(request.POST),
            answers=request.POST,
        )
    except Refused as refused:
        present = evaluations().get(pk=evaluation.pk)
        return _page(request, present, action, request.POST, refused=str(refused), status=409)
    now = status_tag(event.to_status, event.action).text
    messages.success(request, f"您{workflow.done_text(event)}。现在的状态：{now}。")
    return redirect("evaluation", evaluation.pk)


def _known(action: str) -> Action:
    if not any(action == known for _, known in MOVES):
        raise Http404("没有这个操作。")
    return Action(action)


def _require_right(user, evaluation: Evaluation, action: Action) -> None:
    """The right to this move out of the present state, or to the same action in some other state."""
    here = MOVES.get((Status(evaluation.status), action))
    rights = [here.needs] if here else [move.needs for (_, other), move in MOVES.items() if other == action]
    if not any(may(user, right, evaluation.department) for right in rights):
        raise PermissionDenied(refusal(rights[0]))


def _row_comments(posted) -> list[dict[str, str]]:
    return [
        {"key": name.removeprefix("row:"), "comment": text} for name, text in posted.items() if name.startswith("row:")
    ]


@dataclass(frozen=True)
class Asked:
    """One field of the form of a move."""

    name: str
    label: str
    value: str
    kind: str


def _page(request, evaluation: Evaluation, action: Action, typed, *, refused: str = "", status: int = 200):
    found = standing(evaluation, request.user)
    offer = next((offer for offer in found.offers if offer.action == action), None)
    if offer is None and not refused:
        refused = f"当前状态为“{found.tag.text}”，不能{action.label}。"
        status = 409
    context = {
        "evaluation": evaluation,
        "active_step": "submit" if action == Action.SUBMIT else "evaluation",
        "action": action,
        "moving": True,
        "refused": refused,
        "comment": typed.get("comment", ""),
        "found": found,
    }
    if offer is not None:
        context |= _form(found, offer.move, action, typed) | _state(found)
        context["why_not"] = offer.why_not
        context["problems"] = _problems(found) if offer.move.stage else []
        context["still_open"] = still_open(evaluation) if offer.move.stage == "results" else []
    return render(request, "reports/move.html", context, status=status)


def _form(found: Standing, move: Move, action: Action, typed) -> dict:
    said = _row_comments(typed)
    return {
        "move": move,
        "danger": action in {Action.RETURN, Action.REOPEN},
        "consequence": _consequence(found.evaluation, action),
        "asked": [_asked(question, typed, found.user) for question in move.asks],
        "comments": _comment_rows(found.facts, said) if move.row_comments else [],
        "commented": any(comment["comment"].strip() for comment in said),
    }


def _consequence(evaluation: Evaluation, action: Action) -> str:
    signs = evaluation.department.signs_off
    waits = "先由单位审核人审签，再报送财政部门审核" if signs else "直接报送财政部门审核"
    return CONSEQUENCES[Status(evaluation.status), action].format(waits=waits)


def _asked(question, typed, user) -> Asked:
    usual = timezone.localdate().isoformat() if question.kind == "date" else ""
    if question.field == "signed_name":
        usual = user.display_name
    return Asked(question.field, question.label, typed.get(question.field, usual), question.kind)


def _comment_rows(facts: Facts, said: list[dict[str, str]]) -> list[dict]:
    """The indicators, each with what was typed about it before the page came back."""
    typed = {comment["key"]: comment["comment"] for comment in said}
    return [
        {"number": number, "goal": goal, "row": row, "first": row is goal.rows[0], "comment": typed.get(row.key, "")}
        for number, goal in enumerate(facts.goals, 1)
        for row in goal.rows
    ]


def _state(found: Standing) -> dict:
    """How things stand now: what a person decides upon."""
    facts = found.facts
    return {
        "figures": figures(facts, stage=found.stage),
        "warnings": count(found.findings, "warning"),
        "unanswered": count(open_findings(found.findings, [one.answer for one in found.answers]), "warning"),
    }


def _problems(found: Standing) -> list[dict]:
    """What stands in the way of submitting: an error with the way to its field, a warning with the way to its answer."""
    check = reverse("check", args=[found.evaluation.pk])
    return [
        {
            "text": f"{one.finding.level_name}：{one.place}：{one.finding.message}",
            "url": f"{check}#{one.anchor}" if one.waits else one.url,
        }
        for one in shown(found)
        if one.finding.level == "error" or one.asks_for_a_reason or one.waits
    ]
