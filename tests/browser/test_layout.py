"""Every page in the windows that people have: nothing wider than the window, no complaint, a name for every field."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.office import opened
from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

ROW = key_of(1001)
# Evaluation 1 was returned and is in work, 2 waits for its reviewer, 3 is approved.
STEPS = ("", "budget/", "goals/", f"goals/{key_of(1)}/", "results/", f"results/{ROW}/", "statement/")
READ = ("check/", "preview/", "report/", "changes/")
PAGES = {
    "preparer": [
        "/",
        "/accounts/password/",
        "/examine/",
        "/layouts/",
        "/layouts/chongqing/",
        *(f"/evaluations/1/{page}" for page in ("import/", "document/", "assignments/", "evidence/")),
        *(f"/evaluations/1/{step}" for step in (*STEPS, *READ, "moves/submit/", "moves/adjust/")),
        *(f"/evaluations/2/{step}" for step in (*STEPS, *READ, "moves/withdraw/")),
        *(f"/evaluations/3/{step}" for step in (*STEPS, *READ, "moves/publish/")),
    ],
    "approver": ["/", *(f"/evaluations/1/{step}" for step in ("", *READ))],
    "reviewer": ["/", *(f"/evaluations/2/{step}" for step in ("", *READ, "moves/return/", "moves/approve/"))],
    "admin": [
        "/",
        "/?state=draft",
        "/evaluations/open/",
        "/people/",
        "/people/units/2/",
        "/people/units/2/add/",
        "/people/1/",
        "/evaluations/1/",
    ],
}
WINDOWS = {"small": (1366, 768), "large": (1920, 1080), "twice as large letters": (683, 384)}
# Every input has words that say what it is for.
NAMELESS = """[...document.querySelectorAll("main input:not([type=hidden]), main select, main textarea")]
  .filter((field) => field.checkVisibility() && !field.labels?.length && !field.getAttribute("aria-label")
    && !field.getAttribute("aria-labelledby")).map((field) => field.outerHTML)"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE = """[...document.querySelectorAll("[id]")].map((place) => place.id)
  .filter((id, index, all) => all.indexOf(id) !== index)"""


@pytest.fixture(scope="module")
def office(chromium, standing):
    with opened(chromium, standing.site("gallery")) as office:
        yield office


@pytest.mark.parametrize("who", PAGES)
def test_no_page_scrolls_sideways_or_leaves_a_field_unnamed(office, who):
    window = office.signed_in(who, PASSWORD)
    faults = []
    for path in PAGES[who]:
        window.open(path)
        window.page.wait_for_load_state("load")
        for name, (width, height) in WINDOWS.items():
            window.page.set_viewport_size({"width": width, "height": height})
            faults += [f"{path}, {name}: {fault}" for fault in faults_of(window.page)]
        expect(window.page).to_have_title(re.compile("."))
    assert faults == []
    assert window.complaints == []


def faults_of(page) -> list[str]:
    wider = page.evaluate(TOO_WIDE)
    return [
        *([f"{wider} px wider than the window"] if wider > 0 else []),
        *(f"no name: {field}" for field in page.evaluate(NAMELESS)),
        *(f"id twice: {twice}" for twice in page.evaluate(TWICE)),
    ]


def test_the_first_page_is_readable_before_one_signs_in(office):
    for width, height in WINDOWS.values():
        window = office.window(viewport={"width": width, "height": height})
        window.open("/")
        expect(window.page.get_by_label("用户名")).to_be_visible()
        assert window.page.evaluate(TOO_WIDE) == 0
