"""Rows of amounts below their heading: of which kind of money each is, or that it is of none that the form has."""

import re
from dataclasses import dataclass

from reports.importers.columns import Column, Row, cell, filled, under
from reports.importers.found import FoundMoney, Tables
from reports.importers.heads import leave, row_at
from reports.importers.labels import AMOUNTS, EMPTY_UNIT, bare, head_field, is_side_label, is_total
from reports.importers.words import joined, lead_of

_WHOLE = re.compile(r"总额|总计|合计|整体支出|总支出|支出总|总预算|小计")
_SOURCE = re.compile(r"收入|拨款|补助|结转|结余|基金|资金|国有资本|收费|预算|其他")


@dataclass(frozen=True)
class Money:
    """What was announced: amounts received by source (titled: in so many words), or those of a form; in which unit."""

    is_revenue: bool
    titled: bool
    unit: str


def amounts(found: Tables, columns: tuple[Column, ...], row: Row, announced: Money) -> bool:
    """Whether the row is understood as one of amounts."""
    cells = {field: spots for field, spots in under(columns, row).items() if field}
    told = {field: cell(field, spots) for field, spots in cells.items()}
    stated = {field: words for field, words in told.items() if field in AMOUNTS and re.search(r"\d", words.text)}
    first = min((column.start for column in columns if column.field), default=0)
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
        return announced.is_revenue or len(row) > len(labels)
    if len(known) > 1 or (label and not stated and (not announced.is_revenue or len(labels) != len(filled(row)))):
        return False
    if not label and not stated:
        return False
    told = {field: words for field, words in told.items() if words.text and words.text != label}
    kind = _kind_of(label, announced)
    if kind == "spending":
        leave(found, row, "这一项金额在自评表里没有对应的栏目，没有导入")
    else:
        found.money.append(FoundMoney(kind, label, row_at(row), announced.unit, told))
    return True


def _kind_of(label: str, announced: Money) -> str:
    """ "spending" for what is no source of money, nor 基本支出 or 项目支出 as a whole."""
    label = lead_of(re.split("[：:]", label)[-1]).rest or lead_of(label).rest
    words = bare(label)
    head = head_field(label)
    if announced.is_revenue:
        if "支出" in words and not re.search(r"收入|拨款|结转|结余", words):
            return head if head in {"basic", "project"} else "spending"
        if is_total(words) or words.endswith(("总计", "合计")):
            return "revenue_total"
        return "revenue" if announced.titled or _SOURCE.search(words) else "spending"
    if head in {"basic", "project"}:
        return head
    if not words or _WHOLE.search(words):
        return "total"
    return "funding" if _SOURCE.search(words) and "支出" not in words else "spending"
