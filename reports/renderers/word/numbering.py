"""The numbers of headings as Word's own: one list of several levels, each bound to its style.

A document's headings come with their numbers in the text. Where a number is the one that Word would count at this
place, it is cut off and Word writes it; where it is not, it stays text. So Word prints what every other format prints.
"""

import re
from dataclasses import dataclass, replace

from reports.compose.numbering import chinese, circled
from reports.document import Document, Heading
from reports.renderers.word.elements import Element, element, possible

LIST = 1
NONE = 0
# Two characters of the body.
INDENT = {"firstLineChars": 200, "firstLine": 632}


@dataclass(frozen=True)
class Level:
    """One level of the list. most: up to here Word writes the number as we do."""

    style: str
    depth: int
    number_format: str
    before: str = ""
    after: str = ""
    most: int = 99

    def lead(self, number: int) -> str:
        write = {"chineseCountingThousand": chinese, "decimalEnclosedCircle": circled}.get(self.number_format, str)
        return f"{self.before}{write(number)}{self.after}"


GOAL = 2
LEVELS = (
    Level("Heading1", 1, "chineseCountingThousand", after="、"),
    Level("Heading2", 2, "chineseCountingThousand", "（", "）"),
    # Goals and the level-1 indicators below them are headings of one depth, counted apart.
    Level("GoalHeading", 3, "decimal", "年度目标", "："),
    Level("Heading3", 3, "decimal", after="."),
    Level("Heading4", 4, "decimal", "（", "）"),
    # Beyond ⑳ Word goes on with plain figures.
    Level("Heading5", 5, "decimalEnclosedCircle", most=20),
)
_FIRST_GOAL = re.compile(r"([^\d\s%]{1,12})1([^\d\s%])")


def levels_of(document: Document) -> tuple[Level, ...]:
    """The levels, goals named as this document's layout names them."""
    headings = (block for part in document.parts for block in part.blocks if isinstance(block, Heading))
    for heading in headings:
        if heading.level == 3 and (match := _FIRST_GOAL.match(possible(heading.text))):
            goal = replace(LEVELS[GOAL], before=match[1], after=match[2])
            return (*LEVELS[:GOAL], goal, *LEVELS[GOAL + 1 :])
    return LEVELS


class Counting:
    """Counts along as Word will: a level begins anew below each heading of a higher one."""

    def __init__(self, levels: tuple[Level, ...]):
        self._levels = levels
        self._counts = [0] * len(levels)

    def cut(self, heading: Heading) -> tuple[str, str, bool]:
        """The heading's style, its text, and whether Word writes the number before it."""
        places = [place for place, level in enumerate(self._levels) if level.depth == heading.level]
        for place in places:
            level, number = self._levels[place], self._counts[place] + 1
            below_something = place == 0 or self._counts[place - 1]
            if below_something and number <= level.most and heading.text.startswith(level.lead(number)):
                self._counts[place:] = [number] + [0] * (len(self._counts) - place - 1)
                return level.style, heading.text[len(level.lead(number)) :], True
        return self._levels[places[-1]].style, heading.text, False


def definitions(levels: tuple[Level, ...]) -> list[Element]:
    """What stands in numbering.xml."""
    return [
        element(
            "abstractNum",
            element("nsid", val="2F6C1A30"),
            element("multiLevelType", val="multilevel"),
            element("tmpl", val="5B0E7D42"),
            *(_level(place, level) for place, level in enumerate(levels)),
            abstractNumId=0,
        ),
        element("num", element("abstractNumId", val=0), numId=LIST),
    ]


def _level(place: int, level: Level) -> Element:
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=level.number_format),
        element("pStyle", val=level.style),
        element("suff", val="nothing"),
        element("lvlText", val=f"{level.before}%{place + 1}{level.after}"),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=0, **INDENT)),
        # The number is drawn like the heading, “.” and “：” by its East Asian font.
        element("rPr", element("rFonts", hint="eastAsia")),
        ilvl=place,
    )


def reference(place: int, *, number: int = LIST) -> Element:
    """Puts a paragraph or a style on a level of the list; NONE takes it off."""
    return element("numPr", element("ilvl", val=place), element("numId", val=number))
