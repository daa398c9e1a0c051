"""Amounts as a document prints them, against what its facts come to at the same place: equal but for what was rounded."""

import re
from decimal import Decimal

from budgets.money import WAN, precision, total
from indicators import execution
from indicators.facts import Facts, Place

SCALES = {"亿元": WAN * WAN, "万元": WAN, "元": Decimal(1)}
PRINTED = re.compile(r"(?P<number>-?\d[\d,，]*(?:\.(?P<decimals>\d+))?)\s*(?P<unit>亿元|万元|元)")


class Stated:
    """What the facts state at a place. Reckoned once for each: a document may say it a thousand times."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._amounts: dict[Place, list[Decimal]] = {}
        self._rooms: dict[Place, Decimal] = {}

    def amounts(self, place: Place) -> list[Decimal]:
        """What may be printed there; nothing where the facts do not know."""
        if place not in self._amounts:
            self._amounts[place] = _amounts_of(self.facts, place)
        return self._amounts[place]

    def room(self, *places: Place) -> Decimal:
        """Amounts that were read in 万元 are known to 50 元: those only that the figures of these places come from."""
        for place in places:
            if place not in self._rooms:
                self._rooms[place] = _room_of(self.facts, place)
        return sum((self._rooms[place] for place in places), Decimal(0))

    def bears_out(self, text: str, place: Place) -> bool:
        """Whether the words print one of the amounts that may be printed there."""
        return any(prints(text, amount, self.room(place)) for amount in self.amounts(place))


def prints(text: str, amount: Decimal, room: Decimal) -> bool:
    """Whether the words print this amount, rounded as they are; one in the last place may come from rounding a part."""
    match = PRINTED.search(text)
    if match is None:
        return True
    return abs(amount_of(text) - amount) <= last_place(text) + room


def last_place(text: str) -> Decimal:
    match = PRINTED.search(text)
    if match is None or match["unit"] == "元":
        return Decimal("0.005")
    return SCALES[match["unit"]] / 10 ** len(match["decimals"] or "")


def amount_of(text: str) -> Decimal:
    """In 元, of an amount with its unit."""
    match = PRINTED.search(text)
    return number_of(match["number"]) * SCALES[match["unit"]] if match else Decimal(0)


def number_of(text: str) -> Decimal:
    """Of 1,234.50, in either width of the comma."""
    return Decimal(re.sub("[,，]", "", text))


def _amounts_of(facts: Facts, place: Place) -> list[Decimal]:
    match place.key, place.field:
        case "evaluation", "initial":
            found = [execution.initial_total(facts)]
        case "evaluation", "adjusted":
            found = [execution.adjusted_total(facts)]
        case "evaluation", "final":
            found = [execution.final_total(facts)]
        case "evaluation", "executed":
            # 决算支出 and 决算收入 are one figure to those who spend all that they receive.
            found = [execution.executed_total(facts), total([line.executed for line in facts.revenue])]
        case "evaluation", "budget":
            both = [execution.budget_total(facts), execution.initial_total(facts), execution.adjusted_total(facts)]
            found = both if None not in both else []
        case (("basic" | "project"), "executed"):
            found = [getattr(facts, place.key).executed]
        case _:
            found = [getattr(line, place.field, None) for line in facts.revenue if line.key == place.key]
    return [amount for amount in found if amount is not None]


def _room_of(facts: Facts, place: Place) -> Decimal:
    spent = [facts.basic, facts.project]
    if place.key in {"basic", "project"}:
        lines = [getattr(facts, place.key)]
    elif place.key != "evaluation":
        lines = [line for line in facts.revenue if line.key == place.key]
    else:
        lines = spent if place.field == "executed" else [*facts.revenue]
    stated = [line for line in lines if getattr(line, place.field, None)]
    # What no source states comes from elsewhere, and may be any column's.
    fields = {place.field} if stated else {"initial", "adjusted", "final", "executed"}
    return precision(*(bool(fields & {*line.typed_in_wan}) for line in stated or [*facts.revenue, *spent]))
