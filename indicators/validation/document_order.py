"""Numbers before headings and items: each list counts 1, 2, 3, without a gap and without saying one twice."""

from collections.abc import Iterable, Iterator

from indicators.claims import SECTION_NAMES, Claim, Contradiction
from indicators.facts import Facts, Place
from indicators.findings import Finding
from indicators.ordinals import ordinal_of

# So many lists that begin elsewhere than at 1 are counted on over the levels, as some do.
_MANY = 3
_LONGEST = 24


def numbering(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    lists: dict[Place, list[Claim]] = {}
    for claim in claims:
        if claim.subject == "number":
            lists.setdefault(claim.place, []).append(claim)
    late = {place for place, said in lists.items() if _numbers(said)[0] != 1}
    by_role = [_role(place) for place in late]
    without = {goal.key for goal in facts.goals if any(not row.analysis.strip() for row in goal.rows)}
    for place, said in lists.items():
        numbers = _numbers(said)
        # Where an analysis is missing its number is missing too, and it is told already.
        if _role(place) == "indicator" and place.key in without and len({*numbers}) == len(numbers):
            continue
        odd = _first_odd(numbers)
        if odd is None or (odd == 0 and not _is_late(place, lists, by_role.count(_role(place)))):
            continue
        yield _broken(said, odd)


def _role(place: Place) -> str:
    return place.field.split(".")[1]


def _numbers(said: list[Claim]) -> list[int]:
    return [ordinal_of(claim.value) for claim in said]


def _first_odd(numbers: list[int]) -> int | None:
    """The index of the first number that does not follow."""
    if numbers[0] != 1:
        return 0
    return next((place for place in range(1, len(numbers)) if numbers[place] != numbers[place - 1] + 1), None)


def _is_late(place: Place, lists: dict[Place, list[Claim]], late: int) -> bool:
    """A list that does not begin at 1, where the others of its kind do."""
    if _role(place) in {"hanzi", "bracketed"}:
        # What stands before it may be a part that is none of a self-evaluation.
        return False
    alike = sum(_role(other) == _role(place) for other in lists)
    return late < _MANY and alike >= 2 * late + 1


def _broken(said: list[Claim], odd: int) -> Contradiction:
    told = "、".join(claim.value for claim in said)
    numbers = _numbers(said)
    claim = said[odd]
    if numbers.count(numbers[odd]) > 1:
        what = f"“{claim.value}”重复"
    elif odd == 0:
        what = f"从“{claim.value}”开始"
    elif sorted(numbers) == list(range(1, len(numbers) + 1)):
        what = "次序颠倒"
    else:
        what = f"“{said[odd - 1].value}”之后是“{claim.value}”"
    where = SECTION_NAMES[claim.excerpt.section]
    message = f"{where}的编号不连续：“{_short(claim.excerpt.text)}”这一组的编号是{told}，{what}，请改正。"
    finding = Finding(
        "numbering-broken", "warning", message, Place("goals", claim.place.key, "rows"), (told, claim.excerpt.text)
    )
    concerned = said[odd - 1 : odd + 1] if odd else said[:2]
    return Contradiction(finding, tuple(dict.fromkeys(one.excerpt for one in concerned)))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


CHECKS = (numbering,)
