"""A preparer hands out a table, gets it back filled in, unticks one cell and takes over the rest; with script and without."""

import io
import json

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests import sheets

pytestmark = pytest.mark.browser
EVALUATION = "/evaluations/1/"


@pytest.mark.parametrize("script", [True, False])
def test_a_table_goes_out_and_comes_back(office_of, script):
    window = office_of("demonstration").signed_in("preparer", "perfeval-demo", java_script_enabled=script)
    page = window.page
    window.open(f"{EVALUATION}results/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Excel 填报表").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    ws = sheets.sheet_of(book)
    labels = sheets.columns_of(ws)
    first, second = (ws.cell(sheets.HEAD + number, 1).value for number in (1, 2))
    sheets.write(book, first, "实际完成值", "23个")
    sheets.write(book, second, "实际完成值", "99%")
    ws.cell(sheets.HEAD + 3, labels["完成情况"]).value = "差不多"

    page.get_by_role("link", name="从 Excel 导入").click()
    page.get_by_label("选择文件").set_input_files(
        {"name": "养老科.xlsx", "mimeType": "application/octet-stream", "buffer": sheets.as_bytes(book)}
    )
    page.get_by_role("button", name="上传并预览").click()

    expect(page.locator("h2")).to_contain_text(["导入预览"])
    expect(page.locator("tbody .now .typed")).to_have_text(["23个", "99%"])
    expect(page.locator("#told-bad tbody td").last).to_have_text("完成情况“差不多”不在列表里，请从下拉列表中选择")
    page.locator("input[name=take]").nth(1).uncheck()
    if script:
        expect(page.locator("[data-taken]")).to_have_text("已勾选 1 处，共 2 处")
    page.get_by_role("button", name="确认导入").click()

    window.sees("写入了 1 处。")
    rows = {
        row["key"]: row
        for goal in json.loads(window.bytes_of(f"{EVALUATION}data.json"))["goals"]
        for row in goal["rows"]
    }
    assert rows[first]["actual"] == "23个"
    assert rows[second]["actual"] == "100%"
