"""The evaluation of the year before, of the same department and scope: what was issued of it, else its draft.

Where the system holds none, what was read in from a document of an earlier year stands in for it. Asked once and kept with the evaluation object, which lives as long as its request.
"""

from collections.abc import Mapping

from django.db.models import F, Q

from budgets.editing import Part, is_adjusting, open_parts
from budgets.models import Evaluation
from indicators.facts import Facts, from_json
from indicators.gather import gather
from indicators.last_year import LastYear
from reports.models import EarlierDocument

_UNASKED = object()


def of(evaluation: Evaluation) -> LastYear | None:
    """At most seven queries; None where last year is not here or holds nothing."""
    kept = getattr(evaluation, "_last_year", _UNASKED)
    if kept is _UNASKED:
        before = _before(evaluation)
        kept = evaluation._last_year = LastYear(_facts(before, evaluation)) if before else None
    return kept


def _facts(before: Evaluation, evaluation: Evaluation) -> Facts:
    if before == evaluation:
        return from_json(EarlierDocument.objects.values_list("facts", flat=True).get(evaluation=evaluation))
    issued = before.issued_reports.order_by("-sequence").values_list("facts", flat=True).first()
    return from_json(issued) if issued else gather(before)


def _before(evaluation: Evaluation) -> Evaluation | None:
    """The evaluation itself, with the year as `document_year`, where only a document that was read in speaks of before."""
    in_system = Q(goals__isnull=False) | Q(revenue_lines__isnull=False)
    there = Evaluation.objects.filter(
        Q(
            in_system,
            department=evaluation.department_id,
            scope=evaluation.scope,
            fiscal_year=evaluation.fiscal_year - 1,
        )
        | Q(pk=evaluation.pk, earlier_document__isnull=False)
    )
    found = there.select_related("department").annotate(document_year=F("earlier_document__fiscal_year"))
    return found.order_by("fiscal_year").first()


def offered(evaluation: Evaluation) -> tuple[int, bool] | None:
    """The year that may be copied now, and whether a document says it: one query.

    Who adjusts approved targets is past the beginning of the year.
    """
    is_open = Part.TARGETS in open_parts(evaluation) and not is_adjusting(evaluation)
    before = _before(evaluation) if is_open else None
    if before is None:
        return None
    return (before.document_year, True) if before == evaluation else (before.fiscal_year, False)


def in_system(evaluation: Evaluation) -> bool:
    """Whether the system itself holds the year before: then no document is asked."""
    return _before(evaluation) not in {None, evaluation}


def document_of(evaluation: Evaluation) -> EarlierDocument | None:
    """The document that stands in for last year, without what it says; None where the system knows better."""
    if _before(evaluation) != evaluation:
        return None
    return EarlierDocument.objects.defer("facts").select_related("by").get(evaluation=evaluation)


def analyses(evaluation: Evaluation, facts: Facts) -> Mapping[str, str]:
    """For the checks: what was written last year of the rows of `facts`, by their key."""
    if not any(row.analysis for _, row in facts.rows()) or (last := of(evaluation)) is None:
        return {}
    copied = evaluation.indicators.filter(origin__isnull=False).values_list("key", "origin")
    return dict(last.analyses(facts, {str(key): str(origin) for key, origin in copied}))
