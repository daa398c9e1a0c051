"""What must hold before the first request: every view guarded, a place to write, Pango and fonts for the PDF.

Never imports weasyprint: without Pango that import fails before this could say so.
"""

import ctypes
import io
import os
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Without the last one subsetting a Chinese font takes minutes instead of seconds.
LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
# What scripts/build_fonts.py leaves in the folder beside fonts.conf.
FONTS = (
    "song.otf", "song-more.otf", "song-bold.otf", "song-bold-more.otf", "hei.otf", "hei-more.otf", "hei-bold.otf",
    "hei-bold-more.otf", "kai.ttf", "kai-more.ttf", "fang.otf", "rare.otf", "signs.ttf", "coverage.json",
)  # fmt: skip


@checks.register(checks.Tags.urls)
def every_view_is_guarded(app_configs, **kwargs):
    return [
        checks.Error(
            f"地址 {route} 的视图 {name(view)} 没有声明谁可以访问。",
            hint="请用 budgets.permissions 的 guarded、permitted 或 public 标明。",
            id="perfeval.E001",
        )
        for route, view in views(get_resolver().url_patterns)
        if not getattr(view, "guard", "")
    ]


def views(patterns, prefix=""):
    """Every (route, view) below these patterns, except Django's admin, which asks for rights itself."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.callback
        elif pattern.app_name != "admin":
            yield from views(pattern.url_patterns, route)


def name(view):
    return f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"


@checks.register
def database_folder_is_writable(app_configs, **kwargs):
    """SQLite writes its journal beside the file, so the folder counts, not the file alone."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return []
    folder = Path(database["NAME"]).parent
    if os.access(folder, os.W_OK | os.X_OK):
        return []
    return [checks.Error(f"数据库所在的文件夹不存在或不可写：{folder}", hint="请改 DATABASE_URL。", id="perfeval.E002")]


@checks.register
def libraries_are_there(app_configs, **kwargs):
    return [
        fault(f"缺少 {library}，不能生成 PDF。", f"sudo apt-get install {PACKAGES}", "101")
        for library, files in LIBRARIES.items()
        if not any(is_loadable(file) for file in files)
    ]


@checks.register
def fonts_are_there(app_configs, **kwargs):
    folder = settings.FONTS_CONF.parent
    if not settings.FONTS_CONF.exists():
        said = "还没有生成 PDF 所用的中文字体。"
    elif missing := [file for file in FONTS if not (folder / file).exists()]:
        said = f"PDF 所用的中文字体不完整，缺少 {'、'.join(missing)}。"
    elif f"<dir>{escape(str(folder))}</dir>" not in settings.FONTS_CONF.read_text():
        # A folder that was copied or moved: the fonts of another place would be used, or none.
        said = f"字体配置 {settings.FONTS_CONF} 指向别的文件夹。"
    else:
        return []
    return [fault(said, "python scripts/build_fonts.py", "102")]


def fault(message, hint, number):
    """Work goes on without PDF; where the product is verified, it must not."""
    if settings.CI:
        return checks.Error(message, hint=hint, id=f"perfeval.E{number}")
    return checks.Warning(message, hint=hint, id=f"perfeval.W{number}")


def is_loadable(file):
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def refuse_to_serve_with_errors():
    """Raises SystemCheckError. manage.py checks by itself, an application server does not."""
    call_command("check", stdout=io.StringIO())  # warnings go to stderr; that all is well need not be said
