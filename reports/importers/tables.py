"""Tables known by their headings, wherever they begin: indicators, goals, revenue and other money, head and foot.

Rows are read in one stream: a heading, a goal's band and a level hold until the next one, also across tables.
Takes what documents and workbooks are made of; a row of indicators is made from a row of a table and nothing else.
"""

from collections.abc import Iterable

from budgets.text import narrow
from reports.importers.apart import (
    begins_a_part,
    is_caption_of_another,
    is_head,
    is_heading_of_another,
    is_heading_without_values,
    is_of_the_template,
    is_out_of_place,
)
from reports.importers.columns import Column, Row, cell, filled, laid, under
from reports.importers.found import NOTHING, FoundRow, Left, Tables, Words
from reports.importers.found_goals import FoundGoals, goals_beside
from reports.importers.headings import (
    begins_another_form,
    finer_columns,
    finer_money,
    goal_columns,
    indicator_columns,
    is_head_of_project,
    is_of_projects,
    is_of_revenue,
    money_columns,
)
from reports.importers.heads import (
    ANOTHER_FORM,
    WHOLE_FOLLOWS,
    foot,
    leave,
    leave_what_follows,
    pairs,
    pairs_in,
    row_at,
    spending_over_amounts,
    total,
)
from reports.importers.inside import amounts_inside, whole_in_line
from reports.importers.labels import EMPTY_UNIT, head_field, is_side_label, unit_in
from reports.importers.money_rows import Money, amounts
from reports.importers.sections import FORM_TITLE, REVENUE_TITLE, goal_heading
from reports.importers.source import Grid, Line
from reports.importers.words import folded, joined

_VALUES = ("target", "adjusted_target", "actual")


def read_tables(blocks: Iterable[Line | Grid]) -> Tables:
    """Linear in the number of cells."""
    stream = _Stream()
    for block in blocks:
        if isinstance(block, Line):
            stream.line(block)
        else:
            stream.grid(block)
    return stream.close()


class _Stream:
    """mode: what the last heading announced: "rows", "money", "revenue", "goals" or ""."""

    def __init__(self) -> None:
        self.found = Tables()
        self._mode = ""
        self._columns: tuple[Column, ...] = ()
        self._width = 0
        self._unit = self._next_unit = ""
        self._goals = FoundGoals(self.found)
        self._levels, self._levels_of = {"level1": NOTHING, "level2": NOTHING}, -1
        self._revenue_next = self._titled = False
        self._titles: set[str] = set()
        self._is_whole = False
        # How much money and how many labels there were where the form of a project began.
        self._of_project: tuple[int, int] | None = None
        self._closed = self._project_next = False
        self._above: Row = ()

    def close(self) -> Tables:
        return self._goals.close()

    def line(self, line: Line) -> None:
        """Between tables: a goal's band, the unit of the next table, 单位名称：… 填报日期：…"""
        if len(line.text) <= 80 and FORM_TITLE.search(line.text):
            title = folded(line.text)
            if "整体" in title and not self._is_whole:
                self._prefer_what_follows()
            self._project_next = self._is_whole and "项目" in title and "整体" not in title
            self._closed = self._closed or (bool(self.found.rows) and title not in self._titles)
            self._titles.add(title)
        if self._closed:
            return
        if goal := goal_heading(line.text):
            self._goals.stated = 0
            self._goals.open(goal, Words(goal[1], line.at))
            return
        if begins_a_part(line.text):
            self._mode = ""
        self._next_unit = unit_in(line.text) or self._next_unit
        self._revenue_next = self._revenue_next or REVENUE_TITLE.match(folded(line.text)) is not None
        told = self._titles and (
            self._goals.announce(line.text, line.at)
            or whole_in_line(self.found, line.text, line.at, self._next_unit or self._unit)
        )
        if not told:
            pairs_in(self.found, line.text, line.at)

    def _prefer_what_follows(self) -> None:
        """The form of the whole department counts, not a table in the text or the form of a project before it."""
        self._is_whole, self._closed = True, False
        for row in self.found.rows:
            text = " | ".join(filter(None, (row.text("name"), row.text("target"), row.text("actual"))))
            self.found.left.append(Left(text, row.at, WHOLE_FOLLOWS))
        if self.found.rows:
            self.found.rows, self.found.columns = [], {}
            self._goals.forget()
        if self._of_project is not None:
            leave_what_follows(self.found, *self._of_project)

    def grid(self, grid: Grid) -> None:
        width = max((len(row) for row in grid.rows), default=0)
        if width != self._width and self._mode != "rows":
            self._mode = ""
        self._width = width
        self._unit, self._next_unit = self._next_unit, ""
        rows = laid(grid)
        first = next((row for row in rows if filled(row)), ())
        if self._mode == "rows" and is_heading_of_another(first):
            self._mode = ""
        skip = False
        for index, row in enumerate(rows):
            if skip:
                skip = False
                continue
            self._above = rows[index - 1] if index else ()
            if filled(row):
                skip = self._row(row, rows[index + 1] if index + 1 < len(rows) else ())

    def _row(self, row: Row, after: Row) -> bool:
        """Whether the next row belongs to this one, being the second half of a heading."""
        if (
            self._closed
            or (self.found.rows and begins_another_form(row))
            or (self._project_next and indicator_columns(row))
        ):
            self._closed = True
            leave(self.found, row, ANOTHER_FORM)
            return False
        self._begin(row, after)
        if self._indicator_heading(row):
            return self._second_heading(finer_columns(self._columns, after))
        if self._money_heading(row):
            return self._second_heading(finer_money(self._columns, after))
        if self._goals_heading(row) or self._band(row):
            return False
        if spending_over_amounts(self.found, row, after, self._unit):
            return True
        steps = [self._inside, self._note, self._at_foot, self._head]
        if self._mode == "rows":
            steps = [self._total, self._at_foot, self._indicator, self._head, self._note]
        elif self._mode in {"money", "revenue"}:
            steps = [self._inside, self._amounts, self._note, self._at_foot, self._head]
        elif self._mode == "goals":
            steps = [self._goal_texts, self._note, self._at_foot, self._head]
        if not any(step(row) for step in steps):
            leave(self.found, row, "这一行没有读懂")
        return False

    def _begin(self, row: Row, after: Row) -> None:
        """What the row begins beside being read: the form of a project, or a table that is none of indicators."""
        if self._of_project is None and not self._is_whole and is_head_of_project(row):
            self._of_project = (len(self.found.money), len(self.found.labels))
        if self._mode == "rows" and (is_heading_without_values(row) or is_caption_of_another(row, after)):
            self._mode = ""

    # Headings

    def _indicator_heading(self, row: Row) -> bool:
        columns = indicator_columns(row, self._above)
        if not columns:
            return False
        self._columns, self._mode = columns, "rows"
        self._goals.begin_rows()
        for column in columns:
            at = next(spot.square.at for spot in row if spot.start <= column.start < spot.end)
            self.found.columns.setdefault(column.field, Words(column.label, at))
        return True

    def _second_heading(self, columns: tuple[Column, ...] | None) -> bool:
        self._columns = columns or self._columns
        return columns is not None

    def _money_heading(self, row: Row) -> bool:
        columns = money_columns(row)
        if not columns:
            return False
        self._columns = columns
        self._mode = "revenue" if is_of_revenue(columns) or self._revenue_next else "money"
        if self._mode == "money" and is_of_projects(columns):
            self._mode = ""
        self._titled, self._revenue_next = self._revenue_next, False
        self._unit = next((unit for spot in row if (unit := unit_in(spot.text))), "") or self._unit
        return True

    def _goals_heading(self, row: Row) -> bool:
        columns = goal_columns(row)
        if not columns:
            return False
        self._columns, self._mode, self._goals.stated = columns, "goals", 0
        return True

    def _band(self, row: Row) -> bool:
        """年度目标1：…, alone in its row or beside a label that runs down."""
        own = [spot for spot in filled(row) if not (is_side_label(spot.text) and not goal_heading(spot.text))]
        if self._mode == "goals" and sum(spot.own for spot in row) > 1:
            # It states a goal, be its other cells blank.
            return False
        if len(own) != 1 or not (goal := goal_heading(joined(own[0].text))):
            return self._mode not in {"rows", "goals"} and self._goals.announce_beside(row)
        self._goals.stated = 0
        self._goals.open(goal, Words(goal[1], own[0].square.at))
        self._mode = "" if self._mode != "rows" else self._mode
        return True

    # Rows below a heading

    def _indicator(self, row: Row) -> bool:
        cells = under(self._columns, row)
        texts = {field: cell(field, spots) for field, spots in cells.items() if field}
        name = texts.get("name", NOTHING)
        own = [spot for spot in row if spot.own]
        if not name.text or not any(spot.own for spot in cells.get("name", ())) or len(own) < 2 or is_head(row):
            return False
        if not any(field in cells for field in ("target", "actual", "completion", "weight", "score")):
            return False
        if is_out_of_place(cells):
            return False
        for goal, at in goals_beside(cells):
            self._goals.open(goal, Words(goal[1], at))
        self._carry_down(texts)
        stated = any(texts.get(field, NOTHING).text not in EMPTY_UNIT for field in (*_VALUES, "completion"))
        if not stated and is_of_the_template(name.text):
            return True
        fields = {**texts, **{level: words for level, words in self._levels.items() if words.text}}
        self.found.rows.append(FoundRow(self._goals.current, row_at(row), fields))
        return True

    def _carry_down(self, texts: dict[str, Words]) -> None:
        if self._levels_of != self._goals.current:
            self._levels, self._levels_of = {"level1": NOTHING, "level2": NOTHING}, self._goals.current
        first, second = texts.get("level1", NOTHING), texts.get("level2", NOTHING)
        if first.text and first != self._levels["level1"]:
            self._levels = {"level1": first, "level2": NOTHING}
        if second.text:
            self._levels["level2"] = second

    def _total(self, row: Row) -> bool:
        return total(self.found, self._columns, row, self._unit)

    def _inside(self, row: Row) -> bool:
        return self._mode != "revenue" and amounts_inside(self.found, row, self._unit)

    def _amounts(self, row: Row) -> bool:
        return amounts(self.found, self._columns, row, Money(self._mode == "revenue", self._titled, self._unit))

    def _goal_texts(self, row: Row) -> bool:
        return self._goals.take(under(self._columns, row))

    # Head, foot, notes

    def _at_foot(self, row: Row) -> bool:
        return foot(self.found, row, in_rows=self._mode == "rows")

    def _head(self, row: Row) -> bool:
        return pairs(self.found, filled(row), self._unit)

    def _note(self, row: Row) -> bool:
        """A line of text in a row of its own: 单位：元, the title of the table, 单位名称：…, 备注"""
        own = filled(row)
        paired = all(":" in narrow(spot.text) for spot in own)
        wide = (len(own) <= 2 or paired) and all(len(spot.text) < 120 for spot in own)
        unit = next((unit for spot in own if (unit := unit_in(spot.text))), "") if wide else ""
        titles = [spot for spot in own if REVENUE_TITLE.match(folded(spot.text))]
        told = [pairs_in(self.found, spot.text, spot.square.at) for spot in own] if wide else []
        if unit and (told or len(own) == 1) and not any(head_field(spot.text) for spot in own):
            self._unit = unit
            return True
        if titles and len(own) <= 2:
            self._revenue_next = True
            return True
        return any(told) or (len(own) == 1 and is_side_label(own[0].text))
