"""How long a key takes in a grid of 300 rows, and how many bytes a save: `python -m benchmarks.keys`."""

import shutil
import statistics
import tempfile
from pathlib import Path

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


def _measure(office) -> None:
    window = office.signed_in("preparer", PASSWORD)
    window.open("/evaluations/1/results/")
    page = window.page
    page.evaluate(WATCH)
    sizes = []
    page.on("response", lambda answer: answer.request.method == "POST" and sizes.append(answer))
    page.locator("td.cell > [name$=':actual']").nth(150).click()
    for name, keys in {
        "letters": list("1234567890" * 2),
        "down": ["ArrowDown"] * 20,
        "right and left": ["ArrowRight", "ArrowLeft"] * 10,
        "block": ["Shift+ArrowDown"] * 20,
    }.items():
        print(f"{name}: {_timed(page, keys)}", flush=True)
    window.wait_until_saved()
    answer = sizes[-1]
    print(f"a save: {len(answer.request.post_data)} bytes out, {len(answer.body())} bytes back, {len(sizes)} requests")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        with opened(browser, Path(folder), "three_hundred") as office:
            _measure(office)
        browser.close()
