"""问题与改进."""

import json
from datetime import date

import pytest

from budgets.cells import Change
from budgets.models import Status
from indicators import rows
from indicators.gather import gather
from tests import people
from tests.plain_form import cell, inputs_of

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
    return f"/evaluations/{evaluation.pk}/statement/"


def text_of(response):
    return response.content.decode()


def of_statement(name):
    return cell("statement", name)


def test_the_form_saves_items_without_the_numbers_that_came_along(signed_in, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation)))
    typed = {
        of_statement("problems"): "1、资金下达晚\r\n\r\n（2）人员不足",
        of_statement("filing_date"): "2023.3.15",
        of_statement("contact_phone"): "027-12345678",
    }

    response = signed_in.post(url(evaluation), posted | typed | {"do": "save"})

    statement = gather(evaluation).statement
    assert response.url == url(evaluation)
    assert statement.problems == ("资金下达晚", "人员不足")
    assert (statement.filing_date, statement.contact_phone) == (date(2023, 3, 15), "027-12345678")


def test_what_cannot_be_read_stays_in_its_input_and_the_rest_is_saved(signed_in, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation)))

    response = signed_in.post(
        url(evaluation),
        posted | {of_statement("filing_date"): "明天", of_statement("unit_head"): "王局长", "do": "next"},
    )

    assert response.status_code == 200
    assert inputs_of(response)[of_statement("filing_date")] == "明天"
    assert "填报日期：“明天”不是日期，请写成 2023-03-15 或 2023年3月15日" in text_of(response)
    # Once more at the field itself.
    assert response.context["form"].errors == {"filing_date": ["“明天”不是日期，请写成 2023-03-15 或 2023年3月15日"]}
    statement = gather(evaluation).statement
    assert (statement.filing_date, statement.unit_head) == (None, "王局长")


def test_a_conflict_keeps_both_versions(signed_in, evaluation, cast):
    posted = inputs_of(signed_in.get(url(evaluation)))
    rows.save_statement(evaluation, [Change("statement", "problems", "", "甲\n乙")], by=cast.preparer)

    response = signed_in.post(url(evaluation), posted | {of_statement("problems"): "丙", "do": "save"})

    shown = inputs_of(response)
    assert (shown[of_statement("problems")], shown["was:statement:problems"]) == ("丙", "甲\n乙")
    assert '<p class="typed">甲\n乙</p>' in text_of(response)

    signed_in.post(url(evaluation), shown | {"do": "keep-mine:statement:problems"})
    assert gather(evaluation).statement.problems == ("丙",)


def test_the_script_saves_the_same_cells(signed_in, evaluation):
    body = {"changes": [{"key": "statement", "field": "improvements", "was": "", "now": "1. 提前谋划\n2. 加强监控"}]}

    response = signed_in.post(url(evaluation), json.dumps(body), content_type="application/json")

    assert [(answer["status"], answer["stored"]) for answer in response.json()["answers"]] == [
        ("saved", "提前谋划\n加强监控")
    ]


def test_the_statement_does_not_write_rows(signed_in, evaluation):
    facts = gather(evaluation)
    body = {"changes": [{"key": people.key_of(101), "field": "actual", "was": "", "now": "12"}]}

    response = signed_in.post(url(evaluation), json.dumps(body), content_type="application/json")

    assert response.json()["answers"][0]["status"] == "refused"
    assert gather(evaluation) == facts


def test_an_untouched_form_changes_nothing(signed_in, evaluation, cast):
    rows.save_statement(evaluation, [Change("statement", "problems", "", "甲\n乙")], by=cast.preparer)
    evaluation.refresh_from_db()
    before = evaluation.revision

    signed_in.post(url(evaluation), inputs_of(signed_in.get(url(evaluation))) | {"do": "save"})

    evaluation.refresh_from_db()
    assert evaluation.revision == before


def test_braces_and_markup_are_shown_as_typed(signed_in, evaluation, cast):
    typed = "{{ evaluation }} {% now 'Y' %} </textarea><script>"
    rows.save_statement(evaluation, [Change("statement", "conclusion", "", typed)], by=cast.preparer)

    response = signed_in.get(url(evaluation))

    assert inputs_of(response)[of_statement("conclusion")] == typed
    assert "<script>" not in text_of(response)


def test_next_leads_to_the_checks(signed_in, evaluation):
    response = signed_in.post(url(evaluation), inputs_of(signed_in.get(url(evaluation))) | {"do": "next"})

    assert response.url == f"/evaluations/{evaluation.pk}/check/"


def test_items_are_numbered_and_read_only_where_the_part_is_closed(signed_in, evaluation, cast):
    rows.save_statement(evaluation, [Change("statement", "problems", "", "甲\n乙")], by=cast.preparer)
    people.set_status(evaluation, Status.SIGN_OFF)

    response = signed_in.get(url(evaluation))

    assert inputs_of(response) == {}
    assert "<li>甲</li><li>乙</li>" in text_of(response)
    assert "当前状态为“单位审签”，问题与改进不能修改。" in text_of(response)


def test_a_closed_door_gives_everything_typed_back(signed_in, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation)))
    facts = gather(evaluation)
    people.set_status(evaluation, Status.SUBMITTED)

    response = signed_in.post(url(evaluation), posted | {of_statement("problems"): "一\r\n二", "do": "save"})

    assert response.status_code == 409
    assert inputs_of(response)[of_statement("problems")] == "一\r\n二"
    assert gather(evaluation) == facts


def test_only_preparers_of_the_unit_come_in(client, cast, evaluation):
    outcomes = {}
    for name, user in cast.everyone().items():
        client.force_login(user)
        outcomes[name] = client.get(url(evaluation)).status_code

    assert outcomes == {
        "preparer": 200,
        "contributor": 403,
        "approver": 403,
        "reviewer": 403,
        "admin": 403,
        "outsider": 404,
        "far_reviewer": 404,
        "parent_preparer": 404,
    }
