"""What a document says in one place: it may say the same again elsewhere, and otherwise. Facts state each figure once."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.facts import Place
from indicators.findings import Finding


@dataclass(frozen=True)
class Excerpt:
    """Words as they stand in the document, and where: at is for people (第 12 段, 表 2 第 5 行, 自评表!B7).

    section: the key of the section as in `reports.layouts.SECTIONS` ("1.1" … "4"), "revenue" or "form" for the tables,
    "" for what stands before them all.
    """

    text: str
    at: str
    section: str = ""


@dataclass(frozen=True)
class Claim:
    """`subject` says what is claimed ("target", "actual", "name", "execution_rate" …), `value` is what, as printed.

    place: of the figure in the facts that it speaks of; without a key where nothing there matches.
    Subjects of an indicator: "name", "level1", "level2", "target", "actual" (all as printed), "analysis".
    Of a goal: "goal_title", "all_reached", "rows" and "reached" (how many).
    Of the money: "initial", "adjusted", "final", "executed" and "budget" (of the place's source or part, or of the whole),
    "change", "change_rate", "execution_rate" (".initial" or ".adjusted" where it says of which budget), "formula",
    "execution_score", "note_basis". Of the document: "department", "year", "total_score", and the statement's fields.
    "unit" of a table, "share" of a part in the whole, "received" and "left_over", "source_change", "made_up" (A=B+C).
    Of a goal also "goal_number", and "goals" (how many); "number" before a heading or item, its list in place.field.
    "year_told" and "year_told.figure": the year that this year's work is told under; "rate_counted": part/whole→rate.
    "department_titled" and "department_called": what titles and sentences call it.
    Slips: "slip.word", "slip.doubled", "slip.half-width", "slip.heading"; the value says 错→对.
    """

    subject: str
    value: str
    excerpt: Excerpt
    place: Place


@dataclass(frozen=True)
class Contradiction:
    """What was found of a document that somebody handed in, with the words in it that do not go together."""

    finding: Finding
    excerpts: tuple[Excerpt, ...] = ()


def once(excerpts: Iterable[Excerpt]) -> tuple[Excerpt, ...]:
    """In their order: the same words may bear out several claims."""
    return tuple(dict.fromkeys(excerpts))


# How a sentence calls the sections of a document.
SECTION_NAMES = {
    "": "开头",
    "1": "第一部分",
    "1.1": "一（一）",
    "1.2": "一（二）",
    "1.3": "一（三）",
    "2": "第二部分",
    "2.1": "二（一）",
    "2.2": "二（二）",
    "3": "第三部分",
    "4": "第四部分",
    "revenue": "收入决算明细表",
    "form": "自评表",
    "text": "正文",
}
