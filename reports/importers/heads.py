"""What stands beside labels in the head and at the foot of a form, and what is left over of a row."""

import re

from reports.importers.columns import Column, Row, Spot, filled, under
from reports.importers.departments import date_in, is_name_of_unit
from reports.importers.found import NOTHING, Label, Left, Tables, Words
from reports.importers.labels import foot_field, head_field, is_side_label, is_total, unit_in
from reports.importers.source import row_of
from reports.importers.words import joined

_PAIR = re.compile(r"([^\s：:，。；]{2,14})\s*[：:]\s*([^：:]*?)(?=\s+[^\s：:]{2,14}\s*[：:]|\t|$)")
_BARE_PAIR = re.compile(r"(\S{2,12})\s+(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\S{4,40})(?=\s|$)")
_BY_HAND = re.compile(r"[\s_：:（）()年月日]|签名|签字|签章|盖章|公章|日期|负责人|单位")
_AMOUNT = re.compile(r"\d[\d,，]*(?:\.\d+)?")
ANOTHER_FORM = "这属于另一张自评表，只导入第一张"
WHOLE_FOLLOWS = "后面另有部门整体自评表，以那张表为准"
_SAYS_NOTHING = {"无", "无。", "/", "—", "-"}


def foot(found: Tables, row: Row, *, in_rows: bool) -> bool:
    """偏差大或目标未完成原因分析, 改进措施 … A longer row among indicators is one of them, whatever it is called."""
    own = filled(row)
    field = foot_field(own[0].text)
    if not field or (in_rows and len(own) > 2):
        return False
    words = Words("\n".join(spot.text for spot in own[1:]), own[-1].square.at)
    if field == "signature":
        if _BY_HAND.sub("", words.text):
            leave(found, row, "签字和意见不导入")
        words = NOTHING
    found.labels.append(Label(field, own[0].text, words))
    return True


def pairs(found: Tables, own: list[Spot], unit_around: str) -> bool:
    """Labels with their values to the right; what else stands in the row is left over."""
    understood: set[int] = set()
    for place, spot in enumerate(own):
        field = head_field(spot.text) if place not in understood else ""
        if not field:
            continue
        after = own[place + 1] if place + 1 < len(own) else None
        if after and not head_field(after.text):
            unit = unit_in(spot.text) or unit_around
            found.labels.append(Label(field, spot.text, Words(joined(after.text), after.square.at), unit))
            understood |= {place, place + 1}
        else:
            understood.add(place)
    rest = [spot for place, spot in enumerate(own) if place not in understood and not is_side_label(spot.text)]
    if understood and rest:
        _left(found, rest, "旁边的标签没有读懂")
    return bool(understood) or not rest


def total(found: Tables, columns: tuple[Column, ...], row: Row, unit_around: str) -> bool:
    """总分 | … | 100 | 98.3 | 优 below the indicators."""
    own = filled(row)
    if not own or not is_total(own[0].text):
        return False
    if any(head_field(spot.text) for spot in own[1:]):
        return pairs(found, own, unit_around)
    # The label itself may reach below these columns.
    cells = under(columns, row)
    told = {"total_weight": cells.get("weight", ()), "total": cells.get("score", ())}
    for spot in own[1:]:
        name = next((name for name, spots in told.items() if spot in spots), "grade")
        found.labels.append(Label(name, own[0].text, Words(joined(spot.text), spot.square.at)))
    return True


def spending_over_amounts(found: Tables, row: Row, after: Row, unit_around: str) -> bool:
    """支出合计 | 基本支出 | … | 项目支出 with the amounts in the row below them."""
    heads = {head_field(spot.text): spot for spot in filled(row)}
    if not {"basic", "project"} <= set(heads) or any(any(map(str.isdigit, spot.text)) for spot in filled(row)):
        return False
    below = {spot.start: spot for spot in filled(after)}
    values = {field: below.get(heads[field].start) for field in ("basic", "project")}
    told = {field: spot for field, spot in values.items() if spot and _AMOUNT.fullmatch(spot.text)}
    if len(told) < len(values):
        return False
    for field, spot in told.items():
        value = Words(spot.text, spot.square.at)
        found.labels.append(Label(field, heads[field].text, value, unit_in(heads[field].text) or unit_around))
    _left(found, [spot for spot in filled(after) if spot not in told.values()], "旁边的标签没有读懂")
    return True


def pairs_in(found: Tables, text: str, at: str) -> bool:
    """单位名称：蔡甸区民政局      填报日期：2022.3.15"""
    if len(text) > 200:
        return False
    if not ("：" in text or ":" in text):
        return _pairs_of_blanks(found, text, at)
    told = [(_field_of(label), label, value) for label, value in _PAIR.findall(text.replace("\u3000", " "))]
    for field, label, value in told:
        if field and value.strip() and not unit_in(f"{label}：{value}"):
            found.labels.append(Label(field, label, Words(value.strip(), at)))
    return any(field for field, _, _ in told)


def _field_of(label: str) -> str:
    """未完成原因：… below the table is its foot as well."""
    foot_of = foot_field(label)
    return head_field(label) or (foot_of if foot_of in {"foot_reason", "foot_improvement"} else "")


def _pairs_of_blanks(found: Tables, text: str, at: str) -> bool:
    """部门名称 文水县司法局 填报日期 2024 年 4 月 8 日, as a form comes out of a PDF: only what is such a name or a day."""
    told = False
    for label, value in _BARE_PAIR.findall(text):
        field = head_field(label)
        fits = {"unit_name": is_name_of_unit(value), "filing_date": date_in(value) is not None}
        if fits.get(field, False):
            found.labels.append(Label(field, label, Words(value.strip(), at)))
            told = True
    return told


def leave_what_follows(found: Tables, money: int, labels: int) -> None:
    """The money of a project's form, and what stands beside its labels, are none of the department's."""
    for line in found.money[money:]:
        text = " | ".join([line.label, *(words.text for words in line.amounts.values())])
        found.left.append(Left(text, line.at, WHOLE_FOLLOWS))
    found.money, found.labels = found.money[:money], found.labels[:labels]


def leave(found: Tables, row: Row, why: str) -> None:
    _left(found, [spot for spot in filled(row) if not is_side_label(spot.text)], why)


def _left(found: Tables, spots: list[Spot], why: str) -> None:
    text = " | ".join(joined(spot.text) for spot in spots)
    nothing = len(spots) == 2 and joined(spots[1].text) in _SAYS_NOTHING
    if re.search(r"\w", text) and not nothing:
        found.left.append(Left(text, row_at(tuple(spots)), why))


def row_at(row: Row) -> str:
    at = next((spot.square.at for spot in row if spot.own), row[0].square.at if row else "")
    return row_of(at)
