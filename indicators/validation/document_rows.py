"""Indicators as a document names, places and measures them in one section, against what its table states of them."""

from collections.abc import Iterable, Iterator

from indicators.claims import SECTION_NAMES, Claim, Contradiction, Excerpt, once
from indicators.facts import Facts, Place, Row
from indicators.findings import Finding
from indicators.judged import judgement_of
from indicators.validation.document_calls import bare_name, is_called
from indicators.validation.meeting import is_bare_repeat, meet, read, same_words
from indicators.values import Value
from indicators.values.plain import plain, words_of

_REACHED = {"met", "exceeded"}
# A section of which less was recognised was written otherwise: nothing is missing there for certain.
_MOSTLY = 2


class Said:
    """The claims of a document on its indicators, by row."""

    def __init__(self, facts: Facts, claims: Iterable[Claim]) -> None:
        self.facts = facts
        self.rows = {row.key: row for _, row in facts.rows()}
        self._by_subject: dict[str, list[Claim]] = {}
        self._by_row: dict[tuple[str, str], list[Claim]] = {}
        for claim in claims:
            if claim.place.step == "indicators":
                self._by_subject.setdefault(claim.subject, []).append(claim)
                self._by_row.setdefault((claim.subject, claim.place.key), []).append(claim)

    def of(self, subject: str, *sections: str, key: str | None = None) -> list[Claim]:
        found = self._by_subject.get(subject, []) if key is None else self._by_row.get((subject, key), [])
        return [claim for claim in found if not sections or claim.excerpt.section in sections]

    def matched(self, subject: str, *sections: str) -> Iterator[tuple[Claim, Row]]:
        for claim in self.of(subject, *sections):
            if claim.place.key in self.rows:
                yield claim, self.rows[claim.place.key]

    def stated(self, row: Row) -> list[Excerpt]:
        """Where the row stands in the table."""
        return [claim.excerpt for claim in self.of("name", "form", key=row.key)][:1]


def achievements(said: Said) -> Iterator[Contradiction]:
    """一（二） tells what was reached: neither the target once more, nor another figure than the table."""
    for claim, row in said.matched("actual", "1.2", "1.3", "text"):
        printed = read(claim.value, name=row.name)
        actual, target = read(row.actual, name=row.name), read(row.judged_target, name=row.name)
        with_actual = meet(printed, actual)
        if with_actual == "differs" and not _is_named(said, claim, row) and meet(printed, target) != "same":
            # Another name and another figure are told together, as another indicator.
            continue
        where = SECTION_NAMES[claim.excerpt.section]
        place = Place("indicators", row.key, "actual")
        figures = (claim.value, row.actual, row.judged_target)
        if meet(printed, target) == "same" and (with_actual == "differs" or is_bare_repeat(printed, actual)):
            message = (
                f"{_quoted(row)}在{where}写的完成数是“{claim.value}”，这是{row.judged_by}；"
                f"实际完成值是“{row.actual.strip()}”，请改为实际完成值。"
            )
            finding = Finding("achievement-prints-target", "error", message, place, figures)
        elif with_actual == "differs":
            message = f"{_quoted(row)}在{where}写的是“{claim.value}”，自评表的实际完成值是“{row.actual.strip()}”，请核对一致。"
            finding = Finding("actual-differs-between-sections", "error", message, place, figures)
        else:
            continue
        beside = [other.excerpt for other in said.of("actual", "2.2", key=row.key)]
        yield Contradiction(finding, once([claim.excerpt, *said.stated(row), *beside]))


def _is_named(said: Said, claim: Claim, row: Row) -> bool:
    """Whether the figure stands behind the row's own name."""
    told = [*said.of("name", key=row.key), *said.of("mention", key=row.key)]
    names = [one.value for one in told if one.excerpt == claim.excerpt]
    return any(same_words(bare_name(name), bare_name(row.name)) for name in names)


def targets(said: Said) -> Iterator[Contradiction]:
    for claim, row in said.matched("target", "1.2", "1.3", "2.2", "text"):
        printed = read(claim.value, name=row.name)
        own = [text for text in (row.target, row.adjusted_target) if text.strip()]
        met = [meet(printed, read(text, name=row.name), as_promise=True) for text in own]
        if not met or set(met) != {"differs"}:
            continue
        message = (
            f"{_quoted(row)}的目标值在{SECTION_NAMES[claim.excerpt.section]}写的是“{claim.value}”，"
            f"自评表写的是“{own[0].strip()}”，请核对一致。"
        )
        place = Place("indicators", row.key, "target")
        finding = Finding("target-differs-between-sections", "error", message, place, (claim.value, *own))
        yield Contradiction(finding, once([*said.stated(row), claim.excerpt]))


def units(said: Said) -> Iterator[Contradiction]:
    """The same number counted in other words: 20个 here and 20家 there. Once a row, with all places."""
    for row in said.rows.values():
        odd = list(_counted_otherwise(said, row))
        if not odd:
            continue
        told = dict.fromkeys(f"{SECTION_NAMES[one.excerpt.section]}写“{one.value}”" for one in odd)
        table = dict.fromkeys(row.actual if one.subject == "actual" else row.judged_target for one in odd)
        message = f"{_quoted(row)}的单位前后不一：自评表写“{'”“'.join(table)}”，{'，'.join(told)}，请统一。"
        place = Place("indicators", row.key, "actual" if odd[0].subject == "actual" else "target")
        finding = Finding("unit-differs-between-sections", "warning", message, place, (*table, *told))
        yield Contradiction(finding, once([*said.stated(row), *(claim.excerpt for claim in odd)]))


def _counted_otherwise(said: Said, row: Row) -> Iterator[Claim]:
    stated = {"target": read(row.judged_target, name=row.name), "actual": read(row.actual, name=row.name)}
    for claim in said.of("target", "1.2", "1.3", "2.2", key=row.key):
        texts = [text for text in (row.target, row.adjusted_target) if text.strip()]
        met = {meet(read(claim.value, name=row.name), read(text, name=row.name)) for text in texts}
        if "unit" in met and "same" not in met:
            yield claim
    for claim in said.of("actual", "1.2", "1.3", key=row.key):
        if meet(read(claim.value, name=row.name), stated["actual"]) == "unit":
            yield claim
    yield from _told_otherwise(said, row, stated["target"], stated["actual"])


def _told_otherwise(said: Said, row: Row, target: Value, actual: Value) -> Iterator[Claim]:
    """The figure as the analysis counts it: 10个农村社区 for 10对. Only where nothing else bears the table out."""
    told = [(claim, read(claim.value)) for claim in said.of("actual", "2.2", key=row.key)]
    behind_name = [claim for claim, value in told if meet(value, actual) == "unit" and _stands_behind_name(claim, row)]
    if behind_name:
        yield from behind_name
        return
    met = [(claim, value, meet(value, actual)) for claim, value in told]
    borne_out = [
        *met,
        *((one, None, meet(read(one.value), actual)) for one in said.of("actual", "1.2", "1.3", key=row.key)),
    ]
    if any(how == "same" for _, _, how in borne_out) or judgement_of(row).units == "different":
        return
    for claim, value, how in met:
        if how == "unit" and meet(value, target) != "same":
            yield claim


def _stands_behind_name(claim: Claim, row: Row) -> bool:
    """湖泊水面保洁面积26公里: this figure and no other is that of the row."""
    return words_of(plain(row.name)) + words_of(plain(claim.value)) in words_of(plain(claim.excerpt.text))


def names(said: Said) -> Iterator[Contradiction]:
    """One finding for each other name of a row, with all places that call it so."""
    other: dict[tuple[str, str], list[Claim]] = {}
    for claim, row in said.matched("name", "1.2", "1.3", "2.2"):
        if not is_called(claim.value, row, said.rows.values()):
            other.setdefault((row.key, bare_name(claim.value)), []).append(claim)
    for (key, _), claims in other.items():
        row, claim = said.rows[key], claims[0]
        figure = next((one.value for one in said.of("actual", key=row.key) if one.excerpt == claim.excerpt), "")
        beside = f"（实际完成值“{row.actual.strip()}”）" if figure and figure != row.actual.strip() else ""
        message = (
            f"{_sections(claims)}里的“{claim.value}{figure if beside else ''}”在自评表里没有，"
            f"最接近的是“{row.name.strip()}”{beside}，请统一指标名称。"
        )
        place = Place("indicators", row.key, "name")
        finding = Finding("name-differs-between-sections", "warning", message, place, (claim.value, row.name))
        yield Contradiction(finding, once([*(one.excerpt for one in claims), *said.stated(row)]))


def _sections(claims: list[Claim]) -> str:
    return "、".join(dict.fromkeys(SECTION_NAMES[one.excerpt.section] for one in claims))


def levels(said: Said) -> Iterator[Contradiction]:
    for claim, row in said.matched("level2", "1.2", "2.2"):
        printed, stated = bare_level(claim.value), bare_level(row.level2)
        if not printed or not stated or printed == stated:
            continue
        message = (
            f"{_quoted(row)}在{SECTION_NAMES[claim.excerpt.section]}列在“{claim.value}”下，"
            f"自评表列在“{row.level2.strip()}”下，请核对一致。"
        )
        place = Place("indicators", row.key, "level2")
        finding = Finding("level-differs-between-sections", "warning", message, place, (claim.value, row.level2))
        yield Contradiction(finding, once([claim.excerpt, *said.stated(row)]))


def left_out(said: Said) -> Iterator[Contradiction]:
    """Reached according to the table, and neither among what was reached nor among what was not."""
    named = {claim.place.key for claim in said.of("name", "1.2", "1.3")}
    mentioned = named | {claim.place.key for claim in said.of("mention", "1.2")}
    for goal in said.facts.goals:
        there = [row for row in goal.rows if row.key in named]
        if len(there) * _MOSTLY < len(goal.rows) or not said.of("name", "1.2"):
            continue
        for row in goal.rows:
            if row.key in mentioned or row.outcome not in _REACHED:
                continue
            message = f"{_quoted(row)}在自评表里，而一（二）完成的绩效目标里没有写，请补上。"
            place = Place("indicators", row.key, "name")
            finding = Finding("indicator-left-out", "warning", message, place, (row.name,))
            yield Contradiction(finding, once([*said.stated(row), *_others_of(said, row)]))


def _others_of(said: Said, row: Row) -> list[Excerpt]:
    """Where the row's neighbours in the section stand: it is there that it is missing."""
    goal = next(goal for goal in said.facts.goals if row in goal.rows)
    beside = {other.key for other in goal.rows if other.level2 == row.level2}
    items = [claim.excerpt for claim in said.of("name", "1.2") if claim.place.key in beside]
    together = [item for item in items if item.at == items[0].at]
    return [Excerpt("；".join(item.text for item in together), items[0].at, "1.2")] if items else []


def nowhere_else(said: Said) -> Iterator[Contradiction]:
    strange = [claim for claim in said.of("name", "1.2", "1.3", "2.2") if claim.place.key not in said.rows]
    known = [claim for claim, _ in said.matched("name", "1.2", "1.3", "2.2")]
    if not said.rows or len(known) < len(strange) * _MOSTLY:
        return
    by_name: dict[str, list[Claim]] = {}
    for claim in strange:
        by_name.setdefault(bare_name(claim.value), []).append(claim)
    for claims in by_name.values():
        claim = claims[0]
        figure = next((one.value for one in said.of("actual", key="") if one.excerpt == claim.excerpt), "")
        elsewhere = "" if len({one.excerpt.section for one in claims}) > 1 else "和别的部分都"
        message = (
            f"{_sections(claims)}里的“{claim.value}{figure}”在自评表{elsewhere or '里'}没有，请核对是否为本年度的指标。"
        )
        place = Place("indicators", "", "name")
        finding = Finding("indicator-in-one-section-only", "warning", message, place, (claim.value,))
        yield Contradiction(finding, once(one.excerpt for one in claims))


CHECKS = (achievements, targets, units, names, levels, left_out, nowhere_else)


def bare_level(name: str) -> str:
    bare = words_of(plain(name))
    return bare.removesuffix("指标") if bare.endswith("指标") else bare.removesuffix("指")


def _quoted(row: Row) -> str:
    return f"“{row.name.strip()}”"
