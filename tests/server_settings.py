"""For a real server in front of a browser: static files straight from the packages, no collectstatic."""

from tests.settings import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
