"""Who may move what, and what a refused move leaves behind: the whole product of states, people and actions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from budgets.editing import Refused
from budgets.models import Department, Evaluation, Membership, Role, Status
from indicators.gather import gather
from reports import issue
from reports.checking import Blocked
from reports.moves import MOVES, Action
from reports.opening import open_evaluation
from reports.readable import facts_for
from reports.workflow import done_text, offers, perform
from tests import facts as sample
from tests.evaluations import (
    ACTIONS,
    ALLOWED,
    REASON,
    again,
    answer_all,
    answers_to,
    fill,
    make_evaluation,
    state_of,
    walk,
)
from tests.people import make_cast, make_user

pytestmark = pytest.mark.django_db


def try_move(cast, who, action, evaluation):
    """The state it leads to, or None where it is refused; undone again."""
    present = again(evaluation)
    try:
        with transaction.atomic():
            perform(
                action,
                present,
                by=getattr(cast, who),
                seen=present.revision,
                comment=REASON,
                answers=answers_to(action),
            )
            reached = again(evaluation).status
            transaction.set_rollback(True)
    except Refused:
        return None
    return reached


@pytest.mark.parametrize("status", Status)
def test_each_person_can_do_in_each_state_exactly_what_is_written_out(status):
    cast = make_cast()
    evaluation = make_evaluation(cast, status, from_targets=True)
    before = state_of(evaluation)

    reached = {}
    for who in cast.everyone():
        for action in ACTIONS:
            to = try_move(cast, who, action, evaluation)
            if to is None:
                assert state_of(evaluation) == before, (who, action)
            else:
                reached[status, who, action] = to

    assert reached == {triple: to for triple, to in ALLOWED.items() if triple[0] == status}


@pytest.mark.parametrize("status", Status)
def test_no_button_offers_what_is_refused(status):
    cast = make_cast()
    evaluation = make_evaluation(cast, status, from_targets=True)

    offered = {
        (status, who, offer.action)
        for who, user in cast.everyone().items()
        for offer in offers(evaluation, user)
        if offer.allowed
    }

    assert offered == {triple for triple in ALLOWED if triple[0] == status}


def test_the_table_of_moves_has_no_more_than_what_is_written_out():
    assert set(MOVES) == {(status, action) for status, _, action in ALLOWED}


def test_targets_that_were_never_approved_here_cannot_be_adjusted():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.DRAFT)

    with pytest.raises(Refused, match="不能申请调整目标"):
        walk(cast, evaluation, Action.ADJUST)

    assert Action.ADJUST not in {offer.action for offer in offers(evaluation, cast.preparer)}


def test_a_unit_that_does_not_sign_off_submits_straight_to_the_finance_bureau():
    cast = make_cast()
    Department.objects.filter(pk=cast.bureau.pk).update(signs_off=False)
    evaluation = make_evaluation(cast, Status.DRAFT, department=Department.objects.get(pk=cast.bureau.pk))

    walk(cast, evaluation, Action.SUBMIT)

    assert again(evaluation).status == Status.SUBMITTED
    assert facts_for(again(evaluation), cast.reviewer) == gather(again(evaluation))


def test_an_adjustment_is_not_held_up_by_a_budget_that_is_closed_meanwhile():
    cast = make_cast()
    evaluation = make_evaluation(cast, from_targets=True)
    fill(cast, evaluation, sample.with_basic(gather(evaluation), initial=Decimal("1.00")))
    walk(cast, evaluation, Action.ADJUST)
    adjusted = sample.with_row(
        gather(again(evaluation)), 0, adjusted_target="11个", adjustment_reason="一个公园移交外区管理。"
    )
    fill(cast, evaluation, adjusted)

    walk(cast, evaluation, Action.SUBMIT)

    assert again(evaluation).status == Status.TARGETS_SUBMITTED


def test_an_adjustment_of_targets_keeps_the_actuals_and_leads_back():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    filled = gather(evaluation)

    walk(cast, evaluation, Action.ADJUST)
    adjusted = sample.with_row(filled, 0, adjusted_target="11个", adjustment_reason="一个公园移交外区管理。")
    fill(cast, evaluation, adjusted)
    walk(cast, evaluation, Action.SUBMIT, Action.APPROVE)

    assert again(evaluation).status == Status.DRAFT
    dated = sample.with_row(adjusted, 0, adjusted_on=timezone.localdate())
    assert gather(again(evaluation)) == dated
    assert [row.actual for _, row in adjusted.rows()] == ["12个", "430株", "11月", "是", "94%"]


def test_errors_block_the_submission_and_are_named():
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_row(sample.make_facts(), 0, actual="", outcome=""))
    before = state_of(evaluation)

    with pytest.raises(Blocked) as blocked:
        walk(cast, evaluation, Action.SUBMIT)

    assert [(finding.code, finding.place.key) for finding in blocked.value.findings] == [
        ("blank-actual", sample.ROWS[0])
    ]
    assert state_of(evaluation) == before


def warned():
    """One warning that 情况属实 answers, and one that asks for a reason."""
    return sample.with_row(sample.with_row(sample.make_facts(), 0, actual="12处"), 4, target="≥60%")


def submit(cast, evaluation):
    present = again(evaluation)
    return perform(Action.SUBMIT, present, by=cast.preparer, seen=present.revision)


def test_warnings_without_an_answer_block_the_submission_until_each_is_answered_in_its_way():
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=warned())
    before = state_of(evaluation)

    with pytest.raises(Blocked, match=r"^还有 2 条提醒没有答复，请先到“校验”处理。$") as blocked:
        submit(cast, evaluation)
    assert [finding.code for finding in blocked.value.findings] == ["unit-differs", "over-fulfilment-without-reason"]
    assert state_of(evaluation) == before

    answer_all(cast, evaluation, note="一处即一个公园。")
    with pytest.raises(Blocked, match=r"^还有 1 条提醒没有答复，请先到“校验”处理。$"):
        submit(cast, evaluation)

    reasoned = sample.with_row(warned(), 4, deviation_reason="游园设施更新。", improvement="提高目标值。")
    fill(cast, evaluation, reasoned)
    assert [answer["note"] for answer in submit(cast, evaluation).answers] == ["一处即一个公园。"]


def test_errors_and_warnings_block_in_one_sentence():
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_row(warned(), 2, actual="", outcome=""))

    with pytest.raises(Blocked, match=r"^还有 1 处错误、2 条提醒没有答复，请先到“校验”处理。$"):
        submit(cast, evaluation)


def test_an_answer_that_its_figures_outlived_does_not_let_a_submission_through():
    cast = make_cast()
    facts = sample.with_row(sample.make_facts(), 0, actual="12处")
    evaluation = make_evaluation(cast, facts=facts)
    answer_all(cast, evaluation)
    fill(cast, evaluation, sample.with_row(facts, 0, actual="13处", outcome="exceeded"))

    with pytest.raises(Blocked, match="还有 1 条提醒没有答复"):
        submit(cast, evaluation)


def test_targets_are_submitted_with_their_own_warnings_answered_and_these_stay_answered():
    cast = make_cast()
    facts = sample.with_row(sample.make_facts(), 3, name="补种行道树")
    evaluation = make_evaluation(cast, Status.TARGETS_DRAFT, facts=facts)
    with pytest.raises(Blocked, match="还有 1 条提醒没有答复"):
        submit(cast, evaluation)

    event = walk(cast, evaluation, Action.SUBMIT)
    walk(cast, evaluation, Action.APPROVE)
    fill(cast, evaluation, facts)

    assert [answer["code"] for answer in event.answers] == ["same-name-in-goals"]
    assert submit(cast, evaluation).answers == event.answers


def test_an_offer_says_what_stands_in_the_way():
    evaluation = make_evaluation(cast := make_cast())

    def why_not(**open_now):
        return next(one.why_not for one in offers(evaluation, cast.preparer, **open_now) if one.move.stage)

    assert [why_not(), why_not(errors=2), why_not(warnings=3), why_not(errors=2, warnings=3)] == [
        "",
        "还有 2 处错误，请先到“校验”处理。",
        "还有 3 条提醒没有答复，请先到“校验”处理。",
        "还有 2 处错误、3 条提醒没有答复，请先到“校验”处理。",
    ]


def test_a_report_submitted_before_eight_in_the_morning_is_dated_by_the_local_day(monkeypatch):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_statement(sample.make_facts(), filing_date=None))
    half_past_one_in_shanghai = datetime(2023, 3, 14, 17, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: half_past_one_in_shanghai)

    walk(cast, evaluation, Action.SUBMIT)

    assert gather(again(evaluation)).statement.filing_date == date(2023, 3, 15)


def test_the_filing_date_is_the_day_of_submission_unless_it_was_typed():
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_statement(sample.make_facts(), filing_date=None))

    event = walk(cast, evaluation, Action.SUBMIT)

    assert gather(again(evaluation)).statement.filing_date == timezone.localdate()
    assert event.facts["statement"]["filing_date"] == timezone.localdate().isoformat()


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (Status.SIGN_OFF, Action.WITHDRAW),
        (Status.SIGN_OFF, Action.RETURN),
        (Status.SUBMITTED, Action.WITHDRAW),
        (Status.SUBMITTED, Action.RETURN),
        (Status.APPROVED, Action.REOPEN),
    ],
)
@pytest.mark.parametrize(("typed", "printed"), [(None, date(2023, 3, 20)), (date(2023, 3, 17), date(2023, 3, 17))])
def test_what_came_back_is_dated_anew_where_nobody_typed_the_date(monkeypatch, status, action, typed, printed):
    cast = make_cast()
    today = [date(2023, 3, 17)]
    monkeypatch.setattr(timezone, "localdate", lambda *_: today[0])
    evaluation = make_evaluation(cast, status, facts=sample.with_statement(sample.make_facts(), filing_date=typed))
    assert gather(evaluation).statement.filing_date == date(2023, 3, 17)

    today[0] = date(2023, 3, 20)
    walk(cast, evaluation, action)
    back = gather(again(evaluation)).statement.filing_date
    walk(cast, evaluation, Action.SUBMIT)

    assert (back, gather(again(evaluation)).statement.filing_date) == (typed, printed)


def test_a_date_typed_after_a_return_stays_through_the_next_one():
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_statement(sample.make_facts(), filing_date=None))
    walk(cast, evaluation, Action.SUBMIT, Action.WITHDRAW)
    fill(cast, evaluation, sample.with_statement(sample.make_facts(), filing_date=timezone.localdate()))

    walk(cast, evaluation, Action.SUBMIT, Action.WITHDRAW)

    assert gather(again(evaluation)).statement.filing_date == timezone.localdate()


@pytest.mark.parametrize(
    ("status", "action", "day", "sentence"),
    [
        (Status.SIGN_OFF, Action.SIGN, "1900-01-01", "签字日期不能早于2022年1月1日"),
        (Status.SIGN_OFF, Action.SIGN, "2021-12-31", "签字日期不能早于2022年1月1日"),
        (Status.SIGN_OFF, Action.SIGN, "tomorrow", "签字日期不能晚于今天。"),
        (Status.APPROVED, Action.PUBLISH, "yesterday", "公开日期不能早于审核通过的"),
        (Status.APPROVED, Action.PUBLISH, "tomorrow", "公开日期不能晚于今天。"),
    ],
)
def test_a_day_that_cannot_be_is_refused(status, action, day, sentence):
    cast = make_cast()
    evaluation = make_evaluation(cast, status)
    before = state_of(evaluation)
    days = {"tomorrow": timezone.localdate() + timedelta(days=1), "yesterday": timezone.localdate() - timedelta(days=1)}
    field = "signed_on" if action == Action.SIGN else "published_on"

    with pytest.raises(Refused, match=sentence):
        walk(cast, evaluation, action, answers=answers_to(action) | {field: str(days.get(day, day))})

    assert state_of(evaluation) == before


def test_what_is_issued_is_what_was_reviewed_also_where_the_unit_was_renamed_meanwhile():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    reviewed = facts_for(evaluation, cast.reviewer)
    Department.objects.filter(pk=cast.bureau.pk).update(full_name="改名后的全称", form_name="改名后的表内名称")

    walk(cast, evaluation, Action.APPROVE)

    assert facts_for(again(evaluation), cast.reviewer) == reviewed
    report = evaluation.issued_reports.get()
    assert reviewed.department.full_name in report.document["title"] + report.document["department"]
    assert "改名后" not in str(report.document)


def test_what_differs_from_what_was_reviewed_in_anything_but_names_is_not_issued():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    Evaluation.objects.filter(pk=evaluation.pk).update(execution_note="报送之后改的。")
    before = state_of(evaluation)

    with pytest.raises(Refused, match="现在的内容与报送审核的不一致，不能定稿。"):
        walk(cast, evaluation, Action.APPROVE)

    assert state_of(evaluation) == before


def test_the_history_has_room_for_every_name():
    cast = make_cast()
    evaluation = make_evaluation(cast)
    type(cast.preparer).objects.filter(pk=cast.preparer.pk).update(username="w" * 150, full_name="")
    cast.preparer.refresh_from_db()

    event = walk(cast, evaluation, Action.SUBMIT)

    event.clean_fields()
    assert event.by_name == "w" * 150


@pytest.mark.parametrize(
    ("status", "action", "comment"),
    [
        (Status.TARGETS_SUBMITTED, Action.RETURN, ""),
        (Status.SUBMITTED, Action.RETURN, " 　\n"),
        (Status.SIGN_OFF, Action.RETURN, ""),
    ],
)
def test_a_return_needs_a_reason(status, action, comment):
    cast = make_cast()
    evaluation = make_evaluation(cast, status)
    before = state_of(evaluation)

    with pytest.raises(Refused, match="请填写退回原因"):
        walk(cast, evaluation, action, comment=comment)

    assert state_of(evaluation) == before


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "请填写签字人。请填写签字日期。"),
        (
            {"signed_name": "长" * 51, "signed_on": "明天"},
            "签字人：这里最多 50 个字，现有 51 个字，请缩短。签字日期：“明天”",
        ),
        ({"signed_name": "李建国"}, "请填写签字日期。"),
        ({"signed_name": "李建国", "signed_on": "昨天"}, "签字日期：“昨天”不是日期"),
        ({"signed_name": "李" * 51, "signed_on": "2023-03-16"}, "签字人：这里最多 50 个字"),
    ],
)
def test_a_signature_needs_a_name_and_a_date_that_can_be_kept(answers, sentence):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SIGN_OFF)
    before = state_of(evaluation)

    with pytest.raises(Refused, match=sentence):
        walk(cast, evaluation, Action.SIGN, answers=answers)

    assert state_of(evaluation) == before


def test_a_return_clears_the_signature():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    assert (evaluation.signed_name, evaluation.signed_by) == ("李建国", cast.approver)

    walk(cast, evaluation, Action.RETURN)

    present = again(evaluation)
    assert (present.signed_name, present.signed_by, present.signed_on) == ("", None, None)
    assert present.events.last().comment == REASON


def test_who_submitted_can_neither_sign_nor_approve():
    cast = make_cast()
    for department, role in ((cast.bureau, Role.APPROVER), (cast.district, Role.REVIEWER)):
        Membership.objects.create(user=cast.preparer, department=department, role=role)
    both = type(cast.preparer).objects.get(pk=cast.preparer.pk)
    signing = make_evaluation(cast, Status.SIGN_OFF)
    approving = make_evaluation(cast, Status.SUBMITTED, fiscal_year=2021)
    targets = make_evaluation(cast, Status.TARGETS_SUBMITTED, fiscal_year=2023)

    for evaluation, action in ((signing, Action.SIGN), (approving, Action.APPROVE), (targets, Action.APPROVE)):
        before = state_of(evaluation)
        with pytest.raises(Refused, match="提交与审核须由不同的人办理"):
            perform(action, evaluation, by=both, seen=evaluation.revision, answers=answers_to(action))
        assert state_of(evaluation) == before
        assert [offer.allowed for offer in offers(evaluation, both) if offer.action == action] == [False]


def test_the_table_itself_refuses_an_approval_by_who_submitted():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(pk=evaluation.pk).update(approved_by=cast.preparer, approved_at=timezone.now())


def test_approving_a_page_read_before_a_withdrawal_is_refused_naming_who_did_what():
    cast = make_cast()
    read = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, read, Action.WITHDRAW)
    before = state_of(read)

    with pytest.raises(Refused, match=r"^您打开页面之后，王芳已于\d\d月\d\d日 \d\d:\d\d撤回了自评。"):
        perform(Action.APPROVE, read, by=cast.reviewer, seen=read.revision)

    assert state_of(read) == before


def test_an_event_that_the_page_had_shown_is_not_named_for_what_was_typed_after_it():
    cast = make_cast()
    read = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, read, Action.RETURN)
    read = again(read)
    fill(cast, read, sample.with_row(sample.make_facts(), 1, improvement="余下70株于2023年4月底前补种。"))
    before = state_of(read)

    with pytest.raises(Refused, match=r"^您打开页面之后，王芳于\d\d月\d\d日 \d\d:\d\d修改了填报内容。"):
        perform(Action.SUBMIT, read, by=cast.preparer, seen=read.revision)

    assert state_of(read) == before


def test_approving_what_was_withdrawn_changed_and_submitted_again_is_refused():
    cast = make_cast()
    read = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, read, Action.WITHDRAW)
    fill(cast, read, sample.with_row(sample.make_facts(), 0, actual="13个"))
    walk(cast, read, Action.SUBMIT, Action.SIGN)

    with pytest.raises(Refused, match=r"李建国已于.*签署并报送了自评"):
        perform(Action.APPROVE, read, by=cast.reviewer, seen=read.revision)

    assert again(read).status == Status.SUBMITTED


def test_submitting_a_page_read_before_a_colleague_typed_is_refused():
    cast = make_cast()
    read = make_evaluation(cast, Status.DRAFT)
    colleague = make_user("colleague", "何平", cast.bureau, Role.PREPARER)
    fill(cast, read, sample.with_row(sample.make_facts(), 0, actual="13个"), by=colleague)

    with pytest.raises(Refused, match=r"何平于.*修改了填报内容"):
        perform(Action.SUBMIT, read, by=cast.preparer, seen=read.revision)

    assert again(read).status == Status.DRAFT


def test_of_two_approvals_of_the_same_page_the_second_is_told():
    cast = make_cast()
    second = make_user("second_reviewer", "郑凯", cast.district, Role.REVIEWER)
    read = make_evaluation(cast, Status.SUBMITTED)
    late = again(read)

    perform(Action.APPROVE, read, by=cast.reviewer, seen=read.revision)
    with pytest.raises(Refused, match=r"陈静已于.*审核通过了自评"):
        perform(Action.APPROVE, late, by=second, seen=late.revision)

    assert [report.sequence for report in read.issued_reports.all()] == [1]
    assert again(read).approved_by == cast.reviewer


def test_reopening_keeps_what_was_issued_and_the_next_approval_issues_the_next_number():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.PUBLISHED)
    first = evaluation.issued_reports.get()
    files = {file.name: bytes(file.content) for file in first.files.all()}

    walk(cast, evaluation, Action.REOPEN)
    reopened = again(evaluation)
    fill(cast, evaluation, sample.with_row(sample.make_facts(), 0, actual="13个", outcome="exceeded"))
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)

    assert (reopened.approved_by, reopened.published_on, reopened.published_at) == (None, None, "")
    numbers = list(evaluation.issued_reports.values_list("sequence", "number"))
    assert numbers == [(1, "绩评〔2022〕420114-301第1号"), (2, "绩评〔2022〕420114-301第2号")]
    assert {file.name: bytes(file.content) for file in first.files.all()} == files
    assert set(files) == {*issue.FILES, issue.DATA}
    assert facts_for(again(evaluation), cast.reviewer).goals[0].rows[0].actual == "13个"


def test_a_reviewer_reads_what_was_submitted_and_never_the_draft():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.DRAFT)
    assert facts_for(evaluation, cast.reviewer) is None
    walk(cast, evaluation, Action.SUBMIT)
    assert facts_for(again(evaluation), cast.reviewer) is None
    walk(cast, evaluation, Action.SIGN, Action.RETURN)

    fill(cast, evaluation, sample.with_row(sample.make_facts(), 0, actual="尚在核对"))

    present = again(evaluation)
    assert facts_for(present, cast.reviewer).goals[0].rows[0].actual == "12个"
    assert {
        facts_for(present, user).goals[0].rows[0].actual for user in (cast.preparer, cast.approver, cast.admin)
    } == {"尚在核对"}


def test_the_first_hand_over_is_remembered_through_all_later_rounds():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SIGN_OFF)
    assert evaluation.handed_over_at is None

    walk(cast, evaluation, Action.SIGN)
    first = again(evaluation).handed_over_at
    walk(cast, evaluation, Action.RETURN, Action.SUBMIT, Action.SIGN)

    assert timezone.now() - first < timedelta(minutes=5)
    assert again(evaluation).handed_over_at == first


def test_comments_on_rows_are_kept_with_the_return_and_only_for_rows_that_are_there():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    said = [
        {"key": sample.ROWS[1], "comment": " 请说明70株的去向 "},
        {"key": sample.ROWS[2], "comment": "  "},
        {"key": "00000000-0000-4000-8000-0000000000ff", "comment": "没有这一行"},
    ]

    event = walk(cast, evaluation, Action.RETURN, row_comments=said)

    assert event.row_comments == [{"key": sample.ROWS[1], "name": "补种行道树", "comment": "请说明70株的去向"}]


def test_the_history_says_who_did_what_and_why():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED, from_targets=True)

    walk(cast, evaluation, Action.RETURN)

    events = list(evaluation.events.all())
    assert [(event.by_name, done_text(event), event.comment) for event in events] == [
        ("赵敏", "开通", ""),
        ("王芳", "提交了目标", REASON),
        ("陈静", "审核通过了目标", REASON),
        ("王芳", "提交了自评", REASON),
        ("李建国", "签署并报送了自评", REASON),
        ("陈静", "退回了自评", REASON),
    ]
    assert [event.revision for event in events] == sorted({event.revision for event in events})
    assert [event.facts is not None for event in events] == [False, True, False, True, True, False]


def test_a_year_is_opened_once_and_by_the_administrator():
    cast = make_cast()
    usual = {"fiscal_year": 2022, "scope": "unit", "layout": "founding", "rule_set": "unscored"}
    usual |= {"department": cast.bureau, "status": Status.DRAFT}
    open_evaluation(**usual, by=cast.admin)

    with pytest.raises(Refused, match="已经开通"):
        open_evaluation(**usual, by=cast.admin)
    for user in cast.everyone().values():
        if user != cast.admin:
            with pytest.raises(Refused, match="权限"):
                open_evaluation(**usual | {"fiscal_year": 2023}, by=user)
    with pytest.raises(Refused, match="只能从"):
        open_evaluation(**usual | {"fiscal_year": 2023, "status": Status.APPROVED}, by=cast.admin)

    assert list(Evaluation.objects.values_list("fiscal_year", flat=True)) == [2022]


def test_what_is_handed_over_differs_from_a_later_draft_only_by_what_was_typed():
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    submitted = facts_for(evaluation, cast.reviewer)

    walk(cast, evaluation, Action.WITHDRAW)
    fill(cast, evaluation, replace(submitted, execution_note="另有说明。"))

    assert facts_for(again(evaluation), cast.reviewer) == submitted
    assert facts_for(again(evaluation), cast.preparer) == replace(submitted, execution_note="另有说明。")
