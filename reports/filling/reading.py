"""The indicators in handed-in tables, found by their headings wherever they stand: our own 填报表, the forms that we
print, and what other systems export. Nothing is filled in that does not stand there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from budgets.text import narrow
from reports.filling.columns import (
    BASE,
    BASE_LABEL,
    BY_FIELD,
    COLUMNS,
    GOAL,
    KEY,
    KEY_LABEL,
    from_base,
    is_stamp,
)
from reports.importers.source import Grid, Source, Square

_OTHER_LABELS = {
    GOAL: "所属年度目标 所属目标 目标名称 年度绩效目标",
    "name": "指标名称 绩效指标 指标 三级指标名称",
    "target": "年度指标值 年初指标值 指标值 目标值 年度目标值 年初设定目标值 计划值 年初绩效目标值",
    "unit": "度量单位 单位",
    "adjusted_target": "调整指标值 调整后指标值 调整目标值 调整后年度指标值",
    "weight": "权重 指标权重 分值权重 指标分值 权重分值",
    "actual": "全年完成值 完成值 实际值 全年实际完成值 全年实际值 实际完成指标值",
    "score": "指标得分 自评得分 自评分",
    "analysis": "指标完成情况分析 指标分析",
    "deviation_reason": "偏差原因分析 未完成原因 未完成原因分析 偏差大或目标未完成原因分析 偏离原因",
    "improvement": "整改措施 拟改进措施 改进措施及结果应用方案",
}
# Headings whose columns are made from others, or hold two things in one.
_EXPLAINED = "偏差原因分析及改进措施"
_NOT_OURS = {
    "得分系数": "",
    "指标性质": "",
    "是否核心指标": "",
    _EXPLAINED: _EXPLAINED,
    "未完成原因和改进措施": "未完成原因和改进措施",
}
# Where a form has nothing to print it prints one of these.
_NOTHING = frozenset({"—", "——", "－", "-", "--", "/", "／"})
_SUMS = frozenset({"总分", "合计", "总计", "小计", "总得分"})
_BAND = re.compile(r"年度(?:绩效)?目标")
_NUMBERED = re.compile(r"序号|年度目标序号|行次")


def plain(text: str) -> str:
    """For comparing: without blanks, full width or half width alike."""
    return "".join(narrow(text).split())


def _heading(text: str) -> str:
    """指标权重（分） and 指标权重 are one heading."""
    return re.sub(r"\((?:分|%|元|万元|[\d.]+分)\)$", "", plain(text)).replace("(", "").replace(")", "").rstrip(":*")


HEADINGS: dict[str, str] = (
    {_heading(column.label): column.field for column in COLUMNS}
    | {_heading(label): name for name, labels in _OTHER_LABELS.items() for label in labels.split()}
    | {_heading(KEY_LABEL): KEY, _heading(BASE_LABEL): BASE}
)


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

    @property
    def name(self) -> str:
        return self.cells["name"].text if "name" in self.cells else ""


@dataclass(frozen=True)
class Handed:
    """A file as read. stamp: of our own 填报表, "" elsewhere. notes: sentences on what was left out."""

    file: str
    sent: tuple[Sent, ...] = ()
    stamp: str = ""
    notes: tuple[str, ...] = ()
    nameless: tuple[Square, ...] = field(default=())


def read_indicators(source: Source, first: int = 1) -> Handed:
    """first: the number of its first row."""
    found = Handed(source.name, notes=source.notes)
    for grid in source.blocks:
        if isinstance(grid, Grid):
            found = _add(found, grid, first)
    if not found.sent:
        said = "没有找到指标表：要有一行表头，写着“三级指标”（或“指标名称”）和“实际完成值”、“目标值”等栏目"
        found = replace(found, notes=(*found.notes, said))
    return found


def _add(found: Handed, grid: Grid, first: int) -> Handed:
    lines = _expanded(grid)
    stamp = next((square.text for line in lines[:5] for square in line[:1] if is_stamp(square.text)), "")
    sent, notes, nameless = list(found.sent), list(found.notes), list(found.nameless)
    heads = list(_heads(lines))
    goal = ""
    for place, (begin, columns) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        goal = _goal_above(lines[:begin], columns) or goal
        notes += [note for note in _left_out(lines[begin], columns) if note not in notes]
        for line in lines[begin + 1 : end]:
            if band := _goal_of_band(line, columns):
                goal = band
            elif row := _row(line, columns, goal):
                sent.append(replace(row, number=first + len(sent), file=found.file))
            elif lost := _without_name(line, columns):
                nameless.append(lost)
    return replace(found, sent=tuple(sent), stamp=found.stamp or stamp, notes=tuple(notes), nameless=tuple(nameless))


def _expanded(grid: Grid) -> list[list[Square]]:
    """Every position with the cell that covers it."""
    lines: list[list[Square]] = [[] for _ in grid.rows]
    above: dict[tuple[int, int], Square] = {}
    for index, row in enumerate(grid.rows):
        for column, square in enumerate(row):
            here = square or above.get((index, column)) or Square("", "")
            if square and (square.down > 1 or square.across > 1):
                covered = (
                    (index + down, column + across) for down in range(square.down) for across in range(square.across)
                )
                above.update(dict.fromkeys(covered, square))
            lines[index].append(here)
    return lines


def _heads(lines: list[list[Square]]) -> Iterator[tuple[int, dict[str, int]]]:
    """Each row of headings with its columns by field. Of headings over two rows it is the lower one."""
    found = [(index, _columns(line)) for index, line in enumerate(lines)]
    found = [(index, columns) for index, columns in found if columns]
    for place, (index, columns) in enumerate(found):
        if place + 1 < len(found) and found[place + 1][0] == index + 1:
            continue
        yield index, columns


def _columns(line: list[Square]) -> dict[str, int]:
    """{} where the row is none of headings. Of equal headings the first counts."""
    columns: dict[str, int] = {}
    seen: set[int] = set()
    for place, square in enumerate(line):
        name = HEADINGS.get(_heading(square.text)) if square.text and len(square.text) < 40 else None
        if name and name not in columns and id(square) not in seen:
            columns[name] = place
            seen.add(id(square))
    beside = columns.keys() & {"target", "actual", "adjusted_target", "analysis", "weight", "score", "outcome"}
    return columns if "name" in columns and beside else {}


def _left_out(line: list[Square], columns: dict[str, int]) -> Iterator[str]:
    """Columns with headings that are not read, each told once; numbers of rows and our own hidden ones aside."""
    taken = {id(line[place]) for place in columns.values()}
    for square in dict.fromkeys(line):
        heading = _heading(square.text)
        if not heading or id(square) in taken or _NUMBERED.fullmatch(heading) or heading == "导入说明":
            continue
        if heading in HEADINGS:
            yield f"“{square.text}”一栏出现了两次，只读入前一栏（{square.at} 没有读入）"
        elif heading == _EXPLAINED or _NOT_OURS.get(heading):
            yield f"“{square.text}”一栏合写了原因和措施，不能分开，没有读入"
        elif heading not in _NOT_OURS and not _BAND.match(heading):
            yield f"“{square.text[:30]}”一栏没有对应的内容，没有读入"
    if "score" in columns and BASE not in columns:
        yield "得分由系统按规则计算，表里的得分没有读入"


def _goal_above(lines: list[list[Square]], columns: dict[str, int]) -> str:
    """Forms print each goal's title above its headings."""
    for line in reversed(lines[-3:]):
        if band := _goal_of_band(line, columns):
            return band
    return ""


def _goal_of_band(line: list[Square], columns: dict[str, int]) -> str:
    """The title of a goal that stands over the whole width, or alone in its row."""
    name = line[columns["name"]]
    others = [line[place] for key, place in columns.items() if key not in {"name", KEY, BASE, GOAL}]
    spans = name.text and all(square is name for square in others)
    filled = list(dict.fromkeys(square for square in line if square.text))
    alone = len(filled) == 1 and (filled[0] is not name or spans)
    said = name if spans else filled[0] if alone else None
    return said.text if said and _BAND.match(plain(said.text)) else ""


def _row(line: list[Square], columns: dict[str, int], goal: str) -> Sent | None:
    """None where the row is no indicator: blank, a sum, or what stands below the table."""
    name = line[columns["name"]]
    values = [line[columns[key]] for key in ("target", "actual", "adjusted_target") if key in columns]
    if not name.text or plain(name.text) in _SUMS or any(square is name for square in values):
        return None
    if any(plain(line[columns[key]].text) in _SUMS for key in ("level1", "level2") if key in columns):
        return None
    ours = BASE in columns
    cells = {key: line[place] for key, place in columns.items() if key in BY_FIELD and key != GOAL}
    if not ours:
        cells.pop("score", None)
        cells = {key: replace(one, text="") if one.text in _NOTHING else one for key, one in cells.items()}
    return Sent(
        number=0,
        file="",
        at=name.at,
        key=line[columns[KEY]].text.strip().lower() if KEY in columns else "",
        goal=line[columns[GOAL]].text if GOAL in columns and line[columns[GOAL]].text else goal,
        base=from_base(line[columns[BASE]].text) if ours else {},
        cells=cells,
    )


def _without_name(line: list[Square], columns: dict[str, int]) -> Square | None:
    """The first filled cell of a row in which something is stated of an indicator that has no name."""
    name = line[columns["name"]]
    if name.text:
        return None
    stated = [line[columns[key]] for key in ("target", "actual", "analysis") if key in columns]
    return next((square for square in stated if square.text and square is not name and square.across == 1), None)
