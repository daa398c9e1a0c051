"""Facts go into the database and come out again as they were."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from budgets.editing import Refused
from budgets.models import Evaluation
from indicators import gather
from indicators.facts import OUTCOMES, TIERS, Expenditure, GoalFacts, Revenue, Row, StatementFacts
from indicators.models import Outcome, Tier
from tests import people

pytestmark = pytest.mark.django_db

FULL_ROW = Row(
    key=people.key_of(101),
    level1="产出指标",
    level2="数量指标",
    name="新增养老床位",
    target="≥100张",
    adjusted_target="≥80张",
    adjustment_reason="工期推迟，\n见批复",
    adjusted_on=date(2022, 9, 1),
    actual="122张",
    unit="张",
    nature="number",
    direction="up",
    tier="reached",
    outcome="exceeded",
    analysis="一、建成122张。\n\n二、已投入使用。",
    deviation_reason="需求增加",
    improvement="调整下年目标",
    weight=Decimal("8.50"),
    score=Decimal("8.00"),
    review_score=None,
    is_core=True,
    criterion="每少一张扣0.1分",
)
FULL = replace(
    people.make_facts(),
    revenue=(
        Revenue(people.key_of(11), "一般公共预算财政拨款收入", Decimal("277992200.00"), Decimal("218492342.07"), None),
        Revenue(people.key_of(12), "其他收入", None, Decimal("0.00"), Decimal("7899400.00"), ("final",)),
    ),
    basic=Expenditure(None, Decimal("0.00"), Decimal("7899400.00"), ("executed",)),
    project=Expenditure(Decimal("1.00"), None, Decimal("225770600.00"), ("executed",)),
    carry_over=Decimal("0.00"),
    adjustment_reason="财政统一压减",
    low_execution_reason="",
    execution_note="年末无结余。",
    goals=(
        GoalFacts(people.key_of(1), "健全养老服务体系", "预期", "已完成", (FULL_ROW, Row(people.key_of(102)))),
        GoalFacts(people.key_of(2)),
    ),
    statement=StatementFacts(
        problems=("资金下达晚", "人员不足"),
        improvements=("提前谋划",),
        foot_reason="无",
        foot_improvement="无",
        filing_date=date(2023, 3, 15),
        conclusion="良好",
        unit_head="王局长",
        finance_head="李科长",
        contact_name="张三",
        contact_phone="027-12345678",
    ),
)


def test_facts_come_back_as_they_went_in():
    evaluation = people.make_evaluation_at_draft(people.make_cast(), facts=FULL)

    assert gather.gather(evaluation) == FULL


def test_storing_the_same_facts_again_changes_nothing():
    cast = people.make_cast()
    evaluation = people.make_evaluation_at_draft(cast, facts=FULL)
    revision = evaluation.revision

    assert gather.store(FULL, evaluation, by=cast.preparer) == []

    evaluation.refresh_from_db()
    assert evaluation.revision == revision
    assert gather.gather(evaluation) == FULL


def test_storing_takes_away_what_the_facts_do_not_have():
    cast = people.make_cast()
    evaluation = people.make_evaluation_at_draft(cast, facts=FULL)
    fewer = replace(FULL, revenue=FULL.revenue[:1], goals=(replace(FULL.goals[0], rows=(FULL_ROW,)),))

    gather.store(fewer, evaluation, by=cast.preparer)

    assert gather.gather(evaluation) == fewer


def test_storing_brings_rows_into_the_order_of_the_facts_and_under_their_goal():
    cast = people.make_cast()
    evaluation = people.make_evaluation_at_draft(cast, facts=FULL)
    first, second = FULL.goals
    turned = replace(
        FULL,
        revenue=FULL.revenue[::-1],
        goals=(replace(second, rows=first.rows[:1]), replace(first, rows=first.rows[1:])),
    )

    assert gather.store(turned, evaluation, by=cast.preparer) == []

    assert gather.gather(evaluation) == turned


def test_what_is_refused_half_way_leaves_everything_as_it_was():
    cast = people.make_cast()
    evaluation = people.make_evaluation_at_draft(cast, facts=FULL, targets_approved=True)
    without_approved_row = replace(FULL, revenue=FULL.revenue[:1], goals=FULL.goals[1:])

    with pytest.raises(Refused):
        gather.store(without_approved_row, evaluation, by=cast.preparer)

    assert gather.gather(evaluation) == FULL


def test_what_is_not_open_is_answered_and_not_written():
    cast = people.make_cast()
    evaluation = people.make_evaluation_at_draft(cast, facts=FULL, targets_approved=True)
    other = replace(FULL, goals=(replace(FULL.goals[0], title="改过的标题"), FULL.goals[1]))

    answers = gather.store(other, evaluation, by=cast.preparer)

    assert [(answer.field, answer.status) for answer in answers] == [("title", "refused")]
    assert gather.gather(evaluation) == FULL


@pytest.mark.parametrize("count", [3, 60])
def test_gathering_takes_five_queries(django_assert_num_queries, count):
    made = people.make_evaluation_at_draft(people.make_cast(), goals=2, indicators=count)
    evaluation = Evaluation.objects.select_related("department").get(pk=made.pk)

    with django_assert_num_queries(5):
        facts = gather.gather(evaluation)

    assert len(list(facts.rows())) == 2 * count


def test_outcomes_are_called_in_sentences_as_they_are_chosen():
    assert dict(Outcome.choices) == OUTCOMES
    assert list(Tier.values) == list(TIERS)
    assert all(label.startswith(TIERS[code]) for code, label in Tier.choices)
