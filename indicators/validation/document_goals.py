"""Goals as a document counts them in its parts."""

from collections.abc import Iterable, Iterator

from indicators.claims import SECTION_NAMES, Claim, Contradiction, Excerpt
from indicators.facts import Facts, Place
from indicators.findings import Finding


def numbers(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """One finding a goal, with all places that call it by another number."""
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.subject == "goal_number":
            said.setdefault(claim.place.key, []).append(claim)
    for number, goal in enumerate(facts.goals, start=1):
        odd = [claim for claim in said.get(goal.key, []) if claim.value != str(number)]
        same = [claim for claim in said.get(goal.key, []) if claim.value == str(number)]
        if not odd or not same:
            continue
        right = next((one for one in same if one.excerpt.section != odd[0].excerpt.section), same[0])
        told = "，".join(dict.fromkeys(f"{_where(one)}写成了年度目标{one.value}" for one in odd))
        called = f"“{goal.title.strip()}”" if goal.title.strip() else "这个目标"
        message = f"年度目标{number}的编号前后不一：{called}在{told}，{_where(right)}是年度目标{number}，请改正。"
        place = Place("goals", goal.key, "title")
        finding = Finding("goal-number-differs", "error", message, place, tuple(one.value for one in odd))
        yield Contradiction(finding, tuple(dict.fromkeys(one.excerpt for one in (*odd, right))))


def _where(claim: Claim) -> str:
    return SECTION_NAMES[claim.excerpt.section]


_REACHED = {"met", "exceeded"}
_COUNTED = {"goals": ("年度目标个数", "个"), "rows": ("指标数", "项"), "reached": ("完成的指标数", "项")}


def counts(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """共n项，完成m项, against the rows of the goal, or of all; one finding a place."""
    wrong: dict[tuple[str, Excerpt], dict[str, Claim]] = {}
    for claim in claims:
        right = _counted(facts, claim)
        if right is not None and int(claim.value) != right:
            wrong.setdefault((claim.place.key, claim.excerpt), {})[claim.subject] = claim
    for (key, excerpt), odd in wrong.items():
        number = next((number for number, goal in enumerate(facts.goals, start=1) if goal.key == key), 0)
        of_goal = f"年度目标{number}{'的' if 'rows' in odd else ''}" if number else ""
        told = "；".join(_told(claim, facts) for claim in odd.values())
        message = f"{of_goal}{told}，请核对。"
        place = Place("goals", key, "rows")
        # What the whole has may have been read with a row too few.
        level = "error" if number else "warning"
        figures = tuple(figure for claim in odd.values() for figure in (claim.value, str(_counted(facts, claim))))
        yield Contradiction(Finding("count-differs", level, message, place, figures), (excerpt,))


def _told(claim: Claim, facts: Facts) -> str:
    what, unit = _COUNTED[claim.subject]
    return f"{what}：{_where(claim)}写的是{claim.value}{unit}，自评表里是{_counted(facts, claim)}{unit}"


def _counted(facts: Facts, claim: Claim) -> int | None:
    """How many there are of what is counted; None where nothing is counted, or where some are undecided."""
    goals = [goal for goal in facts.goals if claim.place.key in {"", goal.key}]
    rows = [row for goal in goals for row in goal.rows]
    if claim.place.step != "goals" or claim.subject not in _COUNTED or not rows:
        return None
    if claim.subject == "goals":
        return len(goals) if all(goal.title.strip() for goal in goals) else None
    if claim.subject == "rows":
        return len(rows)
    return None if any(not row.outcome for row in rows) else sum(row.outcome in _REACHED for row in rows)


CHECKS = (numbers, counts)
