"""The documents of an evaluation: drafts rendered on request, approved ones served from the store, byte for byte."""

import base64
import hashlib
import re
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from budgets.editing import Part, open_parts
from budgets.models import Evaluation, Status
from budgets.permissions import Permission, guarded, may
from indicators.facts import Facts, Place
from indicators.facts import from_json as facts_from_json
from reports import issue
from reports.document import Document
from reports.document import from_json as document_from_json
from reports.models import IssuedFile, IssuedReport
from reports.moves import FINAL
from reports.places import document_anchor, field_url, places_of, printed_at
from reports.points import explained
from reports.progress import page_of
from reports.readable import facts_for
from reports.renderers import html
from reports.renderers.pdf import Unavailable
from reports.shown import counts, shown
from reports.standing import NOT_YET, Standing, standing

# These are worked with elsewhere; everything else is read in the browser first.
_SAVED_NOT_SHOWN = {"xlsx", "docx"}

_PART_OF_PAGE = {
    "budget": Part.BUDGET,
    "goals": Part.TARGETS,
    "results": Part.RESULTS,
    "statement": Part.STATEMENT,
}
# Whose office it is to read the document against the findings, before it is signed or approved.
_JUDGES = {Permission.SIGN, Permission.REVIEW}
# At the beginning of a year the budget page asks for nothing else.
_EARLY_BUDGET = {"", "source", "initial"}


def _evaluations():
    return Evaluation.objects.select_related("department", "edited_by")


@guarded(Permission.VIEW, _evaluations)
@require_safe
def report(request, evaluation):
    """The report for reading, as a page of its own that can be printed; of an approved one the very file issued."""
    if evaluation.status in FINAL:
        return _stored(request, issue.latest(evaluation), "report.html")
    facts = _facts(evaluation, request.user)
    context = {
        "evaluation": evaluation,
        "document": mark_safe(html.fragment(_document(evaluation, facts, request.user))),  # noqa: S308 our renderer escapes
    }
    return render(request, "reports/report.html", context)


@guarded(Permission.VIEW, _evaluations)
@require_safe
def preview(request, evaluation):
    """The document inside the application, each figure leading to the field that it comes from."""
    found = standing(evaluation, request.user)
    if found.facts is None:
        raise PermissionDenied(NOT_YET)
    href = _links(evaluation, request.user)
    document = _document(evaluation, found.facts, request.user)
    remarks, anchors = _remarks(found, document)
    fragment = html.fragment(document, href=href, anchors=anchors)
    issued = issue.latest(evaluation) if evaluation.status in FINAL else None
    context = {
        "evaluation": evaluation,
        "active_step": "preview",
        "document": mark_safe(fragment),  # noqa: S308 our renderer escapes
        "linked": href is not None,
        "explained": _explained(found.facts, href),
        "remarks": remarks,
        "remarks_said": counts(remark["shown"] for remark in remarks),
        "issued": issued,
        # Reports were issued before there was this format.
        "has_word": issued is None or issued.files.filter(name="report.docx").exists(),
    }
    return render(request, "reports/preview.html", context)


def _explained(facts: Facts, href) -> dict | None:
    """How the scores came about, for the screen alone: it is no part of the document."""
    found = explained(facts)
    if found is None:
        return None
    goals = [(name, [(line, href(line.place) if href else None) for line in lines]) for name, lines in found.goals]
    return {"total": found.total, "goals": goals}


def _remarks(found: Standing, document: Document) -> tuple[list[dict], dict[Place, str]]:
    """For who has to judge the document now: the findings, each with the way to its place there; and those places."""
    if not any(offer.move.primary and offer.move.needs in _JUDGES for offer in found.offers):
        return [], {}
    places = list(places_of(document))
    remarks, anchors = [], {}
    for one in shown(found):
        place = printed_at(places, one.finding.place)
        if place:
            anchors[place] = document_anchor(place)
        remarks.append({"shown": one, "url": f"#{document_anchor(place)}" if place else ""})
    return remarks, anchors


@guarded(Permission.VIEW, _evaluations)
@require_safe
def report_pdf(request, evaluation):
    return _download(request, evaluation, "report.pdf")


@guarded(Permission.VIEW, _evaluations)
@require_safe
def report_docx(request, evaluation):
    return _download(request, evaluation, "report.docx")


@guarded(Permission.VIEW, _evaluations)
@require_safe
def form_pdf(request, evaluation):
    return _download(request, evaluation, "form.pdf")


@guarded(Permission.VIEW, _evaluations)
@require_safe
def form_xlsx(request, evaluation):
    return _download(request, evaluation, "form.xlsx")


@guarded(Permission.VIEW, _evaluations)
@require_safe
def data_json(request, evaluation):
    return _download(request, evaluation, issue.DATA)


@guarded(Permission.VIEW, _evaluations)
@require_safe
def issued_file(request, evaluation, sequence, name):
    """A file of an issued report, the present or an earlier one: what was issued stays readable."""
    _facts(evaluation, request.user)
    report = get_object_or_404(evaluation.issued_reports, sequence=sequence)
    return _stored(request, report, name)


def _facts(evaluation: Evaluation, user) -> Facts:
    facts = facts_for(evaluation, user)
    if facts is None:
        raise PermissionDenied(NOT_YET)
    return facts


def _links(evaluation: Evaluation, user):
    """Address by place, for what this person may write now; None where that is nothing."""
    open_now = open_parts(evaluation)
    if not open_now or not may(user, Permission.EDIT, evaluation.department):
        return None

    def href(place: Place) -> str | None:
        page = page_of(place)
        early = evaluation.status == Status.TARGETS_DRAFT and page == "budget" and place.field not in _EARLY_BUDGET
        return field_url(evaluation, place) if _PART_OF_PAGE[page] in open_now and not early else None

    return href


def _document(evaluation: Evaluation, facts: Facts, user) -> Document:
    if evaluation.status in FINAL:
        return document_from_json(issue.latest(evaluation).document)
    handed_over = not may(user, Permission.READ_DRAFT, evaluation.department)
    return issue.composed(facts, mark=issue.mark_of(evaluation, handed_over=handed_over))


def _download(request, evaluation: Evaluation, name: str) -> HttpResponse:
    if evaluation.status in FINAL:
        return _stored(request, issue.latest(evaluation), name)
    facts = _facts(evaluation, request.user)
    if name == issue.DATA:
        return _response(facts, name, "application/json", issue.data_bytes(facts))
    try:
        content_type, content = issue.kept(_document(evaluation, facts, request.user), name)
    except Unavailable as missing:
        return render(request, "reports/unavailable.html", {"evaluation": evaluation, "sentence": missing}, status=503)
    return _response(facts, name, content_type, content)


def _stored(request, report: IssuedReport, name: str) -> HttpResponse:
    try:
        file = report.files.get(name=name)
    except IssuedFile.DoesNotExist:
        raise Http404("这份报告没有这种格式的文件。") from None
    content = bytes(file.content)
    if request.headers.get("If-None-Match") == f'"{file.sha256}"':
        response = HttpResponseNotModified()
    else:
        response = _response(facts_from_json(report.facts), name, file.content_type, content)
        response["ETag"] = f'"{file.sha256}"'
    if name == "report.html":
        response["Content-Security-Policy"] = _own_style_alone(content)
    return response


def _own_style_alone(page: bytes) -> str:
    """The policy of a page that was frozen with its stylesheet: this one is obeyed, and nothing else is loaded or run."""
    digests = [hashlib.sha256(style).digest() for style in re.findall(rb"<style>(.*?)</style>", page, re.DOTALL)]
    styles = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


def _response(facts: Facts, name: str, content_type: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    how = "attachment" if name.rpartition(".")[2] in _SAVED_NOT_SHOWN else "inline"
    # RFC 5987 carries the Chinese name; old programs take the plain one.
    chinese = quote(issue.download_name(facts, name))
    response["Content-Disposition"] = f"{how}; filename=\"{name}\"; filename*=UTF-8''{chinese}"
    return response
