"""Which reader a file is for that is handed in as a document."""

from reports.importers.bounds import bounded
from reports.importers.signatures import kind_of
from reports.importers.source import Source, Unreadable
from reports.importers.textfile import read_text
from reports.importers.wordfile import read_word

_AS_WORD = "请用 Word 或 WPS 另存为 .docx 再上传"
_OLD = f"这是旧版 Word 或 WPS 文件（.doc、.wps）。{_AS_WORD}"
_REFUSED = {
    "empty": "这个文件是空的。请确认选对了文件",
    "pdf": "这是 PDF 文件，读不准里面的表格。请上传它的 Word 原件（.docx），或另存为 .docx 再上传",
    "rtf": f"这是 RTF 文件。{_AS_WORD}",
    "picture": "这是图片。请上传能选中文字的 Word 文件（.docx）或文本文件（.txt）",
    "archive": "这是压缩包。请解压后上传里面的 Word 文件（.docx）",
    "program": "这不是文档。请上传 Word 文件（.docx）或文本文件（.txt）",
    "markup": f"这是网页或 XML 格式的文件。{_AS_WORD}",
    "locked": "文件加了密码，请去掉密码后再上传",
    "old workbook": "这是旧版 Excel 文件（.xls），不是自评报告。请上传 .docx 或 .txt 格式的自评报告",
    "old document": _OLD,
    "old": _OLD,
}


def source_of(name: str, content: bytes) -> Source:
    """Raises Unreadable."""
    kind = kind_of(content)
    if kind in _REFUSED:
        raise Unreadable(_REFUSED[kind])
    return bounded(read_word(name, content) if kind == "zip" else read_text(name, content))
