"""How scores came about: the words, and where on the page of the preview they stand."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from indicators.facts import Place
from reports.points import Line, explained
from tests.evaluations import make_evaluation
from tests.facts import ROWS, make_facts, with_row
from tests.people import make_cast
from tests.reports.test_figures import scored_facts


def line(facts, index):
    lines = [line for _, lines in explained(facts).goals[1:] for line in lines]
    return lines[index]


def how(facts, index, **changes):
    return line(with_row(facts, index, **changes), index).how


def test_each_score_is_explained_under_its_goal():
    found = explained(scored_facts())

    assert (found.total, [(name, len(lines)) for name, lines in found.goals]) == (
        "95.6 分（优）",
        [("预算执行", 1), ("年度目标1 提升公园绿地养护水平", 3), ("年度目标2 方便居民游园", 2)],
    )
    assert found.goals[0][1] == (
        Line("执行率", "20", "19.8", "20 × 99% = 19.80", Place("budget", "basic", "executed")),
    )
    assert line(scored_facts(), 1) == Line(
        "补种行道树", "30", "25.8", "30 × 430 ÷ 500 = 25.80", Place("indicators", ROWS[1], "score")
    )


def test_what_a_person_entered_is_said_beside_the_formula():
    facts = scored_facts()

    assert how(facts, 1, score=Decimal("20.30")) == "人工评分，按公式为 25.8 分：30 × 430 ÷ 500 = 25.80"
    assert how(facts, 1, score=Decimal("25.80")) == "人工评分，与公式相同：30 × 430 ÷ 500 = 25.80"


def test_what_was_entered_for_a_tier_is_said_with_what_the_tier_allows():
    words = {"target": "提升", "actual": "有所改善", "nature": "qualitative", "tier": "partly", "outcome": "partly"}

    assert how(scored_facts(), 0, score=Decimal(6), **words) == (
        "人工评分，“部分达成并具有一定效果”可评5至8分（不含8分）"
    )
    assert how(scored_facts(), 0, **words) == "部分达成并具有一定效果：请在分值的50%至80%（不含80%）之间评分"


def test_what_is_undecided_has_no_points():
    facts = with_row(scored_facts(), 1, actual="")

    assert explained(facts).total == "未定（还有 1 项未定）"
    assert (line(facts, 1).points, line(facts, 1).how) == ("", "尚未填写实际完成值")
    assert how(scored_facts(), 1, actual="", score=Decimal(6), weight=None) == "人工评分"


def test_unscored_facts_have_nothing_to_explain():
    assert explained(make_facts()) is None


# ---- on the preview


def words(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def details(response):
    return re.search(r"<details class=\"panel points no-print\".*?</details>", response.content.decode(), re.DOTALL)


@pytest.mark.django_db
def test_the_preview_explains_the_scores_below_the_document_and_nowhere_in_it(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=scored_facts())
    client.force_login(cast.preparer)

    page = client.get(f"/evaluations/{evaluation.pk}/preview/")

    said = details(page)
    assert "得分说明：自评总分 95.6 分（优）" in said[0]
    assert re.findall(r'<a href="([^"]*)">(补种行道树)</a>', said[0]) == [
        (f"/evaluations/{evaluation.pk}/results/#{ROWS[1]}-score", "补种行道树")
    ]
    assert "30 × 430 ÷ 500 = 25.80" in said[0]
    for name in ("report", "data_json"):
        response = client.get(reverse(name, args=[evaluation.pk]))
        assert (response.status_code, "÷ 500" in response.content.decode()) == (200, False)


@pytest.mark.django_db
def test_the_preview_of_unscored_facts_explains_nothing(client):
    cast = make_cast()
    evaluation = make_evaluation(cast)
    client.force_login(cast.preparer)

    page = client.get(f"/evaluations/{evaluation.pk}/preview/")

    assert (details(page), "得分说明" in words(page)) == (None, False)


@pytest.mark.django_db
def test_the_overview_shows_points_above_the_money(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=with_row(scored_facts(), 1, actual="", outcome=""))
    client.force_login(cast.preparer)

    page = words(client.get(f"/evaluations/{evaluation.pk}/"))

    assert (
        "自评总分 未定 还有 1 项未定 等级 未定 执行率得分 19.8 分 满分 20 分 指标得分 50 分 还有 1 项未定 调整后预算数"
        in page
    )
