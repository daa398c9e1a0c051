"""How long a key takes in grids of 300 rows, actuals and targets, and how many bytes a save: `python -m benchmarks.keys`."""

import shutil
import statistics
import tempfile
from pathlib import Path
from uuid import UUID

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.office import opened
from tests.server import PASSWORD

# From the key to the frame that shows what it did.
WATCH = """() => {
    window.times = [];
    document.addEventListener("keydown", () => {
        const begun = performance.now();
        requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - begun)));
    }, true);
}"""


def _timed(page, keys: list[str]) -> str:
    page.evaluate("window.times = []")
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    page.wait_for_timeout(300)
    times = sorted(page.evaluate("window.times"))
    return f"median {statistics.median(times):.1f} ms, worst {times[-1]:.1f} ms of {len(times)}"


def _measure(window, path: str, field: str) -> None:
    window.open(path)
    page = window.page
    page.evaluate(WATCH)
    sizes = []
    page.on("response", lambda answer: answer.request.method == "POST" and sizes.append(answer))
    cells = page.locator(f"td.cell > [name^='cell:'][name$=':{field}']")
    print(f"{path}: {cells.count()} rows, {len(page.content().encode()):,} bytes in the browser", flush=True)
    cells.nth(150).click()
    for name, keys in {
        "letters": list("1234567890" * 2),
        "down": ["ArrowDown"] * 20,
        "right and left": ["ArrowRight", "ArrowLeft"] * 10,
        "block": ["Shift+ArrowDown"] * 20,
    }.items():
        print(f"  {name}: {_timed(page, keys)}", flush=True)
    window.wait_until_saved()
    answer = sizes[-1]
    print(
        f"  a save: {len(answer.request.post_data)} bytes out, {len(answer.body())} bytes back, {len(sizes)} requests"
    )


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for seed, path, field in (
            ("three_hundred", "/evaluations/1/results/", "actual"),
            ("three_hundred_of_one_goal", f"/evaluations/1/goals/{UUID(int=1)}/", "target"),
        ):
            with tempfile.TemporaryDirectory() as folder, opened(browser, Path(folder), seed) as office:
                _measure(office.signed_in("preparer", PASSWORD), path, field)
        browser.close()
