"""While one types among sixty rows the judgement appears below the cell: no key is lost, nothing moves."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.office import opened
from tests.people import key_of
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

RESULTS = "/evaluations/1/results/"
# Where everything of a row and of the next stands, and the caret in the cell one types in.
BOXES = """key => [`row-${key}`, `panel-${key}`].flatMap((id) => {
    const row = document.getElementById(id);
    const places = [row, ...row.querySelectorAll("td, th, textarea, select, a.row-toggle"), row.nextElementSibling?.nextElementSibling];
    return places.filter(Boolean).map((place) => Object.values(place.getBoundingClientRect().toJSON()).join());
})"""
CARET = """() => {
    const field = document.activeElement;
    return [field.id, field.value, field.selectionStart, field.selectionEnd, window.scrollY];
}"""


@pytest.fixture(scope="module")
def office(chromium, standing):
    with opened(chromium, standing.site("gallery")) as office:
        yield office


@pytest.fixture
def preparer(office):
    window = office.signed_in("preparer", PASSWORD)
    window.open(RESULTS)
    return window


@pytest.fixture
def sent(preparer):
    """What is posted, one entry a request: the texts in it."""
    posted = []

    def note(request):
        if request.method == "POST":
            posted.append([change["now"] for change in request.post_data_json["changes"]])

    preparer.page.on("request", note)
    return posted


def stored(window, key):
    goals = json.loads(window.bytes_of("/evaluations/1/data.json"))["goals"]
    return next(row for goal in goals for row in goal["rows"] if row["key"] == key)


def line(window, key, cell="actual"):
    return window.page.locator(f'td:has(> [id="{key}-{cell}"]) > .told')


def enter(window, key, cell="actual"):
    """As a click would, without Playwright's own scrolling in between: the text selected, like after Enter."""
    field = window.field(key, cell)
    field.scroll_into_view_if_needed()
    field.focus()
    field.evaluate("field => field.select()")
    return window.page.keyboard


def test_sixty_rows_stand_on_the_page(preparer):
    expect(preparer.page.locator("td > textarea[name$=':actual']")).to_have_count(60)


def test_who_types_slowly_sees_each_judgement_and_nothing_moves(preparer, sent):
    key = key_of(2007)
    preparer.type(key, "actual", "")
    preparer.wait_until_saved()
    preparer.open(RESULTS)
    expect(preparer.page.locator(f'[id="row-{key}"] .told')).to_have_count(0)
    sent.clear()
    keyboard = enter(preparer, key)
    before = preparer.page.evaluate(BOXES, key)

    seen = []
    for text, words in (
        ("1", "未达目标 · 8.33%：请填写偏差原因和改进措施"),
        ("13", "超额完成 · 108.33%"),
        ("13家", "单位不同：个 / 家 · 超额完成 · 108.33%"),
    ):
        keyboard.type(text[-1])
        expect(line(preparer, key)).to_have_text(words)
        seen.append(preparer.page.evaluate(CARET)[:4])

    field = f"{key}-actual"
    assert seen == [[field, "1", 1, 1], [field, "13", 2, 2], [field, "13家", 3, 3]]
    assert preparer.page.evaluate(BOXES, key) == before
    preparer.wait_until_saved()
    assert sent == [["1"], ["13"], ["13家"]]
    assert (stored(preparer, key)["actual"], stored(preparer, key)["outcome"]) == ("13家", "exceeded")


def test_who_types_fast_loses_no_key_while_the_server_answers_slowly(preparer, sent):
    key, text = key_of(2009), "11,222,333个"
    preparer.page.route("**/results/", lambda route: (preparer.page.wait_for_timeout(300), route.continue_())[1])
    keyboard = enter(preparer, key)
    before = preparer.page.evaluate(BOXES, key)
    for sign in text:
        keyboard.insert_text(sign)
        preparer.page.wait_for_timeout(450 if sign == "," else 25)

    assert preparer.page.evaluate(CARET)[:4] == [f"{key}-actual", text, len(text), len(text)]
    expect(line(preparer, key)).to_contain_text("偏高")
    preparer.wait_until_saved()
    assert preparer.page.evaluate(CARET)[:4] == [f"{key}-actual", text, len(text), len(text)]
    assert preparer.page.evaluate(BOXES, key) == before
    assert stored(preparer, key)["actual"] == text
    assert sent == [["11,"], ["11,222,"], [text]]


def test_a_caret_in_the_midst_of_a_text_stays_there(preparer):
    key = key_of(2011)
    keyboard = enter(preparer, key)
    keyboard.type("12个")
    expect(line(preparer, key)).to_have_text("已完成 · 100%")
    keyboard.press("ArrowLeft")
    keyboard.type("0")
    expect(line(preparer, key)).to_contain_text("偏高 1000%：请说明原因")

    assert preparer.page.evaluate(CARET)[:4] == [f"{key}-actual", "120个", 3, 3]


def test_nothing_is_sent_while_an_input_method_composes(preparer, sent):
    key = key_of(2013)
    enter(preparer, key)
    session = preparer.context.new_cdp_session(preparer.page)
    for text in ("y", "yi", "yiw", "yiwan"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        preparer.page.wait_for_timeout(150)
    preparer.page.wait_for_timeout(700)
    assert (preparer.page.evaluate(CARET)[1], sent) == ("yiwan", [])

    session.send("Input.insertText", {"text": "已完成"})
    preparer.wait_until_saved()

    expect(line(preparer, key)).to_have_text("请填写实际数值 · 已完成")
    assert (preparer.page.evaluate(CARET)[1], sent) == ("已完成", [["已完成"]])


def test_the_proposal_is_shown_in_the_list_and_a_choice_stays(preparer):
    key = key_of(2015)
    outcome = preparer.field(key, "outcome")
    keyboard = enter(preparer, key)
    keyboard.type("13个")
    expect(outcome).to_have_value("exceeded")

    keyboard.press("Backspace")
    keyboard.press("Backspace")
    expect(line(preparer, key, "outcome")).to_have_text("部分或未完成")
    expect(outcome).to_have_value("")
    outcome.select_option("partly")
    expect(line(preparer, key)).to_have_text("部分完成 · 8.33%：请填写偏差原因和改进措施")

    enter(preparer, key).type("15个")
    expect(line(preparer, key, "outcome")).to_have_text("与数值不符")
    preparer.wait_until_saved()

    expect(outcome).to_have_value("partly")
    assert stored(preparer, key)["outcome"] == "partly"


def test_a_choice_made_while_the_proposal_was_under_way_is_no_conflict(preparer, sent):
    key, held = key_of(2017), []
    preparer.page.route("**/results/", lambda route: held.append(route) if not held else route.continue_())
    enter(preparer, key).type("13个")
    expect(preparer.page.locator("#save-state")).to_have_text("正在保存…")
    preparer.field(key, "outcome").select_option("partly")
    held[0].continue_()
    preparer.wait_until_saved()

    expect(preparer.field(key, "outcome")).to_have_value("partly")
    assert sent == [["13个"], ["partly"]]
    assert (stored(preparer, key)["actual"], stored(preparer, key)["outcome"]) == ("13个", "partly")


def test_a_choice_beside_what_a_colleague_has_chosen_meanwhile_is_a_conflict(preparer):
    key, held = key_of(2018), []
    was = stored(preparer, key)["outcome"]
    colleagues = {"key": key, "field": "outcome", "was": was, "now": "not_met"}
    assert preparer.post(RESULTS, data={"changes": [colleagues]}) == 200
    preparer.page.route("**/results/", lambda route: held.append(route) if not held else route.continue_())
    enter(preparer, key).type("13个")
    expect(preparer.page.locator("#save-state")).to_have_text("正在保存…")
    preparer.field(key, "outcome").select_option("partly")
    held[0].continue_()

    expect(preparer.page.locator("#save-state")).to_have_attribute("data-state", "conflict")
    expect(preparer.field(key, "outcome")).to_have_value("partly")
    assert (stored(preparer, key)["actual"], stored(preparer, key)["outcome"]) == ("13个", "not_met")


def test_what_the_row_asks_for_is_one_click_away(preparer):
    key = key_of(2019)
    row = preparer.page.locator(f'[id="row-{key}"]')
    enter(preparer, key).type("9个")
    row.get_by_text("请填写原因").click()
    reason = preparer.field(key, "deviation_reason")
    expect(reason).to_be_focused()
    panel = preparer.page.locator(f'[id="panel-{key}"]')
    expect(panel.locator("[data-needed]:visible")).to_have_text(["必填", "必填"])
    expect(panel.locator(".row-findings li")).to_contain_text(["未选完成情况", "请填写偏差原因", "请填写改进措施"])

    reason.fill("夏季持续高温。")
    reason.blur()

    expect(line(preparer, key)).to_have_text("未达目标 · 75%：请填写改进措施")
    expect(row.get_by_text("请填写原因")).to_have_attribute("href", f"{key}/#{key}-improvement")


def test_the_judgement_is_read_aloud_only_for_the_cell_one_is_in(preparer):
    enter(preparer, key_of(2002)).type("14个")

    expect(preparer.page.locator("#told")).to_have_text("超额完成 · 116.67%")
    expect(preparer.page.locator("#told")).to_have_attribute("aria-live", "polite")
