"""Examines a finished document from the command line: reads it, checks it, and writes nothing anywhere."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indicators.claims import SECTION_NAMES
from indicators.findings import LEVEL_NAMES
from reports.evidence import MEGABYTE, MOST_OF_A_FILE
from reports.examining import Examination, as_data, examine
from reports.files import reason_of
from reports.importers.source import Unreadable


class Command(BaseCommand):
    help = "体检一份写好的自评报告（.docx 或 .txt）：读出数据，列出校验发现和前后矛盾；不用数据库，不写任何文件"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="文件", help="自评报告，.docx 或 .txt")
        parser.add_argument(
            "--json", action="store_true", help="以 JSON 输出读出的数据、说法、没有读懂的内容和全部发现"
        )

    def handle(self, *args, **options):
        examination = _examined(options["file"])
        if options["json"]:
            self.stdout.write(json.dumps(as_data(examination), ensure_ascii=False, indent=1))
        else:
            for line in _lines(examination):
                self.stdout.write(line)


def _examined(path: Path) -> Examination:
    try:
        if path.stat().st_size > MOST_OF_A_FILE:
            raise CommandError(f"文件 {path} 超过 {MOST_OF_A_FILE // MEGABYTE} MB，请压缩其中的图片后再体检")
        content = path.read_bytes()
    except OSError as refused:
        raise CommandError(f"读不了文件 {path}：{reason_of(refused)}") from refused
    try:
        return examine(path.name, content, today=timezone.localdate())
    except Unreadable as wrong:
        raise CommandError(f"文件 {path} 不能体检。{wrong}") from wrong


def _year(year: int) -> str:
    return f"{year}年度" if year else "（没有读出年度）"


def _lines(examination: Examination):
    reading = examination.reading
    facts = reading.facts
    rows = sum(1 for _ in facts.rows())
    yield f"{facts.department.full_name or '（没有读出单位名称）'} {_year(facts.fiscal_year)}"
    yield f"读出年度目标 {len(facts.goals)} 个、指标 {rows} 项；没有读懂的内容 {len(reading.unread)} 处"
    for level, name in LEVEL_NAMES.items():
        these = [one for one in examination.found if one.finding.level == level]
        yield f"\n{name} {len(these)} 条"
        for number, one in enumerate(these, start=1):
            yield f"{number}. {one.finding.message}"
            for excerpt in one.excerpts:
                yield f"   {SECTION_NAMES.get(excerpt.section, '')} {excerpt.at}：{excerpt.text}"
    if reading.unread:
        yield f"\n没有读懂的内容 {len(reading.unread)} 处"
        for unread in reading.unread:
            yield f"- {unread.at}：{unread.text}（{unread.why}）"
