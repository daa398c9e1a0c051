"""The first administrator of a new installation, with the district that he administers. Asks only what it was not told."""

import getpass
import os
import re
import sys
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from budgets import departments, people
from budgets.models import Department, Membership, Role, User
from budgets.text import clean_line

# Option, environment variable, question, and the most characters that it may have.
QUESTIONS = {
    "district": ("SETUP_DISTRICT", "财政部门的全称（例如 武汉市蔡甸区财政局）", 100),
    "code": ("SETUP_CODE", "它的单位代码（例如 420114）", 40),
    "name": ("SETUP_NAME", "管理员的姓名", 50),
    "username": ("SETUP_USERNAME", "管理员的用户名，用来登录", 150),
}
LABELS = {"district": "财政部门", "code": "单位代码", "name": "管理员姓名", "username": "用户名"}
_CODE = re.compile(r"[A-Za-z0-9-]{2,40}")
PASSWORD_QUESTION = "管理员的密码，至少 10 位；直接按回车则自动生成："  # noqa: S105 a question


class Command(BaseCommand):
    help = "登记财政部门和第一位管理员；已有管理员时什么也不做"

    def add_arguments(self, parser):
        for option, (variable, question, _) in QUESTIONS.items():
            parser.add_argument(
                f"--{option}", default=os.environ.get(variable, ""), help=f"{question}；或写在 {variable}"
            )
        parser.add_argument(
            "--password-file",
            default=os.environ.get("SETUP_PASSWORD_FILE", ""),
            help="密码所在的文件；不给则询问，或自动生成；或写在 SETUP_PASSWORD_FILE",
        )
        parser.add_argument("--no-input", action="store_true", help="不询问；缺少的内容报错，密码自动生成")

    def handle(self, **options):
        if Membership.objects.filter(role=Role.ADMIN, user__is_active=True).exists():
            self.stdout.write("已有管理员，不再设置")
            return
        asks = not options["no_input"] and sys.stdin.isatty()
        # A district that is there already keeps its name; it only lacks somebody to administer it.
        roots = Department.objects.filter(parent=None).order_by("pk")
        district = roots.filter(code=clean_line(options["code"])).first() or roots.first()
        wanted = [option for option in QUESTIONS if not district or option in {"name", "username"}]
        stated = self._stated(wanted, options, asks)
        password = self._password(options["password_file"], stated, asks)
        is_generated = not password
        password = password or people.initial_password()
        with transaction.atomic():
            district = district or _plant(stated)
            user = User.objects.create_user(
                stated["username"], password=password, full_name=stated["name"], must_change_password=is_generated
            )
            Membership.objects.create(user=user, department=district, role=Role.ADMIN)
        self.stdout.write(f"已登记管理员 {user.username}（{user.full_name}），管理{district.full_name}及其下级单位")
        if is_generated:
            self.stdout.write(f"初始密码（只显示这一次，首次登录须修改）：{password}")

    def _stated(self, wanted, options, asks):
        """All answers; at a terminal shown together, and asked for again until somebody says that they are right."""
        stated = {option: self._read(option, options[option], asks) for option in wanted}
        while asks and any(not options[option] for option in wanted) and not self._confirmed(stated):
            # What was given with the command stands; only what was typed can be typed again.
            stated = {option: self._read(option, options[option], asks) for option in wanted}
        return stated

    def _confirmed(self, stated):
        for option, answer in stated.items():
            self.stdout.write(f"  {LABELS[option]}：{answer}")
        return clean_line(self._ask("以上对吗？[Y/n] ")).lower() not in {"n", "no", "不", "不对", "否"}

    def _read(self, option, given, asks):
        """A usable answer: as given, or as typed, asked for again until it will do."""
        variable, question, most = QUESTIONS[option]
        text = clean_line(given)
        while sentence := _fault(option, text, most):
            if not asks or given:
                raise CommandError(f"{sentence}：{question}。请用 --{option} 或环境变量 {variable} 给出")
            if text:
                self.stdout.write(sentence)
            text = clean_line(self._ask(f"{question}："))
        return text

    def _password(self, file, stated, asks):
        """ "" is to be generated."""
        if file:
            try:
                password = Path(file).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as unreadable:
                raise CommandError(f"读不了密码文件 {file}：{unreadable}") from None
            if sentence := _password_fault(password, stated):
                raise CommandError(f"密码文件 {file}：{sentence}")
            return password
        while asks and (password := self._ask(PASSWORD_QUESTION, secret=True)):
            if sentence := _password_fault(password, stated):
                self.stdout.write(sentence)
            elif self._ask("再输入一次：", secret=True) == password:
                return password
            else:
                self.stdout.write("两次输入的不一样，请重新输入")
        return ""

    def _ask(self, question, *, secret=False):
        try:
            return getpass.getpass(question) if secret else input(question)
        except (EOFError, KeyboardInterrupt):
            options = " ".join(f"--{option}" for option in QUESTIONS)
            raise CommandError(f"没有设置管理员。不能在这里回答时，请用 {options} 和 --no-input") from None


def _fault(option, text, most):
    if not text:
        return "请填写这一项"
    if len(text) > most:
        return f"最多 {most} 个字"
    if option == "code" and not _CODE.fullmatch(text):
        return "单位代码只能由字母、数字和连字符（-）组成，2 至 40 位"
    if option == "username":
        try:
            people.validate_username(text)
        except ValidationError as refused:
            return refused.message
        if User.objects.filter(username=text).exists():
            return f"用户名“{text}”已有人使用，请换一个"
    return ""


def _password_fault(password, stated):
    try:
        validate_password(password, User(username=stated["username"], full_name=stated["name"]))
    except ValidationError as weak:
        return "".join(weak.messages)
    return ""


def _plant(stated):
    name = stated["district"]
    short = "财政局" if name.endswith("财政局") else name[:50]
    # The bureau's own self-evaluation goes straight to its reviewer; both can be changed in the browser.
    return departments.plant(
        parent=None, code=stated["code"], full_name=name, form_name=name, short_name=short, signs_off=False
    )
