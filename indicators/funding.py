"""The money of a year by where it comes from, as the national form asks: 当年财政拨款, 上年结转, 其他."""

import re
from decimal import Decimal

from budgets.money import rate, total
from indicators.execution import executed_total
from indicators.facts import Facts, Revenue

KINDS = {"appropriation": "当年财政拨款", "carried": "上年结转资金", "other": "其他资金"}
# The line of money whose sources are not told.
WHOLE = "预算资金总额"
_WHOLE = re.compile("(?:预算|年度)?资金总额|(?:部门)?整体支出(?:总额)?|(?:收入|支出)?(?:总计|合计|总额)")
COLUMNS = ("initial", "adjusted", "executed", "rate")
# 非财政拨款 comes from elsewhere, and 非同级财政拨款 from another budget than the department's own.
_APPROPRIATION = re.compile("(?<!非)(?<!非同级)财政拨款")


def kind_of(source: str) -> str:
    """财政拨款 of whichever budget is 当年财政拨款, unless it was carried over (年初结转和结余, 上年财政拨款结转)."""
    if "结转" in source or "结余" in source:
        return "carried"
    return "appropriation" if _APPROPRIATION.search(source) else "other"


def is_whole(line: Revenue) -> bool:
    """A total that stands in the place of sources."""
    return bool(_WHOLE.fullmatch(line.source.strip()))


def lines_of(facts: Facts, kind: str) -> list[Revenue]:
    return [line for line in facts.revenue if kind_of(line.source) == kind]


def is_used(line: Revenue) -> bool:
    """Whether there is money in this line at all; the usual sources stand in the table without any."""
    return any((line.initial, line.adjusted, line.final, line.executed))


def amount(facts: Facts, kind: str, column: str) -> Decimal | None:
    """In 元, `column` one of COLUMNS but the rate. None where nothing is stated."""
    if column == "executed":
        return _executed(facts, kind)
    return total([getattr(line, column) for line in lines_of(facts, kind)])


def _executed(facts: Facts, kind: str) -> Decimal | None:
    """Half of a kind stated is not yet what was spent of it. All the money being of one kind, nobody need divide it."""
    used = [line for line in lines_of(facts, kind) if is_used(line)]
    if not used:
        return None
    if not is_divided(facts):
        return executed_total(facts)
    stated = [line.executed for line in used]
    return total(stated) if None not in stated else None


def rate_of(facts: Facts, kind: str) -> Decimal | None:
    """执行率 of one kind, on the adjusted budget: the form sets 全年执行数 beside 全年预算数."""
    return rate(amount(facts, kind, "executed"), amount(facts, kind, "adjusted"))


def is_divided(facts: Facts) -> bool:
    """Whether the money is of more than one kind, so that what was spent has to be told for each."""
    return len({kind_of(line.source) for line in facts.revenue if is_used(line)}) > 1
