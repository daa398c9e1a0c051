"""The numbers that Word writes by itself before paragraphs: 一、 （一） 1. （1） ①, counted along as Word does."""

import re
from dataclasses import dataclass, field

from reports.importers.wordxml import Element, attribute, child, kind, number_of

_DIGITS = "〇一二三四五六七八九"


@dataclass
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    style: str = ""


class Numbers:
    def __init__(self, numbering: Element | None, styles: Element | None):
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, tuple[str, dict[int, int]]] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._based_on: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_numbering(self, numbering: Element) -> None:
        for one in numbering:
            if kind(one) == "abstractNum":
                made = _List(style=attribute(child(one, "numStyleLink")) or "")
                for level in one:
                    if kind(level) == "lvl":
                        made.levels[number_of(level, "ilvl")] = _level(level)
                        linked = attribute(child(level, "pStyle"))
                        if linked:
                            self._by_style.setdefault(linked, ("", number_of(level, "ilvl")))
                self._lists[attribute(one, "abstractNumId") or ""] = made
            elif kind(one) == "num":
                starts = {
                    number_of(each, "ilvl"): number_of(child(each, "startOverride"), default=1)
                    for each in one
                    if kind(each) == "lvlOverride" and child(each, "startOverride") is not None
                }
                self._uses[attribute(one, "numId") or ""] = (attribute(child(one, "abstractNumId")) or "", starts)

    def _read_styles(self, styles: Element) -> None:
        for style in styles:
            if kind(style) != "style":
                continue
            name = attribute(style, "styleId") or ""
            self._names[name] = (attribute(child(style, "name")) or "").lower()
            self._based_on[name] = attribute(child(style, "basedOn")) or ""
            own = child(style, "pPr", "numPr")
            if own is not None:
                place = self._by_style.get(name, ("", 0))[1]
                level = child(own, "ilvl")
                self._by_style[name] = (
                    attribute(child(own, "numId")) or "",
                    place if level is None else number_of(level),
                )

    def is_contents_entry(self, paragraph: Element) -> bool:
        """A line of the table of contents says again what a heading says."""
        style = attribute(child(paragraph, "pPr", "pStyle")) or ""
        return self._names.get(style, "").startswith("toc ")

    def before(self, paragraph: Element) -> str:
        """What Word writes before this paragraph; "" where it writes nothing or a bullet. Counts on."""
        use, place = self._place(paragraph)
        if use not in self._uses:
            return ""
        abstract, starts = self._uses[use]
        made = self._resolved(abstract)
        if made is None or place not in made.levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if place in starts and (use, place) not in self._begun:
            self._begun.add((use, place))
            counts[place] = starts[place]
        else:
            counts[place] = counts.get(place, made.levels[place].start - 1) + 1
        for deeper in [level for level in counts if level > place]:
            del counts[deeper]
        return _written(made, place, counts)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        own = child(paragraph, "pPr", "numPr")
        use = attribute(child(own, "numId"))
        style = attribute(child(paragraph, "pPr", "pStyle")) or ""
        of_style = self._of_style(style)
        if use is None:
            return of_style
        level = child(own, "ilvl")
        return use, of_style[1] if level is None else number_of(level)

    def _of_style(self, style: str) -> tuple[str, int]:
        for _ in range(12):
            if style in self._by_style and self._by_style[style][0]:
                return self._by_style[style]
            style = self._based_on.get(style, "")
            if not style:
                break
        return "", 0

    def _resolved(self, abstract: str) -> _List | None:
        made = self._lists.get(abstract)
        if made and not made.levels and made.style:
            use = self._by_style.get(made.style, ("", 0))[0]
            return self._lists.get(self._uses.get(use, ("", {}))[0])
        return made


def _level(level: Element) -> _Level:
    return _Level(
        attribute(child(level, "numFmt")) or "decimal",
        (attribute(child(level, "lvlText")) or "")[:24],
        number_of(child(level, "start"), default=1),
    )


def _written(made: _List, place: int, counts: dict[int, int]) -> str:
    if made.levels[place].format in {"bullet", "none"}:
        return ""

    def number(match: re.Match) -> str:
        level = int(match[1]) - 1
        known = made.levels.get(level)
        return _number(counts.get(level, known.start if known else 1), known.format if known else "decimal")

    text = re.sub(r"%([1-9])", number, made.levels[place].text)
    # A bare figure would run into the words behind it.
    return f"{text} " if text[-1:].isalnum() and text[-1:].isascii() else text


def _number(value: int, form: str) -> str:
    if not 0 < value < 1000:
        return str(value)
    if form in {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital", "koreanDigital2"}:  # fmt: skip
        return _hanzi(value)
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and value <= 20:
        return chr(0x2474 + value - 1)
    if form in {"upperLetter", "lowerLetter"} and value <= 26:
        return chr((65 if form == "upperLetter" else 97) + value - 1)
    if form == "decimalZero":
        return f"{value:02d}"
    return str(value)


def _hanzi(value: int) -> str:
    if value >= 100:
        return str(value)
    tens, ones = divmod(value, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")
