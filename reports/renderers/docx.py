"""A document as a Word file to go on working with: real styles, numbered headings, a section for each part."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import docx
from docx.document import Document as WordDocument
from lxml import etree

from reports.document import Document, Heading, Paragraph, Part, Run, Table
from reports.renderers.archive import LEAST_DATE, undated
from reports.renderers.html import paragraph_lines
from reports.renderers.word import numbering, styles, tables
from reports.renderers.word.elements import Element, element, possible, qualified, run
from reports.renderers.word.pages import PAPERS, Edges, settings

SUFFIX = ".docx"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_STYLES = {"body": "BodyText", "note": "Note", "label": "Annex"}
_ROOM_FOR_SIGNATURE = 560

Block = Heading | Paragraph | Table


def render(document: Document) -> bytes:
    document = replace(document, parts=document.printed())
    word = docx.Document(io.BytesIO(_empty_file()))
    levels = numbering.levels_of(document)
    word.part.numbering_part.element[:] = numbering.definitions(levels)
    word.element.body[:] = _body(document, Edges(word, document), numbering.Counting(levels))
    _describe(word, document)
    return _reproducible(word)


@cache
def _empty_file() -> bytes:
    """python-docx's empty file with our styles, and without what no report needs, such as a picture of the empty page."""
    word = docx.Document()
    for owner in (word.part.package, word.part):
        for key, relation in list(owner.rels.items()):
            kind = relation.reltype.rpartition("/")[2]
            if kind in {"thumbnail", "extended-properties", "stylesWithEffects", "customXml", "webSettings"}:
                del owner.rels[key]
            elif kind == "fontTable":
                table = etree.fromstring(relation.target_part.blob)
                table[:] = styles.font_table()
                relation.target_part._blob = etree.tostring(table, encoding="UTF-8", standalone=True)
    word.settings.element[:] = settings()
    # What stays is the list of the styles that Word knows by itself.
    latent = word.styles.element.find(qualified("latentStyles"))
    word.styles.element[:] = [styles.defaults(), latent, *styles.styles()]
    word.part.numbering_part.element[:] = []
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _body(document: Document, edges: Edges, counting: numbering.Counting) -> list[Element]:
    """Each part is a section; its properties stand in its last paragraph, those of the last section in the body."""
    made: list[Element] = []
    section: Element | None = None
    for part in document.parts:
        if section is not None:
            made[-1].find(qualified("pPr")).append(section)
        made += _part(part, counting)
        section = edges.section(part.orientation)
    if section is None:
        return [_paragraph("Gap"), edges.section("portrait")]
    return [*made, section]


def _part(part: Part, counting: numbering.Counting) -> list[Element]:
    paper, made = PAPERS[part.orientation], []
    for before, block, after in zip((None, *part.blocks), part.blocks, (*part.blocks[1:], None), strict=False):
        if isinstance(block, Heading):
            made.append(_title(block, part, after) if block.level == 0 else _heading(block, counting))
        elif isinstance(block, Paragraph):
            made += _paragraphs(block, part, before)
        else:
            made += tables.blocks(block, paper)
        # Word makes one table of two neighbours, and wants a paragraph at the end of a section.
        if isinstance(block, Table) and not isinstance(after, Heading | Paragraph):
            made.append(_paragraph("Gap"))
    return made if made and made[-1].tag == qualified("p") else [*made, _paragraph("Gap")]


def _paragraph(style: str, *properties: Element | None, runs: Iterable[Element] = ()) -> Element:
    return element("p", element("pPr", element("pStyle", val=style), *properties), *runs)


def _title(heading: Heading, part: Part, after: Block | None) -> Element:
    """A title may take several headings; below the last one is room. The form's leads the navigation to it."""
    in_form = part.name == "form"
    goes_on = isinstance(after, Heading) and after.level == 0
    room = 0 if goes_on else 200 if in_form else styles.LINE
    outline = element("outlineLvl", val=0) if in_form and not goes_on else None
    return _paragraph("Title", styles.exactly(680, after=room), outline, runs=[run(heading.text)])


def _heading(heading: Heading, counting: numbering.Counting) -> Element:
    style, text, numbered = counting.cut(heading)
    off = None if numbered else numbering.reference(0, number=numbering.NONE)
    return _paragraph(style, off, runs=[run(text)])


def _paragraphs(paragraph: Paragraph, part: Part, before: Block | None) -> Iterator[Element]:
    in_form = part.name == "form"
    style = _STYLES.get(paragraph.style, "FormLine" if in_form else "Normal")
    place = element("jc", val=paragraph.style) if paragraph.style in {"left", "right", "center"} else None
    signature = in_form and paragraph.style == "left" and isinstance(before, Paragraph) and before.style == "note"
    room = styles.exactly(400, before=_ROOM_FOR_SIGNATURE) if signature else None
    for line in paragraph_lines(paragraph):
        yield _paragraph(style, room, place, runs=[_run(one) for one in line if one.text])


def _run(one: Run) -> Element:
    """What a draft lacks is marked as a reader of the file would mark it."""
    return run(one.text, element("highlight", val="yellow")) if one.kind == "gap" else run(one.text)


def _describe(word: WordDocument, document: Document) -> None:
    """The file's properties say nothing of the moment it was made."""
    about, moment = word.core_properties, datetime(*LEAST_DATE, tzinfo=UTC)
    # A property holds no more.
    about.title = possible(document.title)[:255]
    about.author = about.last_modified_by = possible(document.department)[:255]
    about.created = about.modified = moment
    about.language, about.comments, about.revision = "zh-CN", "", 1


def _reproducible(word: WordDocument) -> bytes:
    """The file without the moment of saving, so that the same document is the same bytes."""
    saved = io.BytesIO()
    word.save(saved)
    return undated(saved)
