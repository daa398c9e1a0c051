"""The page of findings: all at once, each with the way to the very field, for those who can mend it."""

import re

import pytest

from budgets.models import Status
from indicators.facts import Place
from reports.moves import Action
from reports.places import field_url, place_words
from tests import facts as sample
from tests.evaluations import fill, make_evaluation, walk
from tests.people import make_cast

pytestmark = pytest.mark.django_db


def faulty_facts():
    """Errors on budget, results and statement, and a warning on results."""
    facts = sample.with_row(sample.make_facts(), 0, actual="", outcome="")
    facts = sample.with_row(facts, 4, analysis=facts.goals[1].rows[0].analysis)
    facts = sample.with_statement(facts, problems=())
    return sample.with_basic(facts, executed=None)


def check_page(client, user, evaluation):
    client.force_login(user)
    answer = client.get(f"/evaluations/{evaluation.pk}/check/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_findings_stand_by_step_with_errors_first_and_lead_to_their_fields(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=faulty_facts())

    page = check_page(client, cast.preparer, evaluation)

    body = page[page.index('class="frame-body"') :]
    assert re.findall(r"<h3>([^<]*)</h3>", body) == ["预算", "完成情况", "问题与改进"]
    levels = re.findall(r'<li class="finding finding-(\w+)"', body)
    results = body[body.index("<h3>完成情况</h3>") : body.index("<h3>问题与改进</h3>")]
    assert re.findall(r'<li class="finding finding-(\w+)"', results) == ["error", "warning"]
    here = f"/evaluations/{evaluation.pk}"
    links = re.findall(r'<a href="([^"]*)">去修改', body)
    assert len(links) == len(levels)
    assert f"{here}/budget/?from_check=blank-executed-basic-executed#basic-executed" in links
    first, last = sample.ROWS[0], sample.ROWS[4]
    assert f"{here}/results/?from_check=blank-actual-{first}-actual#{first}-actual" in links
    assert f"{here}/results/?from_check=same-analysis-{last}-analysis#{last}-analysis" in links
    assert f"{here}/statement/?from_check=blank-problems-statement-problems#statement-problems" in links
    assert f"错误 {levels.count('error')} 条 · 提醒 1 条（1 条待答复）" in page


def test_targets_that_a_reviewer_approved_are_still_judged_as_targets(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, from_targets=True)

    page = check_page(client, cast.reviewer, evaluation)
    overview = client.get(f"/evaluations/{evaluation.pk}/").content.decode()

    assert "没有发现问题" in page
    assert ("年初预算数" in overview, "完成的指标" in overview) == (True, False)


def test_without_findings_the_page_says_so(client):
    cast = make_cast()
    evaluation = make_evaluation(cast)

    page = check_page(client, cast.preparer, evaluation)

    assert "没有发现问题" in page
    assert '<ul class="findings">' not in page


@pytest.mark.parametrize("who", ["approver", "admin"])
def test_who_cannot_mend_reads_the_findings_without_links(client, who):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=faulty_facts())

    page = check_page(client, getattr(cast, who), evaluation)

    assert "未填实际完成值" in page
    assert "去修改" not in page


def test_after_submission_nobody_is_led_to_fields_that_are_closed(client):
    cast = make_cast()
    facts = sample.with_row(sample.make_facts(), 4, analysis=sample.make_facts().goals[1].rows[0].analysis)
    evaluation = make_evaluation(cast, Status.SIGN_OFF, facts=facts)

    page = check_page(client, cast.preparer, evaluation)

    assert '<li class="finding finding-warning"' in page
    assert "去修改" not in page


def test_a_reviewer_reads_the_findings_on_what_was_submitted(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.RETURN)
    fill(cast, evaluation, faulty_facts())

    page = check_page(client, cast.reviewer, evaluation)

    body = page[page.index('class="frame-body"') :]
    assert "没有发现问题" in body
    assert "未填实际完成值" not in page
    assert "此后的修改要等再次报送" in body


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (Place("budget"), "budget/"),
        (Place("budget", "evaluation", "carry_over"), "budget/#evaluation-carry_over"),
        (Place("goals"), "goals/"),
        (Place("goals", sample.GOALS[1], "title"), f"goals/{sample.GOALS[1]}/#{sample.GOALS[1]}-title"),
        (Place("goals", sample.GOALS[1], "rows"), f"goals/{sample.GOALS[1]}/"),
        (Place("goals", sample.GOALS[1], "achievement"), f"results/#{sample.GOALS[1]}-achievement"),
        (Place("indicators", sample.ROWS[4], "target"), f"goals/{sample.GOALS[1]}/#{sample.ROWS[4]}-target"),
        (Place("indicators", sample.ROWS[4], "actual"), f"results/#{sample.ROWS[4]}-actual"),
        (Place("indicators", "00000000-0000-4000-8000-0000000000ff", "name"), "goals/"),
        (Place("statement", "statement", "problems"), "statement/#statement-problems"),
    ],
)
def test_every_place_has_the_address_of_its_field(place, address):
    evaluation = make_evaluation(make_cast())

    found = field_url(evaluation, place)

    # A row that is gone leads to the list.
    assert found.partition("#")[0] == f"/evaluations/{evaluation.pk}/{address.partition('#')[0]}"
    if "00ff" not in place.key:
        assert found == f"/evaluations/{evaluation.pk}/{address}"


def test_many_places_cost_one_query(django_assert_num_queries):
    evaluation = make_evaluation(make_cast())

    with django_assert_num_queries(1):
        for key in sample.ROWS:
            field_url(evaluation, Place("indicators", key, "name"))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("indicators", sample.ROWS[1], "actual"), "完成情况 · 年度目标1 · 补种行道树"),
        (Place("indicators", sample.ROWS[4], "target"), "目标与指标 · 年度目标2 · 游园居民满意度"),
        (Place("goals", sample.GOALS[1], "title"), "目标与指标 · 年度目标2"),
        (Place("budget", sample.OTHER, "final"), "预算 · 其他收入"),
        (Place("budget", "evaluation", "carry_over"), "预算"),
        (Place("statement", "statement", "problems"), "问题与改进"),
    ],
)
def test_every_place_is_said_in_words(place, words):
    assert place_words(sample.make_facts(), place) == words
