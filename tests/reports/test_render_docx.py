"""Documents as Word files: pages, type, marks, text, and the file itself."""

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
from lxml import etree

from reports.document import Footer, Heading, Paragraph, Part, Run
from reports.renderers import docx
from reports.renderers.html import paragraph_lines
from tests.reports.documents import body, documents, founding_like, label, make_document, make_table
from tests.reports.word import body_of, only, paragraphs_of, parts_of, text_of, value

MM = 1440 / 25.4


# ---- page and type ---------------------------------------------------------------------------------


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


def test_body_text_keeps_the_standard_by_itself_where_a_program_does_not_know_the_grid():
    """Some give two places of the grid to a character wider than one, so the grid is left to who looks it up."""
    tree = parts_of(founding_like())["word/styles.xml"]
    normal = next(one for one in tree.iter(qn("w:style")) if value(one, "name") == "Normal")
    grids = (value(normal, "pPr/snapToGrid"), value(normal, "rPr/snapToGrid"))
    assert (*grids, value(normal, "pPr/spacing", "w:lineRule")) == ("0", "0", "exact")
    width = 11906 - 1587 - 1474
    characters = width / (int(value(normal, "rPr/sz")) * 10 + int(value(normal, "rPr/spacing")))
    assert 28 <= characters < 28.2
    small = {value(one, "rPr/spacing") for one in tree.iter(qn("w:style")) if value(one, "rPr/sz") not in {None, "32"}}
    assert small == {"0"}


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


# ---- text ------------------------------------------------------------------------------------------


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
    assert paragraphs_of(only(Heading(3, "目\x00标1：甲")))[0] == ("Heading3", "目\ufffd标1：甲")
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


# ---- the file --------------------------------------------------------------------------------------


def test_properties_name_title_and_department_and_no_moment():
    properties = python_docx.Document(io.BytesIO(docx.render(founding_like()))).core_properties
    assert (properties.title, properties.author) == ("2022年度蔡甸区民政局部门整体绩效自评报告", "武汉市蔡甸区民政局")
    assert {properties.created.year, properties.modified.year} == {1980}
    with zipfile.ZipFile(io.BytesIO(docx.render(founding_like()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.findall(rb"20[12]\d-\d\d-\d\d", b"".join(map(archive.read, archive.namelist()))) == []


def test_names_longer_than_a_property_holds_are_cut_there_alone():
    document = replace(only(Heading(0, "题" * 300)), title="题" * 300, department="局" * 300)
    properties = python_docx.Document(io.BytesIO(docx.render(document))).core_properties
    assert (properties.title, properties.author) == ("题" * 255, "局" * 255)
    assert paragraphs_of(document)[0] == ("Title", "题" * 300)


def test_same_document_gives_same_bytes_also_in_another_process():
    here = docx.render(founding_like("draft"))
    assert here == docx.render(founding_like("draft"))
    code = (
        "import sys; sys.path[:0] = ['.']; import django; django.setup();"
        " from tests.reports import documents; from reports.renderers import docx;"
        " sys.stdout.buffer.write(docx.render(documents.founding_like('draft')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == here
