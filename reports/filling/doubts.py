"""What of a change that can be taken looks doubtful: said beside the cell, by the rules of the checks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from indicators.facts import Row
from indicators.validation.judgements import unit_doubt
from indicators.validation.levels import name_doubt
from reports.filling.comparison import CellChange
from reports.filling.consequences import judged_row
from reports.filling.reading import plain
from reports.filling.state import Here, State

_FIGURES = ("target", "adjusted_target", "actual")
_LEVELS = {"level1": 1, "level2": 2}
_SAME_NAME = "这个年度目标里已有同名的指标，请核对后再勾选"


def with_doubts(here: Here, changes: Sequence[CellChange], state: State) -> list[CellChange]:
    """Taken all the same unless somebody objects; but a name that is there already is left to be ticked."""
    row = judged_row(here.key, here.values, changes)
    marked = []
    for one in changes:
        doubts = list(_doubts(here, one, row, state))
        twice = one.field == "name" and _is_taken(here, one.now, state)
        warning = "；".join(filter(None, [one.warning, *doubts, _SAME_NAME if twice else ""]))
        marked.append(replace(one, warning=warning, ticked=one.ticked and not twice))
    return marked


def doubts_of_new(values: Mapping[str, str], state: State) -> list[str]:
    """The same of a row that is not there yet."""
    levels = [name_doubt(state.rules, level, values.get(name, "").strip()) for name, level in _LEVELS.items()]
    _, units = unit_doubt(judged_row("", values))
    return [said.removesuffix("。") for said in (*levels, units) if said]


def _doubts(here: Here, one: CellChange, row: Row, state: State) -> Iterable[str]:
    if one.field in _LEVELS:
        doubt = name_doubt(state.rules, _LEVELS[one.field], one.now.strip())
        return [doubt.removesuffix("。")] if doubt else []
    if one.field not in _FIGURES:
        return []
    # Where the target was adjusted, the old one is not what the actual answers.
    answered = one.field != "target" or not row.adjusted_target
    _, said = unit_doubt(row) if answered and row.actual else ("", "")
    return [said.removesuffix("。")] if said else _other_unit(here, one, row)


def _other_unit(here: Here, one: CellChange, row: Row) -> list[str]:
    """Against what stood in the cell, or in the one that it replaces: the old one takes the part of the target."""
    was = one.was or (here.values["target"] if one.field == "adjusted_target" else "")
    old = replace(row, target=was, adjusted_target="", actual=one.now)
    related, _ = unit_doubt(old) if was else ("", "")
    return [f"单位与原来的“{was}”不同，请核对"] if related else []


def _is_taken(here: Here, name: str, state: State) -> bool:
    return any(
        other.key != here.key and other.goal == here.goal and plain(other.name) == plain(name) for other in state.rows
    )
