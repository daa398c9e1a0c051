"""A finished document, wherever it was written, against the checks and against itself. Pure: bytes in, findings out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from budgets.rulesets import RULE_SETS
from indicators.claims import Claim, Contradiction
from indicators.facts import Facts, GoalFacts, Row, as_json
from indicators.findings import Finding
from indicators.judged import judgement_of
from indicators.proposed import proposed
from indicators.validation import validate
from indicators.validation.document import compare, illustrated, sorted_as_findings
from indicators.validation.document_unit import in_one_unit
from reports.concerning import as_written, concerns
from reports.importers import document
from reports.importers.reading import NOTHING_UNDERSTOOD, Reading, is_notice, states_nothing
from reports.importers.source import Unreadable
from reports.layouts import LAYOUTS

VERSION = 1
_OF_LEVELS, _FEW_ROWS = frozenset({"unknown-level", "level-under-wrong-parent", "expected-level-absent"}), 3
# What a form may do without, if it does so throughout.
_OF_SOME_FORMS = (
    "analysis",
    "weight",
    "executed_by_source",
    "description",
    "achievement",
    "contact_name",
    "contact_phone",
)


@dataclass(frozen=True)
class Examination:
    """What was read, and all that was found of it, errors first, each with the words of the document concerned."""

    reading: Reading
    found: tuple[Contradiction, ...]


@dataclass(frozen=True)
class _AsPrinted:
    """The form as this document prints it: what it asks for, and which budget its own note means."""

    needs: tuple[str, ...]
    note_basis: str


def examine(name: str, content: bytes, *, today: date) -> Examination:
    """Raises Unreadable, whose sentence says what to do."""
    source, reading = document.read_whole(name, content)
    is_without_claims = all(claim.subject == "number" for claim in reading.claims)
    if states_nothing(reading.facts) and (is_without_claims or is_notice(source)):
        # Checked all the same, it would lack everything, and what it is would not be said.
        raise Unreadable(NOTHING_UNDERSTOOD)
    return examined(reading, today=today)


def examined(reading: Reading, *, today: date) -> Examination:
    facts, claims, of_units = in_one_unit(reading.facts, reading.claims)
    judged = _judged(facts)
    form = _AsPrinted(_needs(facts), _note_basis(claims))
    rules = RULE_SETS[facts.rule_set]
    found_of_facts = validate(judged, rules, form, stage="results", today=today)
    findings = [as_written(one) for one in found_of_facts if concerns(one, reading)]
    if _has_levels_of_its_own(findings, facts):
        findings = [one for one in findings if one.code not in _OF_LEVELS]
    found = _once_a_figure([*_together(illustrated(findings, claims)), *compare(judged, claims), *of_units])
    return Examination(reading, sorted_as_findings(found, facts))


def _has_levels_of_its_own(findings: list[Finding], facts: Facts) -> bool:
    """Where most rows stand under names that are unusual elsewhere, the place has a taxonomy of its own."""
    unusual = {one.place.key for one in findings if one.code == "unknown-level"}
    return 2 * len(unusual) > len(list(facts.rows())) > _FEW_ROWS


def _judged(facts: Facts) -> Facts:
    """With 完成情况 as the figures have it, where the document does not say."""
    return replace(facts, goals=tuple(_judged_goal(goal) for goal in facts.goals))


def _judged_goal(goal: GoalFacts) -> GoalFacts:
    return replace(goal, rows=tuple(row if row.outcome else replace(row, outcome=_outcome(row)) for row in goal.rows))


def _outcome(row: Row) -> str:
    return proposed(row) or ("not_met" if judgement_of(row).outcome == "not_met" else "")


def _needs(facts: Facts) -> tuple[str, ...]:
    rows = [row for _, row in facts.rows()]
    there = {
        "analysis": any(row.analysis.strip() for row in rows),
        "weight": any(row.weight is not None for row in rows),
        "executed_by_source": any(line.executed is not None for line in facts.revenue),
        "description": any(goal.description.strip() for goal in facts.goals),
        "achievement": any(goal.achievement.strip() for goal in facts.goals),
        "contact_name": bool(facts.statement.contact_name),
        "contact_phone": bool(facts.statement.contact_phone),
    }
    return tuple(name for name in LAYOUTS[facts.layout].needs if name not in _OF_SOME_FORMS or there[name])


def _note_basis(claims: Iterable[Claim]) -> str:
    """ "" where no note says it: then nothing contradicts the rate."""
    return next((claim.value for claim in claims if claim.subject == "note_basis"), "")


def _together(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """A level's name that is not usual stands beside each of its rows: it is told once."""
    alike: dict[tuple, list[Contradiction]] = {}
    for one in found:
        key = (one.finding.code, one.finding.place.field, one.finding.figures)
        alike.setdefault(key if one.finding.code == "unknown-level" else (one,), []).append(one)
    for first, *others in alike.values():
        if others:
            said = f"{first.finding.message.removesuffix('。')}（这样写的共 {1 + len(others)} 项指标）。"
            yield Contradiction(replace(first.finding, message=said), first.excerpts)
        else:
            yield first


_OTHERWISE = frozenset({"actual-differs-between-sections", "achievement-prints-target"})


def _once_a_figure(found: list[Contradiction]) -> list[Contradiction]:
    """Where a section has another figure than the table, that the analysis has it too is more of the same."""
    beside = {one.finding.place.key: one for one in found if one.finding.code == "actual-not-in-analysis"}
    told = {one.finding.place.key for one in found if one.finding.code in _OTHERWISE} & {*beside}
    made = []
    for one in found:
        key = one.finding.place.key
        if key in told and one.finding.code in _OTHERWISE:
            excerpts = dict.fromkeys([*one.excerpts, *beside[key].excerpts])
            made.append(replace(one, excerpts=tuple(excerpts)))
        elif key not in told or one.finding.code != "actual-not-in-analysis":
            made.append(one)
    return made


def as_data(examination: Examination) -> dict:
    """What the command line prints, and programs read."""
    reading = examination.reading
    return {
        "version": VERSION,
        "facts": as_json(reading.facts),
        "claims": [_claim(claim) for claim in reading.claims],
        "unread": [{"text": one.text, "at": one.at, "why": one.why} for one in reading.unread],
        "findings": [_finding(one) for one in examination.found],
    }


def _claim(claim: Claim) -> dict:
    return {
        "subject": claim.subject,
        "value": claim.value,
        "excerpt": _excerpt(claim.excerpt),
        "place": _place(claim.place),
    }


def _finding(one: Contradiction) -> dict:
    finding = one.finding
    return {
        "code": finding.code,
        "level": finding.level,
        "message": finding.message,
        "place": _place(finding.place),
        "excerpts": [_excerpt(excerpt) for excerpt in one.excerpts],
    }


def _excerpt(excerpt) -> dict:
    return {"text": excerpt.text, "at": excerpt.at, "section": excerpt.section}


def _place(place) -> dict:
    return {"step": place.step, "key": place.key, "field": place.field}
