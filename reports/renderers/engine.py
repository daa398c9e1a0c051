"""WeasyPrint as the PDF needs it: a tree instead of text, one parsed stylesheet, nothing fetched.

To be imported late: where Pango is missing, importing this fails. Not for threads; see the lock in pdf.py.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from xml.etree.ElementTree import Element, SubElement, fromstring

import cssselect2
import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from reports.renderers import html

Layout = weasyprint.Document

# For archives, and for files inside the file.
_VARIANT = "pdf/a-3b"
_LEVEL = 6


class Nothing(URLFetcher):
    """The document brings its stylesheet; whoever wants more is not from us."""

    def fetch(self, url: str, headers: object = None) -> object:
        raise FatalURLFetchingError(f"A document must not load anything: {url[:80]}")


class Tree(weasyprint.HTML):
    """A page whose markup is well-formed: read as XML it takes a twentieth of the time that reading HTML takes."""

    def __init__(self, title: str, author: str, fragment: str) -> None:
        root = Element("html", lang="zh-CN")
        head = SubElement(root, "head")
        SubElement(head, "title").text = title
        SubElement(head, "meta", name="author", content=author)
        body = SubElement(root, "body", {"class": "document-page"})
        body.append(fromstring(fragment))  # noqa: S314 our own template, which escapes
        self.base_url = None
        self.url_fetcher = Nothing()
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


@cache
def stylesheet() -> weasyprint.CSS:
    # Other machines' families are never found here, and Pango would ask for each of them again with every line.
    own = re.sub(r'"(?!Perfeval )[^"\n]+", ', "", html.stylesheet())
    return weasyprint.CSS(string=own, url_fetcher=Nothing())


def numbered_from(page: int) -> weasyprint.CSS:
    """Page numbers, and the side of the sheet that the first page is on."""
    side = "right" if page % 2 else "left"
    return weasyprint.CSS(string=f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {page} }}")


def lay_out(tree: Tree, first_page: int, fonts: FontConfiguration) -> Layout:
    sheets = [stylesheet()] if first_page == 1 else [stylesheet(), numbered_from(first_page)]
    return tree.render(font_config=fonts, stylesheets=sheets, pdf_variant=_VARIANT)


def joined(layouts: Sequence[Layout]) -> Layout:
    return layouts[0].copy([page for layout in layouts for page in layout.pages])


def written(layout: Layout, enclosed: Mapping[str, bytes], dated: datetime) -> bytes:
    for page in layout.pages:
        # Only a broken row had to be found by its name; all the names would go into the file.
        page.anchors.clear()
        page.bookmarks = [(level, html.unjoined(label), *others) for level, label, *others in page.bookmarks]
    attachments = [
        weasyprint.Attachment(string=content, name=name, relationship="Source", created=dated, modified=dated)
        for name, content in enclosed.items()
    ]
    return layout.write_pdf(finisher=_pack, pdf_variant=_VARIANT, attachments=attachments)


def _pack(_: Layout, file: pydyf.PDF) -> None:
    """Compresses each stream here and once: left to be written, each is compressed twice, and at the slowest level."""
    for stream in file.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            stream.compress = False
            content = stream.data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
            stream.stream = [zlib.compress(content, _LEVEL)]
            stream.extra["Filter"] = "/FlateDecode"
