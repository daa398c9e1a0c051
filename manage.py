#!/usr/bin/env python
"""Django's command line for this project."""

import os
import secrets
import sys

from django.core.management import execute_from_command_line

# Commands that read and write files alone: they sign nothing, so that any secret will do where none is set.
WITHOUT_SECRET = {"examine", "render"}

if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in WITHOUT_SECRET and not os.environ.get("SECRET_KEY_FILE"):
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")
    execute_from_command_line(sys.argv)
