"""What the pages of goals, results and statement have in common: which inputs they show, and how a row is called."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from budgets import cells
from budgets.models import Evaluation, Status
from budgets.saving import Attempt
from budgets.views import inputs
from indicators import rows
from indicators.models import AnnualGoal, Direction, Nature, Outcome, Statement, Tier

CHOICES = {
    "nature": tuple(Nature.choices),
    "direction": tuple(Direction.choices),
    "tier": tuple(Tier.choices),
    "outcome": tuple(Outcome.choices),
    "is_core": (("1", "是"),),
}
_KINDS = rows.GOAL_FIELDS | rows.TARGET_FIELDS | rows.ADJUSTMENT_FIELDS | rows.RESULT_FIELDS | rows.STATEMENT_FIELDS
# Mostly short, but what is longer shall be seen whole.
GROWING = frozenset({"name", "target", "adjusted_target", "actual"})
STATE_WORDS = {"conflict": "与他人冲突", "unreadable": "填写有误", "refused": "未保存"}


def next_step(evaluation: Evaluation) -> tuple[str, str]:
    """Address and name of what follows 目标与指标: results are of no concern before the targets are approved."""
    early = evaluation.status in {Status.TARGETS_DRAFT, Status.TARGETS_SUBMITTED}
    return ("check", "校验") if early else ("results", "完成情况")


def widget_of(name: str) -> str:
    """How a field is typed: "choice", "text" (long), "growing" (one line that grows) or "line"."""
    if name in CHOICES:
        return "choice"
    if name in GROWING:
        return "growing"
    return "text" if _KINDS[name] in {cells.TEXT, cells.ITEMS} else "line"


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


def cell_of(thing: Model, name: str, kinds: Mapping[str, cells.Kind], attempt: Attempt) -> inputs.Cell:
    """`kinds`: the fields of the thing that are open."""
    return inputs.cell(
        attempt,
        key_of(thing),
        name,
        stored=_KINDS[name].show(getattr(thing, name)),
        label=label_of(thing, name),
        whose=name_of(thing),
        is_open=name in kinds,
        options=CHOICES.get(name, ()),
    )


def cells_of(
    thing: Model, names: Iterable[str], kinds: Mapping[str, cells.Kind], attempt: Attempt
) -> dict[str, inputs.Cell]:
    return {name: cell_of(thing, name, kinds, attempt) for name in names}


def unsaved_cells(evaluation: Evaluation, attempt: Attempt) -> dict[tuple[str, str], inputs.Cell]:
    """Of the texts that could not be saved, those whose row still exists."""
    things = rows.things_of(evaluation, {key for key, _ in attempt.unsaved}) if attempt.unsaved else {}
    return {
        (key, name): cell_of(things[key], name, {}, attempt)
        for key, name in attempt.unsaved
        if key in things and name in _KINDS and hasattr(things[key], name)
    }


def row_state(of_row: Iterable[inputs.Cell]) -> dict[str, str]:
    """The word at the end of a row whose cells could not all be saved: the worst of them."""
    states = {cell.state for cell in of_row}
    state = next((worse for worse in STATE_WORDS if worse in states), "")
    return {"state": state, "state_word": STATE_WORDS.get(state, "")}
