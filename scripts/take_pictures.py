"""Takes the pictures of docs/用户手册.md anew: `take_pictures.py URL` of a freshly loaded demonstration."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PASSWORD = "perfeval-demo"  # noqa: S105 of the demonstration
SHOTS = (
    ("preparer", "home", "/"),
    ("preparer", "overview", "/evaluations/1/"),
    ("preparer", "budget", "/evaluations/1/budget/"),
    ("preparer", "results", "/evaluations/1/results/"),
    ("preparer", "check", "/evaluations/1/check/"),
    ("reviewer", "review", "/evaluations/1/"),
)
EXAMINED = Path(__file__).resolve().parent.parent / "tests" / "reports" / "importers" / "caidian-2022.txt"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]


def main(url: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for username in dict.fromkeys(username for username, _, _ in SHOTS):
            page = browser.new_context(viewport={"width": 1200, "height": 800}).new_page()
            page.goto(f"{url}/accounts/login/")
            page.fill("[name=username]", username)
            page.fill("[name=password]", PASSWORD)
            page.click("main button[type=submit]")
            for name, path in [(name, path) for whose, name, path in SHOTS if whose == username]:
                page.goto(url + path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=PICTURES / f"{name}.png")
            if username == "preparer":
                page.goto(f"{url}/examine/")
                page.set_input_files("#file", EXAMINED)
                page.click("main button[type=submit]")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=PICTURES / "examine.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
