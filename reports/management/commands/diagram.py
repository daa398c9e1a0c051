"""Draws docs/流程.md anew from the table of moves."""

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.diagram import drawn


class Command(BaseCommand):
    help = "按流转表重新生成 docs/流程.md"

    def handle(self, *_, **__):
        path = settings.BASE_DIR / "docs" / "流程.md"
        path.write_text(drawn(), encoding="utf-8")
        self.stdout.write(f"已写入 {path.relative_to(settings.BASE_DIR)}")
