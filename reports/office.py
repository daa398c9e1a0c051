"""Whether an archive is a workbook or a Word file: a whole zip with the right main part, no macro, no bomb."""

import io
import re
import zipfile
import zlib

MOST_PARTS = 2000
# What it may unfold to, as it declares itself; no part is read beyond what it declares.
MOST_UNFOLDED = 150 * 1024 * 1024
MOST_OF_CONTENT_TYPES = 1024 * 1024

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (".xlsx", "xl/workbook"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (".docx", "word/document"),
}
_OVERRIDE = re.compile(r"<(?:\w+:)?Override\b([^>]*)>")
_ATTRIBUTE = re.compile(r"""\b(PartName|ContentType)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_MACRO_PART = re.compile(r"(?:^|/)(?:vbaProject|vbaData|macrosheets?)\b", re.IGNORECASE)
# What a document has no use for, whoever put it there. Charts carry workbooks of their own, so .xlsx is none of it.
_STRANGE = re.compile(
    r"\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|msi|jar|apk|html?|svgz"
    r"|zip|rar|7z|gz|tar|docm|dotm|xlsm|xltm|xlam|pptm)$",
    re.IGNORECASE,
)


class NotAccepted(ValueError):
    """`str()` is the sentence for whoever sent the file."""


def is_archive(content: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(content))


def ending_of(content: bytes) -> str:
    """ ".xlsx" or ".docx". Raises NotAccepted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_what_is_too_much(archive)
            _refuse_what_is_strange(archive)
            return _by_main_part(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError) as broken:
        if isinstance(broken, NotAccepted):
            raise
        raise NotAccepted("Office 文件已损坏，打不开，请重新保存后再上传") from None


def _refuse_what_is_too_much(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNFOLDED:
        raise NotAccepted("Office 文件解压后过大，请删去多余的内容或转为 PDF 再上传")


def _refuse_what_is_strange(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if len({name.lower() for name in names}) != len(names) or any(_leads_outside(name) for name in names):
        raise NotAccepted("Office 文件的内部结构不对，请用 Office 或 WPS 重新保存后再上传")
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise NotAccepted("文件加了密码，请去掉密码后再上传")
    if any(_MACRO_PART.search(name) for name in names):
        raise NotAccepted("文件里有宏，请另存为不带宏的 XLSX 或 DOCX 再上传")
    if any(_STRANGE.search(name) for name in names):
        raise NotAccepted("文件里夹带了程序、网页或压缩包，请删去后重新保存再上传")


def _leads_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name


def _by_main_part(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if _CONTENT_TYPES not in names:
        raise NotAccepted("这是压缩包，不是 Office 文件。请解压后逐个上传其中的文件")
    if archive.getinfo(_CONTENT_TYPES).file_size > MOST_OF_CONTENT_TYPES:
        raise NotAccepted("Office 文件的内部结构不对，请用 Office 或 WPS 重新保存后再上传")
    declared = archive.read(_CONTENT_TYPES).decode("utf-8-sig")
    if "macroenabled" in declared.lower():
        raise NotAccepted("文件里有宏，请另存为不带宏的 XLSX 或 DOCX 再上传")
    found = [_MAIN[kind] + (part,) for part, kind in _overrides(declared) if kind in _MAIN]
    if len(found) != 1:
        raise NotAccepted("Office 文件里没有工作簿或文档的正文，只接收 XLSX 和 DOCX")
    ending, beginning, part = found[0]
    # Word Online writes word/document2.xml.
    if part not in names or not re.fullmatch(rf"{beginning}\d*\.xml", part):
        raise NotAccepted("Office 文件里没有工作簿或文档的正文，请重新保存后再上传")
    with archive.open(part) as main:
        while main.read(65536):  # a part that is cut off or damaged fails here
            pass
    return ending


def _overrides(declared: str):
    """Name and content type of each part that is named by itself."""
    for attributes in _OVERRIDE.findall(declared):
        found = {name: double or single for name, double, single in _ATTRIBUTE.findall(attributes)}
        yield found.get("PartName", "").lstrip("/"), found.get("ContentType", "")
