"""The one settings file: whatever differs between machines comes from environment variables (listed in README.md)."""

import os
from pathlib import Path

import xstatic.pkg.bootstrap

from perfeval import environment

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DEBUG")
# A demonstration says so on every page, and `manage.py demo` refuses to run elsewhere.
DEMO = environment.flag("DEMO")
# Where the product is verified, what elsewhere only warns (no Pango, no fonts) is an error.
CI = os.environ.get("CI", "") == "true"

SECRET_KEY = environment.secret("SECRET_KEY", otherwise="insecure-key-for-development-only" if DEBUG else "")

# Always reachable from the machine itself: the health check asks by such a name.
ALLOWED_HOSTS = [*environment.names("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "perfeval.apps.ServedFiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "perfeval.apps.PerfevalConfig",
    "budgets",
    "indicators",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "perfeval.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "perfeval.middleware.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the CSRF check: a script whose session has ended hears about the session, not about a token.
    "perfeval.middleware.SignInRequired",
    "django.middleware.csrf.CsrfViewMiddleware",
    "perfeval.middleware.PasswordChangeRequired",
    "perfeval.middleware.SlidingSession",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "perfeval.urls"
WSGI_APPLICATION = "perfeval.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "perfeval.context.demonstration",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database. ATOMIC_REQUESTS stays off: under IMMEDIATE every page view would take SQLite's write lock.
DATABASES = {
    "default": environment.database("DATABASE_URL", base=BASE_DIR, default="sqlite:///perfeval.sqlite3"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who is signed in, and for how long.
AUTH_USER_MODEL = "budgets.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "budgets.passwords.LikeTheAccount"},
    {"NAME": "budgets.passwords.TooShort", "OPTIONS": {"min_length": 10}},
    {"NAME": "budgets.passwords.TooCommon"},
    {"NAME": "budgets.passwords.OnlyDigits"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
# Scripts read the token from the cookie: signing in again in another tab changes it under an open page.
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "perfeval.views.csrf_failure"

# Behind a proxy that speaks https. (docs/部署.md says which header the proxy must set.)
HTTPS = environment.flag("HTTPS")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # our own pages show a report in a frame

# A long table posted without script: 300 rows with their analyses in one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
# Of files no more is received than can be kept, whatever is sent.
FILE_UPLOAD_HANDLERS = [
    "perfeval.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", xstatic.pkg.bootstrap.BASE_DIR)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Source maps are read by developers' tools alone, and compressing them is slow.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "gif", "webp", "zip", "gz", "br", "woff", "woff2")
WHITENOISE_ALLOW_ALL_ORIGINS = False
# whitenoise warns about a missing STATIC_ROOT, which a development server has no use for.
if DEBUG:
    MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Documents as they were printed last, in each process for itself: what they say is not written anywhere else.
    "documents": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "documents",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 40},
    },
}

# Fonts of our own, so that a PDF is the same on every machine. fontconfig reads the variable when Pango is loaded.
FONTS_CONF = BASE_DIR / "var" / "fonts" / "fonts.conf"
if FONTS_CONF.exists():
    os.environ["FONTCONFIG_FILE"] = str(FONTS_CONF)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
