"""The goals that tables name or state, in the order in which they come, each once."""

from dataclasses import replace

from reports.importers.columns import Spot, kept
from reports.importers.found import NOTHING, FoundGoal, Tables, Words
from reports.importers.labels import EMPTY
from reports.importers.sections import goal_heading
from reports.importers.words import folded


class FoundGoals:
    """current: the index of the goal that rows belong to, -1 while it is not known.

    stated: how many goals the block stated that is being read.
    """

    def __init__(self, found: Tables) -> None:
        self._found = found
        self.forget()

    def forget(self) -> None:
        self._found.goals = []
        self._by_number: dict[int, list[int]] = {}
        self.current, self.stated = -1, 0

    def end_of_statements(self) -> None:
        """Several goals may be stated above a table of all their indicators: it does not say which is whose."""
        if self.stated > 1:
            self.current = -1

    def open(self, goal: tuple[int, str], title: Words) -> bool:
        """Whether rows belong to another goal than before."""
        before = self.current
        for index in self._by_number.get(goal[0], ()):
            known = self._found.goals[index]
            if not goal[1] or not known.title.text or folded(known.title.text) == folded(goal[1]):
                if not known.title.text:
                    self._found.goals[index] = replace(known, title=title)
                self.current = index
                break
        else:
            self._add(FoundGoal(goal[0], title))
        return self.current != before

    def take(self, cells: dict[str, list[Spot]]) -> bool:
        """A row below 预期目标 | 实际完成情况; whether it states anything."""
        texts = {field: kept(spots) for field, spots in cells.items() if field}
        if not any(words.text not in EMPTY for words in texts.values()):
            return False
        self.stated += 1
        first = texts.get("description") or texts.get("adjusted_description") or NOTHING
        head, _, rest = first.text.partition("\n")
        goal = goal_heading(head)
        if goal:
            self.open(goal, Words(goal[1], first.at))
            texts["description"] = Words(rest.strip(), first.at)
        else:
            self._add(FoundGoal(0, NOTHING))
        blank = {field: NOTHING if words.text in EMPTY else words for field, words in texts.items()}
        self._found.goals[self.current] = replace(self._found.goals[self.current], **blank)
        return True

    def _add(self, goal: FoundGoal) -> None:
        self._found.goals.append(goal)
        self._by_number.setdefault(goal.number, []).append(len(self._found.goals) - 1)
        self.current = len(self._found.goals) - 1
