"""情况属实 on the page of findings: pressed, refused, taken back, and read by those who judge the document."""

import re

import pytest

from budgets.models import Role, Status
from indicators.answers import Said, answer_warnings, given
from indicators.facts import Place
from reports.checking import check_now
from reports.demo import founding
from reports.issue import composed
from reports.moves import Action
from reports.places import document_anchor, places_of, printed_at
from reports.shown import answer_of, token_of
from tests import facts as sample
from tests.evaluations import again, answer_all, fill, make_evaluation, walk
from tests.people import make_cast, make_user
from tests.plain_form import buttons_of, inputs_of

pytestmark = pytest.mark.django_db

NOTE = "与市级口径<b>一致</b>。"
ESCAPED = "与市级口径&lt;b&gt;一致&lt;/b&gt;。"


@pytest.fixture
def cast():
    return make_cast()


def faulty(actual="12处"):
    """Warnings: two alike on the results, one on the goals; a fourth asks for a reason."""
    facts = sample.with_row(sample.make_facts(), 0, actual=actual)
    facts = sample.with_row(facts, 1, actual="430处")
    facts = sample.with_row(facts, 3, name="补种行道树")
    return sample.with_row(facts, 4, target="≥60%", actual="94%")


def answerable():
    return sample.with_row(faulty(), 4, target="≥90%")


@pytest.fixture
def evaluation(cast):
    return make_evaluation(cast, facts=answerable())


def check_url(evaluation):
    return f"/evaluations/{evaluation.pk}/check/"


def read(client, user, evaluation):
    client.force_login(user)
    return client.get(check_url(evaluation))


def press(client, user, evaluation, do, **typed):
    """A button of the page as it is now, with what is typed into its fields before."""
    page = read(client, user, evaluation)
    return send(client, evaluation, inputs_of(page) | typed | {"do": do})


def send(client, evaluation, fields):
    return client.post(f"{check_url(evaluation)}answers/", fields)


def warnings(evaluation):
    return [finding for finding in check_now(again(evaluation)) if finding.level == "warning"]


def units(evaluation):
    return [finding for finding in warnings(evaluation) if finding.code == "unit-differs"]


def said(evaluation):
    return {(one.code, one.place.key): one.note for one in given(again(evaluation))}


def note_of(finding):
    return f"note:{token_of(finding.answer)}"


def text_of(answer):
    return answer.content.decode()


def item(answer, finding):
    """The list item of one finding."""
    page = text_of(answer)
    start = page.index(f'id="{finding.code}-{finding.place.key}-{finding.place.field}"')
    return page[start : page.index("</li>", start)]


def test_one_warning_is_answered_with_its_note_and_one_lands_at_it(client, cast, evaluation):
    first, second = units(evaluation)

    answer = press(client, cast.preparer, evaluation, f"answer:{token_of(first.answer)}", **{note_of(first): NOTE})

    anchor = f"unit-differs-{first.place.key}-actual"
    assert (answer.status_code, answer["Location"]) == (302, f"{check_url(evaluation)}#{anchor}")
    assert said(evaluation) == {("unit-differs", first.place.key): NOTE}
    page = read(client, cast.preparer, evaluation)
    assert f'<strong>情况属实</strong>：<span class="typed">{ESCAPED}</span><span class="by">（王芳，' in item(
        page, first
    )
    assert "撤销" in item(page, first)
    assert "撤销" not in item(page, second)
    assert f"take-back:{token_of(first.answer)}" in buttons_of(page)
    assert f"answer:{token_of(first.answer)}" not in buttons_of(page)


def test_alike_ones_are_answered_together_with_one_note_or_their_own(client, cast, evaluation):
    first, second = units(evaluation)
    typed = {"together:results:unit-differs": "批复即如此。", note_of(second): "另有原因。"}

    answer = press(client, cast.preparer, evaluation, "together:results:unit-differs", **typed)

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{check_url(evaluation)}#unit-differs-{first.place.key}-actual",
    )
    assert said(evaluation) == {
        ("unit-differs", first.place.key): "批复即如此。",
        ("unit-differs", second.place.key): "另有原因。",
    }


def test_a_button_for_all_stands_only_where_several_alike_wait(client, cast, evaluation):
    before = buttons_of(read(client, cast.preparer, evaluation))
    first, _ = units(evaluation)
    press(client, cast.preparer, evaluation, f"answer:{token_of(first.answer)}")

    after = buttons_of(read(client, cast.preparer, evaluation))

    assert [do for do in before if do.startswith("together:")] == ["together:results:unit-differs"]
    assert [do for do in after if do.startswith("together:")] == []


def test_a_warning_that_asks_for_a_reason_leads_to_its_field_and_cannot_be_waved_through(client, cast):
    evaluation = make_evaluation(cast, facts=faulty())
    [asking] = [finding for finding in warnings(evaluation) if finding.code == "over-fulfilment-without-reason"]

    page = read(client, cast.preparer, evaluation)

    here = f"over-fulfilment-without-reason-{sample.ROWS[4]}-deviation_reason"
    address = f"/evaluations/{evaluation.pk}/results/?from_check={here}#{sample.ROWS[4]}-deviation_reason"
    assert f'<a href="{address}">去填写原因' in item(page, asking)
    assert note_of(asking) not in inputs_of(page)
    assert "提醒 4 条（3 条待答复、1 条待填写原因）" in text_of(page)
    refused = send(client, evaluation, {"do": f"answer:{token_of(asking.answer)}"})
    assert (refused.status_code, said(evaluation)) == (409, {})
    assert "这条提醒要填写原因，不能用“情况属实”答复。" in text_of(refused)


def test_the_page_of_the_field_leads_back_to_the_finding_one_came_from(client, cast, evaluation):
    first, _ = units(evaluation)
    page = read(client, cast.preparer, evaluation)
    address = re.search(r'<a href="([^"#]*)[^"]*">去修改', item(page, first))[1]

    there = text_of(client.get(address))
    otherwise = text_of(client.get(address.partition("?")[0]))

    back = f'<a href="{check_url(evaluation)}#unit-differs-{first.place.key}-actual">返回校验</a>'
    assert (back in there, "返回校验" in otherwise) == (True, False)


def test_a_changed_figure_asks_anew_with_the_former_note_and_touches_no_other(client, cast, evaluation):
    first, second = units(evaluation)
    answer_all(cast, evaluation, note=NOTE)

    fill(cast, evaluation, sample.with_row(answerable(), 0, actual="13处", outcome="exceeded"))

    page = read(client, cast.preparer, evaluation)
    [now, _] = units(evaluation)
    assert "数据已变，请重新确认。" in item(page, first)
    assert f'原来的答复：情况属实，<span class="typed">{ESCAPED}</span>' in item(page, first)
    assert "数据已变" not in item(page, second)
    assert inputs_of(page)[note_of(now)] == NOTE
    assert [do for do in buttons_of(page) if do.startswith("answer:")] == [f"answer:{token_of(now.answer)}"]
    # What stood there already counts as typed by nobody: another button leads on.
    other = send(client, evaluation, inputs_of(page) | {"do": f"take-back:{token_of(answerable_goal(evaluation))}"})
    assert other.status_code == 200
    assert text_of(other).count(f'value="{ESCAPED}"') == 2


def answerable_goal(evaluation):
    return next(finding.answer for finding in warnings(evaluation) if finding.code == "same-name-in-goals")


def test_what_changed_under_an_open_page_is_refused_the_rest_saved_and_no_note_lost(client, cast, evaluation):
    first, second = units(evaluation)
    open_page = inputs_of(read(client, cast.preparer, evaluation))
    fill(cast, evaluation, sample.with_row(answerable(), 0, actual="13处", outcome="exceeded"))
    typed = {note_of(first): NOTE, "do": "together:results:unit-differs"}

    answer = send(client, evaluation, open_page | typed)

    assert answer.status_code == 409
    assert said(evaluation) == {("unit-differs", second.place.key): ""}
    assert "没有保存的答复（1 处）" in text_of(answer)
    assert "数据已变，请按现在的数据重新确认。" in item(answer, first)
    assert inputs_of(answer)[note_of(units(evaluation)[0])] == NOTE


def test_a_note_for_a_warning_that_is_gone_can_still_be_copied(client, cast, evaluation):
    first, _ = units(evaluation)
    open_page = inputs_of(read(client, cast.preparer, evaluation))
    fill(cast, evaluation, sample.with_row(answerable(), 0, actual="12个"))

    answer = send(client, evaluation, open_page | {note_of(first): NOTE, "do": f"answer:{token_of(first.answer)}"})

    assert answer.status_code == 409
    where = "完成情况 · 年度目标1 · 养护公园数量"
    assert f"<li>{where}：这条提醒已经没有了，不必答复。您填写的说明：{ESCAPED}</li>" in text_of(answer)


def test_notes_typed_elsewhere_stay_in_their_fields(client, cast, evaluation):
    first, second = units(evaluation)
    typed = {note_of(second): "还没写完", "together:results:unit-differs": "共同的"}

    answer = press(client, cast.preparer, evaluation, f"answer:{token_of(first.answer)}", **typed)

    assert answer.status_code == 200
    assert said(evaluation) == {("unit-differs", first.place.key): ""}
    assert inputs_of(answer)[note_of(second)] == "还没写完"
    # One is left: nothing is answered together any more, and the note for all is shown to be copied.
    assert "没有保存的共同说明：共同的" in text_of(answer)


def test_enter_without_script_answers_nothing_and_keeps_what_is_typed(client, cast, evaluation):
    first, _ = units(evaluation)

    answer = press(client, cast.preparer, evaluation, "", **{note_of(first): NOTE})
    nothing = press(client, cast.preparer, evaluation, "")

    assert (answer.status_code, inputs_of(answer)[note_of(first)]) == (200, NOTE)
    assert (nothing.status_code, nothing["Location"]) == (302, check_url(evaluation))
    assert said(evaluation) == {}


def test_an_answer_taken_back_leaves_its_note_in_the_field(client, cast, evaluation):
    first, _ = units(evaluation)
    answer_all(cast, evaluation, note=NOTE)

    answer = press(client, cast.preparer, evaluation, f"take-back:{token_of(first.answer)}")

    assert answer.status_code == 200
    assert ("unit-differs", first.place.key) not in said(evaluation)
    assert len(said(evaluation)) == 2
    assert inputs_of(answer)[note_of(first)] == NOTE


def test_a_note_that_is_too_long_is_refused_and_kept(client, cast, evaluation):
    first, _ = units(evaluation)
    long = "长" * 201

    answer = press(client, cast.preparer, evaluation, f"answer:{token_of(first.answer)}", **{note_of(first): long})

    assert (answer.status_code, said(evaluation)) == (409, {})
    assert "说明最多 200 个字，现在是 201 个字，请缩短。" in item(answer, first)
    assert inputs_of(answer)[note_of(first)] == long


def test_after_a_colleague_submitted_everything_typed_is_shown_with_the_reason(client, cast, evaluation):
    first, _ = units(evaluation)
    open_page = inputs_of(read(client, cast.preparer, evaluation))
    walk(cast, evaluation, Action.SUBMIT)
    before = said(evaluation)

    answer = send(client, evaluation, open_page | {note_of(first): NOTE, "do": f"answer:{token_of(first.answer)}"})

    assert (answer.status_code, said(evaluation)) == (409, before)
    assert "当前状态为“单位审签”，对提醒的答复不能修改。" in text_of(answer)
    assert f"没有保存。您填写的说明：{ESCAPED}" in text_of(answer)


@pytest.mark.parametrize(
    "do",
    [
        "answer:",
        "answer:a:b",
        "answer:x:nowhere:k:f:0",
        "take-back:x:budget:\x00:f:0",
        "together:results:nothing",
        "drop:1",
    ],
)
def test_a_malformed_request_changes_nothing_and_keeps_what_was_typed(client, cast, evaluation, do):
    first, _ = units(evaluation)

    answer = press(client, cast.preparer, evaluation, do, **{note_of(first): NOTE, "note:broken": "x"})

    assert (answer.status_code, said(evaluation)) == (400, {})
    assert inputs_of(answer)[note_of(first)] == NOTE


def test_a_fault_of_ours_is_not_taken_for_a_malformed_request(client, cast, evaluation, monkeypatch):
    first, _ = units(evaluation)

    def broken(_):
        raise KeyError("level1")

    monkeypatch.setattr("reports.views.answers.check_now", broken)
    with pytest.raises(KeyError, match="level1"):
        press(client, cast.preparer, evaluation, f"answer:{token_of(first.answer)}")


def test_a_token_leads_back_to_its_answer(evaluation):
    for finding in warnings(evaluation):
        assert answer_of(token_of(finding.answer)) == finding.answer


def test_the_address_of_answers_leads_to_the_page_when_it_is_read(client, cast, evaluation):
    client.force_login(cast.preparer)
    answer = client.get(f"{check_url(evaluation)}answers/")
    assert (answer.status_code, answer["Location"]) == (302, check_url(evaluation))


@pytest.mark.parametrize("who", ["approver", "reviewer", "admin"])
def test_who_judges_reads_note_name_and_time_and_has_nothing_to_press(client, cast, evaluation, who):
    first, _ = units(evaluation)
    answer_all(cast, evaluation, note=NOTE)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN)

    page = read(client, getattr(cast, who), evaluation)

    when = r"（王芳，\d+月\d+日 \d\d:\d\d）"
    assert re.search(rf"<strong>情况属实</strong>：<span[^>]*>{ESCAPED}</span><span[^>]*>{when}", item(page, first))
    assert buttons_of(page) == []
    assert [name for name in inputs_of(page) if name.startswith("note:")] == []


def test_the_reviewer_goes_on_reading_what_was_said_of_the_facts_handed_over(client, cast, evaluation):
    first, _ = units(evaluation)
    answer_all(cast, evaluation, note=NOTE)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.RETURN)
    [here] = [answer for answer in given(again(evaluation)) if answer.answer == first.answer]
    client.force_login(cast.preparer)
    send(client, evaluation, {"do": f"take-back:{token_of(here.answer)}"})

    assert ESCAPED in item(read(client, cast.reviewer, evaluation), first)
    assert "没有答复" in item(read(client, cast.admin, evaluation), first)


def test_each_submission_keeps_the_answers_to_its_own_facts_and_the_report_those_of_the_last(cast, evaluation):
    answer_all(cast, evaluation, note="第一次")
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.RETURN)
    fill(cast, evaluation, sample.with_row(answerable(), 0, actual="12个"))
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)

    kept = [(event.action, [one["place"]["key"] for one in event.answers]) for event in evaluation.events.all()]
    goal, first, second = sample.ROWS[3], sample.ROWS[0], sample.ROWS[1]
    assert kept == [
        ("open", []),
        ("submit", [first, second, goal]),
        ("sign", [first, second, goal]),
        ("return", []),
        ("submit", [second, goal]),
        ("sign", [second, goal]),
        ("approve", []),
    ]
    report = evaluation.issued_reports.get()
    assert report.answers == evaluation.events.get(pk=report.event_id - 1).answers
    assert [(one["note"], one["by"]) for one in report.answers] == [("第一次", "王芳")] * 2
    # The answer to the warning that is gone is still in the draft; it goes with no submission.
    assert len(given(again(evaluation))) == 3


def test_an_issued_report_shows_its_answers_for_good(client, cast, evaluation):
    first, _ = units(evaluation)
    answer_all(cast, evaluation, note=NOTE)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)
    again(evaluation).answers.all().delete()

    page = read(client, cast.reviewer, evaluation)

    assert ESCAPED in item(page, first)
    assert "3 条提醒已答复" in text_of(page)


@pytest.mark.parametrize(
    ("who", "status", "shown"),
    [
        ("reviewer", Status.SUBMITTED, True),
        ("approver", Status.SIGN_OFF, True),
        ("preparer", Status.SIGN_OFF, False),
        ("preparer", Status.SUBMITTED, False),
        ("approver", Status.SUBMITTED, False),
        ("admin", Status.SUBMITTED, False),
        ("reviewer", Status.APPROVED, False),
    ],
)
def test_findings_stand_beside_the_document_for_who_has_to_judge_it_now(client, cast, who, status, shown):
    evaluation = make_evaluation(cast, status, facts=answerable())
    client.force_login(getattr(cast, who))

    page = client.get(f"/evaluations/{evaluation.pk}/preview/").content.decode()

    assert ('<aside class="frame-aside remarks no-print"' in page) is shown
    assert page.count("看文件中的这一处") == (3 if shown else 0)


def test_each_finding_leads_to_its_place_in_the_document_once(client, cast):
    evaluation = make_evaluation(cast, Status.SUBMITTED, facts=answerable())
    client.force_login(cast.reviewer)

    page = client.get(f"/evaluations/{evaluation.pk}/preview/").content.decode()

    links = re.findall(r'<a href="#(at-[^"]*)">看文件中的这一处', page)
    rows = (sample.ROWS[0], "actual"), (sample.ROWS[1], "actual"), (sample.ROWS[3], "name")
    assert sorted(links) == sorted(f"at-indicators-{key}-{field}" for key, field in rows)
    assert [page.count(f' id="{anchor}"') for anchor in links] == [1, 1, 1]
    # Only what is led to has an address.
    assert len(re.findall(r' id="at-', page)) == 3


def test_a_place_that_is_not_printed_leads_to_its_row_or_nowhere():
    places = list(places_of(composed(sample.make_facts())))
    row = Place("indicators", sample.ROWS[0], "outcome")

    assert row not in places
    assert printed_at(places, row).key == sample.ROWS[0]
    assert printed_at(places, Place("goals")) is None
    assert document_anchor(row) == f"at-indicators-{sample.ROWS[0]}-outcome"


def test_reading_the_findings_costs_the_same_with_one_and_with_three(client, cast, django_assert_num_queries):
    one = make_evaluation(cast, facts=sample.with_row(sample.make_facts(), 3, name="补种行道树"), fiscal_year=2019)
    three = make_evaluation(cast, facts=answerable())
    for evaluation in (one, three):
        answer_all(cast, evaluation)
    client.force_login(cast.preparer)

    for evaluation in (one, three):
        with django_assert_num_queries(13):
            assert client.get(check_url(evaluation)).status_code == 200


def test_a_colleagues_answer_is_left_and_ones_own_note_handed_back(client, cast, evaluation):
    first, _ = units(evaluation)
    open_page = inputs_of(read(client, cast.preparer, evaluation))
    colleague = make_user("colleague", "何平", cast.bureau, Role.PREPARER)
    answer_warnings(again(evaluation), [Said(first.answer, "同事的说明")], by=colleague, check=check_now)

    answer = send(client, evaluation, open_page | {note_of(first): NOTE, "do": f"answer:{token_of(first.answer)}"})

    assert (answer.status_code, said(evaluation)) == (409, {("unit-differs", first.place.key): "同事的说明"})
    assert re.search(rf"何平已于.*答复；要改说明，请先撤销那次答复。您填写的说明：{ESCAPED}", text_of(answer))


def basis_told(cast, evaluation):
    return [one.code for one in check_now(again(evaluation)) if one.code.startswith("basis")]


@pytest.mark.parametrize(("pressed", "basis", "is_noted"), [("initial", "initial", False), ("note", "adjusted", True)])
def test_a_basis_that_differs_from_the_note_is_mended_by_one_press(client, cast, pressed, basis, is_noted):
    evaluation = make_evaluation(cast, facts=founding())
    assert basis_told(cast, evaluation) == ["basis-differs-from-note"]
    buttons = buttons_of(read(client, cast.preparer, evaluation))
    assert {do for do in buttons if do.startswith("settle:")} == {"settle:initial", "settle:note"}

    answered = press(client, cast.preparer, evaluation, f"settle:{pressed}")

    assert (answered.status_code, basis_told(cast, evaluation)) == (302, [])
    present = again(evaluation)
    assert (present.basis, present.basis_noted, present.edited_by) == (basis, is_noted, cast.preparer)


def test_a_basis_is_not_changed_for_who_may_not_write_nor_to_what_there_is_not(client, cast):
    evaluation = make_evaluation(cast, facts=founding())
    before = again(evaluation).revision

    assert press(client, cast.preparer, evaluation, "settle:other").status_code == 400
    client.force_login(cast.approver)
    assert send(client, evaluation, {"do": "settle:note"}).status_code == 403

    assert again(evaluation).revision == before
