"""The file of a workbook: what it says of itself, and the same bytes for the same document."""

import io
import re
import zipfile

from openpyxl import Workbook

from reports.document import Document

_LEAST_DATE = (1980, 1, 1, 0, 0, 0)


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
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", data)
            entry = zipfile.ZipInfo(name, _LEAST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return out.getvalue()
