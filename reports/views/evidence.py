"""佐证材料 and 盖章扫描件: the lists, adding and removing, and the files themselves, which are only ever downloads."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from budgets.editing import Refused
from budgets.permissions import Permission, guarded, refusal
from reports import evidence as files
from reports import filetypes, moves, readable, shelf
from reports.standing import NOT_YET, standing
from reports.views.moves import evaluations

# The door of the indicators is open or closed for all of them.
_ANY = UUID(int=0)


@guarded(Permission.VIEW, evaluations)
@require_http_methods(["GET", "POST"])
def evidence(request, evaluation):
    """All files of the evaluation and the record of them; what is posted here is a stamped copy."""
    _require_anything_to_read(request.user, evaluation)
    if request.method == "POST":
        _require_right(request.user, evaluation, None)
        return _added(request, evaluation, None, _list_page)
    return _list_page(request, evaluation)


def _list_page(request, evaluation, trouble=(), status=200):
    found = standing(evaluation, request.user)
    last = None if found.reads_draft else readable.last_handed_over(evaluation)
    user = request.user
    context = {
        "evaluation": evaluation,
        "active_step": "evidence",
        "groups": _groups(evaluation, user),
        "record": [_line(one, last) for one in shelf.recorded(evaluation, user).select_related("content")],
        "stamps": files.may_attach(user, evaluation, None),
        "stamping_closed": files.closed(user, evaluation, None),
        "attaches": found.edits,
        "is_final": evaluation.status in moves.FINAL,
        "as_of": last if found.reads_older_facts else None,
        "problems": [{"text": sentence} for sentence in trouble],
        "accepted": filetypes.ACCEPTED,
    }
    return render(request, "reports/evidence.html", context, status=status)


def _groups(evaluation, user) -> list[tuple]:
    """Name, files, and whether he may take these away now."""
    groups = shelf.shelf(evaluation, user).groups
    keys = [found[0].indicator_key for _, found in groups if found[0].indicator_key]
    own = () if not keys or files.closed(user, evaluation, _ANY) else files.may_attach_to(user, evaluation, keys)
    unstamps = not files.closed(user, evaluation, None) and evaluation.status not in moves.FINAL
    return [
        (name, found, found[0].indicator_key in own if found[0].indicator_key else unstamps) for name, found in groups
    ]


def _line(one, last) -> dict:
    """last: the last that was handed over, for those who do not know of what was done since."""
    removed = one.removed_revision is not None and (last is None or one.removed_revision < last.revision)
    return {"file": one, "removed": removed, "kept": hasattr(one, "content")}


@guarded(Permission.VIEW, evaluations)
@require_http_methods(["GET", "POST"])
def evidence_of(request, evaluation, key):
    """Of one indicator: a page of its own, and for a script only the list in the panel under the row."""
    _require_right(request.user, evaluation, key)
    row = get_object_or_404(evaluation.indicators, key=key)

    def page(request, evaluation, trouble=(), status=200):
        context = {
            "evaluation": evaluation,
            "active_step": "results",
            "row": row,
            "files": shelf.shelf(evaluation, request.user).of(key),
            "why_closed": files.closed(request.user, evaluation, key),
            "problems": [{"text": sentence} for sentence in trouble],
            "accepted": filetypes.ACCEPTED,
            "endings": ",".join(filetypes.CONTENT_TYPES),
        }
        template = "reports/_evidence.html" if request.htmx else "reports/evidence_of.html"
        return render(request, template, context, status=status)

    return _added(request, evaluation, key, page) if request.method == "POST" else page(request, evaluation)


def _require_right(user, evaluation, key) -> None:
    if not files.may_attach(user, evaluation, key):
        raise PermissionDenied(refusal(Permission.EDIT))


def _added(request, evaluation, key, page):
    """Each file for itself: one that cannot be taken does not lose the others."""
    received = request.FILES.getlist("files")  # only now is it known what was not received
    trouble = [f"“{filetypes.clean_name(name)}”：{why}。" for name, why in getattr(request, "refused_uploads", ())]
    number = 0
    try:
        for posted in received:
            try:
                files.attach(evaluation, key, posted.name, posted.read(), by=request.user)
                number += 1
            except files.NotTaken as why:
                trouble.append(f"“{filetypes.clean_name(posted.name)}”：{why}。")
    except Refused as why:
        return page(request, evaluation, [str(why)], status=409)
    if trouble or not number:
        if number:
            messages.success(request, f"其余 {number} 个文件已保存")
        return page(request, evaluation, trouble or ["请先选择文件。"], status=422)
    if request.htmx:
        return page(request, evaluation)
    messages.success(request, f"已添加 {number} 个附件")
    return redirect("evidence_of", evaluation.pk, key) if key else redirect("evidence", evaluation.pk)


@guarded(Permission.VIEW, evaluations)
@require_http_methods(["GET", "POST"])
def evidence_removal(request, evaluation, number):
    """Asks once, naming the file."""
    _require_anything_to_read(request.user, evaluation)
    one = get_object_or_404(shelf.recorded(evaluation, request.user), pk=number)
    _require_right(request.user, evaluation, one.indicator_key)
    refused = files.closed(request.user, evaluation, one.indicator_key) or files.why_not_there(evaluation, one)
    if request.method == "POST":
        try:
            files.remove(one, by=request.user)
        except Refused as why:
            refused = str(why)
        else:
            messages.success(request, f"已移除“{one.name}”")
            return redirect(*_home_of(evaluation, one))
    back = reverse(_home_of(evaluation, one)[0], args=_home_of(evaluation, one)[1:])
    context = {"evaluation": evaluation, "active_step": "evidence", "file": one, "refused": refused, "back": back}
    status = 409 if refused and request.method == "POST" else 200
    return render(request, "reports/evidence_removal.html", context, status=status)


def _home_of(evaluation, one) -> tuple:
    """The page that it was taken from; of an indicator that is gone, the list of all."""
    there = one.indicator_key and evaluation.indicators.filter(key=one.indicator_key).exists()
    return ("evidence_of", evaluation.pk, one.indicator_key) if there else ("evidence", evaluation.pk)


def _require_anything_to_read(user, evaluation) -> None:
    if standing(evaluation, user).facts is None:
        raise PermissionDenied(NOT_YET)


@guarded(Permission.VIEW, evaluations)
@require_safe
def evidence_file(request, evaluation, number):
    """Never shown in a page of ours: what strangers made must not act in our name."""
    _require_anything_to_read(request.user, evaluation)
    one = get_object_or_404(shelf.readable(evaluation, request.user), pk=number)
    if one.content_type not in filetypes.WORDS:
        raise Http404
    response = HttpResponse(bytes(one.content.content), content_type=one.content_type)
    ending = one.name.rpartition(".")[2].lower()
    chinese = quote(one.name, safe="")
    response["Content-Disposition"] = f"attachment; filename=\"{one.pk}.{ending}\"; filename*=UTF-8''{chinese}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
