"""Registers the frame's system checks, and says which static files are served."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class PerfevalConfig(AppConfig):
    name = "perfeval"
    verbose_name = "绩评"

    def ready(self):
        import_module("perfeval.checks")


class ServedFiles(StaticFilesConfig):
    """Of Bootstrap's many builds we serve two files; to compress all of them took twenty seconds at every start."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap-*",
        "bootstrap.css*",
        "*.rtl.*",
        "bootstrap.js*",
        "bootstrap.min.js*",
        "bootstrap.bundle.js*",
        "bootstrap.esm.*",
    ]
