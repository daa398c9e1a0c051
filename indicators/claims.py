"""What a document says in one place: it may say the same again elsewhere, and otherwise. Facts state each figure once."""

from dataclasses import dataclass

from indicators.facts import Place


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
    """

    subject: str
    value: str
    excerpt: Excerpt
    place: Place
