"""完成情况: the grid, the panel, and both ways of saving."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets import saving
from budgets.cells import Change
from budgets.models import Evaluation, Status
from indicators import rows
from indicators.gather import gather
from indicators.models import Indicator
from indicators.views import results
from tests import people
from tests.plain_form import buttons_of, cell, inputs_of

pytestmark = pytest.mark.django_db

GOAL, FIRST, SECOND, THIRD = people.key_of(1), people.key_of(101), people.key_of(102), people.key_of(103)


@pytest.fixture
def cast():
    return people.make_cast()


@pytest.fixture
def evaluation(cast):
    return people.make_evaluation_at_draft(cast)


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.preparer)
    return client


def url(evaluation, key=""):
    return f"/evaluations/{evaluation.pk}/results/{f'{key}/' if key else ''}"


def save_by_script(client, address, *changes):
    names = ("key", "field", "was", "now")
    body = {"changes": [dict(zip(names, change, strict=True)) for change in changes]}
    return client.post(
        address, json.dumps(body), content_type="application/json", headers={"accept": "application/json"}
    )


def row_of(evaluation, key):
    return next(row for _, row in gather(evaluation).rows() if row.key == key)


def text_of(response):
    return response.content.decode()


# ---- by script ------------------------------------------------------------------------------------


def test_the_script_is_told_of_each_cell_and_of_the_revision(signed_in, evaluation):
    before = evaluation.revision

    response = save_by_script(
        signed_in, url(evaluation), (FIRST, "actual", "", "12个"), (SECOND, "outcome", "", "unknown")
    )

    body = response.json()
    assert (response.status_code, body["revision"]) == (200, before + 1)
    assert [answer["status"] for answer in body["answers"]] == ["saved", "unreadable"]
    assert body["answers"][1]["message"] == "请从列表中选择"
    assert len(body["saved_at"].split(":")) == 3
    assert row_of(evaluation, FIRST).actual == "12个"


def test_the_script_is_told_when_the_door_is_closed(signed_in, evaluation):
    facts = gather(evaluation)
    people.set_status(evaluation, Status.SUBMITTED)

    response = save_by_script(signed_in, url(evaluation), (FIRST, "actual", "", "12个"))

    assert response.status_code == 409
    assert response.json() == {"message": "当前状态为“自评待审”，目标与指标、完成情况不能修改。"}
    assert gather(evaluation) == facts


@pytest.mark.parametrize(
    "body",
    ["[]", "{", '{"changes": [1]}', '{"changes": [{"key": 1}]}', "[" * 100_000, b"\xff", '{"changes": null}'],
)
def test_a_malformed_request_is_answered_with_a_sentence(signed_in, evaluation, body):
    response = signed_in.post(url(evaluation), body, content_type="application/json")

    assert (response.status_code, response.json()) == (400, {"message": "请求的格式不对，请刷新页面后再试"})


def test_more_than_fifty_changes_are_refused(signed_in, evaluation):
    response = save_by_script(signed_in, url(evaluation), *[(FIRST, "actual", "", str(n)) for n in range(51)])

    assert response.status_code == 400
    assert row_of(evaluation, FIRST).actual == ""


def test_the_script_without_a_session_is_told_to_sign_in(client, evaluation):
    response = save_by_script(client, url(evaluation), (FIRST, "actual", "", "12个"))

    assert (response.status_code, response.json()) == (401, {"message": "登录已过期，请重新登录"})


# ---- as a plain form ------------------------------------------------------------------------------


def test_a_plain_form_saves_what_differs_and_nothing_else(signed_in, evaluation, cast):
    posted = inputs_of(signed_in.get(url(evaluation)))
    rows.save_rows(evaluation, [Change(SECOND, "actual", "", "同事填的")], by=cast.preparer)

    response = signed_in.post(
        url(evaluation),
        posted | {cell(FIRST, "actual"): "12个", cell(FIRST, "outcome"): "met", "do": "save"},
        follow=True,
    )

    assert response.redirect_chain == [(url(evaluation), 302)]
    assert [str(message) for message in response.context["messages"]] == ["已保存"]
    assert (row_of(evaluation, FIRST).actual, row_of(evaluation, FIRST).outcome) == ("12个", "met")
    assert row_of(evaluation, SECOND).actual == "同事填的"


def test_an_untouched_form_changes_nothing(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(
        cast, analysis="  一\n\n二  ", actual="≥5 个", outcome="met", targets_approved=True
    )
    before, facts = evaluation.revision, gather(evaluation)

    signed_in.post(url(evaluation), inputs_of(signed_in.get(url(evaluation))))

    evaluation.refresh_from_db()
    assert (evaluation.revision, gather(evaluation)) == (before, facts)


def test_a_conflict_keeps_what_was_typed_and_shows_both(signed_in, evaluation, cast):
    posted = inputs_of(signed_in.get(url(evaluation)))
    rows.save_rows(evaluation, [Change(FIRST, "actual", "", "11个")], by=cast.preparer)

    response = signed_in.post(
        url(evaluation), posted | {cell(FIRST, "actual"): "12个", cell(SECOND, "actual"): "20个", "do": "save"}
    )

    shown = inputs_of(response)
    assert (shown[cell(FIRST, "actual")], shown[f"was:{FIRST}:actual"]) == ("12个", "11个")
    assert "未保存（1 处）" in text_of(response)
    assert "目标1的第1项指标：实际完成值：这里已被改为“11个”" in text_of(response)
    assert (row_of(evaluation, FIRST).actual, row_of(evaluation, SECOND).actual) == ("11个", "20个")


@pytest.mark.parametrize(("button", "stored"), [("keep-mine", "12个"), ("keep-theirs", "11个")])
def test_one_of_two_versions_is_chosen_by_a_button(signed_in, evaluation, cast, button, stored):
    posted = inputs_of(signed_in.get(url(evaluation)))
    rows.save_rows(evaluation, [Change(FIRST, "actual", "", "11个")], by=cast.preparer)
    conflict = signed_in.post(url(evaluation), posted | {cell(FIRST, "actual"): "12个"})
    wish = f"{button}:{FIRST}:actual"
    assert wish in buttons_of(conflict)

    response = signed_in.post(url(evaluation), inputs_of(conflict) | {"do": wish})

    assert response.status_code == 302
    assert row_of(evaluation, FIRST).actual == stored


def test_choosing_the_saved_version_of_one_cell_gives_up_nothing_else_in_its_row(signed_in, evaluation, cast):
    posted = inputs_of(signed_in.get(url(evaluation)))
    rows.save_rows(evaluation, [Change(FIRST, "actual", "", "11个")], by=cast.preparer)
    conflict = signed_in.post(url(evaluation), posted | {cell(FIRST, "actual"): "12个"})

    chosen = inputs_of(conflict) | {cell(FIRST, "outcome"): "met", "do": f"keep-theirs:{FIRST}:actual"}
    response = signed_in.post(url(evaluation), chosen)

    assert response.status_code == 302
    assert (row_of(evaluation, FIRST).actual, row_of(evaluation, FIRST).outcome) == ("11个", "met")


def test_a_closed_door_gives_everything_typed_back(signed_in, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation)))
    facts = gather(evaluation)
    people.set_status(evaluation, Status.SIGN_OFF)

    response = signed_in.post(
        url(evaluation), posted | {cell(FIRST, "actual"): "12个", cell(GOAL, "achievement"): "甲\r\n乙"}
    )

    shown = inputs_of(response)
    assert response.status_code == 409
    assert "当前状态为“单位审签”，目标与指标、完成情况不能修改。" in text_of(response)
    assert (shown[cell(FIRST, "actual")], shown[cell(GOAL, "achievement")]) == ("12个", "甲\r\n乙")
    assert cell(SECOND, "actual") not in shown
    assert gather(evaluation) == facts


def test_text_for_a_row_that_is_gone_is_shown_to_be_copied(signed_in, evaluation, cast):
    posted = inputs_of(signed_in.get(url(evaluation)))
    rows.remove_indicator(evaluation, FIRST, by=cast.preparer)

    response = signed_in.post(url(evaluation), posted | {cell(FIRST, "actual"): "十二个床位"})

    assert "这一行已被删除。您填的内容没有保存" in text_of(response)
    assert "十二个床位" in text_of(response)


def test_text_for_an_indicator_that_is_gone_is_shown_on_the_page_of_all(signed_in, evaluation, cast):
    address = f"{url(evaluation)}{FIRST}/"
    posted = inputs_of(signed_in.get(address))
    rows.remove_indicator(evaluation, FIRST, by=cast.preparer)

    response = signed_in.post(address, posted | {cell(FIRST, "analysis"): "<一段分析>", "do": "next"})

    assert response.templates[0].name == "indicators/results.html"
    assert "这一行已被删除。您填的内容没有保存" in text_of(response)
    assert '<p class="typed">&lt;一段分析&gt;</p>' in text_of(response)
    assert f'action="{url(evaluation)}"' in text_of(response)
    assert f'href="../{SECOND}/"' in text_of(response)
    assert signed_in.get(address).status_code == 404
    assert signed_in.post(address, {"do": "save"}).url == url(evaluation)


def test_an_indicator_removed_while_its_page_is_made_is_no_error(signed_in, evaluation, cast, monkeypatch):
    door = results._door

    def removed_meanwhile(*of, **more):
        rows.remove_indicator(evaluation, FIRST, by=cast.preparer)
        return door(*of, **more)

    assert results._neighbours(evaluation, evaluation.indicators.get(key=SECOND)) != (None, None)
    gone = evaluation.indicators.get(key=FIRST)
    monkeypatch.setattr(results, "_door", removed_meanwhile)
    assert signed_in.get(f"{url(evaluation)}{FIRST}/").status_code == 200
    assert results._neighbours(evaluation, gone) == (None, None)


def test_what_is_typed_never_becomes_markup(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(
        cast, actual='"><script>1</script>', analysis="</textarea><script>2</script>"
    )

    for address in (url(evaluation), url(evaluation, FIRST)):
        page = text_of(signed_in.get(address))
        assert "<script>1" not in page
        assert "<script>2" not in page


def test_three_hundred_rows_with_long_analyses_are_posted_at_once(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=300)
    keys = [row.key for _, row in gather(evaluation).rows()]
    posted = inputs_of(signed_in.get(url(evaluation)))
    long = "此指标全年按计划推进，" * 273
    for key in keys:
        posted |= {cell(key, "actual"): "1", cell(key, "analysis"): long[:3000], f"was:{key}:analysis": ""}

    response = signed_in.post(url(evaluation), posted | {"do": "save"})

    assert response.status_code == 302
    assert {(row.actual, row.analysis) for _, row in gather(evaluation).rows()} == {("1", long[:3000])}


# ---- what is shown --------------------------------------------------------------------------------


def test_values_are_read_only_where_the_part_is_closed(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, targets_approved=True, actual="12个", outcome="met")
    people.set_status(evaluation, Status.TARGETS_DRAFT)

    response = signed_in.get(url(evaluation))

    assert "正在调整目标，完成情况暂不能修改；目标调整审核通过后再填。" in text_of(response)
    assert inputs_of(response) == {}
    assert "12个" in text_of(response)
    assert f'<span id="{FIRST}-outcome" class="typed">完成</span>' in text_of(response)


def test_an_adjusted_target_stands_before_the_original(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=1, adjusted_target="≥8个")

    assert '≥8个 <s class="was-target"><span class="visually-hidden">原</span>≥10个</s>' in text_of(
        signed_in.get(url(evaluation))
    )


def test_levels_are_said_once_until_they_change(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=4)
    levels = [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("效益指标", "数量指标"),
        ("效益指标", "社会效益指标"),
    ]
    for number, (level1, level2) in enumerate(levels, 101):
        evaluation.indicators.filter(key=people.key_of(number)).update(level1=level1, level2=level2)

    cells = re.findall('<td class="grid-level">(.*?)</td>', text_of(signed_in.get(url(evaluation))))

    assert list(zip(cells[::2], cells[1::2], strict=True)) == [levels[0], ("", ""), levels[2], ("", levels[3][1])]


def test_the_length_of_an_analysis_is_told(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=1, analysis="共十二个字的一段分析。。")

    assert "已填 12 字" in text_of(signed_in.get(url(evaluation)))


def names_of_inputs(page):
    """By id of the input: how it is called for whoever does not see the table."""
    texts = dict(re.findall('<(?:th|span)[^>]* id="([^"]*)"[^>]*>([^<]*)<', page))
    labelled = re.findall('id="([^"]*)" name="cell:[^"]*" (?:value="[^"]*" )?aria-labelledby="([^"]*)"', page)
    return {one: "，".join(texts[word] for word in words.split()) for one, words in labelled} | dict(
        re.findall('id="([^"]*)" name="cell:[^"]*" (?:value="[^"]*" )?aria-label="([^"]*)"', page)
    )


def test_every_input_is_called_by_its_column_and_its_row(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=2)
    Indicator.objects.filter(key=SECOND).update(name="")

    assert names_of_inputs(text_of(signed_in.get(url(evaluation)))) == {
        f"{GOAL}-achievement": "实际完成情况，年度目标1的标题",
        f"{FIRST}-actual": "实际完成值，目标1的第1项指标",
        f"{FIRST}-outcome": "完成情况，目标1的第1项指标",
        f"{SECOND}-actual": "实际完成值，第 2 行",
        f"{SECOND}-outcome": "完成情况，第 2 行",
    }


@pytest.mark.parametrize("count", [3, 60])
def test_the_grid_itself_takes_two_queries(django_assert_num_queries, cast, count):
    made = people.make_evaluation_at_draft(cast, indicators=count)
    evaluation = Evaluation.objects.select_related("department").get(pk=made.pk)

    with django_assert_num_queries(2):
        page = results.page(evaluation, saving.Attempt())

    assert len(page["bands"][0]["lines"]) == count


def test_the_page_takes_as_many_queries_at_three_rows_as_at_sixty(signed_in, cast):
    pages = [
        people.make_evaluation_at_draft(cast, indicators=count, fiscal_year=year, actual="1", outcome="met")
        for count, year in ((3, 2019), (60, 2022))
    ]
    counts = []
    for evaluation in pages:
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(url(evaluation)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_sixty_rows_with_long_names_stay_below_a_hundred_thousand_bytes(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(
        cast, indicators=60, name="符合特殊困难老年人养老服务补贴对象服务送达率", analysis="长" * 2000
    )

    assert len(signed_in.get(url(evaluation)).content) < 98_000


# ---- the panel ------------------------------------------------------------------------------------


def test_htmx_gets_the_panel_alone(signed_in, evaluation):
    response = signed_in.get(url(evaluation, FIRST), headers={"HX-Request": "true"})

    assert "<html" not in text_of(response)
    assert {name for name in inputs_of(response) if name.startswith("cell:")} == {
        cell(FIRST, name) for name in ("analysis", "deviation_reason", "improvement", "nature", "tier", "direction")
    }


def needed_in(response):
    """Whether 偏差原因 and 改进措施 carry the mark 必填."""
    fields = ("deviation_reason", "improvement")
    return [f'data-needed="{field}">必填' in text_of(response) for field in fields]


@pytest.mark.parametrize(
    ("row", "needed"),
    [
        ({"outcome": "partly"}, [True, True]),
        ({"outcome": "met"}, [False, False]),
        ({"outcome": "", "target": "≥10个", "actual": "9个"}, [True, True]),
        ({"outcome": "exceeded", "target": "≥10个", "actual": "13个"}, [True, False]),
        ({"outcome": "exceeded", "target": "≥10个", "actual": "12个"}, [False, False]),
    ],
)
def test_reasons_are_marked_as_needed_where_the_checks_will_ask_for_them(signed_in, cast, row, needed):
    evaluation = people.make_evaluation_at_draft(cast, indicators=1, **row)

    assert needed_in(signed_in.get(url(evaluation, FIRST))) == needed


def test_the_page_of_one_indicator_saves_and_leads_to_the_next(signed_in, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation, FIRST)))

    response = signed_in.post(
        url(evaluation, FIRST), posted | {cell(FIRST, "analysis"): "一\r\n二", cell(FIRST, "actual"): "9", "do": "next"}
    )

    assert response.url == url(evaluation, SECOND)
    assert (row_of(evaluation, FIRST).analysis, row_of(evaluation, FIRST).actual) == ("一\n二", "9")


def test_the_page_of_one_indicator_gives_everything_typed_back(signed_in, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation, FIRST)))
    facts = gather(evaluation)
    people.set_status(evaluation, Status.SIGN_OFF)

    response = signed_in.post(url(evaluation, FIRST), posted | {cell(FIRST, "analysis"): "一段分析", "do": "next"})

    assert response.status_code == 409
    assert inputs_of(response)[cell(FIRST, "analysis")] == "一段分析"
    assert gather(evaluation) == facts


def test_the_pages_of_the_indicators_are_chained(signed_in, evaluation):
    first, second, last = (text_of(signed_in.get(url(evaluation, key))) for key in (FIRST, SECOND, THIRD))

    assert ("上一项指标" in first, "下一项指标" in first) == (False, True)
    assert f'href="{url(evaluation, FIRST)}">上一项指标' in second
    assert ("上一项指标" in last, "下一项指标" in last) == (True, False)


def test_an_analysis_in_conflict_comes_back_in_an_open_panel(signed_in, evaluation, cast):
    rows.save_rows(evaluation, [Change(FIRST, "analysis", "", "同事的分析")], by=cast.preparer)

    response = signed_in.post(
        url(evaluation), {cell(FIRST, "analysis"): "我的分析", f"was:{FIRST}:analysis": "", "do": "save"}
    )

    shown = inputs_of(response)
    assert (shown[cell(FIRST, "analysis")], shown[f"was:{FIRST}:analysis"]) == ("我的分析", "同事的分析")
    assert f'id="panel-{FIRST}">' in text_of(response)


def test_a_row_of_another_evaluation_is_not_found(signed_in, evaluation, cast):
    other = people.make_evaluation_at_draft(cast, facts=people.make_facts(goals=5, fiscal_year=2021))
    foreign = people.key_of(501)
    assert row_of(other, foreign)

    assert signed_in.get(url(evaluation, foreign)).status_code == 404
    answer = save_by_script(signed_in, url(evaluation), (foreign, "actual", "", "1")).json()["answers"][0]
    assert answer["status"] == "refused"
    assert row_of(other, foreign).actual == ""


def test_only_those_who_fill_in_for_the_unit_come_in(client, cast, evaluation):
    outcomes = {}
    for name, user in cast.everyone().items():
        client.force_login(user)
        outcomes[name] = {client.get(address).status_code for address in (url(evaluation), url(evaluation, FIRST))}

    assert outcomes == {
        "preparer": {200},
        "contributor": {200},
        "approver": {403},
        "reviewer": {403},
        "admin": {403},
        "outsider": {404},
        "far_reviewer": {404},
        "parent_preparer": {404},
    }


def test_a_target_is_shown_with_the_unit_of_its_row(signed_in, evaluation):
    Indicator.objects.filter(key=FIRST).update(target="≥100", unit="场")
    assert "<td>≥100场</td>" in text_of(signed_in.get(url(evaluation)))
    assert "<dd>≥100场</dd>" in text_of(signed_in.get(url(evaluation, FIRST)))
