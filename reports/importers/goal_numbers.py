"""Goals whose numbers were typed wrong in one part: known by their titles, which another part counts right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from indicators.facts import Facts
from reports.importers.found import FoundGoal
from reports.importers.outline import Outline, Passage, Placed
from reports.importers.sections import goal_heading
from reports.importers.words import folded, joined

# Whose count is believed first: the form holds the facts.
_PARTS = ("form", "1.2", "2.2")


class GoalNumbers:
    """The number of each title, by part of the document."""

    def __init__(self, outline: Outline) -> None:
        told: dict[str, list[tuple[int, str]]] = {part: [] for part in _PARTS}
        for part, heading in _headings(outline):
            if part in told and heading not in told[part]:
                told[part].append(heading)
        self._counted = {
            part: {title: number for number, title in told[part]} for part in _PARTS if _counts(told[part])
        }

    def of(self, part: str, number: int, title: str) -> int:
        """As printed, unless a part that counts its goals right gives this very title another number."""
        before = _PARTS[: _PARTS.index(part)] if part in self._counted else _PARTS
        words = folded(title)
        known: Iterable[Mapping[str, int]] = (self._counted[one] for one in before if one in self._counted)
        return next((titles[words] for titles in known if words in titles), number)


def _counts(headings: list[tuple[int, str]]) -> bool:
    """1 to n, each with a title of its own."""
    titles = {title for _, title in headings}
    return [number for number, _ in headings] == list(range(1, len(titles) + 1)) and "" not in titles


def _headings(outline: Outline) -> Iterator[tuple[str, tuple[int, str]]]:
    for passage in outline.passages:
        if passage.role == "goal" and (heading := goal_heading(passage.text)):
            yield passage.section, (heading[0], folded(heading[1]))
    for placed in outline.tables:
        squares = (square for row in placed.grid.rows for square in row if square)
        for square in squares if placed.section == "form" else ():
            if heading := goal_heading(joined(square.text)):
                yield "form", (heading[0], folded(heading[1]))


def renumbered(outline: Outline) -> Outline:
    """With every passage under the goal that its heading means."""
    numbers = GoalNumbers(outline)
    made: list[Passage | Placed] = []
    # Of the last heading of a goal.
    printed = meant = 0
    for part in outline.parts:
        if isinstance(part, Passage) and part.role == "goal" and (heading := goal_heading(part.text)):
            printed, meant = heading[0], _meant(numbers, part, heading)
        is_below = isinstance(part, Passage) and part.goal == printed != meant
        made.append(replace(part, goal=meant) if is_below else part)
    return replace(outline, parts=tuple(made))


def _meant(numbers: GoalNumbers, passage: Passage, heading: tuple[int, str]) -> int:
    return numbers.of(passage.section, *heading) if passage.section in _PARTS else heading[0]


def renumbered_goals(goals: list[FoundGoal], outline: Outline) -> list[FoundGoal]:
    """Those of the form, by the text where the form miscounts them."""
    numbers = GoalNumbers(outline)
    return [replace(goal, number=numbers.of("form", goal.number, joined(goal.title.text))) for goal in goals]


def titles_of(goals: list[FoundGoal]) -> dict[str, int]:
    """The number of each goal of the form by the folded words of its title, for headings that say the title alone."""
    titles = [folded(joined(goal.title.text)) for goal in goals]
    return {
        title: goal.number or place
        for place, (goal, title) in enumerate(zip(goals, titles, strict=True), start=1)
        if title and titles.count(title) == 1
    }


def goal_key(heading: tuple[int, str], facts: Facts) -> str:
    """Of the goal that is called so, else of the one with this number."""
    titled = [goal.key for goal in facts.goals if heading[1] and folded(goal.title) == folded(heading[1])]
    if len(titled) == 1:
        return titled[0]
    return facts.goals[heading[0] - 1].key if 0 < heading[0] <= len(facts.goals) else ""
