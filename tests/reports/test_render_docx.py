"""Documents as Word files: what Word would find in them, read from the file's own elements."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reports import issue
from reports.compose.numbering import chinese, circled
from reports.demo import approved_example, founding_mended, opened_example
from reports.document import Cell, Footer, Heading, Paragraph, Part, Run, TableRow
from reports.renderers import docx
from reports.renderers.html import paragraph_lines
from tests.reports.documents import amount, body, documents, founding_like, label, make_document, make_table, with_table

MM = 1440 / 25.4


def parts_of(document):
    """Each XML file inside, parsed."""
    with zipfile.ZipFile(io.BytesIO(docx.render(document))) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def body_of(document):
    return parts_of(document)["word/document.xml"].find(qn("w:body"))


def value(parent, path, attribute="w:val"):
    """The attribute of the element at the path below `parent`; None where there is none, "" where it has no value."""
    found = parent.find("/".join(qn(f"w:{name}") for name in path.split("/")))
    return None if found is None else found.get(qn(attribute), "")


def text_of(element):
    """The text of a paragraph, tabs and line ends as signs."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    runs = element.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
    return "".join(signs.get(one.tag) or one.text for one in runs if one.getparent().tag == qn("w:r"))


def paragraphs_of(document):
    """Paragraphs outside of tables: style and text."""
    return [(value(one, "pPr/pStyle"), text_of(one)) for one in body_of(document).iterchildren(qn("w:p"))]


def only(*blocks, part="narrative", **more):
    return make_document(Part(part, "", blocks), **more)


# ---- numbers of headings ------------------------------------------------------------------------


def printed_headings(document):
    """The headings as Word prints them: it counts each level, from 1 again below any higher one."""
    parts = parts_of(document)
    styles = {one.get(qn("w:styleId")): one for one in parts["word/styles.xml"].iter(qn("w:style"))}
    levels = {int(one.get(qn("w:ilvl"))): one for one in parts["word/numbering.xml"].iter(qn("w:lvl"))}
    counts = dict.fromkeys(levels, 0)
    printed = []
    for paragraph in parts["word/document.xml"].find(qn("w:body")).iterchildren(qn("w:p")):
        style = styles[value(paragraph, "pPr/pStyle")]
        place = value(style, "pPr/numPr/ilvl")
        if place is None:
            continue
        lead = ""
        if value(paragraph, "pPr/numPr/numId") != "0":
            place = int(place)
            assert value(levels[place], "pStyle") == style.get(qn("w:styleId"))
            counts |= {level: 0 for level in levels if level > place}
            counts[place] += 1
            lead = lead_of(levels[place], place, counts[place])
        printed.append((int(value(style, "pPr/outlineLvl")) + 1, lead + text_of(paragraph)))
    return printed


def lead_of(level, place, number):
    write = {"decimal": str, "chineseCountingThousand": chinese, "decimalEnclosedCircle": circled}
    # Word has no circles beyond ⑳.
    assert number <= 20 or value(level, "numFmt") != "decimalEnclosedCircle"
    return value(level, "lvlText").replace(f"%{place + 1}", write[value(level, "numFmt")](number))


def headings_of(document):
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Heading)]
    return [(block.level, block.text) for block in blocks if block.level]


def numbered(document):
    """How many headings have their number from Word, and how many there are."""
    body = body_of(document)
    heads = [one for one in body.iterchildren(qn("w:p")) if "Heading" in value(one, "pPr/pStyle")]
    return len([one for one in heads if value(one, "pPr/numPr/numId") is None]), len(heads)


@pytest.mark.parametrize("facts", [founding_mended(), approved_example(), opened_example()], ids=lambda it: it.layout)
def test_headings_of_a_report_are_printed_as_everywhere_and_all_counted_by_word(facts):
    document = issue.composed(facts)
    assert printed_headings(document) == headings_of(document)
    counted, all_of_them = numbered(document)
    assert counted == all_of_them >= 9


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_headings_of_any_document_are_printed_as_they_are(document):
    assert printed_headings(document) == headings_of(document)


HEADS = st.lists(
    st.sampled_from(
        [
            "一、甲",
            "二、乙",
            "（一）甲",
            "（二）乙",
            "年度目标1：甲",
            "年度目标2：乙",
            "1.甲",
            "2.乙",
            "（1）甲",
            "①甲",
            "②乙",
            "甲",
        ]
    ).flatmap(lambda text: st.builds(Heading, st.integers(1, 5), st.just(text))),
    max_size=20,
)


@given(HEADS)
@settings(derandomize=True, deadline=None, max_examples=80)
def test_headings_that_nearly_count_are_printed_as_they_are(headings):
    document = only(*headings)
    assert printed_headings(document) == headings_of(document)


def test_levels_begin_anew_below_each_goal():
    texts = [
        "一、甲",
        "（一）甲",
        "年度目标1：甲",
        "1.甲",
        "2.乙",
        "年度目标2：乙",
        "1.丙",
        "（二）乙",
        "年度目标1：甲",
        "1.甲",
    ]
    levels = [1, 2, 3, 3, 3, 3, 3, 2, 3, 3]
    document = only(*(Heading(level, text) for level, text in zip(levels, texts, strict=True)))
    assert printed_headings(document) == list(zip(levels, texts, strict=True))
    assert numbered(document) == (10, 10)


def test_a_number_out_of_its_turn_stays_text():
    document = only(Heading(1, "一、甲"), Heading(1, "三、丙"), Heading(1, "二、乙"))
    assert paragraphs_of(document)[:3] == [("Heading1", "甲"), ("Heading1", "三、丙"), ("Heading1", "乙")]


def test_beyond_twenty_circles_are_text():
    leads = ("一、", "（一）", "年度目标1：", "1.", "（1）")
    above = [Heading(level, lead) for level, lead in zip((1, 2, 3, 3, 4), leads, strict=True)]
    document = only(*above, *(Heading(5, circled(number)) for number in range(1, 24)))
    assert printed_headings(document) == headings_of(document)
    assert [text for style, text in paragraphs_of(document) if style == "Heading5" and text] == ["㉑", "㉒", "㉓"]


def test_goals_are_counted_under_the_name_that_the_layout_gives_them():
    document = only(Heading(1, "一、"), Heading(2, "（一）"), Heading(3, "总体目标1、甲"), Heading(3, "1.甲"))
    levels = parts_of(document)["word/numbering.xml"].iter(qn("w:lvlText"))
    assert [level.get(qn("w:val")) for level in levels][2] == "总体目标%3、"
    assert numbered(document) == (4, 4)
    assert printed_headings(document) == headings_of(document)


# ---- the order of elements ----------------------------------------------------------------------

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "reference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numPr": "ilvl numId",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop evenAndOddHeaders"
    " drawingGridHorizontalSpacing characterSpacingControl footnotePr endnotePr compat rsids themeFontLang"
    " clrSchemeMapping decimalSymbol listSeparator",
    "compat": "balanceSingleByteDoubleByteWidth doNotExpandShiftReturn compatSetting",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "p": "pPr r",
    "r": "rPr t tab br fldChar instrText pict",
    "body": "",
}
# Children of these come in any order, or have none of their own.
FREE = {"body", "trPr", "r", "latentStyles", "tabs", "tblGrid", "hdr", "ftr", "pict", "num", "fonts", "document"}
FREE |= {"rPrDefault", "pPrDefault"}


def out_of_order(tree):
    for element in tree.iter(etree.Element):
        space, name = etree.QName(element).namespace, etree.QName(element).localname
        if space != python_docx.oxml.ns.nsmap["w"] or not len(element) or name in FREE:
            continue
        # References to headers and footers may be mixed.
        children = [re.sub("(header|footer)R", "r", etree.QName(child).localname) for child in element]
        order = ORDERS[name].split()
        if [child for child in children if child not in order] or children != sorted(children, key=order.index):
            yield name, children


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=20)
def test_elements_stand_in_the_order_of_the_schema(document):
    for name, tree in parts_of(document).items():
        if name.startswith("word/") and not name.endswith(".rels") and "theme" not in name:
            assert list(out_of_order(tree)) == [], name


@pytest.mark.parametrize("mark", ["", "draft", "review"])
def test_a_report_with_all_its_marks_stands_in_the_order_of_the_schema(mark):
    document = issue.composed(founding_mended(), mark=mark, footer=Footer("第1号", "0123456789ab"))
    assert [list(out_of_order(tree)) for name, tree in parts_of(document).items() if name.startswith("word/d")] == [[]]


def test_every_style_and_list_that_is_referred_to_is_there():
    parts = parts_of(founding_like("draft", Footer("1", "2")))
    styles = {one.get(qn("w:styleId")) for one in parts["word/styles.xml"].iter(qn("w:style"))}
    used = set()
    for tree in parts.values():
        for name in ("pStyle", "tblStyle", "basedOn", "next"):
            used |= {one.get(qn("w:val")) for one in tree.iter(qn(f"w:{name}"))}
    assert used - styles == set()
    assert {"Heading1", "Heading2", "GoalHeading", "Heading4", "Heading5", "TableText", "TableHead"} <= used
    # Nor is anything left in the file that nothing needs.
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]


# ---- page and type ------------------------------------------------------------------------------


def test_type_is_that_of_official_documents_under_the_fonts_own_names():
    tree = parts_of(founding_like())["word/styles.xml"]
    styles = {one.get(qn("w:styleId")): one for one in tree.iter(qn("w:style"))}

    def face(identity):
        rpr = styles[identity].find(qn("w:rPr"))
        return rpr.find(qn("w:rFonts")).get(qn("w:eastAsia")) if rpr.find(qn("w:rFonts")) is not None else ""

    heads = ("Title", "Heading1", "Heading2", "GoalHeading", "Heading3", "Heading4", "Heading5", "TableText")
    fang = "仿宋_GB2312"
    assert [face(head) for head in heads] == ["方正小标宋简体", "黑体", "楷体_GB2312", fang, fang, fang, fang, "宋体"]
    defaults = tree.find(qn("w:docDefaults"))
    assert value(defaults, "rPrDefault/rPr/rFonts", "w:eastAsia") == fang
    assert value(defaults, "rPrDefault/rPr/lang", "w:eastAsia") == "zh-CN"
    assert (value(styles["Normal"], "rPr/sz"), value(styles["Title"], "rPr/sz")) == ("32", "44")
    assert value(styles["Normal"], "pPr/spacing", "w:line") == "579"
    assert value(styles["Title"], "pPr/jc") == "center"
    indents = {name: value(style, "pPr/ind", "w:firstLineChars") for name, style in styles.items()}
    indented = {name for name, indent in indents.items() if indent == "200"}
    assert indented == {"BodyText", "Heading1", "Heading2", "GoalHeading", "Heading3", "Heading4", "Heading5"}
    outline = [value(styles[name], "pPr/outlineLvl") for name in heads[1:7]]
    assert outline == ["0", "1", "2", "2", "3", "4"]
    names = [value(styles[name], "name") for name in heads[1:7]]
    assert names == ["heading 1", "heading 2", "年度目标", "heading 3", "heading 4", "heading 5"]


def sections(document):
    return list(body_of(document).iter(qn("w:sectPr")))


def test_pages_have_the_margins_and_the_grid_of_the_standard():
    portrait = sections(founding_like())[0]
    edges = {
        side: round(int(value(portrait, "pgMar", f"w:{side}")) / MM) for side in ("top", "bottom", "left", "right")
    }
    assert edges == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    assert (value(portrait, "pgSz", "w:w"), value(portrait, "pgSz", "w:h")) == ("11906", "16838")
    grid = portrait.find(qn("w:docGrid"))
    height = 16838 - int(value(portrait, "pgMar", "w:top")) - int(value(portrait, "pgMar", "w:bottom"))
    width = 11906 - int(value(portrait, "pgMar", "w:left")) - int(value(portrait, "pgMar", "w:right"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert height // int(grid.get(qn("w:linePitch"))) == 22
    assert int(width / (16 * 20 + int(grid.get(qn("w:charSpace"))) * 20 / 4096)) == 28


def test_each_part_is_a_section_of_its_own_on_its_paper():
    narrative = Part("narrative", "", (body("甲"),))
    form = Part("form", "", (make_table(("a", "b")),), "landscape")
    first, second = sections(make_document(narrative, form))
    assert (value(first, "pgSz", "w:orient"), value(second, "pgSz", "w:orient")) == ("", "landscape")
    assert (value(second, "pgSz", "w:w"), value(second, "pgSz", "w:h")) == ("16838", "11906")
    assert value(second, "type") == "nextPage"
    assert first.getparent().getparent().tag == qn("w:p")
    assert second.getparent().tag == qn("w:body")
    widths = [int(one.get(qn("w:w"))) for one in body_of(make_document(narrative, form)).iter(qn("w:gridCol"))]
    assert sum(widths) == 16838 - 2098 - 1984


@pytest.mark.parametrize(
    "document", [make_document(), make_document(Part("form", "", ())), only(make_table(("a", "b")))]
)
def test_a_section_ends_with_a_paragraph_also_where_it_has_none(document):
    body = body_of(document)
    assert [etree.QName(one).localname for one in body][-2:] == ["p", "sectPr"]
    assert len(sections(document)) == 1


def test_neighbouring_tables_stay_two():
    tags = [etree.QName(one).localname for one in body_of(only(make_table(("a", "b")), make_table(("c", "d"))))]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def edge_lines(document):
    """What stands at the edges of odd and even pages of the first section: alignment and text, tabs as signs."""
    parts = parts_of(document)
    targets = {one.get("Id"): one.get("Target") for one in parts["word/_rels/document.xml.rels"]}
    found = {}
    for reference in sections(document)[0]:
        kind = etree.QName(reference).localname
        if kind in {"headerReference", "footerReference"}:
            paragraph = parts[f"word/{targets[reference.get(qn('r:id'))]}"].find(qn("w:p"))
            found[kind[:6], reference.get(qn("w:type"))] = (value(paragraph, "pPr/jc"), text_of(paragraph))
    return found


def test_page_numbers_stand_at_the_outer_edge():
    assert edge_lines(founding_like()) == {
        ("footer", "default"): ("right", "— 1 —"),
        ("footer", "even"): ("left", "— 1 —"),
    }
    parts = parts_of(founding_like())
    settings = parts["word/settings.xml"]
    assert [value(settings, name) for name in ("evenAndOddHeaders", "mirrorMargins")] == ["", ""]
    for name in ("word/footer1.xml", "word/footer2.xml"):
        footer = parts[name]
        assert [one.text for one in footer.iter(qn("w:instrText"))] == [" PAGE "]
        kinds = [one.get(qn("w:fldCharType")) for one in footer.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        sizes = [value(one, "rPr/sz") for one in footer.iter(qn("w:r"))]
        assert sizes == ["28"] * len(sizes)


def test_an_issued_report_says_its_number_and_checksum():
    document = founding_like(footer=Footer("绩评〔2022〕第1号", "0123456789ab"))
    said = "编号 绩评〔2022〕第1号　校验码 0123456789ab"
    assert edge_lines(document) == {
        ("footer", "default"): ("left", f"{said}\t— 1 —"),
        ("footer", "even"): ("left", f"— 1 —\t{said}"),
    }


def test_what_is_handed_over_says_so_in_the_footer_alone():
    assert edge_lines(founding_like("review")) == {
        ("footer", "default"): ("left", "送审稿\t— 1 —"),
        ("footer", "even"): ("left", "— 1 —\t送审稿"),
    }


def test_a_draft_is_marked_across_each_page_and_nothing_else_is():
    def marks(document):
        trees = [tree for name, tree in parts_of(document).items() if "header" in name]
        return [one.get("string") for tree in trees for one in tree.iter("{urn:schemas-microsoft-com:vml}textpath")]

    assert set(edge_lines(founding_like("draft"))) >= {("header", "default"), ("header", "even")}
    assert [text for text in marks(founding_like("draft")) if text] == ["草稿", "草稿"]
    assert marks(founding_like("review")) == marks(founding_like()) == []


# ---- text ---------------------------------------------------------------------------------------

STRANGE = [
    "=1+1",
    "<b>&amp;</b>",
    "]]>",
    "\t甲\t乙",
    "甲\u3000\u3000 乙  ",
    "😀奓㉑",
    "_x0041_",
    "%1 %2",
    "{{ }} {% if %}",
]


@pytest.mark.parametrize("text", STRANGE)
def test_text_is_text_wherever_it_stands(text):
    document = only(Heading(0, text), Heading(1, text), body(text), make_table((text, label(text)), title=text))
    assert [found for _, found in paragraphs_of(document)][:4] == [text] * 4
    cells = python_docx.Document(io.BytesIO(docx.render(document))).tables[0].rows[0].cells
    assert [cell.text for cell in cells] == [text, text]


def test_what_no_file_can_hold_is_shown_as_missing_instead_of_breaking_the_file():
    document = replace(only(body("甲\x00乙\x0b丙\ud800丁\ufffe")), title="题\x01")
    assert paragraphs_of(document)[0] == ("BodyText", "甲\ufffd乙\ufffd丙\ufffd丁\ufffd")
    assert python_docx.Document(io.BytesIO(docx.render(document))).core_properties.title == "题\ufffd"


def test_a_paragraph_typed_with_line_ends_is_several():
    document = only(Paragraph((Run("甲\n\n乙"), Run("丙\n丁"))))
    assert paragraphs_of(document) == [("BodyText", "甲"), ("BodyText", "乙丙"), ("BodyText", "丁")]


def test_gaps_are_marked_and_nothing_else_is():
    document = only(Paragraph((Run("甲"), Run("【待填：乙】", kind="gap"), Run("丙"))))
    marked = [(text_of(run.getparent()), text_of_run(run), value(run, "rPr/highlight")) for run in runs_of(document)]
    assert [mark for _, _, mark in marked] == [None, "yellow", None]
    assert [text for _, text, _ in marked] == ["甲", "【待填：乙】", "丙"]


def runs_of(document):
    return list(body_of(document).iter(qn("w:r")))


def text_of_run(run):
    return "".join(one.text for one in run.iter(qn("w:t")))


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=40)
def test_every_paragraph_is_there_in_its_order(document):
    wanted = []
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                wanted += ["".join(run.text for run in line) for line in paragraph_lines(block)]
    kinds = {"BodyText", "Normal", "Note", "Annex", "FormLine"}
    assert [text for style, text in paragraphs_of(document) if style in kinds] == wanted


def test_kinds_of_paragraphs_have_their_styles_and_places():
    blocks = [Paragraph((Run(style),), "", style) for style in ("label", "left", "note", "left", "right", "body")]
    found = [
        (value(one, "pPr/pStyle"), value(one, "pPr/jc"), value(one, "pPr/spacing", "w:before"))
        for one in body_of(only(*blocks, part="form")).iterchildren(qn("w:p"))
    ]
    assert found == [
        ("Annex", None, None),
        ("FormLine", "left", None),
        ("Note", None, None),
        # Room for a signature.
        ("FormLine", "left", "560"),
        ("FormLine", "right", None),
        ("BodyText", None, None),
    ]


def test_the_title_of_the_form_can_be_navigated_to():
    outlined = [
        (text_of(one), value(one, "pPr/outlineLvl"))
        for one in body_of(founding_like()).iterchildren(qn("w:p"))
        if value(one, "pPr/pStyle") == "Title"
    ]
    assert outlined == [("2022年度整体绩效自评结果", None), ("2022年度蔡甸区民政局部门整体绩效自评表", "0")]


# ---- tables -------------------------------------------------------------------------------------


def rows_of(table, **more):
    return list(body_of(with_table(table, **more)).iter(qn("w:tr")))


def test_columns_are_fixed_and_as_wide_as_they_should_be():
    table = make_table((Cell("a", across=2), "b"), ("c", "d", "e"), widths=(20, 30, 50))
    body = body_of(with_table(table))
    grid = [int(one.get(qn("w:w"))) for one in body.iter(qn("w:gridCol"))]
    assert grid == [1769, 2653, 4423]
    assert [int(value(one, "tcPr/tcW", "w:w")) for one in body.iter(qn("w:tc"))] == [4422, 4423, 1769, 2653, 4423]
    assert value(next(body.iter(qn("w:tbl"))), "tblPr/tblLayout", "w:type") == "fixed"
    sides = [etree.QName(one).localname for one in next(body.iter(qn("w:tblBorders")))]
    assert sides == ["top", "left", "bottom", "right", "insideH", "insideV"]
    assert {one.get(qn("w:val")) for one in next(body.iter(qn("w:tblBorders")))} == {"single"}


def test_heads_are_repeated_and_rows_stay_whole():
    rows = rows_of(make_table(("头", "头"), ("a", "b"), ("长" * 900, "c"), header_rows=1))
    assert [value(row, "trPr/tblHeader") for row in rows] == ["", None, None]
    # What fills a third of a page may break: moved whole, it would leave the page before it empty.
    assert [value(row, "trPr/cantSplit") for row in rows] == ["", "", None]


def kept(rows):
    """Which rows stay with the next: all of their paragraphs must, or Word does not do it."""
    found = []
    for row in rows:
        marks = {value(one, "pPr/keepNext") for one in row.iter(qn("w:p"))}
        assert len(marks) == 1
        found.append(marks == {""})
    return found


def test_bands_stay_with_their_rows_and_levels_together():
    table = make_table((Cell("目标", across=2, role="band"),), (Cell("级", down=2), "a"), ("b",), ("c", "d"))
    table = replace(table, rows=(TableRow(table.rows[0].cells, keep=True), *table.rows[1:]))
    assert kept(rows_of(table)) == [True, True, False, False]


def test_levels_of_more_than_a_third_of_a_page_may_break():
    table = make_table((Cell("级", down=30), "1"), *((str(number),) for number in range(29)))
    assert kept(rows_of(table)) == [False] * 30


def test_cells_stand_as_on_paper():
    cells = (
        amount("1.00", "yuan"),
        amount("1.00", "percent"),
        Cell("a", align="left"),
        Cell("b", role="band"),
        Cell("c", role="head"),
        Cell("d", role="total", align="right"),
    )
    row = rows_of(make_table(cells, widths=(20, 20, 20, 20, 10, 10)))[0]
    found = [(value(one, "pPr/pStyle"), value(one, "pPr/jc"), text_of(one)) for one in row.iter(qn("w:p"))]
    assert found == [
        ("TableText", "right", "1.00"),
        ("TableText", None, "1%"),
        ("TableText", "left", "a"),
        ("TableHead", "left", "b"),
        ("TableHead", None, "c"),
        ("TableTotal", "right", "d"),
    ]


def test_title_and_notes_stand_above_their_table():
    document = only(make_table(("a", "b"), title="收入决算明细表", left_note="编制单位：甲", right_note="单位：元"))
    found = paragraphs_of(document)[:2]
    assert found == [("TableTitle", "收入决算明细表"), ("TableNote", "编制单位：甲\t单位：元")]


# ---- the file -----------------------------------------------------------------------------------


def test_properties_name_title_and_department_and_no_moment():
    properties = python_docx.Document(io.BytesIO(docx.render(founding_like()))).core_properties
    assert (properties.title, properties.author) == ("2022年度蔡甸区民政局部门整体绩效自评报告", "武汉市蔡甸区民政局")
    assert {properties.created.year, properties.modified.year} == {1980}
    with zipfile.ZipFile(io.BytesIO(docx.render(founding_like()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.findall(rb"20[12]\d-\d\d-\d\d", b"".join(map(archive.read, archive.namelist()))) == []


def test_same_document_gives_same_bytes_also_in_another_process():
    here = docx.render(founding_like("draft"))
    assert here == docx.render(founding_like("draft"))
    code = (
        "import sys; sys.path[:0] = ['.']; import django; django.setup();"
        " from tests.reports import documents; from reports.renderers import docx;"
        " sys.stdout.buffer.write(docx.render(documents.founding_like('draft')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == here
