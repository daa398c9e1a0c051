"""A table whose heading says 元 where its figures are in 万元, or the other way: one fault, and not every figure wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from budgets.money import WAN, round_cent
from indicators.claims import SECTION_NAMES, Claim, Contradiction, Excerpt
from indicators.facts import Expenditure, Facts, Place, Revenue
from indicators.findings import Finding
from indicators.validation.printed import PRINTED, amount_of

_TABLES = ("revenue", "form")
_OTHER = {"元": "万元", "万元": "元"}
_COLUMNS = ("initial", "adjusted", "final", "executed")
# What the same figure may be printed as, and still be the same.
_NEAR = Decimal("0.001")


_MOST_FIGURES = 50


@dataclass(frozen=True)
class _Apart:
    """A figure of the table, and the same elsewhere 10,000 times as large or as small."""

    inside: Claim
    outside: Claim


def in_one_unit(facts: Facts, claims: Iterable[Claim]) -> tuple[Facts, tuple[Claim, ...], tuple[Contradiction, ...]]:
    """The same with such tables read in the unit that their figures are in, and a finding for each."""
    claims = tuple(claims)
    found = []
    for table in _TABLES:
        if apart := _apart(claims, table):
            # Where a table names no unit it was read in a wrong one, and nothing is wrong in it.
            if heading := [one.excerpt for one in claims if one.subject == "unit" and one.excerpt.section == table]:
                found.append(_wrong_unit(table, apart, heading[0]))
            facts, claims = _in_other_unit(facts, claims, table, _unit(apart.inside))
    return facts, claims, tuple(found)


def _apart(claims: tuple[Claim, ...], table: str) -> _Apart | None:
    """Of all figures that the text prints too none agrees, and one at least differs by 10,000."""
    inside = _each_once(one for one in claims if one.excerpt.section == table and _amount(one))
    outside = _each_once(one for one in claims if one.excerpt.section not in _TABLES and _amount(one))
    by_field: dict[tuple[str, str], list[Claim]] = {}
    for one in outside:
        by_field.setdefault((one.place.key, one.place.field), []).append(one)
    pairs = [_Apart(one, other) for one in inside for place in _same(one.place) for other in by_field.get(place, ())]
    if any(_is_near(_amount(pair.inside), _amount(pair.outside)) for pair in pairs):
        return None
    return next((pair for pair in pairs if _is_ten_thousand(pair)), None)


def _each_once(claims: Iterable[Claim]) -> list[Claim]:
    """No more figures of a place than anybody prints: each is held against each."""
    kept: dict[tuple[str, str], dict[str, Claim]] = {}
    for claim in claims:
        said = kept.setdefault((claim.place.key, claim.place.field), {})
        if len(said) < _MOST_FIGURES:
            said.setdefault(claim.value, claim)
    return [claim for said in kept.values() for claim in said.values()]


def _same(place: Place) -> tuple[tuple[str, str], ...]:
    """Where the text may print what the table calls so: 预算数 is either, and what was received was planned as a rule."""
    fields = {"budget": ("initial", "adjusted"), "final": ("final", "adjusted")}.get(place.field, (place.field,))
    return tuple((place.key, field) for field in fields)


def _is_ten_thousand(pair: _Apart) -> bool:
    one, other = _amount(pair.inside), _amount(pair.outside)
    right = one * WAN if _unit(pair.inside) == "元" else one / WAN
    return _is_near(right, other)


def _is_near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _NEAR * max(abs(one), abs(other))


def _amount(claim: Claim) -> Decimal:
    """In 元; 0 where it is no amount of the budget, or nothing."""
    is_amount = claim.place.step == "budget" and claim.place.field in _FIELDS and _unit(claim)
    return amount_of(claim.value) if is_amount else Decimal(0)


_FIELDS = {*_COLUMNS, "budget"}


def _unit(claim: Claim) -> str:
    match = PRINTED.fullmatch(claim.value)
    return match["unit"] if match and match["unit"] in _OTHER else ""


def _wrong_unit(table: str, apart: _Apart, heading: Excerpt) -> Contradiction:
    unit = _unit(apart.inside)
    where = SECTION_NAMES[apart.outside.excerpt.section]
    message = (
        f"{SECTION_NAMES[table]}的单位写的是{unit}，表内的数字却是以{_OTHER[unit]}为单位的："
        f"{where}写的是{apart.outside.value}，表内按{unit}是{apart.inside.value}，相差一万倍，请改正表头的单位。"
    )
    place = Place("budget", "evaluation", "unit")
    finding = Finding("unit-of-table-differs", "error", message, place, (table, unit))
    excerpts = dict.fromkeys([heading, apart.inside.excerpt, apart.outside.excerpt])
    return Contradiction(finding, tuple(excerpts))


def _in_other_unit(facts: Facts, claims: tuple[Claim, ...], table: str, unit: str) -> tuple[Facts, tuple[Claim, ...]]:
    printed = {_amount(one) for one in claims if one.excerpt.section == table} - {Decimal(0)}
    of_sources = table == "revenue" or not any(one.excerpt.section == "revenue" for one in claims)
    made = replace(
        facts,
        revenue=tuple(_line(line, None, unit) for line in facts.revenue) if of_sources else facts.revenue,
        basic=_line(facts.basic, printed, unit),
        project=_line(facts.project, printed, unit),
    )
    return made, tuple(_said(one, unit) if one.excerpt.section == table and _amount(one) else one for one in claims)


_Line = TypeVar("_Line", Revenue, Expenditure)


def _line(line: _Line, printed: set[Decimal] | None, unit: str) -> _Line:
    """printed: amounts that stand in the table, None where all of the line do."""
    stated = {column: amount for column in _COLUMNS if (amount := getattr(line, column, None)) is not None}
    mine = {column: amount for column, amount in stated.items() if printed is None or amount in printed}
    typed = {*line.typed_in_wan} - {*mine} if unit == "万元" else {*line.typed_in_wan, *mine}
    scaled = {column: round_cent(amount / WAN if unit == "万元" else amount * WAN) for column, amount in mine.items()}
    return replace(line, **scaled, typed_in_wan=tuple(column for column in _COLUMNS if column in typed))


def _said(claim: Claim, unit: str) -> Claim:
    return replace(claim, value=f"{claim.value.removesuffix(unit)}{_OTHER[unit]}")
