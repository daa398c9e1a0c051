"""What only some forms print is asked for only where they are used."""

import pytest

from budgets.cells import Change
from budgets.models import Evaluation
from indicators import rows
from tests.people import key_of, make_cast, make_evaluation_at_draft
from tests.plain_form import inputs_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def fields_of(client, cast, layout, page):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=1)
    Evaluation.objects.filter(pk=evaluation.pk).update(layout=layout)
    client.force_login(cast.preparer)
    return {name.rpartition(":")[2] for name in inputs_of(client.get(page(evaluation))) if name.startswith("cell:")}


def goal_page(evaluation):
    return f"/evaluations/{evaluation.pk}/goals/{key_of(1)}/"


@pytest.mark.parametrize(("layout", "asks"), [("founding", False), ("national-2020", False), ("chongqing", True)])
def test_an_adjusted_goal_is_asked_for_where_the_form_has_a_column_for_it(client, cast, layout, asks):
    assert ("adjusted_description" in fields_of(client, cast, layout, goal_page)) == asks


def test_an_adjusted_goal_that_was_typed_stays_in_sight_under_another_form(client, cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=1)
    (answer,) = rows.save_rows(
        evaluation, [Change(key_of(1), "adjusted_description", "", "只完成前两项")], by=cast.preparer
    )
    assert answer.status == "saved"
    client.force_login(cast.preparer)
    assert inputs_of(client.get(goal_page(evaluation)))[f"cell:{key_of(1)}:adjusted_description"] == "只完成前两项"
