"""What is submitted, approved, printed."""

from django.apps import AppConfig

from budgets import asked
from reports.layouts import LAYOUTS


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "流转与报告"

    def ready(self):
        for layout in LAYOUTS.values():
            asked.tell(layout.name, {*layout.needs, *(column.field for column in layout.goal_columns)})
