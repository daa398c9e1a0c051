"""预算: the page as a plain form, as cells sent by the script, and for reading."""

import json
import re
from decimal import Decimal

import pytest

from budgets import amounts, editing
from budgets.cells import Change
from budgets.models import REVENUE_SOURCES, Evaluation, Status
from budgets.saving import Attempt
from budgets.views.budget import page
from indicators.facts import as_json
from indicators.gather import gather
from tests import people
from tests.plain_form import buttons_of, cell, inputs_of

pytestmark = pytest.mark.django_db


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


def url(evaluation):
    return f"/evaluations/{evaluation.pk}/budget/"


def add(evaluation, cast, *sources):
    return [str(amounts.add_revenue(evaluation, source=source, by=cast.preparer).key) for source in sources]


def save(evaluation, cast, *changes):
    answers = amounts.save_budget(evaluation, [Change(*change) for change in changes], by=cast.preparer)
    assert {answer.status for answer in answers} == {"saved"}


def text_of(response):
    return response.content.decode()


def figure(response, name):
    return re.search(rf'data-figure="{name}">([^<]*)<', text_of(response))[1]


def sources_of(evaluation):
    return list(evaluation.revenue_lines.values_list("source", flat=True))


def data_of(evaluation):
    return as_json(gather(Evaluation.objects.select_related("department").get(pk=evaluation.pk)))


def test_the_plain_form_saves_everything_that_can_be_typed(signed_in, cast, evaluation):
    (key,) = add(evaluation, cast, "")
    posted = inputs_of(signed_in.get(url(evaluation)))
    typed = {
        cell(key, "source"): "其他收入",
        cell(key, "initial"): "100",
        cell(key, "adjusted"): "200元",
        cell(key, "final"): "22577.06万",
        cell("basic", "initial"): "1",
        cell("basic", "adjusted"): "2",
        cell("basic", "executed"): "3",
        cell("project", "initial"): "4",
        cell("project", "adjusted"): "5",
        cell("project", "executed"): "6",
        cell("evaluation", "carry_over"): "7",
        cell("evaluation", "basis"): "initial",
        cell("evaluation", "basis_noted"): "1",
        cell("evaluation", "adjustment_reason"): "年中追加",
        cell("evaluation", "low_execution_reason"): "项目\r\n延期",
        cell("evaluation", "execution_note"): "其余正常",
    }
    assert set(typed) == {name for name in posted if name.startswith("cell:")}

    response = signed_in.post(url(evaluation), posted | typed | {"do": "save"})

    facts = gather(Evaluation.objects.select_related("department").get(pk=evaluation.pk))
    line = facts.revenue[0]
    assert response.url == url(evaluation)
    assert (line.source, line.initial, line.adjusted, line.final) == ("其他收入", 100, 200, Decimal("225770600.00"))
    assert (facts.basic.initial, facts.basic.adjusted, facts.basic.executed) == (1, 2, 3)
    assert (facts.project.initial, facts.project.adjusted, facts.project.executed) == (4, 5, 6)
    assert (facts.carry_over, facts.basis, facts.basis_noted) == (7, "initial", True)
    assert facts.adjustment_reason == "年中追加"
    assert (facts.low_execution_reason, facts.execution_note) == ("项目\n延期", "其余正常")


def test_what_is_saved_stands_in_the_page_again_with_the_other_unit_below(signed_in, cast, evaluation):
    (key,) = add(evaluation, cast, "其他收入")
    save(evaluation, cast, (key, "initial", "", "789.94万"), ("basic", "executed", "", "7899400"))

    response = signed_in.get(url(evaluation))

    posted = inputs_of(response)
    assert (posted[cell(key, "initial")], posted[f"was:{key}:initial"]) == ("789.94万", "789.94万")
    assert posted[cell("basic", "executed")] == "7,899,400.00"
    echoes = dict(re.findall(r'data-echo="([^"]+)">([^<]*)<', text_of(response)))
    assert (echoes[f"{key}-initial"], echoes["basic-executed"]) == ("7,899,400.00 元", "789.94 万元")


def test_sums_change_and_rates_are_computed_by_the_server_too(signed_in, cast, evaluation):
    first, second = add(evaluation, cast, "一", "二")
    save(
        evaluation,
        cast,
        *[(first, name, "", text) for name, text in (("initial", "480万"), ("adjusted", "490万"), ("final", "490万"))],
        *[(second, name, "", text) for name, text in (("initial", "20万"), ("final", "10万"))],
        ("basic", "executed", "", "118万"),
        ("project", "executed", "", "377万"),
    )

    response = signed_in.get(url(evaluation))

    names = ("received_initial", "received_change", "received_change_note", "executed", "rate", "other_rate")
    assert {name: figure(response, name) for name in names} == {
        "received_initial": "5,000,000.00",
        "received_change": "减 100,000.00",
        "received_change_note": "10.00 万元，2%",
        "executed": "4,950,000.00",
        "rate": "101.02%",
        "other_rate": "99%",
    }
    assert figure(response, "budget_label") == "预算数（调整后预算数）"
    assert figure(response, "other_rate_label") == "按年初预算数计算"

    save(evaluation, cast, ("evaluation", "basis", "adjusted", "initial"))
    response = signed_in.get(url(evaluation))

    assert (figure(response, "rate"), figure(response, "other_rate")) == ("99%", "101.02%")
    assert figure(response, "budget_label") == "预算数（年初预算数）"


def test_an_unreadable_amount_stays_in_its_input_and_the_rest_is_saved(signed_in, cast, evaluation):
    (key,) = add(evaluation, cast, "其他收入")
    posted = inputs_of(signed_in.get(url(evaluation)))
    typed = {cell(key, "initial"): "两千万", cell(key, "final"): "5", cell("evaluation", "carry_over"): "1.234"}

    response = signed_in.post(url(evaluation), posted | typed | {"do": "next"})

    sentence = "“两千万”不是金额。请填数字，单位元，例如 277,992,200.00；万元请写成 22577.06万"
    again = inputs_of(response)
    assert response.status_code == 200
    assert again[cell(key, "initial")] == "两千万"
    assert again[f"was:{key}:initial"] == ""
    assert again[cell("evaluation", "carry_over")] == "1.234"
    assert f'<a href="#{key}-initial">其他收入：年初预算数：{sentence}</a>' in text_of(response)
    assert '<a href="#evaluation-carry_over">年末结转结余：金额最多精确到分（两位小数），请改正</a>' in text_of(
        response
    )
    line = evaluation.revenue_lines.get()
    assert (line.initial, line.final) == (None, 5)


def test_what_a_colleague_changed_meanwhile_is_shown_beside_ones_own(signed_in, cast, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation)))
    save(evaluation, cast, ("basic", "executed", "", "5"))

    mine = posted | {cell("basic", "executed"): "6"}
    response = signed_in.post(url(evaluation), mine | {"do": "save"})

    again = inputs_of(response)
    assert (again[cell("basic", "executed")], again["was:basic:executed"]) == ("6", "5.00")
    assert {"keep-mine:basic:executed", "keep-theirs:basic:executed"} <= set(buttons_of(response))
    assert evaluation.expenditure_lines.get(kind="basic").executed == 5

    signed_in.post(url(evaluation), again | {"do": "keep-mine:basic:executed"})
    assert evaluation.expenditure_lines.get(kind="basic").executed == 6


def test_a_colleagues_amount_can_be_kept(signed_in, cast, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation)))
    save(evaluation, cast, ("basic", "executed", "", "5"))
    again = inputs_of(signed_in.post(url(evaluation), posted | {cell("basic", "executed"): "6", "do": "save"}))

    response = signed_in.post(url(evaluation), again | {"do": "keep-theirs:basic:executed"})

    assert response.status_code == 302
    assert evaluation.expenditure_lines.get(kind="basic").executed == 5


def test_what_was_typed_into_a_closed_evaluation_is_all_there_again(signed_in, cast, evaluation):
    (key,) = add(evaluation, cast, "其他收入")
    posted = inputs_of(signed_in.get(url(evaluation)))
    people.set_status(evaluation, Status.SUBMITTED)
    before = data_of(evaluation)
    typed = {
        cell(key, "final"): "1234.5",
        cell("project", "executed"): "一堆",
        cell("evaluation", "carry_over"): "7",
        cell("evaluation", "basis"): "initial",
        cell("evaluation", "execution_note"): "很长的说明",
    }

    response = signed_in.post(url(evaluation), posted | typed | {"do": "save"})

    assert response.status_code == 409
    assert "当前状态为“自评待审”，预算不能修改。" in text_of(response)
    again = inputs_of(response)
    assert {name: again[name] for name in typed} == typed
    assert data_of(evaluation) == before

    people.set_status(evaluation, Status.DRAFT)
    signed_in.post(url(evaluation), again | {"do": "save", cell("project", "executed"): "8"})
    assert evaluation.revenue_lines.get().final == Decimal("1234.50")
    evaluation.refresh_from_db()
    assert (evaluation.carry_over, evaluation.basis, evaluation.execution_note) == (7, "initial", "很长的说明")


def test_a_line_is_added_once_however_often_the_button_is_pressed(signed_in, evaluation):
    shown = signed_in.get(url(evaluation))
    wish = next(value for value in buttons_of(shown) if value.startswith("add-line:"))
    key = wish.split(":")[1]

    first = signed_in.post(url(evaluation), inputs_of(shown) | {"do": wish})
    signed_in.post(url(evaluation), inputs_of(shown) | {"do": wish})

    assert first.url == f"{url(evaluation)}#{key}-source"
    assert [str(line.key) for line in evaluation.revenue_lines.all()] == [key]


def test_the_usual_sources_fill_an_empty_table_once(signed_in, evaluation):
    shown = signed_in.get(url(evaluation))
    wish = next(value for value in buttons_of(shown) if value.startswith("add-usual:"))

    signed_in.post(url(evaluation), {"do": wish})
    signed_in.post(url(evaluation), {"do": wish})

    assert sources_of(evaluation) == list(REVENUE_SOURCES)


def test_what_is_typed_is_saved_before_a_line_is_added(signed_in, cast, evaluation):
    (key,) = add(evaluation, cast, "其他收入")
    shown = signed_in.get(url(evaluation))
    wish = next(value for value in buttons_of(shown) if value.startswith("add-line:"))

    signed_in.post(url(evaluation), inputs_of(shown) | {cell(key, "final"): "5", "do": wish})

    assert list(evaluation.revenue_lines.values_list("source", "final")) == [("其他收入", 5), ("", None)]


def test_lines_move_and_stay_where_they_are_at_the_ends(signed_in, cast, evaluation):
    first, second, third = add(evaluation, cast, "一", "二", "三")

    response = signed_in.post(url(evaluation), {"do": f"up:{third}"})
    assert (sources_of(evaluation), response.url) == (["一", "三", "二"], f"{url(evaluation)}#row-{third}")

    signed_in.post(url(evaluation), {"do": f"down:{first}"})
    assert sources_of(evaluation) == ["三", "一", "二"]

    signed_in.post(url(evaluation), {"do": f"down:{second}"})
    assert sources_of(evaluation) == ["三", "一", "二"]


def test_removing_a_line_asks_once_and_carries_along_what_is_not_saved(signed_in, cast, evaluation):
    first, second = add(evaluation, cast, "其他收入", "事业收入")
    posted = inputs_of(signed_in.get(url(evaluation)))

    asked = signed_in.post(url(evaluation), posted | {cell(second, "final"): "坏数", "do": f"ask-remove:{first}"})

    assert "删除收入来源“其他收入”？" in text_of(asked)
    assert sources_of(evaluation) == ["其他收入", "事业收入"]
    assert buttons_of(asked) == [f"remove-line:{first}", "back"]
    carried = inputs_of(asked)
    assert carried == {cell(second, "final"): "坏数", f"was:{second}:final": ""}

    done = signed_in.post(url(evaluation), carried | {"do": f"remove-line:{first}"})

    assert sources_of(evaluation) == ["事业收入"]
    assert inputs_of(done)[cell(second, "final")] == "坏数"


def test_what_was_typed_into_a_removed_line_is_shown_to_be_copied(signed_in, cast, evaluation):
    (key,) = add(evaluation, cast, "其他收入")
    posted = inputs_of(signed_in.get(url(evaluation)))
    amounts.remove_revenue(evaluation, key, by=cast.preparer)

    response = signed_in.post(url(evaluation), posted | {cell(key, "source"): "一段来源", "do": "save"})

    assert "这一行已被删除" in text_of(response)
    assert '<p class="typed">一段来源</p>' in text_of(response)


def test_a_line_that_is_gone_before_it_is_asked_about_costs_no_text(signed_in, cast, evaluation):
    first, second = add(evaluation, cast, "其他收入", "事业收入")
    posted = inputs_of(signed_in.get(url(evaluation)))
    amounts.remove_revenue(evaluation, first, by=cast.preparer)

    response = signed_in.post(url(evaluation), posted | {cell(second, "final"): "坏数", "do": f"ask-remove:{first}"})

    assert inputs_of(response)[cell(second, "final")] == "坏数"
    assert signed_in.post(url(evaluation), {"do": f"ask-remove:{first}"}).url == url(evaluation)


@pytest.mark.parametrize("verb", ["add-line", "add-usual", "up", "down", "remove-line"])
def test_a_wish_with_more_keys_than_it_needs_is_granted_all_the_same(signed_in, evaluation, verb):
    wish = f"{verb}:{people.key_of(1)}:{people.key_of(2)}"

    assert signed_in.post(url(evaluation), {"do": wish}).status_code == 302


def test_of_two_clicks_for_the_usual_sources_the_second_looks_when_it_is_its_turn(
    signed_in, cast, evaluation, monkeypatch
):
    lock, turns = editing.lock, []

    def waits_for_the_other_click(of):
        turns.append(1)
        if len(turns) == 1:
            amounts.add_usual_revenue(evaluation, by=cast.preparer)
            turns.append(Evaluation.objects.get(pk=evaluation.pk).revision)
        return lock(of)

    monkeypatch.setattr(editing, "lock", waits_for_the_other_click)
    signed_in.post(url(evaluation), {"do": f"add-usual:{people.key_of(1)}"})

    assert sources_of(evaluation) == list(REVENUE_SOURCES)
    assert Evaluation.objects.get(pk=evaluation.pk).revision == turns[2]


def test_the_next_step_is_goals(signed_in, evaluation):
    response = signed_in.post(url(evaluation), {"do": "next"})

    assert response.url == f"/evaluations/{evaluation.pk}/goals/"


def test_the_script_saves_cells_and_hears_what_became_of_each(signed_in, cast, evaluation):
    (key,) = add(evaluation, cast, "其他收入")
    evaluation.refresh_from_db()
    changes = [
        {"key": key, "field": "final", "was": "", "now": "789.94 万"},
        {"key": "basic", "field": "executed", "was": "", "now": "两千"},
        {"key": "evaluation", "field": "nothing", "was": "", "now": "x"},
        {"key": "gone", "field": "final", "was": "", "now": "x"},
    ]

    response = signed_in.post(url(evaluation), json.dumps({"changes": changes}), content_type="application/json")

    body = response.json()
    assert body["revision"] == evaluation.revision + 1
    assert [(a["status"], a["stored"]) for a in body["answers"]] == [
        ("saved", "789.94万"),
        ("unreadable", ""),
        ("refused", ""),
        ("refused", ""),
    ]
    assert re.fullmatch(r"\d\d:\d\d:\d\d", body["saved_at"])


def test_the_script_hears_why_the_door_is_closed_and_nothing_is_written(signed_in, evaluation):
    people.set_status(evaluation, Status.APPROVED)
    before = data_of(evaluation)
    change = {"key": "basic", "field": "executed", "was": "", "now": "5"}

    response = signed_in.post(url(evaluation), json.dumps({"changes": [change]}), content_type="application/json")

    assert (response.status_code, response.json()) == (409, {"message": "当前状态为“已审核”，预算不能修改。"})
    assert data_of(evaluation) == before


def test_a_malformed_request_of_the_script_is_told_so(signed_in, evaluation):
    response = signed_in.post(url(evaluation), "{", content_type="application/json")

    assert (response.status_code, response.json()) == (400, {"message": "请求的格式不对，请刷新页面后再试"})


def test_a_basis_cannot_be_left_out(signed_in, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation)))

    response = signed_in.post(url(evaluation), posted | {cell("evaluation", "basis"): "", "do": "save"})

    evaluation.refresh_from_db()
    assert (response.status_code, evaluation.basis) == (200, "adjusted")
    assert "执行率口径：请从列表中选择" in text_of(response)


def test_at_the_beginning_of_the_year_only_the_initial_budget_is_asked(signed_in, cast, evaluation):
    (key,) = add(evaluation, cast, "其他收入")
    people.set_status(evaluation, Status.TARGETS_DRAFT)

    shown = signed_in.get(url(evaluation))

    assert {name for name in inputs_of(shown) if name.startswith("cell:")} == {
        cell(key, "source"),
        cell(key, "initial"),
        cell("basic", "initial"),
        cell("project", "initial"),
    }
    assert "调整预算数、决算数和执行数在自评时填" in text_of(shown)

    signed_in.post(url(evaluation), inputs_of(shown) | {cell(key, "initial"): "5", "do": "save"})
    assert evaluation.revenue_lines.get().initial == 5


READ_ONLY = [
    (Status.TARGETS_SUBMITTED, False, "当前状态为“目标待审”，预算不能修改。"),
    (Status.TARGETS_DRAFT, True, "正在调整目标，预算暂不能修改；目标调整审核通过后再填。"),
    (Status.SIGN_OFF, True, "当前状态为“单位审签”，预算不能修改。"),
    (Status.SUBMITTED, False, "当前状态为“自评待审”，预算不能修改。"),
]


@pytest.mark.parametrize(("status", "approved", "sentence"), READ_ONLY)
def test_a_closed_budget_can_be_read_and_says_why(signed_in, cast, evaluation, status, approved, sentence):
    (key,) = add(evaluation, cast, "其他收入")
    save(evaluation, cast, (key, "initial", "", "1234.5"), ("evaluation", "execution_note", "", "其余正常"))
    if approved:
        people.approve_targets(evaluation, by=cast.reviewer)
    people.set_status(evaluation, status)

    shown = signed_in.get(url(evaluation))

    assert f'<p class="note">{sentence}</p>' in text_of(shown)
    assert (inputs_of(shown), buttons_of(shown)) == ({}, [])
    assert f'<span id="{key}-initial">1,234.50</span>' in text_of(shown)
    assert ("其余正常" in text_of(shown)) == (status != Status.TARGETS_SUBMITTED)
    assert f'<a class="btn btn-primary" href="/evaluations/{evaluation.pk}/goals/">' in text_of(shown)


def test_every_input_has_the_anchor_that_findings_lead_to_and_a_label(signed_in, cast, evaluation):
    add(evaluation, cast, "其他收入")
    text = text_of(signed_in.get(url(evaluation)))

    for name in inputs_of(signed_in.get(url(evaluation))):
        if name.startswith("cell:"):
            _, owner, field = name.split(":")
            tag = re.search(rf'<[a-z]+ [^>]*name="{name}"[^>]*>', text)[0]
            assert f'id="{owner}-{field}"' in tag
            assert "aria-label=" in tag or re.search(rf'<label\s+for="{owner}-{field}"', text)


def test_there_is_one_primary_button(signed_in, cast, evaluation):
    add(evaluation, cast, "其他收入")

    assert re.findall(
        r"<(?:button|a) class=\"btn btn-primary\"[^>]*>([^<]*)<",
        # What signing out asks stands behind the page.
        text_of(signed_in.get(url(evaluation))).partition("</main>")[0],
    ) == ["下一步：目标与指标"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_three_lines_as_for_one(django_assert_num_queries, cast, evaluation, count):
    add(evaluation, cast, *["其他收入"] * count)

    with django_assert_num_queries(2):
        shown = page(evaluation, Attempt())
    assert len(shown["revenue"]) == count


def test_the_whole_request_takes_as_many_queries_for_three_lines_as_for_one(
    signed_in, cast, evaluation, django_assert_max_num_queries
):
    counts = []
    for _ in range(3):
        add(evaluation, cast, "其他收入")
        signed_in.get(url(evaluation))
        with django_assert_max_num_queries(40) as captured:
            signed_in.get(url(evaluation))
        counts.append(len(captured))

    assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("contributor", 403),
        ("approver", 403),
        ("reviewer", 403),
        ("admin", 403),
        ("outsider", 404),
        ("far_reviewer", 404),
        ("parent_preparer", 404),
    ],
)
def test_nobody_but_the_preparer_gets_in(client, cast, evaluation, who, status):
    client.force_login(getattr(cast, who))
    before = data_of(evaluation)
    wish = "add-line:00000000-0000-4000-8000-000000000001"

    assert client.get(url(evaluation)).status_code == status
    assert client.post(url(evaluation), {cell("basic", "executed"): "5", "do": wish}).status_code == status
    assert data_of(evaluation) == before


@pytest.mark.parametrize(("layout", "asks"), [("founding", False), ("chongqing", False), ("national-2020", True)])
def test_executed_amounts_by_source_are_asked_for_where_the_form_divides_them(
    signed_in, evaluation, cast, layout, asks
):
    (key,) = add(evaluation, cast, "其他收入")
    Evaluation.objects.filter(pk=evaluation.pk).update(layout=layout)
    assert (f"cell:{key}:executed" in inputs_of(signed_in.get(url(evaluation)))) == asks


def test_executed_amounts_by_source_stay_in_sight_and_are_added_up(signed_in, evaluation, cast):
    first, second = add(evaluation, cast, "一般公共预算财政拨款收入", "其他收入")
    save(evaluation, cast, (first, "executed", "", "1,000.50"), (second, "executed", "", "2万"))
    response = signed_in.get(url(evaluation))
    assert inputs_of(response)[f"cell:{first}:executed"] == "1,000.50"
    assert (figure(response, "received_executed"), figure(response, "received_executed_wan")) == (
        "21,000.50",
        "2.10 万元",
    )
