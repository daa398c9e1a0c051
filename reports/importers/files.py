"""Which reader a file is for, told by its content: its name may say anything."""

from reports.importers.bounds import bounded
from reports.importers.source import Source, Unreadable
from reports.importers.textfile import read_text
from reports.importers.wordfile import read_word

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_AS_WORD = "请用 Word 或 WPS 另存为 .docx 再上传"
_OTHERS = (
    (b"%PDF", "这是 PDF 文件，读不准里面的表格。请上传它的 Word 原件（.docx），或另存为 .docx 再上传"),
    (b"{\\rtf", f"这是 RTF 文件。{_AS_WORD}"),
    (b"\x89PNG", "这是图片。请上传能选中文字的 Word 文件（.docx）或文本文件（.txt）"),
    (b"\xff\xd8\xff", "这是图片。请上传能选中文字的 Word 文件（.docx）或文本文件（.txt）"),
    (b"GIF8", "这是图片。请上传能选中文字的 Word 文件（.docx）或文本文件（.txt）"),
    (b"BM", "这是图片。请上传能选中文字的 Word 文件（.docx）或文本文件（.txt）"),
    (b"Rar!", "这是压缩包。请解压后上传里面的 Word 文件（.docx）"),
    (b"7z\xbc\xaf", "这是压缩包。请解压后上传里面的 Word 文件（.docx）"),
    (b"\x1f\x8b", "这是压缩包。请解压后上传里面的 Word 文件（.docx）"),
    (b"MZ", "这不是文档。请上传 Word 文件（.docx）或文本文件（.txt）"),
)
_MARKUP = ("<!doctype html", "<html", "<?xml", "<mht", "mime-version:")


def source_of(name: str, content: bytes) -> Source:
    """Raises Unreadable."""
    return bounded(_source_of(name, content))


def _source_of(name: str, content: bytes) -> Source:
    if not content:
        raise Unreadable("这个文件是空的。请确认选对了文件")
    if content.startswith(_ZIP):
        return read_word(name, content)
    if content.startswith(_OLD_OFFICE):
        raise Unreadable(_old_office(content))
    for beginning, sentence in _OTHERS:
        if content.startswith(beginning) and not (len(beginning) == 2 and _reads_as_text(content)):
            raise Unreadable(sentence)
    if content[:200].decode("latin-1").lstrip("\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise Unreadable(f"这是网页或 XML 格式的文件。{_AS_WORD}")
    return read_text(name, content)


def _reads_as_text(content: bytes) -> bool:
    """Two letters begin a text as well as a picture or a program."""
    return b"\0" not in content[:512]


def _old_office(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "文件加了密码，请去掉密码后再上传"
    if "Workbook".encode("utf-16-le") in content:
        return "这是旧版 Excel 文件（.xls），不是自评报告。请上传 .docx 或 .txt 格式的自评报告"
    return f"这是旧版 Word 或 WPS 文件（.doc、.wps）。{_AS_WORD}"
