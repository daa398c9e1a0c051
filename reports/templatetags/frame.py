"""The frame around every page of an evaluation: where I am, what is done, what may happen next."""

from uuid import UUID

from django import template
from django.urls import reverse

from budgets.models import Status
from reports.moves import FINAL, Action
from reports.progress import StepProgress
from reports.standing import Standing, standing

register = template.Library()

_DANGEROUS = {Action.RETURN, Action.REOPEN}
_FILLED_IN = {"budget", "goals", "results", "statement"}
_DRAFTS = {Status.TARGETS_DRAFT, Status.DRAFT}


@register.inclusion_tag("_frame.html", takes_context=True)
def evaluation_frame(context, evaluation, active_step):
    """active_step: name of the page's address: evaluation, budget, goals, results, statement, check, preview, submit."""
    found = standing(evaluation, context["request"].user)
    return {
        "evaluation": evaluation,
        "status_tag": found.tag,
        # On the page of a move its own button is the one to press.
        "moves": [] if context.get("moving") else [_move(found, offer, active_step) for offer in found.offers],
        "last_reason": found.reason,
        # Where somebody writes, the head follows what he saves.
        "frame_url": f"{reverse('frame', args=[evaluation.pk])}?step={active_step}" if found.writes else "",
        # Elsewhere the room belongs to the page itself.
        "opens_row_comments": active_step == "evaluation",
        "saved": _saved(found),
        "steps": [step | {"active": step["slug"] == active_step} for step in steps_of(found)],
    }


def _move(found: Standing, offer, active_step: str) -> dict:
    return {
        "label": offer.move.label,
        "url": found.move_url(offer.action),
        "allowed": offer.allowed,
        "why_not": offer.why_not,
        "primary": offer.move.primary,
        "css": _css(offer, active_step),
    }


def _css(offer, active_step: str) -> str:
    """One button of a page is blue; where a step is filled in, that is the one to the next step."""
    if offer.action in _DANGEROUS:
        return "btn-danger"
    return "btn-primary" if offer.move.primary and active_step not in _FILLED_IN else "btn-secondary"


def _saved(found: Standing) -> dict | None:
    evaluation = found.evaluation
    if not found.writes or evaluation.edited_at is None:
        return None
    return {"by": evaluation.edited_by.display_name, "at": evaluation.edited_at}


def steps_of(found: Standing) -> list[dict]:
    """The steps as links; who does not fill in gets the pages that are for reading."""
    steps = [_counted(found, step) for step in found.steps]
    return [*steps, _preview(found), _submission(found)]


def _counted(found: Standing, step: StepProgress) -> dict:
    opens = {"check": found.facts is not None, "results": found.fills}.get(step.slug, found.edits)
    return {
        "slug": step.slug,
        "name": step.name,
        "mark": step.mark,
        "mark_text": step.mark_text,
        "detail": step.detail,
        # The detail of 校验 says it already.
        "waiting": "" if step.slug == "check" else step.waiting,
        "url": reverse(step.slug, args=[found.evaluation.pk]) if opens else "",
    }


def _preview(found: Standing) -> dict:
    url = reverse("preview", args=[found.evaluation.pk]) if found.facts is not None else ""
    return _plain("preview", "预览", url)


def _submission(found: Standing) -> dict:
    status = found.evaluation.status
    if status in FINAL:
        return _plain("submit", "提交", "", "done", "已审核")
    if status not in _DRAFTS:
        return _plain("submit", "提交", "", "done", "已提交")
    offer = next((offer for offer in found.offers if offer.action == Action.SUBMIT), None)
    return _plain("submit", "提交", found.move_url(Action.SUBMIT) if offer else "", "todo", "未提交")


def _plain(slug: str, name: str, url: str, mark: str = "", mark_text: str = "") -> dict:
    return {"slug": slug, "name": name, "url": url, "mark": mark, "mark_text": mark_text, "detail": "", "waiting": ""}


@register.simple_tag(takes_context=True)
def row_comments(context, evaluation) -> dict:
    """What the last return said of single rows, by their keys."""
    found = standing(evaluation, context["request"].user)
    comments = {}
    for said in found.last_event.row_comments if found.reason else ():
        comments.setdefault(UUID(said["key"]), []).append(said["comment"])
    return {key: "；".join(of_row) for key, of_row in comments.items()}
