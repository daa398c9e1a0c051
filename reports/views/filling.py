"""从 Excel 导入: the 填报表 to hand out, taking in what comes back, and the preview before anything is written."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from budgets.editing import Refused
from budgets.permissions import Permission, guarded, may
from indicators.models import Assignment
from indicators.rows import is_key
from reports import imports
from reports.filetypes import clean_name
from reports.filling import received, tables, taking
from reports.filling.comparing import compare
from reports.filling.state import state_of
from reports.filling.template import CONTENT_TYPE
from reports.views.moves import evaluations

_DONE = "imported"
_MOST_LINES = 300  # told on the page of the result, which the session keeps


@guarded(Permission.FILL, evaluations)
@require_safe
def table(request, evaluation):
    """?goal=KEY, ?person=NUMBER, or all of them; a colleague gets his own goals and no others."""
    state = state_of(evaluation, request.user)
    own = {goal.key: goal for goal in state.goals if goal.own}
    chosen, about = list(own), ""
    if (key := request.GET.get("goal", "")) and is_key(key):
        if key not in own:
            raise Http404("没有这个年度目标。")
        chosen, about = [key], f"年度目标{own[key].number}"
    elif person := request.GET.get("person", ""):
        chosen, about = _of_person(evaluation, person, own)
    content = tables.table_of(evaluation, state, chosen, about)
    department = evaluation.department
    name = f"填报表-{department.short_name}-{evaluation.fiscal_year}{f'-{about}' if about else ''}.xlsx"
    return _workbook(content, name)


def _of_person(evaluation, person, own):
    number = int(person) if person.isdecimal() and len(person) < 10 else 0
    held = list(Assignment.objects.filter(evaluation=evaluation, user=number).select_related("goal", "user"))
    keys = [str(one.goal.key) for one in held if str(one.goal.key) in own]
    if not keys:
        raise Http404("没有年度目标分给这个人填写。")
    return keys, held[0].user.display_name


def _workbook(content, name):
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = (
        f"attachment; filename=\"table.xlsx\"; filename*=UTF-8''{quote(clean_name(name), safe='')}"
    )
    return response


@guarded(Permission.FILL, evaluations)
@require_http_methods(["GET", "POST"])
def import_table(request, evaluation):
    state = state_of(evaluation, request.user)
    if request.method != "POST":
        return _upload_page(request, evaluation, state)
    if state.closed:
        return _upload_page(request, evaluation, state, status=409)
    posted, refused = _posted(request)
    if not posted:
        trouble = [f"“{name}”：{why}。" for name, why in refused] or ["请先选择文件。"]
        return _upload_page(request, evaluation, state, trouble, status=422)
    upload = received.keep(evaluation, posted, refused, by=request.user)
    return redirect("import_preview", evaluation.pk, upload.key)


def _posted(request):
    """Name and content of what can be read, and name and sentence of the rest."""
    files = request.FILES.getlist("files")  # only now is it known what was not received
    refused = [(clean_name(name), why) for name, why in getattr(request, "refused_uploads", ())]
    posted, unread = received.readable((one.name, one.read()) for one in files[: received.MOST_FILES])
    too_many = f"一次最多 {received.MOST_FILES} 个文件，这个文件没有读入，请再传一次"
    return posted, [*refused, *unread, *((clean_name(one.name), too_many) for one in files[received.MOST_FILES :])]


def _upload_page(request, evaluation, state, trouble=(), status=200):
    people = {}
    if may(request.user, Permission.EDIT, evaluation.department):
        for one in Assignment.objects.filter(evaluation=evaluation).select_related("user", "goal"):
            people.setdefault(one.user, []).append(one.goal.position)
    context = {
        "evaluation": evaluation,
        "active_step": "goals" if "actual" not in state.fields else "results",
        "state": state,
        "goals": [(goal, sum(row.goal == goal for row in state.rows)) for goal in state.goals if goal.own],
        "people": list(people.items()),
        "count": sum(1 for _ in state.own_rows),
        "last_import": imports.last(evaluation, by=request.user),
        "problems": [{"text": sentence} for sentence in trouble],
    }
    return render(request, "reports/import.html", context, status=status)


@guarded(Permission.FILL, evaluations)
@require_http_methods(["GET", "POST"])
def import_preview(request, evaluation, key):
    upload = received.find(evaluation, key, request.user)
    if upload is None:
        return _done(request, evaluation, key)
    if request.POST.get("do") == "drop":
        received.forget(upload)
        messages.info(request, "已放弃这次导入，什么都没有写入")
        return redirect("import_table", evaluation.pk)
    handed = received.read_upload(upload, evaluation)
    found = compare(handed, state_of(evaluation, request.user))
    if request.method != "POST":
        return _preview(request, evaluation, upload, handed, found)
    return _take(request, evaluation, upload, handed, found)


def _take(request, evaluation, upload, handed, found):
    tokens = set(request.POST.getlist("take"))
    if not tokens:
        return _preview(
            request,
            evaluation,
            upload,
            handed,
            found,
            ["没有勾选任何内容，请勾选后再确认。"],
            tokens=tokens,
            status=422,
        )
    try:
        with imports.noting(evaluation, _source(upload), by=request.user) as noted:
            taken = taking.take(evaluation, found, tokens, seed=upload.key, by=request.user)
    except Refused as refused:
        found = compare(handed, state_of(evaluation, request.user))
        reasons = [str(refused), *getattr(refused, "reasons", ())]
        return _preview(request, evaluation, upload, handed, found, reasons, tokens=tokens, status=409)
    received.forget(upload)
    request.session[_DONE] = {
        "key": str(upload.key),
        "import": str(noted.made.key) if noted.made else "",
        "cells": taken.cells,
        "added": taken.added,
        "followed": taken.followed,
        "blank": taken.blank,
        "lines": taken.lines[:_MOST_LINES],
        "left": len([one for one in found.told if one.kind != "blank"]),
    }
    return redirect("import_preview", evaluation.pk, upload.key)


def _source(upload):
    first, *others = upload.files
    return f"{first.name}等 {len(upload.files)} 个文件" if others else first.name


def _preview(request, evaluation, upload, handed, found, trouble=(), *, tokens=None, status=200):
    """tokens: what was ticked when it could not be taken; else what is proposed."""
    state = state_of(evaluation, request.user)
    context = {
        "evaluation": evaluation,
        "active_step": "goals" if "actual" not in state.fields else "results",
        "upload": upload,
        "files": [(one.file, len(one.sent)) for one in handed],
        "several": len(handed) > 1,
        "found": found,
        "groups": _by_goal(found, tokens),
        "told": found.told_by_kind(),
        "troubles": sum(one.kind != "blank" for one in found.told),
        "closed": state.closed,
        "problems": [{"text": sentence} for sentence in trouble],
    }
    return render(request, "reports/import_preview.html", context, status=status)


def _by_goal(found, tokens):
    """Changed and new rows under their goals, each cell with whether it is ticked."""
    groups = {}
    for row in found.changed:
        ticked = [(one, one.ticked if tokens is None else one.token in tokens) for one in row.cells]
        groups.setdefault(row.here.goal, ([], []))[0].append((row, ticked))
    for one in found.added:
        groups.setdefault(one.goal, ([], []))[1].append((one, tokens is None or one.token in tokens))
    return [(goal, *groups[goal]) for goal in sorted(groups, key=lambda goal: goal.number)]


def _done(request, evaluation, key):
    """What an import wrote, for whoever has just confirmed it; otherwise there is no such page."""
    done = request.session.get(_DONE, {})
    if done.get("key") != str(key):
        raise Http404("没有这次导入：它已经导入、已经放弃，或超过 7 天已删除。")
    state = state_of(evaluation, request.user)
    step = "goals" if "actual" not in state.fields else "results"
    made = imports.one_of(evaluation, done["import"], by=request.user) if done["import"] else None
    context = {"evaluation": evaluation, "active_step": step, "done": done, "step": step, "last_import": made}
    return render(request, "reports/import_done.html", context)


@guarded(Permission.FILL, evaluations)
@require_safe
def import_marked(request, evaluation, key):
    upload = received.find(evaluation, key, request.user)
    if upload is None:
        raise Http404("没有这次导入。")
    state = state_of(evaluation, request.user)
    handed = received.read_upload(upload, evaluation)
    content = tables.marked(evaluation, state, handed, compare(handed, state))
    return _workbook(content, f"导入说明-{evaluation.department.short_name}-{evaluation.fiscal_year}.xlsx")
