"""What is typed outlives a session that ended, a server that fails and a token that changed; nothing is sent by itself."""

import json

import pytest
from playwright.sync_api import expect

from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

EVALUATION = "/evaluations/1/"
ROW = key_of(1)
TEXT = "一段写了很久的分析，不能丢。"


@pytest.fixture
def office(office_of):
    return office_of("contention")


def lose_session(window) -> None:
    window.context.clear_cookies(name="sessionid")


def sign_in_elsewhere(window, username: str) -> None:
    """In another tab of the same browser, while the page stays open."""
    tab = window.context.new_page()
    tab.goto("/accounts/login/")
    tab.get_by_label("用户名").fill(username)
    tab.get_by_label("密码").fill(PASSWORD)
    tab.get_by_role("button", name="登录").click()
    expect(tab.get_by_role("button", name="退出")).to_be_visible()
    tab.close()
    window.page.bring_to_front()


def come_back(window) -> None:
    window.page.evaluate("window.dispatchEvent(new Event('focus'))")


def stored(window) -> dict:
    goals = json.loads(window.bytes_of(f"{EVALUATION}data.json"))["goals"]
    return {row["key"]: row for goal in goals for row in goal["rows"]}


def test_a_button_after_the_session_ended_leaves_everything_typed_where_it_is_and_saves_it_later(office):
    preparer = office.signed_in("preparer", PASSWORD)
    preparer.expects(401)
    address = f"{EVALUATION}results/"
    for number, button in enumerate(("保存", "下一步：问题与改进"), start=1):
        preparer.open(address)
        text = f"{number}00个"
        lose_session(preparer)
        preparer.field(ROW, "actual").fill(text)
        preparer.press(button)

        expect(preparer.page.locator("#notice")).to_contain_text("登录已过期")
        preparer.press(button)  # again: still nothing is sent away
        expect(preparer.page.locator("#save-state")).to_contain_text("登录已过期")
        assert preparer.page.url.endswith(address)
        expect(preparer.field(ROW, "actual")).to_have_value(text)

        sign_in_elsewhere(preparer, "preparer")
        come_back(preparer)
        preparer.wait_until_saved()
        expect(preparer.page.locator("#notice")).to_be_hidden()
        assert preparer.page.url.endswith(address)
        assert stored(preparer)[ROW]["actual"] == text
        preparer.press(button)
        preparer.sees("已保存" if button == "保存" else "存在的问题和原因")


def test_a_row_is_neither_added_nor_removed_while_what_is_typed_cannot_be_saved(office):
    preparer = office.signed_in("preparer", PASSWORD)
    preparer.expects(503)
    page = preparer.page
    preparer.open(f"{EVALUATION}goals/{json.loads(preparer.bytes_of(f'{EVALUATION}data.json'))['goals'][0]['key']}/")
    page.route(
        "**/goals/**", lambda route: route.fulfill(status=503) if route.request.method == "POST" else route.fallback()
    )
    last = preparer.row_keys()[-1]
    page.locator(f"#row-{last} [data-panel]").click()

    preparer.field(last, "unit").fill("处")
    preparer.press("增加一行")
    expect(page.locator("#save-state")).to_contain_text("未保存")
    page.get_by_role("button", name="删除这一行").last.click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.locator("#save-state")).to_contain_text("未保存")
    expect(preparer.field(last, "unit")).to_have_value("处")
    page.unroute("**/goals/**")

    preparer.press("保存")  # which is no late removal
    preparer.sees("已保存")
    assert len(stored(preparer)) == 20
    expect(preparer.field(last, "unit")).to_have_value("处")


def _submitted(office):
    """At the reviewer's, who is about to return it."""
    preparer = office.signed_in("preparer", PASSWORD)
    preparer.open(EVALUATION)
    preparer.move("提交自评")


def _fills_return(window) -> None:
    window.open(f"{EVALUATION}moves/return/")
    window.page.locator("#comment").fill(TEXT)
    window.page.locator("details.by-row summary").click()
    window.page.locator("[name^='row:']").nth(1).fill("请附<台账>“原件”。")


def _is_returned(office) -> None:
    preparer = office.signed_in("preparer", PASSWORD)
    preparer.open(EVALUATION)
    preparer.sees(TEXT)
    preparer.page.locator("details.row-comments summary").first.click()
    preparer.sees("请附<台账>“原件”。")


@pytest.mark.parametrize("script", [True, False])
def test_a_reason_typed_before_the_session_ended_is_handed_in_after_signing_in_again(office, script):
    _submitted(office)
    reviewer = office.signed_in("reviewer", PASSWORD, java_script_enabled=script)
    reviewer.expects(401, 403)
    _fills_return(reviewer)
    lose_session(reviewer)
    reviewer.press("退回修改")
    reviewer.sees("登录已过期，刚才填写的内容还在")
    reviewer.press("继续提交")  # too early: it stays
    reviewer.sees("登录已过期，刚才填写的内容还在")

    link = reviewer.page.get_by_role("link", name="在新窗口登录")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
    sign_in_elsewhere(reviewer, "reviewer")
    reviewer.press("继续提交")
    if not script:
        reviewer.sees("刚才填写的内容还在")
        reviewer.press("继续提交")
    reviewer.sees("您退回了自评")
    _is_returned(office)


@pytest.mark.parametrize("script", [True, False])
def test_signing_in_again_in_another_tab_does_not_break_an_open_page(office, script):
    _submitted(office)
    reviewer = office.signed_in("reviewer", PASSWORD, java_script_enabled=script)
    _fills_return(reviewer)
    sign_in_elsewhere(reviewer, "reviewer")
    if not script:
        reviewer.expects(403)
    reviewer.press("退回修改")
    if not script:
        reviewer.sees("刚才填写的内容还在")
        reviewer.press("继续提交")
    reviewer.sees("您退回了自评")
    _is_returned(office)


def test_cells_without_script_outlive_the_session_too(office):
    preparer = office.signed_in("preparer", PASSWORD, java_script_enabled=False)
    preparer.expects(401, 403)
    preparer.open(f"{EVALUATION}results/")
    preparer.field(ROW, "actual").fill("77个")
    lose_session(preparer)
    preparer.press("保存")
    preparer.sees("登录已过期，刚才填写的内容还在")
    sign_in_elsewhere(preparer, "preparer")
    preparer.press("继续提交")
    preparer.press("继续提交")
    expect(preparer.field(ROW, "actual")).to_have_value("77个")
    assert stored(preparer)[ROW]["actual"] == "77个"
