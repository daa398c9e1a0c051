"""manage.py setup: the first administrator, asked for or told, once."""

import io
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError

from budgets.models import Department, Membership, Role, User
from tests.people import make_cast

pytestmark = pytest.mark.django_db

TOLD = {"district": "武汉市蔡甸区财政局", "code": "420114", "name": "赵敏", "username": "zhaomin"}
ROOT = Path(__file__).parents[2]


def set_up(**options):
    out = io.StringIO()
    call_command("setup", no_input=True, stdout=out, **options)
    return out.getvalue()


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Department, User, Membership)]


def test_the_district_and_its_administrator_are_registered():
    said = set_up(**TOLD)
    [password] = re.findall(r"初始密码（只显示这一次，首次登录须修改）：(\S+)", said)
    user = authenticate(username="zhaomin", password=password)
    assert (user.full_name, user.must_change_password, user.is_superuser, user.is_staff) == ("赵敏", True, False, False)
    district = Department.objects.get()
    assert (district.full_name, district.form_name, district.short_name, district.code, district.path) == (
        "武汉市蔡甸区财政局",
        "武汉市蔡甸区财政局",
        "财政局",
        "420114",
        f"/{district.pk}/",
    )
    assert [(held.user, held.department, held.role) for held in Membership.objects.all()] == [(user, district, "admin")]


def test_the_second_time_nothing_happens():
    set_up(**TOLD)
    before = stored()
    assert set_up(**TOLD | {"username": "other"}) == "已有管理员，不再设置\n"
    assert stored() == before


def test_where_the_last_administrator_was_deactivated_another_one_takes_over_the_district():
    cast = make_cast()
    User.objects.filter(pk=cast.admin.pk).update(is_active=False)
    units = list(Department.objects.values())
    set_up(username="zhaomin", name="赵敏")
    assert list(Department.objects.values()) == units
    held = Membership.objects.get(user__username="zhaomin")
    assert (held.department, held.role) == (cast.district, Role.ADMIN)


def test_a_password_from_a_file_is_taken_and_not_shown(tmp_path):
    file = tmp_path / "password"
    file.write_text("hen-chang-de-mima-7\n")
    said = set_up(**TOLD, password_file=str(file))
    assert said == "已登记管理员 zhaomin（赵敏），管理武汉市蔡甸区财政局及其下级单位\n"
    assert authenticate(username="zhaomin", password="hen-chang-de-mima-7").must_change_password is False


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {"district": ""},
            "请填写这一项：财政部门的全称（例如 武汉市蔡甸区财政局）。请用 --district 或环境变量 SETUP_DISTRICT 给出",
        ),
        ({"name": " "}, "请填写这一项：管理员的姓名。请用 --name 或环境变量 SETUP_NAME 给出"),
        (
            {"code": "武汉市蔡甸区财政局"},
            "单位代码只能由字母、数字和连字符（-）组成，2 至 40 位：它的单位代码（例如 420114）。请用 --code 或环境变量 SETUP_CODE 给出",
        ),
        (
            {"code": "4"},
            "单位代码只能由字母、数字和连字符（-）组成，2 至 40 位：它的单位代码（例如 420114）。请用 --code 或环境变量 SETUP_CODE 给出",
        ),
        ({"code": "4" * 41}, "最多 40 个字：它的单位代码（例如 420114）。请用 --code 或环境变量 SETUP_CODE 给出"),
        (
            {"username": "zhao min"},
            "用户名只能由文字、字母、数字和 @ . + - _ 组成，中间没有空格：管理员的用户名，用来登录。请用 --username 或环境变量 SETUP_USERNAME 给出",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_written(told, sentence):
    before = stored()
    with pytest.raises(CommandError) as refused:
        set_up(**TOLD | told)
    assert str(refused.value) == sentence
    assert stored() == before


@pytest.mark.parametrize("content", ["short", "12345678901", "zhaomin1234", None])
def test_a_weak_or_missing_password_file_is_refused(tmp_path, content):
    file = tmp_path / "password"
    if content:
        file.write_text(content)
    before = stored()
    with pytest.raises(CommandError, match="密码文件"):
        set_up(**TOLD, password_file=str(file))
    assert stored() == before


def test_a_user_name_in_use_is_refused():
    cast = make_cast()
    User.objects.filter(pk=cast.admin.pk).update(is_active=False)
    with pytest.raises(CommandError, match=r"^用户名“preparer”已有人使用，请换一个"):
        set_up(username="preparer", name="赵敏")


def test_the_environment_answers_too(monkeypatch):
    for name, value in TOLD.items():
        monkeypatch.setenv(f"SETUP_{name.upper()}", value)
    set_up()
    assert User.objects.get().username == "zhaomin"


# What is asked, and what is typed then; the second code, name, user name and password will do.
CONVERSATION = [
    ("财政部门的全称", "武汉市蔡甸区财政局"),
    ("它的单位代码", "赵敏"),
    ("单位代码只能由字母、数字和连字符（-）组成，2 至 40 位", None),
    ("它的单位代码", "420114"),
    ("管理员的姓名", "zhaomin"),
    ("管理员的用户名，用来登录：", "zhaomin1"),
    ("财政部门：武汉市蔡甸区财政局", None),
    ("单位代码：420114", None),
    ("管理员姓名：zhaomin", None),
    ("用户名：zhaomin1", None),
    ("以上对吗？[Y/n]", "n"),
    ("财政部门的全称", "武汉市蔡甸区财政局"),
    ("它的单位代码", "420114"),
    ("管理员的姓名", "赵敏"),
    ("管理员的用户名，用来登录：", "zhao min"),
    ("用户名只能由文字", ""),
    ("管理员的用户名，用来登录：", "zhaomin"),
    ("以上对吗？[Y/n]", "\n"),
    ("管理员的密码", "short"),
    ("您的密码太短", None),
    ("管理员的密码", "chang-mima-77"),
    ("再输入一次：", "typo"),
    ("两次输入的不一样", None),
    ("管理员的密码", "chang-mima-77"),
    ("再输入一次：", "chang-mima-77"),
    ("已登记管理员 zhaomin（赵敏），管理武汉市蔡甸区财政局及其下级单位", None),
]


def test_at_a_terminal_it_asks_until_the_answers_will_do(tmp_path):
    """In a process of its own, at a pseudo-terminal, on a database of its own."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "TEST_DATABASE_URL": f"sqlite:///{tmp_path}/setup.sqlite3",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    control, terminal = pty.openpty()
    process = subprocess.Popen(
        [*manage, "setup"],
        cwd=ROOT,
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    )
    os.close(terminal)
    try:
        heard = ""
        for question, answer in CONVERSATION:
            heard = _hear(control, heard, question)
            if answer:
                os.write(control, f"{answer.strip()}\n".encode())
        assert process.wait(timeout=20) == 0
        assert "初始密码" not in heard
        assert "chang-mima-77" not in heard
    finally:
        process.kill()
        process.wait()
        os.close(control)


def _hear(control, heard, awaited):
    """What comes after the awaited words; reads on until they came."""
    while awaited not in heard:
        ready, _, _ = select.select([control], [], [], 20)
        assert ready, f"{awaited!r} was not asked; heard: {heard!r}"
        heard += os.read(control, 65536).decode(errors="replace")
    return heard[heard.index(awaited) + len(awaited) :]
