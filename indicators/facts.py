"""What one evaluation states, each figure once, free of database, clock and request.

Everything that is computed, checked or printed is a function of `Facts`. Money is in 元.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from budgets.records import RecordError, decode, encode

VERSION = 1
# Fields that are things of their own, or that say how an amount was typed, which is no other amount.
APART = frozenset({"key", "rows", "typed_in_wan", "revenue", "basic", "project", "goals", "statement"})
# 完成情况 and 分档 in words, by their codes, as sentences and tables say them.
OUTCOMES = {"met": "完成", "exceeded": "超额完成", "partly": "部分完成", "not_met": "未完成"}
TIERS = {"reached": "达成预期", "partly": "部分达成", "not_reached": "未达成"}


@dataclass(frozen=True)
class Place:
    """Where a figure lives: what a finding, a form field and a figure on paper all point to.

    step: "budget", "goals", "indicators" or "statement"; key: of the row, "" for the step's own fields.
    Keys beside those of rows: "basic", "project" (expenditure), "evaluation" (budget), "statement".
    """

    step: str
    key: str = ""
    field: str = ""


@dataclass(frozen=True)
class DepartmentNames:
    code: str
    full_name: str
    form_name: str
    short_name: str


@dataclass(frozen=True)
class Revenue:
    """One source of 收入; None is blank, which is not 0. `typed_in_wan` names the columns typed in 万元 (±50 元).

    executed: what was spent of this source; asked for only where the form states 执行数 by source.
    """

    key: str
    source: str
    initial: Decimal | None = None
    adjusted: Decimal | None = None
    final: Decimal | None = None
    typed_in_wan: tuple[str, ...] = ()
    executed: Decimal | None = None


@dataclass(frozen=True)
class Expenditure:
    initial: Decimal | None = None
    adjusted: Decimal | None = None
    executed: Decimal | None = None
    typed_in_wan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A level-3 indicator. Targets and actuals are text exactly as typed; codes are those of `indicators.models`."""

    key: str
    level1: str = ""
    level2: str = ""
    name: str = ""
    target: str = ""
    adjusted_target: str = ""
    adjustment_reason: str = ""
    adjusted_on: date | None = None
    actual: str = ""
    unit: str = ""
    nature: str = ""
    direction: str = ""
    tier: str = ""
    outcome: str = ""
    analysis: str = ""
    deviation_reason: str = ""
    improvement: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    review_score: Decimal | None = None
    is_core: bool = False
    criterion: str = ""

    @property
    def judged_target(self) -> str:
        """调整后目标值 where there is one, else 年初目标值."""
        return self.adjusted_target or self.target

    @property
    def judged_by(self) -> str:
        """What a sentence calls that target."""
        return "调整后目标值" if self.adjusted_target else "目标值"


@dataclass(frozen=True)
class GoalFacts:
    key: str
    title: str = ""
    description: str = ""
    achievement: str = ""
    rows: tuple[Row, ...] = ()
    adjusted_description: str = ""


@dataclass(frozen=True)
class StatementFacts:
    """三 and 四 as numbered items, the two foot rows (typed text replaces the generated one), and who answers."""

    problems: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    foot_reason: str = ""
    foot_improvement: str = ""
    filing_date: date | None = None
    conclusion: str = ""
    unit_head: str = ""
    finance_head: str = ""
    contact_name: str = ""
    contact_phone: str = ""


@dataclass(frozen=True)
class Facts:
    version: int
    department: DepartmentNames
    fiscal_year: int
    scope: str
    basis: str
    rule_set: str
    layout: str
    revenue: tuple[Revenue, ...] = ()
    basic: Expenditure = field(default_factory=Expenditure)
    project: Expenditure = field(default_factory=Expenditure)
    carry_over: Decimal | None = None
    typed_in_wan: tuple[str, ...] = ()
    adjustment_reason: str = ""
    low_execution_reason: str = ""
    execution_note: str = ""
    basis_noted: bool = False
    goals: tuple[GoalFacts, ...] = ()
    statement: StatementFacts = field(default_factory=StatementFacts)

    def rows(self) -> Iterator[tuple[GoalFacts, Row]]:
        for goal in self.goals:
            for row in goal.rows:
                yield goal, row


def as_json(facts: Facts) -> dict:
    return encode(facts)  # type: ignore[return-value]


def from_json(data: object) -> Facts:
    """The inverse of `as_json`. Raises RecordError with the path of what does not fit."""
    facts = decode(Facts, data)
    if facts.version != VERSION:
        raise RecordError("version", f"这份数据的版本是 {facts.version}，本程序只认得版本 {VERSION}")
    return facts
