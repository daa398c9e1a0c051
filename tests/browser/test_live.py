"""The page follows what is saved on it, and a block from a spreadsheet fills the cells it covers."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import sheets
from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

RESULTS = "/evaluations/1/results/"


@pytest.fixture
def preparer(office_of):
    window = office_of("contention").signed_in("preparer", PASSWORD)
    window.open(RESULTS)
    return window


def paste(window, key: str, name: str, text: str) -> None:
    """Over what is there, as the preview says."""
    window.field(key, name).click()
    sheets.paste(window, text)
    window.press("确认填入")


def rows_of(window) -> list[dict]:
    data = json.loads(window.bytes_of("/evaluations/1/data.json"))
    return [row for goal in data["goals"] for row in goal["rows"]]


def test_head_and_steps_follow_what_is_saved(preparer):
    submit = preparer.page.locator(".page-head-actions")
    expect(submit).not_to_contain_text("还不能提交自评")

    preparer.type(key_of(1), "actual", "")

    expect(submit).to_contain_text("还不能提交自评：还有 1 处错误")
    expect(preparer.page.locator(".frame-steps")).to_contain_text("20 项中已填 19 项")

    preparer.type(key_of(1), "actual", "12个")

    expect(submit).not_to_contain_text("还不能提交自评")


def test_items_are_shown_as_they_will_be_numbered_while_one_types(preparer):
    preparer.open("/evaluations/1/statement/")
    items = preparer.page.locator("[data-numbers=statement-problems] li")

    preparer.field("statement", "problems").fill("1.台账不全\n2.人手不足")
    expect(items).to_have_text(["台账不全", "人手不足"])

    preparer.field("statement", "problems").fill("台账不全\n\n3 个岗位空缺")
    expect(items).to_have_text(["台账不全", "3 个岗位空缺"])


def test_a_block_from_a_spreadsheet_fills_the_cells_to_the_right_and_below(preparer):
    paste(preparer, key_of(2), "actual", '13个\t超额完成\r\n"12\n个"\t完成\r\n')
    preparer.wait_until_saved()

    told = [(row["actual"], row["outcome"]) for row in rows_of(preparer)]
    assert told[1:3] == [("13个", "exceeded"), ("12 个", "met")]
    assert told[0] == told[3] == ("12个", "met")


def test_what_a_pasted_block_has_too_much_is_said(preparer):
    preparer.field(key_of(20), "actual").click()
    sheets.paste(preparer, "14个\t做完了\n15个\t完成")
    dialog = preparer.page.get_by_role("dialog")
    expect(dialog).to_contain_text("多出的 1 行不填入")
    expect(dialog).to_contain_text("这张表的行由“目标与指标”决定，请核对复制的范围。")
    expect(dialog).to_contain_text("做完了列表中没有这个词，请直接选择")
    preparer.press("确认填入")
    preparer.wait_until_saved()

    assert (rows_of(preparer)[-1]["actual"], rows_of(preparer)[-1]["outcome"]) == ("14个", "exceeded")


def test_a_pasted_block_goes_on_with_the_next_goal_and_passes_over_what_is_no_indicator(office_of):
    window = office_of("demonstration").signed_in("preparer", "perfeval-demo")
    window.open(RESULTS)
    before = rows_of(window)
    # The last row of the first goal; between it and the next one lies the achievement of the second goal.
    paste(window, before[10]["key"], "actual", "否\n98人\n298人")
    window.wait_until_saved()

    after = rows_of(window)
    assert [row["actual"] for row in after[10:13]] == ["否", "98人", "298人"]
    assert [row["actual"] for row in after[:10] + after[13:]] == [row["actual"] for row in before[:10] + before[13:]]


def test_what_is_typed_while_a_request_is_under_way_is_sent_after_it(preparer):
    held, sent = [], []
    preparer.page.route("**/results/", lambda route: held.append(route) if not held else route.continue_())
    preparer.page.on(
        "request", lambda request: sent.append(request.post_data_json) if request.method == "POST" else None
    )
    first, second = preparer.field(key_of(3), "actual"), preparer.field(key_of(4), "actual")

    first.fill("13个")
    first.blur()
    second.fill("14个")
    second.blur()
    expect(second).to_have_value("14个")
    assert len(sent) == 1
    held[0].continue_()
    preparer.wait_until_saved()

    assert [[change["now"] for change in posted["changes"]] for posted in sent] == [["13个"], ["14个"]]
    assert [row["actual"] for row in rows_of(preparer)[2:4]] == ["13个", "14个"]


def test_a_cell_that_is_typed_anew_while_its_request_is_under_way_keeps_the_later_text(preparer):
    held = []
    preparer.page.route("**/results/", lambda route: route.continue_() if held else held.append(route))
    preparer.type(key_of(3), "actual", "13个")
    preparer.type(key_of(3), "actual", "14个")
    assert len(held) == 1
    held[0].continue_()
    preparer.wait_until_saved()

    expect(preparer.field(key_of(3), "actual")).to_have_value("14个")
    assert rows_of(preparer)[2]["actual"] == "14个"
