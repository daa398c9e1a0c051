"""What a colleague may write behind the door, cell by cell, and who may assign and call filled in what."""

import pytest
from django.db import IntegrityError, transaction

from budgets import cells
from budgets.cells import Change
from budgets.editing import Part, Refused, editing
from budgets.models import Evaluation, Membership, Role, Status, User
from indicators import rows
from indicators.assignments import (
    ask_again,
    assign,
    counted,
    filled,
    lacks,
    own_goals,
    shares,
    tick,
    unticked,
)
from indicators.gather import gather
from indicators.models import Assignment, Indicator
from tests import people

pytestmark = pytest.mark.django_db

MINE, THEIRS = people.key_of(1), people.key_of(2)
MY_ROW, THEIR_ROW = people.key_of(101), people.key_of(201)
# A text that can be read in each field, and is not what stands there.
TYPED = {
    "title": "另一个目标",
    "description": "另一段预期目标。",
    "adjusted_description": "调整后的目标。",
    "achievement": "各项任务按计划完成。",
    "level1": "效益指标",
    "level2": "社会效益指标",
    "name": "另一项指标",
    "target": "≥11个",
    "unit": "个",
    "weight": "5",
    "is_core": "1",
    "criterion": "按台账计算。",
    "adjusted_target": "≥12个",
    "adjustment_reason": "年中调整。",
    "adjusted_on": "2022-07-01",
    "nature": "number",
    "direction": "down",
    "actual": "12个",
    "tier": "reached",
    "outcome": "met",
    "analysis": "全年完成12个。",
    "deviation_reason": "范围扩大。",
    "improvement": "合理设定目标。",
    "score": "4.5",
}
OF_GOAL = set(rows.GOAL_FIELDS)
KINDS = rows.GOAL_FIELDS | rows.TARGET_FIELDS | rows.ADJUSTMENT_FIELDS | rows.RESULT_FIELDS
WRITABLE = {"achievement", "actual", "tier", "outcome", "analysis", "deviation_reason", "improvement"}


@pytest.fixture
def cast():
    return people.make_cast()


@pytest.fixture
def evaluation(cast):
    made = people.make_evaluation_at_draft(cast, goals=2, indicators=2)
    people.assign_quietly(made, MINE, cast.contributor)
    return made


def save(evaluation, by, *changes):
    return rows.save_typed(evaluation, [Change(*change) for change in changes], by=by)


def try_every_field(evaluation, by, goal, row):
    """The fields that were written, each tried alone."""
    written = set()
    for field, text in TYPED.items():
        key = goal if field in OF_GOAL else row
        before = gather(evaluation)
        was = cells.show(rows.things_of(evaluation)[key], field, KINDS[field])
        try:
            (answer,) = rows.save_rows(evaluation, [Change(key, field, was, text)], by=by)
        except Refused:
            assert gather(evaluation) == before, field
            continue
        if answer.status == "saved":
            written.add(field)
        else:
            assert (answer.status, bool(answer.message)) == ("refused", True), field
            assert gather(evaluation) == before, field
    return written


def test_every_field_is_tried():
    assert set(TYPED) == set(KINDS)


def test_a_colleague_writes_what_was_reached_and_why_and_no_other_field(cast, evaluation):
    assert try_every_field(evaluation, cast.contributor, MINE, MY_ROW) == WRITABLE
    assert {one.changed_by for one in Indicator.objects.filter(key=MY_ROW)} == {cast.contributor}
    assert Evaluation.objects.get(pk=evaluation.pk).edited_by == cast.contributor


def test_the_same_fields_are_all_open_to_the_preparer(cast, evaluation):
    """So that what is refused above is refused to the colleague, and not closed."""
    assert try_every_field(evaluation, cast.preparer, MINE, MY_ROW) == set(KINDS)


def test_a_colleague_writes_nothing_of_a_goal_that_is_not_his(cast, evaluation):
    assert try_every_field(evaluation, cast.contributor, THEIRS, THEIR_ROW) == set()
    (answer,) = save(evaluation, cast.contributor, (THEIR_ROW, "actual", "", "1个"))
    assert answer.message == "这个年度目标没有分给您填写，请联系本单位的填报人"


def test_a_colleague_of_nothing_writes_nothing(cast, evaluation):
    another = people.make_user("another", "吴用", cast.bureau, Role.CONTRIBUTOR)
    assert try_every_field(evaluation, another, MINE, MY_ROW) == set()


def test_an_assignment_holds_for_its_evaluation_alone(cast, evaluation):
    """Two years with the same keys, as a copy of last year could have."""
    other = people.make_evaluation_at_draft(cast, goals=2, indicators=2, fiscal_year=2021)
    assert try_every_field(other, cast.contributor, MINE, MY_ROW) == set()


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_a_colleague_writes_only_while_results_are_filled_in(cast, evaluation, status):
    present = people.set_status(evaluation, status)
    assert try_every_field(present, cast.contributor, MINE, MY_ROW) == set()
    people.approve_targets(present, by=cast.reviewer)
    assert try_every_field(present, cast.contributor, MINE, MY_ROW) == set()


def test_a_colleague_writes_after_the_targets_were_approved(cast, evaluation):
    people.approve_targets(evaluation, by=cast.reviewer)
    assert try_every_field(evaluation, cast.contributor, MINE, MY_ROW) == WRITABLE


def test_an_assignment_outside_ones_own_unit_is_worth_nothing(cast):
    foreign = people.make_evaluation_at_draft(cast, department=cast.other, goals=2, indicators=2)
    people.assign_quietly(foreign, MINE, cast.contributor)
    assert try_every_field(foreign, cast.contributor, MINE, MY_ROW) == set()
    with pytest.raises(Refused, match="权限"):
        tick(foreign, MINE, done=True, by=cast.contributor)


def test_who_lost_the_role_or_the_account_writes_nothing(cast, evaluation):
    Membership.objects.filter(user=cast.contributor).update(role=Role.APPROVER)
    assert try_every_field(evaluation, User.objects.get(pk=cast.contributor.pk), MINE, MY_ROW) == set()
    Membership.objects.filter(user=cast.contributor).update(role=Role.CONTRIBUTOR)
    User.objects.filter(pk=cast.contributor.pk).update(is_active=False)
    assert try_every_field(evaluation, User.objects.get(pk=cast.contributor.pk), MINE, MY_ROW) == set()


@pytest.mark.parametrize("part", Part)
def test_the_door_lets_a_colleague_in_only_where_it_is_told_to_and_only_to_results(cast, evaluation, part):
    with pytest.raises(Refused, match="“填报”的权限"), editing(evaluation, part, by=cast.contributor):
        pass
    if part == Part.RESULTS:
        with editing(evaluation, part, by=cast.contributor, assigned=True):
            pass
    else:
        with (
            pytest.raises(Refused, match="“填报”的权限"),
            editing(evaluation, part, by=cast.contributor, assigned=True),
        ):
            pass


def test_an_open_door_to_targets_is_none_for_a_colleague(cast, evaluation):
    """Targets open, results not: the preparer gets in through the one, the colleague does not."""
    present = people.set_status(evaluation, Status.TARGETS_DRAFT)
    with editing(present, Part.TARGETS, Part.RESULTS, by=cast.preparer, assigned=True):
        pass
    with (
        pytest.raises(Refused, match="目标审核通过后才能填写完成情况"),
        editing(present, Part.TARGETS, Part.RESULTS, by=cast.contributor, assigned=True),
    ):
        pass


def test_rows_and_goals_are_not_a_colleagues_to_add_move_or_remove(cast, evaluation):
    before = gather(evaluation)
    for attempt in (
        lambda: rows.add_goal(evaluation, by=cast.contributor),
        lambda: rows.add_indicator(evaluation, MINE, by=cast.contributor),
        lambda: rows.move_indicator(evaluation, MY_ROW, by_steps=1, by=cast.contributor),
        lambda: rows.remove_indicator(evaluation, MY_ROW, by=cast.contributor),
        lambda: rows.remove_goal(evaluation, MINE, by=cast.contributor),
        lambda: rows.arrange(evaluation, [THEIRS, MINE], {}, by=cast.contributor),
        lambda: rows.save_statement(evaluation, [Change("statement", "conclusion", "", "好")], by=cast.contributor),
    ):
        with pytest.raises(Refused, match="“填报”的权限"):
            attempt()
    assert gather(evaluation) == before


def test_in_one_request_only_the_cells_that_are_his_are_saved(cast, evaluation):
    answers = save(
        evaluation,
        cast.contributor,
        (MY_ROW, "actual", "", "12个"),
        (THEIR_ROW, "actual", "", "13个"),
        (MY_ROW, "target", "≥10个", "≥1个"),
    )
    assert [answer.status for answer in answers] == ["saved", "refused", "refused"]
    found = {row.key: (row.actual, row.target) for _, row in gather(evaluation).rows()}
    assert (found[MY_ROW], found[THEIR_ROW]) == (("12个", "≥10个"), ("", "≥10个"))


def test_who_is_preparer_and_colleague_is_narrowed_by_nothing(cast, evaluation):
    Membership.objects.create(user=cast.contributor, department=cast.bureau, role=Role.PREPARER)
    both = User.objects.get(pk=cast.contributor.pk)
    assert own_goals(evaluation, both) is None
    assert [answer.status for answer in save(evaluation, both, (THEIR_ROW, "actual", "", "1个"))] == ["saved"]


# ---- assigning -------------------------------------------------------------------------------------------------------


def pairs(evaluation):
    return {(str(one.goal.key), one.user.username) for one in evaluation.assignments.all()}


def test_only_what_differs_is_assigned(cast, evaluation):
    assign(evaluation, add=[(THEIRS, cast.contributor.pk)], remove=[], by=cast.preparer)
    assert pairs(evaluation) == {(MINE, "contributor"), (THEIRS, "contributor")}
    # Once more, and a goal that somebody else removed meanwhile.
    gone = people.key_of(9)
    assign(
        evaluation,
        add=[(THEIRS, cast.contributor.pk), (gone, cast.contributor.pk)],
        remove=[(MINE, cast.contributor.pk)],
        by=cast.preparer,
    )
    assert pairs(evaluation) == {(THEIRS, "contributor")}


def test_to_assign_a_goal_is_no_change_of_the_contents(cast, evaluation):
    before = Evaluation.objects.get(pk=evaluation.pk)
    assign(evaluation, add=[(THEIRS, cast.contributor.pk)], remove=[], by=cast.preparer)
    tick(evaluation, MINE, done=True, by=cast.contributor)
    after = Evaluation.objects.get(pk=evaluation.pk)
    assert (after.revision, after.edited_at) == (before.revision, before.edited_at)


@pytest.mark.parametrize("who", ["approver", "preparer", "outsider", "elsewhere", "inactive"])
def test_a_goal_is_assigned_to_colleagues_of_the_unit_alone(cast, evaluation, who):
    if who == "elsewhere":
        user = people.make_user("elsewhere", "吴用", cast.other, Role.CONTRIBUTOR)
    elif who == "inactive":
        user = people.make_user("inactive", "吴用", cast.bureau, Role.CONTRIBUTOR)
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user = getattr(cast, who)
    with pytest.raises(Refused, match="只能分给本单位在用的协办人账号"):
        assign(evaluation, add=[(THEIRS, user.pk)], remove=[(MINE, cast.contributor.pk)], by=cast.preparer)
    assert pairs(evaluation) == {(MINE, "contributor")}


def test_nobody_is_assigned_the_same_goal_twice(cast, evaluation):
    with pytest.raises(IntegrityError, match=r"assignment|UNIQUE"), transaction.atomic():
        people.assign_quietly(evaluation, MINE, cast.contributor)


def test_a_goal_takes_its_assignments_along(cast, evaluation):
    rows.remove_goal(evaluation, MINE, by=cast.preparer)
    assert Assignment.objects.count() == 0


# ---- 本科室已填完 ----------------------------------------------------------------------------------------------------


def test_what_is_called_filled_in_keeps_its_first_moment_and_can_be_taken_back(cast, evaluation):
    tick(evaluation, MINE, done=True, by=cast.contributor)
    first = Assignment.objects.get().done_at
    tick(evaluation, MINE, done=True, by=cast.contributor)
    assert (Assignment.objects.get().done_at, first is None) == (first, False)
    tick(evaluation, MINE, done=False, by=cast.contributor)
    assert Assignment.objects.get().done_at is None


def test_one_of_two_sections_speaks_for_itself_alone(cast, evaluation):
    second = people.make_user("second", "吴用", cast.bureau, Role.CONTRIBUTOR)
    people.assign_quietly(evaluation, MINE, second)
    tick(evaluation, MINE, done=True, by=second)
    assert [one.user for one in unticked(evaluation)] == [cast.contributor]


def test_what_was_called_filled_in_can_still_be_mended(cast, evaluation):
    tick(evaluation, MINE, done=True, by=cast.contributor)
    assert [answer.status for answer in save(evaluation, cast.contributor, (MY_ROW, "actual", "", "1个"))] == ["saved"]


def test_only_the_preparer_asks_again_and_only_in_this_evaluation(cast, evaluation):
    tick(evaluation, MINE, done=True, by=cast.contributor)
    assigned = Assignment.objects.get()
    for by in (cast.contributor, cast.approver, cast.outsider):
        with pytest.raises(Refused, match="权限"):
            ask_again(evaluation, assigned.pk, by=by)
    other = people.make_evaluation_at_draft(cast, goals=1, fiscal_year=2021)
    ask_again(other, assigned.pk, by=cast.preparer)
    assert [one.pk for one in unticked(evaluation)] == []

    ask_again(evaluation, assigned.pk, by=cast.preparer)
    assert [one.pk for one in unticked(evaluation)] == [assigned.pk]


# ---- counting --------------------------------------------------------------------------------------------------------


def test_an_indicator_is_filled_in_when_it_has_all_that_the_form_prints(cast, evaluation):
    def said(layout):
        goal = counted(evaluation.goals.filter(key=MINE)).get()
        return filled(goal, layout), goal.total, lacks(goal, layout)

    # These print an analysis of each indicator, and one of them what was reached of each goal; a form may do neither.
    assert said("founding") == (0, 2, "还差 2 项")
    Indicator.objects.filter(key=MY_ROW).update(actual="12个", outcome="met")
    assert said("founding") == (0, 2, "还差 2 项")
    assert said("chongqing") == (0, 2, "还差 2 项、目标的实际完成情况")
    assert said("prints neither") == (1, 2, "还差 1 项")
    Indicator.objects.filter(key=MY_ROW).update(analysis="全年完成。")
    assert said("founding") == (1, 2, "还差 1 项")
    Indicator.objects.filter(goal__key=MINE).update(actual="12个", outcome="met", analysis="全年完成。")
    assert said("founding") == (2, 2, "")


@pytest.mark.parametrize("count", [1, 3])
def test_who_has_filled_in_what_takes_two_queries(cast, count, django_assert_num_queries):
    made = people.make_evaluation_at_draft(cast, goals=count, indicators=count)
    second = people.make_user("second", "吴用", cast.bureau, Role.CONTRIBUTOR)
    for number in range(1, count + 1):
        people.assign_quietly(made, people.key_of(number), second)
    with django_assert_num_queries(2):
        found = [(goal.total, [one.user.display_name for one in goal.assignments.all()]) for goal in shares(made)]
    assert found == [(count, ["吴用"])] * count


@pytest.mark.parametrize("count", [1, 3])
def test_a_colleague_saves_with_as_many_queries_of_three_rows_as_of_one(cast, count, django_assert_num_queries):
    made = people.make_evaluation_at_draft(cast, goals=1, indicators=3)
    people.assign_quietly(made, MINE, cast.contributor)
    changes = [(people.key_of(100 + number), "analysis", "", "全年完成。") for number in range(1, count + 1)]
    user = User.objects.get(pk=cast.contributor.pk)
    user.roles  # noqa: B018 asked once per request
    with django_assert_num_queries(7 + count):
        save(made, user, *changes)
