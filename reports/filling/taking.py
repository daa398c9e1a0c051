"""Taking over what was ticked in a preview, through the door for writing: all of it or nothing."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from budgets.cells import Change
from budgets.editing import Refused
from budgets.models import Evaluation
from indicators import placing, rows
from indicators.proposed import DECIDING
from reports.filling.columns import LABELS
from reports.filling.comparison import AddedRow, CellChange, ChangedRow, Comparison

_CHANGED_SINCE = "预览以后有变动，什么都没有写入。下面是现在的情况，请核对后再确认。"


@dataclass(frozen=True)
class Taken:
    """lines: of each row its goal, its name and what was written in it.

    followed: rows whose 完成情况 changed with their figures. blank: rows with a new figure that leaves 完成情况 to choose.
    """

    cells: int = 0
    added: int = 0
    followed: int = 0
    blank: int = 0
    lines: list[tuple[str, str, str]] = field(default_factory=list)


class NotTaken(Refused):
    """Nothing was written; reasons: sentences on the cells for which it was not."""

    def __init__(self, sentence: str, reasons: Collection[str] = ()) -> None:
        super().__init__(sentence)
        self.reasons = list(reasons)


def take(evaluation: Evaluation, found: Comparison, tokens: Collection[str], *, seed: uuid.UUID, by) -> Taken:
    """tokens: those of the ticked cells and rows. seed: of the upload, so that new rows come once however often it is asked.

    Raises Refused.
    """
    changed, added = _chosen(found, set(tokens))
    changes = [Change(row.here.key, one.field, one.was, one.now) for row, ones in changed for one in ones]
    keys = {one.number: uuid.uuid5(seed, str(one.number)) for one in added}
    with transaction.atomic():
        for goal in {one.goal.key: one.goal for one in added}.values():
            rows.add_indicators(evaluation, goal.key, [keys[one.number] for one in added if one.goal == goal], by=by)
        changes += [Change(str(keys[one.number]), name, "", text) for one in added for name, text in one.values.items()]
        answers = rows.save_typed(evaluation, changes, by=by) if changes else []
        for goal in {one.goal.key for one in added}:
            placing.put_by_level(evaluation, goal, [keys[one.number] for one in added if one.goal.key == goal], by=by)
        if failed := [answer for answer in answers if answer.status != "saved"]:
            raise NotTaken(_CHANGED_SINCE, [_why(answer, found) for answer in failed])
        outcomes = _outcomes(evaluation, changes)
    before = {row.here.key: row.here.values["outcome"] for row, _ in changed}
    chosen = {change.key for change in changes if change.field == "outcome"}
    return Taken(
        sum(len(ones) for _, ones in changed),
        len(added),
        sum(before.get(key, "") != outcome for key, outcome in outcomes.items() if key not in chosen),
        sum(not outcome for outcome in outcomes.values()),
        _said(changed, added, outcomes),
    )


def _outcomes(evaluation: Evaluation, changes: Collection[Change]) -> dict[str, str]:
    """完成情况 as it stands after writing, of the rows with an actual in which something that decides was written."""
    keys = {change.key for change in changes if change.field in DECIDING}
    rows_now = evaluation.indicators.filter(key__in=keys).exclude(actual="").values_list("key", "outcome")
    return {str(key): outcome for key, outcome in rows_now} if keys else {}


def _chosen(found: Comparison, tokens: set[str]) -> tuple[list[tuple[ChangedRow, list[CellChange]]], list[AddedRow]]:
    """What the tokens name. One that names nothing any more is no matter where the cell holds it already."""
    changed = [(row, [one for one in row.cells if one.token in tokens]) for row in found.changed]
    added = [one for one in found.added if one.token in tokens]
    known = {one.token for _, ones in changed for one in ones} | {one.token for one in added}
    done = {CellChange(number, name, "", "", "").token.rpartition(".")[0] for number, name in found.same}
    if any(token.rpartition(".")[0] not in done for token in tokens - known):
        raise NotTaken(_CHANGED_SINCE)
    return [(row, ones) for row, ones in changed if ones], added


def _why(answer, found: Comparison) -> str:
    names = {row.here.key: row.here.name for row in found.changed}
    label = LABELS.get(answer.field, "")
    return f"{names.get(answer.key, '新增的指标')} · {label}：{answer.message}"


def _said(
    changed: list[tuple[ChangedRow, list[CellChange]]], added: list[AddedRow], outcomes: dict[str, str]
) -> list[tuple[str, str, str]]:
    lines = []
    for row, ones in changed:
        said = [f"{one.label}“{_short(one.now_words)}”" for one in ones]
        if outcomes.get(row.here.key) == "":
            said.append("完成情况（请选择）")
        lines.append((row.here.goal.label, row.here.name, "、".join(said)))
    return lines + [
        (
            one.goal.label,
            one.values.get("name", ""),
            f"新增：{'、'.join(LABELS[name] for name in one.values if name != 'name')}",
        )
        for one in added
    ]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
