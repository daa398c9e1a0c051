"""A document against itself: what it says again and otherwise in another place, and words that were typed wrong.

Facts state each figure once, so nothing of this can be found in them alone. A false alarm costs more trust than a
missed nicety: where two places may mean different things, nothing is said.
"""

from collections.abc import Iterable

from budgets.text import narrow
from indicators.claims import Claim, Contradiction
from indicators.facts import Facts, Place
from indicators.findings import Finding, in_order
from indicators.validation import (
    document_goals,
    document_money,
    document_names,
    document_order,
    document_points,
    document_rows,
    document_sums,
    document_words,
    document_years,
)

# Of which claims a finding of the facts is the consequence, where its place alone does not tell.
_BEHIND: dict[str, tuple[str, ...]] = {
    "basis-differs-from-note": ("note_basis", "formula", "execution_rate", "execution_rate.adjusted"),
    "adjustment-without-reason": ("change", "adjusted"),
    "execution-above-budget": ("execution_rate", "formula"),
    "low-execution-without-reason": ("execution_rate", "formula"),
    "executed-of-sources-differs": ("executed",),
    "no-problem-though-improvements": ("problems", "improvements", "foot_reason"),
    "foot-improvement-none-though-improvements": ("foot_improvement", "improvements"),
    "foot-reason-none-though-explained": ("foot_reason",),
    "foot-reason-none-though-unmet": ("foot_reason",),
}
_TWINS = {"same-name-in-goal", "same-name-in-goals"}
_MOST_EXCERPTS = 6
_MODULES = (
    document_money,
    document_points,
    document_words,
    document_goals,
    document_names,
    document_order,
    document_sums,
    document_years,
)


def compare(facts: Facts, claims: Iterable[Claim]) -> tuple[Contradiction, ...]:
    """What the document contradicts of its own, each with the words concerned, errors first."""
    claims = tuple(claims)
    said = document_rows.Said(facts, claims)
    found = [one for check in document_rows.CHECKS for one in check(said)]
    for module in _MODULES:
        found += [one for check in module.CHECKS for one in check(facts, claims)]
    return sorted_as_findings(found, facts)


def sorted_as_findings(found: Iterable[Contradiction], facts: Facts) -> tuple[Contradiction, ...]:
    by_finding = {one.finding: one for one in found}
    return tuple(by_finding[finding] for finding in in_order(by_finding, facts))


def illustrated(findings: Iterable[Finding], claims: Iterable[Claim]) -> tuple[Contradiction, ...]:
    """Findings of the facts with the words of the document that they are about, where it holds any."""
    by_subject: dict[str, list[Claim]] = {}
    by_key: dict[str, list[Claim]] = {}
    for claim in claims:
        by_subject.setdefault(claim.subject, []).append(claim)
        by_key.setdefault(claim.place.key, []).append(claim)
    made = []
    for finding in findings:
        if finding.code in _BEHIND:
            about = [claim for subject in _BEHIND[finding.code] for claim in by_subject.get(subject, [])]
        elif finding.code in _TWINS:
            about = [claim for claim in by_subject.get("name", []) if _is_called(claim, finding)]
        else:
            about = list(_about(finding.place, by_key.get(finding.place.key, [])))
        made.append(Contradiction(finding, tuple(dict.fromkeys(claim.excerpt for claim in about))[:_MOST_EXCERPTS]))
    return tuple(made)


def _is_called(claim: Claim, finding: Finding) -> bool:
    return claim.excerpt.section == "form" and "".join(narrow(claim.value).split()) in finding.figures


def _about(place: Place, claims: list[Claim]) -> list[Claim]:
    if not place.key:
        return []
    if place.step != "indicators":
        return [claim for claim in claims if claim.place == place]
    shown = [claim for claim in claims if claim.place.step == "indicators" and _shows(claim, place)]
    if not shown and place.field == "analysis":
        # What has none stands in the table all the same.
        shown = [claim for claim in claims if claim.subject == "name" and claim.excerpt.section == "form"]
    return sorted(shown, key=lambda claim: claim.excerpt.section != "form")


def _shows(claim: Claim, place: Place) -> bool:
    """Of an indicator its line in the table, and its analysis where that is what was found wanting."""
    if place.field == "analysis":
        return claim.subject == "analysis"
    if place.field in {"level1", "level2"} and claim.subject == place.field:
        return claim.excerpt.section == "form"
    if place.field == "deviation_reason" and claim.subject == "actual":
        return claim.excerpt.section == "2.2"
    return claim.subject == "name" and claim.excerpt.section == "form"
