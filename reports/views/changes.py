"""变化: what differs in an evaluation from one submission to the next, beside what was said when it was returned."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from budgets.models import Status
from budgets.permissions import Permission, guarded
from indicators.facts import Facts, from_json
from indicators.gather import gather
from reports import workflow
from reports.differences import Difference, differences, marked
from reports.models import Event
from reports.moves import HANDED_OVER, Action
from reports.progress import STEP_NAMES, page_of
from reports.shelf import changed
from reports.standing import NOT_YET, Standing, standing
from reports.views.moves import evaluations

DRAFT = "draft"
RETURNS = (Action.RETURN, Action.REOPEN)
_DRAFTS = (Status.TARGETS_DRAFT, Status.DRAFT)


def changes_url(found: Standing, first, second) -> str:
    return f"{reverse('changes', args=[found.evaluation.pk])}?from={first}&to={second}"


def rounds(found: Standing, events) -> list[Event]:
    """The submissions that he may read: inside the unit what was submitted, outside what reached the bureau."""
    if found.reads_draft:
        return [event for event in events if event.action == Action.SUBMIT]
    return [
        event for event in events if event.action in {Action.SUBMIT, Action.SIGN} and event.to_status in HANDED_OVER
    ]


def reads_draft_in_work(found: Standing) -> bool:
    """Whether the draft is one of the two that he may compare."""
    return found.reads_draft and found.evaluation.status in _DRAFTS


@guarded(Permission.VIEW, evaluations)
@require_safe
def changes(request, evaluation):
    """What differs between two submissions, or between the last one and the draft for those who may read it."""
    found = standing(evaluation, request.user)
    if found.facts is None:
        raise PermissionDenied(NOT_YET)
    events = list(evaluation.events.defer("facts").order_by("pk"))
    there = rounds(found, events)
    drafts = reads_draft_in_work(found)
    first, second = chosen(request.GET, there, drafts)
    context = {
        "evaluation": evaluation,
        "active_step": "evaluation",
        "choices": [{"value": str(event.pk), "words": _round_words(event)} for event in there],
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


def chosen(query, there: list[Event], drafts: bool) -> tuple[Event | None, object]:
    """The two that were asked for; else the draft or the last round, against the one before at the same stage."""
    known = {str(event.pk): event for event in there}
    if "from" in query or "to" in query:
        first, second = query.get("from", ""), query.get("to", "")
        if first not in known or not (second in known or (drafts and second == DRAFT)):
            raise Http404("没有这一次提交。")
        return known[first], known.get(second, DRAFT)
    if drafts:
        return (there[-1], DRAFT) if there else (None, None)
    if not there:
        return None, None
    last = there[-1]
    same = [
        event
        for event in there[:-1]
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
