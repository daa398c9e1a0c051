"""Analyses written in Word go to their indicators all at once: by the names above them, or in their order."""

import pytest
from playwright.sync_api import expect

from tests.browser.sheets import paste, press, quoted, rows_of
from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

REPORT = """（1）数量指标完成情况分析

①养护公园数量（第2片区）
此指标目标值为10个，全年养护12个。完成目标值。
（1）春季补种；

（2）秋季修剪。
② 养护公园数量 （第3片区）：全年养护13个。

③养护公园面积
这一项指标这里没有。
年度目标2：提升公园服务
"""


@pytest.fixture
def preparer(office_of):
    window = office_of("contention").signed_in("preparer", PASSWORD)
    window.open("/evaluations/1/results/")
    return window


def analyses(window) -> list[str]:
    return [row["analysis"] for row in rows_of(window)]


def link(window, number: int):
    return window.page.locator(f"#row-{key_of(number)} [data-counts=analysis]")


def test_a_part_of_a_report_goes_to_the_indicators_that_it_names_and_is_taken_back(preparer):
    before = analyses(preparer)

    preparer.page.get_by_role("heading", name="完成情况", exact=True).click()
    paste(preparer, REPORT)

    dialog = preparer.page.get_by_role("dialog")
    expect(dialog.get_by_role("heading").first).to_have_text("粘贴 2 项指标的完成情况分析")
    expect(dialog).to_contain_text("覆盖 2 格已有的内容")
    expect(dialog).to_contain_text("③养护公园面积")
    expect(dialog).to_contain_text("这一页没有同名的指标")
    assert analyses(preparer) == before
    press(preparer, "Enter")
    expect(preparer.page.locator(".sheet-said")).to_have_text("已填入 2 项分析，按 Ctrl+Z 可以撤销")
    preparer.wait_until_saved()
    second = "此指标目标值为10个，全年养护12个。完成目标值。\n（1）春季补种；\n（2）秋季修剪。"
    assert analyses(preparer) == [before[0], second, "全年养护13个。", *before[3:]]
    expect(link(preparer, 2)).to_have_text(f"已填 {len(second)} 字")
    expect(preparer.page.locator(f"#panel-{key_of(2)}")).to_be_hidden()

    press(preparer, "Control+z")
    preparer.wait_until_saved()
    assert analyses(preparer) == before


def test_a_column_goes_down_from_the_analysis_one_is_on(preparer):
    before = analyses(preparer)
    link(preparer, 19).focus()

    paste(preparer, "".join(f"{quoted(text)}\r\n" for text in ("甲", "乙\n丙", "丁")))

    dialog = preparer.page.get_by_role("dialog")
    expect(dialog).to_contain_text("多出的 1 行不填入")
    press(preparer, "Enter")
    preparer.wait_until_saved()
    assert analyses(preparer) == [*before[:18], "甲", "乙\n丙"]


def test_one_text_that_names_nothing_goes_where_the_caret_is(preparer):
    before = analyses(preparer)
    link(preparer, 2).click()
    preparer.field(key_of(2), "analysis").focus()

    # What the browser would insert by itself is not done by a made-up event; nothing else happens with it either.
    paste(preparer, "养护公园数量（第3片区）\n全年养护。")

    expect(preparer.page.get_by_role("dialog")).to_have_count(0)
    assert analyses(preparer) == before
