"""The founding document in the browser: returned, corrected, signed, returned once more, approved, published."""

import io
import json
import re

import openpyxl
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

PASSWORD = "perfeval-demo"
EVALUATION = "/evaluations/1/"
FILES = ("report.pdf", "form.pdf", "form.xlsx", "data.json")
SOCIAL_WORKER = "区级儿童福利指导中心增配专业社工"
RETURNED_BECAUSE = "增配专业社工的完成值请与目标值用同一计量单位。"
HEXADECIMAL = re.compile("^[0-9a-f]{64}$")
ROW_COMMENT = "目标写“至少1人”，完成值请写成“1人”。"


def test_the_founding_document_goes_from_its_return_to_the_published_report(office_of):
    office = office_of("demonstration")
    preparer = office.signed_in("preparer", PASSWORD)
    _reads_why_it_came_back(preparer)
    _is_stopped_by_what_is_open(preparer)
    _corrects_what_blocks(preparer)
    _gives_the_reasons(preparer)
    _answers_the_warnings(preparer)
    preparer.move("提交自评")
    preparer.has_status("自评·单位审签")

    approver = office.signed_in("approver", PASSWORD)
    _signs(approver)

    reviewer = office.signed_in("reviewer", PASSWORD)
    _looks_at_what_changed(reviewer)
    _reads_the_answers_beside_the_document(reviewer)
    _returns_with_a_comment(reviewer)

    _corrects_the_row(preparer)
    preparer.move("提交自评")
    _signs(approver)
    reviewer.open("/")
    reviewer.follow("去审核")
    reviewer.move("审核通过")
    reviewer.has_status("已审核")

    _finds_the_report(preparer)
    _finds_everything_closed(preparer)
    _registers_the_publication(preparer)


def _reads_why_it_came_back(preparer):
    first = preparer.page.locator(".todo-card").first
    expect(first).to_contain_text("已退回")
    expect(first).to_contain_text("执行率口径需说明")
    first.get_by_role("link", name="继续填报").click()
    preparer.has_status("自评·已退回")
    head = preparer.page.locator(".frame-head")
    expect(head.locator(".last-reason")).to_contain_text("请核对三处后重新报送")
    expect(head.locator(".row-comments li")).to_have_count(3)
    expect(head.locator(".row-comments")).to_contain_text("请核实完成数，并附建成名单")
    submit = preparer.page.locator(".page-head-actions").get_by_role("link", name="提交自评")
    expect(submit).to_have_attribute("aria-disabled", "true")


def _is_stopped_by_what_is_open(preparer):
    """One error and eight warnings: the page of the move lists them all, and offers nothing to press."""
    preparer.open(f"{EVALUATION}moves/submit/")
    summary = preparer.page.locator(".error-summary")
    expect(summary.get_by_role("link")).to_have_count(9)
    expect(summary.get_by_role("link", name="错误：")).to_have_count(1)
    expect(preparer.page.locator("main button[type=submit]")).to_have_count(0)


def _corrects_what_blocks(preparer):
    """By the findings: each error leads to its field."""
    preparer.step("校验")
    errors = preparer.page.locator(".finding-error")
    expect(errors).to_have_count(1)
    expect(errors).to_contain_text("填报日期")
    errors.get_by_role("link").click()
    field = preparer.field("statement", "filing_date")
    expect(field).to_be_focused()
    expect(field).to_have_value("2022-03-15")
    preparer.type("statement", "filing_date", "2023-03-15")
    preparer.wait_until_saved()
    preparer.follow("返回校验")
    expect(preparer.page.locator(".finding-error")).to_have_count(0)
    expect(preparer.page.locator(".finding-warning")).to_have_count(8)


def _gives_the_reasons(preparer):
    """The warnings that ask for a reason lead to its field; with the reason there they are gone."""
    page = preparer.page
    asking = page.locator(".finding-warning").filter(has=page.get_by_role("link", name="去填写原因"))
    for left in (4, 3, 2, 1):
        expect(asking).to_have_count(left)
        asking.first.get_by_role("link", name="去填写原因").click()
        field = page.locator(":focus")
        expect(field).to_have_attribute("name", re.compile("(deviation|adjustment)_reason$"))
        field.fill("年中按上级部署增加，编制目标时没有计入。")
        field.blur()
        preparer.wait_until_saved()
        preparer.follow("返回校验")
    expect(asking).to_have_count(0)


def _answers_the_warnings(preparer):
    """Two alike with one note, one with Enter in its own, one with the button; and one is taken back and given again."""
    page = preparer.page
    page.get_by_label("以下 2 条同类提醒的共同说明").fill("批复与台账的写法不同，数量一致。")
    preparer.press("2 条都属实")
    expect(page.locator(".answered")).to_have_count(2)
    question = page.locator(".finding-warning", has_text="事实无人抚养儿童")
    question.get_by_label("说明").fill("目标按批复写作保障。")
    question.get_by_label("说明").press("Enter")
    expect(question.locator(".answered")).to_contain_text("目标按批复写作保障。（王芳，")
    question.get_by_role("button", name="撤销").click()
    expect(question.get_by_label("说明")).to_have_value("目标按批复写作保障。")
    question.get_by_role("button", name="情况属实").click()
    expect(page.locator(".answered")).to_have_count(3)
    page.locator(".finding-warning", has_text="口径不一致").get_by_role("button", name="情况属实").click()
    expect(page.locator(".answered")).to_have_count(4)
    expect(page.locator(".step-active .mark")).to_have_text("完成")


def _reads_the_answers_beside_the_document(reviewer):
    page = reviewer.page
    reviewer.step("预览")
    remarks = page.locator(".remarks")
    expect(remarks.locator(".answered")).to_have_count(4)
    beds = remarks.locator(".finding", has_text="新增家庭养老床位")
    expect(beds.locator(".answered")).to_contain_text("批复与台账的写法不同，数量一致。（王芳，")
    beds.get_by_role("link", name="看文件中的这一处").click()
    expect(page.locator(".document .was-led-here")).to_contain_text("122张")
    expect(page.locator(".document .was-led-here")).to_be_in_viewport()
    reviewer.open(EVALUATION)


def _signs(approver):
    approver.open("/")
    approver.follow("去审签")
    approver.move("签署并报送", signed_name="李建国", signed_on="2023年3月16日")
    approver.has_status("自评·待审核")
    approver.sees("签字人：李建国", "签字日期：2023年3月16日")


def _looks_at_what_changed(reviewer):
    reviewer.follow("去审核")
    reviewer.follow("与上次相比")
    reviewer.sees("两次之间的变化", "请核对三处后重新报送")
    beds = reviewer.page.locator("table.changes tr", has_text="新增家庭养老床位")
    expect(beds.locator("del")).to_have_text(["≥100张"])
    expect(beds.locator("ins")).to_have_text(["≥100个"])
    reviewer.follow("返回概览")


def _returns_with_a_comment(reviewer):
    reviewer.page.locator(".page-head-actions").get_by_role("link", name="退回修改").click()
    reviewer.page.locator("#comment").fill(RETURNED_BECAUSE)
    reviewer.page.get_by_text("对某些指标逐项提意见").click()
    reviewer.page.get_by_label(SOCIAL_WORKER).fill(ROW_COMMENT)
    reviewer.press("退回修改")
    reviewer.has_status("自评·已退回")
    reviewer.sees(RETURNED_BECAUSE, ROW_COMMENT)


def _corrects_the_row(preparer):
    """The comment leads to the row; what is typed there saves itself."""
    preparer.open("/")
    expect(preparer.page.locator(".todo-card").first).to_contain_text(RETURNED_BECAUSE)
    preparer.follow("继续填报")
    comments = preparer.page.locator(".frame-head .row-comments")
    expect(comments).to_contain_text(ROW_COMMENT)
    comments.get_by_role("link", name=SOCIAL_WORKER).click()
    actual = preparer.page.get_by_role("textbox", name=f"实际完成值 {SOCIAL_WORKER}", exact=True)
    expect(actual).to_be_focused()
    expect(actual).to_have_value("1个")
    actual.fill("1人")
    actual.press("Tab")
    preparer.wait_until_saved()
    preparer.page.reload()
    expect(actual).to_have_value("1人")
    # The warning about it is gone with its answer; the other three stay answered.
    preparer.step("校验")
    expect(preparer.page.locator(".answered")).to_have_count(3)


def _finds_the_report(preparer):
    """Every file downloads, as a click and again, byte for byte the same."""
    preparer.open(EVALUATION)
    issued = preparer.page.locator(".issued")
    expect(issued).to_contain_text("绩评〔2022〕420114-301（本级）第1号")
    expect(issued.locator(".fingerprint")).to_have_text(HEXADECIMAL)
    digits = issued.locator(".fingerprint").inner_text()
    first = {name: preparer.bytes_of(EVALUATION + name) for name in FILES}
    for name in FILES:
        assert preparer.bytes_of(EVALUATION + name) == first[name], name
    rows = [row for goal in json.loads(first["data.json"])["goals"] for row in goal["rows"]]
    assert len(rows) == 34
    assert next(row["actual"] for row in rows if row["name"] == SOCIAL_WORKER) == "1人"
    for name in ("report.pdf", "form.pdf"):
        pages = PdfReader(io.BytesIO(first[name])).pages
        assert digits[:12] in "".join(page.extract_text() for page in pages), name
    sheet = openpyxl.load_workbook(io.BytesIO(first["form.xlsx"]))["自评表"]
    texts = [cell.value for line in sheet.iter_rows() for cell in line]
    assert "1人" in texts
    assert SOCIAL_WORKER in texts
    with preparer.page.expect_download() as download:
        issued.get_by_role("link", name="自评表 Excel").click()
    assert download.value.suggested_filename == "2022年度蔡甸区民政局部门整体绩效自评表.xlsx"
    assert download.value.path().read_bytes() == first["form.xlsx"]
    _finds_it_dressed(preparer, digits)


def _finds_it_dressed(preparer, digits: str):
    """The frozen page obeys the stylesheet inside of it, which the policy of all other pages would forbid."""
    preparer.open(f"{EVALUATION}report/")
    document = preparer.page.locator("article.document")
    for text in ("277,992,200.00", "233,669,964.12", SOCIAL_WORKER, digits[:12]):
        expect(document).to_contain_text(text)
    expect(document.locator("h1").first).to_have_css("text-align", "center")
    expect(document.locator("td").first).to_have_css("border-top-style", "solid")


def _finds_everything_closed(preparer):
    before = preparer.bytes_of(f"{EVALUATION}data.json")
    rows = [row for goal in json.loads(before)["goals"] for row in goal["rows"]]
    for step in ("budget", "results", "statement"):
        preparer.open(f"{EVALUATION}{step}/")
        expect(preparer.page.locator("main [name^='cell:']")).to_have_count(0)
        expect(preparer.page.locator("main .note").first).to_be_visible()
    change = {"key": rows[0]["key"], "field": "actual", "was": rows[0]["actual"], "now": "改动"}
    assert preparer.post(f"{EVALUATION}results/", data={"changes": [change]}) == 409
    form = {f"cell:{rows[0]['key']}:actual": "改动", f"was:{rows[0]['key']}:actual": rows[0]["actual"], "do": "save"}
    assert preparer.post(f"{EVALUATION}results/", form=form) == 409
    assert preparer.bytes_of(f"{EVALUATION}data.json") == before


def _registers_the_publication(preparer):
    preparer.open(EVALUATION)
    where = "蔡甸区人民政府网站 · 财政资金 · 部门决算"
    # Not before the approval, which is today: the day that the page proposes.
    preparer.move("登记公开", published_at=where)
    preparer.has_status("已公开")
    preparer.sees("公开日期：", where)
    preparer.open("/")
    # What is left is the draft of the year before.
    expect(preparer.page.locator(".todo-card")).to_have_count(1)
    expect(preparer.page.locator("#all")).to_contain_text("已公开")
