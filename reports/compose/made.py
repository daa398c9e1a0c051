"""Columns of a form that state no field of an indicator, but what follows from several: each gives its text and its field."""

from collections.abc import Callable

from indicators.facts import Row
from indicators.values import nature_of, read
from reports.compose.runs import lines_of, sentence, unstopped

_SIGNS = {"≥": "≥", ">": "＞", "≤": "≤", "<": "＜", "=": "＝"}
# A number without a sign promises as much or as little as it says, whichever is better.
_BY_DIRECTION = {"up": "≥", "down": "≤", "equal": "＝"}


def explained(row: Row) -> tuple[str, str]:
    """偏差原因分析及改进措施 in one cell, and why the target is another than at first; nothing where there is none."""
    adjusted = row.adjustment_reason if row.adjusted_target else ""
    texts = [("目标调整原因：", adjusted), ("原因：", row.deviation_reason), ("改进措施：", row.improvement)]
    stated = [
        lead + sentence("；".join(unstopped(line) for line in lines_of(text))) for lead, text in texts if text.strip()
    ]
    return "\n".join(stated), "deviation_reason"


def operator(row: Row) -> tuple[str, str]:
    """指标性质: ≥ ≤ ＝ of a figure, 定性 of words; "" where it cannot be told."""
    nature = row.nature or nature_of(row.target, row.actual, row.name)
    if nature in {"qualitative", "yes_no"}:
        return "定性", "nature"
    wanted = read(row.target, name=row.name)
    if wanted.kind != "number":
        return "", "nature"
    return _SIGNS.get(wanted.operator) or _BY_DIRECTION.get(row.direction or wanted.direction, ""), "nature"


def core(row: Row) -> tuple[str, str]:
    return ("是" if row.is_core else "否"), "is_core"


def unit(row: Row) -> tuple[str, str]:
    """计量单位, as the target names it where it has no field of its own filled in."""
    return row.unit.strip() or read(row.judged_target, name=row.name).unit, "unit"


MADE: dict[str, Callable[[Row], tuple[str, str]]] = {
    "explained": explained,
    "operator": operator,
    "core": core,
    "unit": unit,
}
