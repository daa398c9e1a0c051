"""What is submitted, approved, printed."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "流转与报告"
