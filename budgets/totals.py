"""What follows from the amounts of a budget: sums, change, execution rate, and how the budget page prints them.

Everything here has its twin in static/money.js, tested with the same cases: the page shows while one types what
the server will say. Lines are anything with `initial`, `adjusted` and `final` or `executed`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from budgets.money import parse, percent_text, precision, rate, total, wan_text, yuan_text

BASES = {"initial": "年初预算数", "adjusted": "调整后预算数"}


class Received(Protocol):
    initial: Decimal | None
    adjusted: Decimal | None
    final: Decimal | None


class Spent(Protocol):
    initial: Decimal | None
    adjusted: Decimal | None
    executed: Decimal | None


@dataclass(frozen=True)
class Totals:
    """received_*: 收入合计; spent_*: 部门整体支出总额. None where nothing is stated, and `executed` where half is missing."""

    received_initial: Decimal | None
    received_adjusted: Decimal | None
    received_final: Decimal | None
    spent_initial: Decimal | None
    spent_adjusted: Decimal | None
    executed: Decimal | None
    # By how many 元 received_final and executed may be off together, where parts of them were typed in 万元.
    slack: Decimal = Decimal(0)

    def budget(self, basis: str) -> Decimal | None:
        return self.received_initial if basis == "initial" else self.received_adjusted

    def execution_rate(self, basis: str) -> Decimal | None:
        return rate(self.executed, self.budget(basis))

    @property
    def carry_over(self) -> Decimal | None:
        """年末结转结余 as it should be."""
        if self.received_final is None or self.executed is None:
            return None
        return self.received_final - self.executed


def totals(revenue: Iterable[Received], basic: Spent, project: Spent) -> Totals:
    lines = list(revenue)
    typed_in_wan = [_in_wan_typed(line, "final") for line in lines]
    typed_in_wan += [_in_wan_typed(line, "executed") for line in (basic, project)]
    whole = basic.executed is not None and project.executed is not None
    return Totals(
        total([line.initial for line in lines]),
        total([line.adjusted for line in lines]),
        total([line.final for line in lines]),
        total([basic.initial, project.initial]),
        total([basic.adjusted, project.adjusted]),
        # Half an expenditure would look like a low rate that is only unfinished.
        total([basic.executed, project.executed]) if whole else None,
        precision(*typed_in_wan),
    )


def _in_wan_typed(line: object, field: str) -> bool:
    return field in getattr(line, "typed_in_wan", ())


def figures(sums: Totals, basis: str) -> dict[str, str]:
    """Every computed text of the budget page, by name."""
    amounts = {
        "received_initial": sums.received_initial,
        "received_adjusted": sums.received_adjusted,
        "received_final": sums.received_final,
        "spent_initial": sums.spent_initial,
        "spent_adjusted": sums.spent_adjusted,
        "executed": sums.executed,
        "budget": sums.budget(basis),
    }
    texts = {name: yuan_text(amount) for name, amount in amounts.items()}
    texts |= {f"{name}_wan": _in_wan(amount) for name, amount in amounts.items()}
    other = "adjusted" if basis == "initial" else "initial"
    return texts | {
        "received_change": change_text(sums.received_initial, sums.received_adjusted),
        "received_change_note": change_note(sums.received_initial, sums.received_adjusted),
        "spent_change": change_text(sums.spent_initial, sums.spent_adjusted),
        "spent_change_note": change_note(sums.spent_initial, sums.spent_adjusted),
        "budget_label": f"预算数（{BASES[basis]}）",
        "rate": _percent(sums.execution_rate(basis)),
        "other_rate_label": f"按{BASES[other]}计算",
        "other_rate": _percent(sums.execution_rate(other)),
        "carried": _carried_text(sums),
    }


def _carried_text(sums: Totals) -> str:
    if sums.carry_over is None:
        return ""
    off = f"（有的金额按万元填写，可有 {sums.slack} 元以内的出入）" if sums.slack else ""
    return f"收入决算数 − 执行数 = {yuan_text(sums.carry_over)} 元{off}"


def change_text(initial: Decimal | None, adjusted: Decimal | None) -> str:
    """减 44,322,235.88; blank while the adjusted budget is. A source without 年初 had no budget before."""
    if adjusted is None:
        return ""
    change = adjusted - (initial or Decimal(0))
    if not change:
        return "无调整"
    return f"{'增' if change > 0 else '减'} {yuan_text(abs(change))}"


def change_note(initial: Decimal | None, adjusted: Decimal | None) -> str:
    """The same in 万元 and in percent of 年初预算数: 4,432.22 万元，15.94%."""
    if adjusted is None or adjusted == (initial or 0):
        return ""
    change = abs(adjusted - (initial or Decimal(0)))
    percent = rate(change, abs(initial)) if initial else None
    return "，".join(filter(None, [_in_wan(change), _percent(percent)]))


def echo(text: str) -> str:
    """What is typed, in the other unit: 7,899,400.00 元 for 789.94万. Blank where it cannot be read."""
    try:
        amount = parse(text)
    except ValueError:
        return ""
    if amount is None:
        return ""
    return f"{yuan_text(amount.yuan)} 元" if amount.in_wan else _in_wan(amount.yuan)


def _in_wan(yuan: Decimal | None) -> str:
    return "" if yuan is None else f"{wan_text(yuan)} 万元"


def _percent(percent: Decimal | None) -> str:
    return "" if percent is None else percent_text(percent)
