"""Our own table with other headings, with columns of somebody's own, and with rows put under another goal."""

import pytest

from indicators.gather import gather
from tests import sheets
from tests.evaluations import again, make_evaluation
from tests.facts import ROWS
from tests.people import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def evaluation(cast):
    return make_evaluation(cast)


@pytest.fixture
def client(cast):
    return sheets.client_of(cast.preparer)


def found_in(client, evaluation, *books):
    return sheets.preview(client, sheets.handed_in(client, evaluation, *books))


def test_a_heading_that_was_renamed_is_told_as_a_problem(client, evaluation):
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "13个")
    head = sheets.sheet_of(book).cell(sheets.HEAD, sheets.columns_of(sheets.sheet_of(book))["实际完成值"])
    head.value = "实际值"
    said = (
        "缺少“实际完成值”栏，里面的内容没有读入；表头“实际值”不是填报表的栏目，也没有读入。"
        "表头被改过的，请改回原来的名称再上传"
    )

    found = found_in(client, evaluation, book)

    assert [(one.kind, one.at, one.sentence) for one in found.told] == [
        (
            "columns",
            f"填报表!{head.coordinate}",
            said,
        )
    ]
    assert (found.count, found.notes) == (0, [])


def test_a_column_that_was_taken_out_is_told(client, evaluation):
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    ws.cell(sheets.HEAD, sheets.columns_of(ws)["改进措施"]).value = None

    assert [(one.kind, one.sentence[:10]) for one in found_in(client, evaluation, book).told] == [
        ("columns", "缺少“改进措施”栏，")
    ]


def test_a_column_of_ones_own_is_noted(client, evaluation):
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    ws.cell(sheets.HEAD, ws.max_column + 1).value = "经办人"

    found = found_in(client, evaluation, book)

    assert (found.told, found.notes) == ([], [("表1.xlsx", "“经办人”不是填报表的栏目，没有读入")])


@pytest.mark.parametrize("known", [True, False])
def test_another_goal_chosen_for_a_row_is_told_and_changes_nothing(client, evaluation, known):
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "年度目标", "年度目标2：方便居民游园")
    if not known:
        for row in range(sheets.HEAD + 1, sheets.HEAD + 6):
            cell = sheets.sheet_of(book).cell(row, 2)
            cell.value = cell.value.partition(";")[2]
    before = gather(again(evaluation))
    said = (
        "年度目标不同（表里是“年度目标2：方便居民游园”，系统里是“年度目标1：提升公园绿地养护水平”），没有改动。"
        "要换到另一个目标，请在系统里在那个目标下新增这一项，再删除原来的"
    )

    found = found_in(client, evaluation, book)

    assert [(one.kind, one.name, one.field, one.sentence) for one in found.told] == [
        (
            "closed",
            "养护公园数量",
            "goal",
            said,
        )
    ]
    assert (found.count, found.unchanged, gather(again(evaluation))) == (0, 4, before)


def test_goals_that_were_renumbered_since_the_export_are_no_other_goals(client, evaluation, cast):
    book = sheets.downloaded(client, evaluation)
    evaluation.goals.filter(position=1).update(title="方便居民游园", position=3)
    evaluation.goals.filter(position=2).update(title="提升公园绿地养护水平", position=1)

    assert found_in(client, evaluation, book).told == []
