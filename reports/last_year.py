"""The evaluation of the year before, of the same department and scope: what was issued of it, else its draft.

Asked once and kept with the evaluation object, which lives as long as its request.
"""

from collections.abc import Mapping

from django.db.models import Q

from budgets.editing import Part, is_adjusting, open_parts
from budgets.models import Evaluation
from indicators.facts import Facts, from_json
from indicators.gather import gather
from indicators.last_year import LastYear

_UNASKED = object()


def of(evaluation: Evaluation) -> LastYear | None:
    """At most seven queries; None where last year is not here or holds nothing."""
    kept = getattr(evaluation, "_last_year", _UNASKED)
    if kept is _UNASKED:
        before = _before(evaluation)
        kept = evaluation._last_year = LastYear(_facts(before)) if before else None
    return kept


def _facts(before: Evaluation) -> Facts:
    issued = before.issued_reports.order_by("-sequence").values_list("facts", flat=True).first()
    return from_json(issued) if issued else gather(before)


def _before(evaluation: Evaluation) -> Evaluation | None:
    there = Evaluation.objects.filter(
        Q(goals__isnull=False) | Q(revenue_lines__isnull=False),
        department=evaluation.department_id,
        scope=evaluation.scope,
        fiscal_year=evaluation.fiscal_year - 1,
    )
    return there.select_related("department").first()


def is_offered(evaluation: Evaluation) -> bool:
    """Whether it may be copied now: one query. Who adjusts approved targets is past the beginning of the year."""
    is_open = Part.TARGETS in open_parts(evaluation) and not is_adjusting(evaluation)
    return is_open and _before(evaluation) is not None


def analyses(evaluation: Evaluation, facts: Facts) -> Mapping[str, str]:
    """For the checks: what was written last year of the rows of `facts`, by their key."""
    if not any(row.analysis for _, row in facts.rows()) or (last := of(evaluation)) is None:
        return {}
    copied = evaluation.indicators.filter(origin__isnull=False).values_list("key", "origin")
    return dict(last.analyses(facts, {str(key): str(origin) for key, origin in copied}))
