"""The files of an evaluation inside the pages of others: beside a row, below a document, with an issued report."""

from collections import Counter

from django import template

from reports import evidence as files
from reports import filetypes, shelf

register = template.Library()


def _shelf(context, evaluation):
    return shelf.shelf(evaluation, context["request"].user)


@register.simple_tag(takes_context=True)
def evidence_counts(context, evaluation) -> dict:
    """How many files each indicator has, by its key; the stamped copies are under None."""
    return Counter(one.indicator_key for one in _shelf(context, evaluation).files)


@register.inclusion_tag("reports/_evidence.html", takes_context=True)
def evidence_panel(context, evaluation, key):
    """In the panel of an indicator: its files, and the way to add some."""
    user = context["request"].user
    return {
        "evaluation": evaluation,
        "row": {"key": key},
        "files": _shelf(context, evaluation).of(key),
        "why_closed": files.closed(user, evaluation, key) or files.why_not_his(user, evaluation, key),
        "accepted": filetypes.ACCEPTED,
        "endings": ",".join(filetypes.CONTENT_TYPES),
    }


@register.inclusion_tag("reports/_evidence_links.html", takes_context=True)
def evidence_links(context, evaluation, key):
    """Beside a row, for reading."""
    return {"evaluation": evaluation, "files": _shelf(context, evaluation).of(key)}


@register.inclusion_tag("reports/_evidence_groups.html", takes_context=True)
def evidence_groups(context, evaluation):
    """All of them by indicator, for reading."""
    return {"evaluation": evaluation, "groups": _shelf(context, evaluation).groups}


@register.inclusion_tag("reports/_evidence_issued.html")
def evidence_issued(report):
    return {"evaluation_id": report.evaluation_id, "files": list(shelf.of_report(report))}


@register.filter
def size_in_words(size: int) -> str:
    """As file managers say it, never less than 1 KB."""
    if size >= files.MEGABYTE:
        return f"{size / files.MEGABYTE:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"


@register.filter
def type_in_words(content_type: str) -> str:
    return filetypes.WORDS.get(content_type, "")
