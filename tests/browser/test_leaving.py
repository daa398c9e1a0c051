"""Leaving a page on which something is not saved: asked is only what would be lost."""

import pytest
from playwright.sync_api import expect

from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

ASKS = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
BREAK_THE_STORE = "() => { window.indexedDB.open = () => { throw new Error('broken'); }; }"


@pytest.fixture
def preparer(office_of):
    window = office_of("contention").signed_in("preparer", PASSWORD)
    window.expects(500)
    return window


def type_while_the_network_is_gone(window) -> None:
    window.open("/evaluations/1/results/")
    window.page.route(
        "**/results/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    window.field(key_of(1), "actual").fill("13个")
    window.field(key_of(1), "actual").blur()


def test_nobody_is_asked_about_what_this_browser_offers_back(preparer):
    type_while_the_network_is_gone(preparer)

    expect(preparer.page.locator("#save-state")).to_contain_text("1 处内容已留在本机")
    assert preparer.page.evaluate(ASKS) is False


def test_who_would_lose_something_is_asked(preparer):
    preparer.context.add_init_script(f"({BREAK_THE_STORE})()")
    type_while_the_network_is_gone(preparer)

    expect(preparer.page.locator("#save-state")).to_contain_text("请不要关闭这一页")
    assert preparer.page.evaluate(ASKS) is True
