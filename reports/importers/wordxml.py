"""The parts of a Word file as safe XML, whatever it declares: sizes are bounded, entities and outside files refused."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from reports import office
from reports.importers.source import Unreadable

LARGEST = 40 * 1024 * 1024
# A report of 30 pages takes two.
_MOST_MAIN = 16 * 1024 * 1024
_MOST_BESIDE = 6 * 1024 * 1024
_MOST_ELEMENTS = 1_500_000
_MAIN = re.compile(r"word/document\d*\.xml")

Element = etree._Element


class Parts:
    """Document, numbering and styles of a Word file. Raises Unreadable."""

    def __init__(self, content: bytes):
        if len(content) > LARGEST:
            raise Unreadable("这个文件超过40 MB，不像一份自评报告。请删去图片等多余内容后再上传")
        _refuse_other_archives(content)
        try:
            ending = office.ending_of(content)
        except office.NotAccepted as refused:
            raise Unreadable(str(refused)) from None
        if ending != ".docx":
            raise Unreadable("这是 Excel 工作簿，不是 Word 文件。请上传 .docx 或 .txt 格式的自评报告")
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = archive.namelist()
                main = next(name for name in names if _MAIN.fullmatch(name))
                self.document = _read(archive, main, _MOST_MAIN)
                self.numbering = (
                    _read(archive, "word/numbering.xml", _MOST_BESIDE) if "word/numbering.xml" in names else None
                )
                self.styles = _read(archive, "word/styles.xml", _MOST_BESIDE) if "word/styles.xml" in names else None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise Unreadable("Word 文件已损坏，打不开。请用 Word 或 WPS 打开后重新保存再上传") from None


def _refuse_other_archives(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist()) if len(archive.filelist) <= office.MOST_PARTS else set()
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, NotImplementedError, OSError):
        return
    if "OFD.xml" in names:
        raise Unreadable("这是 OFD 版式文件，读不了里面的表格。请上传它的 Word 原件（.docx）")
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable("这是 OpenDocument 文件。请另存为 .docx 再上传")


def _read(archive: zipfile.ZipFile, name: str, most: int) -> Element:
    if archive.getinfo(name).file_size > most:
        raise Unreadable("这个文件的正文太长，不像一份自评报告。请只上传自评报告本身")
    content = archive.read(name)
    if content.count(b"<") > 2 * _MOST_ELEMENTS:
        raise Unreadable("这个文件的正文太长，不像一份自评报告。请只上传自评报告本身")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable("Word 文件的内部结构不对，打不开。请用 Word 或 WPS 打开后重新保存再上传") from None
    if root.getroottree().docinfo.doctype:
        raise Unreadable("Word 文件里夹带了不该有的定义，没有读取。请用 Word 或 WPS 打开后重新保存再上传")
    return root


def kind(element: Element) -> str:
    """The element's name without its namespace, which the two editions of the standard do not share."""
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    for name in path:
        if element is None:
            return None
        for one in element:
            if _local(one.tag) == name:
                element = one
                break
        else:
            return None
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """None where there is no such element or attribute."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def number_of(element: Element | None, name: str = "val", default: int = 0) -> int:
    text = attribute(element, name) or ""
    return int(text) if re.fullmatch(r"-?\d{1,7}", text, re.ASCII) else default


def is_on(element: Element | None) -> bool:
    """A property without a value is on."""
    return element is not None and attribute(element) not in {"0", "false", "off", "none"}


_WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo"}


def content_of(element: Element) -> Iterator[Element]:
    """The children that count, those in wrappers too: content controls, insertions; of alternatives the first."""
    for one in element:
        name = kind(one)
        if name == "sdt" and _is_contents_list(one):
            continue
        if name in _WRAPPERS:
            yield from content_of(one)
        elif name == "AlternateContent":
            chosen = child(one, "Choice")
            chosen = child(one, "Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from content_of(chosen)
        else:
            yield one


def _is_contents_list(sdt: Element) -> bool:
    gallery = attribute(child(sdt, "sdtPr", "docPartObj", "docPartGallery")) or ""
    return gallery == "Table of Contents"


def boxes_in(element: Element) -> Iterator[Element]:
    """The contents of text boxes, each once though it stands there for old and for new programs."""
    for one in content_of(element):
        if kind(one) == "txbxContent":
            yield one
        else:
            yield from boxes_in(one)
