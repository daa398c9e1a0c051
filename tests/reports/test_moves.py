"""The page of a move: what it asks, what it refuses, and that nothing typed is lost when it does."""

import re

import pytest
from django.contrib.messages import get_messages

from budgets.models import Membership, Role, Status, User
from reports.moves import MOVES, Action
from reports.views.moves import CONSEQUENCES
from tests import facts as sample
from tests.evaluations import ACTIONS, ALLOWED, REASON, again, answers_to, fill, make_evaluation, state_of, walk
from tests.people import make_cast

pytestmark = pytest.mark.django_db


def move_url(evaluation, action):
    return f"/evaluations/{evaluation.pk}/moves/{action}/"


def read(client, user, evaluation, action):
    client.force_login(user)
    return client.get(move_url(evaluation, action))


def post(client, user, evaluation, action, **fields):
    client.force_login(user)
    usual = {"seen": again(evaluation).revision, "comment": REASON} | answers_to(action)
    return client.post(move_url(evaluation, action), usual | fields)


def field_of(answer, name):
    """What stands in the input or textarea of this name."""
    page = answer.content.decode()
    found = re.search(rf'<input[^>]*name="{name}" value="([^"]*)"', page)
    return (found or re.search(rf'<textarea[^>]*name="{name}"[^>]*>([^<]*)</textarea>', page))[1]


def rights_to(action):
    return {who for _, who, other in ALLOWED if other == action}


@pytest.mark.parametrize("status", [status for status in Status if status not in {Status.APPROVED, Status.PUBLISHED}])
def test_whatever_the_page_refuses_changes_nothing(client, status):
    cast = make_cast()
    evaluation = make_evaluation(cast, status, from_targets=True)
    before = state_of(evaluation)
    strangers = {"outsider", "far_reviewer"}

    for who, user in cast.everyone().items():
        for action in ACTIONS:
            if (status, who, action) in ALLOWED:
                continue
            answers = {read(client, user, evaluation, action).status_code}
            answers.add(post(client, user, evaluation, action).status_code)
            # Foreign: not there. The right in no state, or not in this one: forbidden. Else: not possible now.
            here = {person for state, person, other in ALLOWED if (state, other) == (status, action)}
            if who in strangers | {"parent_preparer"}:
                expected = 404
            else:
                expected = 409 if who in rights_to(action) and not here else 403
            assert answers == {expected}, (who, action)

    assert state_of(evaluation) == before


def test_every_move_says_what_will_happen():
    assert set(CONSEQUENCES) == set(MOVES)


@pytest.mark.parametrize("action", ["open", "delete", "Submit", "批准"])
def test_an_unknown_move_is_not_there(client, action):
    cast = make_cast()
    evaluation = make_evaluation(cast)

    assert read(client, cast.preparer, evaluation, action).status_code == 404
    assert post(client, cast.preparer, evaluation, action).status_code == 404


def test_the_page_shows_what_is_decided_upon_and_remembers_what_was_seen(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)

    answer = read(client, cast.reviewer, evaluation, Action.APPROVE)

    page = answer.content.decode()
    assert field_of(answer, "seen") == str(evaluation.revision)
    assert "审核通过后自评报告定稿并编号" in page
    assert [text in page for text in ("5,000,000.00 元", "4,950,000.00 元", "99%", "5 项中 4 项")] == [True] * 4
    # The head of the page offers no second button beside the form's own.
    assert page.count(f'href="{move_url(evaluation, Action.APPROVE)}"') == 0


def test_a_move_leads_to_the_overview_and_says_where_things_stand(client):
    cast = make_cast()
    evaluation = make_evaluation(cast)

    answer = post(client, cast.preparer, evaluation, Action.SUBMIT)

    assert (answer.status_code, answer["Location"]) == (302, f"/evaluations/{evaluation.pk}/")
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["您提交了自评。现在的状态：自评·单位审签。"]
    assert again(evaluation).status == Status.SIGN_OFF


def test_a_small_form_with_seen_and_reason_is_enough(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    client.force_login(cast.reviewer)

    answer = client.post(move_url(evaluation, Action.RETURN), {"seen": str(evaluation.revision), "comment": "数字不对"})

    assert answer.status_code == 302
    assert again(evaluation).events.last().comment == "数字不对"


def test_a_unit_that_does_not_sign_off_is_told_so(client):
    cast = make_cast()
    evaluation = make_evaluation(cast)

    with_sign_off = read(client, cast.preparer, evaluation, Action.SUBMIT).content.decode()
    type(cast.bureau).objects.update(signs_off=False)
    without = read(client, cast.preparer, evaluation, Action.SUBMIT).content.decode()

    assert "提交后先由单位审核人审签，再报送财政部门审核" in with_sign_off
    assert "提交后直接报送财政部门审核" in without


def test_what_blocks_a_submission_is_listed_with_the_way_to_each_field(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_row(sample.make_facts(), 0, actual="", outcome=""))

    page = read(client, cast.preparer, evaluation, Action.SUBMIT).content.decode()

    assert (
        f'href="/evaluations/{evaluation.pk}/results/?from_check=blank-actual-{sample.ROWS[0]}-actual#{sample.ROWS[0]}-actual"'
        in page
    )
    assert "还不能提交，请先改正或答复（1 处）" in page
    assert 'name="seen"' not in page


def test_what_waits_for_an_answer_is_listed_with_the_way_to_its_answer_or_its_reason(client):
    cast = make_cast()
    facts = sample.with_row(sample.with_row(sample.make_facts(), 0, actual="12处"), 4, target="≥60%")
    evaluation = make_evaluation(cast, facts=facts)

    page = read(client, cast.preparer, evaluation, Action.SUBMIT).content.decode()

    here, asked = f"/evaluations/{evaluation.pk}", f"{sample.ROWS[4]}-deviation_reason"
    summary = page[page.index("还不能提交，请先改正或答复（2 处）") : page.index("</ul>", page.index("还不能提交"))]
    assert re.findall(r'<a href="([^"]*)">提醒：', summary) == [
        f"{here}/check/#unit-differs-{sample.ROWS[0]}-actual",
        f"{here}/results/?from_check=over-fulfilment-without-reason-{asked}#{asked}",
    ]
    assert 'title="还有 2 条提醒没有答复，请先到“校验”处理。"' in client.get(f"{here}/").content.decode()


def test_who_signs_is_told_whether_the_warnings_are_answered(client):
    cast = make_cast()
    facts = sample.with_row(sample.make_facts(), 0, actual="12处")
    evaluation = make_evaluation(cast, Status.SIGN_OFF, facts=facts)

    answered = read(client, cast.approver, evaluation, Action.SIGN).content.decode()
    evaluation.answers.all().delete()
    without = read(client, cast.approver, evaluation, Action.SIGN).content.decode()

    assert ("校验有 1 条提醒，都有答复。" in answered, "其中 1 条没有答复" in without) == (True, True)


def test_a_blocked_submission_answers_with_the_list_and_changes_nothing(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_row(sample.make_facts(), 0, actual="", outcome=""))
    before = state_of(evaluation)

    answer = post(client, cast.preparer, evaluation, Action.SUBMIT)

    assert answer.status_code == 409
    assert "还有 1 处错误，请先到“校验”处理。" in answer.content.decode()
    assert f"#{sample.ROWS[0]}-actual" in answer.content.decode()
    assert state_of(evaluation) == before


def test_a_refused_return_keeps_reason_and_comments_as_they_were_typed(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    before = state_of(evaluation)

    answer = post(
        client,
        cast.reviewer,
        evaluation,
        Action.RETURN,
        comment="第一行\n第二行 <b>",
        seen=evaluation.revision - 1,
        **{f"row:{sample.ROWS[1]}": "请说明70株的去向"},
    )

    assert answer.status_code == 409
    assert "您打开页面之后，李建国已于" in answer.content.decode()
    assert field_of(answer, "comment") == "第一行\n第二行 &lt;b&gt;"
    assert field_of(answer, f"row:{sample.ROWS[1]}") == "请说明70株的去向"
    assert field_of(answer, f"row:{sample.ROWS[0]}") == ""
    assert field_of(answer, "seen") == str(evaluation.revision)
    assert state_of(evaluation) == before


def test_a_refused_signature_keeps_what_was_typed(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SIGN_OFF)

    answer = post(client, cast.approver, evaluation, Action.SIGN, signed_name="李 建国", signed_on="三月十六日")

    assert answer.status_code == 409
    assert "签字日期：“三月十六日”不是日期" in answer.content.decode()
    assert (field_of(answer, "signed_name"), field_of(answer, "signed_on")) == ("李 建国", "三月十六日")


def test_a_reason_typed_for_a_move_that_is_gone_can_still_be_copied(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.WITHDRAW)

    answer = post(client, cast.reviewer, evaluation, Action.RETURN, seen=evaluation.revision, comment="三点意见")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "您打开页面之后，王芳已于" in page
    assert '<textarea class="form-control" id="kept" readonly>三点意见</textarea>' in page


@pytest.mark.parametrize("seen", ["", "abc", "-1", "1e3", "9" * 40])
def test_a_request_that_does_not_say_what_was_seen_is_malformed(client, seen):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    before = state_of(evaluation)

    answer = post(client, cast.reviewer, evaluation, Action.RETURN, seen=seen, comment="三点意见")

    assert answer.status_code == 400
    assert field_of(answer, "comment") == "三点意见"
    assert state_of(evaluation) == before


def test_comments_on_rows_come_with_the_return(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)

    post(client, cast.reviewer, evaluation, Action.RETURN, **{f"row:{sample.ROWS[4]}": "样本数偏少"})

    assert evaluation.events.last().row_comments == [
        {"key": sample.ROWS[4], "name": "游园居民满意度", "comment": "样本数偏少"}
    ]


def test_who_submitted_sees_why_he_cannot_approve(client):
    cast = make_cast()
    Membership.objects.create(user=cast.preparer, department=cast.district, role=Role.REVIEWER)
    both = User.objects.get(pk=cast.preparer.pk)
    evaluation = make_evaluation(cast, Status.SUBMITTED)

    page = read(client, both, evaluation, Action.APPROVE).content.decode()
    refused = post(client, both, evaluation, Action.APPROVE)

    assert "提交与审核须由不同的人办理" in page
    assert 'name="seen"' not in page
    assert refused.status_code == 409
    assert again(evaluation).status == Status.SUBMITTED


def test_the_reviewer_comments_on_the_rows_that_were_submitted(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.WITHDRAW)
    fill(cast, evaluation, sample.with_row(sample.make_facts(), 0, actual="13个", outcome="exceeded"))
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN)

    page = read(client, cast.reviewer, evaluation, Action.RETURN).content.decode()

    assert [f'name="row:{key}"' in page for key in sample.ROWS] == [True] * 5
    assert "<td>13个</td>" in page


def test_the_page_asks_as_much_of_the_database_with_sixty_rows_as_with_five(client, django_assert_num_queries):
    cast = make_cast()
    rows = tuple(
        sample.make_row(
            f"00000000-0000-4000-8000-0000000001{number:02}", name=f"指标甲{number}", analysis=f"分析{number}。"
        )
        for number in range(60)
    )
    small = make_evaluation(cast, Status.SUBMITTED)
    large = make_evaluation(
        cast, Status.SUBMITTED, facts=sample.with_goal(sample.make_facts(), 0, rows=rows), fiscal_year=2019
    )
    client.force_login(cast.reviewer)

    for evaluation in (small, large):
        # Two of them for the files that were handed over, one for last year.
        with django_assert_num_queries(15):
            assert client.get(move_url(evaluation, Action.RETURN)).status_code == 200
