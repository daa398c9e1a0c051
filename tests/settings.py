"""The product's settings under the environment that tests need; TEST_DATABASE_URL chooses the database."""

import os
from pathlib import Path

os.environ.update(
    DEBUG="0",
    DEMO="0",
    HTTPS="0",
    SECRET_KEY="only-for-tests",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", ""),
)

from perfeval.settings import *  # noqa: F403
from perfeval.settings import BASE_DIR, DATABASES, STORAGES

# A query that names no order promises none: PostgreSQL keeps to that, SQLite only when asked to.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA reverse_unordered_selects=ON"

# One round instead of a million: the cast signs in often.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The manifest needs collectstatic, and whitenoise warns about a folder that is not there.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = Path(BASE_DIR / "var" / "static-for-tests")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
