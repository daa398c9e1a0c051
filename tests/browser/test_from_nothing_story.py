"""From an installation with one administrator to the approved report, beginning at 目标填报, through the browser alone."""

import io
import json

import openpyxl
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.server import PASSWORD

pytestmark = pytest.mark.browser

OWN_PASSWORDS = {
    "linxia": "liu-shu-cheng-yin-7",
    "gaoyuan": "chun-feng-hua-yu-3",
    "suqing": "qiu-shui-chang-tian-5",
}
TARGETS = [
    ("产出指标", "数量指标", "养护公园数量", "12个", "定量"),
    ("产出指标", "数量指标", "补种行道树", "≥500株", "定量"),
    ("产出指标", "时效指标", "养护任务完成时间", "12月底前", "时限"),
    ("效益指标", "社会效益指标", "改善居民游园环境（是否）", "是", "是否"),
    ("满意度指标", "服务对象满意度指标", "游园居民满意度", "≥90%", "定量"),
]
ACTUALS = [
    ("12个", "完成", "全年对12个公园实行养护，每月巡查两次。"),
    ("430处", "完成", "在6条道路补种行道树430处。"),
    ("11月", "完成", "全年养护任务于11月完成。"),
    ("是", "完成", "更换座椅和照明设施，改善居民游园环境。"),
    ("94%", "超额完成", "共回收问卷800份，满意度94%。"),
]
ADJUSTED = "≥400株"
WHY_ADJUSTED = "两条道路改造推迟到下一年，行道树补种数量相应减少。"


def test_a_unit_goes_from_its_opening_to_the_approved_report(office_of):
    office = office_of("set_up")
    admin = office.signed_in("heping", PASSWORD)
    expect(admin.page.locator("main")).to_contain_text("还没有年度绩效档案")
    passwords = _opens_the_unit(admin) | _appoints_the_reviewer(admin)

    preparer, approver, reviewer = (
        _signs_in_for_the_first_time(office, name, passwords[name]) for name in ("linxia", "gaoyuan", "suqing")
    )
    _states_the_budget(preparer)
    _states_the_targets(preparer)
    preparer.move("提交目标")
    preparer.has_status("目标·待审核")
    _approves(reviewer, "审核通过目标", "自评·填报中")

    _adjusts_a_target(preparer)
    _approves(reviewer, "审核通过目标", "自评·填报中")

    _reports_the_results(preparer)
    _settles_the_budget(preparer)
    _writes_the_statement(preparer)
    _is_stopped_by_an_error(preparer)
    _answers_the_warning(preparer)
    preparer.move("提交自评")
    approver.open("/")
    approver.follow("去审签")
    approver.move("签署并报送", signed_name="高远", signed_on="2026-03-20")
    _approves(reviewer, "审核通过", "已审核")
    _finds_the_adjusted_target(preparer)


def _opens_the_unit(admin) -> dict[str, str]:
    page = admin.page
    admin.follow("开通单位")
    page.get_by_label("新单位").check()
    page.get_by_label("上级单位").select_option(index=1)
    for label, text in {
        "单位代码": "420199-101",
        "全称": "江城市东湖区园林局",
        "表内名称": "东湖区园林局",
        "简称": "区园林局",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.locator("#id_fiscal_year").fill("2025")
    page.get_by_label("目标填报").check()
    for row, (username, name) in enumerate([("linxia", "林夏"), ("gaoyuan", "高远")], 1):
        page.get_by_label(f"用户名，第{row}行").fill(username)
        page.get_by_label(f"姓名，第{row}行").fill(name)
    admin.press("再加一人")
    expect(page.get_by_label("姓名，第2行")).to_have_value("高远")
    page.locator(".actions").get_by_role("button", name="开通", exact=True).click()
    admin.sees("已开通：2025年度 江城市东湖区园林局", "初始密码只在这里显示这一次")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    return {row.locator("td").first.inner_text(): row.locator(".first-password").inner_text() for row in rows.all()}


def _appoints_the_reviewer(admin) -> dict[str, str]:
    page = admin.page
    admin.follow("单位与人员")
    page.locator("main").get_by_role("link", name="江城市东湖区财政局").click()
    page.get_by_label("用户名").fill("suqing")
    page.get_by_label("姓名").fill("苏青")
    page.get_by_label("审核人（含下级单位）").check()
    admin.press("添加")
    admin.sees("已添加苏青")
    return {"suqing": page.locator(".first-password").inner_text()}


def _signs_in_for_the_first_time(office, username: str, given: str):
    """The given password opens nothing but the page on which it is changed."""
    window = office.signed_in(username, given)
    window.sees("请先设置自己的密码")
    window.open("/")
    window.sees("请先设置自己的密码")
    page = window.page
    page.locator("#id_old_password").fill(given)
    page.locator("#id_new_password1").fill(OWN_PASSWORDS[username])
    page.locator("#id_new_password2").fill(OWN_PASSWORDS[username])
    window.press("修改密码")
    window.sees("密码已修改")
    return window


def _states_the_budget(preparer):
    """Sums follow while one types; 万 may be written."""
    preparer.follow("开始填报")
    preparer.has_status("目标·填报中")
    preparer.step("预算")
    preparer.press("增加一行")
    [line] = [key for key in preparer.row_keys() if key not in {"basic", "project"}]
    expect(preparer.field(line, "source")).to_be_focused()
    preparer.type(line, "source", "一般公共预算财政拨款收入")
    preparer.field(line, "initial").fill("500万")
    expect(preparer.page.locator("[data-figure=received_initial]")).to_have_text("5,000,000.00")
    preparer.type("basic", "initial", "1200000")
    preparer.type("project", "initial", "3800000")
    expect(preparer.page.locator("[data-figure=spent_initial]")).to_have_text("5,000,000.00")
    preparer.wait_until_saved()
    preparer.press("下一步：目标与指标")


def _states_the_targets(preparer):
    page = preparer.page
    preparer.press("添加第一个年度目标")
    preparer.sees("年度目标1")
    page.get_by_label("年度目标，").fill("提升公园绿地养护水平")
    page.get_by_label("预期目标，").fill("全年养护公园12个，补种行道树，改善居民游园环境。")
    for number, target in enumerate(TARGETS, 1):
        preparer.press("增加一行")
        expect(page.locator("tr.grid-row")).to_have_count(number)
        key = preparer.row_keys()[-1]
        expect(preparer.field(key, "name")).to_be_focused()
        for name, text in zip(("level1", "level2", "name", "target", "nature"), target, strict=True):
            preparer.type(key, name, text)
    preparer.wait_until_saved()
    page.reload()
    expect(page.get_by_label("年度目标，")).to_have_value("提升公园绿地养护水平")
    key = preparer.row_keys()[4]
    expect(preparer.field(key, "target")).to_have_value("≥90%")
    expect(preparer.field(key, "nature")).to_have_value("number")
    preparer.press("下一步：校验")
    preparer.sees("没有发现问题")


def _approves(reviewer, label: str, status: str):
    reviewer.open("/")
    reviewer.follow("去审核")
    reviewer.move(label)
    reviewer.has_status(status)


def _adjusts_a_target(preparer):
    preparer.open("/")
    preparer.follow("继续填报")
    preparer.move("申请调整目标", comment=WHY_ADJUSTED)
    preparer.has_status("目标·填报中")
    expect(preparer.page.locator(".frame-head .note")).to_contain_text(WHY_ADJUSTED)
    preparer.step("目标与指标")
    expect(preparer.page.get_by_role("button", name="删除")).to_have_count(0)
    preparer.follow("提升公园绿地养护水平")
    key = preparer.row_keys()[1]
    expect(preparer.page.locator(f'[name="cell:{key}:target"]')).to_have_count(0)
    preparer.type(key, "adjusted_target", ADJUSTED)
    preparer.page.locator(f"#row-{key}").get_by_text("更多").click()
    preparer.type(key, "adjustment_reason", WHY_ADJUSTED)
    preparer.type(key, "adjusted_on", "2025年9月10日")
    preparer.wait_until_saved()
    expect(preparer.field(key, "adjusted_on")).to_have_value("2025-09-10")
    preparer.move("提交目标")


def _reports_the_results(preparer):
    """Figures in the grid; the analysis in the panel under its row, target and actual beside it."""
    page = preparer.page
    preparer.open("/")
    preparer.follow("继续填报")
    preparer.step("完成情况")
    keys = preparer.row_keys()[1:]
    preparer.field(keys[0], "actual").click()
    for actual, _, _ in ACTUALS:
        page.keyboard.type(actual)
        page.keyboard.press("Enter")
    for key, (actual, outcome, analysis) in zip(keys, ACTUALS, strict=True):
        expect(preparer.field(key, "actual")).to_have_value(actual)
        preparer.type(key, "outcome", outcome)
        page.locator(f"#row-{key} [data-panel]").click()
        expect(preparer.field(key, "analysis")).to_be_focused()
        preparer.type(key, "analysis", analysis)
        page.locator(f"#row-{key} [data-panel]").click()
        expect(page.locator(f"#row-{key} [data-panel]")).to_have_text(f"已填 {len(analysis)} 字")
    preparer.wait_until_saved()
    page.reload()
    expect(page.locator(f"#row-{keys[1]}")).to_contain_text(ADJUSTED)
    expect(preparer.field(keys[4], "actual")).to_have_value("94%")


def _settles_the_budget(preparer):
    preparer.step("预算")
    [line] = [key for key in preparer.row_keys() if key not in {"basic", "project"}]
    for key, last in ((line, "final"), ("basic", "executed"), ("project", "executed")):
        amounts = {line: "5000000", "basic": "1200000", "project": "3800000"}
        preparer.type(key, "adjusted", amounts[key])
        preparer.type(key, last, amounts[key])
    expect(preparer.page.locator("dd[data-figure=rate]")).to_have_text("100%")
    preparer.type("evaluation", "carry_over", "0")
    preparer.wait_until_saved()


def _writes_the_statement(preparer):
    preparer.step("问题与改进")
    preparer.type("statement", "problems", "补种苗木受高温影响，成活率偏低。")
    preparer.type("statement", "improvements", "提前到春季采购苗木。\n高温季节增加浇灌频次。")
    expect(preparer.page.locator("ol.numbered").nth(1).locator("li")).to_have_count(2)
    preparer.type("statement", "filing_date", "2025年3月15日")
    preparer.wait_until_saved()


def _is_stopped_by_an_error(preparer):
    """The filing date lies before the year that is evaluated; and a warning waits for its answer."""
    submit = preparer.page.locator(".page-head-actions").get_by_role("link", name="提交自评")
    expect(submit).to_have_attribute("aria-disabled", "true")
    expect(submit).to_have_attribute("title", "还有 1 处错误、1 条提醒没有答复，请先到“校验”处理。")
    preparer.step("校验")
    error = preparer.page.locator(".finding-error")
    expect(error).to_contain_text("填报日期")
    error.get_by_role("link", name="去修改").click()
    expect(preparer.field("statement", "filing_date")).to_be_focused()
    preparer.type("statement", "filing_date", "2026年3月15日")
    preparer.wait_until_saved()
    preparer.follow("返回校验")
    expect(preparer.page.locator(".finding-error")).to_have_count(0)


def _answers_the_warning(preparer):
    """Without an answer there is no submission; a figure that changes after it asks anew, with the former note there."""
    page = preparer.page
    warning = page.locator(".finding-warning")
    expect(warning).to_have_count(1)
    warning.get_by_label("说明").fill("道路改造占用绿化带，改种灌木。")
    warning.get_by_role("button", name="情况属实").click()
    expect(warning.locator(".answered")).to_contain_text("道路改造占用绿化带，改种灌木。（林夏，")
    preparer.step("完成情况")
    key = preparer.row_keys()[2]
    preparer.type(key, "actual", "431处")
    preparer.wait_until_saved()
    preparer.step("校验")
    expect(warning.locator(".reopened")).to_contain_text("数据已变，请重新确认。")
    expect(warning.get_by_label("说明")).to_have_value("道路改造占用绿化带，改种灌木。")
    warning.get_by_role("button", name="情况属实").click()
    expect(warning.locator(".answered")).to_have_count(1)


def _finds_the_adjusted_target(preparer):
    preparer.open("/")
    preparer.page.locator("#all").get_by_role("link", name="江城市东湖区园林局").click()
    preparer.sees("绩评〔2025〕420199-101第1号")
    here = preparer.page.url.removeprefix(preparer.url)
    sheet = openpyxl.load_workbook(io.BytesIO(preparer.bytes_of(f"{here}form.xlsx")))["自评表"]
    texts = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert f"≥500株（调整后：{ADJUSTED}）" in texts
    assert [name for _, _, name, _, _ in TARGETS if name not in texts] == []
    pages = PdfReader(io.BytesIO(preparer.bytes_of(f"{here}report.pdf"))).pages
    printed = "".join("".join(page.extract_text() for page in pages).split())
    assert f"≥500株（调整后：{ADJUSTED}）" in printed
    rows = [row for goal in json.loads(preparer.bytes_of(f"{here}data.json"))["goals"] for row in goal["rows"]]
    assert [(row["target"], row["adjusted_target"]) for row in rows][1] == ("≥500株", ADJUSTED)
    assert [row["actual"] for row in rows] == ["12个", "431处", "11月", "是", "94%"]
