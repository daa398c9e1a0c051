"""What an import brings along, and what of it looks doubtful: said in the preview, before anything is written."""

import pytest

from indicators.gather import gather
from tests import sheets
from tests.evaluations import again, make_evaluation
from tests.facts import ROWS, make_facts, with_row
from tests.people import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def client(cast):
    return sheets.client_of(cast.preparer)


def evaluation_of(cast, number=0, **values):
    return make_evaluation(cast, facts=with_row(make_facts(), number, **values))


def handed_in(client, evaluation, *cells):
    """The address of the preview of a table with these cells, (label, text), in its first row."""
    book = sheets.downloaded(client, evaluation)
    for label, text in cells:
        sheets.write(book, ROWS[0], label, text)
    return sheets.handed_in(client, evaluation, book)


def stored(evaluation):
    return next(row for _, row in gather(again(evaluation)).rows() if row.key == ROWS[0])


RATE = {"name": "养护完成率", "target": "100%", "unit": "", "actual": "100%", "outcome": "met"}


@pytest.mark.parametrize(
    ("before", "cells", "said", "after"),
    [
        (RATE, [("实际完成值", "90%")], "完成情况随之改变：完成 → （请选择）", ""),
        ({**RATE, "target": "≥90%", "actual": "90%"}, [("实际完成值", "95%")], "完成情况随之改变：完成 → 超额完成", "exceeded"),
        ({**RATE, "actual": "", "outcome": ""}, [("实际完成值", "100%")], "完成情况随之改变：（空白） → 完成", "met"),
        (RATE, [("实际完成值", "90%"), ("完成情况", "部分完成")], "", "partly"),
        ({**RATE, "outcome": "partly"}, [("实际完成值", "90%")], "", "partly"),
        (RATE, [("完成情况分析", "已经完成。")], "", "met"),
    ],
)  # fmt: skip
def test_the_preview_says_what_becomes_of_the_outcome(cast, client, before, cells, said, after):
    evaluation = evaluation_of(cast, **before)
    address = handed_in(client, evaluation, *cells)

    page = client.get(address).content.decode()
    sheets.confirm(client, address)

    assert ("完成情况随之改变" in page) == bool(said)
    assert said in page
    assert stored(evaluation).outcome == after


def test_the_result_says_how_many_outcomes_followed_and_how_many_are_to_be_chosen(cast, client):
    evaluation = evaluation_of(cast, **RATE)
    address = handed_in(client, evaluation, ("实际完成值", "90%"))

    said = client.get(sheets.confirm(client, address)["Location"]).content.decode()

    assert "1 项的完成情况随数值改变了。" in said
    assert "1 项的完成情况现在是空白，不能由数值判断，请选择。" in said
    assert "实际完成值“90%”、完成情况（请选择）" in said


def test_the_result_asks_for_nothing_where_every_outcome_stands(cast, client):
    evaluation = evaluation_of(cast, **RATE)
    address = handed_in(client, evaluation, ("实际完成值", "90%"), ("完成情况", "部分完成"))

    said = client.get(sheets.confirm(client, address)["Location"]).content.decode()

    assert ("随数值改变" in said, "请选择" in said) == (False, False)
