"""A document as PDF: the HTML file, laid out by WeasyPrint with the fonts of var/fonts and nothing from anywhere else."""

import ctypes
import gc
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from reports.document import Document, Part
from reports.renderers import html
from reports.renderers.breaks import addressed, crossed, cut_document

if TYPE_CHECKING:
    from reports.renderers import engine

    LayOut = Callable[[Document, int], engine.Layout]

SUFFIX = ".pdf"
CONTENT_TYPE = "application/pdf"
EPOCH = 1970

FONTS = (
    "song.otf", "song-more.otf", "song-bold.otf", "song-bold-more.otf", "hei.otf", "hei-more.otf", "hei-bold.otf",
    "hei-bold-more.otf", "kai.ttf", "kai-more.ttf", "fang.otf", "rare.otf", "signs.ttf",
)  # fmt: skip

# Two layouts at a time in one process are slower than one after the other, and Pango is not safe in threads.
_ONE_AT_A_TIME = threading.Lock()

_INSTALL_PANGO = "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class Unavailable(Exception):
    """This machine cannot make a PDF; str() is a sentence that names what to run."""


def render(document: Document, enclosed: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """PDF/A-3b. enclosed: files by name that go inside it. Raises Unavailable where Pango or the fonts are missing."""
    _require_fonts()
    try:
        # Late: where Pango is missing, importing it fails, and only the PDF may be lost then.
        from reports.renderers import engine  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise Unavailable(f"暂时不能生成 PDF：缺少排版程序库 Pango 或 WeasyPrint。请运行：{_INSTALL_PANGO}") from error
    fonts = engine.FontConfiguration()

    def lay_out(document: Document, first_page: int) -> "engine.Layout":
        tree = engine.Tree(document.title, document.department, html.fragment(document, joined=True))
        return engine.lay_out(tree, first_page, fonts)

    with _ONE_AT_A_TIME, _no_collection():
        return engine.written(engine.joined(_parts_laid_out(document, lay_out)), enclosed, _dated(document))


def _dated(document: Document) -> datetime:
    # Of the year, not of the moment: the same facts are the same bytes.
    # A document that was examined may name no year: then of the first that computers count.
    return datetime(document.fiscal_year or EPOCH, 12, 31, tzinfo=UTC)


@contextmanager
def _no_collection() -> Iterator[None]:
    """A layout makes millions of objects that all live until it is written: looking through them is a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _parts_laid_out(document: Document, lay_out: "LayOut") -> "list[engine.Layout]":
    """Each part begins on a page of its own, so it is laid out alone: where one has to be done again, the others stay."""
    laid: list[engine.Layout] = []
    for part in document.printed() or (Part("empty", "", ()),):
        first_page = sum(len(layout.pages) for layout in laid) + 1
        laid.append(_settled(replace(document, parts=(part,)), first_page, lay_out))
    return laid


def _settled(document: Document, first_page: int, lay_out: "LayOut") -> "engine.Layout":
    """Lays out until no break goes through a cell that is not cut there.

    Cutting repeats a text and may so push a row to the next page; each round adds a cut, so it comes to an end.
    """
    tables, cuts = addressed(document), {}
    while True:
        laid = lay_out(cut_document(document, cuts), first_page)
        before = sum(map(len, cuts.values()))
        for address, rows in _broken_at([page.anchors for page in laid.pages]).items():
            if found := crossed(tables[address], rows):
                cuts.setdefault(address, set()).update(found)
        if sum(map(len, cuts.values())) == before:
            return laid


def _broken_at(pages: list[dict[str, object]]) -> dict[str, set[int]]:
    """By table, the rows that begin a page; for a row that is itself broken, that row and the one after it."""
    found: dict[str, set[int]] = {}
    seen: set[tuple[str, int]] = set()
    for page in pages:
        rows = sorted(row for name in page if (row := _row_of(name)))
        for address in {address for address, _ in rows}:
            own = [number for other, number in rows if other == address]
            broken = (address, own[0]) in seen
            if broken or any(other == address for other, _ in seen):
                found.setdefault(address, set()).update({own[0], own[0] + 1} if broken else {own[0]})
        seen.update(rows)
    return found


def _row_of(anchor: str) -> tuple[str, int] | None:
    match = re.fullmatch(r"row-(\d+-\d+)-(\d+)", anchor)
    return (match[1], int(match[2])) if match else None


def obstacles() -> list[str]:
    """What keeps this machine from making a PDF, or makes it slow; a sentence each. Loads no WeasyPrint."""
    found = []
    try:
        _require_fonts()
    except Unavailable as reason:
        found.append(str(reason))
    if not all(_loads(library) for library in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")):
        found.append(f"不能生成 PDF：缺少排版程序库 Pango。请运行：{_INSTALL_PANGO}")
    elif not _loads("libharfbuzz-subset.so.0"):
        found.append(f"生成 PDF 会慢十倍以上：缺少 libharfbuzz-subset0。请运行：{_INSTALL_PANGO}")
    return found


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _require_fonts() -> None:
    # Without them every hanzi would be a box, and no error would say so.
    conf = os.environ.get("FONTCONFIG_FILE", "")
    folder = Path(conf).parent
    if not conf or not all((folder / name).exists() for name in FONTS):
        raise Unavailable("暂时不能生成 PDF：缺少中文字体。请运行 python scripts/build_fonts.py，然后重新启动本系统")
