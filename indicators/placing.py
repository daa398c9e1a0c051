"""Where a new row stands among the others of its goal: one level stands together, as the forms print it."""

import uuid
from collections.abc import Collection, Sequence

from budgets import ordering
from budgets.editing import Part, editing
from budgets.models import Evaluation
from indicators.models import Indicator


def place(row: Indicator, among: Sequence[Indicator]) -> int:
    """The index behind the last row of its 二级指标, else of its 一级指标, else behind them all."""
    same2 = [n for n, one in enumerate(among, 1) if (one.level1, one.level2) == (row.level1, row.level2)]
    same1 = [n for n, one in enumerate(among, 1) if one.level1 == row.level1]
    return (same2 or same1 or [len(among)])[-1]


def put_by_level(evaluation: Evaluation, goal_key: str, keys: Collection[uuid.UUID], *, by) -> None:
    """Those rows of the goal, in their order, each where it belongs; the others stay as they stand among each other."""
    with editing(evaluation, Part.TARGETS, by=by) as locked:
        rows = list(locked.indicators.filter(goal__key=goal_key))
        together = [row for row in rows if row.key not in keys]
        for row in rows:
            if row.key in keys:
                together.insert(place(row, together), row)
        ordering.renumber(together)
        locked.unchanged = together == rows
