"""文档体检: a finished document is handed in, and whoever sent it reads what was found. Nobody else sees it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets.permissions import permitted
from indicators.claims import SECTION_NAMES, Contradiction
from indicators.findings import LEVEL_NAMES
from reports import filetypes, received
from reports.compose.checkup import MOST_UNREAD, checkup, stated, unlisted
from reports.examining import Examination, examine
from reports.importers.source import Unreadable
from reports.models import Received
from reports.renderers import pdf

_KIND = Received.Kind.EXAMINED
# Of a long document the page shows so many rows, and the report all of them.
_MOST_ROWS = 300


@dataclass(frozen=True)
class Piece:
    """Words of an excerpt; marked: the very figure that does not agree."""

    text: str
    marked: bool = False


@permitted()
@require_http_methods(["GET", "POST"])
def upload(request):
    if request.method != "POST":
        return _upload_page(request)
    posted = request.FILES.get("file")  # only now is it known what was not received
    if posted is None:
        refused = [f"“{filetypes.clean_name(name)}”：{why}。" for name, why in getattr(request, "refused_uploads", ())]
        return _upload_page(request, refused or ["请先选择文件。"], status=422)
    name, content = filetypes.clean_name(posted.name), posted.read()
    try:
        examine(name, content, today=timezone.localdate())
    except Unreadable as why:
        return _upload_page(request, [f"“{name}”：{_sentence(str(why))}"], status=422)
    one = received.receive(_KIND, name, content, by=request.user)
    return redirect("examined", one.key)


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def _upload_page(request, trouble=(), status=200):
    context = {
        "problems": [{"text": sentence, "url": "#file"} for sentence in trouble],
        "earlier": received.waiting(_KIND, by=request.user),
        "kept_days": received.KEPT_FOR.days,
    }
    return render(request, "reports/examine.html", context, status=status)


@permitted()
@require_safe
def examined(request, key):
    one = _own(request, key)
    examination = _examination(one)
    facts = examination.reading.facts
    rows = sum(len(goal.rows) for goal in facts.goals)
    context = {
        "one": one,
        "stated": stated(facts, len(examination.reading.unread)),
        "goals": list(enumerate(facts.goals, start=1)) if rows <= _MOST_ROWS else [],
        "rows": rows,
        "groups": _groups(examination),
        "counts": _counts(examination),
        "unread": examination.reading.unread[:MOST_UNREAD],
        "unread_count": len(examination.reading.unread),
        "unlisted": unlisted(examination),
    }
    return render(request, "reports/examined.html", context)


@permitted()
@require_safe
def report_pdf(request, key):
    one = _own(request, key)
    document = checkup(_examination(one), one.name, timezone.localtime(one.at).date())
    try:
        content = pdf.render(document)
    except pdf.Unavailable as missing:
        return render(request, "reports/examined_no_pdf.html", {"one": one, "sentence": missing}, status=503)
    response = HttpResponse(content, content_type=pdf.CONTENT_TYPE)
    chinese = quote(f"体检报告：{one.name.rpartition('.')[0] or one.name}.pdf", safe="")
    response["Content-Disposition"] = f"inline; filename=\"report.pdf\"; filename*=UTF-8''{chinese}"
    return response


def _own(request, key) -> Received:
    one = received.one_of(_KIND, key, by=request.user)
    if one is None:
        raise Http404("没有这份体检，或者它已经超过保存期限。请重新上传文件。")
    return one


def _examination(one: Received) -> Examination:
    try:
        return examine(one.name, bytes(one.content), today=timezone.localdate())
    except Unreadable as why:
        # It was taken before the program was renewed, which refuses it now.
        raise Http404(f"“{one.name}”：{_sentence(str(why))}") from why


def _groups(examination: Examination) -> list[dict]:
    groups = []
    for level, name in LEVEL_NAMES.items():
        these = [_shown(one) for one in examination.found if one.finding.level == level]
        if these:
            groups.append({"level": level, "name": name, "found": these})
    return groups


def _counts(examination: Examination) -> str:
    levels = [one.finding.level for one in examination.found]
    return " · ".join(f"{name} {levels.count(level)} 条" for level, name in LEVEL_NAMES.items())


def _shown(one: Contradiction) -> dict:
    excerpts = [
        {
            "pieces": list(pieces(excerpt.text, one.finding.figures)),
            "section": SECTION_NAMES.get(excerpt.section, ""),
            "at": excerpt.at,
        }
        for excerpt in one.excerpts
    ]
    return {"finding": one.finding, "excerpts": excerpts}


def pieces(text: str, figures: tuple[str, ...]) -> Iterator[Piece]:
    """The text with the figures of the finding marked where they stand in it."""
    wanted = {part for figure in figures for part in figure.split("→")[:1] if len(part.strip()) > 1 and part != text}
    if not wanted:
        yield Piece(text)
        return
    pattern = re.compile("|".join(rf"(?<![\d.,]){re.escape(part)}" for part in sorted(wanted, key=len, reverse=True)))
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()])
        yield Piece(match.group(), marked=True)
        end = match.end()
    if end < len(text):
        yield Piece(text[end:])
