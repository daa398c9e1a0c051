"""What a check has to say: a code, a level, a sentence with the figures in it, and the place to mend it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import NamedTuple, Protocol

from budgets.records import decode, encode
from budgets.rulesets import RuleSet
from indicators.facts import Expenditure, Facts, GoalFacts, Place, Revenue, Row, StatementFacts

# Warnings that ask for a reason: it is written in the very field that they lead to, and nothing else answers them.
ASK_FOR_A_REASON = frozenset(
    {"adjustment-without-reason", "over-fulfilment-without-reason", "below-weight-without-reason"}
)
# In the order in which they are shown. Errors block submitting, warnings are answered, info is shown.
LEVEL_NAMES = {"error": "错误", "warning": "提醒", "info": "提示"}
STEPS = ("budget", "goals", "indicators", "statement")


class Answer(NamedTuple):
    """情况属实, said of the warning with this code and place when it had this fingerprint."""

    code: str
    place: Place
    fingerprint: str


@dataclass(frozen=True)
class Finding:
    """`code` is stable: answers are stored under it. `figures`: what it was raised for, as text."""

    code: str
    level: str
    message: str
    place: Place
    figures: tuple[str, ...] = ()

    @property
    def level_name(self) -> str:
        return LEVEL_NAMES[self.level]

    @property
    def answer_field(self) -> Place | None:
        """Where the reason is written that answers this warning; None: 情况属实 answers it."""
        return self.place if self.code in ASK_FOR_A_REASON else None

    @property
    def fingerprint(self) -> str:
        """The same as long as the same is found of the same figures in the same place, however it is worded."""
        said = [self.code, self.place.step, self.place.key, self.place.field, *self.figures]
        return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()[:16]

    @property
    def answer(self) -> Answer:
        """The answer that would answer it as it is now."""
        return Answer(self.code, self.place, self.fingerprint)


@dataclass(frozen=True)
class Given:
    """An answer as it is shown and kept: with what was said, by whom, and when (ISO 8601, as JSON holds it)."""

    code: str
    place: Place
    fingerprint: str
    note: str
    by: str
    at: str

    @property
    def answer(self) -> Answer:
        return Answer(self.code, self.place, self.fingerprint)

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.at)


def is_answered(finding: Finding, answers: Iterable[Answer]) -> bool:
    """Of the same figures still. Errors are mended, and a reason that is asked for is written: neither is answered."""
    return is_answerable(finding) and finding.answer in answers


def is_answerable(finding: Finding) -> bool:
    """Whether 情况属实 answers it."""
    return finding.level == "warning" and finding.answer_field is None


def answer_to(finding: Finding, given: Iterable[Given]) -> Given | None:
    return next((one for one in given if is_answered(finding, (one.answer,))), None)


def former_answer(finding: Finding, given: Iterable[Given]) -> Given | None:
    """What was said of the same warning when its figures were others."""
    same = (one for one in given if (one.code, one.place) == (finding.code, finding.place))
    return next((one for one in same if is_answerable(finding) and one.fingerprint != finding.fingerprint), None)


def open_findings(findings: Iterable[Finding], answers: Iterable[Answer]) -> tuple[Finding, ...]:
    """Those that nobody has answered, in their order; what is only shown (info) stays among them."""
    given = frozenset(answers)
    return tuple(finding for finding in findings if not is_answered(finding, given))


class Layout(Protocol):
    """What a check may ask a form: which facts it prints and cannot do without, and what its notes call 预算数."""

    @property
    def needs(self) -> tuple[str, ...]: ...

    @property
    def note_basis(self) -> str: ...


@dataclass(frozen=True)
class Case:
    """What a check looks at beside the facts. today: of the person who asks; a check has no clock.

    last_year: by the key of a row, the analysis that was written of it last year, where that is known.
    """

    rules: RuleSet
    layout: Layout
    today: date
    last_year: Mapping[str, str] = field(default_factory=dict)


def called(facts: Facts) -> Iterator[tuple[Row, str]]:
    """Every row with what a sentence calls it: its name in quotes, or its number as long as it has none."""
    for number, goal in enumerate(facts.goals, 1):
        for position, row in enumerate(goal.rows, 1):
            yield row, f"“{row.name.strip()}”" if row.name.strip() else f"年度目标{number}第{position}项指标"


def as_json(finding: Finding) -> dict:
    return encode(finding)  # type: ignore[return-value]


def from_json(data: object) -> Finding:
    """The inverse of `as_json`. Raises RecordError with the path of what does not fit."""
    return decode(Finding, data)


def given_as_json(given: Given) -> dict:
    return encode(given)  # type: ignore[return-value]


def given_from_json(data: object) -> Given:
    """The inverse of `given_as_json`. Raises RecordError with the path of what does not fit."""
    return decode(Given, data)


def in_order(findings: Iterable[Finding], facts: Facts) -> tuple[Finding, ...]:
    """Errors first, then by step, then as the places follow each other in the document. Doubles go."""
    keys = _positions(facts)

    def rank(finding: Finding) -> tuple:
        place = finding.place
        return (
            list(LEVEL_NAMES).index(finding.level),
            STEPS.index(place.step),
            keys.get(place.key, -1),
            _FIELDS.get(place.field, -1),
            finding.code,
        )

    return tuple(sorted(dict.fromkeys(findings), key=rank))


def _positions(facts: Facts) -> dict[str, int]:
    """Keys in document order; a key that nothing has stands before them all."""
    keys = [line.key for line in facts.revenue]
    keys += ["basic", "project", "evaluation"]
    keys += [goal.key for goal in facts.goals]
    keys += [row.key for _, row in facts.rows()]
    return {key: position for position, key in enumerate(keys)}


# Field names in the order of their columns; a name that several records share stands where it comes first.
_FIELDS = {
    name: position
    for position, name in enumerate(
        dict.fromkeys(
            field.name
            for record in (Revenue, Expenditure, Facts, GoalFacts, Row, StatementFacts)
            for field in fields(record)
        )
    )
}
