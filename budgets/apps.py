"""Who, in which year, with how much money, in which state."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = "单位与预算"
