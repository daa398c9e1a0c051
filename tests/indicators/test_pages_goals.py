"""目标与指标: the list of goals and the page of one goal."""

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
from indicators.views import targets
from tests import people
from tests.plain_form import buttons_of, cell, inputs_of

pytestmark = pytest.mark.django_db

GOAL, OTHER_GOAL, FIRST, SECOND = people.key_of(1), people.key_of(2), people.key_of(101), people.key_of(102)


@pytest.fixture
def cast():
    return people.make_cast()


@pytest.fixture
def evaluation(cast):
    return people.make_evaluation_at_draft(cast, goals=2)


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.preparer)
    return client


def url(evaluation, key=""):
    return f"/evaluations/{evaluation.pk}/goals/{f'{key}/' if key else ''}"


def text_of(response):
    return response.content.decode()


def titles(evaluation):
    return [goal.title for goal in gather(evaluation).goals]


def names(evaluation, goal=0):
    return [row.name for row in gather(evaluation).goals[goal].rows]


def press(client, address, verb, *keys, **changes):
    """Presses the button that the page has for this wish, with everything the page's inputs hold."""
    page = client.get(address)
    wish = next(button for button in buttons_of(page) if re.fullmatch(":".join([verb, *keys]), button))
    return client.post(address, inputs_of(page) | changes | {"do": wish})


ANY = r"[0-9a-f-]{36}"


# ---- the list -------------------------------------------------------------------------------------


def test_the_list_says_what_each_goal_lacks(signed_in, evaluation, cast):
    for number in range(101, 104):
        rows.remove_indicator(evaluation, people.key_of(number), by=cast.preparer)
    rows.save_rows(
        evaluation,
        [
            Change(GOAL, "title", "年度目标1的标题", ""),
            Change(people.key_of(201), "target", "≥10个", ""),
            Change(people.key_of(202), "name", "目标2的第2项指标", ""),
        ],
        by=cast.preparer,
    )

    page = text_of(signed_in.get(url(evaluation)))

    assert "缺标题，还没有指标" in page
    assert "1 项指标缺名称，1 项指标缺目标值" in page


def test_a_first_goal_is_offered_where_there_is_none(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, goals=0)

    page = signed_in.get(url(evaluation))

    assert "添加第一个年度目标" in text_of(page)
    assert [button.split(":")[0] for button in buttons_of(page)] == ["add-goal"]


def test_adding_a_goal_leads_to_its_page_and_twice_the_same_adds_one(signed_in, evaluation):
    wish = next(button for button in buttons_of(signed_in.get(url(evaluation))) if button.startswith("add-goal"))

    for _ in range(2):
        response = signed_in.post(url(evaluation), {"do": wish})

    assert response.url == url(evaluation, wish.split(":")[1])
    assert titles(evaluation) == ["年度目标1的标题", "年度目标2的标题", ""]


def test_goals_move_up_and_down(signed_in, evaluation):
    press(signed_in, url(evaluation), "move-down", GOAL)
    assert titles(evaluation) == ["年度目标2的标题", "年度目标1的标题"]

    press(signed_in, url(evaluation), "move-up", GOAL)
    assert titles(evaluation) == ["年度目标1的标题", "年度目标2的标题"]


def test_removing_a_goal_asks_once_and_names_what_goes(signed_in, evaluation):
    asked = press(signed_in, url(evaluation), "ask-remove", GOAL)

    assert "删除年度目标“年度目标1的标题”？" in text_of(asked)
    assert "其下 3 项指标一并删除，删除后不能恢复。" in text_of(asked)
    assert len(titles(evaluation)) == 2

    signed_in.post(url(evaluation), {"do": f"remove:{GOAL}"})
    assert titles(evaluation) == ["年度目标2的标题"]


def test_the_list_has_no_buttons_where_targets_are_closed(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, targets_approved=True)

    page = signed_in.get(url(evaluation))

    assert buttons_of(page) == []
    assert "目标已经审核，目标与指标不能直接修改；确需修改请先“申请调整目标”。" in text_of(page)


def test_a_wish_behind_a_closed_door_is_refused_with_a_sentence(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, targets_approved=True)
    facts = gather(evaluation)

    for wish in (f"add-goal:{OTHER_GOAL}", f"move-up:{GOAL}", f"remove:{GOAL}"):
        response = signed_in.post(url(evaluation), {"do": wish})
        assert response.status_code == 409
        assert "目标已经审核，目标与指标不能直接修改" in text_of(response)

    assert gather(evaluation) == facts


@pytest.mark.parametrize(
    "wish",
    [
        "remove",
        "remove:",
        "remove:1",
        "move-up:x:y",
        "add-goal:%00",
        "unknown:1",
        ":::",
        f"move-up:{FIRST}:{FIRST}:{GOAL}",
    ],
)
def test_a_wish_that_was_tampered_with_does_nothing(signed_in, evaluation, wish):
    facts = gather(evaluation)

    for address in (url(evaluation), url(evaluation, GOAL)):
        assert signed_in.post(address, {"do": wish}).status_code == 302

    assert gather(evaluation) == facts


# ---- the page of one goal -------------------------------------------------------------------------


def test_the_script_saves_targets(signed_in, evaluation):
    body = {"changes": [{"key": FIRST, "field": "target", "was": "≥10个", "now": "≥12个"}]}

    response = signed_in.post(url(evaluation, GOAL), json.dumps(body), content_type="application/json")

    assert [answer["stored"] for answer in response.json()["answers"]] == ["≥12个"]
    assert gather(evaluation).goals[0].rows[0].target == "≥12个"


def test_what_is_typed_is_saved_before_a_row_is_added(signed_in, evaluation):
    response = press(
        signed_in, url(evaluation, GOAL), "add-row", ANY, **{cell(GOAL, "title"): "改过", cell(FIRST, "name"): "改名"}
    )

    row = gather(evaluation).goals[0].rows[-1]
    assert response.url == f"{url(evaluation, GOAL)}#{row.key}-name"
    assert titles(evaluation)[0] == "改过"
    assert names(evaluation) == ["改名", "目标1的第2项指标", "目标1的第3项指标", ""]
    assert (row.level1, row.level2) == ("产出指标", "数量指标")


def test_a_row_is_inserted_below_the_one_asked(signed_in, evaluation):
    press(signed_in, url(evaluation, GOAL), "add-row", ANY, FIRST)

    assert names(evaluation) == ["目标1的第1项指标", "", "目标1的第2项指标", "目标1的第3项指标"]


def test_rows_move_up_and_down(signed_in, evaluation):
    press(signed_in, url(evaluation, GOAL), "move-down", FIRST)
    assert names(evaluation) == ["目标1的第2项指标", "目标1的第1项指标", "目标1的第3项指标"]

    press(signed_in, url(evaluation, GOAL), "move-up", FIRST)
    assert names(evaluation) == ["目标1的第1项指标", "目标1的第2项指标", "目标1的第3项指标"]


def test_the_question_before_removing_carries_along_what_is_not_saved(signed_in, evaluation):
    asked = press(signed_in, url(evaluation, GOAL), "ask-remove", SECOND, **{cell(FIRST, "adjusted_on"): "昨天"})

    assert "删除指标“目标1的第2项指标”？" in text_of(asked)
    assert inputs_of(asked)[cell(FIRST, "adjusted_on")] == "昨天"

    answer = signed_in.post(url(evaluation, GOAL), inputs_of(asked) | {"do": f"remove:{SECOND}"})
    assert names(evaluation) == ["目标1的第1项指标", "目标1的第3项指标"]
    assert inputs_of(answer)[cell(FIRST, "adjusted_on")] == "昨天"
    assert "目标1的第1项指标：调整日期：“昨天”不是日期" in text_of(answer)


def test_next_leads_over_the_goals_to_the_results(signed_in, evaluation):
    assert press(signed_in, url(evaluation, GOAL), "next").url == url(evaluation, OTHER_GOAL)
    assert press(signed_in, url(evaluation, OTHER_GOAL), "next").url == f"/evaluations/{evaluation.pk}/results/"


def test_while_adjusting_only_the_other_target_of_an_approved_row_can_be_typed(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=1, targets_approved=True)
    people.set_status(evaluation, Status.TARGETS_DRAFT)

    shown = {name for name in inputs_of(signed_in.get(url(evaluation, GOAL))) if name.startswith("cell:")}

    assert shown == {cell(FIRST, name) for name in ("adjusted_target", "adjustment_reason", "adjusted_on")}


def test_nothing_of_adjustments_is_asked_before_targets_were_approved(signed_in, evaluation):
    people.set_status(evaluation, Status.TARGETS_DRAFT)

    shown = {name.split(":")[2] for name in inputs_of(signed_in.get(url(evaluation, GOAL))) if FIRST in name}

    assert shown == {"level1", "level2", "name", "target", "unit", "nature", "direction", "is_core", "criterion"}


def test_points_are_asked_only_where_the_rules_give_points(signed_in, evaluation):
    assert cell(FIRST, "weight") not in inputs_of(signed_in.get(url(evaluation, GOAL)))

    Evaluation.objects.filter(pk=evaluation.pk).update(rule_set="hubei")
    assert cell(FIRST, "weight") in inputs_of(signed_in.get(url(evaluation, GOAL)))


def test_approved_targets_are_shown_to_be_read(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, targets_approved=True)

    response = signed_in.get(url(evaluation, GOAL))

    assert inputs_of(response) == {}
    assert f'<span id="{FIRST}-target" class="typed">≥10个</span>' in text_of(response)


def test_a_closed_door_gives_everything_typed_back(signed_in, evaluation):
    posted = inputs_of(signed_in.get(url(evaluation, GOAL)))
    facts = gather(evaluation)
    people.set_status(evaluation, Status.SUBMITTED)

    response = signed_in.post(
        url(evaluation, GOAL),
        posted | {cell(FIRST, "criterion"): "标准", cell(GOAL, "description"): "预期", "do": "next"},
    )

    shown = inputs_of(response)
    assert response.status_code == 409
    assert (shown[cell(FIRST, "criterion")], shown[cell(GOAL, "description")]) == ("标准", "预期")
    assert f'id="more-{FIRST}">' in text_of(response)
    assert gather(evaluation) == facts


def test_text_for_a_goal_that_is_gone_is_shown_on_the_list(signed_in, evaluation, cast):
    posted = inputs_of(signed_in.get(url(evaluation, GOAL)))
    rows.remove_goal(evaluation, GOAL, by=cast.preparer)
    typed = {cell(GOAL, "description"): "一段预期", cell(FIRST, "criterion"): "<一条标准>"}
    new = people.key_of(9)

    for wish in ("save", "next", f"add-row:{new}", f"ask-remove:{FIRST}", f"move-up:{SECOND}"):
        response = signed_in.post(url(evaluation, GOAL), posted | typed | {"do": wish})

        assert response.templates[0].name == "indicators/goals.html"
        assert text_of(response).count("这一行已被删除。您填的内容没有保存") == 2
        assert '<p class="typed">一段预期</p>' in text_of(response)
        assert '<p class="typed">&lt;一条标准&gt;</p>' in text_of(response)
        assert f'<form method="post" class="stack" action="{url(evaluation)}">' in text_of(response)
    assert titles(evaluation) == ["年度目标2的标题"]
    assert signed_in.get(url(evaluation, GOAL)).status_code == 404
    assert signed_in.post(url(evaluation, GOAL), {"do": "save"}).url == url(evaluation)


def test_a_row_that_is_gone_before_it_is_asked_about_costs_no_text(signed_in, evaluation, cast):
    posted = inputs_of(signed_in.get(url(evaluation, GOAL)))
    rows.remove_indicator(evaluation, FIRST, by=cast.preparer)
    typed = {cell(SECOND, "adjusted_on"): "昨天", "do": f"ask-remove:{FIRST}"}

    response = signed_in.post(url(evaluation, GOAL), posted | typed)

    assert inputs_of(response)[cell(SECOND, "adjusted_on")] == "昨天"
    assert signed_in.post(url(evaluation, GOAL), {"do": f"ask-remove:{FIRST}"}).url == url(evaluation, GOAL)
    assert signed_in.post(url(evaluation), {"do": f"ask-remove:{FIRST}"}).url == url(evaluation)


def test_a_goal_removed_while_its_page_is_made_is_no_error(evaluation, cast):
    evaluation = Evaluation.objects.select_related("department").get(pk=evaluation.pk)
    goal = evaluation.goals.get(key=GOAL)
    rows.remove_goal(evaluation, GOAL, by=cast.preparer)

    assert targets.page(evaluation, goal, saving.Attempt())["lines"] == []


def test_the_list_calls_removed_only_what_is_removed(signed_in, evaluation, cast):
    rows.remove_indicator(evaluation, SECOND, by=cast.preparer)
    typed = {cell(FIRST, "adjusted_on"): "昨天", cell(SECOND, "name"): "没有行的名称"}

    response = signed_in.post(url(evaluation), typed | {"do": "save"})

    assert text_of(response).count("这一行已被删除") == 1
    assert "目标1的第1项指标：调整日期：“昨天”不是日期" in text_of(response)
    assert '<p class="typed">昨天</p>' in text_of(response)


def test_a_goal_of_another_evaluation_is_not_found(signed_in, evaluation, cast):
    other = people.make_evaluation_at_draft(cast, goals=3, fiscal_year=2021)
    assert gather(other).goals[2].key == people.key_of(3)

    assert signed_in.get(url(evaluation, people.key_of(3))).status_code == 404


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_itself_takes_two_queries(django_assert_num_queries, cast, count):
    made = people.make_evaluation_at_draft(cast, indicators=count)
    evaluation = Evaluation.objects.select_related("department").get(pk=made.pk)
    goal = evaluation.goals.get()

    with django_assert_num_queries(2):
        page = targets.page(evaluation, goal, saving.Attempt())

    assert len(page["lines"]) == count


def test_pages_take_as_many_queries_at_three_rows_as_at_sixty(signed_in, cast):
    counts = []
    for count, year in ((3, 2019), (60, 2022)):
        evaluation = people.make_evaluation_at_draft(
            cast, goals=1 if count == 3 else 3, indicators=count, fiscal_year=year
        )
        for address in (url(evaluation), url(evaluation, GOAL)):
            with CaptureQueriesContext(connection) as queries:
                assert signed_in.get(address).status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]


def test_only_preparers_of_the_unit_come_in(client, cast, evaluation):
    outcomes = {}
    for name, user in cast.everyone().items():
        client.force_login(user)
        outcomes[name] = {client.get(address).status_code for address in (url(evaluation), url(evaluation, GOAL))}

    assert outcomes == {
        "preparer": {200},
        "contributor": {403},
        "approver": {403},
        "reviewer": {403},
        "admin": {403},
        "outsider": {404},
        "far_reviewer": {404},
        "parent_preparer": {404},
    }


# ---- copies and rows in number, as plain wishes ---------------------------------------------------


def test_a_row_is_duplicated_by_the_button_under_it(signed_in, evaluation):
    before = names(evaluation)

    response = press(signed_in, url(evaluation, GOAL), "duplicate", ANY, FIRST)

    assert response.status_code == 302
    assert names(evaluation) == [before[0], before[0], *before[1:]]


def test_several_rows_are_added_and_removed_with_one_wish_each(signed_in, evaluation):
    before, keys = names(evaluation), [saving.new_key() for _ in range(2)]

    signed_in.post(url(evaluation, GOAL), {"do": f"add-rows:{':'.join(keys)}"})
    assert names(evaluation) == [*before, "", ""]

    signed_in.post(url(evaluation, GOAL), {"do": f"remove:{FIRST}:{keys[0]}"})
    assert names(evaluation) == [*before[1:], ""]

    signed_in.post(url(evaluation, GOAL), {"do": f"take-back:{keys[1]}:{SECOND}"})
    assert names(evaluation) == before[1:]
