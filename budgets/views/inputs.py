"""One input of a page: what is in it, what it will be compared with, and why the text in it is not saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budgets.cells import Answer
from budgets.saving import Attempt


@dataclass(frozen=True)
class Cell:
    """state: "" or what `cells.Answer.status` says; theirs: what stands stored in a conflict; whose: whose field it is."""

    key: str
    field: str
    label: str
    text: str
    was: str
    whose: str = ""
    is_open: bool = True
    options: tuple[tuple[str, str], ...] = ()
    state: str = ""
    note: str = ""
    theirs: str = ""

    @property
    def id(self) -> str:
        return f"{self.key}-{self.field}"

    @property
    def name(self) -> str:
        return f"cell:{self.key}:{self.field}"

    @property
    def shown(self) -> str:
        """For reading: words instead of codes."""
        return str(dict(self.options).get(self.text, "")) if self.options else self.text


def cell(attempt: Attempt, key: str, name: str, *, stored: str, label: str, is_open: bool = True, **more) -> Cell:
    """With `stored`, or with the text that was typed, where that is not saved yet. more: `whose`, `options`."""
    if (key, name) not in attempt.unsaved:
        return Cell(key, name, label, stored, stored, is_open=is_open, **more)
    change, answer = attempt.unsaved[key, name]
    if answer is None:
        return Cell(key, name, label, change.now, change.was, state="refused", note=attempt.closed, **more)
    if answer.status == "conflict":
        # Whoever saves again has now seen the other version.
        seen = {"state": "conflict", "note": answer.message, "theirs": answer.stored}
        return Cell(key, name, label, change.now, answer.stored, **seen, **more)
    return Cell(key, name, label, change.now, change.was, state=answer.status, note=answer.message, **more)


def trouble(attempt: Attempt, shown: Iterable[Cell], elsewhere: Mapping[tuple[str, str], Cell] | None = None) -> dict:
    """For `_unsaved.html`: problems with links, versions to choose from, and typed texts that have no place here.

    shown: every cell of the page. elsewhere: cells of rows that exist, but are not on this page.
    """
    elsewhere = elsewhere or {}
    there = {(one.key, one.field): one for one in shown}
    unsaved = [there[place] for place in attempt.unsaved if place in there]
    return {
        "attempt": attempt,
        "problems": [{"text": _sentence(one), "url": f"#{one.id}"} for one in unsaved],
        "conflicts": [one for one in unsaved if one.state == "conflict"],
        "homeless": [
            {"text": change.now, "why": _why_homeless(attempt, answer, elsewhere.get(place))}
            for place, (change, answer) in attempt.unsaved.items()
            if place not in there
        ],
    }


def _why_homeless(attempt: Attempt, answer: Answer | None, cell: Cell | None) -> str:
    if cell:
        return _sentence(cell)
    return (answer.message if answer else attempt.closed).removesuffix("，未保存")


def _sentence(one: Cell) -> str:
    where = f"{one.whose}：{one.label}" if one.whose else one.label
    return f"{where}：{one.note}" if one.note else where
