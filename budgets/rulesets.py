"""Rule sets as data: on which budget the rate is computed, what needs a reason, whether points are given.

An entry is never changed once it has landed; a changed rule is a new name.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class RuleSet:
    """basis: "initial" or "adjusted". over_fulfilment, low_execution: percent; None asks for no reason.

    reasons: what must be explained: "unmet" (reason and improvement), "over_fulfilment", "low_execution".
    """

    name: str
    title: str
    basis: str
    over_fulfilment: Decimal | None = None
    low_execution: Decimal | None = None
    scored: bool = False
    reasons: tuple[str, ...] = ("unmet",)


_ENTRIES = (
    RuleSet(
        name="unscored",
        title="不计分（部门整体绩效自评）",
        # The founding document computes 执行率 on 调整后预算数, whatever the note of its form says.
        basis="adjusted",
        # 超额 at or above 130 % is to be explained (some places ask from 120 % on).
        over_fulfilment=Decimal(130),
        # No threshold for a low 执行率 is stated for this regime.
        low_execution=None,
        # 执行率 and indicators are shown without points.
        scored=False,
        # 未完成 or 部分完成: reason and improvement, in every regime.
        reasons=("unmet", "over_fulfilment"),
    ),
    RuleSet(
        name="hubei",
        title="湖北省（百分制）",
        # 2020 note to the scored form: 预算数为调整后预算总额.
        basis="adjusted",
        # 超额 at or above 130 % is to be explained.
        over_fulfilment=Decimal(130),
        # No threshold for a low 执行率 is stated for this regime.
        low_execution=None,
        # 执行率 20 points, indicators 80 points.
        scored=True,
        # 未完成 or 部分完成: reason and improvement, in every regime.
        reasons=("unmet", "over_fulfilment"),
    ),
)

RULE_SETS = {entry.name: entry for entry in _ENTRIES}
