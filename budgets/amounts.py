"""Writing the money of an evaluation: which cells there are, which are open, and the revenue lines' order."""

import uuid

from budgets import cells, ordering
from budgets.editing import Part, editing
from budgets.models import REVENUE_SOURCES, Basis, Evaluation, ExpenditureLine, RevenueLine, Status

_SOURCE = {"source": cells.line(100)}
_INITIAL = {"initial": cells.AMOUNT}
_LATER = {"adjusted": cells.AMOUNT}
_EXECUTED = {"executed": cells.AMOUNT}
REVENUE_FIELDS = _SOURCE | _INITIAL | _LATER | {"final": cells.AMOUNT} | _EXECUTED
EXPENDITURE_FIELDS = _INITIAL | _LATER | _EXECUTED
EVALUATION_FIELDS = {
    "carry_over": cells.AMOUNT,
    "basis": cells.choice(*Basis.values, blank=False),
    "basis_noted": cells.FLAG,
    "adjustment_reason": cells.TEXT,
    "low_execution_reason": cells.TEXT,
    "execution_note": cells.TEXT,
}


def fields_of(evaluation: Evaluation):
    """For `cells.save`. At the beginning of a year only 年初预算数 can be known, so nothing else is asked."""
    early = evaluation.status == Status.TARGETS_DRAFT

    def of(thing) -> dict[str, cells.Kind]:
        if isinstance(thing, RevenueLine):
            return _SOURCE | _INITIAL if early else REVENUE_FIELDS
        if isinstance(thing, ExpenditureLine):
            return _INITIAL if early else EXPENDITURE_FIELDS
        return {} if early else EVALUATION_FIELDS

    return of


def things_of(evaluation: Evaluation) -> dict[str, object]:
    """Everything in the budget that has cells, by key."""
    lines = {str(line.key): line for line in evaluation.revenue_lines.select_related("changed_by")}
    spent = {line.kind: line for line in evaluation.expenditure_lines.select_related("changed_by")}
    return lines | spent | {"evaluation": evaluation}


def save_budget(evaluation: Evaluation, changes: list[cells.Change], *, by) -> list[cells.Answer]:
    with editing(evaluation, Part.BUDGET, by=by) as locked:
        answers = cells.save(changes, things_of(locked), fields_of(locked), by=by)
        locked.unchanged = not any(answer.written for answer in answers)
    return answers


def add_revenue(evaluation: Evaluation, *, by, source: str = "", key: uuid.UUID | None = None) -> RevenueLine:
    """A `key` that exists already is the same request come twice; the line is then not added again."""
    with editing(evaluation, Part.BUDGET, by=by) as locked:
        if key and (there := locked.revenue_lines.filter(key=key).first()):
            locked.unchanged = True
            return there
        line = RevenueLine(evaluation=locked, key=key or uuid.uuid4(), source=source, changed_by=by)
        return ordering.append(line, locked.revenue_lines.all())


def add_usual_revenue(evaluation: Evaluation, *, by) -> bool:
    """The sources that nearly every unit has, where there is none yet: to type them is no work for a person."""
    with editing(evaluation, Part.BUDGET, by=by) as locked:
        if locked.revenue_lines.exists():
            locked.unchanged = True
            return False
        for source in REVENUE_SOURCES:
            ordering.append(RevenueLine(evaluation=locked, source=source, changed_by=by), locked.revenue_lines.all())
    return True


def remove_revenue(evaluation: Evaluation, key, *, by) -> bool:
    with editing(evaluation, Part.BUDGET, by=by) as locked:
        removed = ordering.remove(locked.revenue_lines.all(), key)
        locked.unchanged = not removed
    return removed


def move_revenue(evaluation: Evaluation, key, *, by_steps: int, by) -> bool:
    with editing(evaluation, Part.BUDGET, by=by) as locked:
        moved = ordering.move(locked.revenue_lines.all(), key, by_steps=by_steps)
        locked.unchanged = not moved
    return moved


def arrange_revenue(evaluation: Evaluation, keys: list[str], *, by) -> bool:
    with editing(evaluation, Part.BUDGET, by=by) as locked:
        moved = ordering.arrange(locked.revenue_lines.all(), keys)
        locked.unchanged = not moved
    return moved
