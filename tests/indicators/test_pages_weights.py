"""分值 on the pages of goals: the line that says how they stand, and the page that gives them out."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.editing import Refused, open_parts
from budgets.models import Evaluation, Status
from indicators import distribution, rows
from indicators.facts import as_json
from indicators.gather import gather
from indicators.models import Indicator
from tests import people
from tests.plain_form import inputs_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return people.make_cast()


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.preparer)
    return client


def scored(cast, *, rule_set="hubei", weights=(), targets_approved=False, **shape):
    """At 自评填报; `weights` are those of the first rows, "" is blank."""
    facts = replace(people.make_facts(**shape), rule_set=rule_set, layout="founding-scored")
    given = iter(weights)
    goals = tuple(
        replace(
            goal, rows=tuple(replace(row, weight=Decimal(w) if (w := next(given, "")) else None) for row in goal.rows)
        )
        for goal in facts.goals
    )
    facts = replace(facts, goals=goals)
    return people.make_evaluation_at_draft(cast, facts=facts, targets_approved=targets_approved)


def goals_url(evaluation, rest=""):
    return f"/evaluations/{evaluation.pk}/goals/{rest}"


def weights_url(evaluation, how=""):
    return f"/evaluations/{evaluation.pk}/weights/" + (f"?how={how}" if how else "")


def weights_of(evaluation):
    return [row.weight for _, row in gather(evaluation).rows()]


def decimals(text):
    return [Decimal(word) for word in text.split()]


def page_text(response):
    """The visible words, in one line."""
    page = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def lines_of(response):
    """Name and text of each sum on the page."""
    return re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", response.content.decode().partition('class="weights"')[2])


def rows_of(response):
    return response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]


def links_of(response):
    return re.findall(r'/weights/\?how=(\w+)"', response.content.decode())


# ---- the line


def test_the_list_says_how_weights_stand_and_offers_to_give_them_out(signed_in, cast):
    evaluation = scored(cast, goals=2, indicators=2, weights=("10", "", "20", "30"))

    page = signed_in.get(goals_url(evaluation))

    assert lines_of(page) == [("全部指标", "60 / 80 分，还差 20 分，1 项未填")]
    assert re.findall(r"<td>(\d+ 分[^<]*)</td>", page.content.decode()) == ["10 分，1 项未填", "50 分"]
    assert re.findall(r'"mark mark-\w+">([^<]*)</span>(?: <span class="soft">([^<]*)<)?', rows_of(page)) == [
        ("填报中", "1 项指标缺分值"),
        ("完成", ""),
    ]
    assert links_of(page) == ["blank", "all"]


def test_the_list_says_it_by_level_where_levels_have_their_own_points(signed_in, cast):
    evaluation = scored(cast, rule_set="national-2020", indicators=2, weights=("25", "20"))

    assert lines_of(signed_in.get(goals_url(evaluation))) == [
        ("产出指标", "45 / 50 分，还差 5 分"),
        ("效益指标", "0 / 40 分，还没有指标"),
        ("全部指标", "45 / 90 分，还差 45 分"),
    ]


def test_the_page_of_a_goal_says_its_own_sum_and_that_of_all(signed_in, cast):
    evaluation = scored(cast, goals=2, indicators=2, weights=("10", "10", "20", "40"))

    page = signed_in.get(goals_url(evaluation, f"{people.key_of(2)}/"))

    assert lines_of(page) == [("年度目标2", "60 分"), ("全部指标", "80 / 80 分，已分满")]
    assert links_of(page) == []


def test_the_line_alone_is_what_the_page_has(signed_in, cast):
    evaluation = scored(cast, goals=2, indicators=1, weights=("10", "20"))
    address = goals_url(evaluation, f"{people.key_of(1)}/")

    line = signed_in.get(f"{address}weights/")

    assert line.content.decode().strip() in signed_in.get(address).content.decode()
    assert lines_of(line) == [("年度目标1", "10 分"), ("全部指标", "30 / 80 分，还差 50 分")]
    assert signed_in.get(goals_url(evaluation, f"{people.key_of(9)}/weights/")).status_code == 404


def test_unscored_rules_say_nothing_of_weights(signed_in, cast):
    evaluation = people.make_evaluation_at_draft(cast)

    for address in (goals_url(evaluation), goals_url(evaluation, f"{people.key_of(1)}/")):
        page = signed_in.get(address).content.decode()
        assert ("分值" in page, "weights" in page) == (False, False)
    assert signed_in.get(weights_url(evaluation)).status_code == 404


@pytest.mark.parametrize(
    ("rest", "number"), [("", 20), (f"{people.key_of(1)}/", 21), (f"{people.key_of(1)}/weights/", 10)]
)
def test_scored_pages_take_so_many_queries_at_one_row_and_at_three(signed_in, cast, rest, number):
    counts = []
    for count, year in ((1, 2019), (3, 2022)):
        evaluation = scored(cast, goals=count, indicators=count, fiscal_year=year)
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(goals_url(evaluation, rest)).status_code == 200
        counts.append(len(queries))

    assert counts == [number, number]


# ---- giving them out


def test_the_page_shows_what_would_be_written_and_writes_nothing(signed_in, cast):
    evaluation = scored(cast, goals=2, indicators=2, weights=("10", "", "20", "30"))
    before = as_json(gather(evaluation))

    page = page_text(signed_in.get(weights_url(evaluation)))

    assert "“湖北省（百分制）”给指标 80 分。先平均分给各个年度目标，再在目标内平均分给各项指标。" in page
    assert "1 项未填的填上分值，2 项已填的分值被替换。" in page
    assert re.findall(r"目标\d的第\d项指标 (\S+ \S+)", page) == ["10 20", "未填 20", "20 20", "30 20"]
    assert as_json(gather(evaluation)) == before


def test_confirmed_it_writes_what_was_shown(signed_in, cast):
    evaluation = scored(cast, goals=2, indicators=2, weights=("10", "", "20", "30"))
    Indicator.objects.update(changed_by=cast.outsider)
    page = signed_in.get(weights_url(evaluation))

    response = signed_in.post(weights_url(evaluation), inputs_of(page))

    assert (response.status_code, response.url) == (302, goals_url(evaluation))
    assert weights_of(evaluation) == decimals("20 20 20 20")
    assert "已分配 3 项指标的分值" in page_text(signed_in.get(response.url))
    # The third had its 20 already.
    changed = [row.changed_by for row in Indicator.objects.order_by("goal__position", "position")]
    assert changed == [cast.preparer, cast.preparer, cast.outsider, cast.preparer]
    assert Evaluation.objects.get(pk=evaluation.pk).revision == evaluation.revision + 1


def test_only_what_is_blank_is_filled_where_that_was_confirmed(signed_in, cast):
    evaluation = scored(cast, goals=2, indicators=2, weights=("10", "", "20", ""))
    page = signed_in.get(weights_url(evaluation, "blank"))
    assert "2 项未填的填上分值，已填的分值都不动。" in page_text(page)

    signed_in.post(weights_url(evaluation), inputs_of(page))

    assert weights_of(evaluation) == decimals("10 25 20 25")


def test_the_same_confirmation_twice_is_harmless(signed_in, cast):
    evaluation = scored(cast, goals=1, indicators=2)
    posted = inputs_of(signed_in.get(weights_url(evaluation)))

    answers = [signed_in.post(weights_url(evaluation), posted).status_code for _ in range(2)]

    assert (answers, weights_of(evaluation)) == ([302, 302], decimals("40 40"))
    assert Evaluation.objects.get(pk=evaluation.pk).revision == evaluation.revision + 1


def test_what_changed_meanwhile_is_not_overwritten_but_shown_again(signed_in, cast):
    evaluation = scored(cast, goals=1, indicators=2)
    posted = inputs_of(signed_in.get(weights_url(evaluation)))
    rows.add_indicator(evaluation, people.key_of(1), by=cast.preparer)
    before = as_json(gather(evaluation))

    refused = signed_in.post(weights_url(evaluation), posted)

    assert (refused.status_code, as_json(gather(evaluation))) == (409, before)
    assert distribution.MOVED in page_text(refused)
    signed_in.post(weights_url(evaluation), inputs_of(refused))
    assert weights_of(evaluation) == decimals("27 26.5 26.5")


@pytest.mark.parametrize("status", [Status.SIGN_OFF, Status.SUBMITTED])
def test_closed_targets_have_no_button_and_refuse(signed_in, cast, status):
    evaluation = scored(cast, goals=1, indicators=2)
    posted = inputs_of(signed_in.get(weights_url(evaluation)))
    people.set_status(evaluation, status)
    before = as_json(gather(evaluation))

    assert links_of(signed_in.get(goals_url(evaluation))) == []
    refused = signed_in.post(weights_url(evaluation), posted)

    assert (refused.status_code, as_json(gather(evaluation))) == (409, before)
    assert "<button" not in refused.content.decode().partition('name="seen"')[2].partition("</form>")[0]


def test_approved_weights_are_closed(signed_in, cast):
    evaluation = scored(cast, goals=1, indicators=2, weights=("10", "20"), targets_approved=True)

    assert links_of(signed_in.get(goals_url(evaluation))) == []
    page = page_text(signed_in.get(weights_url(evaluation)))
    assert "目标已经审核，目标与指标不能直接修改；确需修改请先“申请调整目标”。" in page


def test_while_targets_are_adjusted_only_a_new_row_is_filled(signed_in, cast):
    made = scored(cast, goals=1, indicators=2, weights=("10", "20"), targets_approved=True)
    evaluation = people.set_status(made, Status.TARGETS_DRAFT)
    assert {part.name for part in open_parts(evaluation)} == {"TARGETS", "ANSWERS"}
    rows.add_indicator(evaluation, people.key_of(1), by=cast.preparer)

    assert links_of(signed_in.get(goals_url(evaluation))) == ["blank"]
    with pytest.raises(Refused, match="不能重新分配"):
        distribution.distribute_weights(evaluation, "all", seen="", by=cast.preparer)
    signed_in.post(weights_url(evaluation), inputs_of(signed_in.get(weights_url(evaluation, "blank"))))
    assert weights_of(evaluation) == decimals("10 20 50")


def test_what_cannot_be_given_out_is_said(signed_in, cast):
    evaluation = scored(cast, rule_set="national-2020", goals=1, indicators=1, level1="过程指标")
    sentence = "“过程指标”不是这套规则的一级指标，它的 1 项不参加分配，请核对一级指标。"

    assert sentence in page_text(signed_in.get(goals_url(evaluation)))
    page = page_text(signed_in.get(weights_url(evaluation)))
    assert ("按这个办法没有要改的分值。" in page, sentence in page) == (True, True)
    assert "还没有“产出指标”的指标，它的 50 分没有分出去。" in page


def test_giving_out_takes_as_many_queries_at_one_row_as_at_three(signed_in, cast):
    counts = []
    for count, year in ((1, 2021), (3, 2022)):
        evaluation = scored(cast, goals=1, indicators=count, fiscal_year=year)
        posted = inputs_of(signed_in.get(weights_url(evaluation)))
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.post(weights_url(evaluation), posted).status_code == 302
        counts.append(len(queries))

    assert counts == [17, 17]


def test_only_the_preparer_may_give_out(client, cast):
    evaluation = scored(cast, goals=1, indicators=2)
    seen = distribution.planned(evaluation, "all").mark
    outcomes = {}
    for name, user in cast.everyone().items():
        if name != "preparer":
            client.force_login(user)
            outcomes[name] = client.post(weights_url(evaluation), {"how": "all", "seen": seen}).status_code

    assert outcomes == {
        "contributor": 403,
        "approver": 403,
        "reviewer": 403,
        "admin": 403,
        "outsider": 404,
        "far_reviewer": 404,
        "parent_preparer": 404,
    }
    with pytest.raises(Refused):
        distribution.distribute_weights(evaluation, "all", seen=seen, by=cast.reviewer)
    assert weights_of(evaluation) == [None, None]


def test_what_is_added_up_across_goals_is_said_so(signed_in, cast):
    across = "一级指标按各年度目标合在一起算"
    said = []
    for rule_set, year in (("hubei", 2021), ("national-2020", 2022)):
        evaluation = scored(cast, rule_set=rule_set, goals=2, indicators=1, fiscal_year=year)
        page = signed_in.get(goals_url(evaluation, f"{people.key_of(1)}/"))
        said.append((across in page_text(page), page.content.decode().count("data-weights=")))
        page = signed_in.get(goals_url(evaluation))
        said.append((across in page_text(page), page.content.decode().count("data-weights=")))

    assert said == [(False, 1), (False, 0), (True, 1), (False, 0)]
