"""A document as PDF: the HTML file, laid out by WeasyPrint with the fonts of var/fonts and nothing from anywhere else."""

import ctypes
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reports.document import Document
from reports.renderers import html
from reports.renderers.breaks import addressed, crossed, cut_document

if TYPE_CHECKING:
    import weasyprint

SUFFIX = ".pdf"
CONTENT_TYPE = "application/pdf"

FONTS = ("song.otf", "song-bold.otf", "hei.otf", "hei-bold.otf", "kai.ttf", "fang.otf", "rare.otf", "signs.ttf")

# Two layouts at a time in one process are slower than one after the other, and Pango is not safe in threads.
_ONE_AT_A_TIME = threading.Lock()

_INSTALL_PANGO = "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class Unavailable(Exception):
    """This machine cannot make a PDF; str() is a sentence that names what to run."""


def render(document: Document) -> bytes:
    """Raises Unavailable where Pango or the fonts are missing."""
    _require_fonts()
    try:
        # Late: where Pango is missing, importing it fails, and only the PDF may be lost then.
        import weasyprint  # noqa: PLC0415
        from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise Unavailable(f"暂时不能生成 PDF：缺少排版程序库 Pango 或 WeasyPrint。请运行：{_INSTALL_PANGO}") from error

    class Nothing(URLFetcher):
        """The file carries its stylesheet; whoever wants more is not from us."""

        def fetch(self, url: str, headers: object = None) -> object:
            raise FatalURLFetchingError(f"A document must not load anything: {url[:80]}")

    def lay_out(document: Document) -> "weasyprint.Document":
        return weasyprint.HTML(string=html.render(document).decode(), base_url=None, url_fetcher=Nothing()).render()

    with _ONE_AT_A_TIME:
        return _with_spans_cut(document, lay_out).write_pdf()


def _with_spans_cut(document: Document, lay_out: Callable[[Document], "weasyprint.Document"]) -> "weasyprint.Document":
    """Lays out again, with the cells cut, where a page break went through cells that span rows.

    Cutting repeats a text and may so push a row to the next page; each round adds a cut, so it comes to an end.
    """
    tables = addressed(document)
    cuts: dict[str, set[int]] = {}
    laid = lay_out(document)
    while True:
        before = sum(map(len, cuts.values()))
        for address, rows in _broken_at([page.anchors for page in laid.pages]).items():
            cuts.setdefault(address, set()).update(crossed(tables[address], rows))
        if sum(map(len, cuts.values())) == before:
            return laid
        laid = lay_out(cut_document(document, cuts))


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
