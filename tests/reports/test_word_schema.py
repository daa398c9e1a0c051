"""Whether Word opens the file without complaint: the order of elements, and that what is referred to is there."""

import re

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree

from reports import issue
from reports.demo import founding_mended
from reports.document import Footer
from tests.reports.documents import documents, founding_like
from tests.reports.word import parts_of

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
