"""The head of an evaluation's pages, alone and around them, and what a return said of single rows."""

import pytest
from django.urls import reverse

from budgets.models import Status
from reports.moves import Action
from tests.evaluations import make_evaluation, walk
from tests.facts import ROWS
from tests.people import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def returned(cast):
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.RETURN, row_comments=[{"key": ROWS[1], "comment": "请附<b>补种</b>清单"}])
    return evaluation


def test_what_a_return_says_of_a_row_stands_at_that_row_alone(client, cast, returned):
    client.force_login(cast.preparer)

    page = client.get(reverse("results", args=[returned.pk])).content.decode()

    assert page.count("审核意见：") == 1
    row = page[page.index(f'id="row-{ROWS[1]}"') : page.index(f'id="row-{ROWS[2]}"')]
    assert "审核意见：请附&lt;b&gt;补种&lt;/b&gt;清单" in row


def test_after_the_next_submission_the_comment_is_history(client, cast, returned):
    walk(cast, returned, Action.SUBMIT)
    client.force_login(cast.preparer)

    assert "审核意见：" not in client.get(reverse("results", args=[returned.pk])).content.decode()


def test_the_head_alone_says_what_the_page_says(client, cast, returned):
    client.force_login(cast.preparer)
    page = client.get(reverse("results", args=[returned.pk])).content.decode()

    head = client.get(reverse("frame", args=[returned.pk]), {"step": "results"}).content.decode()

    assert head.strip() in page
    assert f'data-frame="{reverse("frame", args=[returned.pk])}?step=results"' in head


def test_who_does_not_write_gets_a_head_that_asks_nothing(client, cast, returned):
    client.force_login(cast.reviewer)

    assert "data-frame" not in client.get(reverse("evaluation", args=[returned.pk])).content.decode()
