"""A document as HTML: alone in a file, or as a fragment of a page of the application. The PDF is made from the same."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import inf
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from indicators.facts import Place
from reports.document import Cell, Document, Heading, Paragraph, Part, Run, Table, placed
from reports.renderers.amounts import shown
from reports.renderers.measure import row_lines, width

# The address of a field, or None where there is nothing to follow.
Href = Callable[[Place], str | None] | None

SUFFIX = ".html"
CONTENT_TYPE = "text/html; charset=utf-8"

STYLESHEET = Path(__file__).resolve().parents[2] / "static" / "print.css"

# A figure with its sign before and its unit behind, or a short remark in brackets: no line may end inside.
_UNIT = (
    "个百分点|百分点|平方公里|平方米|立方米|公里|千米|公斤|公顷|[人场批家户班车架]次|个小区|个工作日|工作日|小时|分钟|"
    "[元%％‰户家人个张对次起件项名位场所处座台套辆条份期批类种亩米吨天月日年岁本篇单支只头棵株床间栋例宗分倍]|"
    "(?:km|kW|kw|kg|m|t|h|MW|kV|TB|GB)[²³]?(?![A-Za-z])"
)
# 300余条, 43.1万亩, 1650元/件, 9/10万
_UNITS = rf"余?[十百千万亿]{{0,2}}(?:{_UNIT})(?:/(?:{_UNIT}))?(?:·月)?|余?[十百千万亿]{{1,2}}"
_NUMBER = r"[\d０-９][\d０-９,.．]{0,17}"
_FIGURE = re.compile(
    rf"(?:[≥≤＞＜><=±约]|至少|不少于|不低于)?{_NUMBER}(?:[-－—~～至/]{_NUMBER})?(?:{_UNITS})?|（[^（）\s]{{1,4}}）",
    re.ASCII,
)
# In a narrow cell no sign is left alone on the last line.
_END = re.compile(r"[^\s（）“”，。；：、]{2}\Z")

# Holds the characters beside it on one line, and is nothing on paper nor in what is copied from it.
_JOINER = "\u2060"
# Between these no line ends anyway.
_DIGITS = frozenset("0123456789.,")

# A4 within its margins, in lines of table text and in units of half a hanzi (10.5 pt); see static/print.css.
_PAGE = {"portrait": (44, 84), "landscape": (28, 126)}


@dataclass(frozen=True)
class Piece:
    """Text of one line, told apart where a figure must not be torn from its unit."""

    text: str
    whole: bool = False


@dataclass(frozen=True)
class LaidCell:
    tag: str
    classes: str
    down: int
    across: int
    text: SafeString
    url: str | None
    anchor: str


class Leads:
    """What leads from the document and into it. href: address of a place's field; anchors: id by place, given once."""

    def __init__(self, href: Href, anchors: Mapping[Place, str]):
        self._href = href
        self._anchors = dict(anchors)

    def url(self, where: Place | None) -> str | None:
        return self._href(where) if where and self._href else None

    def anchor(self, where: Place | None) -> str:
        return self._anchors.pop(where, "") if where else ""


@dataclass(frozen=True)
class LaidRow:
    """keep: on the page of the next row. tall: too high to be moved to the next page whole."""

    cells: list[LaidCell]
    keep: bool
    tall: bool


def render(document: Document) -> bytes:
    return render_to_string(
        "document/page.html", {"document": document, "body": fragment(document), "style": stylesheet()}
    ).encode()


def fragment(
    document: Document, *, href: Href = None, anchors: Mapping[Place, str] | None = None, joined: bool = False
) -> str:
    """The document as <article class="document">. Where `href` knows the address of a figure's field, it is a link.

    anchors: the id that the first figure or text from this place is to have, so that something else may lead to it.
    joined: figures are held together by a character instead of an element, which the PDF's layout takes much faster.
    Well-formed as XML too.
    """
    leads = Leads(href, anchors or {})
    parts = [
        {
            "part": part,
            "blocks": [
                _laid_block(block, part, leads, joined) | {"address": f"{number}-{index}"}
                for index, block in enumerate(part.blocks)
            ],
        }
        for number, part in enumerate(document.printed())
    ]
    return render_to_string("document/document.html", {"document": document, "parts": parts})


@cache
def stylesheet() -> str:
    return mark_safe(STYLESHEET.read_text(encoding="utf-8"))  # noqa: S308 our own file; quotes in it must stay


def _laid_block(block: Heading | Paragraph | Table, part: Part, leads: Leads, joined: bool) -> dict:
    laid: dict[str, object] = {"is": block.kind_name, "block": block}
    if isinstance(block, Heading):
        (text,) = _marked([block.text], joined=joined, narrow=True)
        url, anchor = leads.url(block.where), leads.anchor(block.where)
        laid |= {"tag": f"h{block.level + 1}", "text": text, "url": url, "anchor": anchor}
    elif isinstance(block, Paragraph):
        laid["lines"] = [_laid_line(line, leads, joined) for line in paragraph_lines(block)]
    else:
        rows = _laid_rows(block, part, leads, joined)
        laid |= {"head": rows[: block.header_rows], "body": rows[block.header_rows :]}
    return laid


def _laid_line(line: list[Run], leads: Leads, joined: bool) -> list[dict]:
    texts = _marked([run.text for run in line], joined=joined)
    return [
        {"run": run, "text": text, "url": leads.url(run.where), "anchor": leads.anchor(run.where)}
        for run, text in zip(line, texts, strict=True)
    ]


def paragraph_lines(paragraph: Paragraph) -> Iterator[list[Run]]:
    """A paragraph typed with line ends is several on paper, each with its indent; blank lines are none."""
    line: list[Run] = []
    for run in paragraph.runs:
        first, *others = run.text.split("\n")
        line.append(Run(first, run.where, run.kind))
        for text in others:
            yield from _unless_blank(line)
            line = [Run(text, run.where, run.kind)]
    yield from _unless_blank(line)


def _unless_blank(line: list[Run]) -> Iterator[list[Run]]:
    if any(run.text.strip() or run.where for run in line):
        yield line


def pieces(text: str, *, narrow: bool = False) -> Iterator[Piece]:
    """narrow: the text stands in a cell or a title, where its end is looked after too."""
    end = 0
    for match in _FIGURE.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()])
        yield Piece(match[0], whole=len(match[0]) > 1)
        end = match.end()
    rest = text[end:]
    if narrow and len(rest) > 3 and (last := _END.search(rest)):
        yield from (Piece(rest[: last.start()]), Piece(last[0], whole=True))
    elif rest:
        yield Piece(rest)


def _marked(texts: Sequence[str], *, joined: bool, narrow: bool = False, room: float = inf) -> list[SafeString]:
    """Texts that follow each other, as markup, in which figures hold together."""
    if joined:
        return _glued(texts, narrow, room)
    return [_spanned(text, narrow, room) for text in texts]


def _spanned(text: str, narrow: bool, room: float) -> SafeString:
    marked = [
        f'<span class="whole">{escape(piece.text)}</span>' if piece.whole else escape(piece.text)
        for piece in _fitting(pieces(text, narrow=narrow), room)
    ]
    return mark_safe("".join(marked))  # noqa: S308 escaped piece by piece


def _fitting(found: Iterator[Piece], room: float) -> Iterator[Piece]:
    """What is wider than its cell must break after all, or it would run into the next one; not before its last sign."""
    for piece in found:
        if not piece.whole or width(piece.text) <= room:
            yield piece
        else:
            yield Piece(piece.text[:-2])
            yield Piece(piece.text[-2:], whole=width(piece.text[-2:]) <= room)


def _glued(texts: Sequence[str], narrow: bool, room: float) -> list[SafeString]:
    """A figure may begin in one text and have its unit in the next."""
    whole, place = "".join(texts), 0
    inside: set[int] = set()
    for piece in _fitting(pieces(whole, narrow=narrow), room):
        end = place + len(piece.text)
        if piece.whole:
            inside.update(n for n in range(place + 1, end) if not {whole[n - 1], whole[n]} <= _DIGITS)
        place = end
    starts = accumulate(map(len, texts), initial=0)
    return [
        escape("".join(_JOINER + sign if n in inside else sign for n, sign in enumerate(text, start)))
        for text, start in zip(texts, starts, strict=False)
    ]


def unjoined(text: str) -> str:
    return text.replace(_JOINER, "")


def _laid_rows(table: Table, part: Part, leads: Leads, joined: bool) -> list[LaidRow]:
    page_lines, page_units = _PAGE[part.orientation]
    # Two units for the cell's padding.
    units = [page_units * share / 100 - 2 for share in table.widths]
    heights = row_lines(table, units, shown)
    third = page_lines // 3
    keeps = _kept_rows(table, heights, third)
    laid = [LaidRow([], keep, height > third) for keep, height in zip(keeps, heights, strict=True)]
    for row, column, cell in placed(table):
        room = sum(units[column : column + cell.across])
        edges = _edges(table, row, column, cell)
        (text,) = _marked([shown(cell)], joined=joined, narrow=True, room=room)
        laid[row].cells.append(_laid_cell(cell, row < table.header_rows, text, edges, leads))
    return laid


def _edges(table: Table, row: int, column: int, cell: Cell) -> list[str]:
    """At which sides of the table the cell lies: the frame is drawn by the cells, see static/print.css."""
    return [
        name
        for name, there in (
            ("at-top", row == 0),
            ("at-left", column == 0),
            ("at-right", column + cell.across == len(table.widths)),
            ("at-bottom", row + cell.down == len(table.rows)),
        )
        if there
    ]


def _laid_cell(cell: Cell, header: bool, text: SafeString, edges: list[str], leads: Leads) -> LaidCell:
    align = cell.align or ("right" if cell.kind in {"yuan", "wan"} else "")
    classes = " ".join(filter(None, [f"role-{cell.role}", f"to-{align}" if align else "", f"is-{cell.kind}", *edges]))
    tag = "th" if header or cell.role == "head" else "td"
    return LaidCell(tag, classes, cell.down, cell.across, text, leads.url(cell.where), leads.anchor(cell.where))


def _kept_rows(table: Table, heights: list[int], most_lines: int) -> list[bool]:
    """Which rows stay with the next: bands and heads, and level groups of up to so many lines."""
    keeps = [row.keep for row in table.rows]
    for row, _, cell in placed(table):
        rows = range(row, min(row + cell.down, len(keeps)))
        if cell.down > 1 and sum(heights[index] + 0.35 for index in rows) <= most_lines:
            for index in rows[:-1]:
                keeps[index] = True
    return keeps
