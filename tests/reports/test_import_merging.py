"""Several workbooks into one evaluation, and whatever may come back of any evaluation at all."""

import random
import re
import uuid
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.cells import Change
from budgets.models import Evaluation
from indicators import rows as door
from indicators.facts import as_json
from indicators.gather import gather
from indicators.models import Indicator
from reports.filling import tables
from reports.filling.columns import LABELS, word_of
from reports.filling.comparing import compare
from reports.filling.reading import read_indicators
from reports.filling.state import KINDS, state_of
from reports.filling.taking import NotTaken, take
from reports.importers.workbook import read
from tests import sheets
from tests.evaluations import again
from tests.people import key_of, make_cast, make_evaluation_at_draft, make_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def shuffled(book, seed: int) -> None:
    """The rows of the table in another order, as somebody sorts them."""
    ws = sheets.sheet_of(book)
    last = max(row for row in range(sheets.HEAD + 1, ws.max_row + 1) if ws.cell(row, 1).value)
    rows = [[cell.value for cell in ws[row]] for row in range(sheets.HEAD + 1, last + 1)]
    random.Random(seed).shuffle(rows)
    for number, values in enumerate(rows, sheets.HEAD + 1):
        for column, value in enumerate(values, 1):
            ws.cell(number, column).value = value


def append_copy(book, key: str, **values: str) -> None:
    """The whole row once more at the end, its hidden columns along."""
    ws = sheets.sheet_of(book)
    source, labels = sheets.row_of(ws, key), sheets.columns_of(ws)
    for column in range(1, len(labels) + 1):
        ws.cell(ws.max_row + (column == 1), column).value = ws.cell(source, column).value
    for label, value in values.items():
        ws.cell(ws.max_row, labels[label]).value = value


def row_key(goal: int, number: int) -> str:
    return key_of(goal * 100 + number)


def test_four_workbooks_of_four_goals_are_merged_into_one_evaluation(cast):
    evaluation = make_evaluation_at_draft(cast, goals=4, indicators=6)
    client = sheets.client_of(cast.preparer)
    books = {goal: sheets.downloaded(client, evaluation, goal=key_of(goal)) for goal in (1, 2, 3, 4)}
    expected = {}
    for goal, book in books.items():
        shuffled(book, goal)
        for number in range(1, 7):
            sheets.write(book, row_key(goal, number), "实际完成值", f"{goal}{number}个")
            expected[row_key(goal, number)] = f"{goal}{number}个"
    for number in (2, 5):
        ws = sheets.sheet_of(books[1])
        ws.delete_rows(sheets.row_of(ws, row_key(1, number)))
        expected[row_key(1, number)] = ""
    append_copy(books[2], row_key(2, 3), 实际完成值="99个")
    expected[row_key(2, 3)] = ""
    append_copy(books[2], row_key(2, 4))
    sheets.write(books[3], row_key(3, 1), "三级指标", "改了名的指标")

    address = sheets.handed_in(client, evaluation, *(books[goal] for goal in (3, 1, 4, 2)))
    found = sheets.preview(client, address)

    assert {here.key for here in found.absent} == {row_key(1, 2), row_key(1, 5)}
    assert [(one.kind, one.name, one.field) for one in found.told] == [
        ("duplicate", "目标2的第3项指标", "actual"),
    ]
    assert found.added == []
    assert sheets.confirm(client, address).status_code == 302
    stored = {row.key: row for _, row in gather(again(evaluation)).rows()}
    assert {key: row.actual for key, row in stored.items()} == expected
    assert stored[row_key(3, 1)].name == "改了名的指标"
    assert {row.name for key, row in stored.items() if key != row_key(3, 1)} == {
        f"目标{goal}的第{number}项指标" for goal in (1, 2, 3, 4) for number in range(1, 7) if (goal, number) != (3, 1)
    }


def test_a_row_renamed_where_targets_are_approved_keeps_its_name_and_takes_its_result(cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=2, targets_approved=True)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, row_key(1, 1), "三级指标", "改了名的指标")
    sheets.write(book, row_key(1, 1), "实际完成值", "12个")

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert sheets.changes_in(found) == {(row_key(1, 1), "actual", "", "12个")}
    assert [(one.kind, one.field) for one in found.told] == [("closed", "name")]


def test_four_copies_of_the_whole_table_each_with_its_own_part_contradict_each_other_nowhere(cast):
    evaluation = make_evaluation_at_draft(cast, goals=2, indicators=2, actual="1个")
    client = sheets.client_of(cast.preparer)
    first, second = sheets.downloaded(client, evaluation), sheets.downloaded(client, evaluation)
    sheets.write(first, row_key(1, 1), "实际完成值", "11个")
    sheets.write(second, row_key(2, 1), "实际完成值", "21个")

    found = sheets.preview(client, sheets.handed_in(client, evaluation, first, second))

    assert sheets.changes_in(found) == {
        (row_key(1, 1), "actual", "1个", "11个"),
        (row_key(2, 1), "actual", "1个", "21个"),
    }
    assert found.told == []


def test_the_same_row_differently_in_two_workbooks_is_told_and_not_written_and_equally_is_fine(cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=2)
    client = sheets.client_of(cast.preparer)
    first, second = sheets.downloaded(client, evaluation), sheets.downloaded(client, evaluation)
    for book, actual in ((first, "11个"), (second, "12个")):
        sheets.write(book, row_key(1, 1), "实际完成值", actual)
        sheets.write(book, row_key(1, 2), "实际完成值", "20个")

    found = sheets.preview(client, sheets.handed_in(client, evaluation, first, second))

    assert sheets.changes_in(found) == {(row_key(1, 2), "actual", "", "20个")}
    assert [(one.kind, one.name) for one in found.told] == [("duplicate", "目标1的第1项指标")]


def test_the_marked_table_of_several_workbooks_can_be_mended_and_sent_again(cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=3, actual="1个")
    client = sheets.client_of(cast.preparer)
    first, second = sheets.downloaded(client, evaluation), sheets.downloaded(client, evaluation)
    sheets.write(first, row_key(1, 1), "实际完成值", "11个")
    sheets.write(second, row_key(1, 1), "实际完成值", "12个")
    sheets.write(second, row_key(1, 2), "实际完成值", "22个")
    address = sheets.handed_in(client, evaluation, first, second)

    marked = sheets.load_workbook(sheets.io.BytesIO(client.get(f"{address}marked.xlsx").content))
    ws = sheets.sheet_of(marked)
    cell = ws.cell(sheets.row_of(ws, row_key(1, 1)), sheets.columns_of(ws)["实际完成值"])
    assert (marked.sheetnames, cell.value, bool(cell.comment)) == (["填报表", "填报表2", "选项"], "11个", True)
    cell.value = "12个"
    found = sheets.preview(client, sheets.handed_in(client, evaluation, marked))

    assert found.told == []
    assert sheets.changes_in(found) == {
        (row_key(1, 1), "actual", "1个", "12个"),
        (row_key(1, 2), "actual", "1个", "22个"),
    }


def test_a_row_doubled_in_one_table_is_told_even_where_one_of_the_two_is_as_it_was(cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=2, actual="1个")
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    append_copy(book, row_key(1, 1), 实际完成值="99个")

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert (found.count, [(one.kind, one.field) for one in found.told]) == (0, [("duplicate", "actual")])


def test_a_change_made_after_the_comparison_undoes_the_whole_import(cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=2)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    for number in (1, 2):
        sheets.write(book, row_key(1, number), "实际完成值", "10个")
    handed = [read_indicators(read("表.xlsx", sheets.as_bytes(book)))]
    found = compare(handed, state_of(evaluation, cast.preparer))
    tokens = [one.token for row in found.changed for one in row.cells]
    door.save_typed(evaluation, [Change(row_key(1, 2), "actual", "", "11个")], by=cast.preparer)
    before = gather(again(evaluation))

    with pytest.raises(NotTaken) as refused:
        take(evaluation, found, tokens, seed=evaluation.goals.get().key, by=cast.preparer)

    assert refused.value.reasons == ["目标1的第2项指标 · 实际完成值：这里已被改为“11个”"]
    assert gather(again(evaluation)) == before


def test_cells_of_values_are_text_so_that_nothing_typed_becomes_a_date_and_scores_of_foreign_tables_are_left_out(cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=1)
    client = sheets.client_of(cast.preparer)
    ws = sheets.sheet_of(sheets.downloaded(client, evaluation))
    labels = sheets.columns_of(ws)
    formats = {label: ws.cell(sheets.HEAD + 1, labels[label]).number_format for label in ("年初目标值", "实际完成值")}
    content = sheets.sheet_from(["三级指标", "目标值", "实际完成值", "得分"], ["目标1的第1项指标", "≥10个", "", 9])
    found = sheets.preview(client, sheets.handed_in(client, evaluation, ("表.xlsx", content)))

    assert formats == {"年初目标值": "@", "实际完成值": "@"}
    assert (found.count, found.told) == (0, [])
    assert found.notes == [("表.xlsx", "得分由系统按规则计算，表里的得分没有读入")]


def test_a_new_row_comes_once_though_it_is_confirmed_twice_at_the_same_time(cast):
    evaluation = make_evaluation_at_draft(cast)
    names = ["年度目标", "一级指标", "二级指标", "三级指标", "年初目标值"]
    goal = state_of(evaluation, cast.preparer).goals[0]
    content = sheets.sheet_from(names, [goal.label, "产出指标", "数量指标", "新建口袋公园", "3个"])
    handed = [read_indicators(read("表.xlsx", content))]
    before = Indicator.objects.filter(evaluation=evaluation).count()
    # Both have compared before either of them writes.
    both = [compare(handed, state_of(evaluation, cast.preparer)) for _ in range(2)]

    for found in both:
        take(evaluation, found, [one.token for one in found.added], seed=uuid.UUID(key_of(9)), by=cast.preparer)

    assert Indicator.objects.filter(evaluation=evaluation).count() == before + 1
    assert Indicator.objects.filter(evaluation=evaluation, name="新建口袋公园").count() == 1


def test_a_copied_row_with_another_name_is_a_new_row(cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=2)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    append_copy(book, row_key(1, 1), 三级指标="新的指标")

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert (found.told, sheets.changes_in(found)) == ([], set())
    assert [(one.goal.key, one.values["name"]) for one in found.added] == [(key_of(1), "新的指标")]


def test_a_thousand_rows_are_previewed_and_taken_over_at_once(cast):
    evaluation = make_evaluation_at_draft(cast, goals=1, indicators=1)
    goal = evaluation.goals.get()
    Indicator.objects.bulk_create(
        Indicator(evaluation=evaluation, goal=goal, name=f"第{number}项", target="1个", position=number)
        for number in range(2, 1001)
    )
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    labels = sheets.columns_of(ws)
    for row in range(sheets.HEAD + 1, sheets.HEAD + 1001):
        ws.cell(row, labels["实际完成值"]).value = f"{row}个"
        ws.cell(row, labels["完成情况分析"]).value = f"第{row}行的分析。"

    address = sheets.handed_in(client, evaluation, book)
    answer = sheets.confirm(client, address)

    assert answer.status_code == 302
    stored = [row for _, row in gather(again(evaluation)).rows()]
    assert len({row.actual for row in stored}) == 1000
    assert all(row.analysis for row in stored)
    assert "写入了 2000 处" in client.get(answer["Location"]).content.decode()


# ---- any evaluation ------------------------------------------------------------------------------------------------

# What Excel and XML make difficult: signs of formulas, escapes, numbers, dates, long and doubled blanks, line ends.
_AWKWARD = st.sampled_from(
    ["=1+1", "+5", "-5", "@a", "'a", "_x0041_", "9-10", "95%", "0.350", "1e5", "007", "2022-11-30", "是", "TRUE", "#N/A",
     "a  b", "a\tb", "　全角　", "😀", "<a>&amp;", "100,000", "12.0", "½", "①", "—", "/", "无", "{{ a }}", "(1)", "１２个"]
)  # fmt: skip
_LINE = st.one_of(_AWKWARD, st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12))
_TEXT = st.one_of(_LINE, st.lists(_LINE, min_size=1, max_size=3).map("\n".join))
_OF_FIELD = {
    "actual": _LINE,
    "analysis": _TEXT,
    "deviation_reason": _TEXT,
    "improvement": _TEXT,
    "target": _LINE,
    "level1": _LINE,
    "outcome": st.sampled_from(["", "met", "exceeded", "partly", "not_met"]),
    "weight": st.sampled_from(["", "5", "8.5", "12.25", "0", "-1"]),
}
_WRITTEN = sorted(_OF_FIELD)


@st.composite
def _evaluations(draw):
    """Facts, and changes to them: {(row, field): text}."""
    facts = make_facts(goals=draw(st.integers(1, 3)), indicators=draw(st.integers(1, 4)))
    scored = draw(st.booleans())
    facts = replace(
        facts, rule_set="hubei" if scored else "unscored", layout="founding-scored" if scored else "founding"
    )
    goals = []
    for goal in facts.goals:
        made = []
        for row in goal.rows:
            given_ = {
                name: KINDS[name].read(draw(_OF_FIELD[name]))
                for name in ("actual", "analysis", "outcome", "target", "weight")
            }
            if not scored:
                given_["weight"] = None
            made.append(replace(row, **given_))
        goals.append(replace(goal, rows=tuple(made)))
    keys = [row.key for goal in goals for row in goal.rows]
    places = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(_WRITTEN)), max_size=8, unique=True))
    changes = {place: draw(_OF_FIELD[place[1]]) for place in places if scored or place[1] != "weight"}
    return replace(facts, goals=tuple(goals)), changes, draw(st.booleans())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_evaluations())
def test_what_was_changed_in_a_table_is_what_is_imported_and_nothing_else(cast, example):
    facts, changes, approved = example
    evaluation = make_evaluation_at_draft(cast, facts=facts, targets_approved=approved)
    try:
        _round_trip(evaluation, cast, changes)
    finally:
        Evaluation.objects.filter(pk=evaluation.pk).delete()


def _round_trip(evaluation, cast, changes):
    user = cast.preparer
    state = state_of(evaluation, user)
    content = tables.table_of(evaluation, state, [goal.key for goal in state.goals])
    assert content == tables.table_of(evaluation, state, [goal.key for goal in state.goals])
    same = compare([read_indicators(read("表.xlsx", content))], state)
    assert (same.count, same.told, same.unchanged) == (0, [], len(state.rows))

    book = sheets.load_workbook(sheets.io.BytesIO(content))
    here = {row.key: row for row in state.rows}
    expected, closed, blank = set(), set(), set()
    for (key, name), text in changes.items():
        _write(book, key, name, text)
        was, now = here[key].values[name], KINDS[name].show(KINDS[name].read(text))
        if now == was:
            continue
        if not now:
            blank.add((key, name))
        elif name not in here[key].open:
            closed.add((key, name))
        else:
            expected.add((key, name, was, now))

    handed = [read_indicators(read("表.xlsx", sheets.as_bytes(book)))]
    found = compare(handed, state)

    assert sheets.changes_in(found) == expected
    by_name = {row.name: row.key for row in state.rows}
    assert {(by_name[one.name], one.field) for one in found.told if one.kind == "closed"} == closed
    assert {(by_name[one.name], one.field) for one in found.told if one.kind == "blank"} == blank
    assert len(found.told) == len(closed) + len(blank)
    _take_all(evaluation, found, expected, user)


def _write(book, key, name, text):
    ws = sheets.sheet_of(book)
    cell = ws.cell(sheets.row_of(ws, key), sheets.columns_of(ws)[LABELS[name]])
    said = word_of(name, text)
    cell.value = said or None
    if said:
        # Typed into a cell of text, as the table's cells are.
        cell.data_type = "s"
        # openpyxl writes _x0041_ as it is, which is how a file says A; Excel escapes it.
        cell._value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", said)


def _take_all(evaluation, found, expected, user):
    """Writing it is the same as typing it on the page."""
    tokens = [one.token for row in found.changed for one in row.cells]
    with transaction.atomic():
        door.save_typed(evaluation, [Change(*change) for change in sorted(expected)], by=user)
        typed = as_json(gather(again(evaluation)))
        transaction.set_rollback(True)
    if tokens:
        take(evaluation, found, tokens, seed=evaluation.goals.first().key, by=user)
    assert as_json(gather(again(evaluation))) == typed
