"""Word files as Word finds them: read from the file's own elements."""

import io
import zipfile

from docx.oxml.ns import qn
from lxml import etree

from reports.document import Part
from reports.renderers import docx
from tests.reports.documents import make_document


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
