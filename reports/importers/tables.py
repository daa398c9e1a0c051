"""Tables known by their headings, wherever they begin: indicators, goals, revenue and other money, head and foot.

Rows are read in one stream: a heading, a goal's band and a level hold until the next one, also across tables.
Takes what documents and workbooks are made of; a row of indicators is made from a row of a table and nothing else.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from reports.importers.apart import begins_a_part, is_head, is_heading_of_another, is_heading_without_values
from reports.importers.columns import Column, Row, Spot, cell, filled, kept, laid, under
from reports.importers.found import NOTHING, FoundGoal, FoundMoney, FoundRow, Label, Left, Tables, Words
from reports.importers.headings import (
    begins_another_form,
    finer_columns,
    goal_columns,
    indicator_columns,
    is_of_revenue,
    money_columns,
)
from reports.importers.heads import foot, leave, pairs, pairs_in, row_at, spending_over_amounts
from reports.importers.labels import (
    AMOUNTS,
    EMPTY,
    EMPTY_UNIT,
    bare,
    head_field,
    is_side_label,
    is_total,
    unit_in,
)
from reports.importers.sections import FORM_TITLE, REVENUE_TITLE, goal_heading
from reports.importers.source import Grid, Line
from reports.importers.words import folded, joined, lead_of

_WHOLE = re.compile(r"总额|总计|合计|整体支出|总支出|支出总|总预算|小计")
_SOURCE = re.compile(r"收入|拨款|补助|结转|结余|基金|资金|国有资本|收费|预算|其他")
# Left over from the empty form.
_TEMPLATE = re.compile(r"(?:三级)?指标\s*\d+(?:[：:]\s*[/／无—-]*)?|[…·.．/／]+|其他(?:指标)?")
_VALUES = ("target", "adjusted_target", "actual")


def read_tables(blocks: Iterable[Line | Grid]) -> Tables:
    """Linear in the number of cells."""
    stream = _Stream()
    for block in blocks:
        if isinstance(block, Line):
            stream.line(block)
        else:
            stream.grid(block)
    return stream.found


class _Stream:
    """mode: what the last heading announced: "rows", "money", "revenue", "goals" or ""."""

    def __init__(self) -> None:
        self.found = Tables()
        self._mode = ""
        self._columns: tuple[Column, ...] = ()
        self._width = 0
        self._unit = self._next_unit = ""
        self._goal = -1
        self._goals: dict[int, list[int]] = {}
        self._levels = {"level1": NOTHING, "level2": NOTHING}
        self._revenue_next = self._titled = False
        self._block = 0
        self._titles: set[str] = set()
        self._is_whole = False
        self._closed = False

    def line(self, line: Line) -> None:
        """Between tables: a goal's band, the unit of the next table, 单位名称：… 填报日期：…"""
        if len(line.text) <= 80 and FORM_TITLE.search(line.text):
            title = folded(line.text)
            if "整体" in title and not self._is_whole:
                self._prefer_what_follows()
            self._closed = self._closed or (bool(self.found.rows) and title not in self._titles)
            self._titles.add(title)
        if self._closed:
            return
        if goal := goal_heading(line.text):
            self._block = 0
            self._open_goal(goal, Words(goal[1], line.at))
            return
        if begins_a_part(line.text):
            self._mode = ""
        self._next_unit = unit_in(line.text) or self._next_unit
        self._revenue_next = self._revenue_next or REVENUE_TITLE.match(folded(line.text)) is not None
        pairs_in(self.found, line.text, line.at)

    def _prefer_what_follows(self) -> None:
        """The form of the whole department counts, not a table in the text or the form of a project before it."""
        self._is_whole, self._closed = True, False
        for row in self.found.rows:
            text = " | ".join(filter(None, (row.text("name"), row.text("target"), row.text("actual"))))
            self.found.left.append(Left(text, row.at, "后面另有部门整体自评表，以那张表为准"))
        if self.found.rows:
            self.found.rows, self.found.goals, self.found.columns = [], [], {}
            self._goals, self._goal = {}, -1

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
            if filled(row):
                skip = self._row(row, rows[index + 1] if index + 1 < len(rows) else ())

    def _row(self, row: Row, after: Row) -> bool:
        """Whether the next row belongs to this one, being the second half of a heading."""
        if self._closed or (self.found.rows and begins_another_form(row)):
            self._closed = True
            leave(self.found, row, "这属于另一张自评表，只导入第一张")
            return False
        if self._indicator_heading(row):
            return self._second_heading(after)
        if self._money_heading(row) or self._goals_heading(row) or self._band(row):
            return False
        if self._mode == "rows" and is_heading_without_values(row):
            self._mode = ""
        if spending_over_amounts(self.found, row, after, self._unit):
            return True
        steps = [self._note, self._at_foot, self._head]
        if self._mode == "rows":
            steps = [self._total, self._at_foot, self._indicator, self._head, self._note]
        elif self._mode in {"money", "revenue"}:
            steps = [self._amounts, self._note, self._at_foot, self._head]
        elif self._mode == "goals":
            steps = [self._goal_texts, self._note, self._at_foot, self._head]
        if not any(step(row) for step in steps):
            leave(self.found, row, "这一行没有读懂")
        return False

    # Headings

    def _indicator_heading(self, row: Row) -> bool:
        columns = indicator_columns(row)
        if not columns:
            return False
        self._columns, self._mode = columns, "rows"
        if self._block > 1:
            # Several goals are stated above a table of all their indicators: it does not say which is whose.
            self._goal = -1
        for column, spot in zip(columns, row, strict=True):
            self.found.columns.setdefault(column.field, Words(column.label, spot.square.at))
        return True

    def _second_heading(self, row: Row) -> bool:
        columns = finer_columns(self._columns, row)
        self._columns = columns or self._columns
        return columns is not None

    def _money_heading(self, row: Row) -> bool:
        columns = money_columns(row)
        if not columns:
            return False
        self._columns = columns
        self._mode = "revenue" if is_of_revenue(columns) or self._revenue_next else "money"
        self._titled, self._revenue_next = self._revenue_next, False
        self._unit = next((unit for spot in row if (unit := unit_in(spot.text))), "") or self._unit
        return True

    def _goals_heading(self, row: Row) -> bool:
        columns = goal_columns(row)
        if not columns:
            return False
        self._columns, self._mode, self._block = columns, "goals", 0
        return True

    def _band(self, row: Row) -> bool:
        """年度目标1：…, alone in its row or beside a label that runs down."""
        own = [spot for spot in filled(row) if not (is_side_label(spot.text) and not goal_heading(spot.text))]
        if self._mode == "goals" and sum(spot.own for spot in row) > 1:
            # It states a goal, be its other cells blank.
            return False
        if len(own) != 1 or not (goal := goal_heading(joined(own[0].text))):
            return False
        self._block = 0
        self._open_goal(goal, Words(goal[1], own[0].square.at))
        self._mode = "" if self._mode != "rows" else self._mode
        return True

    def _open_goal(self, goal: tuple[int, str], title: Words) -> None:
        for index in self._goals.get(goal[0], ()):
            known = self.found.goals[index]
            if not goal[1] or not known.title.text or folded(known.title.text) == folded(goal[1]):
                if not known.title.text:
                    self.found.goals[index] = replace(known, title=title)
                break
        else:
            index = self._add_goal(FoundGoal(goal[0], title))
        if index != self._goal:
            self._levels = {"level1": NOTHING, "level2": NOTHING}
        self._goal = index

    def _add_goal(self, goal: FoundGoal) -> int:
        self.found.goals.append(goal)
        self._goals.setdefault(goal.number, []).append(len(self.found.goals) - 1)
        return len(self.found.goals) - 1

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
        self._goal_beside(cells)
        self._carry_down(texts)
        stated = any(texts.get(field, NOTHING).text not in EMPTY_UNIT for field in (*_VALUES, "completion"))
        if not stated and _TEMPLATE.fullmatch(name.text.rstrip("：: ")):
            return True
        fields = {**texts, **{level: words for level, words in self._levels.items() if words.text}}
        self.found.rows.append(FoundRow(self._goal, row_at(row), fields))
        return True

    def _goal_beside(self, cells: dict[str, list[Spot]]) -> None:
        """年度目标1：… in a column of its own, beside the rows of that goal."""
        for spot in (*cells.get("goal", ()), *cells.get("", ())):
            text = joined(spot.text)
            goal = goal_heading(text)
            if not goal and text and spot in cells.get("goal", ()):
                number = joined("".join(each.text for each in cells.get("goal_number", ())))
                goal = (int(number) if re.fullmatch(r"\d{1,2}", number) else 0, text)
            if goal and spot.own:
                self._open_goal(goal, Words(goal[1], spot.square.at))

    def _carry_down(self, texts: dict[str, Words]) -> None:
        first, second = texts.get("level1", NOTHING), texts.get("level2", NOTHING)
        if first.text and first != self._levels["level1"]:
            self._levels = {"level1": first, "level2": NOTHING}
        if second.text:
            self._levels["level2"] = second

    def _total(self, row: Row) -> bool:
        own = filled(row)
        if not own or not is_total(own[0].text):
            return False
        if any(head_field(spot.text) for spot in own[1:]):
            return pairs(self.found, own, self._unit)
        # The label itself may reach below these columns.
        cells = under(self._columns, row)
        told = {"total_weight": cells.get("weight", ()), "total": cells.get("score", ())}
        for spot in own[1:]:
            name = next((name for name, spots in told.items() if spot in spots), "grade")
            self.found.labels.append(Label(name, own[0].text, Words(joined(spot.text), spot.square.at)))
        return True

    def _amounts(self, row: Row) -> bool:
        cells = {field: spots for field, spots in under(self._columns, row).items() if field}
        amounts = {field: cell(field, spots) for field, spots in cells.items()}
        stated = {field: words for field, words in amounts.items() if field in AMOUNTS and re.search(r"\d", words.text)}
        first = min((column.start for column in self._columns if column.field), default=0)
        labels = [
            spot
            for spot in filled(row)
            if spot.start < first
            and not any(spot in cells[field] for field in stated)
            and not (is_side_label(spot.text) and not head_field(spot.text))
        ]
        # 行次 is no name.
        label = joined((labels[0] if labels[-1].text.isdigit() else labels[-1]).text) if labels else ""
        known = [spot for spot in filled(row) if head_field(spot.text)]
        if len(known) <= 1 and labels and all(spot in labels or spot.text in EMPTY_UNIT for spot in filled(row)):
            # A kind of money that there is none of.
            return self._mode == "revenue" or len(row) > len(labels)
        if len(known) > 1 or (label and not stated and (self._mode == "money" or len(labels) != len(filled(row)))):
            return False
        if not label and not stated:
            return False
        amounts = {field: words for field, words in amounts.items() if words.text and words.text != label}
        kind = self._kind_of_money(label)
        if kind == "spending":
            leave(self.found, row, "这一项金额在自评表里没有对应的栏目，没有导入")
            return True
        self.found.money.append(FoundMoney(kind, label, row_at(row), self._unit, amounts))
        return True

    def _kind_of_money(self, label: str) -> str:
        """ "spending" for what is no source of money, nor 基本支出 or 项目支出 as a whole."""
        label = lead_of(re.split("[：:]", label)[-1]).rest or lead_of(label).rest
        words = bare(label)
        if self._mode == "revenue":
            if "支出" in words and not re.search(r"收入|拨款|结转|结余", words):
                head = head_field(label)
                return head if head in {"basic", "project"} else "spending"
            if is_total(words) or words.endswith(("总计", "合计")):
                return "revenue_total"
            return "revenue" if self._titled or _SOURCE.search(words) else "spending"
        if (head := head_field(label)) in {"basic", "project"}:
            return head
        if not words or _WHOLE.search(words):
            return "total"
        return "funding" if _SOURCE.search(words) and "支出" not in words else "spending"

    def _goal_texts(self, row: Row) -> bool:
        cells = under(self._columns, row)
        texts = {field: kept(spots) for field, spots in cells.items() if field}
        if not any(words.text not in EMPTY for words in texts.values()):
            return False
        self._block += 1
        first = texts.get("description") or texts.get("adjusted_description") or NOTHING
        head, _, rest = first.text.partition("\n")
        goal = goal_heading(head)
        if goal:
            self._open_goal(goal, Words(goal[1], first.at))
            texts["description"] = Words(rest.strip(), first.at)
        else:
            self._goal = self._add_goal(FoundGoal(0, NOTHING))
        blank = {field: NOTHING if words.text in EMPTY else words for field, words in texts.items()}
        self.found.goals[self._goal] = replace(self.found.goals[self._goal], **blank)
        return True

    # Head, foot, notes

    def _at_foot(self, row: Row) -> bool:
        return foot(self.found, row, in_rows=self._mode == "rows")

    def _head(self, row: Row) -> bool:
        return pairs(self.found, filled(row), self._unit)

    def _note(self, row: Row) -> bool:
        """A line of text in a row of its own: 单位：元, the title of the table, 单位名称：…, 备注"""
        own = filled(row)
        wide = len(own) <= 2 and all(len(spot.text) < 120 for spot in own)
        unit = next((unit for spot in own if (unit := unit_in(spot.text))), "") if wide else ""
        titles = [spot for spot in own if REVENUE_TITLE.match(folded(spot.text))]
        paired = [pairs_in(self.found, spot.text, spot.square.at) for spot in own] if wide else []
        if unit and (paired or len(own) == 1) and not any(head_field(spot.text) for spot in own):
            self._unit = unit
            return True
        if titles and len(own) <= 2:
            self._revenue_next = True
            return True
        return any(paired) or (len(own) == 1 and is_side_label(own[0].text))
