"""A real server process on a scratch database, and people who talk to it over HTTP. Touches no ORM."""

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30
# Of everybody in tests/people.py. It stands here because client processes must not load Django.
PASSWORD = "perfeval-tests"
GUNICORN = [sys.executable, "-m", "gunicorn", "perfeval.wsgi", "--timeout", "60", "--graceful-timeout", "5"]


class Server:
    """gunicorn in a process group of its own, so that all of it can be killed at once and started again."""

    def __init__(self, port: int, workers: int, environment: dict[str, str], log: Path):
        self.url = f"http://127.0.0.1:{port}"
        self.command = [*GUNICORN, "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
        self.environment = environment
        self.log = log

    def start(self) -> None:
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        try:
            _wait_for(f"{self.url}/healthz", self.process, self.log)
        except BaseException:
            self.stop()
            raise

    def kill(self) -> None:
        """As a machine that loses its power: nothing is finished. One that is dead already stays dead."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)


@dataclass(frozen=True)
class Site:
    """url: of the server; environment: with which a command works on the same database; log: where the server writes."""

    url: str
    environment: dict[str, str]
    log: Path
    server: Server

    def errors(self) -> str:
        """What the server logged of requests that it could not answer."""
        text = self.log.read_text()
        return text[text.index("Traceback") :] if "Traceback" in text else ""


@contextmanager
def running(folder: Path, seed: str, *, workers: int = 4) -> Iterator[Site]:
    """A migrated database filled by the function `seed` of tests/seeds.py, with gunicorn in front of it.

    On SQLite a file in `folder`; where TEST_DATABASE_URL names PostgreSQL, a database of its own there.
    """
    with _scratch_database(folder) as url:
        environment = _environment(url)
        _fill(url, seed, environment)
        log = folder / "server.log"
        server = Server(_free_port(), workers, environment, log)
        server.start()
        try:
            yield Site(server.url, environment, log, server)
        finally:
            server.stop()


class Standing:
    """One server on SQLite for many stories, each of which begins with a database of its own."""

    def __init__(self, folder: Path, *, workers: int):
        self.file = folder / "scratch.sqlite3"
        self.environment = _environment(_sqlite(self.file))
        self.log = folder / "server.log"
        self.server = Server(_free_port(), workers, self.environment, self.log)

    def site(self, seed: str) -> Site:
        """With the database of the last story gone, and what the server wrote of it."""
        if self._is_up and not self._is_at_rest():
            self.server.kill()
        for rest in self.file.parent.glob(f"{self.file.name}*"):
            rest.unlink()
        _fill(_sqlite(self.file), seed, self.environment)
        self.log.write_text("")
        if not self._is_up:
            self.server.start()
        return Site(self.server.url, self.environment, self.log, self.server)

    def close(self) -> None:
        if self._is_up:
            self.server.stop()

    @property
    def _is_up(self) -> bool:
        return hasattr(self.server, "process") and self.server.process.poll() is None

    def _is_at_rest(self) -> bool:
        """Whether it comes to hold the file no more: an answer may be under way to somebody who has left."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if not any(_holds(process, self.file) for process in _group(self.server.process.pid)):
                return True
            time.sleep(0.05)
        return False


def _group(leader: int) -> list[Path]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError):
            found += [process] if os.getpgid(int(process.name)) == leader else []
    return found


def _holds(process: Path, file: Path) -> bool:
    """The file, or what SQLite writes beside it. What is closed while we look is no matter."""
    for one in (process / "fd").glob("*"):
        with suppress(OSError):
            if str(one.readlink()).startswith(str(file)):
                return True
    return False


_FILES: dict[str, bytes] = {}  # by seed: the database, so that the next site with it starts in a moment
_MIGRATED = ""


def _fill(url: str, seed: str, environment: dict[str, str]) -> None:
    file = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
    if file and (kept := _FILES.get(seed) or _FILES.get(_MIGRATED)):
        file.write_bytes(kept)
    else:
        _run(environment, "manage.py", "migrate", "--verbosity", "0")
        if file:
            _FILES[_MIGRATED] = file.read_bytes()
    if not file or seed not in _FILES:
        _run(environment, "-m", "tests.seeds", seed)
        if file:
            _FILES[seed] = file.read_bytes()


def _run(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)


def _environment(url: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "TEST_DATABASE_URL": url,
        "PYTHONPATH": str(ROOT),
    }


def _sqlite(file: Path) -> str:
    return f"sqlite:///{file}"


@contextmanager
def _scratch_database(folder: Path) -> Iterator[str]:
    given = os.environ.get("TEST_DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield _sqlite(folder / "scratch.sqlite3")
        return
    name = f"scratch_{uuid.uuid4().hex}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urllib.parse.urlsplit(given)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Person:
    """Somebody with cookies of his own. Answers are (status, text)."""

    def __init__(self, site_url: str, username: str, password: str):
        self.url = site_url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _NoRedirect)
        self.get("/accounts/login/")
        status, text = self.post("/accounts/login/", {"username": username, "password": password})
        if status != 302:
            raise RuntimeError(f"{username} cannot sign in: {status} {text[:300]}")

    def get(self, path: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(self.url + path))

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        return self._send(path, urllib.parse.urlencode(fields).encode(), {})

    def post_json(self, path: str, data: object) -> tuple[int, dict]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        status, text = self._send(path, json.dumps(data).encode(), headers)
        return status, json.loads(text) if text.startswith("{") else {"text": text[:300]}

    def save(self, evaluation: int, key: str, field: str, was: str, now: str) -> tuple[int, dict]:
        """One cell of the grid of actuals."""
        change = {"key": key, "field": field, "was": was, "now": now}
        return self.post_json(f"/evaluations/{evaluation}/results/", {"changes": [change]})

    def seen(self, evaluation: int, action: str) -> str:
        """The revision that the page of this move shows."""
        _, page = self.get(f"/evaluations/{evaluation}/moves/{action}/")
        hidden = re.search(r'name="seen"[^>]*value="(\d+)"', page)
        return hidden[1] if hidden else ""

    def move(self, evaluation: int, action: str, *, seen: str, **fields: str) -> tuple[int, str]:
        return self.post(f"/evaluations/{evaluation}/moves/{action}/", {"seen": seen, **fields})

    def data(self, evaluation: int) -> dict:
        return json.loads(self.get(f"/evaluations/{evaluation}/data.json")[1])

    def _send(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        request = urllib.request.Request(self.url + path, data=body, headers={"X-CSRFToken": token, **headers})
        return self._open(request)

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode(errors="replace")
