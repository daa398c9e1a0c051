"""Evaluation → Facts in a fixed number of queries, and Facts → Evaluation through the door for writing."""

import uuid

from django.db import transaction

from budgets import amounts, cells
from budgets.models import Evaluation, ExpenditureLine
from indicators import rows
from indicators.facts import (
    VERSION,
    DepartmentNames,
    Expenditure,
    Facts,
    GoalFacts,
    Revenue,
    Row,
    StatementFacts,
)
from indicators.models import Statement

_GOAL_TEXTS = ("title", "description", "adjusted_description", "achievement")
_STATEMENT_TEXTS = [name for name in StatementFacts.__dataclass_fields__ if name not in {"problems", "improvements"}]
_EVALUATION_FIELDS = ["carry_over", "adjustment_reason", "low_execution_reason", "execution_note", "basis_noted"]


def gather(evaluation: Evaluation) -> Facts:
    """The facts as they stand now: five queries beside the evaluation itself."""
    department = evaluation.department
    spent = {line.kind: line for line in evaluation.expenditure_lines.all()}
    by_goal: dict[int, list[Row]] = {}
    for indicator in evaluation.indicators.order_by("position", "pk"):
        by_goal.setdefault(indicator.goal_id, []).append(rows.row_of(indicator))
    return Facts(
        version=VERSION,
        department=DepartmentNames(department.code, department.full_name, department.form_name, department.short_name),
        fiscal_year=evaluation.fiscal_year,
        scope=evaluation.scope,
        basis=evaluation.basis,
        rule_set=evaluation.rule_set,
        layout=evaluation.layout,
        revenue=tuple(_revenue(line) for line in evaluation.revenue_lines.all()),
        basic=_expenditure(spent.get("basic")),
        project=_expenditure(spent.get("project")),
        typed_in_wan=tuple(evaluation.typed_in_wan),
        goals=tuple(
            GoalFacts(
                key=str(goal.key),
                rows=tuple(by_goal.get(goal.pk, ())),
                **{name: getattr(goal, name) for name in _GOAL_TEXTS},
            )
            for goal in evaluation.goals.all()
        ),
        statement=_statement(evaluation),
        **{name: getattr(evaluation, name) for name in _EVALUATION_FIELDS},
    )


def _revenue(line) -> Revenue:
    amounts_of = {name: getattr(line, name) for name in ("initial", "adjusted", "final", "executed")}
    return Revenue(str(line.key), line.source, **amounts_of, typed_in_wan=tuple(line.typed_in_wan))


def _expenditure(line: ExpenditureLine | None) -> Expenditure:
    if line is None:
        return Expenditure()
    return Expenditure(line.initial, line.adjusted, line.executed, tuple(line.typed_in_wan))


def _statement(evaluation: Evaluation) -> StatementFacts:
    statement = Statement.objects.filter(evaluation=evaluation).first() or Statement()
    return StatementFacts(
        tuple(statement.problems),
        tuple(statement.improvements),
        **{name: getattr(statement, name) for name in _STATEMENT_TEXTS},
    )


def equip(evaluation: Evaluation) -> None:
    """The rows that every evaluation has from the day it is opened."""
    for kind in ExpenditureLine.Kind.values:
        ExpenditureLine.objects.create(evaluation=evaluation, kind=kind)
    Statement.objects.create(evaluation=evaluation)


@transaction.atomic
def store(facts: Facts, evaluation: Evaluation, *, by) -> list[cells.Answer]:
    """Makes the evaluation state what `facts` state, as one typing it would; answers other than "saved" are returned.

    Only what is open now is written; Refused leaves nothing changed. Department, year, scope, rule set and layout
    stay as they are.
    """
    current = gather(evaluation)
    _shape_revenue(facts, current, evaluation, by)
    _shape_goals(facts, current, evaluation, by)
    _arrange(facts, gather(evaluation), evaluation, by)
    current = gather(evaluation)
    answers = []
    # Nothing to write is no reason to knock: a part that is closed now may be stated as it stands.
    if changes := _budget_changes(facts, current):
        answers += amounts.save_budget(evaluation, changes, by=by)
    if changes := _row_changes(facts, current):
        answers += rows.save_rows(evaluation, changes, by=by)
    if changes := _statement_changes(facts, current):
        answers += rows.save_statement(evaluation, changes, by=by)
    return [answer for answer in answers if answer.status != "saved"]


def _shape_revenue(facts: Facts, current: Facts, evaluation: Evaluation, by) -> None:
    sources = _sources(current)
    for gone in set(sources) - set(_sources(facts)):
        amounts.remove_revenue(evaluation, gone, by=by)
    for key in _sources(facts):
        if key not in sources:
            amounts.add_revenue(evaluation, key=uuid.UUID(key), by=by)


def _shape_goals(facts: Facts, current: Facts, evaluation: Evaluation, by) -> None:
    """The same goals and indicators. A row that moved to another goal is made anew there."""
    there, wanted = _tree(current), _tree(facts)
    for goal, keys in there.items():
        for gone in set(keys) - set(wanted.get(goal, keys)):
            rows.remove_indicator(evaluation, gone, by=by)
    for gone in set(there) - set(wanted):
        rows.remove_goal(evaluation, gone, by=by)
    for goal, keys in wanted.items():
        if goal not in there:
            rows.add_goal(evaluation, key=uuid.UUID(goal), by=by)
        missing = [uuid.UUID(key) for key in keys if key not in there.get(goal, ())]
        for start in range(0, len(missing), rows.MOST_ROWS):
            rows.add_indicators(evaluation, goal, missing[start : start + rows.MOST_ROWS], by=by)


def _arrange(facts: Facts, current: Facts, evaluation: Evaluation, by) -> None:
    if _sources(facts) != _sources(current):
        amounts.arrange_revenue(evaluation, _sources(facts), by=by)
    wanted, there = _tree(facts), _tree(current)
    if list(wanted.items()) != list(there.items()):
        rows.arrange(evaluation, list(wanted), wanted, by=by)


def _sources(facts: Facts) -> list[str]:
    return [line.key for line in facts.revenue]


def _tree(facts: Facts) -> dict[str, list[str]]:
    """The keys of the rows by the key of their goal, both in order."""
    return {goal.key: [row.key for row in goal.rows] for goal in facts.goals}


def _texts(thing, kinds: dict[str, cells.Kind]) -> dict[str, str]:
    texts = {}
    for name, kind in kinds.items():
        value = getattr(thing, name)
        texts[name] = cells.show(thing, name, kind) if kind is cells.AMOUNT else kind.show(value)
    return texts


def _differences(key: str, wanted, current, kinds: dict[str, cells.Kind]) -> list[cells.Change]:
    was, now = _texts(current, kinds), _texts(wanted, kinds)
    return [cells.Change(key, name, was[name], now[name]) for name in kinds if was[name] != now[name]]


def _budget_changes(facts: Facts, current: Facts) -> list[cells.Change]:
    there = {line.key: line for line in current.revenue}
    changes = []
    for line in facts.revenue:
        changes += _differences(line.key, line, there[line.key], amounts.REVENUE_FIELDS)
    for kind in ("basic", "project"):
        changes += _differences(kind, getattr(facts, kind), getattr(current, kind), amounts.EXPENDITURE_FIELDS)
    return changes + _differences("evaluation", facts, current, amounts.EVALUATION_FIELDS)


def _row_changes(facts: Facts, current: Facts) -> list[cells.Change]:
    goals = {goal.key: goal for goal in current.goals}
    there = {row.key: row for _, row in current.rows()}
    changes = []
    for goal in facts.goals:
        changes += _differences(goal.key, goal, goals[goal.key], rows.GOAL_FIELDS)
    fields = rows.TARGET_FIELDS | rows.ADJUSTMENT_FIELDS | rows.RESULT_FIELDS
    for _, row in facts.rows():
        changes += _differences(row.key, row, there[row.key], fields)
    return changes


def _statement_changes(facts: Facts, current: Facts) -> list[cells.Change]:
    return _differences("statement", facts.statement, current.statement, rows.STATEMENT_FIELDS)
