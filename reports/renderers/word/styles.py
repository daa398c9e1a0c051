"""The styles of a report in Word (GB/T 9704), under the fonts' official names. All else in the file only refers to them.

Lengths are twentieths of a point, sizes of type half points.
"""

from reports.renderers.word.elements import Element, element
from reports.renderers.word.numbering import INDENT, LEVELS, reference

FANG, HEI, KAI, SONG, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
# What stands in where a machine lacks the font: name, family, substitute.
FONTS = (
    (FANG, "modern", "仿宋"),
    (HEI, "modern", "SimHei"),
    (KAI, "modern", "楷体"),
    (SONG, "auto", "SimSun"),
    (TITLE, "script", "宋体"),
)

# 22 lines on 225 mm, 28 characters on 156 mm.
LINE = 579


def fonts(name: str) -> Element:
    """One font for hanzi and figures alike. hint: quotation marks and “—” are drawn by it too."""
    return element("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def size(half_points: int) -> list[Element]:
    return [element("sz", val=half_points), element("szCs", val=half_points)]


def apart(half_points: int) -> list[Element]:
    """Type of this size that stands as wide as it is; the body's stands closer."""
    return [element("spacing", val=0), *size(half_points)]


def language() -> Element:
    return element("lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA")


def exactly(line: int, *, before: int = 0, after: int = 0) -> Element:
    return element("spacing", before=before, after=after, line=line, lineRule="exact")


def defaults() -> Element:
    return element(
        "docDefaults",
        element("rPrDefault", element("rPr", fonts(FANG), *size(32), language())),
        element("pPrDefault"),
    )


def styles() -> list[Element]:
    return [
        _style(
            "Normal",
            "Normal",
            [
                element("widowControl", val=1),
                element("autoSpaceDE", val=0),
                element("autoSpaceDN", val=0),
                element("snapToGrid", val=0),
                exactly(LINE),
                element("jc", val="both"),
            ],
            # The grid counts its characters from this style. Some programs give two of its places to a character that
            # is wider than one: the text keeps 28 to the line and 22 to the page by itself, and lets the grid alone.
            [element("snapToGrid", val=0), element("spacing", val=-5), *size(32)],
            based="",
        ),
        _default("character", "DefaultParagraphFont", "Default Paragraph Font"),
        _default("table", "TableNormal", "Normal Table", _table_defaults()),
        _default("numbering", "NoList", "No List"),
        _style("BodyText", "Body Text", [element("ind", **INDENT)], []),
        *_titles(),
        *_headings(),
        *_small(),
        *_of_tables(),
        *_of_edges(),
    ]


def _titles() -> list[Element]:
    return [
        _style(
            "Title",
            "Title",
            [
                element("keepNext"),
                element("keepLines"),
                exactly(680),
                element("jc", val="center"),
            ],
            [fonts(TITLE), *apart(44)],
            following="BodyText",
        ),
        _style("Annex", "附件标记", [element("keepNext")], [fonts(HEI)], following="Title"),
    ]


def _headings() -> list[Element]:
    faces = {1: HEI, 2: KAI}
    names = {"GoalHeading": "年度目标"}
    return [
        _style(
            level.style,
            names.get(level.style, f"heading {level.depth}"),
            [
                element("keepNext"),
                element("keepLines"),
                reference(place),
                element("ind", **INDENT),
                element("outlineLvl", val=level.depth - 1),
            ],
            [fonts(faces.get(level.depth, FANG))],
            following="BodyText",
        )
        for place, level in enumerate(LEVELS)
    ]


def _small() -> list[Element]:
    """Lines above and below the form."""
    return [
        _style("FormLine", "表前说明", [exactly(400)], apart(24)),
        _style(
            "Note",
            "备注",
            [exactly(340)],
            apart(21),
        ),
        _style("Gap", "分隔", [exactly(20)], apart(2)),
    ]


def _of_tables() -> list[Element]:
    return [
        _style(
            "TableTitle",
            "表题",
            [element("keepNext"), exactly(480, before=120), element("jc", val="center")],
            [fonts(SONG), element("b"), element("bCs"), *apart(28)],
        ),
        _style(
            "TableNote",
            "表注",
            [element("keepNext"), exactly(340)],
            apart(21),
        ),
        _style(
            "TableText",
            "表格文字",
            [element("widowControl", val=0), exactly(290), element("jc", val="center")],
            [fonts(SONG), *apart(21)],
        ),
        _style("TableHead", "表格栏目", [], [fonts(HEI)], based="TableText"),
        _style("TableTotal", "表格合计", [], [element("b"), element("bCs")], based="TableText"),
        element(
            "style",
            element("name", val="Table Grid"),
            element("basedOn", val="TableNormal"),
            element("uiPriority", val=39),
            element("tblPr", borders()),
            type="table",
            styleId="TableGrid",
        ),
    ]


def _of_edges() -> list[Element]:
    return [
        _style("Header", "header", [exactly(240), element("jc", val="center")], apart(18)),
        _style("Footer", "footer", [exactly(400)], [fonts(SONG), *apart(18)]),
    ]


def borders() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return element("tblBorders", *(element(side, val="single", sz=4, space=0, color="000000") for side in sides))


def _table_defaults() -> Element:
    return element(
        "tblPr",
        element("tblInd", w=0, type="dxa"),
        element(
            "tblCellMar",
            *(
                element(side, w=width, type="dxa")
                for side, width in (("top", 40), ("left", 60), ("bottom", 40), ("right", 60))
            ),
        ),
    )


def _default(kind: str, identity: str, name: str, *more: Element) -> Element:
    return element(
        "style",
        element("name", val=name),
        element("uiPriority", val=99),
        element("semiHidden"),
        element("unhideWhenUsed"),
        *more,
        type=kind,
        default=1,
        styleId=identity,
    )


def _style(
    identity: str,
    name: str,
    paragraph: list[Element],
    text: list[Element],
    *,
    based: str = "Normal",
    following: str = "",
) -> Element:
    # Names that Word does not know must say that they are somebody's own.
    own = {"customStyle": 1} if name[0] > "z" else {}
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val=based) if based else None,
        element("next", val=following) if following else None,
        element("qFormat"),
        element("pPr", *paragraph) if paragraph else None,
        element("rPr", *text) if text else None,
        type="paragraph",
        styleId=identity,
        **({} if based else {"default": 1}),
        **own,
    )


def font_table() -> list[Element]:
    return [
        element(
            "font",
            element("altName", val=substitute),
            element("charset", val="86"),
            element("family", val=family),
            element("pitch", val="default" if name in {HEI, SONG} else "variable"),
            name=name,
        )
        for name, family, substitute in FONTS
    ]
