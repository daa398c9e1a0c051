"""分工: the preparer's page, and the grid of results as a colleague meets it."""

import json
import re

import pytest

from budgets.models import Role, Status, User
from indicators import rows
from indicators.assignments import tick
from indicators.gather import gather
from indicators.models import Assignment
from tests import people
from tests.plain_form import inputs_of

pytestmark = pytest.mark.django_db

FIRST, SECOND = people.key_of(1), people.key_of(2)
WRITABLE = {"achievement", "actual", "tier", "outcome", "analysis", "deviation_reason", "improvement"}


@pytest.fixture
def cast():
    return people.make_cast()


@pytest.fixture
def evaluation(cast):
    made = people.make_evaluation_at_draft(cast, goals=2, indicators=2)
    people.assign_quietly(made, SECOND, cast.contributor)
    return made


def of(client, user):
    client.force_login(user)
    return client


def url(evaluation, page, key=""):
    return f"/evaluations/{evaluation.pk}/{page}/{f'{key}/' if key else ''}"


def text_of(response):
    return response.content.decode()


def cells_of(response):
    """Which cells can be written: pairs of key and field."""
    return {tuple(name.split(":")[1:]) for name in inputs_of(response) if name.startswith("cell:")}


def bands_of(response):
    return re.findall(r'<tr class="grid-band"><th[^>]*>(年度目标\d)', text_of(response))


# ---- the grid --------------------------------------------------------------------------------------------------------


def test_a_colleague_finds_his_goals_first_and_open_and_the_others_to_read(client, cast, evaluation):
    page = of(client, cast.contributor).get(url(evaluation, "results"))

    assert bands_of(page) == ["年度目标2", "年度目标1"]
    mine = {(people.key_of(number), field) for number in (201, 202) for field in ("actual", "outcome")}
    assert cells_of(page) == mine | {(SECOND, "achievement")}
    assert re.findall(r'name="do" value="((?:done|undone|next)[^"]*)"', text_of(page)) == [f"done:{SECOND}"]
    assert text_of(page).count("没有分给您，只能查看") == 1


def test_the_preparer_finds_all_goals_open_in_their_order_and_no_tick(client, cast, evaluation):
    page = of(client, cast.preparer).get(url(evaluation, "results"))

    assert bands_of(page) == ["年度目标1", "年度目标2"]
    assert len(cells_of(page)) == 2 + 4 * 2
    assert "本科室已填完" not in text_of(page)


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
def test_the_panel_is_open_in_ones_own_rows_alone(client, cast, evaluation, htmx):
    colleague = of(client, cast.contributor)
    mine = colleague.get(url(evaluation, "results", people.key_of(201)), headers=htmx)
    theirs = colleague.get(url(evaluation, "results", people.key_of(101)), headers=htmx)

    in_panel = WRITABLE - {"achievement", "actual", "outcome"}
    on_page = WRITABLE - {"achievement"}
    assert {field for _, field in cells_of(mine)} == (in_panel if htmx else on_page)
    assert cells_of(theirs) == set()


def test_a_colleague_is_led_from_row_to_row_of_his_own(client, cast, evaluation):
    page = text_of(of(client, cast.contributor).get(url(evaluation, "results", people.key_of(201))))

    assert ("上一项指标" in page, 'value="next"' in page) == (False, True)
    answer = client.post(url(evaluation, "results", people.key_of(201)), {"do": "next"})
    assert answer.url == url(evaluation, "results", people.key_of(202))


def test_what_the_script_sends_of_a_foreign_row_is_refused_and_nothing_is_written(client, cast, evaluation):
    before = gather(evaluation)
    change = {"key": people.key_of(101), "field": "actual", "was": "", "now": "1个"}
    answer = of(client, cast.contributor).post(
        url(evaluation, "results"), json.dumps({"changes": [change]}), content_type="application/json"
    )
    said = [(one["status"], one["message"]) for one in answer.json()["answers"]]
    assert said == [("refused", "这个年度目标没有分给您填写，请联系本单位的填报人")]
    assert gather(evaluation) == before


def test_what_the_plain_form_sends_of_a_foreign_row_is_kept_on_the_page(client, cast, evaluation):
    key = people.key_of(101)
    answer = of(client, cast.contributor).post(
        url(evaluation, "results"), {f"cell:{key}:analysis": "一段分析", f"was:{key}:analysis": "", "do": "save"}
    )
    assert answer.status_code == 200
    assert "没有分给您填写" in text_of(answer)
    assert "一段分析" in text_of(answer)


def test_filled_in_is_said_and_taken_back_by_a_plain_button_that_saves_first(client, cast, evaluation):
    key = people.key_of(201)
    colleague = of(client, cast.contributor)
    sent = {f"cell:{key}:actual": "12个", f"was:{key}:actual": "", "do": f"done:{SECOND}"}
    answer = colleague.post(url(evaluation, "results"), sent)

    assert answer.url == f"{url(evaluation, 'results')}#row-{SECOND}"
    assert {row.actual for _, row in gather(evaluation).rows() if row.key == key} == {"12个"}
    page = text_of(colleague.get(url(evaluation, "results")))
    assert re.findall(r'name="do" value="(u?n?done[^"]*)"', page) == [f"undone:{SECOND}"]
    colleague.post(url(evaluation, "results"), {"do": f"undone:{SECOND}"})
    assert Assignment.objects.get().done_at is None


def test_once_submitted_everything_is_to_read_and_no_button_is_left(client, cast, evaluation):
    people.set_status(evaluation, Status.SUBMITTED)
    page = of(client, cast.contributor).get(url(evaluation, "results"))

    assert cells_of(page) == set()
    assert 'name="do"' not in text_of(page)
    assert "当前状态为“自评待审”，完成情况不能修改。" in text_of(page)


def test_a_colleague_of_nothing_is_told_whom_to_ask(client, cast, evaluation):
    another = people.make_user("another", "吴用", cast.bureau, Role.CONTRIBUTOR)
    page = of(client, another).get(url(evaluation, "results"))

    assert cells_of(page) == set()
    assert "没有分给您填写，请联系本单位的填报人。" in text_of(page)
    assert "请联系填报人（王芳）" in text_of(page)


def test_what_is_assigned_in_one_year_opens_nothing_in_another(client, cast, evaluation):
    """Their goals have the same keys."""
    other = people.make_evaluation_at_draft(cast, goals=2, indicators=2, fiscal_year=2021)
    page = of(client, cast.contributor).get(url(other, "results"))

    assert cells_of(page) == set()
    assert 'name="do"' not in text_of(page)
    assert "没有分给您填写，请联系本单位的填报人。" in text_of(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_grid_of_a_colleague_takes_as_many_queries_for_three_goals_as_for_one(
    client, cast, count, django_assert_num_queries
):
    made = people.make_evaluation_at_draft(cast, goals=count, indicators=count)
    for number in range(1, count + 1):
        people.assign_quietly(made, people.key_of(number), cast.contributor)
    colleague = of(client, cast.contributor)
    with django_assert_num_queries(19):
        colleague.get(url(made, "results"))


# ---- assigning -------------------------------------------------------------------------------------------------------


def test_the_page_shows_who_has_what_and_saves_what_differs(client, cast, evaluation):
    tick(evaluation, SECOND, done=True, by=cast.contributor)
    preparer = of(client, cast.preparer)
    page = text_of(preparer.get(url(evaluation, "assignments")))
    mine, other = f"{SECOND}:{cast.contributor.pk}", f"{FIRST}:{cast.contributor.pk}"

    assert re.findall(r'name="wanted" value="([^"]*)"( checked)?', page) == [(other, ""), (mine, " checked")]
    assert re.findall(r'name="shown" value="([^"]*)"', page) == [mine]
    assert page.count(">已填完 ") == 1
    assert "0 / 2 项" in page
    # Somebody else has taken the second goal away meanwhile: it does not come back by itself.
    Assignment.objects.all().delete()
    preparer.post(url(evaluation, "assignments"), {"wanted": [mine, other], "shown": [mine]})
    assert [str(one.goal.key) for one in Assignment.objects.all()] == [FIRST]
    preparer.post(url(evaluation, "assignments"), {"shown": [other]})
    assert Assignment.objects.count() == 0


def test_a_colleague_is_asked_again(client, cast, evaluation):
    tick(evaluation, SECOND, done=True, by=cast.contributor)
    of(client, cast.preparer).post(url(evaluation, "assignments"), {"again": str(Assignment.objects.get().pk)})
    assert Assignment.objects.get().done_at is None


@pytest.mark.parametrize("sent", ["", "x", "x:y", f"{FIRST}:", f"{FIRST}:-1", "x:1", f"{FIRST}:99999999999999999999"])
def test_what_is_no_pair_assigns_nothing(client, cast, evaluation, sent):
    answer = of(client, cast.preparer).post(url(evaluation, "assignments"), {"wanted": sent, "again": sent})
    assert (answer.status_code, Assignment.objects.count()) == (302, 1)


def test_a_stranger_is_refused_on_the_page_with_a_sentence(client, cast, evaluation):
    answer = of(client, cast.preparer).post(url(evaluation, "assignments"), {"wanted": f"{FIRST}:{cast.outsider.pk}"})
    assert answer.status_code == 409
    assert "只能分给本单位在用的协办人账号" in text_of(answer)
    assert Assignment.objects.count() == 1


def test_where_there_is_no_colleague_the_page_says_whom_to_ask(client, cast):
    made = people.make_evaluation_at_draft(cast)
    User.objects.filter(pk=cast.contributor.pk).update(is_active=False)
    page = text_of(of(client, cast.preparer).get(url(made, "assignments")))
    assert "本单位还没有协办人" in page
    assert "管理员（赵敏）" in page


def test_who_is_colleague_no_more_stands_there_to_be_taken_off(client, cast, evaluation):
    cast.contributor.memberships.update(role=Role.APPROVER)
    page = text_of(of(client, cast.preparer).get(url(evaluation, "assignments")))
    assert re.findall(r'name="wanted" value="([^"]*)" checked> ([^<]*)', page) == [
        (f"{SECOND}:{cast.contributor.pk}", "何平（已不是协办人）")
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_three_goals_as_for_one(client, cast, count, django_assert_num_queries):
    made = people.make_evaluation_at_draft(cast, goals=count, indicators=count)
    for number in range(1, count + 1):
        people.assign_quietly(made, people.key_of(number), cast.contributor)
        people.make_user(f"c{number}", f"人员{number}", cast.bureau, Role.CONTRIBUTOR)
    preparer = of(client, cast.preparer)
    with django_assert_num_queries(16):
        preparer.get(url(made, "assignments"))


def test_a_row_written_by_a_colleague_names_him_to_whoever_comes_later(client, cast, evaluation):
    key = people.key_of(201)
    rows.save_rows(evaluation, [rows.cells.Change(key, "actual", "", "12个")], by=cast.contributor)
    change = {"key": key, "field": "actual", "was": "", "now": "13个"}
    answer = of(client, cast.preparer).post(
        url(evaluation, "results"), json.dumps({"changes": [change]}), content_type="application/json"
    )
    assert [(one["status"], one["by"]) for one in answer.json()["answers"]] == [("conflict", "何平")]
