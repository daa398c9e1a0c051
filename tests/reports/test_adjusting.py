"""申请调整目标, walked on the pages from approved targets to the issued report: nothing that was typed is wiped."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.models import Status
from indicators import rows
from indicators.answers import given
from indicators.facts import from_json
from indicators.gather import gather
from reports.checking import check_now
from reports.differences import differences
from reports.moves import Action
from tests import facts as sample
from tests.evaluations import again, answer_all, make_evaluation, walk
from tests.facts import GOALS, ROWS
from tests.people import Cast, make_cast

pytestmark = pytest.mark.django_db

NEW = "00000000-0000-4000-8000-0000000000c9"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.preparer)
    return client


def type_cells(client, address, *cells):
    """As the script of the page sends them; every one of them must be saved."""
    names = ("key", "field", "was", "now")
    body = json.dumps({"changes": [dict(zip(names, cell, strict=True)) for cell in cells]})
    answer = client.post(address, body, content_type="application/json", headers={"accept": "application/json"})
    assert {one["status"] for one in answer.json()["answers"]} == {"saved"}, answer.json()


def goal_page(evaluation, key=GOALS[0]):
    return reverse("goal", args=[evaluation.pk, key])


def adjust(client, evaluation, *, weights=()):
    """Another target with its reason for 补种行道树, and a new indicator in the same goal."""
    type_cells(
        client,
        goal_page(evaluation),
        (ROWS[1], "adjusted_target", "", "430株"),
        (ROWS[1], "adjustment_reason", "", "夏季高温，经批准调整。"),
    )
    client.post(goal_page(evaluation), {"do": f"add-row:{NEW}:{ROWS[0]}"})
    type_cells(
        client,
        goal_page(evaluation),
        (NEW, "name", "", "新建口袋公园"),
        (NEW, "target", "", "2个"),
        *((key, "weight", was, now) for key, was, now in weights),
    )


def untouched(facts):
    """The facts without what the adjustment is about."""
    goals = tuple(
        replace(
            goal,
            rows=tuple(
                replace(row, adjusted_target="", adjustment_reason="", adjusted_on=None, weight=None)
                for row in goal.rows
                if row.key != NEW
            ),
        )
        for goal in facts.goals
    )
    return replace(facts, goals=goals)


def facts_with_a_warning():
    return sample.with_row(sample.make_facts(), 3, name="补种行道树")


def test_what_was_typed_is_there_after_targets_were_adjusted_and_approved(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True, facts=facts_with_a_warning())
    answer_all(cast, evaluation, note="两项确实同名")
    before, answers = gather(again(evaluation)), given(again(evaluation))
    assert len(answers) == 1

    walk(cast, evaluation, Action.ADJUST)
    adjust(signed_in, evaluation)
    assert untouched(gather(again(evaluation))) == before
    walk(cast, evaluation, Action.SUBMIT, Action.APPROVE)

    after = gather(again(evaluation))
    assert again(evaluation).status == Status.DRAFT
    assert untouched(after) == before
    assert given(again(evaluation)) == answers
    assert [row.key for row in after.goals[0].rows] == [ROWS[0], NEW, ROWS[1], ROWS[2]]
    adjusted = after.goals[0].rows[2]
    assert (adjusted.target, adjusted.adjusted_target, adjusted.adjustment_reason, adjusted.adjusted_on) == (
        "≥500株",
        "430株",
        "夏季高温，经批准调整。",
        timezone.localdate(),
    )


def test_targets_returned_while_they_are_adjusted_are_changed_and_submitted_anew(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    before = gather(again(evaluation))
    walk(cast, evaluation, Action.ADJUST)
    adjust(signed_in, evaluation)
    walk(cast, evaluation, Action.SUBMIT, Action.RETURN)

    type_cells(signed_in, goal_page(evaluation), (ROWS[1], "adjusted_target", "430株", "440株"))
    walk(cast, evaluation, Action.SUBMIT, Action.APPROVE)

    after = gather(again(evaluation))
    assert after.goals[0].rows[2].adjusted_target == "440株"
    assert untouched(after) == before


def test_the_report_can_be_issued_after_an_adjustment(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    walk(cast, evaluation, Action.ADJUST)
    adjust(signed_in, evaluation)
    walk(cast, evaluation, Action.SUBMIT, Action.APPROVE)
    results = reverse("results", args=[evaluation.pk])
    type_cells(
        signed_in,
        results,
        (NEW, "actual", "", "2个"),
        (NEW, "analysis", "", "全年新建口袋公园2个，已全部开放。"),
        (ROWS[1], "outcome", "partly", "met"),
    )
    assert [finding.message for finding in check_now(again(evaluation)) if finding.level == "error"] == []

    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)

    assert again(evaluation).status == Status.APPROVED


def test_points_can_be_given_anew_so_that_a_new_indicator_has_its_share(signed_in, cast):
    scored = scored_facts()
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True, facts=scored)
    before = gather(again(evaluation))
    walk(cast, evaluation, Action.ADJUST)

    adjust(signed_in, evaluation, weights=((ROWS[0], "16", "6"), (NEW, "", "10")))
    errors = [finding.message for finding in check_now(again(evaluation)) if finding.level == "error"]
    assert errors == []
    walk(cast, evaluation, Action.SUBMIT, Action.APPROVE)

    after = gather(again(evaluation))
    assert untouched(after) == untouched(before)
    assert [row.weight for row in after.goals[0].rows[:2]] == [Decimal("6.00"), Decimal("10.00")]


def scored_facts():
    facts = sample.make_facts(rule_set="hubei", layout="founding-scored")
    for index in range(5):
        facts = sample.with_row(facts, index, weight=Decimal("16.00"))
    return facts


def test_while_adjusting_the_reason_stands_beside_both_targets(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    closed = heads_of(signed_in.get(goal_page(evaluation)))
    walk(cast, evaluation, Action.ADJUST)

    adjusting = heads_of(signed_in.get(goal_page(evaluation)))

    assert closed == ["序号", "一级指标", "二级指标", "三级指标", "年初目标值", "计量单位", "指标性质", "状态"]
    assert adjusting == ["序号", "一级指标", "二级指标", "三级指标", "年初目标值", "调整后目标值", "调整原因", "状态"]


def heads_of(response) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', response.content.decode())


def test_after_the_adjustment_grid_and_panel_of_actuals_show_both_targets_and_why(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    walk(cast, evaluation, Action.ADJUST)
    adjust(signed_in, evaluation)
    walk(cast, evaluation, Action.SUBMIT, Action.APPROVE)

    grid = signed_in.get(reverse("results", args=[evaluation.pk])).content.decode()
    panel = signed_in.get(reverse("result", args=[evaluation.pk, ROWS[1]])).content.decode()

    day = timezone.localdate()
    assert '430株 <s class="was-target"><span class="visually-hidden">原</span>≥500株</s>' in grid
    assert grid.count(">调整原因：夏季高温，经批准调整。</span>") == 1
    assert "<dt>年初目标值</dt><dd>≥500株</dd>" in panel
    assert f"{day.year}年{day.month}月{day.day}日调整，按它判断" in panel
    assert '<dt>调整原因</dt><dd class="typed">夏季高温，经批准调整。</dd>' in panel


def test_a_goal_that_was_added_while_adjusting_is_checked(cast):
    evaluation = make_evaluation(cast, from_targets=True)
    walk(cast, evaluation, Action.ADJUST)
    goal = rows.add_goal(again(evaluation), by=cast.preparer)

    found = [one for one in check_now(again(evaluation)) if one.place.key == str(goal.key)]

    assert [(one.level, one.code, one.place.step) for one in found] == [
        ("error", "blank-title", "goals"),
        ("error", "no-indicator", "goals"),
    ]


def test_what_was_adjusted_is_compared_with_the_targets_approved_before(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    walk(cast, evaluation, Action.ADJUST)
    adjust(signed_in, evaluation)
    walk(cast, evaluation, Action.SUBMIT)
    first, second = [event for event in evaluation.events.all() if event.action == Action.SUBMIT]

    told = differences(from_json(first.facts), from_json(second.facts))

    stated = {(one.place.key, one.label): (one.was, one.now) for one in told}
    assert stated[ROWS[1], "调整后目标值"] == ("", "430株")
    assert stated[ROWS[1], "调整原因"] == ("", "夏季高温，经批准调整。")
    assert stated[NEW, "新增指标"][0] == ""


def test_a_day_that_was_typed_stays_and_only_adjusted_rows_are_dated(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    walk(cast, evaluation, Action.ADJUST)
    adjust(signed_in, evaluation)
    type_cells(signed_in, goal_page(evaluation), (ROWS[1], "adjusted_on", "", "2022年9月1日"))

    walk(cast, evaluation, Action.SUBMIT)

    days = {row.key: row.adjusted_on for _, row in gather(again(evaluation)).rows()}
    assert days == dict.fromkeys([*ROWS, NEW]) | {ROWS[1]: date(2022, 9, 1)}
