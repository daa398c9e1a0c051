"""The door for writing: what each state opens, who may, and that only real changes count."""

from decimal import Decimal

import pytest

from budgets import amounts
from budgets.cells import Change
from budgets.editing import Part, Refused, closed_sentence, editing, is_adjusting, open_parts
from budgets.models import Evaluation, Membership, Role, Status
from indicators.facts import as_json
from indicators.gather import gather
from tests.people import approve_targets, make_cast, make_evaluation_at_draft, make_user, set_status

BUDGET, TARGETS, RESULTS, STATEMENT, ANSWERS = Part
# (state, whether the targets were approved): what can be written
OPEN = {
    (Status.TARGETS_DRAFT, False): {BUDGET, TARGETS, ANSWERS},
    (Status.TARGETS_DRAFT, True): {TARGETS, ANSWERS},
    (Status.TARGETS_SUBMITTED, False): set(),
    (Status.TARGETS_SUBMITTED, True): set(),
    (Status.DRAFT, False): {BUDGET, TARGETS, RESULTS, STATEMENT, ANSWERS},
    (Status.DRAFT, True): {BUDGET, RESULTS, STATEMENT, ANSWERS},
    (Status.SIGN_OFF, False): set(),
    (Status.SIGN_OFF, True): set(),
    (Status.SUBMITTED, False): set(),
    (Status.SUBMITTED, True): set(),
    (Status.APPROVED, False): set(),
    (Status.APPROVED, True): set(),
    (Status.PUBLISHED, False): set(),
    (Status.PUBLISHED, True): set(),
}
SENTENCES = {
    (Status.TARGETS_DRAFT, False): "目标审核通过后才能填写完成情况。",
    (Status.TARGETS_DRAFT, True): "正在调整目标，完成情况暂不能修改；目标调整审核通过后再填。",
    (Status.TARGETS_SUBMITTED, False): "当前状态为“目标待审”，完成情况不能修改。",
    (Status.SIGN_OFF, False): "当前状态为“单位审签”，完成情况不能修改。",
    (Status.SUBMITTED, True): "当前状态为“自评待审”，完成情况不能修改。",
    (Status.APPROVED, False): "当前状态为“已审核”，完成情况不能修改。",
    (Status.PUBLISHED, False): "当前状态为“已公开”，完成情况不能修改。",
}


def test_the_table_of_what_is_open_names_every_state():
    assert {status for status, _ in OPEN} == set(Status)


@pytest.mark.django_db
def test_a_part_can_be_written_in_exactly_the_states_that_open_it():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    possible = set()
    for approved in (False, True):
        if approved:
            approve_targets(evaluation, by=cast.reviewer)
        for status in Status:
            present = set_status(evaluation, status)
            for part in Part:
                if writes(present, part, by=cast.preparer):
                    possible.add((status, approved, part))
            assert open_parts(present) == OPEN[status, approved]

    assert possible == {(status, approved, part) for (status, approved), parts in OPEN.items() for part in parts}


def writes(evaluation, *parts, by):
    before = revision_of(evaluation)
    try:
        with editing(evaluation, *parts, by=by):
            pass
    except Refused:
        assert revision_of(evaluation) == before
        return False
    return True


def revision_of(evaluation):
    return Evaluation.objects.values_list("revision", flat=True).get(pk=evaluation.pk)


@pytest.mark.django_db
def test_the_refusal_says_why_the_part_is_closed():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    said = {}
    for status, approved in sorted(SENTENCES, key=lambda key: key[1]):
        if approved:
            approve_targets(evaluation, by=cast.reviewer)
        with pytest.raises(Refused) as refused, editing(set_status(evaluation, status), RESULTS, by=cast.preparer):
            pass
        said[status, approved] = str(refused.value)

    assert said == SENTENCES


@pytest.mark.django_db
def test_approved_targets_point_to_the_adjustment():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast, targets_approved=True)

    assert closed_sentence(evaluation, TARGETS) == (
        "目标已经审核，目标与指标不能直接修改；确需修改请先“申请调整目标”。"
    )
    assert not is_adjusting(evaluation)
    assert is_adjusting(set_status(evaluation, Status.TARGETS_DRAFT))


@pytest.mark.django_db
def test_one_open_part_among_several_is_enough():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast, targets_approved=True)

    assert writes(evaluation, TARGETS, RESULTS, by=cast.preparer)
    assert not writes(evaluation, TARGETS, by=cast.preparer)


@pytest.mark.django_db
def test_only_the_preparer_of_the_unit_itself_may_write():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    second = make_user("second", "二人", cast.bureau, Role.PREPARER)
    signs_and_prepares = make_user("both", "兼任", cast.bureau, Role.APPROVER)
    Membership.objects.create(user=signs_and_prepares, department=cast.bureau, role=Role.PREPARER)
    everyone = cast.everyone() | {"second": second, "both": signs_and_prepares}

    assert {name for name, user in everyone.items() if writes(evaluation, BUDGET, by=user)} == {
        "preparer",
        "second",
        "both",
    }


@pytest.mark.django_db
def test_whoever_left_may_not_write_any_more():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    cast.preparer.is_active = False
    cast.preparer.save(update_fields=["is_active"])

    with pytest.raises(Refused, match=r"^您没有“填报”的权限。如有需要，请联系本单位的管理员。$"):
        amounts.add_revenue(evaluation, by=type(cast.preparer).objects.get(pk=cast.preparer.pk))


@pytest.mark.django_db
def test_the_door_looks_at_the_evaluation_as_it_is_now_and_not_as_the_page_knew_it():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    set_status(evaluation, Status.SUBMITTED)

    assert evaluation.status == Status.DRAFT
    assert not writes(evaluation, BUDGET, by=cast.preparer)


CARRY = ("evaluation", "carry_over")


def save(evaluation, *changes, by):
    return [answer.status for answer in amounts.save_budget(evaluation, [Change(*one) for one in changes], by=by)]


@pytest.mark.django_db
def test_the_revision_counts_real_changes_and_nothing_else():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    line = amounts.add_revenue(evaluation, source="其他收入", by=cast.preparer)
    start, key = revision_of(evaluation), str(line.key)
    counted = []

    def count():
        counted.append(revision_of(evaluation) - start)

    assert save(evaluation, (*CARRY, "", "100"), by=cast.preparer) == ["saved"]
    count()
    assert save(evaluation, (*CARRY, "", "100"), by=cast.preparer) == ["saved"]  # the same, come twice
    count()
    assert save(evaluation, (*CARRY, "100.00", "两千"), by=cast.preparer) == ["unreadable"]
    count()
    assert save(evaluation, (*CARRY, "1", "2"), by=cast.preparer) == ["conflict"]
    count()
    assert save(evaluation, ("gone", "source", "", "x"), by=cast.preparer) == ["refused"]
    count()
    assert not amounts.move_revenue(evaluation, key, by_steps=-1, by=cast.preparer)
    count()
    assert amounts.add_revenue(evaluation, key=line.key, by=cast.preparer) == line
    count()
    assert save(evaluation, (key, "initial", "", "1"), (key, "final", "", "2"), by=cast.preparer) == ["saved"] * 2
    count()
    assert amounts.remove_revenue(evaluation, key, by=cast.preparer)
    count()
    assert not amounts.remove_revenue(evaluation, key, by=cast.preparer)
    count()

    assert counted == [1, 1, 1, 1, 1, 1, 1, 2, 3, 3]


@pytest.mark.django_db
def test_a_change_says_who_made_it_and_when():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    second = make_user("second", "二人", cast.bureau, Role.PREPARER)

    save(evaluation, (*CARRY, "", "100"), by=second)

    evaluation.refresh_from_db()
    assert (evaluation.edited_by, evaluation.carry_over) == (second, Decimal("100.00"))
    assert evaluation.edited_at is not None


@pytest.mark.django_db
def test_what_is_refused_leaves_every_byte_as_it_was():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    line = amounts.add_revenue(evaluation, source="其他收入", by=cast.preparer)
    amounts.add_revenue(evaluation, source="事业收入", by=cast.preparer)
    key = str(line.key)
    before = everything(evaluation)
    attempts = [
        lambda by: amounts.save_budget(evaluation, [Change(key, "source", "其他收入", "经营收入")], by=by),
        lambda by: amounts.save_budget(evaluation, [Change("basic", "executed", "", "5")], by=by),
        lambda by: amounts.save_budget(evaluation, [Change("evaluation", "basis", "adjusted", "initial")], by=by),
        lambda by: amounts.add_revenue(evaluation, source="经营收入", by=by),
        lambda by: amounts.remove_revenue(evaluation, key, by=by),
        lambda by: amounts.move_revenue(evaluation, key, by_steps=1, by=by),
    ]
    for status, by in [(Status.DRAFT, cast.outsider), (Status.DRAFT, cast.reviewer), (Status.SUBMITTED, cast.preparer)]:
        set_status(evaluation, status)
        for attempt in attempts:
            with pytest.raises(Refused):
                attempt(by)
    set_status(evaluation, Status.DRAFT)

    assert everything(evaluation) == before


def everything(evaluation):
    present = Evaluation.objects.select_related("department").get(pk=evaluation.pk)
    return as_json(gather(present)), Evaluation.objects.filter(pk=evaluation.pk).values().get()


@pytest.mark.django_db
def test_what_fails_inside_the_door_writes_nothing():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)
    before = everything(evaluation)

    def fail():
        with editing(evaluation, BUDGET, by=cast.preparer) as locked:
            locked.carry_over = Decimal("5.00")
            locked.save(update_fields=["carry_over"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert everything(evaluation) == before
