"""One evaluation at a glance: what comes next, its figures, what was issued, what happened."""

from dataclasses import dataclass
from datetime import date

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.models import Evaluation, Status
from budgets.permissions import Permission, guarded
from reports import moves, readable, workflow
from reports.colleagues import division_of
from reports.differences import date_words
from reports.figures import figures
from reports.issue import DATA, FILES
from reports.models import Event
from reports.moves import FINAL, Action
from reports.standing import NOT_YET, Standing, standing
from reports.templatetags.frame import steps_of
from reports.views.changes import RETURNS, changes_url, chosen, reads_draft_in_work, rounds
from reports.views.moves import evaluations

_FILE_WORDS = {
    "report.html": "网页",
    "report.pdf": "PDF",
    "report.docx": "Word",
    "form.pdf": "自评表 PDF",
    "form.xlsx": "自评表 Excel",
}
_WAITING = {
    Status.TARGETS_DRAFT: "填报人正在填写目标。",
    Status.TARGETS_SUBMITTED: "目标已报送，等待财政部门审核。",
    Status.DRAFT: "填报人正在填写自评。",
    Status.SIGN_OFF: "已提交，等待单位审核人审签。",
    Status.SUBMITTED: "已报送，等待财政部门审核。",
    Status.APPROVED: "已审核，报告已定稿；公开之后由填报人登记。",
    Status.PUBLISHED: "已公开，本年度自评已经办结。",
}


@guarded(Permission.VIEW, evaluations)
@require_safe
def overview(request, evaluation):
    found = standing(evaluation, request.user)
    events = list(evaluation.events.defer("facts").order_by("-pk"))
    divided = division_of(found)
    following = _next(found, divided["task"])
    context = {
        "evaluation": evaluation,
        "active_step": "evaluation",
        "next": following,
        "readings": [] if following.url else _readings(found, events[::-1]),
        "is_final": evaluation.status in FINAL,
        "tasks": steps_of(found),
        "figures": figures(found.facts, stage=found.stage) if found.facts else (),
        "progress_only": NOT_YET if found.facts is None else "",
        "as_of": readable.last_handed_over(evaluation) if found.facts and found.reads_older_facts else None,
        "division": divided,
        "issued": _issued(evaluation),
        "history": _history(found, events),
    }
    return render(request, "reports/overview.html", context)


@guarded(Permission.VIEW, evaluations)
@require_safe
def frame(request, evaluation):
    """Head and steps alone, for a page on which something was saved meanwhile."""
    return render(request, "reports/frame.html", {"evaluation": evaluation, "active_step": request.GET.get("step", "")})


@dataclass(frozen=True)
class Next:
    """What to do now. url: "" where the head of the page has the button already, or somebody else is to act."""

    text: str
    url: str = ""
    label: str = ""
    mine: bool = True


def _next(found: Standing, task: str) -> Next:
    evaluation = found.evaluation
    if found.mends:
        return _next_of_draft(found)
    if task:
        return Next(task, reverse("results", args=[evaluation.pk]), "填写完成情况")
    offer = next((offer for offer in found.offers if offer.move.primary), None)
    if offer is None:
        return Next(_WAITING[Status(evaluation.status)], mine=False)
    if not offer.allowed:
        return Next(offer.why_not)
    if evaluation.status == Status.APPROVED:
        return Next("已审核，报告已定稿。在规定的地方公开之后，请登记公开日期和位置。")
    return Next(f"等您办理：看过预览和校验之后，“{offer.move.label}”或退回。")


def _readings(found: Standing, events: list[Event]) -> list[tuple[str, str]]:
    """Name and address of what he should read before he acts; events: the oldest first."""
    evaluation = found.evaluation
    if found.facts is None or evaluation.status in FINAL:
        return []
    drafts = reads_draft_in_work(found)
    earlier, _ = chosen({}, rounds(found, events), drafts)
    pages = [("预览", "preview"), ("校验", "check"), *([("与上次相比的变化", "changes")] if earlier else [])]
    return [(name, reverse(page, args=[evaluation.pk])) for name, page in pages]


def _next_of_draft(found: Standing) -> Next:
    """The first step that lacks something, else what the checks found, else the submission."""
    for step in found.steps[:-1]:
        if step.mark in {"todo", "doing"}:
            label = "开始填写" if step.mark == "todo" else "继续填写"
            return Next(
                f"{step.name}：{step.detail}。", reverse(step.slug, args=[found.evaluation.pk]), f"{label}{step.name}"
            )
    counted = ((found.errors, "处错误要改正"), (found.warnings, "条提醒要答复"))
    if waiting := "，".join(f"{number} {what}" for number, what in counted if number):
        return Next(f"都填写了，还有 {waiting}。", reverse("check", args=[found.evaluation.pk]), "去校验")
    return Next("都填写了，校验通过。看过预览之后即可提交。")


def _issued(evaluation: Evaluation) -> list[dict]:
    """The issued reports, the newest first, each with its files. Their contents stay in the database."""
    reports = evaluation.issued_reports.only("sequence", "number", "issued_at", "document_sha256", "evaluation_id")
    return [
        {
            "report": report,
            "files": [
                {"words": _FILE_WORDS.get(name, "数据 JSON"), "url": _file_url(evaluation, report, name)}
                for name in report_files
            ],
        }
        for report, report_files in _with_files(reports.order_by("-sequence"))
    ]


def _with_files(reports):
    order = [*FILES, DATA]
    for report in reports.prefetch_related("files"):
        yield report, sorted((file.name for file in report.files.all()), key=order.index)


def _file_url(evaluation: Evaluation, report, name: str) -> str:
    return reverse("issued_file", args=[evaluation.pk, report.sequence, name])


def _history(found: Standing, events: list[Event]) -> list[dict]:
    """The newest first. A submission that follows another one leads to what changed in between."""
    there = [event.pk for event in rounds(found, reversed(events))]
    before = dict(zip(there[1:], there, strict=False))
    return [
        {
            "event": event,
            "done": workflow.done_text(event),
            "said": found.said(event),
            "rows": found.row_comments(event),
            "details": _details(event),
            "red": event.action in RETURNS,
            "changes": changes_url(found, before[event.pk], event.pk) if event.pk in before else "",
        }
        for event in events
    ]


def _details(event: Event) -> list[tuple[str, str]]:
    """What the move had asked for: signature, publication."""
    move = moves.MOVES.get((Status(event.from_status), Action(event.action)))
    asked = [question for question in move.asks if question.field in event.detail] if move else []
    return [(question.label, _detail_text(question.kind, event.detail[question.field])) for question in asked]


def _detail_text(kind: str, stored: str) -> str:
    return date_words(date.fromisoformat(stored)) if kind == "date" else stored
