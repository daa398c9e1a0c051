"""Amounts, rates and sums as a document prints them in one place, against what its facts come to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from budgets.money import percent_text, rate, wan_text, yuan_text
from indicators import execution
from indicators.claims import SECTION_NAMES, Claim, Contradiction, Excerpt, once
from indicators.facts import Facts, Place
from indicators.findings import Finding
from indicators.validation.printed import PRINTED, SCALES, Stated, amount_of, last_place, number_of, prints
from indicators.validation.printed_rates import is_rate, possible_rates

# In 元: more than any budget is a slip of the hand, and a rate of it more than can be printed.
_MOST = Decimal(10) ** 15
_LAST_PLACES = Decimal("0.05")
_LABELS = {
    "initial": "年初预算数",
    "adjusted": "调整后预算数",
    "final": "决算数",
    "executed": "执行数",
    "budget": "预算数",
    "basic": "基本支出执行数",
    "project": "项目支出执行数",
}
_FORMULA = re.compile(
    r"(?P<part>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|元)?\s*[/÷／]\s*(?P<whole>\d[\d,]*(?:\.\d+)?)\s*(?P<other>亿元|万元|元)?"
    r".*?[=＝]\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]"
)


def amounts(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """One finding a figure, with all places that print another."""
    claims, stated = tuple(claims), Stated(facts)
    wrong: dict[Place, list[Claim]] = {}
    for claim in claims:
        if claim.place.step != "budget" or claim.subject not in _LABELS or _is_origin(claim):
            continue
        if stated.amounts(claim.place) and not stated.bears_out(claim.value, claim.place):
            wrong.setdefault(claim.place, []).append(claim)
    for place, odd in wrong.items():
        if mine := _of_the_same(odd, {_table_of(excerpt) for excerpt in _agreeing(stated, place, claims)}):
            yield _odd_amount(stated, place, mine, claims)
    yield from _told_twice(stated, [claim for claim in claims if claim.place not in wrong])


def _of_the_same(odd: list[Claim], right: set[str]) -> list[Claim]:
    """Without those of other tables than the one that is right: behind the form of the whole stand those of projects."""
    tables = right - {""}
    return [claim for claim in odd if not tables or _table_of(claim.excerpt) in {"", *tables}]


def _table_of(excerpt: Excerpt) -> str:
    """表 2 of 表 2 第 4 行, of a form."""
    return excerpt.at.partition(" 第")[0] if excerpt.section == "form" and excerpt.at.startswith("表") else ""


def _told_twice(stated: Stated, claims: list[Claim]) -> Iterator[Contradiction]:
    """4,312.98万元 here and 4,312.99万元 there: near enough to the facts both, and not the same figure."""
    by_place: dict[Place, list[tuple[Claim, Decimal]]] = {}
    for claim in claims:
        match = PRINTED.search(claim.value) if claim.subject in _LABELS and claim.place.step == "budget" else None
        if match and match["unit"] == "万元" and len(match["decimals"] or "") == 2 and not _is_origin(claim):
            by_place.setdefault(_meant(stated, claim), []).append((claim, number_of(match["number"])))
    for place, said in by_place.items():
        numbers = [number for _, number in said]
        most = max(dict.fromkeys(numbers), key=numbers.count)
        odd, same = ([one for one, number in said if (number == most) is right] for right in (False, True))
        # What is farther apart is held against the table, or is of another table.
        if odd and max(numbers) - min(numbers) <= _LAST_PLACES:
            told = "，".join(_told(one) for one in (*odd, same[0]))
            message = f"{_label(stated.facts, odd[0].place)}：{told}，请核对一致。"
            finding = Finding("amount-differs-between-sections", "warning", message, place, tuple(map(str, numbers)))
            yield Contradiction(finding, once([*(one.excerpt for one in odd), *(one.excerpt for one in same)]))


def _meant(stated: Stated, claim: Claim) -> Place:
    """预算数 is the adjusted budget or the first one, whichever it comes to; what was received line by line as it was

    planned comes to the same total.
    """
    if claim.place.field == "final" and all(line.final == line.adjusted for line in stated.facts.revenue):
        return replace(claim.place, field="adjusted")
    if claim.place.field == "budget":
        for field in ("adjusted", "initial"):
            place = replace(claim.place, field=field)
            if stated.bears_out(claim.value, place):
                return place
    return claim.place


def _told(claim: Claim) -> str:
    return f"{SECTION_NAMES[claim.excerpt.section]}写的是{claim.value}"


def _is_origin(claim: Claim) -> bool:
    """The facts were read from the lines of the table: of those only the total says a thing again."""
    return claim.excerpt.section == "revenue" and claim.place.key != "evaluation"


def _odd_amount(stated: Stated, place: Place, odd: list[Claim], claims: tuple[Claim, ...]) -> Contradiction:
    amount = stated.amounts(place)[0]
    is_total = place.key == "evaluation" and all(claim.excerpt.section == "revenue" for claim in odd)
    told = "，".join(dict.fromkeys(map(_told, odd)))
    label = _label(stated.facts, place)
    if is_total:
        message = f"收入决算明细表的{label}总计印的是{odd[0].value}，各项相加是{yuan_text(amount)}元，请核对。"
        code = "printed-total-differs"
    else:
        parts = _told_parts(place, claims)
        origin = "、".join(f"{_LABELS[one.place.key].removesuffix('执行数')}{one.value}" for one in parts)
        by = f"按{SECTION_NAMES[parts[0].excerpt.section]}写的{origin}相加" if parts else "按表内数据"
        message = f"{label}：{told}，{by}是{wan_text(amount)}万元，请核对一致。"
        code = "amount-differs-between-sections"
    finding = Finding(code, "error", message, place, (*(one.value for one in odd), yuan_text(amount)))
    beside = [one.excerpt for one in _told_parts(place, claims)]
    return Contradiction(finding, once([*(one.excerpt for one in odd), *_agreeing(stated, place, claims), *beside]))


def _told_parts(place: Place, claims: tuple[Claim, ...]) -> list[Claim]:
    """基本支出 and 项目支出 as a sentence has them, where no table does: what was spent was read from there."""
    if (place.key, place.field) != ("evaluation", "executed"):
        return []
    parts = [one for one in claims if one.place.key in {"basic", "project"} and one.subject == "executed"]
    first = {one.place.key: one for one in reversed(parts)}
    in_table = any(_is_of_table(one.excerpt) for one in parts)
    return [] if in_table or len(first) < 2 else [first["basic"], first["project"]]


def _is_of_table(excerpt: Excerpt) -> bool:
    return excerpt.section in {"form", "revenue"}


def _agreeing(stated: Stated, place: Place, claims: tuple[Claim, ...]) -> list[Excerpt]:
    """Where the same figure stands as the facts have it."""
    same = [claim for claim in claims if claim.place == place and claim.subject in _LABELS]
    return [claim.excerpt for claim in same if stated.bears_out(claim.value, place)]


def _label(facts: Facts, place: Place) -> str:
    if place.key in {"basic", "project"}:
        return _LABELS[place.key]
    source = next((line.source.strip() for line in facts.revenue if line.key == place.key), "")
    return f"{source}的{_LABELS[place.field]}" if source else _LABELS[place.field]


def change(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    before, after = execution.initial_total(facts), execution.adjusted_total(facts)
    if before is None or after is None:
        return
    way = "调减" if after < before else "调增"
    room = Stated(facts).room(*(Place("budget", "evaluation", field) for field in ("initial", "adjusted")))
    for claim in claims:
        if claim.subject == "change":
            right = _is_change(claim.value, after - before, room)
            computed = f"{way}{wan_text(abs(after - before))}万元"
        elif claim.subject == "change_rate":
            percent = rate(abs(after - before), before)
            right = percent is None or is_rate(claim.value, percent)
            computed = "" if percent is None else percent_text(percent)
        else:
            continue
        if not right:
            message = (
                f"预算调整：{SECTION_NAMES[claim.excerpt.section]}写的是{claim.value}，按年初{wan_text(before)}万元、"
                f"调整后{wan_text(after)}万元计算是{computed}，请改正。"
            )
            place = Place("budget", "evaluation", "change")
            finding = Finding("change-miscalculated", "error", message, place, (claim.value, computed))
            yield Contradiction(finding, once([claim.excerpt, *_totals(claims)]))


def _is_change(told: str, change: Decimal, room: Decimal) -> bool:
    """调增100.00万元，调减25.60万元 come to 74.40万元."""
    parts = re.split("，(?=调)", told)
    if len(parts) == 1:
        way = "调减" if change < 0 else "调增"
        return prints(told, abs(change), room) and (told.startswith(way) or not change)
    net = sum((amount_of(part) * (-1 if part.startswith("调减") else 1) for part in parts), Decimal(0))
    return abs(net - change) <= room + sum(map(last_place, parts), Decimal(0))


def _totals(claims: Iterable[Claim]) -> list[Excerpt]:
    totals = [one for one in claims if one.place.key == "evaluation" and one.subject in _LABELS]
    return [one.excerpt for one in totals if one.excerpt.section == "revenue"]


def rates(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """A printed 执行率 that neither budget leads to."""
    claims = tuple(claims)
    known = {basis: execution.execution_rate(facts, basis) for basis in ("initial", "adjusted")}
    odd: list[Claim] = []
    right: set[str] = set()
    for claim in claims:
        possible = possible_rates(facts, claim, claims)
        if not possible:
            continue
        if any(is_rate(claim.value, percent) for percent in possible):
            right.add(_table_of(claim.excerpt))
        else:
            odd.append(claim)
    odd = _of_the_same(odd, right)
    if not odd:
        return
    told = "，".join(dict.fromkeys(map(_told, odd)))
    computed = "、".join(
        f"按{label}计算是{percent_text(known[basis])}"
        for basis, label in (("initial", "年初预算数"), ("adjusted", "调整后预算数"))
        if known[basis] is not None
    )
    message = f"执行率：{told}，{computed}，请改正。"
    place = Place("budget", "evaluation", "execution_rate")
    finding = Finding("rate-miscalculated", "error", message, place, tuple(one.value for one in odd))
    beside = [one.excerpt for one in claims if one.subject == "executed" and one.place.key == "evaluation"][:1]
    yield Contradiction(finding, once([*(one.excerpt for one in odd), *beside]))


def formulas(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """A printed fraction whose own numbers do not come to the printed rate."""
    for claim in claims:
        match = _FORMULA.search(claim.value) if claim.subject == "formula" else None
        if match is None:
            continue
        part, whole = (
            number_of(match[number]) * SCALES[match[unit] or match["other"] or match["unit"] or "元"]
            for number, unit in (("part", "unit"), ("whole", "other"))
        )
        percent = rate(part, whole) if max(part, whole) < _MOST else None
        if percent is None or is_rate(match["rate"], percent):
            continue
        message = f"算式“{claim.value}”算得不对，应为{percent_text(percent)}，请改正。"
        finding = Finding("formula-miscalculated", "error", message, claim.place, (claim.value,))
        yield Contradiction(finding, (claim.excerpt,))


CHECKS = (amounts, change, rates, formulas)
