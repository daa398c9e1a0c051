"""佐证材料 are added by the button in the panel under a row, without leaving the grid."""

import pytest
from playwright.sync_api import expect

from tests import attachments
from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

KEY = key_of(2)
MEGABYTE = 1024 * 1024


def of_type(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.fixture
def preparer(office_of):
    window = office_of("contention").signed_in("preparer", PASSWORD)
    window.open("/evaluations/1/results/")
    window.page.locator(f"#row-{KEY} [data-counts=analysis]").click()
    expect(panel_of(window).get_by_role("heading", name="佐证材料")).to_be_visible()
    return window


def panel_of(window):
    return window.page.locator(f"#panel-{KEY}")


def choose(window, *files: dict) -> None:
    """By the button 添加文件."""
    with window.page.expect_file_chooser() as chooser:
        panel_of(window).get_by_text("添加文件").click()
    chooser.value.set_files(list(files))


def test_files_are_added_in_the_panel_while_what_is_typed_beside_them_stays(preparer):
    preparer.field(KEY, "analysis").fill("还没有离开的一段分析")

    choose(preparer, of_type("台账.pdf", attachments.PDF), of_type("照片.png", attachments.png()))

    expect(panel_of(preparer).locator(".attachments li")).to_have_count(2)
    expect(panel_of(preparer).locator(".attachments li a").first).to_have_text("台账.pdf")
    expect(preparer.page.locator(f"#row-{KEY} .attached-count")).to_have_text("附件 2")
    expect(preparer.field(KEY, "analysis")).to_have_value("还没有离开的一段分析")
    # What was put there by script stands the same when the page is opened.
    preparer.wait_until_saved()
    preparer.open("/evaluations/1/results/")
    expect(preparer.page.locator(f"#row-{KEY} .attached-count")).to_have_text("附件 2")


def test_what_is_no_document_is_refused_with_a_sentence_and_the_rest_is_kept(preparer):
    preparer.expects(422)

    choose(preparer, of_type("网页.pdf", b"<html><script>alert(1)</script>"), of_type("照片.png", attachments.png()))

    expect(panel_of(preparer).get_by_role("alert")).to_contain_text("“网页.pdf”：")
    expect(panel_of(preparer).locator(".attachments li a").first).to_have_text("照片.png")
    expect(preparer.page.locator(f"#row-{KEY} .attached-count")).to_have_text("附件 1")


def test_what_is_too_large_is_said_before_anything_is_sent(preparer):
    sent = []
    preparer.page.on("request", lambda request: request.method == "POST" and sent.append(request.url))

    choose(preparer, of_type("扫描件.pdf", attachments.PDF + b" " * 10 * MEGABYTE))

    expect(panel_of(preparer).locator("[data-attaching]")).to_have_text("“扫描件.pdf”超过 10 MB，请压缩后再上传。")
    assert sent == []


def test_what_is_too_much_at_once_is_said_before_anything_is_sent(preparer, tmp_path):
    sent = []
    preparer.page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    files = [tmp_path / f"扫描件{number}.pdf" for number in range(7)]
    for file in files:
        with file.open("wb") as content:
            content.truncate(9 * MEGABYTE)

    with preparer.page.expect_file_chooser() as chooser:
        panel_of(preparer).get_by_text("添加文件").click()
    chooser.value.set_files(files)

    line = panel_of(preparer).locator("[data-attaching]")
    expect(line).to_have_text("一次上传的文件合计超过 60 MB，请分几次上传。")
    assert sent == []


def test_a_panel_left_open_over_a_submission_is_told_why_nothing_is_added(preparer):
    preparer.expects(409)
    seen = preparer.context.request.get(f"{preparer.url}/evaluations/1/moves/submit/").text()
    revision = seen.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert preparer.post("/evaluations/1/moves/submit/", form={"seen": revision}) == 200

    choose(preparer, of_type("台账.pdf", attachments.PDF))

    expect(panel_of(preparer).get_by_role("alert")).to_contain_text("不能")
    expect(panel_of(preparer).locator(".attachments li")).to_have_count(0)
