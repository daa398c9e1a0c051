"""What the tables of a document say: the form's head, rows and foot, and the lines and totals of the revenue table."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, Place, Row
from reports.importers.claimed_rows import claims_of_goal
from reports.importers.claimed_words import says_all
from reports.importers.columns import laid
from reports.importers.excerpts import clipped
from reports.importers.headings import is_head_of_project
from reports.importers.labels import bare, unit_in
from reports.importers.outline import Outline, Passage, Placed
from reports.importers.sections import goal_heading
from reports.importers.source import Grid, Square, row_of
from reports.importers.words import depth_of, folded, is_level, joined, lead_of, level_of

_AMOUNT = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
_PERCENT = re.compile(r"\d+(?:\.\d+)?\s*[%％]")
_TOTAL = re.compile(r"(?:总计|合计|总合计|收入合计|收入总计)")
_COLUMNS = (
    ("final", re.compile("决算数")),
    ("adjusted", re.compile("调整|全年预算")),
    ("initial", re.compile("年初")),
)
_OF_THE_WHOLE = re.compile("部门整体支出总额|年度资金总额|部门整体支出|资金总额|(?:部门)?预算执行情况")
_HEAD = (
    ("execution_score", re.compile("^得分|执行率得分")),
    ("execution_weight", re.compile("^分值|执行率权重")),
    ("execution_rate", re.compile("执行率(?!.*(?:权重|得分|分值))")),
    ("executed", re.compile("执行数")),
    ("initial", re.compile("年初预算数")),
    ("adjusted", re.compile("(?:全年|调整后?).{0,4}预算数")),
    ("budget", re.compile("预算数")),
)
_LABELLED = (
    ("basic", re.compile("基本支出(?:总额)?")),
    ("project", re.compile("项目支出(?:总额)?")),
)
_FOOT = (
    ("foot_reason", re.compile("(?:偏差大或)?(?:目标)?未完成原因分析|偏差大或目标未完成原因分析")),
    ("foot_improvement", re.compile("改进措施(?:及结果应用方案)?")),
)


def claims_of_tables(outline: Outline, facts: Facts) -> Iterator[Claim]:
    rows = _Rows(facts)
    unit: tuple[str, Excerpt] | None = None
    others = _of_projects(outline)
    for place, part in enumerate(outline.parts):
        if isinstance(part, Passage):
            # 单位：万元 above the table.
            unit = _unit_of_line(part) or unit
            continue
        if part.section in {"revenue", "form"} and place not in others:
            unit = _unit_inside(part) or unit
            if unit:
                excerpt = replace(unit[1], section=part.section)
                yield Claim("unit", unit[0], excerpt, Place("budget", "evaluation", "unit"))
        if part.section == "revenue":
            yield from _revenue(part.grid, facts, unit[0] if unit else "")
        elif part.section == "form" and place not in others:
            yield from _form(part.grid, facts, unit[0] if unit else "万元")
            yield from rows.claims(part.grid)
        unit = None


def _unit_of_line(passage: Passage) -> tuple[str, Excerpt] | None:
    unit = unit_in(passage.text)
    return (unit, Excerpt(clipped(passage.text), passage.at, passage.section)) if unit else None


def _unit_inside(placed: Placed) -> tuple[str, Excerpt] | None:
    """What the table says itself that its amounts are in, wherever it says it first."""
    for row in placed.grid.rows:
        for square in squares_of(row):
            if unit := unit_in(square.text):
                return unit, Excerpt(clipped(joined(square.text)), square.at, placed.section)
    return None


def _of_projects(outline: Outline) -> set[int]:
    """Which parts are forms of single projects, where there is the department's own: they say nothing of the whole."""
    others, forms, of_project = set(), 0, False
    for place, part in enumerate(outline.parts):
        if isinstance(part, Passage):
            of_project = of_project and part.role != "section"
        elif part.section == "form":
            of_project = of_project or any(map(is_head_of_project, laid(part.grid)))
            forms += 1
            if of_project:
                others.add(place)
    return others if len(others) < forms else set()


def squares_of(row: tuple[Square | None, ...]) -> list[Square]:
    return [square for square in row if square is not None]


def _line(squares: list[Square], section: str) -> Excerpt:
    """A row as one line of words, with the place of its first cell that holds any."""
    filled = [square for square in squares if square.text.strip()]
    at = filled[0].at if filled else ""
    return Excerpt(clipped("｜".join(joined(square.text) for square in filled)), row_of(at), section)


def _revenue(grid: Grid, facts: Facts, unit: str) -> Iterator[Claim]:
    columns: dict[int, str] = {}
    squares = [square for row in grid.rows for square in squares_of(row)]
    unit = next((own for square in squares if (own := unit_in(square.text))), unit)
    # A table that names no unit is read as the facts were.
    read_so = any({"initial", "adjusted", "final"} & set(line.typed_in_wan) for line in facts.revenue)
    in_wan = unit == "万元" or (not unit and read_so)
    by_name = {folded(line.source): line.key for line in facts.revenue if line.source.strip()}
    for row in grid.rows:
        squares = squares_of(row)
        heads = {index: name for index, square in enumerate(squares) if (name := _column_of(square.text))}
        if len(heads) > 1 and not any(_is_amount(square.text) for square in squares):
            # 支出 beside it repeats the column: what was received stands on the left.
            columns = {index: name for index, name in heads.items() if name not in _names_before(heads, index)}
            continue
        label = folded(squares[0].text) if squares else ""
        name = folded(lead_of(squares[0].text).rest).removeprefix("其中") if squares else ""
        key = "evaluation" if _TOTAL.fullmatch(label) else by_name.get(name) or by_name.get(label)
        if not key:
            continue
        for index, column in columns.items():
            if index < len(squares) and _is_amount(squares[index].text):
                value = squares[index].text.strip() + ("万元" if in_wan else "元")
                yield Claim(column, value, _line(squares, "revenue"), Place("budget", key, column))


def _names_before(heads: dict[int, str], index: int) -> set[str]:
    return {name for place, name in heads.items() if place < index}


def _column_of(text: str) -> str:
    words = folded(text)
    return next((name for name, pattern in _COLUMNS if len(words) <= 12 and pattern.search(words)), "")


def _is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text.strip()) is not None


def _form(grid: Grid, facts: Facts, unit: str) -> Iterator[Claim]:
    columns: list[str] = []
    beside = False
    for row in grid.rows:
        squares = squares_of(row)
        texts = [folded(square.text) for square in squares]
        line = _line(squares, "form")
        unit = next((own for square in squares if (own := unit_in(square.text))), unit)
        heads = [_head_of(text) for text in texts]
        of_the_whole = any(_OF_THE_WHOLE.fullmatch(bare(square.text)) for square in squares)
        if sum(map(bool, heads)) > 2:
            # 部门整体支出 may run down beside both rows.
            columns, beside = heads, of_the_whole
        elif columns and (of_the_whole or beside):
            yield from _whole(squares, columns, line, unit)
            columns = []
        yield from _labelled(squares, texts, line, unit)
        yield from _points(squares, texts, line)
        yield from _all_reached(squares, facts)
        for square in squares:
            heading = goal_heading(joined(square.text))
            if heading and heading[1]:
                yield from claims_of_goal(heading, Excerpt(clipped(joined(square.text)), square.at, "form"), facts)


def _all_reached(squares: list[Square], facts: Facts) -> Iterator[Claim]:
    """实际完成情况 of a goal, where it says that all was reached."""
    for square in squares:
        said = says_all(joined(square.text), facts.fiscal_year)
        for goal in facts.goals if said else ():
            if joined(goal.achievement) == joined(square.text):
                excerpt = Excerpt(clipped(joined(square.text)), square.at, "form")
                yield Claim("all_reached", "均已完成", excerpt, Place("goals", goal.key, "rows"))


def _head_of(words: str) -> str:
    return next((name for name, pattern in _HEAD if len(words) <= 14 and pattern.search(words)), "")


def _whole(squares: list[Square], columns: list[str], line: Excerpt, money: str) -> Iterator[Claim]:
    """Both rows end at the right edge of the form; what covers the left of one may be absent in the other."""
    for square, column in zip(reversed(squares), reversed(columns), strict=False):
        text = square.text.strip()
        if _fits(column, text):
            unit = "" if column in {"execution_rate", "execution_score"} else money
            yield Claim(column, f"{text}{unit}", line, Place("budget", "evaluation", column))


def _fits(column: str, text: str) -> bool:
    if column in {"", "execution_weight"}:
        return False
    return _PERCENT.fullmatch(text) is not None if column == "execution_rate" else _is_amount(text)


def _labelled(squares: list[Square], texts: list[str], line: Excerpt, unit: str) -> Iterator[Claim]:
    """A label with its value in the next cell. Beside several amounts the heading above them says what each is."""
    amounts = sum(_is_amount(square.text) for square in squares)
    alone = amounts <= sum(any(pattern.fullmatch(label) for _, pattern in _LABELLED) for label in texts)
    for label, value, after in zip(texts, squares[1:], [*squares[2:], None], strict=False):
        text = value.text.strip()
        # Of several figures in a row the columns say which is which.
        is_alone = after is None or not (_is_amount(after.text) or _PERCENT.fullmatch(after.text.strip()))
        for key, pattern in _LABELLED:
            if alone and is_alone and pattern.fullmatch(label) and _is_amount(text):
                yield Claim("executed", f"{text}{unit}", line, Place("budget", key, "executed"))
        for field, pattern in _FOOT:
            if pattern.fullmatch(label) and text:
                yield Claim(field, clipped(text), line, Place("statement", "statement", field))
        if label in {"单位名称", "部门", "主管部门", "部门名称"} and text and not is_level(text):
            yield Claim("department", text, line, Place("budget", "evaluation", "department"))


def _points(squares: list[Square], texts: list[str], line: Excerpt) -> Iterator[Claim]:
    """总分: every number beside it, since not every form says which is the weight and which the score."""
    for index, label in enumerate(texts):
        if label in {"总分", "自评总分", "总得分", "得分合计"}:
            for square in squares[index + 1 :]:
                if _is_amount(square.text):
                    yield Claim("total_score", square.text.strip(), line, Place("indicators", "", "score"))


class _Rows:
    """Finds the facts' rows in the form, each once and in their order, so that equal names of two goals stay two."""

    def __init__(self, facts: Facts) -> None:
        self._open: dict[str, list[Row]] = {}
        for _, row in facts.rows():
            self._open.setdefault(_points_off(row.name), []).append(row)

    def claims(self, grid: Grid) -> Iterator[Claim]:
        levels: dict[int, Square] = {}
        for row in grid.rows:
            squares = squares_of(row)
            for index, square in enumerate(squares):
                name = _points_off(joined(square.text))
                if name and self._open.get(name):
                    levels = _levels_left_of(squares[:index], levels)
                    yield from _of_row(self._open[name].pop(0), squares[index:], levels)
                    break


def _points_off(name: str) -> str:
    """Without the weight that some forms print behind a name."""
    return folded(re.sub(r"[（(]\s*\d+(?:\.\d+)?\s*分\s*[)）]\s*$", "", name))


def _levels_left_of(squares: list[Square], before: dict[int, Square]) -> dict[int, Square]:
    """Merged cells hold their words in their first row only."""
    names = [square for square in squares if is_level(square.text)]
    if len(names) >= 2:
        return {1: names[-2], 2: names[-1]}
    if len(names) == 1:
        return before | {depth_of(level_of(joined(names[0].text))) or 2: names[0]}
    return before


def _of_row(row: Row, squares: list[Square], levels: dict[int, Square]) -> Iterator[Claim]:
    line = _line(squares, "form")
    yield Claim("name", row.name, line, Place("indicators", row.key, "name"))
    for depth, square in levels.items():
        name = joined(square.text)
        yield Claim(
            f"level{depth}", name, Excerpt(name, square.at, "form"), Place("indicators", row.key, f"level{depth}")
        )
    texts = [square.text.strip() for square in squares[1:]]
    for field in ("target", "actual"):
        value = getattr(row, field).strip()
        if value and value in texts:
            yield Claim(field, value, line, Place("indicators", row.key, field))
