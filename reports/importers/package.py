"""The parts of a workbook's file: which sheets it has, its texts and formats. Bounded in size whatever the file claims."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from budgets.text import clean
from reports import office
from reports.importers.number_formats import BUILT_IN
from reports.importers.source import Unreadable
from reports.importers.xml_parts import BROKEN, Local, attribute, walk

MOST_UNFOLDED = 64 * 1024 * 1024
MOST_SHEETS = 60
MOST_FORMATS = 70_000
MOST_TEXTS = 300_000
TOO_MUCH = "表格内容过多，请只保留要导入的行，删去其余的工作表和空行后再上传"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class SheetPart:
    title: str
    part: str
    hidden: bool


@dataclass
class Package:
    """texts: the shared ones, cleaned. codes: the number format of each style."""

    archive: zipfile.ZipFile
    sheets: list[SheetPart] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    from_1904: bool = False
    left: int = MOST_UNFOLDED

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes] | None]:
        """None where the file has no such part. What is opened counts as unfolded, as it declares itself: no more is read."""
        if name not in self.archive.NameToInfo:
            yield None
            return
        self.left -= self.archive.getinfo(name).file_size
        if self.left < 0:
            raise Unreadable(TOO_MUCH)
        with self.archive.open(name) as stream:
            yield stream


@contextmanager
def opened(content: bytes) -> Iterator[Package]:
    """Raises Unreadable."""
    try:
        ending = office.ending_of(content)
    except office.NotAccepted as sentence:
        # As evidence it might come as a PDF; a table cannot.
        raise Unreadable(str(sentence).replace("或转为 PDF 再上传", "后再上传")) from None
    if ending != ".xlsx":
        raise Unreadable("这是 Word 文件，不是表格。请上传 Excel 或 WPS 表格另存的 .xlsx 文件")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            package = Package(archive)
            _read_workbook(package)
            _read_texts(package)
            _read_styles(package)
            yield package
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, KeyError):
        raise Unreadable(BROKEN) from None


def _read_workbook(package: Package) -> None:
    main = next((name for name in package.archive.namelist() if re.fullmatch(r"xl/workbook\d*\.xml", name)), "")
    found: list[tuple[str, str, bool]] = []
    names = Local()

    def start(name: str, attributes: dict[str, str]) -> None:
        if names[name] == "sheet":
            if len(found) >= MOST_SHEETS:
                raise Unreadable(f"工作簿里的工作表超过 {MOST_SHEETS} 个，请只保留要导入的工作表后再上传")
            hidden = attribute(attributes, "state") in {"hidden", "veryHidden"}
            found.append((clean(attributes.get("name", ""))[:31], attribute(attributes, "id"), hidden))
        elif names[name] == "workbookPr":
            package.from_1904 = attributes.get("date1904") in {"1", "true"}

    with package.part(main) as stream:
        if stream is None:
            raise Unreadable(BROKEN)
        walk(stream, start, _nothing)
    targets = _targets(package, main)
    package.sheets = [SheetPart(title, targets[key], hidden) for title, key, hidden in found if key in targets]


def _targets(package: Package, main: str) -> dict[str, str]:
    """The parts of the worksheets by the key of their relation. Charts and macro sheets are none; nor what lies outside."""
    folder, name = posixpath.split(main)
    found: dict[str, str] = {}

    def start(_: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/worksheet") and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = path

    with package.part(f"{folder}/_rels/{name}.rels") as stream:
        if stream is None:
            raise Unreadable(BROKEN)
        walk(stream, start, _nothing)
    return found


def _nothing(_: str) -> None:
    return


class _Texts:
    """A text may come in runs of different fonts; how a name is pronounced (rPh) is no part of it."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.names = Local()
        self.pieces: list[str] = []
        self.in_text = False
        self.phonetic = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        kind = self.names[name]
        self.in_text = kind == "t"
        self.phonetic += kind == "rPh"

    def end(self, name: str) -> None:
        kind = self.names[name]
        self.in_text = False
        self.phonetic -= kind == "rPh"
        if kind == "si":
            if len(self.texts) >= MOST_TEXTS:
                raise Unreadable(TOO_MUCH)
            self.texts.append(cleaned("".join(self.pieces)))
            self.pieces.clear()

    def text(self, piece: str) -> None:
        if self.in_text and not self.phonetic:
            self.pieces.append(piece)


def _read_texts(package: Package) -> None:
    texts = _Texts(package.texts)
    with package.part("xl/sharedStrings.xml") as stream:
        if stream is not None:
            walk(stream, texts.start, texts.end, texts.text)


def cleaned(text: str) -> str:
    """Excel writes _x000D_ for what XML cannot hold."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return clean(text)


def _read_styles(package: Package) -> None:
    names, codes = Local(), dict(BUILT_IN)
    state = {"inside": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = names[name]
        if kind == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            codes[int(attributes["numFmtId"][:9])] = attributes.get("formatCode", "")[:200]
        elif kind == "cellXfs":
            state["inside"] = True
        elif kind == "xf" and state["inside"]:
            number = attributes.get("numFmtId", "0")
            package.codes.append(codes.get(int(number[:9]) if number.isdecimal() else 0, "General"))
        if max(len(package.codes), len(codes)) > MOST_FORMATS:
            raise Unreadable(BROKEN)

    def end(name: str) -> None:
        if names[name] == "cellXfs":
            state["inside"] = False

    with package.part("xl/styles.xml") as stream:
        if stream is not None:
            walk(stream, start, end)
