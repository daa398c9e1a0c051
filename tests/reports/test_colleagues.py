"""Who has still what to fill in: on a colleague's first page, on the overview, and before a submission."""

import re

import pytest

from budgets import people
from budgets.editing import Refused
from budgets.models import Membership, Role, Status
from indicators.assignments import tick
from indicators.models import Indicator
from reports.moves import Action
from tests import facts as sample
from tests.evaluations import again, make_evaluation, walk
from tests.people import assign_quietly, make_cast, make_user

pytestmark = pytest.mark.django_db

FIRST, SECOND = sample.GOALS


@pytest.fixture
def cast():
    return make_cast()


def page_of(client, user, address="/"):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def cards(page):
    """Each card as (what is missing, where its button leads)."""
    found = re.findall(r'<li class="todo-card">(.*?)</li>', page, re.DOTALL)
    return [
        (re.search(r'<p class="soft">([^<]*)', card)[1], re.search(r'btn-sm" href="([^"]*)', card)[1]) for card in found
    ]


def division(page):
    """The rows of 分工 on the overview, as the words in their cells."""
    body = page.partition("<h2>分工</h2>")[2].partition("</section>")[0]
    found = re.findall(r"<tr><th scope=\"row\">([^<]*)</th><td class=\"num\">([^<]*)</td><td>(.*?)</td></tr>", body)
    return [(goal, number, re.sub(r"<[^>]*>", "", who).strip()) for goal, number, who in found]


def test_a_colleague_finds_what_he_has_still_to_fill_in(client, cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, FIRST, cast.contributor)
    assign_quietly(evaluation, SECOND, cast.contributor)
    Indicator.objects.filter(key__in=sample.ROWS[:2]).update(actual="")

    results = f"/evaluations/{evaluation.pk}/results/"
    said = "请填写：年度目标1，还差 2 项；年度目标2，已填齐，请确认“本科室已填完”"
    assert cards(page_of(client, cast.contributor)) == [(said, results)]

    tick(evaluation, SECOND, done=True, by=cast.contributor)
    assert cards(page_of(client, cast.contributor)) == [("请填写：年度目标1，还差 2 项", results)]
    tick(evaluation, FIRST, done=True, by=cast.contributor)
    assert cards(page_of(client, cast.contributor)) == []


def test_of_a_goal_of_two_each_is_told_of_it_once_until_he_has_said_that_it_is_filled_in(client, cast):
    evaluation, second = make_evaluation(cast), make_user("second", "吴用", cast.bureau, Role.CONTRIBUTOR)
    assign_quietly(evaluation, FIRST, cast.contributor)
    assign_quietly(evaluation, FIRST, second)
    Indicator.objects.filter(key__in=sample.ROWS[:2]).update(actual="")
    waiting = [("请填写：年度目标1，还差 2 项", f"/evaluations/{evaluation.pk}/results/")]
    assert [cards(page_of(client, user)) for user in (cast.contributor, second)] == [waiting, waiting]

    tick(evaluation, FIRST, done=True, by=second)
    assert [cards(page_of(client, user)) for user in (cast.contributor, second)] == [waiting, []]


@pytest.mark.parametrize("status", [Status.TARGETS_DRAFT, Status.SIGN_OFF, Status.SUBMITTED])
def test_nothing_waits_for_a_colleague_while_results_are_closed(client, cast, status):
    assign_quietly(make_evaluation(cast, status), FIRST, cast.contributor)
    assert cards(page_of(client, cast.contributor)) == []


def test_nothing_waits_for_a_colleague_of_another_goal_or_unit(client, cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, FIRST, make_user("another", "吴用", cast.bureau, Role.CONTRIBUTOR))
    foreign = make_evaluation(cast, fiscal_year=2021)
    assign_quietly(foreign, FIRST, cast.contributor)
    Membership.objects.filter(user=cast.contributor).update(department=cast.other)
    assert cards(page_of(client, cast.contributor)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_of_a_colleague_takes_so_many_queries(client, cast, count, django_assert_num_queries):
    for year in range(2020, 2020 + count):
        evaluation = make_evaluation(cast, fiscal_year=year)
        assign_quietly(evaluation, FIRST, cast.contributor)
    client.force_login(cast.contributor)
    with django_assert_num_queries(8):
        client.get("/")


def test_the_overview_shows_who_has_filled_in_what_and_when(client, cast):
    evaluation = make_evaluation(cast)
    address = f"/evaluations/{evaluation.pk}/"
    assert division(page_of(client, cast.preparer, address)) == []
    assign_quietly(evaluation, FIRST, cast.contributor)
    Indicator.objects.filter(key=sample.ROWS[0]).update(analysis="")

    expected = [
        ("年度目标1：提升公园绿地养护水平", "2 / 3 项", "何平 还没有填完"),
        ("年度目标2：方便居民游园", "2 / 2 项", "由填报人填写"),
    ]
    for user in (cast.preparer, cast.contributor, cast.approver, cast.admin):
        assert division(page_of(client, user, address)) == expected
    tick(evaluation, FIRST, done=True, by=cast.contributor)
    assert re.fullmatch(r"何平 已填完 \d+月\d+日 \d\d:\d\d", division(page_of(client, cast.preparer, address))[0][2])


def test_the_finance_bureau_is_told_nothing_of_it(client, cast):
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    assign_quietly(evaluation, FIRST, cast.contributor)
    page = page_of(client, cast.reviewer, f"/evaluations/{evaluation.pk}/")
    assert (division(page), "何平" in page) == ([], False)


def test_the_overview_of_a_colleague_leads_to_his_goals_and_opens_no_other_step(client, cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, FIRST, cast.contributor)
    page = page_of(client, cast.contributor, f"/evaluations/{evaluation.pk}/")

    assert "请填写：年度目标1，已填齐，请确认“本科室已填完”。" in page
    steps = re.search(r'<ol class="steps">(.*?)</ol>', page, re.DOTALL)[1]
    assert re.findall(rf'href="/evaluations/{evaluation.pk}/(\w+)/"', steps) == ["results", "check", "preview"]
    assert "/assignments/" not in page
    assert "/moves/" not in page


def test_a_finding_leads_a_colleague_to_the_fields_that_he_can_write(client, cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, FIRST, cast.contributor)
    Indicator.objects.filter(key__in=[sample.ROWS[0], sample.ROWS[4]]).update(actual="")
    Indicator.objects.filter(key=sample.ROWS[1]).update(target="")
    page = page_of(client, cast.contributor, f"/evaluations/{evaluation.pk}/check/")

    led = set(re.findall(r'href="[^"#]*/(\w+)/\?from_check=[^"#]*#([^"]*)"', page))
    assert led == {("results", f"{sample.ROWS[0]}-actual")}
    assert 'name="do"' not in page


def test_before_submitting_the_preparer_is_told_what_is_not_called_filled_in_and_may_go_on(client, cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, FIRST, cast.contributor)
    assign_quietly(evaluation, SECOND, make_user("another", "吴用", cast.bureau, Role.CONTRIBUTOR))
    tick(evaluation, FIRST, done=True, by=cast.contributor)
    address = f"/evaluations/{evaluation.pk}/moves/submit/"

    said = "还没有确认“本科室已填完”：年度目标2（吴用）。这只是提示，可以照常提交。"
    assert said in page_of(client, cast.preparer, address)
    walk(cast, evaluation, Action.SUBMIT)
    assert again(evaluation).status == Status.SIGN_OFF
    walk(cast, evaluation, Action.WITHDRAW)
    evaluation.assignments.all().delete()
    assert "还没有确认" not in page_of(client, cast.preparer, address)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_before_submitting_takes_so_many_queries(client, cast, count, django_assert_num_queries):
    evaluation = make_evaluation(cast)
    for number in range(count):
        user = make_user(f"c{number}", f"人员{number}", cast.bureau, Role.CONTRIBUTOR)
        assign_quietly(evaluation, FIRST, user)
    client.force_login(cast.preparer)
    with django_assert_num_queries(14):
        client.get(f"/evaluations/{evaluation.pk}/moves/submit/")


def test_a_colleague_reviews_no_unit_in_which_he_fills_in(cast):
    with pytest.raises(Refused, match="不能既是武汉市蔡甸区民政局的协办人，又审核这个单位"):
        people.grant(cast.contributor, department=cast.district, role=Role.REVIEWER, by=cast.admin)
