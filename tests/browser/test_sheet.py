"""Keys, blocks, pasting and taking back in the grids, as people know them from Excel."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.sheets import block, copied, here, paste, press, rows_of
from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

RESULTS = "/evaluations/1/results/"


@pytest.fixture
def preparer(office_of):
    window = office_of("contention").signed_in("preparer", PASSWORD)
    window.open(RESULTS)
    return window


def open_goal(window) -> list[str]:
    goal = json.loads(window.bytes_of("/evaluations/1/data.json"))["goals"][0]
    window.open(f"/evaluations/1/goals/{goal['key']}/")
    return [row["key"] for row in goal["rows"]]


def test_arrows_tab_and_enter_go_where_excel_would_go(preparer):
    preparer.field(key_of(2), "actual").click()
    seen = []
    for key in (
        "ArrowDown",
        "ArrowRight",
        "ArrowDown",
        "ArrowUp",
        "ArrowLeft",
        "Tab",
        "Tab",
        "Enter",
        "Shift+Enter",
        "Shift+Tab",
    ):
        press(preparer, key)
        seen.append(here(preparer))

    assert seen == [
        (key_of(3), "actual"),
        (key_of(3), "outcome"),
        (key_of(4), "outcome"),
        (key_of(3), "outcome"),
        (key_of(3), "actual"),
        (key_of(3), "outcome"),
        (key_of(4), "actual"),
        (key_of(5), "actual"),
        (key_of(4), "actual"),
        (key_of(3), "outcome"),
    ]
    assert [row["outcome"] for row in rows_of(preparer)] == ["met"] * 20


def test_typing_replaces_a_second_click_or_f2_edits_and_escape_restores(preparer):
    field = preparer.field(key_of(2), "actual")
    field.click()
    preparer.page.keyboard.type("13个")
    expect(field).to_have_value("13个")
    press(preparer, "Escape")
    expect(field).to_have_value("12个")

    press(preparer, "F2", "Backspace")
    preparer.page.keyboard.type("家")
    press(preparer, "ArrowLeft", "ArrowLeft")
    preparer.page.keyboard.type("0")
    expect(field).to_have_value("102家")
    assert here(preparer) == (key_of(2), "actual")
    press(preparer, "End", "ArrowRight")
    assert here(preparer) == (key_of(2), "outcome")
    preparer.wait_until_saved()
    assert rows_of(preparer)[1]["actual"] == "102家"


def test_escape_takes_back_what_was_saved_while_one_rested(preparer):
    field = preparer.field(key_of(2), "actual")
    field.click()
    preparer.page.keyboard.type("13个")
    preparer.wait_until_saved()
    press(preparer, "Escape")
    preparer.wait_until_saved()

    expect(field).to_have_value("12个")
    assert rows_of(preparer)[1]["actual"] == "12个"


def test_what_is_typed_in_several_cells_is_taken_back_and_done_again(preparer):
    preparer.field(key_of(2), "actual").click()
    preparer.page.keyboard.type("13个")
    press(preparer, "Enter")
    preparer.page.keyboard.type("14个")
    press(preparer, "Enter")
    preparer.wait_until_saved()

    press(preparer, "Control+z", "Control+z")
    preparer.wait_until_saved()
    assert [row["actual"] for row in rows_of(preparer)[1:3]] == ["12个", "12个"]
    assert here(preparer) == (key_of(2), "actual")

    press(preparer, "Control+y")
    preparer.wait_until_saved()
    assert [row["actual"] for row in rows_of(preparer)[1:3]] == ["13个", "12个"]


def test_after_something_new_is_typed_nothing_old_is_done_again(preparer):
    preparer.field(key_of(2), "actual").click()
    preparer.page.keyboard.type("13个")
    press(preparer, "Enter", "Control+z")
    preparer.page.keyboard.type("15个")
    press(preparer, "Enter", "Control+y")
    expect(preparer.page.locator(".sheet-said")).to_have_text("没有可以重做的修改")
    preparer.wait_until_saved()

    assert rows_of(preparer)[1]["actual"] == "15个"


def test_a_block_with_quotes_and_lines_comes_back_as_it_was_copied(preparer):
    keys = open_goal(preparer)
    texts = [["产出指标", "数量指标", '所谓"亮点"公园', "≥3个"], ["产出指标", "质量指标", '"甲"', "3\t4"]]
    preparer.field(keys[0], "level1").click()
    paste(preparer, block(texts))
    press(preparer, "Enter")
    preparer.wait_until_saved()
    press(preparer, "Shift+ArrowDown", *["Shift+ArrowRight"] * 3)
    text = copied(preparer)
    preparer.field(keys[5], "level1").click()
    paste(preparer, text + "\r\n")
    press(preparer, "Enter")
    preparer.wait_until_saved()

    rows = [[row[name] for name in ("level1", "level2", "name", "target")] for row in rows_of(preparer)]
    assert text.split("\r\n")[0] == '产出指标\t数量指标\t"所谓""亮点""公园"\t≥3个'
    assert rows[:2] == rows[5:7] == [texts[0], ["产出指标", "质量指标", '"甲"', "3 4"]]


def test_a_block_reaches_from_the_first_rows_beyond_the_tenth(preparer):
    preparer.field(key_of(9), "actual").click()
    press(preparer, "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight")

    assert copied(preparer) == "\r\n".join(["12个\t完成"] * 3)
    expect(preparer.page.locator(".in-block")).to_have_count(6)


def test_an_achievement_of_several_lines_is_one_cell(office_of):
    window = office_of("demonstration").signed_in("preparer", "perfeval-demo")
    window.open(RESULTS)
    text = '全年工作：\n一是"新增床位"；\n二是改造。'
    achievement = window.page.locator("tr.achieved textarea").first
    achievement.click()
    paste(window, block([[text]]))
    window.wait_until_saved()

    expect(achievement).to_have_value(text)


def test_a_preview_lists_what_is_overwritten_and_what_does_not_fit_before_anything_changes(preparer):
    before = rows_of(preparer)
    preparer.field(key_of(19), "actual").click()
    paste(preparer, block([["13个", "已完成"], ["14个", "差不多"], ["15个", "完成"]]))
    dialog = preparer.page.get_by_role("dialog")

    expect(dialog.locator(".paste-summary li")).to_have_text(["覆盖 2 格已有的内容", "1 格与表中相同，不变"])
    expect(dialog.locator("tbody tr")).to_have_text(
        [
            "15个　完成",
            "第 20 行 · 完成情况差不多列表中没有这个词，请直接选择",
            "第 19 行 · 实际完成值12个13个",
            "第 20 行 · 实际完成值12个14个",
        ]
    )
    expect(dialog).to_contain_text("多出的 1 行不填入")
    assert rows_of(preparer) == before
    press(preparer, "Escape")
    assert rows_of(preparer) == before
    expect(preparer.field(key_of(19), "actual")).to_be_focused()

    paste(preparer, block([["13个", "未完成"], ["14个", "已完成"]]))
    dialog.get_by_role("button", name="确认填入").click()
    preparer.wait_until_saved()
    preparer.page.wait_for_timeout(1000)  # what the figures say is put right after the answer
    preparer.wait_until_saved()
    told = [(row["actual"], row["outcome"]) for row in rows_of(preparer)]
    assert told[18:] == [("13个", "not_met"), ("14个", "met")]
    assert told[:18] == [("12个", "met")] * 18


def test_a_block_that_overwrites_a_single_cell_is_previewed_too(preparer):
    preparer.field(key_of(19), "actual").click()
    paste(preparer, block([["13个", "完成"]]))
    dialog = preparer.page.get_by_role("dialog")

    expect(dialog.locator(".paste-summary li")).to_have_text(["覆盖 1 格已有的内容", "1 格与表中相同，不变"])
    press(preparer, "Escape")
    expect(preparer.field(key_of(19), "actual")).to_have_value("12个")


def test_blank_cells_at_the_end_of_a_block_empty_what_they_cover(preparer):
    preparer.field(key_of(2), "actual").click()
    paste(preparer, "13个\t完成\r\n14个\t\r\n\t\r\n")
    dialog = preparer.page.get_by_role("dialog")

    expect(dialog.get_by_role("heading", name="粘贴 2 行 × 2 列")).to_be_visible()
    expect(dialog.locator("tbody tr")).to_have_text(
        [
            "第 2 行 · 实际完成值12个13个",
            "第 3 行 · 实际完成值12个14个",
            "第 3 行 · 完成情况完成（空白）",
        ]
    )


def test_merged_levels_hold_for_the_rows_below_them_and_not_below_another_first_level(preparer):
    keys = open_goal(preparer)
    preparer.field(keys[0], "level1").click()
    lines = [["效益指标", "社会效益指标", "甲"], ["", "", "乙"], ["满意度指标", "", "丙"]]
    paste(preparer, block(lines))
    preparer.press("确认填入")
    preparer.wait_until_saved()

    assert [(row["level1"], row["level2"], row["name"]) for row in rows_of(preparer)[:3]] == [
        ("效益指标", "社会效益指标", "甲"),
        ("效益指标", "社会效益指标", "乙"),
        ("满意度指标", "", "丙"),
    ]


def test_a_colleagues_change_is_no_less_a_conflict_for_coming_by_taking_back(preparer):
    preparer.field(key_of(2), "actual").click()
    preparer.page.keyboard.type("13个")
    press(preparer, "Enter")
    preparer.wait_until_saved()
    change = {"key": key_of(2), "field": "actual", "was": "13个", "now": "99个"}
    assert preparer.post(RESULTS, data={"changes": [change]}) == 200

    press(preparer, "Control+z")
    expect(preparer.page.locator("#save-state")).to_have_attribute("data-state", "conflict")
    assert rows_of(preparer)[1]["actual"] == "99个"


def test_delete_empties_a_block_in_one_step(preparer):
    for key in ("Delete", "Backspace"):
        # A second click into the same cell would put a caret into it.
        preparer.field(key_of(9), "actual").click()
        preparer.field(key_of(2), "actual").click()
        press(preparer, "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", key)
        preparer.wait_until_saved()
        assert [(row["actual"], row["outcome"]) for row in rows_of(preparer)][:5] == [
            ("12个", "met"),
            ("", ""),
            ("", ""),
            ("", ""),
            ("12个", "met"),
        ]
        press(preparer, "Control+z")
        preparer.wait_until_saved()
        assert {(row["actual"], row["outcome"]) for row in rows_of(preparer)} == {("12个", "met")}


def test_rows_are_moved_duplicated_inserted_and_removed_by_keyboard(preparer):
    keys = open_goal(preparer)
    page = preparer.page
    names = [row["name"] for row in rows_of(preparer)]

    preparer.field(keys[1], "name").click()
    press(preparer, "Alt+Shift+ArrowUp")
    expect(page.locator("tr.grid-row").first).to_have_id(f"row-{keys[1]}")
    assert [row["name"] for row in rows_of(preparer)][:3] == [names[1], names[0], names[2]]

    preparer.field(keys[1], "name").click()
    press(preparer, "Alt+Shift+Insert")
    expect(page.locator("tr.grid-row")).to_have_count(21)
    assert [row["name"] for row in rows_of(preparer)][:3] == [names[1], names[1], names[0]]

    preparer.field(keys[0], "name").click()
    press(preparer, "Alt+Insert")
    expect(page.locator("tr.grid-row")).to_have_count(22)
    added = rows_of(preparer)[3]
    assert (added["level2"], added["name"]) == (rows_of(preparer)[2]["level2"], "")

    preparer.field(keys[1], "name").click()
    press(preparer, "Shift+ArrowDown", "Alt+Delete")
    expect(page.get_by_role("dialog")).to_contain_text("删除选中的 2 行？")
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.locator("tr.grid-row")).to_have_count(20)
    assert [row["name"] for row in rows_of(preparer)][:3] == [names[0], "", names[2]]


def test_steps_can_be_taken_back_after_a_row_was_inserted(preparer):
    keys = open_goal(preparer)
    preparer.field(keys[0], "target").click()
    preparer.page.keyboard.type("≥7个")
    press(preparer, "Alt+Insert")
    expect(preparer.page.locator("tr.grid-row")).to_have_count(21)
    press(preparer, "Control+z")
    preparer.wait_until_saved()

    assert rows_of(preparer)[0]["target"] == "12个"


def test_control_enter_opens_the_panel_of_the_row_and_goes_on_to_the_next(preparer):
    preparer.field(key_of(2), "actual").click()
    press(preparer, "Control+Enter")
    expect(preparer.field(key_of(2), "analysis")).to_be_focused()
    press(preparer, "Control+Enter")
    expect(preparer.field(key_of(3), "analysis")).to_be_focused()


def test_the_keys_are_listed_and_those_of_rows_only_where_rows_can_be_changed(preparer):
    dialog = preparer.page.get_by_role("dialog", name="快捷键")
    listed = []
    for go in (lambda: None, lambda: open_goal(preparer)):
        go()
        preparer.press("快捷键")
        expect(dialog).to_be_visible()
        listed.append(dialog.locator("dt").all_inner_texts())
        dialog.get_by_role("button", name="关闭").click()
        expect(dialog).to_be_hidden()

    of_results, of_targets = listed
    everywhere = of_targets[:-3]
    assert len(everywhere) == 9
    assert of_targets[-3:] == ["Alt+Shift+↑、↓", "Alt+Insert", "Alt+Delete"]
    assert of_results == [*everywhere, "Ctrl+V 报告中的分析", "在“分析”一栏 Ctrl+V"]


def test_a_composition_is_not_disturbed_by_keys_of_the_sheet(preparer):
    preparer.field(key_of(2), "actual").click()
    session = preparer.context.new_cdp_session(preparer.page)
    session.send("Input.imeSetComposition", {"text": "shi", "selectionStart": 3, "selectionEnd": 3})
    press(preparer, "ArrowDown", "ArrowRight", "Enter", "Escape")
    assert here(preparer) == (key_of(2), "actual")
