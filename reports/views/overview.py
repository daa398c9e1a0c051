"""One evaluation at a glance, and what changed in it from one submission to the next."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from budgets.models import Evaluation, Status
from budgets.permissions import Permission, guarded
from indicators.facts import Facts, from_json
from indicators.gather import gather
from reports import moves, readable, workflow
from reports.colleagues import division_of
from reports.differences import Difference, date_words, differences, marked
from reports.figures import figures
from reports.issue import DATA, FILES
from reports.models import Event
from reports.moves import FINAL, HANDED_OVER, Action
from reports.progress import STEP_NAMES, page_of
from reports.shelf import changed
from reports.standing import NOT_YET, Standing, standing
from reports.templatetags.frame import steps_of
from reports.views.moves import evaluations

DRAFT = "draft"
RETURNS = (Action.RETURN, Action.REOPEN)
_DRAFTS = (Status.TARGETS_DRAFT, Status.DRAFT)
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
    drafts = found.reads_draft and evaluation.status in _DRAFTS
    earlier, _ = _chosen({}, _rounds(found, events), drafts)
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
    rounds = [event.pk for event in _rounds(found, reversed(events))]
    before = dict(zip(rounds[1:], rounds, strict=False))
    return [
        {
            "event": event,
            "done": workflow.done_text(event),
            "said": found.said(event),
            "rows": found.row_comments(event),
            "details": _details(event),
            "red": event.action in RETURNS,
            "changes": _changes_url(found, before[event.pk], event.pk) if event.pk in before else "",
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


def _changes_url(found: Standing, first, second) -> str:
    return f"{reverse('changes', args=[found.evaluation.pk])}?from={first}&to={second}"


def _rounds(found: Standing, events) -> list[Event]:
    """The submissions that he may read: inside the unit what was submitted, outside what reached the bureau."""
    if found.reads_draft:
        return [event for event in events if event.action == Action.SUBMIT]
    return [
        event for event in events if event.action in {Action.SUBMIT, Action.SIGN} and event.to_status in HANDED_OVER
    ]


@guarded(Permission.VIEW, evaluations)
@require_safe
def changes(request, evaluation):
    """What differs between two submissions, or between the last one and the draft for those who may read it."""
    found = standing(evaluation, request.user)
    if found.facts is None:
        raise PermissionDenied(NOT_YET)
    events = list(evaluation.events.defer("facts").order_by("pk"))
    rounds = _rounds(found, events)
    drafts = found.reads_draft and evaluation.status in _DRAFTS
    first, second = _chosen(request.GET, rounds, drafts)
    context = {
        "evaluation": evaluation,
        "active_step": "evaluation",
        "choices": [{"value": str(event.pk), "words": _round_words(event)} for event in rounds],
        "drafts": drafts,
        "first": str(first.pk) if first else "",
        "second": DRAFT if second == DRAFT else str(second.pk) if second else "",
    }
    if first and second:
        context |= _compared(found, events, first, second)
    return render(request, "reports/compare.html", context)


def _round_words(event: Event) -> str:
    at = timezone.localtime(event.at)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M} {event.by_name}{workflow.done_text(event)}"


def _chosen(query, rounds: list[Event], drafts: bool) -> tuple[Event | None, object]:
    """The two that were asked for; else the draft or the last round, against the one before at the same stage."""
    known = {str(event.pk): event for event in rounds}
    if "from" in query or "to" in query:
        first, second = query.get("from", ""), query.get("to", "")
        if first not in known or not (second in known or (drafts and second == DRAFT)):
            raise Http404("没有这一次提交。")
        return known[first], known.get(second, DRAFT)
    if drafts:
        return (rounds[-1], DRAFT) if rounds else (None, None)
    if not rounds:
        return None, None
    last = rounds[-1]
    same = [
        event
        for event in rounds[:-1]
        if (event.to_status == Status.TARGETS_SUBMITTED) == (last.to_status == Status.TARGETS_SUBMITTED)
    ]
    return (same[-1], last) if same else (None, last)


def _compared(found: Standing, events: list[Event], first: Event, second) -> dict:
    before = _facts_of(first)
    after = gather(found.evaluation) if second == DRAFT else _facts_of(second)
    differ = differences(before, after)
    files = changed(found.evaluation, first, None if second == DRAFT else second)
    said = _said_between(found, events, first, second)
    changed_keys = {difference.place.key for difference in differ}
    return {
        "before": first,
        "after": None if second == DRAFT else second,
        "number": len(differ) + len(files),
        "evidence": files,
        "groups": _groups(found, differ, said),
        "reasons": [event for event in _returns(events, first, second) if found.said(event)],
        "untouched": [comment for key, comments in said.items() if key not in changed_keys for comment in comments],
    }


def _facts_of(event: Event) -> Facts:
    return from_json(Event.objects.values_list("facts", flat=True).get(pk=event.pk))


def _returns(events: list[Event], first: Event, second) -> list[Event]:
    last = second.pk if second != DRAFT else max(event.pk for event in events) + 1
    return [event for event in events if first.pk < event.pk < last and event.action in RETURNS]


def _said_between(found: Standing, events: list[Event], first: Event, second) -> dict[str, list]:
    """The comments on each row with which it was returned between the two."""
    said: dict[str, list] = {}
    for event in _returns(events, first, second):
        for raw, comment in zip(event.row_comments, found.row_comments(event), strict=False):
            said.setdefault(raw["key"], []).append(comment)
    return said


def _groups(found: Standing, differ: tuple[Difference, ...], said: dict[str, list]) -> list[dict]:
    """By step and by row, with the comments beside."""
    groups = []
    for page, name in STEP_NAMES.items():
        things: dict[tuple[str, str], dict] = {}
        for difference in differ:
            if page_of(difference.place) != page:
                continue
            key = difference.place.key
            thing = things.setdefault(
                (key, difference.thing),
                {
                    "name": difference.thing,
                    "said": said.get(key, []),
                    "url": found.url_of(difference.place),
                    "changes": [],
                },
            )
            thing["changes"].append(shown(difference))
        if things:
            groups.append({"name": name, "things": list(things.values())})
    return groups


def shown(difference: Difference) -> dict:
    """As reports/_change.html takes it."""
    long = marked(difference.was, difference.now) if difference.is_long and difference.was and difference.now else None
    return {"label": difference.label, "was": difference.was, "now": difference.now, "long": long}
