"""How the plan of taking a document over is told on its page."""

from django import template

from reports.taking import FILL, NEW, OVER

register = template.Library()
_AMOUNTS = frozenset({"initial", "adjusted", "final", "executed", "carry_over"})
_NAMES = (("goals", "个年度目标"), ("indicators", "项指标"), ("budget", "项收入来源"))


@register.simple_tag
def draft_groups(plan, ticked, changed):
    """ticked: names of the cells to be overwritten; changed: of those that somebody has changed meanwhile."""
    told = {kind: [_told(entry, ticked, changed) for entry in plan.of(kind)] for kind in (NEW, FILL, OVER)}
    steps = [entry.difference.place.step for entry in plan.of(NEW)]
    return {
        "new": told[NEW],
        "fills": told[FILL],
        "overs": told[OVER],
        "counts": "、".join(f"{steps.count(step)} {words}" for step, words in _NAMES if step in steps),
        "seen": [entry.seen for entry in plan.of(NEW, FILL, OVER)],
        "any": any(told.values()),
    }


def _told(entry, ticked, changed) -> dict:
    one = entry.difference
    return {
        "name": entry.name,
        "thing": one.thing,
        "label": one.label,
        "was": one.was,
        "now": one.now,
        "is_ticked": entry.name in ticked,
        "is_changed": entry.name in changed,
        "is_amount": one.place.step == "budget" and one.place.field in _AMOUNTS,
    }
