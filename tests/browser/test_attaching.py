"""Files from the panel under a row: added without leaving the grid, counted beside the name, refused with a sentence."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.attachments import PDF, png
from tests.browser.pages import Window
from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

ROW = key_of(1)
MEGABYTE = 1024 * 1024


@pytest.fixture
def preparer(office_of):
    window = office_of("contention").signed_in("preparer", PASSWORD)
    window.open("/evaluations/1/results/")
    window.page.locator(f'[data-panel="panel-{ROW}"]').click()
    expect(attached(window)).to_contain_text("还没有文件")
    return window


def attached(window):
    return window.page.locator(f'[data-attached="{ROW}"]')


def choose(window, *files: tuple[str, bytes]) -> None:
    chosen = [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    attached(window).locator("input[type=file]").set_input_files(chosen)


def names(window) -> list[str]:
    return attached(window).locator(".attachments li > a:first-child").all_inner_texts()


def test_files_are_added_under_the_row_and_counted_beside_its_name(preparer):
    count = preparer.page.locator(f'[id="row-{ROW}"] .attached-count')
    preparer.field(ROW, "analysis").fill("正在写的分析")
    choose(preparer, ("验收单.pdf", PDF))
    expect(count).to_have_text("附件 1")
    choose(preparer, ("照片.png", png()))
    expect(count).to_have_text("附件 2")

    assert names(preparer) == ["验收单.pdf", "照片.png"]
    expect(preparer.field(ROW, "analysis")).to_have_value("正在写的分析")
    preparer.wait_until_saved()
    preparer.page.reload()
    expect(count).to_have_text("附件 2")


def test_of_several_files_the_one_that_is_refused_is_named_and_the_others_are_there(preparer):
    preparer.expects(422)
    choose(preparer, ("验收单.pdf", PDF), ("名册.xlsx", b"MZ not a workbook"))

    said = attached(preparer).locator(".error-summary")
    expect(said).to_contain_text("“名册.xlsx”：只接收 PDF、JPG、PNG、XLSX、DOCX，这个文件的内容不是其中任何一种。")
    assert names(preparer) == ["验收单.pdf"]


def test_a_closed_evaluation_says_so_in_the_panel(preparer):
    preparer.expects(409)
    elsewhere = Window(preparer.context, preparer.url)
    elsewhere.open("/evaluations/1/")
    elsewhere.move("提交自评")
    elsewhere.has_status("自评·待审核")
    choose(preparer, ("验收单.pdf", PDF))

    expect(attached(preparer).locator(".error-summary")).to_contain_text("当前状态为“自评待审”")
    assert names(preparer) == []


def test_what_is_too_large_is_said_before_anything_is_sent(preparer, tmp_path):
    def files(*sizes: int) -> list[Path]:
        made = [tmp_path / f"扫描件{number}.pdf" for number, _ in enumerate(sizes, 1)]
        for file, size in zip(made, sizes, strict=True):
            file.write_bytes(bytes(size * MEGABYTE))
        return made

    sent = []
    preparer.page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    chosen, line = attached(preparer).locator("input[type=file]"), attached(preparer).locator("[data-attaching]")
    chosen.set_input_files(files(11))
    expect(line).to_have_text("“扫描件1.pdf”超过 10 MB，请压缩后再上传。")
    chosen.set_input_files(files(*[9] * 7))
    expect(line).to_have_text("一次上传的文件合计超过 60 MB，请分几次上传。")

    assert sent == []
