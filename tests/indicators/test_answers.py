"""情况属实: what is saved, what is refused with a sentence, and what a changed figure opens again."""

from decimal import Decimal

import pytest

from budgets.editing import Refused
from budgets.models import Evaluation, Role
from indicators.answers import Said, answer_warnings, given, take_back
from indicators.facts import Place
from indicators.findings import Answer, answer_to, former_answer, given_as_json, given_from_json
from reports.checking import check_now
from reports.moves import Action
from tests import facts as sample
from tests.evaluations import again, fill, make_evaluation, walk
from tests.people import make_cast, make_user

pytestmark = pytest.mark.django_db

NOTE = "与市级口径一致。"


@pytest.fixture
def cast():
    return make_cast()


def two_units_differ():
    """Of 养护公园数量 and 补种行道树 the target is in one unit and the actual in another."""
    facts = sample.with_row(sample.make_facts(), 0, actual="12处")
    return sample.with_row(facts, 1, actual="430处")


@pytest.fixture
def evaluation(cast):
    return make_evaluation(cast, facts=two_units_differ())


def warnings(evaluation):
    return [finding for finding in check_now(again(evaluation)) if finding.level == "warning"]


def say(evaluation, *said, by):
    return answer_warnings(again(evaluation), said, by=by, check=check_now)


def stored(evaluation):
    return [(one.place.key, one.note, one.by) for one in given(again(evaluation))]


def revision(evaluation):
    return again(evaluation).revision


def test_what_was_said_of_a_warning_is_kept_with_who_said_it(cast, evaluation):
    first, second = warnings(evaluation)
    assert [finding.code for finding in (first, second)] == ["unit-differs"] * 2
    before = revision(evaluation)

    assert say(evaluation, Said(first.answer, NOTE), Said(second.answer), by=cast.preparer) == []

    assert stored(evaluation) == [(sample.ROWS[0], NOTE, "王芳"), (sample.ROWS[1], "", "王芳")]
    assert revision(evaluation) == before + 1
    assert again(evaluation).edited_by == cast.preparer
    answers = given(again(evaluation))
    assert [answer_to(finding, answers).note for finding in warnings(evaluation)] == [NOTE, ""]


def test_a_note_is_cleaned_and_of_limited_length(cast, evaluation):
    first, second = warnings(evaluation)

    [refused] = say(evaluation, Said(first.answer, " 一\n行\x00 "), Said(second.answer, "长" * 201), by=cast.preparer)

    assert stored(evaluation) == [(sample.ROWS[0], "一 行", "王芳")]
    assert (refused.said.note, refused.sentence) == ("长" * 201, "说明最多 200 个字，现在是 201 个字，请缩短。")
    assert say(evaluation, Said(second.answer, "长" * 200), by=cast.preparer) == []


def test_what_changed_meanwhile_is_refused_and_the_others_are_saved(cast, evaluation):
    first, second = warnings(evaluation)
    fill(cast, evaluation, sample.with_row(two_units_differ(), 0, actual="13处", outcome="exceeded"))

    [refused] = say(evaluation, Said(first.answer, NOTE), Said(second.answer), by=cast.preparer)

    assert (refused.said, refused.sentence) == (Said(first.answer, NOTE), "数据已变，请按现在的数据重新确认。")
    assert stored(evaluation) == [(sample.ROWS[1], "", "王芳")]


def test_a_warning_that_is_gone_needs_no_answer(cast, evaluation):
    first, _ = warnings(evaluation)
    fill(cast, evaluation, sample.with_row(two_units_differ(), 0, actual="12个"))
    before = revision(evaluation)

    [refused] = say(evaluation, Said(first.answer), by=cast.preparer)

    assert (refused.sentence, refused.finding) == ("这条提醒已经没有了，不必答复。", None)
    assert (stored(evaluation), revision(evaluation)) == ([], before)


def test_neither_an_error_nor_a_warning_that_asks_for_a_reason_is_answered_so(cast):
    facts = sample.with_row(sample.make_facts(carry_over=Decimal(1)), 0, actual="16个", outcome="exceeded")
    evaluation = make_evaluation(cast, facts=facts)
    findings = [finding for finding in check_now(evaluation) if finding.level != "info"]
    assert [finding.code for finding in findings] == ["carry-over-differs", "over-fulfilment-without-reason"]

    refused = say(evaluation, *(Said(finding.answer, NOTE) for finding in findings), by=cast.preparer)

    assert [one.sentence for one in refused] == [
        "错误不能用“情况属实”答复，请改正。",
        "这条提醒要填写原因，不能用“情况属实”答复。",
    ]
    assert stored(evaluation) == []


def test_a_changed_figure_opens_the_warning_it_touches_and_no_other(cast, evaluation):
    first, second = warnings(evaluation)
    say(evaluation, Said(first.answer, NOTE), Said(second.answer, "另一条"), by=cast.preparer)

    fill(cast, evaluation, sample.with_row(two_units_differ(), 0, actual="13处", outcome="exceeded"))

    answers = given(again(evaluation))
    found = [(answer_to(one, answers), former_answer(one, answers)) for one in warnings(evaluation)]
    assert found == [(None, answers[0]), (answers[1], None)]
    assert answers[0].note == NOTE
    # Given anew, it takes the place of the former one.
    say(evaluation, Said(warnings(evaluation)[0].answer, "改过的说明"), by=cast.preparer)
    assert sorted(stored(evaluation)) == [(sample.ROWS[0], "改过的说明", "王芳"), (sample.ROWS[1], "另一条", "王芳")]


def test_figures_that_come_back_bring_the_answer_back(cast, evaluation):
    say(evaluation, *(Said(one.answer) for one in warnings(evaluation)), by=cast.preparer)
    fill(cast, evaluation, sample.with_row(two_units_differ(), 0, actual="13处", outcome="exceeded"))

    fill(cast, evaluation, two_units_differ())

    answers = given(again(evaluation))
    assert [answer_to(one, answers) for one in warnings(evaluation)] == list(answers)


def test_a_request_that_comes_twice_writes_once(cast, evaluation):
    first, _ = warnings(evaluation)
    say(evaluation, Said(first.answer, NOTE), by=cast.preparer)
    once, answers = revision(evaluation), given(again(evaluation))

    assert say(evaluation, Said(first.answer, NOTE), by=cast.preparer) == []

    assert (revision(evaluation), given(again(evaluation))) == (once, answers)


def test_a_colleagues_note_is_not_overwritten_in_silence(cast, evaluation):
    first, _ = warnings(evaluation)
    colleague = make_user("colleague", "何平", cast.bureau, Role.PREPARER)
    say(evaluation, Said(first.answer, NOTE), by=colleague)

    [refused] = say(evaluation, Said(first.answer, "我的说明"), by=cast.preparer)

    assert refused.sentence.startswith("何平已于")
    assert refused.sentence.endswith("答复；要改说明，请先撤销那次答复。")
    assert stored(evaluation) == [(sample.ROWS[0], NOTE, "何平")]


def test_an_answer_taken_back_is_gone_and_its_note_is_handed_out(cast, evaluation):
    first, second = warnings(evaluation)
    say(evaluation, Said(first.answer, NOTE), Said(second.answer), by=cast.preparer)
    before = revision(evaluation)

    assert take_back(again(evaluation), first.answer, by=cast.preparer) == NOTE

    assert stored(evaluation) == [(sample.ROWS[1], "", "王芳")]
    assert revision(evaluation) == before + 1
    # Once more, or of other figures: nothing is there to take back.
    other = Answer(second.code, second.place, "0" * 16)
    assert [take_back(again(evaluation), one, by=cast.preparer) for one in (first.answer, other)] == ["", ""]
    assert (stored(evaluation), revision(evaluation)) == ([(sample.ROWS[1], "", "王芳")], before + 1)


def test_nobody_but_the_preparer_answers_and_nothing_is_answered_once_it_is_submitted(cast, evaluation):
    [first, *_] = warnings(evaluation)
    for who, user in cast.everyone().items():
        if who != "preparer":
            with pytest.raises(Refused, match="权限"):
                say(evaluation, Said(first.answer), by=user)
    assert stored(evaluation) == []
    walk(cast, evaluation, Action.SUBMIT)
    before = given(again(evaluation))

    with pytest.raises(Refused, match="当前状态为“单位审签”，对提醒的答复不能修改。"):
        say(evaluation, Said(first.answer, "迟来的说明"), by=cast.preparer)
    with pytest.raises(Refused, match="当前状态为“单位审签”"):
        take_back(again(evaluation), first.answer, by=cast.preparer)

    assert given(again(evaluation)) == before


def test_answering_costs_as_many_queries_for_three_warnings_as_for_one(cast, django_assert_num_queries):
    one = make_evaluation(cast, facts=sample.with_row(sample.make_facts(), 0, actual="12处"), fiscal_year=2019)
    three = make_evaluation(cast, facts=sample.with_row(two_units_differ(), 3, name="补种行道树"))
    assert [len(warnings(one)), len(warnings(three))] == [1, 3]

    for evaluation in (one, three):
        said = [Said(finding.answer) for finding in warnings(evaluation)]
        present = Evaluation.objects.get(pk=evaluation.pk)
        with django_assert_num_queries(12):
            assert answer_warnings(present, said, by=cast.preparer, check=check_now) == []


def test_an_answer_survives_the_way_through_json(cast, evaluation):
    say(evaluation, *(Said(one.answer, NOTE) for one in warnings(evaluation)), by=cast.preparer)

    for answer in given(again(evaluation)):
        assert given_from_json(given_as_json(answer)) == answer
        assert answer.place == Place("indicators", answer.place.key, "actual")
        assert answer.when.utcoffset() is not None
