import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from perfeval import environment

ROOT = Path(__file__).parent.parent.parent
BASE = Path("/srv/perfeval")


def load_settings(shown="print(settings.SECRET_KEY, settings.DEBUG)", /, **variables):
    """Imports the settings in a process of its own, whose environment holds these variables alone."""
    return subprocess.run(
        [sys.executable, "-c", f"from perfeval import settings; {shown}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(process):
    return process.stderr.strip().splitlines()[-1]


def database(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    return environment.database("DATABASE_URL", base=BASE, default="sqlite:///perfeval.sqlite3")


def test_settings_without_a_secret_are_refused_and_the_variable_named():
    process = load_settings()

    assert process.returncode == 1
    assert refusal(process).startswith(
        "django.core.exceptions.ImproperlyConfigured: 没有密钥：请设置环境变量 SECRET_KEY"
    )


def test_settings_without_a_secret_are_good_enough_for_debugging():
    assert load_settings(DEBUG="1").stdout == "insecure-key-for-development-only True\n"


def test_the_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text("from-the-file\n")

    assert load_settings(SECRET_KEY_FILE=str(tmp_path / "key")).stdout == "from-the-file False\n"


@pytest.mark.parametrize("content", [None, "\n"])
def test_a_missing_or_empty_secret_file_is_refused_even_for_debugging(tmp_path, content):
    file = tmp_path / "key"
    if content is not None:
        file.write_text(content)

    process = load_settings(SECRET_KEY_FILE=str(file), DEBUG="1")

    assert process.returncode == 1
    assert "环境变量 SECRET_KEY_FILE 指定的文件" in refusal(process)


def test_a_flag_that_is_neither_yes_nor_no_is_refused():
    process = load_settings(DEBUG="maybe")

    assert process.returncode == 1
    assert refusal(process).endswith("环境变量 DEBUG 只能是 1 或 0，现在是“maybe”。")


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("True", True), ("on", True), ("0", False), ("", False)])
def test_flags_are_read(monkeypatch, value, expected):
    monkeypatch.setenv("DEMO", value)

    assert environment.flag("DEMO") is expected


def test_names_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " jixiao.example.cn, 10.0.0.8,,")

    assert environment.names("ALLOWED_HOSTS") == ["jixiao.example.cn", "10.0.0.8"]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/srv/perfeval/perfeval.sqlite3"),
        ("sqlite:///demo.sqlite3", "/srv/perfeval/demo.sqlite3"),
        ("sqlite:////var/lib/%E7%BB%A9%E8%AF%84.sqlite3", "/var/lib/绩评.sqlite3"),
    ],
)
def test_sqlite_is_named_by_its_path(monkeypatch, url, path):
    found = database(monkeypatch, url)

    assert (found["ENGINE"], str(found["NAME"])) == ("django.db.backends.sqlite3", path)
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_is_named_by_its_url(monkeypatch):
    assert database(monkeypatch, "postgres://ji:p%40ss%2F1@db.example:5433/perfeval?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "perfeval",
        "USER": "ji",
        "PASSWORD": "p@ss/1",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:hidden@h/d",
        "perfeval.sqlite3",
        "sqlite://",
        "sqlite://host/file",
        "postgres://u:hidden@h",
        "postgres://u:hidden@h:x/d",
    ],
)
def test_an_unreadable_database_address_is_refused_without_showing_its_password(monkeypatch, url):
    with pytest.raises(ImproperlyConfigured, match="环境变量 DATABASE_URL") as refused:
        database(monkeypatch, url)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(("https", "expected"), [("1", "True True 2592000\n"), ("0", "False False 0\n")])
def test_cookies_keep_to_https_where_the_environment_says_so(https, expected):
    shown = "print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS)"

    assert load_settings(shown, HTTPS=https, DEBUG="1").stdout == expected
