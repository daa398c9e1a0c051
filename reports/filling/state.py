"""What stands in an evaluation now, cell by cell as its words, and which cells this person may write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from budgets import cells
from budgets.editing import Part, closed_sentence, is_adjusting, open_parts
from budgets.models import Evaluation, Status
from budgets.rulesets import RULE_SETS, RuleSet
from indicators import rows
from indicators.assignments import NOT_ASSIGNED, own_goals
from indicators.models import Indicator, Nature
from reports.filling.columns import COLUMNS, GOAL

KINDS = rows.TARGET_FIELDS | rows.ADJUSTMENT_FIELDS | rows.RESULT_FIELDS
_OF_ADJUSTMENT = ("adjusted_target", "adjustment_reason")
_OF_RESULTS = ("actual", "outcome", "tier", "score", "analysis", "deviation_reason", "improvement")


@dataclass(frozen=True)
class GoalHere:
    key: str
    number: int
    title: str
    own: bool

    @property
    def label(self) -> str:
        return f"年度目标{self.number}：{self.title}" if self.title else f"年度目标{self.number}"


@dataclass(frozen=True)
class Here:
    """values: as they are stored, as text. open: the kinds of the fields that this person may write now.

    why_not: a sentence, where he may write none of them at any time.
    """

    key: str
    goal: GoalHere
    values: Mapping[str, str]
    open: Mapping[str, cells.Kind]
    why_not: str = ""

    @property
    def name(self) -> str:
        return self.values["name"]


@dataclass(frozen=True)
class State:
    """fields: of the columns that are of any use now, in order. adds: whether rows may be added.

    closed: why nothing at all can be written now; "" where something can.
    """

    goals: tuple[GoalHere, ...]
    rows: tuple[Here, ...]
    fields: tuple[str, ...]
    adds: bool
    new: Mapping[str, cells.Kind]
    closed: str
    rules: RuleSet

    @property
    def own_rows(self) -> Iterator[Here]:
        return (row for row in self.rows if row.goal.own)


def state_of(evaluation: Evaluation, user) -> State:
    own = own_goals(evaluation, user)
    found = list(evaluation.goals.all())
    goals = {
        goal.pk: GoalHere(str(goal.key), goal.position, goal.title, own is None or goal.pk in own) for goal in found
    }
    indicators = list(evaluation.indicators.all())
    parts = open_parts(evaluation)
    adds = own is None and Part.TARGETS in parts
    return State(
        goals=tuple(goals.values()),
        rows=tuple(_here(evaluation, row, goals[row.goal_id], own) for row in indicators if row.goal_id in goals),
        fields=_fields(evaluation, indicators),
        adds=adds,
        new=rows.open_fields(evaluation, Indicator(evaluation=evaluation)) if adds else {},
        closed=_closed(evaluation, own),
        rules=RULE_SETS[evaluation.rule_set],
    )


def _here(evaluation: Evaluation, row: Indicator, goal: GoalHere, own) -> Here:
    kinds = rows.own_fields(evaluation, row, own)
    values = {name: cells.show(row, name, kind) for name, kind in KINDS.items()}
    if isinstance(kinds, str):
        return Here(str(row.key), goal, values, {}, kinds)
    return Here(str(row.key), goal, values, kinds)


def _closed(evaluation: Evaluation, own) -> str:
    parts = open_parts(evaluation)
    if own is not None and Part.RESULTS not in parts:
        return closed_sentence(evaluation, Part.RESULTS)
    if own is not None and not own:
        return f"还没有年度目标分给您填写。{NOT_ASSIGNED}。"
    if not {Part.TARGETS, Part.RESULTS} & parts:
        return closed_sentence(evaluation, Part.TARGETS, Part.RESULTS)
    return ""


def _fields(evaluation: Evaluation, indicators: list[Indicator]) -> tuple[str, ...]:
    """Nothing of adjustments before there can be one, no points unscored, no results before there are any."""

    def is_filled(*names: str) -> bool:
        return any(getattr(row, name) for row in indicators for name in names)

    shown = {GOAL, "level1", "level2", "name", "target"}
    if is_filled("unit") or Part.TARGETS in open_parts(evaluation):
        shown.add("unit")
    if is_adjusting(evaluation) or is_filled(*_OF_ADJUSTMENT):
        shown.update(_OF_ADJUSTMENT)
    if RULE_SETS[evaluation.rule_set].scored:
        shown.add("weight")
    early = evaluation.status in {Status.TARGETS_DRAFT, Status.TARGETS_SUBMITTED}
    if not early or is_filled("actual", "analysis"):
        shown.update(_OF_RESULTS)
        if not RULE_SETS[evaluation.rule_set].scored:
            shown.discard("score")
        if not any(row.tier or row.nature == Nature.QUALITATIVE for row in indicators):
            shown.discard("tier")
    return tuple(column.field for column in COLUMNS if column.field in shown)
