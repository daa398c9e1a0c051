"""The door for WSGI servers, which opens only when the system checks find no error."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

application = get_wsgi_application()

# Only now: the checks need the applications loaded.
from perfeval.checks import refuse_to_serve_with_errors  # noqa: E402

refuse_to_serve_with_errors()
