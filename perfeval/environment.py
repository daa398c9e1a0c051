"""Reads what the environment says; refuses with a sentence that names the variable."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}

# Without IMMEDIATE and WAL, parallel writers are answered "database is locked"; with them they wait for each other.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
    " PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000",
}


def flag(name: str) -> bool:
    """False when the variable is missing; anything but a plain yes or no is refused."""
    value = os.environ.get(name, "").strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 1 或 0，现在是“{value}”。")
    return value in TRUE


def names(name: str) -> list[str]:
    """The parts of a comma-separated list."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def secret(name: str, *, otherwise: str = "") -> str:
    """The value of NAME, or of the file that NAME_FILE names."""
    if value := os.environ.get(name, ""):
        return value
    if file := os.environ.get(f"{name}_FILE", ""):
        return _secret_in(f"{name}_FILE", Path(file))
    if otherwise:
        return otherwise
    raise ImproperlyConfigured(
        f"没有密钥：请设置环境变量 {name}，或用 {name}_FILE 指定存放密钥的文件（只有 DEBUG=1 时才可省略）。"
    )


def _secret_in(name: str, file: Path) -> str:
    try:
        value = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"环境变量 {name} 指定的文件读不出来：{error}") from error
    if not value:
        raise ImproperlyConfigured(f"环境变量 {name} 指定的文件是空的：{file}")
    return value


def database(name: str, *, base: Path, default: str) -> dict:
    """Django's description of the database at `sqlite:///path` or `postgres://user:password@host:port/name`.

    As is usual, three slashes lead to a path below `base` and four to one from the root.
    """
    address = urlsplit(os.environ.get(name, "") or default)
    if address.scheme == "sqlite":
        return _sqlite(name, address, base)
    if address.scheme in {"postgres", "postgresql"}:
        return _postgresql(name, address)
    raise ImproperlyConfigured(f"环境变量 {name} 应以 sqlite:/// 或 postgres:// 开头。")


def _sqlite(name, address, base):
    path = unquote(address.path).removeprefix("/")
    if address.netloc or not path:
        raise ImproperlyConfigured(f"环境变量 {name} 应写成 sqlite:///文件名 或 sqlite:////完整路径。")
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": base / path, "OPTIONS": dict(SQLITE_OPTIONS)}


def _postgresql(name, address):
    database_name = unquote(address.path).removeprefix("/")
    try:
        port = address.port
    except ValueError:
        port = 0
    if not database_name or port == 0:
        raise ImproperlyConfigured(f"环境变量 {name} 应写成 postgres://用户:密码@主机:端口/数据库名。")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": unquote(address.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(address.query)),
    }
