"""Starting a year from the last: goals, indicators and sources of revenue copied as rows of their own.

What was planned is copied, what was reached is not. A row that is here already is left as it is.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from budgets import ordering
from budgets.editing import Part, editing, open_parts
from budgets.models import Evaluation, RevenueLine
from budgets.rulesets import RULE_SETS
from indicators.facts import Facts, GoalFacts, Row
from indicators.last_year import GoalHere, Offered, RowHere, offered
from indicators.models import AnnualGoal, Indicator
from indicators.placing import place

_COPIED = ("level1", "level2", "name", "target", "unit", "nature", "direction", "weight", "criterion", "is_core")


@dataclass(frozen=True)
class Copied:
    goals: int = 0
    rows: int = 0
    sources: int = 0

    def __bool__(self) -> bool:
        return any((self.goals, self.rows, self.sources))


def offer(last: Facts, evaluation: Evaluation) -> Offered:
    """Three queries. Without the sources where the budget is closed."""
    rows: dict[int, list[RowHere]] = {}
    for row in evaluation.indicators.all():
        rows.setdefault(row.goal_id, []).append(RowHere(_text(row.origin), row.name))
    goals = [
        GoalHere(str(goal.key), _text(goal.origin), goal.title, tuple(rows.get(goal.pk, ())))
        for goal in evaluation.goals.all()
    ]
    is_open = Part.BUDGET in open_parts(evaluation)
    there = evaluation.revenue_lines.values_list("source", flat=True)
    return offered(last, goals, there if is_open else [line.source for line in last.revenue])


def _text(origin: uuid.UUID | None) -> str:
    return str(origin) if origin else ""


def copy(last: Facts, evaluation: Evaluation, chosen: Collection[str], *, by) -> Copied:
    """chosen: keys of last year's goals, rows and sources; a row brings its goal along. Raises Refused.

    Asked a second time it finds everything here and writes nothing.
    """
    with editing(evaluation, Part.TARGETS, by=by) as locked:
        found = offer(last, locked)
        wanted = found.missing.intersection(chosen)
        goals = rows = 0
        for one in found.goals:
            of_goal = [row for row in one.goal.rows if row.key in wanted]
            if not of_goal and one.goal.key not in wanted:
                continue
            goal = _goal(one.goal, one.here, locked, by)
            goals += one.here is None
            rows += _add_rows(goal, of_goal, locked, by)
        copied = Copied(goals, rows, _add_sources(last, wanted & found.sources, locked, by))
        locked.unchanged = not copied
    return copied


def _goal(goal: GoalFacts, here: GoalHere | None, locked: Evaluation, by) -> AnnualGoal:
    if here:
        return locked.goals.get(key=here.key)
    new = AnnualGoal(
        evaluation=locked,
        title=goal.title,
        description=goal.description,
        origin=goal.key,
        changed_by=by,
        changed_at=timezone.now(),
    )
    return ordering.append(new, locked.goals.all())


def _add_rows(goal: AnnualGoal, rows: list[Row], locked: Evaluation, by) -> int:
    """Each behind the last row of its levels: one level stands together."""
    there = list(goal.indicators.all())
    new = [_row(row, goal, locked, by) for row in rows]
    together = list(there)
    for row in new:
        together.insert(place(row, together), row)
    for position, row in enumerate(together, start=1):
        row.position = position
    Indicator.objects.bulk_update(there, ["position"])
    Indicator.objects.bulk_create(new)
    return len(new)


def _row(row: Row, goal: AnnualGoal, locked: Evaluation, by) -> Indicator:
    texts = {name: getattr(row, name) for name in _COPIED}
    if not RULE_SETS[locked.rule_set].scored:
        # Nobody would see it, and it would go into the data all the same.
        texts["weight"] = None
    return Indicator(evaluation=locked, goal=goal, origin=row.key, changed_by=by, changed_at=timezone.now(), **texts)


def _add_sources(last: Facts, keys: Collection[str], locked: Evaluation, by) -> int:
    """Their names; the amounts are another year's."""
    new = [line for line in last.revenue if line.key in keys]
    for line in new:
        ordering.append(RevenueLine(evaluation=locked, source=line.source, changed_by=by), locked.revenue_lines.all())
    return len(new)
