"""What a person puts right of the facts read from a document, kept as what differs from them: no database.

A correction is the text of a cell. One that cannot be read stays as it was typed, with a sentence, and changes nothing.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from budgets import amounts, cells
from budgets.text import clean
from indicators import rows
from indicators.facts import Facts, GoalFacts, Row
from indicators.last_year import plain_name

DOCUMENT = "document"
# More than this is no self-evaluation, and no page that anybody reads.
MOST_ROWS = 1000
YEARS = range(2000, 2101)
_NOT_A_YEAR = f"请填四位数的年度，例如 2022（{YEARS[0]}–{YEARS[-1]}）"


def _read_year(text: str) -> int:
    text = clean(text).removesuffix("年度").removesuffix("年")
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS):
        raise ValueError(_NOT_A_YEAR)
    return int(text)


YEAR = cells.Kind(_read_year, lambda year: str(year) if year in YEARS else "")
# The cells that a page of corrections has, by what they belong to.
_OF_ROW = rows.TARGET_FIELDS | rows.RESULT_FIELDS
_ROW_NAMES = ("level1", "level2", "name", "target", "actual", "analysis", "deviation_reason", "improvement")
ROW = {name: _OF_ROW[name] for name in _ROW_NAMES}
GOAL = {name: rows.GOAL_FIELDS[name] for name in ("title", "description", "achievement")}
REVENUE = amounts.REVENUE_FIELDS
EXPENDITURE = amounts.EXPENDITURE_FIELDS
EVALUATION = {
    name: amounts.EVALUATION_FIELDS[name]
    for name in ("carry_over", "execution_note", "adjustment_reason", "low_execution_reason")
}
STATEMENT = rows.STATEMENT_FIELDS


@dataclass(frozen=True)
class Corrections:
    """cells: by ``KEY:FIELD``; out: keys of goals, rows and sources that are not to be taken; settled: by the number of
    an unread passage the key of the row to whose analysis it was given, "" where it was dropped; added: keys of the
    rows that the document has and the reading has not, each behind that of its goal.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    settled: Mapping[str, str] = field(default_factory=dict)
    added: tuple[tuple[str, str], ...] = ()


def as_json(corrections: Corrections) -> dict:
    return {
        "cells": dict(corrections.cells),
        "out": sorted(corrections.out),
        "settled": dict(corrections.settled),
        "added": [list(one) for one in corrections.added],
    }


def from_json(data: Mapping) -> Corrections:
    """{} of a file that nobody has corrected yet."""
    added = tuple((goal, row) for goal, row in data.get("added", ()))
    return Corrections(data.get("cells", {}), frozenset(data.get("out", ())), data.get("settled", {}), added)


def with_added(facts: Facts, added: Iterable[tuple[str, str]]) -> Facts:
    """The facts with what was added, still blank, behind the rest."""
    goals = {goal.key: goal for goal in facts.goals}
    for goal, row in added:
        there = goals.setdefault(goal, GoalFacts(goal))
        goals[goal] = replace(there, rows=(*there.rows, Row(row)))
    return replace(facts, goals=tuple(goals.values()))


def adding(corrections: Corrections, facts: Facts, goal: str, space: uuid.UUID) -> Corrections:
    """A row more under this goal; where there is no such goal, a goal with a row.

    space: of this document alone, so that what is added to another never has the same key.
    """
    if sum(1 for _ in facts.rows()) >= MOST_ROWS:
        return corrections
    place = uuid.uuid5(space, str(len(corrections.added)))
    if goal not in {one.key for one in facts.goals}:
        goal = str(uuid.uuid5(place, "goal"))
    return replace(corrections, added=(*corrections.added, (goal, str(place))))


def things_of(facts: Facts) -> Iterator[tuple[str, object, dict[str, cells.Kind]]]:
    """Key, record and correctable cells of everything that the facts state."""
    yield DOCUMENT, facts, {"fiscal_year": YEAR}
    for line in facts.revenue:
        yield line.key, line, REVENUE
    for kind in ("basic", "project"):
        yield kind, getattr(facts, kind), EXPENDITURE
    yield "evaluation", facts, EVALUATION
    for goal in facts.goals:
        yield goal.key, goal, GOAL
        for row in goal.rows:
            yield row.key, row, ROW
    yield "statement", facts.statement, STATEMENT


def texts_of(facts: Facts) -> dict[str, str]:
    """The text of every correctable cell, by ``KEY:FIELD``."""
    return {
        f"{key}:{name}": cells.show(thing, name, kind)
        for key, thing, kinds in things_of(facts)
        for name, kind in kinds.items()
    }


def droppable(facts: Facts) -> frozenset[str]:
    """Keys of what can be left out as a whole."""
    keys = {line.key for line in facts.revenue} | {goal.key for goal in facts.goals}
    return frozenset(keys | {row.key for _, row in facts.rows()})


def unreadable(facts: Facts, corrections: Corrections) -> dict[str, str]:
    """Sentences on the cells that could not be written, by ``KEY:FIELD``: corrections that cannot be read, and what is
    too long as it stands in the document. Of what is left out none is asked.
    """
    left_out = corrections.out | {row.key for goal, row in facts.rows() if goal.key in corrections.out}
    found = {}
    for key, thing, kinds in things_of(facts):
        for name, kind in kinds.items() if key not in left_out else ():
            read = cells.show(thing, name, kind)
            text = corrections.cells.get(f"{key}:{name}", read)
            if text == read == "":
                continue
            try:
                kind.read(text)
            except ValueError as sentence:
                found[f"{key}:{name}"] = str(sentence)
    return found


def corrected(facts: Facts, corrections: Corrections) -> Facts:
    """The facts as the person has put them right; keys stay."""

    def put(thing, key: str, kinds: Mapping[str, cells.Kind]):
        return _put(thing, {name: corrections.cells.get(f"{key}:{name}") for name in kinds}, kinds)

    # What was added and left blank states nothing.
    blank = {GoalFacts(goal) for goal, _ in corrections.added} | {Row(row) for _, row in corrections.added}

    def put_goal(goal):
        kept = (put(row, row.key, ROW) for row in goal.rows if row.key not in corrections.out)
        return replace(put(goal, goal.key, GOAL), rows=tuple(row for row in kept if row not in blank))

    goals = (put_goal(goal) for goal in facts.goals if goal.key not in corrections.out)
    return replace(
        put(put(facts, DOCUMENT, {"fiscal_year": YEAR}), "evaluation", EVALUATION),
        revenue=tuple(put(line, line.key, REVENUE) for line in facts.revenue if line.key not in corrections.out),
        basic=put(facts.basic, "basic", EXPENDITURE),
        project=put(facts.project, "project", EXPENDITURE),
        goals=tuple(goal for goal in goals if goal not in blank),
        statement=put(facts.statement, "statement", STATEMENT),
    )


def _put(thing, texts: Mapping[str, str | None], kinds: Mapping[str, cells.Kind]):
    """The record with what can be read of these texts; None leaves a field as it is."""
    for name, text in texts.items():
        if text is None:
            continue
        try:
            value = kinds[name].read(text)
        except ValueError:
            continue
        if kinds[name] is cells.AMOUNT:
            typed = set(thing.typed_in_wan) - {name} | ({name} if value and value.in_wan else set())
            thing = replace(thing, **{name: value.yuan if value else None}, typed_in_wan=tuple(sorted(typed)))
        else:
            thing = replace(thing, **{name: tuple(value) if isinstance(value, list) else value})
    return thing


def posted(
    sent: Mapping[str, str],
    kept: set[str],
    facts: Facts,
    before: Corrections,
    passages: list[str],
    shown: Corrections | None = None,
) -> Corrections:
    """The corrections that a posted form makes of those before.

    sent: the form's texts, its cells under ``cell:KEY:FIELD``, what becomes of a passage under ``give:NUMBER`` (the
    label of a row) and ``drop:NUMBER``; kept: the keys that stayed ticked; passages: what was not understood; shown:
    the corrections that stood on the page, where another page may have made others since: only what this one changed
    is written.
    """
    shown = before if shown is None else shown
    read = texts_of(facts)
    written = dict(before.cells)
    for name, was in read.items():
        now = sent.get(f"cell:{name}")
        if now is not None and (shown == before or clean(now) != clean(shown.cells.get(name, was))):
            written.pop(name, None)
            if clean(now) != clean(was):
                written[name] = clean(now)
    since = {key for pair in before.added if pair not in shown.added for key in pair}
    unticked = droppable(facts) - kept - since
    out = (before.out | (unticked - shown.out)) - (shown.out - unticked - since)
    settled = {
        number: key
        for number, key in before.settled.items()
        if key or f"drop:{number}" in sent or number not in shown.settled
    }
    labels = {label_of(number, row): row.key for number, row in enumerate((row for _, row in facts.rows()), 1)}
    for number, text in enumerate(passages):
        if f"drop:{number}" in sent:
            settled[str(number)] = settled.get(str(number), "")
        elif key := _row_meant(sent.get(f"give:{number}", ""), labels):
            cell = f"{key}:analysis"
            written[cell] = f"{written.get(cell, read[cell])}\n{clean(text)}".strip()
            settled[str(number)] = key
    return Corrections(written, frozenset(out), settled, before.added)


def overwritten(before: Corrections, after: Corrections, shown: Corrections) -> list[str]:
    """Cells, by ``KEY:FIELD``, that another page has corrected since this one was shown, and that this one changes."""
    elsewhere = {name for name in before.cells | shown.cells if before.cells.get(name) != shown.cells.get(name)}
    return sorted(name for name in elsewhere if after.cells.get(name) != before.cells.get(name))


def label_of(number: int, row: Row) -> str:
    """By which a row is chosen: its number stands in front, and is enough."""
    return f"{number} {row.name}".strip()


def _row_meant(text: str, labels: Mapping[str, str]) -> str:
    """The key of the row that is named by its number, or by its name where only one row has it; "" where none is."""
    text = clean(text)
    if text in labels:
        return labels[text]
    number, name = text.split(" ")[0], plain_name(text)
    found = [key for label, key in labels.items() if label.split(" ")[0] == number]
    found = found or [key for label, key in labels.items() if plain_name(label.partition(" ")[2]) == name]
    return found[0] if text and len(found) == 1 else ""
