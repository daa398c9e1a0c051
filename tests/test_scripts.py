"""The parts of the shell scripts that nobody sees working."""

import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parent.parent / "scripts"


def make_secret(folder):
    """Calls make_secret as the scripts do, but with `folder` in the place of the project's."""
    program = f'. "{SCRIPTS}/_setup"; PYTHON={sys.executable}; cd "{folder}"; make_secret; echo "$SECRET_KEY_FILE"'
    done = subprocess.run(
        ["bash", "-euc", program], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True
    )
    return Path(done.stdout.strip())


def test_the_generated_secret_is_readable_for_its_owner_alone(tmp_path):
    (tmp_path / "var").mkdir()

    file = make_secret(tmp_path)

    assert file == tmp_path / "var" / "secret_key"
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    assert len(file.read_text().strip()) >= 50


def test_a_secret_is_generated_once(tmp_path):
    (tmp_path / "var").mkdir()

    first = make_secret(tmp_path).read_text()

    assert make_secret(tmp_path).read_text() == first


def test_while_static_files_are_prepared_one_line_says_so_in_chinese(tmp_path):
    chatty = tmp_path / "python"
    chatty.write_text("#!/bin/sh\necho 157 static files copied, 400 post-processed.\n")
    chatty.chmod(0o755)
    program = (
        f'. "{SCRIPTS}/_setup"; PYTHON={chatty}; cd "{tmp_path}"\n'
        f"eval \"$(sed -n '/^collect_static_files()/,/^}}/p' '{SCRIPTS}/serve')\"; collect_static_files"
    )
    done = subprocess.run(
        ["bash", "-euc", program], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True
    )
    assert done.stdout + done.stderr == "正在准备静态文件…\n"
