"""The first district and its administrator, asked for once; afterwards everything is done in the browser."""

import getpass
import os
import sys
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from budgets import departments, people
from budgets.models import Department, Membership, Role, User
from budgets.text import clean_line

_QUESTIONS = (
    ("code", "财政部门的单位代码（例如 420114）", "420114"),
    ("district", "财政部门全称（例如 武汉市蔡甸区财政局）", ""),
    ("username", "管理员的用户名", "admin"),
    ("name", "管理员的姓名", ""),
)


class Command(BaseCommand):
    help = "首次使用：登记财政部门，建立第一位管理员（已有管理员时什么也不做）"

    def add_arguments(self, parser):
        for name, label, _ in _QUESTIONS:
            parser.add_argument(f"--{name}", help=label)
        parser.add_argument("--password-file", help="存放管理员密码的文件；不给则询问，或自动生成")
        parser.add_argument("--no-input", action="store_true", help="不询问：缺什么就报错，没有密码就生成")

    def handle(self, **options):
        if Membership.objects.filter(role=Role.ADMIN, user__is_active=True).exists():
            self.stdout.write("已有管理员，不需要初始设置。")
            return
        asks = not options["no_input"] and sys.stdin.isatty()
        answers = {name: self._answer(name, label, usual, options, asks) for name, label, usual in _QUESTIONS}
        password = self._password(options, asks)
        shown = self._create(answers, password)
        self.stdout.write(f"已建立管理员 {answers['username']}（{answers['name']}，{answers['district']}）。")
        if shown:
            self.stdout.write(f"初始密码（只显示这一次，首次登录须修改）：{shown}")

    def _answer(self, name: str, label: str, usual: str, options: dict, asks: bool) -> str:
        given = clean_line(options[name] or os.environ.get(f"SETUP_{name.upper()}", ""))
        while not given:
            if not asks:
                raise CommandError(f"缺少{label}：请用 --{name} 或环境变量 SETUP_{name.upper()} 给出。")
            given = clean_line(input(f"{label}{f'［{usual}］' if usual else ''}：")) or usual
        return given

    def _password(self, options: dict, asks: bool) -> str:
        """ "" where one is to be made up."""
        if options["password_file"]:
            return self._checked(Path(options["password_file"]).read_text(encoding="utf-8").strip())
        while asks:
            typed = getpass.getpass("管理员的密码（至少 10 位；直接回车则自动生成）：")
            if not typed:
                break
            try:
                return self._checked(typed)
            except CommandError as weak:
                self.stderr.write(str(weak))
        return ""

    def _checked(self, password: str) -> str:
        try:
            validate_password(password)
        except ValidationError as weak:
            raise CommandError("".join(weak.messages)) from None
        return password

    @transaction.atomic
    def _create(self, answers: dict[str, str], password: str) -> str:
        """The password to be shown, "" where the administrator chose it."""
        if User.objects.filter(username=answers["username"]).exists():
            raise CommandError(f"用户名 {answers['username']} 已被使用，请换一个。")
        district = Department.objects.filter(code=answers["code"]).first() or departments.plant(
            parent=None,
            code=answers["code"],
            full_name=answers["district"],
            form_name=answers["district"],
            short_name="财政局",
            signs_off=False,
        )
        user, shown = people.create_person(username=answers["username"], full_name=answers["name"])
        if password:
            user.set_password(password)
            user.must_change_password = False
            user.save(update_fields=["password", "must_change_password"])
            shown = ""
        Membership.objects.create(user=user, department=district, role=Role.ADMIN)
        return shown
