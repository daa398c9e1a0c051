"""The indicators as plain rows for programs: one line each, as they were typed, nothing merged and nothing left out."""

from collections.abc import Callable
from decimal import Decimal

from indicators.facts import OUTCOMES, Facts, Row
from indicators.scoring import RowScore, Scores
from reports.document import Cell, Part, Table, TableRow

# Label, width in percent, and the cell of an indicator.
_COLUMNS: tuple[tuple[str, int, Callable[[Row, RowScore], Cell]], ...] = (
    ("一级指标", 5, lambda row, _: Cell(row.level1)),
    ("二级指标", 6, lambda row, _: Cell(row.level2)),
    ("三级指标", 12, lambda row, _: Cell(row.name)),
    ("年初目标值", 6, lambda row, _: Cell(row.target)),
    ("调整后目标值", 6, lambda row, _: Cell(row.adjusted_target)),
    ("计量单位", 4, lambda row, _: Cell(row.unit)),
    ("实际完成值", 6, lambda row, _: Cell(row.actual)),
    ("完成情况", 4, lambda row, _: Cell(OUTCOMES.get(row.outcome, ""))),
    ("分值", 3, lambda _, scored: Cell(amount=scored.weight, kind="score")),
    ("得分", 3, lambda _, scored: Cell(amount=scored.points, kind="score")),
    ("完成情况分析", 10, lambda row, _: Cell(row.analysis)),
    ("偏差原因", 5, lambda row, _: Cell(row.deviation_reason)),
    ("改进措施", 5, lambda row, _: Cell(row.improvement)),
    ("行标识", 13, lambda row, _: Cell(row.key)),
)


def rows(facts: Facts, scores: Scores) -> Part:
    labels = ("年度目标序号", "年度目标", *(label for label, _, _ in _COLUMNS))
    lines = [
        TableRow(
            (
                Cell(amount=Decimal(number), kind="score"),
                Cell(goal.title),
                *(cell(row, scores.of_row(row.key)) for _, _, cell in _COLUMNS),
            )
        )
        for number, goal in enumerate(facts.goals, start=1)
        for row in goal.rows
    ]
    table = Table(
        key="rows",
        widths=(5, 7, *(width for _, width, _ in _COLUMNS)),
        rows=(TableRow(tuple(Cell(label, role="head") for label in labels)), *lines),
        header_rows=1,
    )
    return Part("rows", "指标数据", (table,), "landscape")
