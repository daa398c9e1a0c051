"""Findings as pages show them: where they are in words, the way there, and what was said of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from budgets.text import clean
from budgets.totals import BASES
from indicators.facts import Place
from indicators.findings import LEVEL_NAMES, STEPS, Answer, Finding, Given, answer_to, former_answer, is_answerable
from reports.places import place_words
from reports.progress import STEP_NAMES, page_of
from reports.standing import Standing

# A warning wherever its figures have gone meanwhile: its code and its place.
At = tuple[str, Place]


@dataclass(frozen=True)
class Shown:
    """url: where it is mended, "" for those who cannot; given: its answer; former: one that its figures outlived.

    note: what stands in the field of an answer not given yet; trouble: why it was not taken.
    """

    finding: Finding
    place: str
    url: str
    given: Given | None
    former: Given | None
    note: str = ""
    trouble: str = ""

    @property
    def at(self) -> At:
        return self.finding.code, self.finding.place

    @property
    def anchor(self) -> str:
        return anchor_of(self.finding)

    @property
    def token(self) -> str:
        return token_of(self.finding.answer)

    @property
    def asks_for_a_reason(self) -> bool:
        return self.finding.level == "warning" and self.finding.answer_field is not None

    @property
    def settles(self) -> tuple[tuple[str, str], ...]:
        """Buttons that mend it by one press: what each asks for, and its words."""
        if self.finding.code != "basis-differs-from-note" or not self.url:
            return ()
        other = "initial" if self.finding.figures[0] == "adjusted" else "adjusted"
        return ((other, f"改按{BASES[other]}计算"), ("note", "在自评表备注后加注"))

    @property
    def waits(self) -> bool:
        return is_answerable(self.finding) and self.given is None


@dataclass(frozen=True)
class Alike:
    """Neighbours with one code, answered together where several of them wait. name: of the field of their note."""

    name: str
    shown: tuple[Shown, ...]
    note: str = ""

    @property
    def waiting(self) -> int:
        return sum(one.waits for one in self.shown)

    @property
    def anchor(self) -> str:
        return next(one.anchor for one in self.shown if one.waits)


def anchor_of(it: Finding | Answer) -> str:
    """The same while its figures change, so that one comes back to it."""
    return "-".join(filter(None, (it.code, it.place.key, it.place.field)))


def token_of(answer: Answer) -> str:
    place = answer.place
    return f"{answer.code}:{place.step}:{place.key}:{place.field}:{answer.fingerprint}"


def answer_of(token: str) -> Answer | None:
    """The inverse of `token_of`; None for what is no token."""
    words = token.split(":")
    # PostgreSQL cannot even look for some signs.
    if len(words) != 5 or words[1] not in STEPS or clean(token) != token:
        return None
    code, step, key, field, fingerprint = words
    return Answer(code, Place(step, key, field), fingerprint)


def shown(
    found: Standing, *, notes: Mapping[At, str] | None = None, troubles: Mapping[At, str] | None = None
) -> Iterator[Shown]:
    """In the order of the findings. notes, troubles: of a form that could not be taken as a whole."""
    for finding in found.findings:
        former = former_answer(finding, found.answers)
        usual = former.note if former else ""
        yield Shown(
            finding,
            place_words(found.facts, finding.place),
            _back_from(found.url_of(finding.place), finding),
            answer_to(finding, found.answers),
            former,
            (notes or {}).get((finding.code, finding.place), usual),
            (troubles or {}).get((finding.code, finding.place), ""),
        )


def _back_from(url: str, finding: Finding) -> str:
    """With the way back: the page of the field offers it."""
    if not url:
        return ""
    page, sharp, field = url.partition("#")
    return f"{page}?{urlencode({'from_check': anchor_of(finding)})}{sharp}{field}"


def group_name(page: str, code: str) -> str:
    return f"{page}:{code}"


def by_step(these: Iterable[Shown], notes: Mapping[str, str] | None = None) -> list[dict]:
    """By step in the order of the form; in each the errors first, then the warnings, alike ones together."""
    groups = []
    these = list(these)
    for page, name in STEP_NAMES.items():
        mine = [one for one in these if page_of(one.finding.place) == page]
        alike: dict[str, list[Shown]] = {}
        for one in mine:
            alike.setdefault(f"{one.finding.level}:{one.finding.code}", []).append(one)
        if mine:
            names = {key: group_name(page, ones[0].finding.code) for key, ones in alike.items()}
            clusters = [
                Alike(names[key], tuple(ones), (notes or {}).get(names[key], "")) for key, ones in alike.items()
            ]
            groups.append({"name": name, "number": len(mine), "alike": clusters})
    return groups


def counts(these: Iterable[Shown]) -> str:
    """错误 1 条 · 提醒 8 条（5 条待答复、3 条待填写原因） · 提示 2 条"""
    these = list(these)
    levels = [one.finding.level for one in these]
    said = {level: f"{name} {levels.count(level)} 条" for level, name in LEVEL_NAMES.items()}
    details = (
        (sum(one.waits for one in these), "条待答复"),
        (sum(one.asks_for_a_reason for one in these), "条待填写原因"),
    )
    if detail := "、".join(f"{number} {what}" for number, what in details if number):
        said["warning"] += f"（{detail}）"
    return " · ".join(said.values())
