"""What a file is, told by its content: PDF, JPG, PNG, XLSX, DOCX and nothing else; and a name that can be kept.

Files are only ever handed back as downloads. So this need not prove a file harmless; it keeps out what is no evidence
(programs, pages, macros), what is broken, and what would be a burden to whoever opens it.
"""

import re
import unicodedata

from budgets.text import clean_line
from reports import office
from reports.importers.signatures import OLD_OFFICE

# Content type by the ending that a file's name must have.
CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
ACCEPTED = "PDF、JPG、PNG、XLSX、DOCX"
WORDS = {
    "application/pdf": "PDF",
    "image/jpeg": "JPG",
    "image/png": "PNG",
    CONTENT_TYPES[".xlsx"]: "XLSX",
    CONTENT_TYPES[".docx"]: "DOCX",
}
LONGEST_NAME = 100
# An A3 sheet at 600 dpi has 70 million points; what claims far more only stops the viewer of whoever opens it.
MOST_POINTS = 120_000_000
MOST_ACROSS = 30_000

_PNG = b"\x89PNG\r\n\x1a\n"
_PAGE = re.compile(rb"<(?:script|html|svg)\b", re.IGNORECASE)
# Frames of a JPEG that state its dimensions: SOF0 to SOF15 without DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


class Unacceptable(ValueError):
    """`str()` is the sentence for whoever sent the file."""


def clean_name(name: str) -> str:
    """The last part of a path, without what cannot be seen or turns the reading direction; the ending is kept."""
    last = re.split(r"[/\\]", clean_line(name))[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign) not in {"Cc", "Cf", "Co", "Zl", "Zp"})
    plain = re.sub(r'[<>:"|?*]', "_", unicodedata.normalize("NFC", visible))
    plain = re.sub(r"\s+", " ", plain).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME] or "未命名"
    ending = ending[:10]
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip('. ') or '未命名'}.{ending}"


def recognised(name: str, content: bytes) -> str:
    """The content type of a file with this (clean) name. Raises Unacceptable."""
    if not content:
        raise Unacceptable("文件是空的，请检查后重新选择")
    content_type = _by_content(content)
    dot = name.rfind(".")
    ending = name[dot:].lower() if dot > 0 else ""
    if CONTENT_TYPES.get(ending) != content_type:
        said = f"文件名以“{ending}”结尾" if ending else "文件名没有扩展名"
        raise Unacceptable(f"{said}，内容却是 {WORDS[content_type]}，请把文件另存为正确的类型后再上传")
    return content_type


def _by_content(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        try:
            return CONTENT_TYPES[office.ending_of(content)]
        except office.NotAccepted as sentence:
            raise Unacceptable(str(sentence)) from None
    for signature, content_type, check in (
        (b"%PDF-", "application/pdf", _check_pdf),
        (b"\xff\xd8\xff", "image/jpeg", _check_jpeg),
        (_PNG, "image/png", _check_png),
    ):
        if content.startswith(signature):
            check(content)
            _refuse_a_second_nature(content)
            return content_type
    if content.startswith(OLD_OFFICE):
        raise Unacceptable(
            "这是旧格式（.doc、.xls）或加了密码的 Office 文件，请另存为不加密的 DOCX、XLSX 或 PDF 再上传"
        )
    raise Unacceptable(f"只接收 {ACCEPTED}，这个文件的内容不是其中任何一种")


def _refuse_a_second_nature(content: bytes) -> None:
    """A file that other programs would take for an archive or a page."""
    if office.is_archive(content) or _PAGE.search(content):
        raise Unacceptable("文件里夹带了压缩包或网页代码，请重新扫描或另存后再上传")


def _check_pdf(content: bytes) -> None:
    if not re.match(rb"%PDF-[12]\.\d", content):
        raise Unacceptable("文件不是完整的 PDF，请重新扫描或另存为 PDF 再上传")
    _, end, rest = content.rpartition(b"%%EOF")
    if not end or rest.strip(b" \t\r\n\0"):
        raise Unacceptable("PDF 的末尾不完整或附有别的内容，请重新扫描或另存为 PDF 再上传")
    if re.search(rb"/(?:Launch|JavaScript)\b", content):
        raise Unacceptable("PDF 里有脚本或启动程序的动作，请用“打印为 PDF”另存后再上传")


def _check_points(width: int, height: int) -> None:
    if not width or not height:
        raise Unacceptable("图片已损坏，读不出尺寸，请重新保存后再上传")
    if max(width, height) > MOST_ACROSS or width * height > MOST_POINTS:
        raise Unacceptable(f"图片尺寸 {width} × {height} 过大，请缩小后再上传")


def _check_png(content: bytes) -> None:
    """Walks from chunk to chunk: the first must be the header, the last the end, with nothing behind it."""
    place, first = len(_PNG), True
    while True:
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        if len(kind) < 4 or first != (kind == b"IHDR") or place + 12 + length > len(content):
            raise Unacceptable("PNG 图片不完整，请重新保存后再上传")
        if first:
            header = content[place + 8 : place + 16]
            _check_points(int.from_bytes(header[:4]), int.from_bytes(header[4:]))
        place, first = place + 12 + length, False
        if kind == b"IEND":
            break
    if place != len(content):
        raise Unacceptable("PNG 图片的末尾附有别的内容，请重新保存后再上传")


def _check_jpeg(content: bytes) -> None:
    """Walks from segment to segment until the picture itself begins; that one must have an end."""
    place, sized = 2, False
    while place + 4 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        if kind == 0xFF or kind in _WITHOUT_LENGTH:
            place += 1 if kind == 0xFF else 2
            continue
        length = int.from_bytes(content[place + 2 : place + 4])
        if kind in _FRAMES:
            size = content[place + 5 : place + 9]
            _check_points(int.from_bytes(size[2:]), int.from_bytes(size[:2]))
            sized = True
        place += 2 + length
        if kind == 0xDA:
            if sized and content.find(b"\xff\xd9", place) > 0:
                return
            break
    raise Unacceptable("JPG 图片不完整，请重新保存后再上传")
