"""Goals as a document counts them in its parts."""

from collections.abc import Iterable, Iterator

from indicators.claims import SECTION_NAMES, Claim, Contradiction
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


CHECKS = (numbers,)
