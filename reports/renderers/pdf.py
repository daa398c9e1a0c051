"""A document as PDF: the HTML file, laid out by WeasyPrint with the fonts of var/fonts and nothing from anywhere else."""

import ctypes
import os
import threading
from pathlib import Path

from reports.document import Document
from reports.renderers import html

SUFFIX = ".pdf"
CONTENT_TYPE = "application/pdf"

FONTS = ("song.otf", "song-bold.otf", "hei.otf", "hei-bold.otf", "kai.ttf", "fang.otf", "rare.otf")

# Two layouts at a time in one process are slower than one after the other, and Pango is not safe in threads.
_ONE_AT_A_TIME = threading.Lock()

_INSTALL_PANGO = (
    "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class Unavailable(Exception):
    """This machine cannot make a PDF; str() is a sentence that names what to run."""


def render(document: Document) -> bytes:
    """Raises Unavailable where Pango or the fonts are missing."""
    _require_fonts()
    try:
        # Late: where Pango is missing, importing it fails, and only the PDF may be lost then.
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except (ImportError, OSError) as error:
        raise Unavailable(f"暂时不能生成 PDF：缺少排版程序库 Pango 或 WeasyPrint。请运行：{_INSTALL_PANGO}") from error

    class Nothing(URLFetcher):
        """The file carries its stylesheet; whoever wants more is not from us."""

        def fetch(self, url: str, headers: object = None) -> object:
            raise FatalURLFetchingError(f"A document must not load anything: {url[:80]}")

    page = html.render(document).decode()
    with _ONE_AT_A_TIME:
        return weasyprint.HTML(string=page, base_url=None, url_fetcher=Nothing()).write_pdf()


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
