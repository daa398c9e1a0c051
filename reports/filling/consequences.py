"""What changes of cells bring along: 完成情况 follows the figures as it does where they are typed on the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from indicators.facts import OUTCOMES, Row
from indicators.proposed import DECIDING, next_outcome, proposed
from reports.filling.comparison import CellChange, Follows
from reports.filling.state import Here

_SHOWN_AT = ("actual", "tier", "adjusted_target", "target")


def judged_row(key: str, values: Mapping[str, str], changes: Iterable[CellChange] = ()) -> Row:
    """As far as the judge looks at it, with the changes that are proposed."""
    values = {**values, **{one.field: one.now for one in changes if one.ticked}}
    return Row(key, **{name: values.get(name, "") for name in (*DECIDING, "outcome")})


def outcome_of_new(values: Mapping[str, str]) -> Follows | None:
    if not values.get("actual") or values.get("outcome"):
        return None
    return Follows("", OUTCOMES.get(proposed(judged_row("", values)), ""))


def with_outcome(here: Here, changes: Sequence[CellChange]) -> list[CellChange]:
    """One of the changes says what becomes of 完成情况."""
    taken = {one.field for one in changes if one.ticked}
    if not taken & DECIDING or "outcome" in taken or "outcome" not in here.open:
        return list(changes)
    was = here.values["outcome"]
    now = next_outcome(judged_row(here.key, here.values), judged_row(here.key, here.values, changes))
    if now == was:
        return list(changes)
    at = next(name for name in (*_SHOWN_AT, *sorted(DECIDING)) if name in taken)
    follows = Follows(OUTCOMES.get(was, ""), OUTCOMES.get(now, ""))
    return [replace(one, follows=follows) if one.field == at else one for one in changes]
