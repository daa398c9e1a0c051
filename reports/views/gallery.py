"""版式一览: every form as it prints, filled with the demonstration's figures."""

from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from budgets.permissions import permitted
from budgets.rulesets import RULE_SETS
from budgets.totals import BASES
from reports import issue
from reports.demo import example_in
from reports.layouts import LAYOUTS, FormLayout
from reports.renderers import html

_ORIENTATIONS = {"portrait": "竖排", "landscape": "横排"}


@permitted()
@require_safe
def layouts(request):
    shown = [_described(layout) for layout in LAYOUTS.values()]
    return render(request, "reports/layouts.html", {"layouts": shown})


@permitted()
@require_safe
def layout(request, name):
    if name not in LAYOUTS:
        raise Http404("没有这个版式。")
    facts = example_in(LAYOUTS[name])
    document = issue.composed(facts)
    fragment = html.fragment(issue.parts_of(document, "form"))
    context = {
        "layout": _described(LAYOUTS[name]),
        "others": [_described(other) for other in LAYOUTS.values()],
        "rules": RULE_SETS[facts.rule_set].title,
        "document": mark_safe(fragment),  # noqa: S308 our renderer escapes
    }
    return render(request, "reports/layout.html", context)


def _described(layout: FormLayout) -> dict:
    return {
        "name": layout.name,
        "title": layout.title,
        "orientation": _ORIENTATIONS[layout.orientation],
        "scored": "计分" if layout.scored else "不计分",
        "basis": BASES[layout.note_basis],
        "columns": "、".join(column.label for column in layout.columns),
    }
