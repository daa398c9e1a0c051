import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView

from perfeval import checks
from reports.renderers import pdf
from scripts import build_fonts

ROOT = Path(__file__).parent.parent.parent


def unguarded(request):
    return HttpResponse()


def guarded(request):
    return HttpResponse()


guarded.guard = "permitted:ANYONE"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("good/", guarded),
    path("deeper/", include([path("bad/<int:pk>/", unguarded), path("old/", RedirectView.as_view(url="/"))])),
]


def test_a_view_without_guard_is_refused_and_named(settings):
    settings.ROOT_URLCONF = __name__

    found = checks.every_view_is_guarded(None)

    assert [error.id for error in found] == ["perfeval.E001", "perfeval.E001"]
    assert "deeper/bad/<int:pk>/" in found[0].msg
    assert "unguarded" in found[0].msg
    assert "deeper/old/" in found[1].msg


def test_every_view_of_the_product_is_guarded():
    assert checks.every_view_is_guarded(None) == []
    assert len(list(checks.views(checks.get_resolver().url_patterns))) > 10


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
def test_the_server_does_not_start_while_a_check_fails(server, tmp_path):
    """Gunicorn runs no checks by itself: an unguarded view would simply be served."""
    (tmp_path / "leaky.py").write_text(
        "from perfeval.settings import *\nROOT_URLCONF = 'leaky'\n"
        "from django.urls import path\nurlpatterns = [path('leak/', lambda request: None)]\n"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{tmp_path}:{ROOT}", "PYTHONUTF8": "1", "DEBUG": "1"}

    process = subprocess.run(
        [sys.executable, "-c", f"import perfeval.{server}"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "leaky"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert process.returncode == 1
    assert "(perfeval.E001) 地址 leak/ 的视图" in process.stderr


def test_a_database_folder_that_is_missing_is_refused(monkeypatch, tmp_path):
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "gone" / "perfeval.sqlite3"}
    monkeypatch.setattr(checks, "settings", SimpleNamespace(DATABASES={"default": database}))

    assert [error.id for error in checks.database_folder_is_writable(None)] == ["perfeval.E002"]

    (tmp_path / "gone").mkdir()
    assert checks.database_folder_is_writable(None) == []


@pytest.mark.parametrize(("ci", "identity"), [(False, "perfeval.W102"), (True, "perfeval.E102")])
def test_missing_fonts_are_a_warning_and_an_error_where_the_product_is_verified(settings, tmp_path, ci, identity):
    settings.CI = ci
    settings.FONTS_CONF = tmp_path / "fonts.conf"

    assert [fault.id for fault in checks.fonts_are_there(None)] == [identity]

    settings.FONTS_CONF.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    for file in checks.FONTS:
        (tmp_path / file).touch()
    assert checks.fonts_are_there(None) == []


def test_a_font_folder_that_lacks_a_face_or_was_moved_is_not_complete(settings, tmp_path):
    settings.CI = False
    settings.FONTS_CONF = tmp_path / "fonts.conf"
    settings.FONTS_CONF.write_text("<fontconfig><dir>/elsewhere</dir></fontconfig>")
    for file in checks.FONTS:
        (tmp_path / file).touch()
    (moved,) = checks.fonts_are_there(None)
    (tmp_path / "kai.ttf").unlink()
    (incomplete,) = checks.fonts_are_there(None)

    assert moved.msg == f"字体配置 {tmp_path}/fonts.conf 指向别的文件夹。"
    assert incomplete.msg == "PDF 所用的中文字体不完整，缺少 kai.ttf。"
    assert {moved.hint, incomplete.hint} == {"python scripts/build_fonts.py"}


def test_what_the_script_builds_is_what_the_check_and_the_renderer_ask_for():
    built = [face.file for face in build_fonts.FACES]
    assert sorted(checks.FONTS) == sorted([*built, build_fonts.COVERAGE])
    assert sorted(pdf.FONTS) == sorted(built)
    assert checks.fonts_are_there(None) == []


def test_a_missing_library_names_the_line_that_installs_it(settings, monkeypatch):
    settings.CI = False
    monkeypatch.setattr(checks, "LIBRARIES", {"Pango": ("libno-such-thing.so.0",)})

    (found,) = checks.libraries_are_there(None)

    assert (found.id, found.msg) == ("perfeval.W101", "缺少 Pango，不能生成 PDF。")
    assert found.hint == "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def test_the_libraries_of_this_machine_are_found():
    assert checks.libraries_are_there(None) == []
