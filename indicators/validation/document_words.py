"""Of which year a document is, what it says of all goals together, and slips of the hand."""

from collections import Counter
from collections.abc import Iterable, Iterator

from indicators.claims import SECTION_NAMES, Claim, Contradiction, once
from indicators.facts import Facts, Place
from indicators.findings import Finding
from indicators.judged import judgement_of
from indicators.validation.rows import UNMET
from indicators.values.plain import plain, words_of

# More would hide the other findings; how many there are is said.
_SHOWN = 12


def titles(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """A goal's title in one section and in another."""
    of_goal: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.subject == "goal_title" and claim.place.key:
            of_goal.setdefault(claim.place.key, []).append(claim)
    for number, goal in enumerate(facts.goals, start=1):
        said = of_goal.get(goal.key, [])
        odd = [claim for claim in said if goal.title.strip() and not _begins_with(claim.value, goal.title)]
        if not odd:
            continue
        told = "，".join(f"{SECTION_NAMES[one.excerpt.section]}写的是“{one.value}”" for one in odd)
        same = [claim for claim in said if claim not in odd]
        where = SECTION_NAMES[same[0].excerpt.section] if same else "别处"
        message = f"年度目标{number}的名称前后不一：{told}，{where}写的是“{goal.title.strip()}”，请统一。"
        place = Place("goals", goal.key, "title")
        finding = Finding("goal-title-differs", "warning", message, place, tuple(one.value for one in odd))
        yield Contradiction(finding, once([*(one.excerpt for one in odd), *(one.excerpt for one in same[:1])]))


def _begins_with(text: str, title: str) -> bool:
    """Some forms print what is expected of the goal in the same cell."""
    return words_of(plain(text)).startswith(words_of(plain(title)))


def all_reached(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """均已完成 beside rows that were missed: one finding with all places that say so."""
    claims = tuple(claims)
    missed = {row.key: row for _, row in facts.rows() if _is_missed(row)}
    goals = {goal.key for goal in facts.goals for row in goal.rows if row.key in missed}
    said = [one for one in claims if one.subject == "all_reached" and goals and one.place.key in {"", *goals}]
    if not said:
        return
    rows = list(missed.values())
    names = "、".join(f"“{row.name.strip()}”" for row in rows[:3]) + (f"等{len(rows)}项" if len(rows) > 3 else "")
    where = "、".join(dict.fromkeys(SECTION_NAMES[one.excerpt.section] for one in said))
    message = (
        f"{where}写的是{said[0].value}，而{names}没有达到目标值（目标值“{rows[0].judged_target.strip()}”，"
        f"实际完成值“{rows[0].actual.strip()}”），请改正。"
    )
    place = Place("goals", said[0].place.key, "rows")
    finding = Finding("all-reached-though-unmet", "error", message, place, tuple(missed))
    lines = [
        one.excerpt
        for one in claims
        if one.subject == "name" and one.excerpt.section == "form" and one.place.key in missed
    ]
    yield Contradiction(finding, once([*(one.excerpt for one in said), *lines])[:_SHOWN])


def _is_missed(row) -> bool:
    return row.outcome in UNMET or (row.outcome == "" and judgement_of(row).outcome == "not_met")


def year(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    said = [claim for claim in claims if claim.subject == "year"]
    odd = [claim for claim in said if claim.value != str(facts.fiscal_year)]
    if not odd:
        return
    told = "、".join(dict.fromkeys(f"{SECTION_NAMES[one.excerpt.section]}写的是{one.value}年度" for one in odd))
    message = f"年度前后不一：{told}，其他地方是{facts.fiscal_year}年度，请改正。"
    place = Place("budget", "evaluation", "fiscal_year")
    finding = Finding("year-differs", "error", message, place, tuple(one.value for one in odd))
    same = [one.excerpt for one in said if one not in odd]
    yield Contradiction(finding, once([*(one.excerpt for one in odd), *same[:1]]))


_SLIPS = {
    "slip.word": ("slip-of-words", "warning", "错别字或多余的字"),
    "slip.doubled": ("slip-doubled", "warning", "重复的字或标点"),
    "slip.heading": ("slip-in-heading", "warning", "标题的编号或用字有误"),
    "slip.half-width": ("slip-half-width", "info", "中文里用了半角的冒号或括号"),
}


def slips(facts: Facts, claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """Alike ones together: the same correction, or the same kind of wrong sign."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.subject in _SLIPS:
            groups.setdefault((claim.subject, _likeness(claim)), []).append(claim)
    for (subject, _), alike in groups.items():
        code, level, label = _SLIPS[subject]
        told = Counter(claim.value for claim in alike)
        pairs = [f"“{wrong}”应为“{right}”" for wrong, _, right in (value.partition("→") for value in list(told)[:4])]
        many = f"等{len(alike)}处" if len(alike) > len(pairs) else ""
        message = f"{label}：{'，'.join(pairs)}{many}，请改正。"
        finding = Finding(code, level, message, Place("statement", "", subject), tuple(told))
        yield Contradiction(finding, once([claim.excerpt for claim in alike])[:_SHOWN])


def _likeness(claim: Claim) -> str:
    """目标值为是99人 and 目标值为是10个 are one slip made twice; headings are told one by one."""
    if claim.subject in {"slip.half-width", "slip.doubled"}:
        return ""
    wrong, _, right = claim.value.partition("→")
    return claim.value if claim.subject == "slip.heading" else "".join(_difference(wrong, right))


def _difference(wrong: str, right: str) -> tuple[str, str]:
    """The signs that differ, without what both begin and end with."""
    start = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right)))
    end = 0
    while end < min(len(wrong), len(right)) - start and wrong[-1 - end] == right[-1 - end]:
        end += 1
    return wrong[start : len(wrong) - end] + "→", right[start : len(right) - end]


CHECKS = (titles, all_reached, year, slips)
