"""The 自评表: head, money, a band for each goal with its indicators, foot rows, notes. The layout says where.

Points come ready from `indicators.scoring`; where there are none, their cells are empty and their labels say nothing.
"""

from decimal import Decimal

from budgets.money import percent_text, to_wan
from budgets.totals import BASES
from indicators import funding
from indicators.execution import adjusted_total, budget_total, executed_total, execution_rate, initial_total
from indicators.facts import Facts, GoalFacts, Place, Row
from indicators.formulas import plain
from indicators.scoring import RowScore, Scores
from indicators.values import with_unit
from reports.compose.goals import by_level, goal_rows
from reports.compose.made import MADE
from reports.compose.numbering import date_text
from reports.compose.runs import (
    gap,
    gap_text,
    goal_place,
    grouped,
    lines_of,
    paragraph,
    row_place,
    sentence,
    source_place,
    statement_place,
    unlabelled,
    unstopped,
)
from reports.document import Cell, Heading, Paragraph, Part, Run, Table, TableRow
from reports.layouts import Column, FootRow, FormLayout, HeadCell, SignRow

_UNREACHED = {"partly", "not_met"}
_VALUES = ("target", "adjusted_target", "actual")
# Columns of points: what of the score, and how it is printed.
_POINTS = {"score": ("points", "score"), "weight": ("weight", "score"), "coefficient": ("coefficient", "score")}


def form(facts: Facts, layout: FormLayout, scores: Scores, *, awaits_signature: bool = False) -> Part:
    """`awaits_signature`: with places for signature and stamp underneath."""
    names = facts.department
    title = layout.form_title.format(
        year=facts.fiscal_year, full_name=names.full_name, form_name=names.form_name, short_name=names.short_name
    )
    return Part(
        name="form",
        title=title,
        orientation=layout.orientation,
        blocks=(
            paragraph("form.annex", [layout.annex_label], "label"),
            Heading(0, title, "form.title"),
            _filing_line(facts, layout),
            *_tables(facts, layout, scores),
            *([paragraph("form.notes", [layout.notes_label], "note")] if layout.notes_label else []),
            *(paragraph(f"form.note-{n}", [note], "note") for n, note in enumerate(layout.notes, start=1)),
            *_basis_note(facts, layout),
            *(_signature_lines(layout) if awaits_signature else ()),
        ),
    )


def _basis_note(facts: Facts, layout: FormLayout) -> list[Paragraph]:
    """本表预算数为调整后预算数；按年初预算数计算执行率为84.06%。 Where the rates do not differ there is nothing to say."""
    by_note, by_own = execution_rate(facts, layout.note_basis), execution_rate(facts)
    if not facts.basis_noted or by_note == by_own or by_note is None:
        return []
    number = f"{len(layout.notes) + 1}." if layout.notes else "注："
    words = f"{number}本表预算数为{BASES[facts.basis]}；按{BASES[layout.note_basis]}计算执行率为"
    told = [words, Run(percent_text(by_note), Place("budget", "evaluation", "basis_noted")), "。"]
    return [paragraph("form.note-basis", told, "note")]


def _signature_lines(layout: FormLayout) -> list[Paragraph]:
    """The last line, the date, stands right, as under a letter."""
    last = len(layout.sign_off)
    return [
        paragraph(f"form.sign-{n}", [line], "right" if n == last else "left")
        for n, line in enumerate(layout.sign_off, start=1)
    ]


def _filing_line(facts: Facts, layout: FormLayout) -> Paragraph:
    place = statement_place("filing_date")
    day = facts.statement.filing_date
    filed = Run(date_text(day), place) if day else gap("填报日期", place)
    name = f"{layout.name_label}{facts.department.form_name}"
    return paragraph("form.filing", [name, "　" * 6, layout.filing_label, filed], "left")


def _tables(facts: Facts, layout: FormLayout, scores: Scores) -> tuple[Table, ...]:
    """One table; where the indicators of all goals stand together two, so that their head is repeated on each page."""
    head = [_head_row(cells, facts, scores, keep=True) for cells in layout.head]
    head += goal_rows(facts, layout)
    tail = [_head_row(cells, facts, scores) for cells in layout.total]
    tail += [_foot_row(row, facts, layout) for row in layout.foot]
    tail += [_sign_row(row, layout) for row in layout.sign_rows]
    if not layout.bands:
        body = _indicator_rows(by_level(facts), layout, scores)
        return (
            Table(key="form", widths=layout.top_widths, rows=tuple(head)),
            Table(key="form.rows", widths=layout.widths, rows=(*body, *tail), header_rows=1, joined=True),
        )
    goals = [
        row for number, goal in enumerate(facts.goals, start=1) for row in _goal_rows(number, goal, layout, scores)
    ]
    return (Table(key="form", widths=layout.widths, rows=(*head, *goals, *tail)),)


def _sign_row(row: SignRow, layout: FormLayout) -> TableRow:
    return TableRow((Cell(row.label, role="label"), Cell(row.text, across=len(layout.widths) - 1, align="right")))


def _head_row(cells: tuple[HeadCell, ...], facts: Facts, scores: Scores, *, keep: bool = False) -> TableRow:
    return TableRow(tuple(_head_cell(cell, facts, scores) for cell in cells), keep=keep)


def _head_cell(cell: HeadCell, facts: Facts, scores: Scores) -> Cell:
    if cell.text:
        return Cell(cell.text, down=cell.down, across=cell.across, align="center")
    if not cell.field:
        return Cell(_label(cell.label, scores), role="label", down=cell.down, across=cell.across)
    value = _head_value(cell.field, facts, scores)
    return Cell(
        text=value.text,
        amount=value.amount,
        kind=value.kind,
        where=value.where,
        down=cell.down,
        across=cell.across,
        # Under their centred labels; amounts in a column of their own stand right by default.
        align="center",
    )


def _label(label: str, scores: Scores) -> str:
    weight = scores.execution.weight
    points = "" if weight is None else f"{plain(weight)}分"
    return label.format(points=points and f"（{points}）", times=points and f"（{points}×执行率）")


def _head_value(field: str, facts: Facts, scores: Scores) -> Cell:
    if field in {"full_name", "form_name", "short_name"}:
        return Cell(getattr(facts.department, field))
    if field == "filing_date":
        day = facts.statement.filing_date
        return Cell(date_text(day) if day else "", where=statement_place("filing_date"))
    if field in {"contact_name", "contact_phone"}:
        return Cell(getattr(facts.statement, field), where=statement_place(field))
    kind, _, column = field.partition(".")
    if column:
        return _of_funding(kind, column, facts)
    if field in {"basic", "project"}:
        return _wan(getattr(facts, field).executed, Place("budget", field, "executed"))
    executed = Place("budget", "basic", "executed")
    return {
        "initial": _wan(initial_total(facts), source_place(facts, "initial")),
        "adjusted": _wan(adjusted_total(facts), source_place(facts, "adjusted")),
        "budget": _wan(budget_total(facts), source_place(facts, facts.basis)),
        "executed": _wan(executed_total(facts), executed),
        "rate": Cell(amount=execution_rate(facts), kind="percent", where=executed),
        "execution_weight": Cell(amount=scores.execution.weight, kind="score", where=executed),
        "total_weight": Cell(amount=scores.total_weight, kind="score"),
        "execution_score": Cell(amount=scores.execution.points, kind="score", where=executed),
        "total": Cell(amount=scores.total, kind="score"),
        "grade": Cell(scores.grade),
    }[field]


def _of_funding(kind: str, column: str, facts: Facts) -> Cell:
    lines = funding.lines_of(facts, kind)
    where = Place("budget", lines[0].key, "executed" if column == "rate" else column) if lines else Place("budget")
    if column == "rate":
        return Cell(amount=funding.rate_of(facts, kind), kind="percent", where=where)
    return _wan(funding.amount(facts, kind, column), where)


def _wan(yuan: Decimal | None, where: Place) -> Cell:
    return Cell(amount=None if yuan is None else to_wan(yuan), kind="wan", where=where)


def _goal_rows(number: int, goal: GoalFacts, layout: FormLayout, scores: Scores) -> list[TableRow]:
    title = layout.goal_band.format(
        number=number, title=goal.title or gap_text("目标名称"), points=_goal_points(goal, scores)
    )
    band = Cell(title, role="band", across=len(layout.widths), where=goal_place(goal, "title"), align="left")
    return [TableRow((band,), keep=True), *_indicator_rows(goal.rows, layout, scores)]


def _indicator_rows(shown: tuple[Row, ...], layout: FormLayout, scores: Scores) -> list[TableRow]:
    """The table head and a row for each indicator."""
    labels = [Cell(column.label, role="head") for column in layout.columns]
    if layout.side_label:
        labels.insert(0, Cell(layout.side_label, role="label", down=1 + len(shown)))
    spans = _spans(shown, layout)
    rows = [
        TableRow(
            tuple(
                _indicator_cell(row, scores.of_row(row.key), column, layout, spans[index].get(column.field, 1))
                for column in layout.columns
                if spans[index].get(column.field, 1)
            )
        )
        for index, row in enumerate(shown)
    ]
    return [TableRow(tuple(labels), keep=bool(shown)), *rows]


def _goal_points(goal: GoalFacts, scores: Scores) -> str:
    """（40分）, once all its indicators have their weights."""
    weight = scores.of_goal(goal.key).weight
    if weight is None or not goal.rows or any(row.weight is None for row in goal.rows):
        return ""
    return f"（{plain(weight)}分）"


def _spans(rows: tuple[Row, ...], layout: FormLayout) -> list[dict[str, int]]:
    """How far down each merged column reaches from each row: 0 where the cell above covers it.

    A merged column is split wherever one to its left is: 社会效益指标 of two goals at level 1 stay apart.
    """
    spans: list[dict[str, int]] = [{} for _ in rows]
    groups = [list(enumerate(rows))]
    for column in layout.columns:
        if not column.merged:
            continue
        finer = []
        for group in groups:
            start = 0
            for _, members in grouped((row for _, row in group), column.field):
                part = group[start : start + len(members)]
                for offset, (index, _) in enumerate(part):
                    spans[index][column.field] = len(part) if offset == 0 else 0
                finer.append(part)
                start += len(members)
        groups = finer
    return spans


def _indicator_cell(row: Row, scored: RowScore, column: Column, layout: FormLayout, down: int) -> Cell:
    field = column.field
    if field in _POINTS:
        name, kind = _POINTS[field]
        where = row_place(row, "score" if field == "coefficient" else field)
        return Cell(amount=getattr(scored, name), kind=kind, down=down, where=where, align=column.align)
    if field in MADE:
        text, made_of = MADE[field](row)
        return Cell(text or layout.placeholder, down=down, where=row_place(row, made_of), align=column.align)
    values = {name: getattr(row, name) for name in _VALUES}
    # Where the layout has a column for the unit, it stands there.
    if not any(each.field == "unit" for each in layout.columns):
        values = {name: with_unit(text, row.unit) for name, text in values.items()}
    text = values[field] if field in values else getattr(row, field)
    apart = any(each.field == "adjusted_target" for each in layout.columns)
    if field == "target" and row.adjusted_target and not apart:
        text = layout.adjusted_target.format(target=values["target"], adjusted=values["adjusted_target"])
        field = "adjusted_target"
    if field == "name" and text and scored.weight is not None:
        text = layout.weighted_name.format(name=text, weight=plain(scored.weight))
    return Cell(text or layout.placeholder, down=down, where=row_place(row, field), align=column.align)


def _foot_row(foot: FootRow, facts: Facts, layout: FormLayout) -> TableRow:
    typed = getattr(facts.statement, foot.field).strip()
    text, place = (typed, statement_place(foot.field)) if typed else _generated(foot.field, facts, layout)
    label = Cell(foot.label, role="label")
    return TableRow((label, Cell(text, across=len(layout.widths) - 1, where=place, align="left")))


def _generated(field: str, facts: Facts, layout: FormLayout) -> tuple[str, Place]:
    """From the rows, so that the table cannot say 无 while the text has reasons, or measures in section four."""
    of_row, what = {
        "foot_reason": ("deviation_reason", "偏差原因"),
        "foot_improvement": ("improvement", "改进措施"),
    }[field]
    told = [(row, _of_row(row, of_row, what)) for _, row in facts.rows()]
    items = [f"{unstopped(row.name) or gap_text('指标名称')}：{text}" for row, text in told if text]
    if items:
        return _numbered(items), row_place(next(row for row, text in told if text), of_row)
    measures = [item for item in facts.statement.improvements if unstopped(item) not in {"", layout.foot_none}]
    if field == "foot_improvement" and measures:
        return _numbered([_one_line(item, what) for item in measures]), statement_place("improvements")
    decided = facts.goals and all(row.outcome for _, row in facts.rows())
    return (layout.foot_none if decided else layout.placeholder), statement_place(field)


def _of_row(row: Row, field: str, what: str) -> str:
    """ "" where the row has nothing to explain. Why its target was adjusted stands before why it was missed."""
    owes = getattr(row, field).strip() or row.outcome in _UNREACHED
    why = "；".join(unstopped(line) for line in lines_of(row.adjustment_reason)) if row.adjusted_target else ""
    adjusted = ""
    if field == "deviation_reason" and why:
        adjusted = f"目标值由{with_unit(row.target, row.unit)}调整为{with_unit(row.adjusted_target, row.unit)}，{why}。"
    return adjusted + (_one_line(getattr(row, field), what) if owes else "")


def _one_line(text: str, what: str) -> str:
    lines = [unstopped(line) for line in lines_of(unlabelled(text))]
    return sentence("；".join(lines)) if lines else gap_text(what)


def _numbered(items: list[str]) -> str:
    return "\n".join(f"{n}.{item}" for n, item in enumerate(items, start=1)) if len(items) > 1 else items[0]
