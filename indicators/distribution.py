"""Giving out weights evenly, through the door for writing."""

from django.utils import timezone

from budgets.editing import Part, Refused, editing, open_parts
from budgets.models import Evaluation
from budgets.rulesets import RULE_SETS
from indicators.facts import Facts
from indicators.gather import gather
from indicators.models import Indicator
from indicators.weights import ALL, Plan, offered, plan

MOVED = "指标或分值刚才有改动，没有分配。请按下面新的结果重新确认。"
FIXED = "目标已经审核，已填的分值不能重新分配。"


def planned(evaluation: Evaluation, how: str, facts: Facts | None = None) -> Plan:
    """What `distribute_weights` would do now."""
    return plan(facts or gather(evaluation), RULE_SETS[evaluation.rule_set], how, fixed=_fixed(evaluation))


def ways(evaluation: Evaluation, facts: Facts) -> tuple[str, ...]:
    """How weights can be given out now; () where they are closed, right already, or nothing is scored."""
    rules = RULE_SETS[evaluation.rule_set]
    if not rules.scored or Part.TARGETS not in open_parts(evaluation):
        return ()
    return offered(facts, rules, fixed=_fixed(evaluation))


def _fixed(evaluation: Evaluation) -> frozenset[str]:
    """Approved rows keep their weights, also while targets are adjusted."""
    return frozenset(str(key) for key in evaluation.indicators.filter(approved=True).values_list("key", flat=True))


def distribute_weights(evaluation: Evaluation, how: str, *, seen: str, by) -> Plan:
    """seen: the mark of the plan that was confirmed. Raises Refused where it would do something else by now."""
    with editing(evaluation, Part.TARGETS, by=by) as locked:
        if how == ALL and _fixed(locked):
            raise Refused(FIXED)
        found = planned(locked, how)
        # A request that comes twice finds everything done.
        locked.unchanged = not found.changes
        if found.changes and found.mark != seen:
            raise Refused(MOVED)
        _write(locked, found, by)
    return found


def _write(locked: Evaluation, found: Plan, by) -> None:
    weights = {change.row.key: change.now for change in found.changes}
    rows = list(locked.indicators.filter(key__in=weights))
    for row in rows:
        row.weight, row.changed_by, row.changed_at = weights[str(row.key)], by, timezone.now()
    Indicator.objects.bulk_update(rows, ["weight", "changed_by", "changed_at"])
