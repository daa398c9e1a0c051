"""The first page: what waits for whom, what is in reach, and that it costs the same for one row as for many."""

import re

import pytest

from budgets import departments
from budgets.models import Membership, Role, Status
from indicators.facts import Facts
from reports.moves import Action
from reports.opening import open_evaluation
from tests import facts as sample
from tests.evaluations import make_evaluation, walk
from tests.people import make_cast, make_user

pytestmark = pytest.mark.django_db


def home(client, user, query=""):
    client.force_login(user)
    answer = client.get(f"/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def cards(page):
    """Each card as (year, what it says is missing or who came last, its button)."""
    found = re.findall(r'<li class="todo-card">(.*?)</li>', page, re.DOTALL)
    return [(re.search(r"(\d{4})年度", card)[1], re.search(r'btn-sm" href="[^"]*">([^<]*)', card)[1]) for card in found]


def rows(page):
    """Each row of the table as (year, state)."""
    body = page.partition("<tbody>")[2]
    return re.findall(r'<td>(\d{4})</td>.*?<span class="tag [\w-]*">([^<]*)</span>', body, re.DOTALL)


def open_year(cast, fiscal_year, *, department=None, status=Status.DRAFT):
    return open_evaluation(
        department=department or cast.bureau,
        fiscal_year=fiscal_year,
        scope="unit",
        layout="founding",
        rule_set="unscored",
        status=status,
        by=cast.admin,
    )


def test_each_person_finds_what_waits_for_him(client):
    cast = make_cast()
    make_evaluation(cast, Status.TARGETS_SUBMITTED, fiscal_year=2024)
    make_evaluation(cast, Status.DRAFT, fiscal_year=2023)
    make_evaluation(cast, Status.SIGN_OFF, fiscal_year=2022)
    make_evaluation(cast, Status.SUBMITTED, fiscal_year=2021)
    make_evaluation(cast, Status.APPROVED, fiscal_year=2020)

    waiting = {who: cards(home(client, user)) for who, user in cast.everyone().items()}

    assert waiting == {
        "preparer": [("2023", "继续填报"), ("2020", "去登记公开")],
        "contributor": [],
        "approver": [("2022", "去审签")],
        "reviewer": [("2024", "去审核"), ("2021", "去审核")],
        "admin": [],
        "outsider": [],
        "far_reviewer": [],
        "parent_preparer": [],
    }


def test_the_table_has_everything_in_reach_and_nothing_else(client):
    cast = make_cast()
    open_year(cast, 2022)
    open_year(cast, 2023, department=cast.other, status=Status.TARGETS_DRAFT)

    seen = {who: rows(home(client, user)) for who, user in cast.everyone().items()}

    ours, others = ("2022", "自评·填报中"), ("2023", "目标·填报中")
    assert seen == {
        "preparer": [ours],
        "contributor": [ours],
        "approver": [ours],
        "reviewer": [others, ours],
        "admin": [others, ours],
        "outsider": [others],
        "far_reviewer": [],
        "parent_preparer": [],
    }
    assert cast.bureau.full_name not in home(client, cast.outsider)


def test_what_was_returned_comes_first_with_its_reason(client):
    cast = make_cast()
    make_evaluation(cast, Status.DRAFT, fiscal_year=2023)
    returned = make_evaluation(cast, Status.SUBMITTED, fiscal_year=2021)
    walk(cast, returned, Action.RETURN, comment="执行率口径需说明")

    page = home(client, cast.preparer)

    assert [year for year, _ in cards(page)] == ["2021", "2023"]
    assert re.search(r'<p class="last-reason">被退回：执行率口径需说明（陈静，\d+月\d+日）</p>', page)
    assert rows(page) == [("2023", "自评·填报中"), ("2021", "自评·已退回")]


def _blanks(facts: Facts) -> Facts:
    for index in (0, 1, 2):
        facts = sample.with_row(facts, index, actual="", outcome="")
    return sample.with_row(facts, 4, analysis="")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (_blanks(sample.make_facts()), "还差 3 项实际完成值、1 项完成情况分析"),
        (sample.with_row(sample.make_facts(), 1, outcome=""), "还差 1 项完成情况"),
        (sample.make_facts(), "指标已填齐，校验后可以提交"),
        (sample.make_facts(goals=()), "还没有年度目标"),
    ],
)
def test_a_draft_says_what_it_lacks(client, facts, words):
    cast = make_cast()
    make_evaluation(cast, facts=facts)

    assert f'<p class="soft">{words}</p>' in home(client, cast.preparer)


@pytest.mark.parametrize("blank", ["actual", "outcome", "analysis"])
def test_an_indicator_that_lacks_anything_is_not_counted_as_filled_in(client, blank):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_row(sample.make_facts(), 1, **{blank: ""}))

    [line] = [one for one in home_of(client, cast.preparer).context["lines"] if one.evaluation == evaluation]

    assert (line.done, line.total) == (4, 5)


def home_of(client, user):
    client.force_login(user)
    return client.get("/")


def test_who_submitted_is_not_asked_to_approve(client):
    cast = make_cast()
    make_evaluation(cast, Status.SUBMITTED)
    Membership.objects.create(user=cast.preparer, department=cast.district, role=Role.REVIEWER)

    assert cards(home(client, cast.preparer)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?year=2022", [("2022", "自评·单位审签")]),
        ("?state=draft", [("2023", "自评·填报中"), ("2021", "自评·已退回")]),
        ("?state=returned", [("2021", "自评·已退回")]),
        ("?year=2022&state=draft", []),
        ("?year=abc&state=xyz&page=-3", [("2023", "自评·填报中"), ("2022", "自评·单位审签"), ("2021", "自评·已退回")]),
        ("?page=99", [("2023", "自评·填报中"), ("2022", "自评·单位审签"), ("2021", "自评·已退回")]),
    ],
)
def test_the_table_is_narrowed_by_year_and_state(client, query, expected):
    cast = make_cast()
    make_evaluation(cast, Status.DRAFT, fiscal_year=2023)
    make_evaluation(cast, Status.SIGN_OFF, fiscal_year=2022)
    walk(cast, make_evaluation(cast, Status.SUBMITTED, fiscal_year=2021), Action.RETURN)

    assert rows(home(client, cast.preparer, query)) == expected


def test_fifty_to_a_page_and_the_filter_goes_along(client):
    cast = make_cast()
    for year in range(2000, 2053):
        open_year(cast, year)

    first, second = home(client, cast.admin, "?state=draft"), home(client, cast.admin, "?state=draft&page=2")

    assert (len(rows(first)), len(rows(second))) == (50, 3)
    assert "?page=2&amp;state=draft" in first


def test_empty_pages_say_what_to_do(client):
    cast = make_cast()
    nobody = make_user("nobody", "吴用", cast.other, Role.PREPARER)
    nobody.memberships.all().delete()

    assert "从开通第一个单位开始" in home(client, cast.admin)
    assert 'href="/evaluations/open/"' in home(client, cast.admin)
    assert "您的单位还没有开通年度档案" in home(client, cast.preparer)
    assert "请联系管理员为您分配单位和角色" in home(client, nobody)
    assert 'href="/evaluations/open/"' not in home(client, cast.preparer)


@pytest.mark.parametrize(("who", "queries"), [("preparer", 7), ("reviewer", 7), ("admin", 6)])
def test_one_row_asks_as_much_of_the_database_as_three(client, django_assert_num_queries, who, queries):
    cast = make_cast()
    client.force_login(getattr(cast, who))
    walk(cast, make_evaluation(cast, Status.SUBMITTED, fiscal_year=2020), Action.RETURN)

    with django_assert_num_queries(queries):
        client.get("/")
    make_evaluation(cast, Status.DRAFT, fiscal_year=2021)
    child = departments.plant(
        parent=cast.bureau, code="420114-301-1", full_name="蔡甸区救助站", form_name="救助站", short_name="救助站"
    )
    open_year(cast, 2022, department=child)
    with django_assert_num_queries(queries):
        client.get("/")
