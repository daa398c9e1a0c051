"""Chromium for the browser stories, and the offices in which they happen."""

import os
import shutil
from contextlib import ExitStack

import pytest

from tests.browser.office import PATIENCE, opened
from tests.server import Standing

INSTALL = "sudo apt-get install -y --no-install-recommends chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def chromium():
    path = shutil.which("chromium")
    if path is None:
        message = f"没有 Chromium，浏览器测试没有运行。请运行：{INSTALL}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    # Not at the top: without a browser nothing of it is needed.
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def standing(tmp_path_factory):
    """Starting a server takes longer than most stories do."""
    server = Standing(tmp_path_factory.mktemp("standing"), workers=2)
    yield server
    server.close()


@pytest.fixture
def office_of(chromium, standing):
    """office_of(seed): the office before the site, with that seed and nothing else. Once in a story."""
    with ExitStack() as doors:
        yield lambda seed: doors.enter_context(opened(chromium, standing.site(seed)))
