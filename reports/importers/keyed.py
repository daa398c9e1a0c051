"""Keys that follow from what the rows of a document say, for facts that stay: others' rows are copied from them."""

import uuid
from dataclasses import replace

from indicators.facts import Facts, GoalFacts
from indicators.last_year import plain_name

_SPACE = uuid.uuid5(uuid.NAMESPACE_OID, "perfeval: rows of documents")


def keyed(facts: Facts) -> tuple[Facts, dict[str, str]]:
    """The facts with keys that follow from what the rows say, and by the old key the new one.

    So the same document read twice has the same rows, and rows of different documents are never taken for each other.
    """
    used: set[str] = set()
    last: dict[str, str] = {}
    renamed: dict[str, str] = {}

    def key_of(old: str, *words: str) -> str:
        name = "/".join([str(facts.fiscal_year), *(plain_name(word) for word in words)])
        # Of rows with the same words each goes on from the one before: thousands of them are counted through once.
        key = str(uuid.uuid5(_SPACE, last.get(name, name)))
        while key in used:
            key = str(uuid.uuid5(_SPACE, key))
        last[name] = key
        used.add(key)
        renamed[old] = key
        return key

    def goal_of(goal: GoalFacts) -> GoalFacts:
        rows = tuple(
            replace(row, key=key_of(row.key, goal.title, row.level1, row.level2, row.name)) for row in goal.rows
        )
        return replace(goal, key=key_of(goal.key, "goal", goal.title), rows=rows)

    revenue = tuple(replace(line, key=key_of(line.key, "revenue", line.source)) for line in facts.revenue)
    return replace(facts, revenue=revenue, goals=tuple(goal_of(goal) for goal in facts.goals)), renamed
