"""300 indicators with 3,000 characters each; and the same pages in a browser that runs no script."""

import json

import pytest
from playwright.sync_api import expect

from tests.facts import GENERAL
from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

EVALUATION = "/evaluations/1/"
FIRST, LAST = key_of(1001), key_of(6050)
# A page of 300 rows with all that belongs to them; their texts stay on the server until they are asked for.
MOST_BYTES = 1_500_000
MOST_SECONDS = 20


def _row(window, key: str) -> dict:
    goals = json.loads(window.bytes_of(f"{EVALUATION}data.json"))["goals"]
    return next(row for goal in goals for row in goal["rows"] if row["key"] == key)


def _rows_left_as_they_were(window, before: bytes, *touched: str) -> bool:
    """Whether nothing but these rows differs."""
    both = [json.loads(data) for data in (before, window.bytes_of(f"{EVALUATION}data.json"))]
    for data in both:
        for goal in data["goals"]:
            goal["rows"] = [row for row in goal["rows"] if row["key"] not in touched]
    return both[0] == both[1]


@pytest.fixture
def office(office_of):
    return office_of("three_hundred")


def test_three_hundred_long_analyses_are_typed_saved_and_submitted(office):
    preparer = office.signed_in("preparer", PASSWORD)
    page = preparer.page
    before = preparer.bytes_of(f"{EVALUATION}data.json")

    answer = page.goto(f"{EVALUATION}results/")
    assert len(answer.body()) < MOST_BYTES
    assert page.evaluate("performance.getEntriesByType('navigation')[0].duration") < MOST_SECONDS * 1000
    expect(page.locator("[data-panel]")).to_have_count(300)

    # By script, in the panel of the last row.
    text = "逐条核对台账后补充的情况。" * 220 + "全年完成。"
    page.locator(f"#row-{LAST} [data-panel]").click()
    expect(preparer.field(LAST, "analysis")).to_be_focused()
    preparer.type(LAST, "analysis", text)
    preparer.wait_until_saved()
    # With everything else on the page, by the button.
    preparer.field(FIRST, "actual").fill("13个")
    preparer.press("下一步：问题与改进")
    preparer.sees("存在的问题和原因")
    assert _row(preparer, LAST)["analysis"] == text
    assert _row(preparer, FIRST)["actual"] == "13个"
    assert _rows_left_as_they_were(preparer, before, FIRST, LAST)

    preparer.open(EVALUATION)
    preparer.move("提交自评")
    preparer.has_status("自评·单位审签")


def test_three_hundred_rows_are_saved_as_a_plain_form_too(office):
    preparer = office.signed_in("preparer", PASSWORD, java_script_enabled=False)
    before = preparer.bytes_of(f"{EVALUATION}data.json")
    preparer.open(f"{EVALUATION}results/")
    preparer.field(LAST, "actual").fill("13个")
    preparer.press("保存")
    preparer.sees("已保存")
    assert _row(preparer, LAST)["actual"] == "13个"

    text = "逐条核对台账后补充的情况。" * 220 + "全年完成。"
    preparer.page.locator(f"#row-{LAST} [data-panel]").click()
    preparer.field(LAST, "analysis").fill(text)
    preparer.press("保存")
    preparer.sees("已保存")
    assert _row(preparer, LAST)["analysis"] == text
    assert _rows_left_as_they_were(preparer, before, LAST)

    preparer.open(EVALUATION)
    preparer.move("提交自评")
    preparer.has_status("自评·单位审签")


@pytest.fixture
def two_without_script(office_of):
    """The same person in two browsers, neither of which runs scripts."""
    office = office_of("contention")
    return [office.signed_in("preparer", PASSWORD, java_script_enabled=False) for _ in range(2)]


ROW = key_of(1)
# Page, row, field, what is stored, what I type, what somebody else types meanwhile.
FIELDS = {
    "budget": (GENERAL, "initial", "4,800,000.00", "4900000", "5000000"),
    "results": (ROW, "actual", "12个", "13个", "14个"),
    "statement": ("statement", "unit_head", "", "林夏", "高远"),
}


@pytest.mark.parametrize("step", FIELDS)
def test_without_script_a_conflict_shows_both_versions_and_one_chooses(two_without_script, step):
    mine, theirs = two_without_script
    key, field, stored, typed, other = FIELDS[step]
    mine.open(f"{EVALUATION}{step}/")
    expect(mine.field(key, field)).to_have_value(stored)
    theirs.open(f"{EVALUATION}{step}/")
    theirs.field(key, field).fill(other)
    theirs.press("保存")
    theirs.sees("已保存")

    mine.field(key, field).fill(typed)
    mine.press("保存")

    conflict = mine.page.locator(".conflict")
    expect(conflict).to_have_count(1)
    expect(conflict.locator(".typed").first).to_have_text(typed)
    expect(mine.field(key, field)).to_have_value(typed)
    conflict.get_by_role("button", name="用我填的").click()
    expect(mine.page.locator(".conflict")).to_have_count(0)
    mine.open(f"{EVALUATION}{step}/")
    expect(mine.field(key, field)).to_have_value("4,900,000.00" if step == "budget" else typed)


def test_without_script_what_cannot_be_read_stays_and_the_rest_is_saved(two_without_script):
    mine, _ = two_without_script
    mine.open(f"{EVALUATION}budget/")
    mine.field(GENERAL, "initial").fill("四百八十万")
    mine.field(GENERAL, "adjusted").fill("500万")
    mine.press("保存")

    expect(mine.field(GENERAL, "initial")).to_have_value("四百八十万")
    expect(mine.field(GENERAL, "initial")).to_have_attribute("aria-invalid", "true")
    expect(mine.page.locator(".error-summary")).to_contain_text("年初预算数")
    expect(mine.page.locator(".error-summary a")).to_have_attribute("href", f"#{GENERAL}-initial")
    mine.open(f"{EVALUATION}budget/")
    expect(mine.field(GENERAL, "initial")).to_have_value("4,800,000.00")
    expect(mine.field(GENERAL, "adjusted")).to_have_value("500.00万")

    mine.open(f"{EVALUATION}statement/")
    mine.field("statement", "filing_date").fill("下个月")
    mine.field("statement", "finance_head").fill("周敏")
    mine.press("保存")
    expect(mine.field("statement", "filing_date")).to_have_value("下个月")
    mine.open(f"{EVALUATION}statement/")
    expect(mine.field("statement", "filing_date")).to_have_value("2023-03-15")
    expect(mine.field("statement", "finance_head")).to_have_value("周敏")


def test_without_script_goals_and_rows_are_added_moved_and_removed(two_without_script):
    mine, _ = two_without_script
    mine.open(f"{EVALUATION}goals/")
    mine.press("添加年度目标")
    mine.page.get_by_label("年度目标，").fill("方便居民游园")
    for name in ("更换座椅", "更换照明"):
        mine.press("增加一行")
        key = mine.row_keys()[-1]
        mine.field(key, "name").fill(name)
        mine.field(key, "target").fill("30处")
    mine.press("保存")
    mine.sees("已保存")
    first, second = mine.row_keys()
    expect(mine.field(first, "name")).to_have_value("更换座椅")
    # The buttons of a row are folded away, which a browser without script cannot undo: they follow the link.
    mine.page.locator(f"#row-{second} .row-toggle").click()
    mine.page.locator(f"#more-{second}").get_by_role("button", name="上移").click()
    assert mine.row_keys() == [second, first]
    mine.page.locator(f"#row-{first} .row-toggle").click()
    mine.page.locator(f"#more-{first}").get_by_role("button", name="删除这一行").click()
    mine.sees("删除指标“更换座椅”？")
    mine.press("删除")
    assert mine.row_keys() == [second]
