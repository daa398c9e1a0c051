"""What the pages of goals, results and statement have in common: inputs with what is in them, and what is not saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model

from budgets import cells
from indicators import rows
from indicators.models import AnnualGoal, Direction, Nature, Outcome, Statement, Tier
from indicators.views.saving import Attempt

CHOICES = {
    "nature": tuple(Nature.choices),
    "direction": tuple(Direction.choices),
    "tier": tuple(Tier.choices),
    "outcome": tuple(Outcome.choices),
    "is_core": (("1", "是"),),
}
_KINDS = (
    rows.GOAL_TARGET_FIELDS
    | rows.GOAL_RESULT_FIELDS
    | rows.TARGET_FIELDS
    | rows.ADJUSTMENT_FIELDS
    | rows.RESULT_FIELDS
    | rows.STATEMENT_FIELDS
)
# Mostly short, but what is longer shall be seen whole.
GROWING = frozenset({"name", "target", "adjusted_target", "actual"})
STATE_WORDS = {"conflict": "与他人冲突", "unreadable": "读不懂", "refused": "未保存"}
UNMET = frozenset({Outcome.PARTLY, Outcome.NOT_MET})


@dataclass(frozen=True)
class Cell:
    """One input on a page. `was`: what it will be compared with; `note`: why the text in it is not saved.

    state: "" or what `cells.Answer.status` says; theirs: what stands stored in a conflict; whose: whose field it is.
    """

    key: str
    field: str
    label: str
    whose: str
    text: str
    was: str
    is_open: bool
    state: str = ""
    note: str = ""
    theirs: str = ""

    @property
    def id(self) -> str:
        return f"{self.key}-{self.field}"

    @property
    def widget(self) -> str:
        if self.field in CHOICES:
            return "choice"
        if self.field in GROWING:
            return "growing"
        return "text" if _KINDS[self.field] in {cells.TEXT, cells.ITEMS} else "line"

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        return CHOICES[self.field]

    @property
    def shown(self) -> str:
        """For reading: words instead of codes."""
        return str(dict(CHOICES[self.field]).get(self.text, "")) if self.field in CHOICES else self.text


def key_of(thing: Model) -> str:
    return "statement" if isinstance(thing, Statement) else str(thing.key)


def label_of(thing: Model | type[Model], name: str) -> str:
    return str(thing._meta.get_field(name).verbose_name)


def name_of(thing: Model) -> str:
    """How a row is called in a sentence."""
    if isinstance(thing, Statement):
        return ""
    if isinstance(thing, AnnualGoal):
        return thing.title or f"第 {thing.position} 个年度目标"
    return thing.name or f"第 {thing.position} 行"


def cell_of(thing: Model, name: str, kinds: Mapping[str, cells.Kind], attempt: Attempt) -> Cell:
    """With the text that was typed, where that is not saved yet. `kinds`: the fields that are open."""
    key, kind = key_of(thing), _KINDS[name]
    stored = kind.show(getattr(thing, name))
    said = (key, name, label_of(thing, name), name_of(thing))
    if (key, name) not in attempt.unsaved:
        return Cell(*said, stored, stored, name in kinds)
    change, answer = attempt.unsaved[key, name]
    if answer is None:
        return Cell(*said, change.now, change.was, True, "refused", attempt.closed)
    if answer.status == "conflict":
        # Whoever saves again has now seen the other version.
        return Cell(*said, change.now, answer.stored, True, "conflict", answer.message, answer.stored)
    return Cell(*said, change.now, change.was, True, answer.status, answer.message)


def cells_of(thing: Model, names: Iterable[str], kinds: Mapping[str, cells.Kind], attempt: Attempt) -> dict[str, Cell]:
    return {name: cell_of(thing, name, kinds, attempt) for name in names}


def trouble(attempt: Attempt, things: Iterable[Model]) -> dict:
    """What a page says about texts that are not saved: problems with links, versions to choose from, homeless texts."""
    by_key = {key_of(thing): thing for thing in things}
    unsaved = [
        cell_of(by_key[key], name, {}, attempt) for key, name in attempt.unsaved if key in by_key and name in _KINDS
    ]
    return {
        "attempt": attempt,
        "problems": [{"text": _sentence(cell), "url": f"#{cell.id}"} for cell in unsaved],
        "conflicts": [cell for cell in unsaved if cell.state == "conflict"],
        # Whose row is gone: the text is shown, so that it can be copied.
        "homeless": [change.now for (key, _), (change, _) in attempt.unsaved.items() if key not in by_key],
    }


def row_state(of_row: Iterable[Cell]) -> dict[str, str]:
    """The word at the end of a row whose cells could not all be saved: the worst of them."""
    states = {cell.state for cell in of_row}
    state = next((worse for worse in STATE_WORDS if worse in states), "")
    return {"state": state, "state_word": STATE_WORDS.get(state, "")}


def _sentence(cell: Cell) -> str:
    where = f"{cell.whose}：{cell.label}" if cell.whose else cell.label
    return f"{where}：{cell.note}" if cell.note else where
