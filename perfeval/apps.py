"""Registers the frame's system checks."""

from importlib import import_module

from django.apps import AppConfig


class PerfevalConfig(AppConfig):
    name = "perfeval"
    verbose_name = "绩评"

    def ready(self):
        import_module("perfeval.checks")
