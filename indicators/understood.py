"""What was understood of a target, in the words that stand below it while one types: ≥ 100 张 · 越多越好."""

from dataclasses import replace
from datetime import date

from indicators.facts import Row
from indicators.judged import judgement_of
from indicators.values import Value
from indicators.values.dates import Span
from indicators.values.printed import has_unit

UNDECIDED = "看不出方向，请选择"
UNREAD = "没有读出数值，由人工判断"
_DIRECTIONS = {"up": "越多越好", "down": "越少越好", "equal": "等于目标", "range": "在区间内", "unknown": UNDECIDED}
_OF_CHANGE = {("rise", "up"): "增幅越大越好", ("fall", "up"): "降幅越大越好"}
_OF_DATES = {"down": "越早越好", "equal": "在此期间"}
_KINDS = {"yes_no": "是/否", "qualitative": "定性", "tier": "定性", "not_applicable": "不适用"}
_BEFORE = {"~": "约 ", "近": "近 "}
_CHANGES = {"rise": "增加 ", "fall": "减少 "}


def understood(row: Row, field: str) -> str:
    """field: "target" or "adjusted_target"; "" as long as nothing stands in it. The actual plays no part."""
    text = getattr(row, field)
    judged = judgement_of(replace(row, target=text, adjusted_target="", actual=""))
    value = judged.target
    if value.kind == "blank":
        return ""
    if value.kind in _KINDS:
        return _KINDS[value.kind]
    if value.span is not None:
        return f"{span_text(value.span)} · {_OF_DATES.get(judged.direction, _OF_DATES['equal'])}"
    if value.number is not None:
        return f"{_figure(value, row.unit)} · {_direction(value, judged.direction)}"
    if value.parts:
        return "；".join(_part(part) for part in value.parts) + " · 逐项比较"
    return UNREAD


def _direction(value: Value, direction: str) -> str:
    if value.upper is not None and direction == "equal":
        return _DIRECTIONS["range"]
    return _OF_CHANGE.get((value.sense, direction)) or _DIRECTIONS[direction]


def _part(part: Value) -> str:
    return span_text(part.span) if part.span is not None else _figure(part, "")


def _figure(value: Value, unit: str) -> str:
    """≥ 100 张, 95%, 10–20 个, 减少 2%. What was typed as a fraction stays one."""
    if value.number is None:
        return " ".join(value.text.split())
    number = " ".join(value.text.split()) if value.divisor is not None and value.text else f"{value.number:f}"
    if value.upper is not None:
        number = f"{number}–{value.upper:f}"
    if value.operator == "+":
        number += "余"
    said = value.unit or (unit.strip() if has_unit(unit) else "")
    operator = _BEFORE.get(value.operator, f"{value.operator} " if value.operator in {"≥", "≤", ">", "<", "="} else "")
    return f"{_CHANGES.get(value.sense, '')}{operator}{number}{'' if said in {'', '%'} else ' '}{said}"


def span_text(span: Span) -> str:
    """2022年11月30日前, 12月底前, 2020年1月至11月; a year only where one was written."""
    if span.precision == "year":
        return f"{span.start.year}年{'前' if span.before else ''}" if span.has_year else "全年"
    ending = "前" if span.before else ""
    if span.precision == "day":
        return f"{_month(span.end, span)}{span.end.day}日{ending}"
    if span.precision in {"month", "month-end"}:
        return f"{_month(span.end, span)}{'底' if span.precision == 'month-end' else ''}{ending}"
    last = f"{span.end.month}月" if span.start.year == span.end.year else _month(span.end, span)
    return f"{_month(span.start, span)}至{last}{ending}"


def _month(day: date, span: Span) -> str:
    return f"{day.year}年{day.month}月" if span.has_year else f"{day.month}月"
