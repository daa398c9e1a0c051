"""What was promised, what was reached, what that is worth."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "目标与指标"
