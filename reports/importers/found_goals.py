"""The goals that tables name or state, in the order in which they come, each once."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.importers.columns import Row, Spot, filled, kept
from reports.importers.found import NOTHING, FoundGoal, Left, Tables, Words
from reports.importers.labels import EMPTY, bare, is_side_label
from reports.importers.sections import goal_heading
from reports.importers.words import folded, joined

_ONE = re.compile(r"(?:年度|整体|总体|部门|绩效)+目标")
_ONE_IN_A_LINE = re.compile(rf"\s*(?P<label>{_ONE.pattern})\s*[：:]\s*(?P<goal>\S.*)", re.DOTALL)
_LONGEST_TITLE = 60


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
        # With what they were called: 总体目标 beside 年度目标 is of more years than one.
        self._announced: list[tuple[str, Words]] = []
        # How many goals were announced so: as long as there are no others, the next announcement is of the next.
        self._unnumbered = 0

    def announce(self, text: str, at: str) -> bool:
        """年度目标：… without a number: the one of the rows below, if no goal is numbered or stated in full."""
        match = _ONE_IN_A_LINE.fullmatch(text)
        if match:
            said = match["goal"].strip()
            if folded(said) not in {folded(one.text) for _, one in self._announced}:
                self._announced.append((match["label"], Words(said, at)))
        return match is not None

    def announce_beside(self, row: Row) -> bool:
        """年度总体目标 | … in a row of two cells."""
        own = filled(row)
        if len(own) == 1:
            return self.announce(own[0].text, own[0].square.at)
        if len(own) != 2 or not _ONE.fullmatch(bare(own[0].text)) or is_side_label(own[1].text):
            return False
        return self.announce(f"{bare(own[0].text)}：{own[1].text}", own[1].square.at)

    def begin_rows(self) -> None:
        """The heading of indicators: what was said of goals until here is all that is known of them."""
        self._end_of_statements()
        if self._announced and len(self._found.goals) == self._unnumbered:
            self._begin_announced()
        self.close()

    def _begin_announced(self) -> None:
        """Of several above one table it does not say whose its rows are. One that is said again goes on."""
        last = self._announced[-1][0]
        goals = [_unnumbered(one) for label, one in self._announced if label == last]
        known = [folded(goal.title.text or goal.description.text) for goal in self._found.goals]
        for goal in goals:
            words = folded(goal.title.text or goal.description.text)
            if words in known:
                self.current = known.index(words)
            else:
                self._add(goal)
        if len(goals) > 1:
            self.current = -1
        self._unnumbered = len(self._found.goals)
        self._announced = [pair for pair in self._announced if pair[0] != last]

    def close(self) -> Tables:
        """What was announced and is none of the goals is left over."""
        for _, one in self._announced:
            self._found.left.append(Left(one.text, one.at, "自评表里另有年度目标，这一句没有导入"))
        self._announced = []
        return self._found

    def _end_of_statements(self) -> None:
        """Several goals may be stated above a table of all their indicators: it does not say which is whose."""
        if self.stated > 1:
            self.current = -1

    def open(self, goal: tuple[int, str], title: Words) -> None:
        """What follows belongs to this goal."""
        for index in self._by_number.get(goal[0], ()):
            known = self._found.goals[index]
            if not goal[1] or not known.title.text or folded(known.title.text) == folded(goal[1]):
                if not known.title.text:
                    self._found.goals[index] = replace(known, title=title)
                self.current = index
                break
        else:
            self._add(FoundGoal(goal[0], title))

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


def _unnumbered(said: Words) -> FoundGoal:
    """Whole sentences are no title."""
    is_title = len(said.text) <= _LONGEST_TITLE and not re.search("[。；\n]", said.text)
    return FoundGoal(0, said) if is_title else FoundGoal(0, NOTHING, description=said)


def goals_beside(cells: dict[str, list[Spot]]) -> Iterator[tuple[tuple[int, str], str]]:
    """年度目标1：… in a column of its own, beside the rows of that goal; number and title, and where they stand."""
    for spot in (*cells.get("goal", ()), *cells.get("", ())):
        text = joined(spot.text)
        goal = goal_heading(text)
        if not goal and text and spot in cells.get("goal", ()):
            number = joined("".join(each.text for each in cells.get("goal_number", ())))
            goal = (int(number) if re.fullmatch(r"\d{1,2}", number) else 0, text)
        if goal and spot.own:
            yield goal, spot.square.at
