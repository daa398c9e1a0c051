"""Amounts that stand behind their labels inside one cell or line: 全年预算：512.00, 其中：基本支出：170.20."""

import re
from collections.abc import Iterable

from reports.importers.columns import Row, Spot, filled
from reports.importers.found import FoundMoney, Left, Tables, Words
from reports.importers.heads import row_at
from reports.importers.labels import AMOUNTS, bare, head_field, is_side_label, money_field, unit_in
from reports.importers.words import joined

_INSIDE = re.compile(
    r"(?:其中\s*[：:]\s*)?(?P<label>[^\s：:]{2,14})\s*[：:]\s*(?P<amount>\d[\d,，]*(?:\.\d+)?\s*(?:万?元)?)"
)
_RATE = re.compile(r"[^\s：:]{0,6}执行率\s*[：:]\s*\d+(?:\.\d+)?\s*[%％]")
_WHOLE = re.compile("(?:部门)?(?:整体)?(?:支出|预算)(?:安排|情况|总额)?")
_BUDGETS = {"initial", "adjusted", "budget"}


def amounts_inside(found: Tables, row: Row, unit: str) -> bool:
    """Whether the row is understood as budget and spending of the whole, or as its 基本支出 and 项目支出."""
    own = filled(row)
    told = [_INSIDE.fullmatch(joined(spot.text)) for spot in own]
    if not any(told):
        return False
    unit = next((named for spot in own if (named := unit_in(spot.text))), "") or unit
    if _whole(found, [(joined(spot.text), spot.square.at) for spot in own], row_at(row), unit):
        return True
    parts = [(spot, match) for spot, match in zip(own, told, strict=True) if match and _part(match)]
    for spot, match in parts:
        amounts = {"stated": Words(match["amount"], spot.square.at)}
        found.money.append(FoundMoney(_part(match), match["label"], row_at(row), unit, amounts))
    _leave(found, [spot for spot in own if parts and all(spot is not one for one, _ in parts)])
    return bool(parts)


def whole_in_line(found: Tables, text: str, at: str, unit: str) -> bool:
    """部门整体支出（万元）  预算数：218.60  执行数：210.11  执行率：96.12%"""
    pieces = [piece for piece in re.split(r"\s{2,}|\t", text.strip()) if piece]
    return _whole(found, [(piece, at) for piece in pieces], at, unit_in(text) or unit)


def _whole(found: Tables, pieces: Iterable[tuple[str, str]], at: str, unit: str) -> bool:
    amounts: dict[str, Words] = {}
    for text, place in pieces:
        match = _INSIDE.fullmatch(text)
        field = money_field(match["label"]) if match else ""
        if match and field in AMOUNTS:
            amounts.setdefault(field, Words(match["amount"], place))
        elif not (_RATE.fullmatch(text) or is_side_label(text) or _WHOLE.fullmatch(bare(text))):
            return False
    if not (_BUDGETS & set(amounts) and "executed" in amounts):
        return False
    found.money.append(FoundMoney("total", "", at, unit, amounts))
    return True


def _part(match: re.Match[str]) -> str:
    field = head_field(match["label"])
    return field if field in {"basic", "project"} else ""


def _leave(found: Tables, spots: list[Spot]) -> None:
    text = " | ".join(joined(spot.text) for spot in spots if not is_side_label(spot.text))
    if re.search(r"\w", text):
        found.left.append(Left(text, row_at(tuple(spots)), "这一行没有读懂"))
