"""撤销导入: what taking an import back would do, and doing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from budgets.editing import Part, Refused, open_parts
from budgets.permissions import Permission, guarded
from reports import imports
from reports.views.changes import shown
from reports.views.moves import evaluations

_MOST_SHOWN = 500


def undoable(said: str, noted: imports.Noted):
    """A message on what was imported, with the way back."""
    if noted.made is None:
        return said
    address = reverse("import_undo", args=[noted.made.evaluation_id, noted.made.key])
    return format_html('{}。<a href="{}">撤销这次导入…</a>', said, address)


@guarded(Permission.FILL, evaluations)
@require_http_methods(["GET", "POST"])
def import_undo(request, evaluation, key):
    made = imports.one_of(evaluation, key, by=request.user)
    step = "results" if Part.RESULTS in open_parts(evaluation) else "goals"
    if made is None:
        messages.info(request, imports.GONE.removesuffix("。"))
        return redirect("import_table", evaluation.pk)
    refused = ""
    if request.method == "POST":
        try:
            found = imports.take_back(key, evaluation, by=request.user)
        except Refused as why:
            refused = str(why)
        else:
            messages.success(request, _said(found))
            return redirect(step, evaluation.pk)
    found = imports.undoing(made, evaluation)
    why_not = "" if refused else imports.why_not(made, evaluation, by=request.user)
    context = {
        "evaluation": evaluation,
        "active_step": step,
        "step": step,
        "found": found,
        "things": _things(found.back[:_MOST_SHOWN]),
        "more": max(0, len(found.back) - _MOST_SHOWN),
        "refused": refused,
        "why_not": why_not,
    }
    return render(request, "reports/import_undo.html", context, status=409 if refused else 200)


def _said(found: imports.Undoing) -> str:
    kept = f"；后来又改过的 {len(found.kept)} 处保留" if found.kept else ""
    return f"已撤销“{found.made.name}”的导入，{len(found.back)} 处改回原样{kept}"


def _things(back) -> list[dict]:
    """What goes back of one thing, together."""
    things: dict[tuple[str, str], dict] = {}
    for one in back:
        thing = things.setdefault((one.place.key, one.thing), {"name": one.thing or "整体", "changes": []})
        thing["changes"].append(shown(one))
    return list(things.values())
