"""Saving cells of goals and indicators through the door for writing."""

import uuid
from dataclasses import replace

import pytest

from budgets.cells import Change
from budgets.editing import Refused
from budgets.models import Status
from indicators import rows
from indicators.gather import gather
from tests import people

pytestmark = pytest.mark.django_db

GOAL, FIRST, SECOND = people.key_of(1), people.key_of(101), people.key_of(102)


@pytest.fixture
def cast():
    return people.make_cast()


@pytest.fixture
def evaluation(cast):
    return people.make_evaluation_at_draft(cast)


def row_of(evaluation, key):
    return next(row for _, row in gather(evaluation).rows() if row.key == key)


def save(evaluation, by, *changes):
    return rows.save_rows(evaluation, [Change(*change) for change in changes], by=by)


def revision(evaluation):
    evaluation.refresh_from_db()
    return evaluation.revision


def test_a_cell_is_saved_and_counted_once(cast, evaluation):
    before = revision(evaluation)

    (answer,) = save(evaluation, cast.preparer, (FIRST, "actual", "", " 12个 "))

    assert (answer.status, answer.stored) == ("saved", "12个")
    assert row_of(evaluation, FIRST).actual == "12个"
    assert revision(evaluation) == before + 1
    assert evaluation.edited_by == cast.preparer


def test_the_same_request_twice_is_harmless(cast, evaluation):
    save(evaluation, cast.preparer, (FIRST, "actual", "", "12个"))
    facts = gather(evaluation)

    (answer,) = save(evaluation, cast.preparer, (FIRST, "actual", "", "12个"))

    assert answer.status == "saved"
    assert gather(evaluation) == facts


def test_two_people_in_different_cells_of_a_row_do_not_meet(cast, evaluation):
    colleague = people.make_user("colleague", "张华", cast.bureau, "preparer")

    (first,) = save(evaluation, cast.preparer, (FIRST, "actual", "", "12个"))
    (second,) = save(evaluation, colleague, (FIRST, "outcome", "", "met"))

    assert (first.status, second.status) == ("saved", "saved")
    assert (row_of(evaluation, FIRST).actual, row_of(evaluation, FIRST).outcome) == ("12个", "met")


def test_a_conflict_names_who_and_leaves_what_is_stored(cast, evaluation):
    colleague = people.make_user("colleague", "张华", cast.bureau, "preparer")
    save(evaluation, colleague, (FIRST, "actual", "", "11个"))
    before = revision(evaluation)

    conflict, saved = save(evaluation, cast.preparer, (FIRST, "actual", "", "12个"), (SECOND, "actual", "", "20个"))

    assert (conflict.status, conflict.stored, conflict.by) == ("conflict", "11个", "张华")
    assert conflict.message == "这里已被改为“11个”（这一行最近由张华修改）"
    assert saved.status == "saved"
    assert row_of(evaluation, FIRST).actual == "11个"
    assert revision(evaluation) == before + 1


def test_only_conflicts_count_no_revision(cast, evaluation):
    save(evaluation, cast.preparer, (FIRST, "actual", "", "11个"))
    before = revision(evaluation)

    save(evaluation, cast.preparer, (FIRST, "actual", "", "12个"))

    assert revision(evaluation) == before


def test_a_value_that_stands_there_already_counts_no_revision(cast, evaluation):
    save(evaluation, cast.preparer, (FIRST, "actual", "", "11个"))
    rows.save_statement(evaluation, [Change("statement", "conclusion", "", "总体完成。")], by=cast.preparer)
    before = revision(evaluation)

    (again,) = save(evaluation, cast.preparer, (FIRST, "actual", "", "11个"))
    rows.save_statement(evaluation, [Change("statement", "conclusion", "", "总体完成。")], by=cast.preparer)

    assert again.status == "saved"
    assert revision(evaluation) == before


def test_what_cannot_be_read_is_told_and_not_written(cast, evaluation):
    (answer,) = save(evaluation, cast.preparer, (FIRST, "adjusted_on", "", "昨天"))

    assert answer.status == "unreadable"
    assert answer.message == "“昨天”不是日期，请写成 2023-03-15 或 2023年3月15日"
    assert row_of(evaluation, FIRST).adjusted_on is None


def test_a_row_that_is_gone_refuses_its_change_and_saves_the_others(cast, evaluation):
    rows.remove_indicator(evaluation, FIRST, by=cast.preparer)

    gone, saved = save(evaluation, cast.preparer, (FIRST, "actual", "", "1"), (SECOND, "actual", "", "2"))

    assert (gone.status, gone.message) == ("refused", "这一行已被删除，未保存")
    assert saved.status == "saved"


def test_approved_targets_stay_while_actuals_are_typed(cast):
    evaluation = people.make_evaluation_at_draft(cast, targets_approved=True)

    target, title, actual = save(
        evaluation,
        cast.preparer,
        (FIRST, "target", "≥10个", "≥1个"),
        (GOAL, "title", "年度目标1的标题", "别的"),
        (FIRST, "actual", "", "12个"),
    )

    assert (target.status, title.status, actual.status) == ("refused", "refused", "saved")
    assert row_of(evaluation, FIRST).target == "≥10个"


def test_an_adjustment_takes_another_target_with_its_reason_and_nothing_else(cast):
    evaluation = people.make_evaluation_at_draft(cast, targets_approved=True)
    evaluation = people.set_status(evaluation, Status.TARGETS_DRAFT)

    answers = save(
        evaluation,
        cast.preparer,
        (FIRST, "adjusted_target", "", "≥8个"),
        (FIRST, "adjustment_reason", "", "项目延期"),
        (FIRST, "adjusted_on", "", "2022年9月1日"),
        (FIRST, "target", "≥10个", "≥8个"),
        (FIRST, "name", "目标1的第1项指标", "改名"),
        (FIRST, "actual", "", "9个"),
    )

    assert [answer.status for answer in answers] == ["saved", "saved", "saved", "refused", "refused", "refused"]
    row = row_of(evaluation, FIRST)
    assert (row.target, row.judged_target, row.adjusted_on.isoformat()) == ("≥10个", "≥8个", "2022-09-01")


def test_a_row_added_in_an_adjustment_takes_all_of_its_target(cast):
    evaluation = people.make_evaluation_at_draft(cast, targets_approved=True)
    evaluation = people.set_status(evaluation, Status.TARGETS_DRAFT)
    added = rows.add_indicator(evaluation, GOAL, by=cast.preparer)

    answers = save(
        evaluation, cast.preparer, (str(added.key), "name", "", "新指标"), (str(added.key), "target", "", "1")
    )

    assert [answer.status for answer in answers] == ["saved", "saved"]


@pytest.mark.parametrize(
    "status", [Status.TARGETS_SUBMITTED, Status.SIGN_OFF, Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED]
)
def test_a_closed_door_writes_nothing(cast, evaluation, status):
    facts = gather(evaluation)
    evaluation = people.set_status(evaluation, status)

    with pytest.raises(Refused):
        save(evaluation, cast.preparer, (FIRST, "actual", "", "12个"))

    assert gather(evaluation) == facts


def test_a_person_without_the_right_is_refused_behind_the_door_too(cast, evaluation):
    facts = gather(evaluation)

    for by in (cast.approver, cast.reviewer, cast.outsider, cast.parent_preparer):
        with pytest.raises(Refused):
            save(evaluation, by, (FIRST, "actual", "", "12个"))

    assert gather(evaluation) == facts


def names(evaluation):
    return [row.name or row.key for _, row in gather(evaluation).rows()]


def test_a_row_is_inserted_below_another_with_its_levels(cast, evaluation):
    save(evaluation, cast.preparer, (FIRST, "level2", "数量指标", "质量指标"))
    new = people.key_of(7)

    rows.add_indicator(evaluation, GOAL, key=new, after=FIRST, by=cast.preparer)

    assert names(evaluation) == ["目标1的第1项指标", new, "目标1的第2项指标", "目标1的第3项指标"]
    assert (row_of(evaluation, new).level1, row_of(evaluation, new).level2) == ("产出指标", "质量指标")


def test_adding_with_the_same_key_twice_adds_once(cast, evaluation):
    for _ in range(2):
        rows.add_indicator(evaluation, GOAL, key=people.key_of(7), by=cast.preparer)

    assert len(names(evaluation)) == 4


def test_rows_move_and_close_their_gaps(cast, evaluation):
    rows.move_indicator(evaluation, SECOND, by_steps=-1, by=cast.preparer)
    assert names(evaluation) == ["目标1的第2项指标", "目标1的第1项指标", "目标1的第3项指标"]

    rows.remove_indicator(evaluation, FIRST, by=cast.preparer)
    assert list(evaluation.indicators.values_list("position", flat=True)) == [1, 2]


def test_moving_the_first_row_up_changes_nothing(cast, evaluation):
    before = revision(evaluation)

    assert rows.move_indicator(evaluation, FIRST, by_steps=-1, by=cast.preparer) is False

    assert revision(evaluation) == before


def test_an_approved_row_and_goal_keep_their_places(cast):
    evaluation = people.make_evaluation_at_draft(cast, goals=2, targets_approved=True)
    evaluation = people.set_status(evaluation, Status.TARGETS_DRAFT)
    before = gather(evaluation)

    with pytest.raises(Refused, match="目标已经审核，它的位置不能改变"):
        rows.move_indicator(evaluation, FIRST, by_steps=1, by=cast.preparer)
    with pytest.raises(Refused, match="目标已经审核，它的位置不能改变"):
        rows.move_goal(evaluation, GOAL, by_steps=1, by=cast.preparer)

    assert gather(evaluation) == before


def test_an_approved_row_is_not_removed(cast):
    evaluation = people.make_evaluation_at_draft(cast, targets_approved=True)
    evaluation = people.set_status(evaluation, Status.TARGETS_DRAFT)

    with pytest.raises(Refused, match="目标已经审核，这一行不能删除"):
        rows.remove_indicator(evaluation, FIRST, by=cast.preparer)
    with pytest.raises(Refused, match="目标已经审核"):
        rows.remove_goal(evaluation, GOAL, by=cast.preparer)

    assert len(names(evaluation)) == 3


# ---- rows for a block, copies, and taking back -----------------------------------------------------


def plain_names(evaluation):
    return [row.name for row in gather(evaluation).goals[0].rows]


def test_a_copy_stands_right_behind_its_source_with_all_that_was_promised_and_nothing_that_was_reached(
    cast, evaluation
):
    save(evaluation, cast.preparer, (FIRST, "actual", "", "12个"), (FIRST, "criterion", "", "按台账"))
    source, before = row_of(evaluation, FIRST), plain_names(evaluation)
    key = uuid.uuid4()

    for _ in range(2):  # the same request twice makes one row
        rows.duplicate_indicator(evaluation, FIRST, key=key, by=cast.preparer)

    assert plain_names(evaluation) == [before[0], before[0], *before[1:]]
    assert row_of(evaluation, str(key)) == replace(source, key=str(key), actual="", outcome="")


def test_a_copy_of_a_row_that_is_gone_is_refused(cast, evaluation):
    rows.remove_indicator(evaluation, FIRST, by=cast.preparer)

    with pytest.raises(Refused, match="这一行已被删除"):
        rows.duplicate_indicator(evaluation, FIRST, by=cast.preparer)


def test_many_rows_are_added_once_in_their_order(cast, evaluation):
    before, keys = plain_names(evaluation), [uuid.uuid4() for _ in range(3)]

    for _ in range(2):
        rows.add_indicators(evaluation, GOAL, keys, by=cast.preparer)

    stored = gather(evaluation).goals[0].rows
    assert plain_names(evaluation) == [*before, "", "", ""]
    assert [row.key for row in stored][-3:] == [str(key) for key in keys]


def test_more_rows_than_anybody_pastes_are_refused(cast, evaluation):
    before = plain_names(evaluation)

    with pytest.raises(Refused, match="一次最多增加 300 行"):
        rows.add_indicators(evaluation, GOAL, [uuid.uuid4() for _ in range(301)], by=cast.preparer)

    assert plain_names(evaluation) == before


def test_taking_rows_back_leaves_the_one_in_which_somebody_wrote(cast, evaluation):
    before, keys = plain_names(evaluation), [uuid.uuid4() for _ in range(2)]
    rows.add_indicators(evaluation, GOAL, keys, by=cast.preparer)
    save(evaluation, cast.preparer, (str(keys[1]), "name", "", "同事填的"))

    rows.take_back(evaluation, [*keys, FIRST], by=cast.preparer)

    assert plain_names(evaluation) == [*before, "同事填的"]


@pytest.mark.parametrize(("field", "text"), [("actual", "12个"), ("analysis", "写了很久"), ("adjusted_target", "10个")])
def test_taking_rows_back_leaves_what_was_said_of_results_and_adjustments_too(cast, evaluation, field, text):
    (key,) = keys = [uuid.uuid4()]
    rows.add_indicators(evaluation, GOAL, keys, by=cast.preparer)
    save(evaluation, cast.preparer, (str(key), field, "", text))

    assert rows.take_back(evaluation, keys, by=cast.preparer) is False
    assert getattr(row_of(evaluation, str(key)), field) == text


def test_of_several_rows_none_is_removed_where_one_may_not_go(cast, evaluation):
    before = plain_names(evaluation)
    evaluation.indicators.filter(key=SECOND).update(approved=True)

    with pytest.raises(Refused, match="不能删除"):
        rows.remove_indicators(evaluation, [FIRST, SECOND], by=cast.preparer)

    assert plain_names(evaluation) == before
