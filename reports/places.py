"""Places of facts as addresses of the fields in which they are typed, and as words."""

from collections.abc import Iterator
from urllib.parse import quote

from django.urls import reverse

from budgets.models import Evaluation
from indicators.facts import Facts, Place
from reports.document import Document, Heading, Paragraph
from reports.progress import STEP_NAMES, page_of

# An anchor for the whole page rather than for one field of it.
_NO_FIELD = {"", "rows"}


def field_url(evaluation: Evaluation, place: Place) -> str:
    """The page on which this place is filled in, with the anchor of its field."""
    page = page_of(place)
    if page == "goals":
        url = _goal_url(evaluation, place)
    else:
        url = reverse(page, args=[evaluation.pk])
    if not place.key or place.field in _NO_FIELD:
        return url
    return f"{url}#{quote(place.key)}-{quote(place.field)}"


def _goal_url(evaluation: Evaluation, place: Place) -> str:
    goal = place.key if place.step == "goals" else goals_of_rows(evaluation).get(place.key)
    if not goal:
        return reverse("goals", args=[evaluation.pk])
    return reverse("goal", args=[evaluation.pk, goal])


def goals_of_rows(evaluation: Evaluation) -> dict[str, str]:
    """Key of the goal by key of the row; asked once for each evaluation object, that is once per request."""
    if not hasattr(evaluation, "_goals_of_rows"):
        pairs = evaluation.indicators.order_by().values_list("key", "goal__key")
        evaluation._goals_of_rows = {str(row): str(goal) for row, goal in pairs}
    return evaluation._goals_of_rows


def place_words(facts: Facts, place: Place) -> str:
    """Where a finding is, in words: 完成情况 · 年度目标1 · 社工站覆盖率."""
    page = STEP_NAMES[page_of(place)]
    for number, goal in enumerate(facts.goals, 1):
        if goal.key == place.key:
            return f"{page} · 年度目标{number}"
        for row in goal.rows:
            if row.key == place.key:
                return f"{page} · 年度目标{number}" + (f" · {row.name}" if row.name else "")
    source = next((line.source for line in facts.revenue if line.key == place.key), "")
    return f"{page} · {source}" if source else page


def places_of(document: Document) -> Iterator[Place]:
    """All that a figure or a text of this document comes from, as they follow each other on paper."""
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Heading):
                found = [block.where]
            elif isinstance(block, Paragraph):
                found = [run.where for run in block.runs]
            else:
                found = [cell.where for row in block.rows for cell in row.cells]
            yield from (place for place in found if place)


def printed_at(places: list[Place], wanted: Place) -> Place | None:
    """The place itself where the document prints it, else another of the same row; None where there is neither."""
    if wanted in places:
        return wanted
    return next(
        (place for place in places if wanted.key and (place.step, place.key) == (wanted.step, wanted.key)), None
    )


def document_anchor(place: Place) -> str:
    return f"at-{place.step}-{place.key}-{place.field}"
