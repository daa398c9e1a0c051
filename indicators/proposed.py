"""Which 完成情况 the figures and the chosen tier propose, and when a proposal may take the place of what is stored.

A proposal is stored like a choice. It gives way to the next one only while nothing else has been chosen in its place.
"""

from indicators.facts import Row
from indicators.judged import judgement_of

# What decides over the proposal: a change of any other field leaves 完成情况 alone.
DECIDING = frozenset({"target", "adjusted_target", "actual", "unit", "name", "level2", "direction", "tier"})
_REACHED = frozenset({"met", "exceeded"})
_OF_TIERS = {"partly": "partly", "not_reached": "not_met"}


def proposed(row: Row) -> str:
    """A code of 完成情况, "" where a person has to say: 部分完成 and 未完成 cannot be told apart by figures."""
    judged = judgement_of(row)
    if judged.asks in {"target", "actual"}:
        return ""
    tier = row.tier or judged.tier
    if tier in _OF_TIERS:
        return "" if judged.outcome in _REACHED else _OF_TIERS[tier]
    if judged.outcome in _REACHED:
        return judged.outcome
    return "met" if tier == "reached" and judged.outcome == "cannot_tell" else ""


def possible(row: Row) -> tuple[str, ...]:
    """Where nothing is proposed although the target was missed: the two that a person chooses from."""
    return ("partly", "not_met") if judgement_of(row).outcome == "not_met" and not proposed(row) else ()


def next_outcome(before: Row, after: Row) -> str:
    """What 完成情况 becomes after a change of the row that did not set it: what a person chose stays."""
    return proposed(after) if after.outcome in {"", proposed(before)} else after.outcome
