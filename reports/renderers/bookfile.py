"""The file of a workbook: what it says of itself, and the same bytes for the same document."""

import io
import re

from openpyxl import Workbook

from reports.document import Document
from reports.renderers.archive import undated


def describe(book: Workbook, document: Document) -> None:
    """What a file manager shows, and a search finds."""
    about = book.properties
    about.title = document.title
    about.subject = f"{document.fiscal_year}年度部门整体绩效自评"
    about.creator = about.lastModifiedBy = document.department
    about.category = "部门整体绩效自评表"
    about.language = "zh-CN"
    words = [f"{document.fiscal_year}年度", document.department, "部门整体绩效", "绩效自评"]
    if document.footer:
        words.append(document.footer.number)
        about.identifier = document.footer.number
        about.description = f"编号 {document.footer.number}，校验码 {document.footer.checksum}"
    about.keywords = "；".join(words)
    about.contentStatus = {"draft": "草稿", "review": "送审稿", "": "已定稿"}[document.mark]


def reproducible(book: Workbook) -> bytes:
    """The file without the moment of saving, so that the same document is the same bytes."""
    saved = io.BytesIO()
    book.save(saved)
    return undated(saved, _without_moment)


def _without_moment(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    return re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", content)
