"""The goals in a form that states them apart from their indicators, and all indicators in one block by level."""

from indicators.facts import Facts, GoalFacts, Row
from reports.compose.runs import gap_text, goal_place
from reports.document import Cell, TableRow
from reports.layouts import FormLayout, GoalColumn


def goal_rows(facts: Facts, layout: FormLayout) -> list[TableRow]:
    """A head and a row for each goal; the label, if any, runs down beside them."""
    if not layout.goal_columns:
        return []
    head = [Cell(column.label, role="head", across=column.across) for column in layout.goal_columns]
    if layout.goals_label:
        head.insert(0, Cell(layout.goals_label, role="label", down=1 + max(len(facts.goals), 1)))
    if not facts.goals:
        empty = tuple(Cell(layout.placeholder, across=column.across) for column in layout.goal_columns)
        return [TableRow(tuple(head), keep=True), TableRow(empty)]
    rows = [
        TableRow(tuple(_goal_cell(number, goal, column, layout) for column in layout.goal_columns))
        for number, goal in enumerate(facts.goals, start=1)
    ]
    return [TableRow(tuple(head), keep=True), *rows]


def _goal_cell(number: int, goal: GoalFacts, column: GoalColumn, layout: FormLayout) -> Cell:
    """The first column names the goal, which has no band here: the title is printed nowhere else in such a form."""
    text = getattr(goal, column.field).strip()
    if column is layout.goal_columns[0]:
        title = layout.goal_band.format(number=number, title=goal.title or gap_text("目标名称"), points="")
        text = title if text in {"", goal.title.strip()} else f"{title}\n{text}"
    align = "left" if text else "center"
    return Cell(text or layout.placeholder, across=column.across, where=goal_place(goal, column.field), align=align)


def by_level(facts: Facts) -> tuple[Row, ...]:
    """The indicators of all goals, those of one level next to each other, levels in the order in which they appear."""
    groups: dict[str, dict[str, list[Row]]] = {}
    for _, row in facts.rows():
        groups.setdefault(row.level1, {}).setdefault(row.level2, []).append(row)
    return tuple(row for level1 in groups.values() for level2 in level1.values() for row in level2)
