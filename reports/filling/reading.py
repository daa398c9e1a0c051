"""The indicators in handed-in tables. Our own 填报表 is known by its two hidden columns; any other table by its headings,
as documents are (`reports.importers.tables`). Nothing is filled in that does not stand there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from budgets.text import narrow
from indicators.facts import OUTCOMES
from reports.filling.columns import (
    BASE,
    BASE_LABEL,
    BY_FIELD,
    COLUMNS,
    GOAL,
    KEY,
    KEY_LABEL,
    REMARK_LABEL,
    digest,
    from_base,
    is_stamp,
    year_of_stamp,
)
from reports.importers.found import FoundRow, Tables
from reports.importers.labels import EMPTY
from reports.importers.source import Grid, Source, Square
from reports.importers.tables import read_tables

_OWN_LABELS = {column.label: column.field for column in COLUMNS} | {KEY_LABEL: KEY, BASE_LABEL: BASE}
# Where a form has nothing to print it prints one of these.
_NOTHING = frozenset({*EMPTY, "-", "－", "/", "／"})
# Fields of foreign tables that say nothing of an indicator by themselves, or are made from others.
_ASIDE = frozenset({"number", "goal_number", KEY, GOAL, "completion"})
_SCORE = "得分由系统按规则计算，表里的得分没有读入"
_NO_TABLE = (
    "没有找到指标表：要有一行表头，至少写着“三级指标”（或“指标名称”）和“目标值”，要导入的“实际完成值”等写在别的栏"
)
_NO_ROWS = "填报表里还没有填写任何指标"
_NAMELESS = "这一行没有写三级指标的名称，不知道是哪一项，请补上名称"


def plain(text: str) -> str:
    """For comparing: without blanks, full width or half width alike."""
    return "".join(narrow(text).split())


@dataclass(frozen=True)
class Sent:
    """One indicator as it was handed in. number: its own among all of an upload. base: see `columns.as_base`."""

    number: int
    file: str
    at: str
    key: str
    goal: str
    base: Mapping[str, str]
    cells: Mapping[str, Square]
    goal_at: str = ""

    @property
    def name(self) -> str:
        return self.cells["name"].text if "name" in self.cells else ""

    @property
    def table(self) -> str:
        """The file and the sheet in it."""
        return f"{self.file}!{self.at.rpartition('!')[0]}"

    def is_untouched(self, name: str) -> bool:
        """Whether the cell still holds what was exported; False where that is unknown."""
        if name == GOAL:
            return self.base.get(name) == digest(self.goal)
        return name in self.cells and self.base.get(name) == digest(self.cells[name].text)


@dataclass(frozen=True)
class Lost:
    """What stands in a table and belongs to no indicator. kind: of `comparison.KINDS_OF_TROUBLE`."""

    kind: str
    at: str
    sentence: str


@dataclass(frozen=True)
class Handed:
    """A file as read. stamp: of our own 填报表, "" elsewhere. notes: sentences on what was left out."""

    file: str
    sent: tuple[Sent, ...] = ()
    stamp: str = ""
    notes: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


def read_indicators(source: Source, first: int = 1, expected: str = "") -> Handed:
    """first: the number of its first row. expected: the stamp of the evaluation; sheets with another are not read: the
    keys of their rows may be the same, being copied from year to year."""
    sent: list[Sent] = []
    notes, lost, stamp = list(source.notes), [], ""
    for grid in source.blocks:
        if not isinstance(grid, Grid):
            continue
        head = _own_head(grid)
        found = _own(grid, head) if head is not None else _foreign(grid)
        stamp = stamp or found.stamp
        if found.stamp and expected and found.stamp != expected:
            notes.append(_of_another(grid, found.stamp, expected, alone=len(source.blocks) == 1))
            continue
        sent += found.sent
        notes += [note for note in found.notes if note not in notes]
        lost += found.lost
    if not sent and (not expected or stamp in {"", expected}):
        notes.append(_NO_ROWS if stamp else _NO_TABLE)
    numbered = tuple(replace(one, number=number, file=source.name) for number, one in enumerate(sent, first))
    return Handed(source.name, numbered, stamp, tuple(notes), tuple(lost))


def _of_another(grid: Grid, stamp: str, expected: str, *, alone: bool) -> str:
    year = year_of_stamp(stamp)
    whose = f"{year}年度" if year != year_of_stamp(expected) else "另一个单位或范围"
    return f"{'这' if alone else f'工作表“{grid.at}”'}是{whose}的填报表，不是这份档案的，没有读入"


# ---- our own table ---------------------------------------------------------------------------------------------------


def _own_head(grid: Grid) -> int | None:
    for index, row in enumerate(grid.rows[:20]):
        labels = {square.text for square in row if square}
        if {KEY_LABEL, BASE_LABEL, BY_FIELD["name"].label} <= labels:
            return index
    return None


def _own(grid: Grid, head: int) -> Handed:
    lines = list(_expanded(grid))
    columns: dict[str, int] = {}
    for place, square in enumerate(lines[head]):
        if name := _OWN_LABELS.get(square.text):
            columns.setdefault(name, place)
    stamp = next((square.text for line in lines[:head] for square in line if is_stamp(square.text)), "")
    sent, lost = [], []
    for line in lines[head + 1 :]:
        row = {name: line[place] for name, place in columns.items()}
        filled = [square for name, square in row.items() if name not in {GOAL, KEY, BASE} and _says(square)]
        if row["name"].text or (filled and row[KEY].text):
            cells = {name: square for name, square in row.items() if name not in {GOAL, KEY, BASE}}
            goal = row.get(GOAL, Square("", row["name"].at))
            key = row[KEY].text.strip().lower()
            sent.append(Sent(0, "", row["name"].at, key, goal.text, from_base(row[BASE].text), cells, goal.at))
        elif filled:
            lost.append(Lost("bad", filled[0].at, _NAMELESS))
    unread = [square for square in lines[head] if square.text and square.text not in {*_OWN_LABELS, REMARK_LABEL}]
    missing = _missing(sent, columns)
    if missing:
        lost.insert(0, Lost("columns", (unread or [lines[head][columns["name"]]])[0].at, _not_all(missing, unread)))
    return Handed("", tuple(sent), stamp, tuple(_not_read(unread)) if not missing else (), tuple(lost))


def _missing(sent: list[Sent], columns: Mapping[str, int]) -> list[str]:
    """Labels of what the table held when it was exported and holds no more."""
    exported = {name for one in sent for name in one.base}
    return [column.label for column in COLUMNS if column.field in exported and column.field not in columns]


def _not_all(missing: list[str], unread: list[Square]) -> str:
    said = f"缺少{_quoted(missing)}栏，里面的内容没有读入"
    if unread:
        said += f"；表头{_quoted([square.text for square in unread])}不是填报表的栏目，也没有读入"
    return f"{said}。表头被改过的，请改回原来的名称再上传"


def _not_read(unread: list[Square]) -> Iterator[str]:
    if unread:
        yield f"{_quoted([square.text for square in unread])}不是填报表的栏目，没有读入"


def _quoted(labels: list[str]) -> str:
    return "、".join(f"“{label[:20]}”" for label in dict.fromkeys(labels[:8]))


def _says(square: Square) -> bool:
    return bool(square.text or square.remark)


def _expanded(grid: Grid) -> Iterator[list[Square]]:
    """Every position with the cell that covers it: somebody merged what is equal."""
    above: dict[tuple[int, int], Square] = {}
    for index, row in enumerate(grid.rows):
        for column, square in enumerate(row):
            if square and (square.down > 1 or square.across > 1):
                covered = (
                    (index + down, column + across) for down in range(square.down) for across in range(square.across)
                )
                above.update(dict.fromkeys(covered, square))
        yield [square or above.get((index, column)) or Square("", "") for column, square in enumerate(row)]


# ---- any other table -------------------------------------------------------------------------------------------------


def _foreign(grid: Grid) -> Handed:
    tables = read_tables([grid])
    remarks = {square.at: square for row in grid.rows for square in row if square and square.remark}
    sent = tuple(_sent(row, tables, remarks) for row in tables.rows)
    places = {square.at: index for index, row in enumerate(grid.rows) for square in row if square}
    # What stands above the table is its title, and what stands alone in its row a note.
    head = min((places.get(words.at, 0) for words in tables.columns.values()), default=0)
    left = [one for one in tables.left if places.get(one.at, head) > head and _filled(grid, places[one.at]) > 1]
    lost = [Lost("left", one.at, f"“{one.text[:80]}”：{one.why}") for one in left]
    if sent:
        lost += [Lost("bad", square.at, square.remark) for square in remarks.values() if not square.text]
    return Handed("", sent, "", tuple(_left_out(tables)) if sent else (), tuple(lost) if sent else ())


def _filled(grid: Grid, index: int) -> int:
    return sum(1 for square in grid.rows[index] if square and square.text)


def _sent(row: FoundRow, tables: Tables, remarks: Mapping[str, Square]) -> Sent:
    cells = {}
    for name, words in row.fields.items():
        if name in BY_FIELD and name not in {GOAL, "score"}:
            text = "" if words.text in _NOTHING else words.text
            there = remarks.get(words.at)
            cells[name] = Square(text, words.at or row.at, remark=there.remark if there and text else "")
    if (word := row.text("completion")) in OUTCOMES.values():
        cells["outcome"] = Square(word, row.fields["completion"].at)
    return Sent(0, "", row.fields["name"].at, row.text(KEY).strip().lower(), _goal(row, tables), {}, cells)


def _goal(row: FoundRow, tables: Tables) -> str:
    if title := row.text(GOAL) or row.text("goal_number"):
        return title
    if row.goal < 0:
        return ""
    goal = tables.goals[row.goal]
    return f"年度目标{goal.number or ''}：{goal.title.text}" if goal.number or goal.title.text else ""


def _left_out(tables: Tables) -> Iterator[str]:
    """Columns that are not read."""
    if "explained" in tables.columns:
        yield f"“{tables.columns['explained'].text}”一栏合写了原因和措施，不能分开，没有读入"
    if "score" in tables.columns:
        yield _SCORE
    others = [
        words.text
        for name, words in tables.columns.items()
        if name not in {*BY_FIELD, *_ASIDE, "explained"} and words.text
    ]
    if others:
        yield f"{'、'.join(f'“{label[:20]}”' for label in others[:8])}等栏目没有读入"
    if "completion" in tables.columns and any(
        row.text("completion") not in {"", *OUTCOMES.values()} for row in tables.rows
    ):
        yield f"“{tables.columns['completion'].text}”一栏里不是“完成、部分完成、未完成”这样的判断的，没有读入"
