"""Prints any facts file in any form: what is not in this database, such as another department's year, and old data."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from budgets.records import RecordError
from budgets.rulesets import RULE_SETS
from indicators.facts import Facts
from reports.compose import compose
from reports.facts_file import Unreadable, read
from reports.files import reason_of
from reports.layouts import LAYOUTS
from reports.renderers import RENDERERS
from reports.renderers.pdf import Unavailable

_BY_SUFFIX = {renderer.SUFFIX: renderer for renderer in RENDERERS.values()}


class Command(BaseCommand):
    help = "把一份数据文件（data.json 的格式）印成网页、PDF、Excel 或 Word；不用数据库"
    # The checks are about serving; this prints also where nothing is set up yet.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("facts", type=Path, metavar="数据文件", help="例如从预览页下载的 data.json")
        parser.add_argument("--layout", metavar="版式", help=f"{'、'.join(LAYOUTS)}；不写就按数据文件里的")
        parser.add_argument("--rules", metavar="规则", help=f"{'、'.join(RULE_SETS)}；不写就按数据文件里的")
        parser.add_argument("--to", type=Path, required=True, metavar="目标文件", help=f"以 {_suffixes()} 结尾")

    def handle(self, *args, **options):
        source, target = options["facts"], options["to"]
        renderer = _BY_SUFFIX.get(target.suffix.lower())
        if renderer is None:
            raise CommandError(f"不知道要印成什么：目标文件的名称应当以 {_suffixes()} 结尾，而不是“{target.name}”")
        facts = _facts(source)
        rules = _known("规则", options["rules"] or facts.rule_set, RULE_SETS)
        layout = _known("版式", options["layout"] or facts.layout, LAYOUTS)
        try:
            content = renderer.render(compose(facts, rules, layout))
        except Unavailable as missing:
            raise CommandError(str(missing)) from missing
        _write(target, content)
        self.stdout.write(f"已写入 {target}")


def _suffixes() -> str:
    return "、".join(_BY_SUFFIX)


def _facts(source: Path) -> Facts:
    try:
        return read(source.read_bytes())
    except OSError as refused:
        raise CommandError(f"读不了数据文件 {source}：{reason_of(refused)}") from refused
    except (Unreadable, RecordError) as wrong:
        raise CommandError(f"数据文件 {source} 不能用。{wrong}") from wrong


def _known(kind: str, name: str, entries: dict):
    if name not in entries:
        raise CommandError(f"没有名为“{name}”的{kind}，现有的是：{'、'.join(entries)}")
    return entries[name]


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all: what stood there stays until the new file is complete beside it."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        try:
            beside.write_bytes(content)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as refused:
        raise CommandError(f"写不了目标文件 {target}：{reason_of(refused)}") from refused
