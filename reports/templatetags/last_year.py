"""What pages of this year show of the last: the offer to copy it, and what it said of one row."""

from django import template
from django.urls import reverse

from budgets.editing import Part, open_parts
from indicators.models import Outcome
from indicators.values import with_unit
from reports import last_year
from reports.standing import standing

register = template.Library()


@register.simple_tag(takes_context=True)
def last_year_offer(context, evaluation):
    """Year and address of the page that copies; None where there is nothing to copy, or it is not his to do.

    read_in: it is a document that was read in, and no evaluation.
    """
    if not standing(evaluation, context["request"].user).mends or not (found := last_year.offered(evaluation)):
        return None
    return {"year": found[0], "read_in": found[1], "url": reverse("last_year", args=[evaluation.pk])}


@register.simple_tag(takes_context=True)
def document_offer(context, evaluation):
    """Address of 文档导入 where nothing was begun yet, and it is his to begin; else None."""
    found = standing(evaluation, context["request"].user)
    begins = found.mends and Part.TARGETS in open_parts(evaluation) and found.facts and not found.facts.goals
    return reverse("document_in", args=[evaluation.pk]) if begins else None


@register.inclusion_tag("reports/_last_year.html")
def last_year_of(evaluation, row, *, whole=False):
    """row: an indicator of a page that only the unit's own preparer opens. whole: with its analysis unfolded."""
    last = last_year.of(evaluation)
    behind = last.row_behind(str(row.origin or ""), row.name, row.goal.title) if last else None
    if behind is None:
        return {"row": None}
    return {
        "row": behind,
        "whole": whole,
        "year": last.facts.fiscal_year,
        "target": with_unit(behind.judged_target, behind.unit),
        "was": with_unit(behind.target, behind.unit) if behind.adjusted_target else "",
        "actual": with_unit(behind.actual, behind.unit),
        "outcome": Outcome(behind.outcome).label if behind.outcome else "",
    }
