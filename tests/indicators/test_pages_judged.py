"""The lines below the cells: on the pages, in the answer to a save, and what is proposed when a row is saved."""

import json
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.cells import Change
from budgets.models import Evaluation, Status
from indicators import rows
from indicators.gather import gather
from indicators.models import Indicator
from indicators.views import lines, results
from tests import people
from tests.plain_form import cell, inputs_of

pytestmark = pytest.mark.django_db

GOAL, FIRST, SECOND, THIRD = people.key_of(1), people.key_of(101), people.key_of(102), people.key_of(103)


@pytest.fixture
def cast():
    return people.make_cast()


@pytest.fixture
def evaluation(cast):
    """Targets are ≥10个, ≥20个, ≥30个."""
    return people.make_evaluation_at_draft(cast)


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.preparer)
    return client


def results_of(evaluation, key=""):
    return f"/evaluations/{evaluation.pk}/results/{f'{key}/' if key else ''}"


def goal_of(evaluation):
    return f"/evaluations/{evaluation.pk}/goals/{GOAL}/"


def save(client, address, *changes):
    names = ("key", "field", "was", "now")
    body = {"changes": [dict(zip(names, change, strict=True)) for change in changes]}
    return client.post(address, json.dumps(body), content_type="application/json").json()


def told_on(response):
    """The lines of the page, in order."""
    return re.findall(r'class="told"[^>]*>([^<]*)<', response.content.decode())


def outcome_of(key):
    return Indicator.objects.get(key=key).outcome


def scored(evaluation):
    """The same by the rules of Hubei, each row with 10 points."""
    Evaluation.objects.filter(pk=evaluation.pk).update(rule_set="hubei", layout="founding-scored")
    Indicator.objects.filter(evaluation=evaluation).update(weight=Decimal(10))
    return Evaluation.objects.select_related("department").get(pk=evaluation.pk)


# ---- the answer to a save -------------------------------------------------------------------------


def test_the_answer_tells_each_touched_row_and_no_other(signed_in, evaluation):
    told = save(signed_in, results_of(evaluation), (FIRST, "actual", "", "12个"), (THIRD, "actual", "", "27个"))

    assert {key: (row["judgement"], row["outcome"], row["state"]) for key, row in told["rows"].items()} == {
        FIRST: ("超额完成 · 120%", "exceeded", "good"),
        THIRD: ("未达目标 · 90%：请填写偏差原因和改进措施", "", "bad"),
    }
    assert "sums" not in told


def test_the_answer_tells_what_was_understood_of_a_target(signed_in, evaluation):
    told = save(signed_in, goal_of(evaluation), (FIRST, "target", "≥10个", "12月底前"))["rows"][FIRST]

    assert told["understood"] == {"target": "12月底前 · 越早越好", "adjusted_target": ""}


def test_a_row_that_is_gone_or_foreign_is_told_nothing(signed_in, evaluation, cast):
    other = people.make_evaluation_at_draft(cast, facts=people.make_facts(goals=5, fiscal_year=2021))
    foreign = people.key_of(501)
    assert other.indicators.filter(key=foreign).exists()

    told = save(signed_in, results_of(evaluation), (foreign, "actual", "", "9"), ("x", "actual", "", "9"))

    assert told["rows"] == {}


def test_the_achievement_of_a_goal_has_no_lines(signed_in, evaluation):
    assert save(signed_in, results_of(evaluation), (GOAL, "achievement", "", "已完成"))["rows"] == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_answer_takes_one_query_more_for_all_its_rows(django_assert_num_queries, cast, count):
    made = people.make_evaluation_at_draft(cast, indicators=3)
    answers = rows.save_typed(
        made, [Change(key, "actual", "", "12个") for key in (FIRST, SECOND, THIRD)[:count]], by=cast.preparer
    )

    with django_assert_num_queries(1):
        told = lines.answer(made, answers)

    assert len(told["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_sums_take_five_queries_more(django_assert_num_queries, cast, count):
    made = scored(people.make_evaluation_at_draft(cast, indicators=3))
    answers = rows.save_typed(
        made, [Change(key, "actual", "", "99个") for key in (FIRST, SECOND, THIRD)[:count]], by=cast.preparer
    )

    with django_assert_num_queries(6):
        told = lines.answer(made, answers)

    assert (len(told["rows"]), told["sums"]["total"][0]) == (count, f"{count * 10}.00")


@pytest.mark.parametrize("changed", [1, 3])
def test_a_save_with_proposals_takes_two_writes_per_row(cast, changed):
    made = people.make_evaluation_at_draft(cast)
    changes = [Change(key, "actual", "", "99个") for key in (FIRST, SECOND, THIRD)[:changed]]

    with CaptureQueriesContext(connection) as queries:
        rows.save_typed(made, changes, by=cast.preparer)

    written = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "indicators_indicator"')]
    assert len(written) == 2 * changed


# ---- proposals ------------------------------------------------------------------------------------


def test_an_outcome_is_proposed_saved_and_follows_the_figures(signed_in, evaluation):
    first = save(signed_in, results_of(evaluation), (FIRST, "actual", "", "12个"))["rows"][FIRST]
    second = save(signed_in, results_of(evaluation), (FIRST, "actual", "12个", "10个"))["rows"][FIRST]
    third = save(signed_in, results_of(evaluation), (FIRST, "actual", "10个", "9个"))["rows"][FIRST]

    assert [row["outcome_proposed"] for row in (first, second, third)] == ["exceeded", "met", ""]
    assert [row["outcome"] for row in (first, second, third)] == ["exceeded", "met", ""]
    assert third["hint"] == "部分或未完成"
    assert outcome_of(FIRST) == ""


def test_what_a_person_chose_is_never_overwritten(signed_in, evaluation):
    save(signed_in, results_of(evaluation), (FIRST, "actual", "", "12个"))
    save(signed_in, results_of(evaluation), (FIRST, "outcome", "exceeded", "met"))

    told = save(signed_in, results_of(evaluation), (FIRST, "actual", "12个", "9个"))["rows"][FIRST]

    assert (told["outcome"], told["outcome_proposed"], outcome_of(FIRST)) == ("met", "", "met")
    assert told["hint"] == "与数值不符"


def test_who_speaks_of_the_outcome_himself_is_not_answered_with_a_proposal(signed_in, evaluation):
    save(signed_in, results_of(evaluation), (FIRST, "actual", "", "12个"))

    save(signed_in, results_of(evaluation), (FIRST, "actual", "12个", "13个"), (FIRST, "outcome", "exceeded", ""))

    assert outcome_of(FIRST) == ""


def test_other_fields_do_not_bring_a_proposal_back(signed_in, evaluation):
    save(signed_in, results_of(evaluation), (FIRST, "actual", "", "12个"))
    save(signed_in, results_of(evaluation), (FIRST, "outcome", "exceeded", ""))

    save(signed_in, results_of(evaluation, FIRST), (FIRST, "analysis", "", "一段分析。"))

    assert outcome_of(FIRST) == ""


def test_a_changed_target_or_tier_changes_the_proposal_too(signed_in, evaluation):
    save(signed_in, results_of(evaluation), (FIRST, "actual", "", "12个"))
    save(signed_in, goal_of(evaluation), (FIRST, "target", "≥10个", "12个"))
    assert outcome_of(FIRST) == "met"

    save(signed_in, goal_of(evaluation), (SECOND, "target", "≥20个", "改善条件"))
    told = save(signed_in, results_of(evaluation), (SECOND, "actual", "", "明显改善"))["rows"][SECOND]
    assert (told["outcome"], told["hint"], told["asks"]) == ("", "选择档次", "tier")
    save(signed_in, results_of(evaluation), (SECOND, "tier", "", "partly"))
    assert outcome_of(SECOND) == "partly"


def test_an_adjusted_target_changes_the_proposal_and_so_does_taking_it_back(signed_in, evaluation):
    save(signed_in, results_of(evaluation), (FIRST, "actual", "", "12个"))
    proposed = [outcome_of(FIRST)]
    for was, now in (("", "12个"), ("12个", "15个"), ("15个", "")):
        save(signed_in, goal_of(evaluation), (FIRST, "adjusted_target", was, now))
        proposed.append(outcome_of(FIRST))

    assert proposed == ["exceeded", "met", "", "exceeded"]


def test_a_changed_name_changes_the_proposal_where_it_says_which_way_is_better(signed_in, evaluation):
    Indicator.objects.filter(key=FIRST).update(name="树木成活率", target="5%", actual="4%")

    save(signed_in, goal_of(evaluation), (FIRST, "name", "树木成活率", "树木死亡率"))

    assert outcome_of(FIRST) == "exceeded"


def test_nothing_is_proposed_before_results_are_open(signed_in, evaluation):
    Indicator.objects.filter(key=FIRST).update(actual="12个")
    people.set_status(evaluation, Status.TARGETS_DRAFT)

    told = save(signed_in, goal_of(evaluation), (FIRST, "target", "≥10个", "12个"))["rows"][FIRST]

    assert (told["outcome"], told["outcome_proposed"], outcome_of(FIRST)) == ("", "met", "")


def test_a_refused_actual_proposes_nothing(signed_in, evaluation):
    answer = save(signed_in, results_of(evaluation), (FIRST, "actual", "11个", "12个"))

    assert answer["answers"][0]["status"] == "conflict"
    assert (answer["rows"][FIRST]["outcome"], outcome_of(FIRST)) == ("", "")


def test_a_plain_form_is_answered_with_the_proposal_in_the_list(signed_in, evaluation):
    posted = inputs_of(signed_in.get(results_of(evaluation)))

    page = signed_in.post(results_of(evaluation), posted | {cell(FIRST, "actual"): "12个", "do": "save"}, follow=True)

    assert inputs_of(page)[cell(FIRST, "outcome")] == "exceeded"


def test_what_is_read_in_is_stored_as_it_states(cast):
    """A file that leaves 完成情况 blank is not completed on the way."""
    facts = people.make_facts(actual="12个")

    assert gather(people.make_evaluation_at_draft(cast, facts=facts)).goals == facts.goals


# ---- the pages ------------------------------------------------------------------------------------


def test_the_grid_of_results_shows_what_a_save_answers(signed_in, evaluation):
    save(signed_in, results_of(evaluation), (FIRST, "actual", "", "12张"), (SECOND, "actual", "", "19个"))

    assert told_on(signed_in.get(results_of(evaluation))) == [
        "单位不同：个 / 张 · 超额完成 · 120%",
        "未达目标 · 95%：请填写偏差原因和改进措施",
        "部分或未完成",
        "请填写原因",
    ]


def test_the_row_leads_to_the_field_that_is_asked_for(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=1, target="改善条件", actual="明显改善")
    page = signed_in.get(results_of(evaluation)).content.decode()
    assert f'<a class="told" href="{FIRST}/#{FIRST}-tier">选择档次</a>' in page

    assert cell(FIRST, "tier") in inputs_of(signed_in.get(results_of(evaluation, FIRST)))
    Indicator.objects.filter(key=FIRST).update(nature="number")
    assert cell(FIRST, "tier") in inputs_of(signed_in.get(results_of(evaluation, FIRST)))


def test_the_grid_of_targets_shows_what_was_understood(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=1, adjusted_target="12月底前")

    assert told_on(signed_in.get(goal_of(evaluation))) == ["≥ 10 个 · 越多越好", "12月底前 · 越早越好"]


def test_pages_that_are_only_read_ask_for_nothing(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, actual="9个", targets_approved=True)
    people.set_status(evaluation, Status.SUBMITTED)

    assert told_on(signed_in.get(results_of(evaluation))) == []
    assert told_on(signed_in.get(goal_of(evaluation))) == []


def test_the_panel_lists_the_findings_of_its_row(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast, indicators=2, actual="9个", outcome="partly")

    panel = signed_in.get(results_of(evaluation, FIRST), headers={"HX-Request": "true"}).content.decode()

    assert re.findall(r'<li data-level="(\w+)"><strong>错误</strong> ([^<]*)</li>', panel) == [
        ("error", "部分完成（目标值“≥10个”，实际完成值“9个”），请填写偏差原因。"),
        ("error", "部分完成（目标值“≥10个”，实际完成值“9个”），请填写改进措施。"),
    ]


# ---- points ---------------------------------------------------------------------------------------


def sums_on(response):
    return dict(re.findall(r'data-sum="([^"]*)">([^<]*)<', response.content.decode()))


def test_points_stand_in_the_row_and_add_up_at_the_foot(signed_in, evaluation):
    evaluation = scored(evaluation)
    answer = save(signed_in, results_of(evaluation), (FIRST, "actual", "", "9个"), (SECOND, "score", "", "7.5"))

    page = signed_in.get(results_of(evaluation))

    assert answer["sums"] == {
        GOAL: ["16.50", "未全部评定"],
        "execution": ["", "执行率无法计算"],
        "total": ["16.50", "还有 1 项未定；执行率未定"],
    }
    assert sums_on(page) == {key: points for key, (points, _) in answer["sums"].items()}
    assert (answer["rows"][FIRST]["formula"], answer["rows"][FIRST]["score_explanation"]) == (
        "9",
        "10 × 9 ÷ 10 = 9.00",
    )
    assert re.findall(
        r'value="([^"]*)" aria-labelledby="c-score r[123]"(?: placeholder="([^"]*)")?', page.content.decode()
    ) == [
        ("", "9"),
        ("7.5", ""),
        ("", ""),
    ]


def test_a_goal_added_while_the_grid_is_made_is_no_error(signed_in, evaluation, cast, monkeypatch):
    evaluation = scored(evaluation)
    sums_of = results.sums_of

    def added_meanwhile(of):
        rows.add_goal(evaluation, by=cast.preparer)
        return sums_of(of)

    monkeypatch.setattr(results, "sums_of", added_meanwhile)
    page = signed_in.get(results_of(evaluation))

    assert re.findall(r'data-sum="([^"]*)"', page.content.decode()) == [GOAL, "execution", "total"]


def test_the_page_of_one_indicator_explains_its_points(signed_in, evaluation):
    evaluation = scored(evaluation)
    Indicator.objects.filter(key=FIRST).update(actual="9个")

    page = signed_in.get(results_of(evaluation, FIRST))

    assert "10 × 9 ÷ 10 = 9.00" in page.content.decode()
    assert inputs_of(page)[cell(FIRST, "score")] == ""


def test_the_panel_in_the_grid_leaves_the_points_to_the_row(signed_in, evaluation):
    evaluation = scored(evaluation)
    Indicator.objects.filter(key=FIRST).update(target="改善条件", tier="partly", actual="明显改善")

    panel = signed_in.get(results_of(evaluation, FIRST), headers={"HX-Request": "true"})

    assert cell(FIRST, "score") not in inputs_of(panel)
    assert "5至8分（不含8分）" in panel.content.decode()


def test_without_points_no_page_speaks_of_them(signed_in, evaluation):
    Indicator.objects.filter(key=FIRST).update(weight=Decimal(10), score=Decimal(5), actual="9个")
    panel = signed_in.get(results_of(evaluation, FIRST), headers={"HX-Request": "true"})

    for page in (signed_in.get(results_of(evaluation)), signed_in.get(results_of(evaluation, FIRST)), panel):
        text = page.content.decode()
        assert ("分值" in text, "得分" in text, "data-sum" in text, "tfoot" in text) == (False, False, False, False)
        assert cell(FIRST, "score") not in inputs_of(page)


def test_an_unreadable_score_comes_back_in_its_row(signed_in, evaluation):
    evaluation = scored(evaluation)
    posted = inputs_of(signed_in.get(results_of(evaluation)))

    page = signed_in.post(results_of(evaluation), posted | {cell(FIRST, "score"): "八分", "do": "save"})

    assert inputs_of(page)[cell(FIRST, "score")] == "八分"
    assert "“八分”不是分值" in page.content.decode()
