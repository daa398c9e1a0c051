"""从上年度复制, last year beside this one, and the analysis that was taken over unchanged."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.editing import Refused
from budgets.models import Scope, Status
from indicators import copying, rows
from indicators.facts import as_json
from indicators.gather import gather
from indicators.models import Indicator
from reports import last_year
from reports.checking import check_now
from reports.layouts import LAYOUTS
from reports.moves import Action
from tests import facts as sample
from tests.evaluations import again, fill, make_evaluation, walk
from tests.facts import GENERAL, GOALS, OTHER, ROWS
from tests.people import Cast, make_cast, make_evaluation_at_draft, set_status

pytestmark = pytest.mark.django_db

EVERYTHING = {*GOALS, *ROWS, GENERAL, OTHER}
PLANNED = ("level1", "level2", "name", "target", "unit", "nature", "direction", "weight", "criterion", "is_core")
REACHED = ("actual", "tier", "outcome", "analysis", "deviation_reason", "improvement", "adjusted_target")
LAST = sample.with_row(
    sample.make_facts(fiscal_year=2021, statement=sample.make_statement(filing_date=None)),
    1,
    criterion="按验收单",
    is_core=True,
    unit="株",
    weight=Decimal("5.00"),
    adjusted_target="450株",
    adjustment_reason="计划核减",
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def before(cast):
    return make_evaluation_at_draft(cast, facts=LAST)


@pytest.fixture
def evaluation(cast, before):
    return empty(cast)


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.preparer)
    return client


def empty(cast, *, fiscal_year=2022, status=Status.TARGETS_DRAFT, **more):
    facts = replace(sample.make_facts(fiscal_year=fiscal_year), goals=(), revenue=(), **more)
    return set_status(make_evaluation_at_draft(cast, facts=facts), status)


def url(evaluation):
    return reverse("last_year", args=[evaluation.pk])


def text_of(response):
    return response.content.decode()


# ---- copying -------------------------------------------------------------------------------------


def test_all_of_last_year_comes_as_rows_of_its_own_with_what_was_planned_and_nothing_that_was_reached(
    cast, before, evaluation
):
    was = as_json(gather(before))
    revision = evaluation.revision

    copied = copying.copy(gather(before), evaluation, EVERYTHING, by=cast.preparer)

    facts, present = gather(again(evaluation)), again(evaluation)
    assert copied == copying.Copied(2, 5, 2)
    assert (present.revision, present.edited_by) == (revision + 1, cast.preparer)
    assert [(goal.title, goal.description) for goal in facts.goals] == [
        (goal.title, goal.description) for goal in LAST.goals
    ]
    mine, theirs = [row for _, row in facts.rows()], [row for _, row in LAST.rows()]
    expected = [{name: getattr(row, name) for name in PLANNED} | {"weight": None} for row in theirs]
    assert [{name: getattr(row, name) for name in PLANNED} for row in mine] == expected
    assert {getattr(row, name) for row in mine for name in REACHED} == {""}
    assert {row.key for row in mine}.isdisjoint(ROWS)
    assert {goal.key for goal in facts.goals}.isdisjoint(GOALS)
    assert [(line.source, line.initial, line.adjusted, line.final) for line in facts.revenue] == [
        (line.source, None, None, None) for line in LAST.revenue
    ]
    assert as_json(gather(again(before))) == was


def test_the_copies_and_last_years_rows_do_not_mind_each_other(cast, before, evaluation):
    copying.copy(gather(before), evaluation, EVERYTHING, by=cast.preparer)
    copy = gather(again(evaluation)).goals[0].rows[0]

    rows.remove_goal(before, GOALS[0], by=cast.preparer)

    assert gather(again(evaluation)).goals[0].rows[0] == copy


def test_only_what_is_chosen_is_copied_and_a_row_brings_its_goal(cast, before, evaluation):
    copied = copying.copy(gather(before), evaluation, {ROWS[4], OTHER, "nonsense"}, by=cast.preparer)

    facts = gather(again(evaluation))
    assert copied == copying.Copied(1, 1, 1)
    assert [(goal.title, [row.name for row in goal.rows]) for goal in facts.goals] == [
        ("方便居民游园", ["游园居民满意度"])
    ]
    assert [line.source for line in facts.revenue] == ["其他收入"]


def test_a_goal_alone_is_copied_without_its_rows(cast, before, evaluation):
    copying.copy(gather(before), evaluation, {GOALS[1]}, by=cast.preparer)

    assert [(goal.title, goal.rows) for goal in gather(again(evaluation)).goals] == [("方便居民游园", ())]


def test_asked_a_second_time_nothing_is_copied_nor_counted(cast, before, evaluation):
    copying.copy(gather(before), evaluation, EVERYTHING, by=cast.preparer)
    first = Indicator.objects.filter(evaluation=evaluation).first()
    rows.save_rows(evaluation, [rows.cells.Change(str(first.key), "name", first.name, "改了名称")], by=cast.preparer)
    was = again(evaluation).revision, as_json(gather(again(evaluation)))

    copied = copying.copy(gather(before), evaluation, EVERYTHING, by=cast.preparer)

    assert not copied
    assert (again(evaluation).revision, as_json(gather(again(evaluation)))) == was


def test_rows_join_a_goal_that_is_here_behind_those_of_their_levels(cast, before):
    here = replace(
        sample.make_facts(revenue=()),
        goals=(
            sample.make_goal(
                "00000000-0000-4000-8000-0000000000f0",
                sample.make_row("00000000-0000-4000-8000-0000000000f1", name="养护公园数量", target="15个"),
                sample.make_row("00000000-0000-4000-8000-0000000000f2", level2="质量指标", name="新的"),
            ),
        ),
    )
    evaluation = make_evaluation_at_draft(cast, facts=here)

    copied = copying.copy(gather(before), evaluation, {ROWS[0], ROWS[1], ROWS[2]}, by=cast.preparer)

    (goal,) = gather(again(evaluation)).goals
    assert copied == copying.Copied(0, 2, 0)
    assert [(row.name, row.target) for row in goal.rows] == [
        ("养护公园数量", "15个"),
        ("补种行道树", "≥500株"),
        ("新的", "12个"),
        ("养护任务完成时间", "12月底前"),
    ]


def test_a_row_of_new_second_level_joins_those_of_its_first(cast, before):
    here = replace(
        sample.make_facts(revenue=()),
        goals=(
            sample.make_goal(
                "00000000-0000-4000-8000-0000000000f0",
                sample.make_row("00000000-0000-4000-8000-0000000000f1", level2="成本指标", name="养护成本"),
                sample.make_row("00000000-0000-4000-8000-0000000000f2", level1="效益指标", name="游园人次"),
            ),
        ),
    )
    evaluation = make_evaluation_at_draft(cast, facts=here)

    copying.copy(gather(before), evaluation, {ROWS[0]}, by=cast.preparer)

    (goal,) = gather(again(evaluation)).goals
    assert [(row.level1, row.name) for row in goal.rows] == [
        ("产出指标", "养护成本"),
        ("产出指标", "养护公园数量"),
        ("效益指标", "游园人次"),
    ]


def test_weights_come_along_where_points_are_given(cast, before):
    scored = LAYOUTS["founding-scored"]
    evaluation = empty(cast, layout=scored.name, rule_set="hubei")

    copying.copy(gather(before), evaluation, {ROWS[1]}, by=cast.preparer)

    assert [row.weight for _, row in gather(again(evaluation)).rows()] == [Decimal("5.00")]


@pytest.mark.parametrize("status", [Status.TARGETS_SUBMITTED, Status.SIGN_OFF, Status.SUBMITTED])
def test_nothing_is_copied_into_what_is_closed(cast, before, evaluation, status):
    evaluation = set_status(evaluation, status)
    was = as_json(gather(evaluation))

    with pytest.raises(Refused):
        copying.copy(gather(before), evaluation, EVERYTHING, by=cast.preparer)

    assert as_json(gather(again(evaluation))) == was


def test_sources_are_neither_offered_nor_copied_while_the_budget_is_closed(signed_in, cast, before):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    walk(cast, evaluation, Action.ADJUST)
    sources = [line.source for line in gather(again(evaluation)).revenue]
    last = replace(LAST, revenue=(replace(LAST.revenue[0], source="经营收入"),), goals=())

    copied = copying.copy(last, again(evaluation), {GENERAL}, by=cast.preparer)

    assert (copying.offer(last, again(evaluation)).sources, copied) == (frozenset(), copying.Copied())
    assert [line.source for line in gather(again(evaluation)).revenue] == sources
    assert text_of(signed_in.get(url(evaluation))).count("收入来源（只复制名称") == 0


# ---- the page ------------------------------------------------------------------------------------


def test_the_page_lists_last_year_with_all_ticked_that_is_not_here(signed_in, cast, before, evaluation):
    copying.copy(gather(before), evaluation, {ROWS[1], OTHER}, by=cast.preparer)

    page = text_of(signed_in.get(url(evaluation)))

    ticked = {key for key in EVERYTHING if f'value="{key}" id="copy-{key}"' in page}
    assert ticked == EVERYTHING - {GOALS[0], ROWS[1], OTHER}
    assert page.count(" checked>") == len(ticked)
    assert page.count('<span class="mark mark-done">已有</span>') == 3
    for text in ("补种行道树", "≥500株", "调整后 450株", "430株", "方便居民游园", "一般公共预算财政拨款收入"):
        assert page.count(text) >= 1, text


@pytest.mark.parametrize(("choose", "ticked"), [("all", 9), ("none", 0), (GOALS[1], 3), ("nonsense", 9)])
def test_without_script_links_tick_all_none_or_one_goal(signed_in, evaluation, choose, ticked):
    page = text_of(signed_in.get(f"{url(evaluation)}?choose={choose}"))

    assert page.count(" checked>") == ticked


def test_posting_copies_says_so_and_posting_again_does_nothing(signed_in, evaluation):
    posted = {"copy": [*GOALS, *ROWS, GENERAL]}

    first = signed_in.post(url(evaluation), posted, follow=True)
    was = as_json(gather(again(evaluation)))
    second = signed_in.post(url(evaluation), posted, follow=True)

    assert first.redirect_chain == [(reverse("goals", args=[evaluation.pk]), 302)]
    assert "已从2021年度复制 2 个年度目标、5 项指标、1 项收入来源；" in text_of(first)
    assert "勾选的内容这里都已经有了，没有重复复制" in text_of(second)
    assert as_json(gather(again(evaluation))) == was


def test_posting_nothing_says_what_to_do(signed_in, evaluation):
    response = signed_in.post(url(evaluation))

    assert (response.status_code, "没有勾选要复制的内容" in text_of(response)) == (200, True)
    assert gather(again(evaluation)).goals == ()


def test_where_targets_are_closed_the_page_says_so_and_keeps_what_was_ticked(signed_in, evaluation):
    set_status(evaluation, Status.SUBMITTED)

    response = signed_in.post(url(evaluation), {"copy": [ROWS[0]]})

    assert response.status_code == 409
    assert text_of(response).count(" checked>") == 1
    assert "当前状态为“自评待审”，目标与指标不能修改。" in text_of(response)
    assert "复制勾选的内容" not in text_of(response)


PEOPLE = {
    "approver": 403,
    "reviewer": 403,
    "admin": 403,
    "outsider": 404,
    "far_reviewer": 404,
    "parent_preparer": 404,
}


def test_last_year_is_read_and_copied_by_the_units_own_preparer_alone(client, cast, evaluation):
    found = {}
    for who in PEOPLE:
        client.force_login(getattr(cast, who))
        read, written = client.get(url(evaluation)), client.post(url(evaluation), {"copy": [ROWS[0]]})
        found[who] = read.status_code
        assert written.status_code == read.status_code
        assert "补种行道树" not in text_of(read) + text_of(written)

    assert found == PEOPLE
    assert gather(again(evaluation)).goals == ()


@pytest.mark.parametrize(
    "other",
    [
        {"fiscal_year": 2020},
        {"scope": Scope.COMBINED},
        {"goals": (), "revenue": ()},
    ],
)
def test_nothing_is_offered_where_last_year_is_not_here(signed_in, cast, other):
    make_evaluation_at_draft(cast, facts=replace(LAST, **other))
    evaluation = empty(cast)

    goals = text_of(signed_in.get(reverse("goals", args=[evaluation.pk])))
    overview = text_of(signed_in.get(reverse("evaluation", args=[evaluation.pk])))

    assert signed_in.get(url(evaluation)).status_code == 404
    assert ("年度复制" in goals, "年度复制" in overview) == (False, False)


def test_another_units_last_year_is_not_offered(signed_in, cast):
    make_evaluation_at_draft(cast, facts=LAST, department=cast.other)

    assert signed_in.get(url(empty(cast))).status_code == 404


def test_an_empty_year_says_first_that_last_year_can_be_copied(signed_in, evaluation):
    goals = text_of(signed_in.get(reverse("goals", args=[evaluation.pk])))
    overview = text_of(signed_in.get(reverse("evaluation", args=[evaluation.pk])))

    link = f'<a class="btn btn-primary" href="{url(evaluation)}">从2021年度复制</a>'
    assert goals.count(link) == 1
    assert goals.index(link) < goals.index("添加第一个年度目标")
    assert overview.count(f'<a href="{url(evaluation)}">从2021年度复制</a>') == 1


def test_whoever_cannot_copy_is_offered_nothing(client, cast, evaluation):
    for who in ("approver", "admin"):
        client.force_login(getattr(cast, who))
        assert "从2021年度复制" not in text_of(client.get(reverse("evaluation", args=[evaluation.pk])))


def test_what_is_approved_or_adjusted_is_past_the_beginning_and_offered_nothing(signed_in, cast, before):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    approved = text_of(signed_in.get(reverse("goals", args=[evaluation.pk])))
    walk(cast, evaluation, Action.ADJUST)
    adjusting = text_of(signed_in.get(reverse("goals", args=[evaluation.pk])))

    assert ("从2021年度复制" in approved, "从2021年度复制" in adjusting) == (False, False)


# ---- last year beside this one -------------------------------------------------------------------


def panel(client, evaluation, key):
    return client.get(reverse("result", args=[evaluation.pk, key]), headers={"hx-request": "true"})


def test_the_panel_shows_what_last_year_said_of_a_copied_row(signed_in, cast, before):
    evaluation = empty(cast, status=Status.DRAFT)
    copying.copy(gather(before), evaluation, EVERYTHING, by=cast.preparer)
    row = Indicator.objects.get(evaluation=evaluation, origin=ROWS[1])
    Indicator.objects.filter(pk=row.pk).update(name="补种乔木")

    page = text_of(panel(signed_in, evaluation, row.key))

    for text in ("2021年度，只供参考，不打印", "450株", "≥500株", "430株", "部分完成", LAST.goals[0].rows[1].analysis):
        assert page.count(text) >= 1, text
    assert page.count('class="last-year no-print"') == 1


def test_the_page_of_a_goal_shows_it_for_each_row_by_name_too(signed_in, cast, before):
    evaluation = make_evaluation_at_draft(cast, facts=sample.make_facts())

    page = text_of(signed_in.get(reverse("goal", args=[evaluation.pk, GOALS[0]])))

    assert page.count('class="last-year no-print"') == 3


def test_what_was_issued_is_shown_and_not_the_draft_that_was_opened_again(signed_in, cast):
    before = make_evaluation(
        cast, Status.APPROVED, facts=replace(sample.make_facts(), fiscal_year=2021), fiscal_year=2021
    )
    walk(cast, before, Action.REOPEN)
    fill(cast, before, sample.with_row(gather(again(before)), 0, actual="11个", outcome="partly"))
    evaluation = make_evaluation_at_draft(cast, facts=sample.make_facts())

    last = last_year.of(evaluation)

    assert last.row_behind("", "养护公园数量", "").actual == "12个"
    assert gather(again(before)).goals[0].rows[0].actual == "11个"


def test_of_a_year_that_was_issued_twice_the_later_report_is_last_year(cast):
    before = make_evaluation(
        cast, Status.APPROVED, facts=replace(sample.make_facts(), fiscal_year=2021), fiscal_year=2021
    )
    walk(cast, before, Action.REOPEN)
    fill(cast, before, sample.with_row(gather(again(before)), 0, actual="13个", outcome="exceeded"))
    walk(cast, before, Action.SUBMIT, Action.SIGN, Action.APPROVE)

    last = last_year.of(make_evaluation_at_draft(cast, facts=sample.make_facts()))

    assert last.row_behind("", "养护公园数量", "").actual == "13个"


def test_last_year_is_in_no_data_and_in_no_document(signed_in, cast, before):
    evaluation = empty(cast, status=Status.DRAFT)
    copying.copy(gather(before), evaluation, EVERYTHING, by=cast.preparer)

    data = text_of(signed_in.get(reverse("data_json", args=[evaluation.pk])))
    preview = text_of(signed_in.get(reverse("preview", args=[evaluation.pk])))

    for secret in ("430株", "450株", "夏季持续高温", "origin", ROWS[1]):
        assert (secret in data, secret in preview) == (False, False), secret


@pytest.mark.parametrize("count", [1, 5])
def test_the_grid_of_targets_asks_for_last_year_once(signed_in, cast, before, count):
    facts = sample.make_facts()
    facts = replace(facts, goals=(replace(facts.goals[0], rows=tuple(row for _, row in facts.rows())[:count]),))
    evaluation = make_evaluation_at_draft(cast, facts=facts)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        signed_in.get(reverse("goal", args=[evaluation.pk, GOALS[0]]))

    about = [query for query in queries.captured_queries if '"fiscal_year" = 2021' in query["sql"]]
    assert len(about) == 1
    assert len(queries) == 23


# ---- an analysis taken over ----------------------------------------------------------------------


def findings(evaluation):
    return [(one.code, one.level, one.place.key) for one in check_now(evaluation)]


def test_an_analysis_as_it_stood_last_year_is_a_warning_at_its_row(cast, before):
    facts = sample.make_facts()
    for index, (_, row) in enumerate(facts.rows()):
        facts = sample.with_row(facts, index, analysis=f"今年{row.analysis}")
    evaluation = make_evaluation_at_draft(cast, facts=facts)
    assert findings(evaluation) == []

    fill(cast, evaluation, sample.with_row(facts, 1, analysis=LAST.goals[0].rows[1].analysis))

    assert findings(again(evaluation)) == [("analysis-of-last-year", "warning", ROWS[1])]


def test_an_analysis_of_a_copied_row_that_was_renamed_is_known_too(cast, before):
    evaluation = empty(cast, status=Status.DRAFT)
    copying.copy(gather(before), evaluation, EVERYTHING, by=cast.preparer)
    row = Indicator.objects.get(evaluation=evaluation, origin=ROWS[1])
    Indicator.objects.filter(pk=row.pk).update(name="补种乔木", analysis=LAST.goals[0].rows[1].analysis)

    found = [one for one in findings(again(evaluation)) if one[0] == "analysis-of-last-year"]

    assert found == [("analysis-of-last-year", "warning", str(row.key))]
