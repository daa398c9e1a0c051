"""The same row in several workbooks: renamed in one of them it is still the same row."""

import pytest

from indicators.gather import gather
from tests import sheets
from tests.evaluations import again
from tests.people import key_of, make_cast, make_evaluation_at_draft

pytestmark = pytest.mark.django_db
ROW = key_of(101)
OLD, NEW = "目标1的第1项指标", "改了名的指标"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def evaluation(cast):
    return make_evaluation_at_draft(cast, goals=1, indicators=2)


@pytest.fixture
def client(cast):
    return sheets.client_of(cast.preparer)


def renamed(client, evaluation, name=NEW):
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROW, "三级指标", name)
    return book


def append_copy(book, name: str) -> None:
    ws = sheets.sheet_of(book)
    source, last = sheets.row_of(ws, ROW), ws.max_row + 1
    for column in range(1, len(sheets.columns_of(ws)) + 1):
        ws.cell(last, column).value = ws.cell(source, column).value
    ws.cell(last, sheets.columns_of(ws)["三级指标"]).value = name


def outcome_of(client, evaluation, *books):
    found = sheets.preview(client, sheets.handed_in(client, evaluation, *books))
    return sheets.changes_in(found), [one.values["name"] for one in found.added], [one.kind for one in found.told]


@pytest.mark.parametrize("order", [1, -1])
def test_a_row_renamed_in_one_workbook_and_untouched_in_another_is_renamed(client, evaluation, order):
    books = [sheets.downloaded(client, evaluation), renamed(client, evaluation)][::order]

    assert outcome_of(client, evaluation, *books) == ({(ROW, "name", OLD, NEW)}, [], [])


def test_a_row_renamed_differently_in_two_workbooks_is_told_and_not_added(client, evaluation):
    books = [renamed(client, evaluation), renamed(client, evaluation, "另一个名称")]

    assert outcome_of(client, evaluation, *books) == (set(), [], ["duplicate"])


def test_old_workbooks_do_not_bring_the_old_name_back_after_the_row_was_renamed_here(client, evaluation):
    untouched, other = sheets.downloaded(client, evaluation), sheets.downloaded(client, evaluation)
    current = renamed(client, evaluation)
    sheets.confirm(client, sheets.handed_in(client, evaluation, current))
    sheets.write(other, ROW, "实际完成值", "12个")

    assert outcome_of(client, evaluation, untouched, other, current) == ({(ROW, "actual", "", "12个")}, [], [])
    assert [row.name for _, row in gather(again(evaluation)).rows()] == [NEW, "目标1的第2项指标"]


def test_a_copied_row_is_new_beside_another_workbook_and_after_its_source_was_renamed_here(client, evaluation):
    untouched, copied = sheets.downloaded(client, evaluation), sheets.downloaded(client, evaluation)
    append_copy(copied, "新的指标")

    assert outcome_of(client, evaluation, untouched, copied) == (set(), ["新的指标"], [])
    sheets.confirm(client, sheets.handed_in(client, evaluation, renamed(client, evaluation)))
    assert outcome_of(client, evaluation, untouched, copied) == (set(), ["新的指标"], [])
