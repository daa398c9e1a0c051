"""Last year's Word file begins this year's draft, and this year's fills it: choosing the file is all the typing there is."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import Window
from tests.server import PASSWORD, ROOT

pytestmark = pytest.mark.browser

TEXT = ROOT / "tests" / "reports" / "importers" / "caidian-2022.txt"
FOUNDING = json.loads((ROOT / "reports" / "demo" / "caidian-2022.json").read_text())
ROWS = [row for goal in FOUNDING["goals"] for row in goal["rows"]]
FIGURES = ("target", "actual", "analysis")


def hand_in(person: Window, evaluation: int) -> None:
    person.open(f"/evaluations/{evaluation}/goals/")
    person.follow("文档导入")
    person.page.locator("#file").set_input_files(TEXT)
    person.press("上传并读取")
    person.sees("与本档案相符")


def rows_of(person: Window, evaluation: int) -> list[dict]:
    data = json.loads(person.bytes_of(f"/evaluations/{evaluation}/data.json"))
    return [row for goal in data["goals"] for row in goal["rows"]]


def fits(person: Window) -> bool:
    return person.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_document_begins_the_next_year_and_fills_its_own(office_of):
    preparer = office_of("two_empty_years").signed_in("preparer", PASSWORD)
    page = preparer.page

    hand_in(preparer, 1)
    for width in (1920, 1366, 700):
        page.set_viewport_size({"width": width, "height": 768})
        assert fits(preparer), width
    analysis = page.locator("tbody", has=page.locator("textarea", has_text="新增养老机构床位")).get_by_role("link").last
    analysis.click()
    stands = page.locator(".original .is-shown")
    expect(stands).to_have_count(1)
    expect(stands).to_be_in_viewport()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.get_by_label("三级指标", exact=True).first.fill("农村老年人互助照料中心")
    preparer.press("作为2022年度参考保存，并从中复制")
    preparer.press("复制勾选的内容")
    preparer.sees("已从2022年度复制 4 个年度目标、34 项指标、3 项收入来源")
    copied = rows_of(preparer, 1)
    names = ["农村老年人互助照料中心", *(row["name"] for row in ROWS[1:])]
    assert [(row["name"], row["target"], row["actual"], row["analysis"]) for row in copied] == [
        (name, row["target"], "", "") for name, row in zip(names, ROWS, strict=True)
    ]

    hand_in(preparer, 2)
    preparer.press("写入草稿：先看差别")
    preparer.sees("新增 4 个年度目标、34 项指标、3 项收入来源。")
    preparer.press("写入草稿")
    preparer.sees("已从文档写入草稿")
    assert [[row[name] for name in ("name", *FIGURES)] for row in rows_of(preparer, 2)] == [
        [row[name] for name in ("name", *FIGURES)] for row in ROWS
    ]


def test_a_long_text_narrows_no_column_and_an_amount_stays_on_one_line(office_of):
    preparer = office_of("two_empty_years").signed_in("preparer", PASSWORD)
    page = preparer.page
    hand_in(preparer, 2)
    preparer.press("写入草稿：先看差别")
    preparer.press("写入草稿")
    hand_in(preparer, 2)
    page.locator("textarea[name$=':analysis']").first.fill("全年新建二十家农村老年人互助照料中心。" * 40)
    page.locator("input[name$=':final']").first.fill("1218492342.07")
    preparer.press("写入草稿：先看差别")
    preparer.sees("与已填内容不同 2 处")
    for width in (1366, 1920):
        page.set_viewport_size({"width": width, "height": 768})
        was, now = (page.get_by_role("columnheader", name=name).bounding_box() for name in ("现在的", "文档里的"))
        assert abs(was["width"] - now["width"]) <= 1, width
        lines = page.locator(".amount-text").evaluate_all(
            "cells => cells.map(cell => { const all = document.createRange(); all.selectNodeContents(cell);"
            " return new Set([...all.getClientRects()].map(box => box.top)).size; })"
        )
        assert lines == [1, 1], width
        assert fits(preparer), width


def test_a_missed_row_is_typed_where_it_was_added_and_the_whole_import_is_taken_back(office_of):
    preparer = office_of("two_empty_years").signed_in("preparer", PASSWORD)
    hand_in(preparer, 2)
    preparer.press("补一项漏读的指标")
    expect(preparer.page.locator(":focus")).to_have_attribute("name", re.compile(":level1$"))
    for text in ("产出指标", "数量指标", "漏读的指标", "≥3个"):
        preparer.page.keyboard.type(text)
        preparer.page.keyboard.press("Tab")
    preparer.press("写入草稿：先看差别")
    preparer.press("写入草稿")
    preparer.sees("35 项指标")
    preparer.follow("撤销这次导入")
    preparer.sees("写入的地方后来没有再改过。")
    preparer.press("撤销这次导入")
    preparer.sees("已撤销“")
    assert rows_of(preparer, 2) == []


def test_what_is_typed_beside_a_document_stays_on_the_page_while_the_server_is_not_reached(office_of):
    preparer = office_of("two_empty_years").signed_in("preparer", PASSWORD)
    hand_in(preparer, 2)
    name = preparer.page.get_by_label("三级指标", exact=True).first
    name.fill("改过的名称")
    preparer.context.set_offline(True)
    preparer.press("保存修改")
    expect(preparer.page.locator("#unsent")).to_be_visible()
    expect(name).to_have_value("改过的名称")
    preparer.context.set_offline(False)
    preparer.press("保存修改")
    preparer.sees("修改已保存")
    expect(name).to_have_value("改过的名称")
