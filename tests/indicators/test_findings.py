import json
from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.records import RecordError
from indicators.facts import Place
from indicators.findings import Answer, Finding, as_json, called, from_json, in_order, is_answered, open_findings
from reports.demo import founding
from tests.facts import GENERAL, GOALS, OTHER, ROWS, make_facts, with_revenue, with_row
from tests.findings import found

FOUND = Finding(
    "carry-over-differs", "error", "请核对。", Place("budget", "evaluation", "carry_over"), ("1.00", "2.00")
)


def at(step, key="", field="", level="error", code="x"):
    return Finding(code, level, "", Place(step, key, field))


def test_a_finding_survives_json():
    assert from_json(json.loads(json.dumps(as_json(FOUND)))) == FOUND


def test_a_stored_finding_that_lacks_its_place_is_refused():
    data = as_json(FOUND)
    del data["place"]
    with pytest.raises(RecordError, match="place：缺少这个字段"):
        from_json(data)


def test_the_fingerprint_is_of_code_place_and_figures():
    assert FOUND.fingerprint == "802b6bc7131da8d8"
    assert replace(FOUND, message="换一种说法。", level="warning").fingerprint == FOUND.fingerprint
    others = {
        replace(FOUND, code="other").fingerprint,
        replace(FOUND, place=Place("budget", "evaluation", "basis")).fingerprint,
        replace(FOUND, place=Place("budget", "project", "carry_over")).fingerprint,
        replace(FOUND, place=Place("goals", "evaluation", "carry_over")).fingerprint,
        replace(FOUND, figures=("1.00", "2.01")).fingerprint,
        replace(FOUND, figures=("1.002.00",)).fingerprint,
        replace(FOUND, figures=()).fingerprint,
    }
    assert len(others | {FOUND.fingerprint}) == 8


def test_levels_have_chinese_names():
    assert [at("budget", level=level).level_name for level in ("error", "warning", "info")] == ["错误", "提醒", "提示"]


def test_findings_come_by_level_then_by_step_then_as_in_the_document():
    wanted = (
        at("budget"),
        at("budget", GENERAL, "adjusted"),
        at("budget", GENERAL, "final"),
        at("budget", OTHER, "initial"),
        at("budget", "basic", "executed"),
        at("budget", "project", "initial"),
        at("budget", "evaluation", "carry_over"),
        at("goals"),
        at("goals", GOALS[1], "title"),
        at("indicators", ROWS[0], "target"),
        at("indicators", ROWS[0], "actual"),
        at("indicators", ROWS[3], "level1"),
        at("statement", "statement", "problems"),
        at("statement", "statement", "filing_date"),
        at("budget", level="warning"),
        at("indicators", ROWS[0], "name", "warning", code="a"),
        at("indicators", ROWS[0], "name", "warning", code="b"),
        at("budget", level="info"),
    )
    assert in_order(reversed(wanted), make_facts()) == wanted


def test_the_same_finding_is_told_once():
    assert in_order([FOUND, FOUND], make_facts()) == (FOUND,)


def test_a_row_is_called_by_its_name_or_by_its_number():
    facts = with_row(with_row(make_facts(), 0, name=" 养护公园数量 "), 4, name=" ")
    assert [name for _, name in called(facts)] == [
        "“养护公园数量”",
        "“补种行道树”",
        "“养护任务完成时间”",
        "“改善居民游园环境（是否）”",
        "年度目标2第2项指标",
    ]


def answer(finding):
    return Answer(finding.code, finding.place, finding.fingerprint)


def test_an_answered_warning_is_no_longer_open():
    everything = found(founding())
    told, other = [one for one in everything if one.code == "unit-differs"]
    assert is_answered(told, [answer(told)])
    assert not is_answered(other, [answer(told)])
    assert open_findings(everything, [answer(told)]) == tuple(one for one in everything if one != told)
    assert open_findings(everything, []) == everything


def test_all_the_warnings_of_the_published_document_but_the_owed_reasons_can_be_answered():
    everything = found(founding())
    left = open_findings(everything, [answer(one) for one in everything])
    assert [(one.level, one.code) for one in left] == [
        ("error", "filing-date-too-early"),
        ("warning", "adjustment-without-reason"),
        ("warning", "over-fulfilment-without-reason"),
        ("warning", "over-fulfilment-without-reason"),
        ("warning", "over-fulfilment-without-reason"),
        ("info", "no-problem-though-improvements"),
        ("info", "foot-improvement-none-though-improvements"),
    ]


def test_a_warning_that_asks_for_a_reason_leads_to_its_field_and_vanishes_when_it_is_filled():
    facts = with_row(make_facts(), 0, actual="30个", outcome="exceeded", analysis="新建公园。")
    (owed,) = found(facts)
    assert owed.answer_field == Place("indicators", ROWS[0], "deviation_reason")
    assert found(with_row(facts, 0, deviation_reason="街道移交18个公园。")) == ()
    (unit,) = found(with_row(make_facts(), 0, actual="12家"))
    assert unit.answer_field is None


@pytest.mark.parametrize(
    "wrong", [{"code": "unit-missing"}, {"place": Place("indicators", ROWS[1], "actual")}, {"fingerprint": "0" * 16}]
)
def test_an_answer_to_something_else_answers_nothing(wrong):
    (finding,) = found(with_row(make_facts(), 0, actual="12家"))
    assert is_answered(finding, [answer(finding)])
    assert not is_answered(finding, [answer(finding)._replace(**wrong)])


def row_number(facts, name):
    return [row.name for _, row in facts.rows()].index(name)


def test_a_changed_figure_opens_the_warning_that_it_touches_and_no_other():
    before = founding()
    everything = found(before)
    answers = [answer(one) for one in everything]
    still = open_findings(everything, answers)
    beds, children = "新增家庭养老床位", "确保全区事实无人抚养儿童及孤儿的生活（是否）"

    changed = with_row(before, row_number(before, beds), actual="123张", analysis="建成123张。")
    (opened,) = set(open_findings(found(changed), answers)) - set(still)
    assert (opened.code, opened.place.field) == ("unit-differs", "actual")

    changed = with_row(before, row_number(before, children), target="有保障", actual="有保障")
    (opened,) = set(open_findings(found(changed), answers)) - set(still)
    assert opened.code == "question-without-yes-or-no"

    # A cent more leaves the printed rates as they were, yet it is another figure.
    line = before.revenue[0]
    changed = with_revenue(before, 0, adjusted=line.adjusted + Decimal("0.01"), final=line.final + Decimal("0.01"))
    opened = {one.code for one in set(open_findings(found(changed), answers)) - set(still)}
    assert opened == {"basis-differs-from-note", "adjustment-without-reason"}

    # Words beside the figures open nothing.
    changed = with_row(before, row_number(before, beds), analysis="换一种说法，新增122张。", improvement="加强管理。")
    assert open_findings(found(replace(changed, execution_note="另写。")), answers) == still
