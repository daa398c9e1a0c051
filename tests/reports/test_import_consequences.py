"""What an import brings along, and what of it looks doubtful: said in the preview, before anything is written."""

import re

import pytest

from indicators.gather import gather
from reports.filling.comparison import Follows
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


def test_what_is_left_to_be_ticked_does_not_count_for_the_outcome(cast, client):
    evaluation = evaluation_of(cast, **{**RATE, "target": "≥90%", "actual": "90%"})
    book, other = sheets.downloaded(client, evaluation), sheets.downloaded(client, evaluation)
    sheets.write(other, ROWS[0], "实际完成值", "91%")
    sheets.confirm(client, sheets.handed_in(client, evaluation, other))
    sheets.write(book, ROWS[0], "实际完成值", "80%")
    sheets.write(book, ROWS[0], "年初目标值", "≥91%")

    (changed,) = sheets.preview(client, sheets.handed_in(client, evaluation, book)).changed

    # With 80% nothing could be said of it.
    assert [(one.field, one.ticked, one.follows) for one in changed.cells] == [
        ("target", True, Follows("超额完成", "完成")),
        ("actual", False, None),
    ]


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


@pytest.mark.parametrize(
    ("target", "actual", "chosen", "said", "after"),
    [
        ("100张", "100张", "", ["完成情况将是：完成"], "met"),
        ("≥90张", "95张", "", ["完成情况将是：超额完成"], "exceeded"),
        ("100张", "98张", "", ["完成情况将是：（请选择）"], ""),
        ("100张", "98张", "部分完成", [], "partly"),
        ("100张", "", "", [], ""),
    ],
)
def test_of_a_new_row_too_the_preview_says_what_its_outcome_will_be(cast, client, target, actual, chosen, said, after):
    evaluation = make_evaluation(cast)
    new = {"三级指标": "发证数量", "年初目标值": target, "实际完成值": actual, "完成情况": chosen}
    address = sheets.handed_in(client, evaluation, with_row_added(client, evaluation, new))

    page = client.get(address).content.decode()
    sheets.confirm(client, address)

    assert re.findall(r"完成情况将是：[^<]*", page) == said
    assert evaluation.indicators.get(name="发证数量").outcome == after


def with_row_added(client, evaluation, new):
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    usual = {"年度目标": "年度目标1", "一级指标": "产出指标", "二级指标": "数量指标"}
    for label, text in (usual | new).items():
        ws.cell(sheets.HEAD + 6, sheets.columns_of(ws)[label]).value = text or None
    return book


# ---- what looks doubtful ---------------------------------------------------------------------------------------------

MANY = {"name": "培训人数", "target": "≥9200人", "unit": "", "actual": "9500人", "outcome": "exceeded"}


@pytest.mark.parametrize(
    ("before", "cell", "warning"),
    [
        ({}, ("一级指标", "123"), "一级指标“123”不是常用的名称（成本指标、产出指标、效益指标、满意度指标），请核对"),
        ({}, ("一级指标", "效益指标"), ""),
        (MANY, ("实际完成值", "77%"), "目标值单位是“人”，实际完成值单位是“%”，两者不同，请统一"),
        (MANY, ("实际完成值", "9300人"), ""),
        ({**MANY, "target": "100张", "actual": "100张"}, ("实际完成值", "98"),
         "实际完成值没有写单位，目标值的单位是“张”（目标值“100张”，实际完成值“98”）"),
        ({**MANY, "target": "100张", "actual": "", "outcome": ""}, ("年初目标值", "98"), "单位与原来的“100张”不同，请核对"),
        ({**MANY, "target": "100张", "actual": "", "outcome": ""}, ("年初目标值", "98张"), ""),
        ({**MANY, "target": "100", "unit": "张", "actual": "100"}, ("实际完成值", "98"), ""),
    ],
)  # fmt: skip
def test_what_looks_doubtful_is_remarked_and_stays_ticked(cast, client, before, cell, warning):
    evaluation = evaluation_of(cast, **before)

    changed = sheets.preview(client, handed_in(client, evaluation, cell)).changed

    assert [(one.warning, one.ticked) for row in changed for one in row.cells] == [(warning, True)]


def test_a_name_that_another_row_of_the_goal_has_is_left_unticked(cast, client):
    evaluation = make_evaluation(cast)
    name = evaluation.indicators.get(key=ROWS[1]).name

    changed = sheets.preview(client, handed_in(client, evaluation, ("三级指标", name))).changed

    assert [(one.warning, one.ticked) for row in changed for one in row.cells] == [
        ("这个年度目标里已有同名的指标，请核对后再勾选", False)
    ]


def test_a_name_that_a_row_of_another_goal_has_is_no_doubt(cast, client):
    evaluation = make_evaluation(cast)
    name = evaluation.indicators.get(key=ROWS[4]).name

    changed = sheets.preview(client, handed_in(client, evaluation, ("三级指标", name))).changed

    assert [(one.now, one.warning, one.ticked) for row in changed for one in row.cells] == [(name, "", True)]


def test_a_new_row_is_looked_at_as_well(cast, client):
    evaluation = make_evaluation(cast)
    new = {"一级指标": "123", "二级指标": "", "三级指标": "发证数量", "年初目标值": "100张", "实际完成值": "98%"}

    found = sheets.preview(client, sheets.handed_in(client, evaluation, with_row_added(client, evaluation, new)))

    assert [one.warnings for one in found.added] == [
        (
            "一级指标“123”不是常用的名称（成本指标、产出指标、效益指标、满意度指标），请核对",
            "目标值单位是“张”，实际完成值单位是“%”，两者不同，请统一",
        )
    ]
