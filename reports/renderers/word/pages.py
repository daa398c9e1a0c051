"""Sections: the paper of a part, what stands at the edges of its pages, and the mark across a draft.

Lengths are twentieths of a point.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from docx.document import Document as WordDocument

from reports.document import Document
from reports.renderers.word.elements import Element, element, foreign, page_number, qualified, run
from reports.renderers.word.styles import HEI, LINE, fonts, size

# 28 characters of 16 pt on 156 mm stand 0.21 pt closer, in 4096ths of a point.
_CHARACTERS = -849


@dataclass(frozen=True)
class Paper:
    """margins: top, right, bottom, left. footer: from the paper's lower edge to the page number's."""

    width: int
    height: int
    margins: tuple[int, int, int, int]
    footer: int

    @property
    def text_width(self) -> int:
        return self.width - self.margins[1] - self.margins[3]


# A4 with 37, 26, 35 and 28 mm at its edges (GB/T 9704), and the same turned.
PAPERS = {
    "portrait": Paper(11906, 16838, (2098, 1474, 1984, 1587), 1191),
    "landscape": Paper(16838, 11906, (1587, 2098, 1474, 1984), 850),
}


class Edges:
    """Headers and footers of a file; parts on the same paper share them."""

    def __init__(self, word: WordDocument, document: Document):
        self._word, self._document = word, document
        self._of_paper: dict[str, list[tuple[str, str, str]]] = {}
        self._serial = count(1)

    def section(self, orientation: str) -> Element:
        """The properties that end a section on this paper. Odd pages have the number at the right, even ones at the left."""
        paper = PAPERS[orientation]
        top, right, bottom, left = paper.margins
        turned = {"orient": "landscape"} if orientation == "landscape" else {}
        return element(
            "sectPr",
            *self._references(orientation, paper),
            element("type", val="nextPage"),
            element("pgSz", w=paper.width, h=paper.height, **turned),
            element("pgMar", top=top, right=right, bottom=bottom, left=left, header=850, footer=paper.footer, gutter=0),
            element("cols", space=425),
            element("docGrid", type="linesAndChars", linePitch=LINE, charSpace=_CHARACTERS),
        )

    def _references(self, orientation: str, paper: Paper) -> list[Element]:
        if orientation not in self._of_paper:
            self._of_paper[orientation] = list(self._made(paper))
        made = []
        for name, which, relation in self._of_paper[orientation]:
            made.append(element(name, type=which))
            made[-1].set(qualified("r:id"), relation)
        return made

    def _made(self, paper: Paper) -> Iterator[tuple[str, str, str]]:
        """Name, kind of page and relation of each header and footer, now in the file."""
        for which in ("default", "even"):
            if self._document.mark == "draft":
                part, relation = self._word.part.add_header_part()
                part.element[:] = [_watermark(next(self._serial))]
                yield "headerReference", which, relation
            part, relation = self._word.part.add_footer_part()
            part.element[:] = [_footer(self._document, paper, which)]
            yield "footerReference", which, relation


def _footer(document: Document, paper: Paper, which: str) -> Element:
    """The page number at the outer edge, a character from it; at the inner one what the file says of itself."""
    number = [run("— ", *size(28)), *page_number(*size(28)), run(" —", *size(28))]
    said = _said(document)
    outer = {"default": {"right": 280}, "even": {"left": 280}}[which]
    properties = [
        element("pStyle", val="Footer"),
        element("tabs", element("tab", val="right", pos=paper.text_width - (280 if which == "default" else 0)))
        if said
        else None,
        element("ind", **outer),
        element("jc", val="left" if said or which == "even" else "right"),
    ]
    pieces = [*said, run("\t"), *number] if which == "default" else [*number, run("\t"), *said]
    return element("p", element("pPr", *properties), *(pieces if said else number))


def _said(document: Document) -> list[Element]:
    words = []
    if document.mark == "review":
        words.append(run("送审稿", fonts(HEI), *size(21)))
    if document.footer:
        words.append(run(f"编号 {document.footer.number}"))
        words.append(run(f"校验码 {document.footer.checksum}"))
    return [piece for word in words for piece in (run("　"), word)][1:]


# The path of Word's own shape for text that fills a box.
_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
)
_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:340pt;height:170pt;rotation:320;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def _watermark(serial: int) -> Element:
    """草稿 across the page, under the name by which Word's own command finds and removes it."""
    formulas = foreign("v:formulas", {}, *(foreign("v:f", {"eqn": formula}) for formula in _FORMULAS))
    kind = foreign(
        "v:shapetype",
        {
            "id": "_x0000_t136",
            "coordsize": "21600,21600",
            "o:spt": "136",
            "adj": "10800",
            "path": "m@7,l@8,m@5,21600l@6,21600e",
        },
        formulas,
        foreign("v:path", {"textpathok": "t", "o:connecttype": "rect"}),
        foreign("v:textpath", {"on": "t", "fitshape": "t"}),
        foreign("o:lock", {"v:ext": "edit", "text": "t", "shapetype": "t"}),
    )
    shape = foreign(
        "v:shape",
        {
            "id": f"PowerPlusWaterMarkObject{serial}",
            "o:spid": f"_x0000_s{2048 + serial}",
            "type": "#_x0000_t136",
            "alt": "草稿",
            "style": _PLACE,
            "o:allowincell": "f",
            "fillcolor": "#e4e4e4",
            "stroked": "f",
        },
        foreign("v:textpath", {"style": f'font-family:"{HEI}";font-size:1pt', "string": "草稿"}),
        foreign("w10:wrap", {"anchorx": "margin", "anchory": "margin"}),
    )
    picture = element("pict", kind, shape)
    return element(
        "p", element("pPr", element("pStyle", val="Header")), element("r", element("rPr", element("noProof")), picture)
    )


def settings() -> list[Element]:
    """What stands in settings.xml."""
    compatible = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "doNotFlipMirrorIndents": 1}
    return [
        element("zoom", percent=100),
        # Printed on both sides, the binding edge of an even page is at its right.
        element("mirrorMargins"),
        element("defaultTabStop", val=420),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="doNotCompress"),
        element(
            "compat",
            element("balanceSingleByteDoubleByteWidth"),
            # A line that ends by hand is not pulled apart to the margin.
            element("doNotExpandShiftReturn"),
            *(
                element("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)
                for name, value in compatible.items()
            ),
        ),
        element("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ]
