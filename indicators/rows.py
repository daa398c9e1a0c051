"""Writing goals, indicators and the statement: which cells are open now, and adding, moving, removing rows."""

import uuid
from collections.abc import Callable

from budgets import cells, ordering
from budgets.editing import Part, Refused, editing, is_adjusting, open_parts
from budgets.models import Evaluation
from indicators.assignments import NOT_ASSIGNED, Own, own_goals
from indicators.facts import Row
from indicators.models import AnnualGoal, Direction, Indicator, Nature, Outcome, Tier
from indicators.proposed import DECIDING, next_outcome

GOAL_TARGET_FIELDS = {"title": cells.line(300), "description": cells.TEXT}
GOAL_ADJUSTMENT_FIELDS = {"adjusted_description": cells.TEXT}
GOAL_RESULT_FIELDS = {"achievement": cells.TEXT}
GOAL_FIELDS = GOAL_TARGET_FIELDS | GOAL_ADJUSTMENT_FIELDS | GOAL_RESULT_FIELDS
# What a person decides about the meaning of a value belongs to both stages.
_MEANING = {"nature": cells.choice(*Nature.values), "direction": cells.choice(*Direction.values)}
TARGET_FIELDS = _MEANING | {
    "level1": cells.line(100),
    "level2": cells.line(100),
    "name": cells.line(300),
    "target": cells.line(300),
    "unit": cells.line(50),
    "weight": cells.SCORE,
    "is_core": cells.FLAG,
    "criterion": cells.TEXT,
}
ADJUSTMENT_FIELDS = {
    "adjusted_target": cells.line(300),
    "adjustment_reason": cells.TEXT,
    "adjusted_on": cells.DATE,
}
RESULT_FIELDS = _MEANING | {
    "actual": cells.line(300),
    "tier": cells.choice(*Tier.values),
    "outcome": cells.choice(*Outcome.values),
    "analysis": cells.TEXT,
    "deviation_reason": cells.TEXT,
    "improvement": cells.TEXT,
    "score": cells.SCORE,
}
MOST_ROWS = 300  # added at once
# What a colleague writes of the goals assigned to him: what was reached and why. How the target is to be understood
# (指标性质, 方向) and how many points it is worth is for the preparer, who answers for the whole.
GOAL_ASSIGNED_FIELDS = GOAL_RESULT_FIELDS
ASSIGNED_FIELDS = {
    name: RESULT_FIELDS[name] for name in ("actual", "tier", "outcome", "analysis", "deviation_reason", "improvement")
}
STATEMENT_FIELDS = {
    "problems": cells.ITEMS,
    "improvements": cells.ITEMS,
    "foot_reason": cells.TEXT,
    "foot_improvement": cells.TEXT,
    "filing_date": cells.DATE,
    "conclusion": cells.TEXT,
    "unit_head": cells.line(50),
    "finance_head": cells.line(50),
    "contact_name": cells.line(50),
    "contact_phone": cells.line(50),
}


def open_fields(evaluation: Evaluation, thing: AnnualGoal | Indicator) -> dict[str, cells.Kind]:
    """The cells of this goal or indicator that may be written now.

    While targets are adjusted, an approved row takes only another target with its reason, and other points: a new
    row, which takes all, could get none otherwise.
    """
    parts = open_parts(evaluation)
    goal = isinstance(thing, AnnualGoal)
    fields: dict[str, cells.Kind] = {}
    if Part.TARGETS in parts and not thing.approved:
        fields |= GOAL_TARGET_FIELDS if goal else TARGET_FIELDS
    if Part.TARGETS in parts and (is_adjusting(evaluation) or Part.RESULTS in parts):
        fields |= GOAL_ADJUSTMENT_FIELDS if goal else ADJUSTMENT_FIELDS
    if is_adjusting(evaluation) and not goal:
        fields |= {"weight": cells.SCORE}
    if Part.RESULTS in parts:
        fields |= GOAL_RESULT_FIELDS if goal else RESULT_FIELDS
    return fields


def own_fields(evaluation: Evaluation, thing: AnnualGoal | Indicator, own: Own) -> dict[str, cells.Kind] | str:
    """Of `open_fields` those that this person may write (`assignments.own_goals`), or a sentence why none."""
    fields = open_fields(evaluation, thing)
    if own is None:
        return fields
    goal = isinstance(thing, AnnualGoal)
    if (thing.pk if goal else thing.goal_id) not in own:
        return NOT_ASSIGNED
    allowed = GOAL_ASSIGNED_FIELDS if goal else ASSIGNED_FIELDS
    return {name: kind for name, kind in fields.items() if name in allowed}


def things_of(evaluation: Evaluation, keys: set[str] | None = None) -> dict[str, AnnualGoal | Indicator]:
    """Goals and indicators by key; only those of `keys` where given."""
    goals = evaluation.goals.select_related("changed_by")
    indicators = evaluation.indicators.select_related("changed_by")
    if keys is not None:
        wanted = {key for key in keys if is_key(key)}
        goals, indicators = goals.filter(key__in=wanted), indicators.filter(key__in=wanted)
    return {str(thing.key): thing for thing in [*goals, *indicators]}


def is_key(text: str) -> bool:
    """What comes over HTTP may be no key at all."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


_ROW_FIELDS = [name for name in Row.__dataclass_fields__ if name != "key"]


def row_of(indicator: Indicator) -> Row:
    return Row(str(indicator.key), **{name: getattr(indicator, name) for name in _ROW_FIELDS})


def save_rows(evaluation: Evaluation, changes: list[cells.Change], *, by, proposes: bool = False) -> list[cells.Answer]:
    """Saves cells of goals and indicators, whichever of the two parts is open. proposes: see `save_typed`."""
    with editing(evaluation, Part.TARGETS, Part.RESULTS, by=by, assigned=True) as locked:
        own = own_goals(locked, by)
        things = things_of(locked, {change.key for change in changes})
        before = {key: row_of(thing) for key, thing in things.items() if isinstance(thing, Indicator) and proposes}
        answers = cells.save(changes, things, lambda thing: own_fields(locked, thing, own), by=by)
        for key in _may_propose(changes, answers) & before.keys():
            if "outcome" in open_fields(locked, things[key]):
                _propose(before[key], things[key])
        locked.unchanged = not any(answer.written for answer in answers)
    return answers


def save_typed(evaluation: Evaluation, changes: list[cells.Change], *, by) -> list[cells.Answer]:
    """As `save_rows`, of what a person types: 完成情况 follows the figures as long as nobody has chosen another."""
    return save_rows(evaluation, changes, by=by, proposes=True)


def _may_propose(changes: list[cells.Change], answers: list[cells.Answer]) -> set[str]:
    """Keys of rows in which something that decides was written, and the person did not speak of 完成情况 himself."""
    spoken = {change.key for change in changes if change.field == "outcome"}
    return {answer.key for answer in answers if answer.written and answer.field in DECIDING} - spoken


def _propose(before: Row, indicator: Indicator) -> None:
    outcome = next_outcome(before, row_of(indicator))
    if outcome != indicator.outcome:
        indicator.outcome = outcome
        indicator.save(update_fields=["outcome"])


def save_statement(evaluation: Evaluation, changes: list[cells.Change], *, by) -> list[cells.Answer]:
    with editing(evaluation, Part.STATEMENT, by=by) as locked:
        answers = cells.save(changes, {"statement": locked.statement}, lambda _: STATEMENT_FIELDS, by=by)
        locked.unchanged = not any(answer.written for answer in answers)
    return answers


def add_goal(evaluation: Evaluation, *, by, key: uuid.UUID | None = None) -> AnnualGoal:
    """A `key` that exists already is the same request come twice."""
    with editing(evaluation, Part.TARGETS, by=by) as locked:
        if key and (there := locked.goals.filter(key=key).first()):
            locked.unchanged = True
            return there
        goal = AnnualGoal(evaluation=locked, key=key or uuid.uuid4(), changed_by=by)
        return ordering.append(goal, locked.goals.all())


def add_indicator(evaluation: Evaluation, goal_key, *, by, key: uuid.UUID | None = None, after=None) -> Indicator:
    """Behind the row `after`, else behind the last of its goal, with that row's levels: one level stands together."""
    with editing(evaluation, Part.TARGETS, by=by) as locked:
        if key and (there := locked.indicators.filter(key=key).first()):
            locked.unchanged = True
            return there
        goal = locked.goals.filter(key=goal_key).first()
        if goal is None:
            raise Refused("这个年度目标已被删除，请从左侧的“目标与指标”重新打开")
        last = goal.indicators.last()
        above = (goal.indicators.filter(key=after).first() if after else None) or last
        levels = {"level1": above.level1, "level2": above.level2} if above else {}
        row = Indicator(evaluation=locked, goal=goal, key=key or uuid.uuid4(), changed_by=by, **levels)
        ordering.append(row, goal.indicators.all())
        if above != last:
            ordering.move(goal.indicators.all(), row.key, by_steps=above.position + 1 - row.position)
        return row


def add_indicators(evaluation: Evaluation, goal_key, keys: list[uuid.UUID], *, by) -> None:
    """As many blank rows behind the last one of the goal, for a block that is longer than the grid."""
    if len(keys) > MOST_ROWS:
        raise Refused(f"一次最多增加 {MOST_ROWS} 行，请分几次粘贴")
    with editing(evaluation, Part.TARGETS, by=by) as locked:
        goal = locked.goals.filter(key=goal_key).first()
        if goal is None:
            raise Refused("这个年度目标已被删除，请从左侧的“目标与指标”重新打开")
        there = {str(key) for key in locked.indicators.filter(key__in=keys).values_list("key", flat=True)}
        count = goal.indicators.count()
        missing = [key for key in keys if str(key) not in there]
        Indicator.objects.bulk_create(
            Indicator(evaluation=locked, goal=goal, key=key, changed_by=by, position=count + number)
            for number, key in enumerate(missing, 1)
        )
        locked.unchanged = not missing


def duplicate_indicator(evaluation: Evaluation, source, *, by, key: uuid.UUID | None = None) -> Indicator:
    """Right behind its source, with all that was promised. What was reached, and approved, is the source's alone."""
    with editing(evaluation, Part.TARGETS, by=by) as locked:
        if key and (there := locked.indicators.filter(key=key).first()):
            locked.unchanged = True
            return there
        model = locked.indicators.filter(key=source).select_related("goal").first()
        if model is None:
            raise Refused("这一行已被删除，请从左侧的“目标与指标”重新打开")
        promised = {name: getattr(model, name) for name in TARGET_FIELDS}
        row = Indicator(evaluation=locked, goal=model.goal, key=key or uuid.uuid4(), changed_by=by, **promised)
        siblings = model.goal.indicators.all()
        ordering.append(row, siblings)
        ordering.move(siblings.all(), row.key, by_steps=model.position + 1 - row.position)
        return row


def remove_goal(evaluation: Evaluation, key, *, by) -> bool:
    return _reshape(evaluation, by, lambda locked: _remove(locked.goals.all(), key))


def move_goal(evaluation: Evaluation, key, *, by_steps: int, by) -> bool:
    return _reshape(evaluation, by, lambda locked: _move(locked.goals.all(), key, by_steps))


def remove_indicator(evaluation: Evaluation, key, *, by) -> bool:
    return _reshape(evaluation, by, lambda locked: _remove(_siblings(locked, key), key))


def remove_indicators(evaluation: Evaluation, keys, *, by) -> bool:
    """All of them or, where one may not go, none."""

    def change(locked: Evaluation) -> bool:
        removed = [_remove(_siblings(locked, key), key) for key in keys]
        return any(removed)

    return _reshape(evaluation, by, change)


def take_back(evaluation: Evaluation, keys, *, by) -> bool:
    """Undoes the adding of rows. One into which somebody has written anything meanwhile stays."""

    def change(locked: Evaluation) -> bool:
        blank = [row.key for row in locked.indicators.filter(key__in=keys) if _is_blank(row)]
        removed = [_remove(_siblings(locked, key), key) for key in blank]
        return any(removed)

    return _reshape(evaluation, by, change)


def _is_blank(row: Indicator) -> bool:
    fields = (TARGET_FIELDS | ADJUSTMENT_FIELDS | RESULT_FIELDS).items()
    return not row.approved and not any(cells.show(row, name, kind) for name, kind in fields)


def move_indicator(evaluation: Evaluation, key, *, by_steps: int, by) -> bool:
    return _reshape(evaluation, by, lambda locked: _move(_siblings(locked, key), key, by_steps))


def arrange(evaluation: Evaluation, goal_keys: list[str], row_keys: dict[str, list[str]], *, by) -> bool:
    """Goals in this order, and in each goal (by its key) its rows."""

    def change(locked: Evaluation) -> bool:
        moved = [ordering.arrange(locked.goals.all(), goal_keys)]
        moved += [ordering.arrange(locked.indicators.filter(goal__key=goal), keys) for goal, keys in row_keys.items()]
        return any(moved)

    return _reshape(evaluation, by, change)


def _reshape(evaluation: Evaluation, by, change: Callable[[Evaluation], bool]) -> bool:
    with editing(evaluation, Part.TARGETS, by=by) as locked:
        changed = change(locked)
        locked.unchanged = not changed
    return changed


def _siblings(locked: Evaluation, key):
    return locked.indicators.filter(goal__indicators__key=key)


def _move(among, key, by_steps: int) -> bool:
    if among.filter(key=key, approved=True).exists():
        raise Refused("目标已经审核，它的位置不能改变。")
    return ordering.move(among, key, by_steps=by_steps)


def _remove(among, key) -> bool:
    thing = among.filter(key=key).first()
    if thing is not None and thing.approved:
        raise Refused("目标已经审核，这一行不能删除；确需取消请在“调整后目标值”中说明原因。")
    if isinstance(thing, AnnualGoal) and thing.indicators.filter(approved=True).exists():
        raise Refused("这个年度目标下有已审核的指标，不能删除。")
    return ordering.remove(among, key)
