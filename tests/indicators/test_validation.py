from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.facts import Expenditure, Facts, GoalFacts, Place, Revenue, Row, StatementFacts
from indicators.findings import LEVEL_NAMES, STEPS
from reports.demo import founding
from reports.progress import page_of
from tests.facts import ROWS, make_facts, make_goal, with_revenue, with_row
from tests.findings import found

WORDS = ["", " ", "是", "无", "无。", "指标1", "XX", "……", "≥95%", "养护公园数量", "尚无存在的问题。", "（100字以内）"]
text = st.one_of(st.sampled_from(WORDS), st.text(max_size=8))
amount = st.none() | st.decimals(Decimal("-999999999999999.99"), Decimal("999999999999999.99"), places=2)
columns = st.lists(st.sampled_from(["initial", "adjusted", "final", "executed"]), unique=True).map(tuple)
outcome = st.sampled_from(["", "met", "exceeded", "partly", "not_met"])
day = st.none() | st.dates()
key = st.uuids().map(str)
row = st.builds(
    Row,
    key=key,
    level1=text,
    level2=text,
    name=text,
    target=text,
    adjusted_target=text,
    adjustment_reason=text,
    actual=text,
    outcome=outcome,
    analysis=text,
    deviation_reason=text,
    improvement=text,
)
goal = st.builds(GoalFacts, key=key, title=text, achievement=text, rows=st.lists(row, max_size=3).map(tuple))
expenditure = st.builds(Expenditure, initial=amount, adjusted=amount, executed=amount, typed_in_wan=columns)
revenue = st.builds(Revenue, key=key, source=text, initial=amount, adjusted=amount, final=amount, typed_in_wan=columns)
statement = st.builds(
    StatementFacts,
    problems=st.lists(text, max_size=3).map(tuple),
    improvements=st.lists(text, max_size=3).map(tuple),
    filing_date=day,
)
facts_of_any_kind = st.builds(
    Facts,
    version=st.just(1),
    department=st.just(make_facts().department),
    fiscal_year=st.integers(-5, 12_000),
    scope=st.just("unit"),
    basis=st.sampled_from(["initial", "adjusted"]),
    rule_set=st.just("unscored"),
    layout=st.just("founding"),
    revenue=st.lists(revenue, max_size=2).map(tuple),
    basic=expenditure,
    project=expenditure,
    carry_over=amount,
    typed_in_wan=st.sampled_from([(), ("carry_over",)]),
    adjustment_reason=text,
    low_execution_reason=text,
    goals=st.lists(goal, max_size=2).map(tuple),
    statement=statement,
)


@pytest.mark.parametrize("stage", ["targets", "results"])
def test_nothing_is_found_in_a_clean_evaluation(stage):
    assert found(make_facts(), stage=stage) == ()


def test_nothing_of_the_results_is_asked_when_targets_are_submitted():
    facts = make_facts(basic=Expenditure(), project=Expenditure(), carry_over=None, statement=StatementFacts())
    facts = with_revenue(facts, 0, adjusted=None, final=None)
    facts = with_revenue(facts, 1, adjusted=None, final=None)
    for index in range(5):
        facts = with_row(facts, index, actual="", outcome="", analysis="", deviation_reason="", improvement="")
    assert found(facts, stage="targets") == ()


def test_the_published_document_has_its_early_date_and_its_unexplained_cut():
    assert [(finding.level, finding.code, finding.place) for finding in found(founding())] == [
        ("error", "filing-date-too-early", Place("statement", "statement", "filing_date")),
        ("warning", "adjustment-without-reason", Place("budget", "evaluation", "adjustment_reason")),
    ]
    assert found(founding(), stage="targets") == ()


def test_an_empty_evaluation_lists_all_that_is_missing():
    facts = replace(
        make_facts(),
        revenue=(),
        basic=Expenditure(),
        project=Expenditure(),
        carry_over=None,
        goals=(),
        statement=StatementFacts(),
    )
    assert [(finding.code, finding.level, finding.place) for finding in found(facts)] == [
        ("blank-adjusted-total", "error", Place("budget")),
        ("blank-final-total", "error", Place("budget")),
        ("blank-initial-total", "error", Place("budget")),
        ("blank-executed", "error", Place("budget", "basic", "executed")),
        ("blank-executed", "error", Place("budget", "project", "executed")),
        ("blank-carry-over", "error", Place("budget", "evaluation", "carry_over")),
        ("no-goal", "error", Place("goals")),
        ("blank-problems", "error", Place("statement", "statement", "problems")),
        ("blank-improvements", "error", Place("statement", "statement", "improvements")),
        ("blank-filing-date", "info", Place("statement", "statement", "filing_date")),
    ]
    assert [finding.code for finding in found(facts, stage="targets")] == ["blank-initial-total", "no-goal"]


@settings(max_examples=300)
@given(facts_of_any_kind, st.dates())
def test_whatever_is_stated_the_checks_answer_with_findings_that_can_be_shown(facts, today):
    everything = found(facts, today=today)
    keys = {"", "basic", "project", "evaluation", "statement", *(line.key for line in facts.revenue)}
    keys |= {goal.key for goal in facts.goals} | {row.key for _, row in facts.rows()}
    for finding in everything:
        assert finding.level in LEVEL_NAMES
        assert finding.place.step in STEPS
        assert finding.place.key in keys
        assert finding.message.endswith("。")
    # An answer is stored under code and place.
    places = [(finding.code, finding.place) for finding in everything]
    assert len(places) == len(set(places))
    # Approved targets cannot be mended: what blocks because of them has blocked before.
    of_targets = {finding for finding in everything if finding.level == "error" and page_of(finding.place) == "goals"}
    before = found(facts, stage="targets", today=today)
    assert {
        finding for finding in before if finding.level == "error" and page_of(finding.place) == "goals"
    } == of_targets
    assert set(before) <= set(everything)


def test_a_stage_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        found(make_facts(), stage="result")


def test_faults_in_several_places_are_all_found_at_once():
    facts = with_row(with_row(make_facts(), 1, actual=""), 4, target="")
    facts = replace(facts, statement=replace(facts.statement, filing_date=date(2022, 12, 1)))
    facts = replace(facts, goals=(*facts.goals, make_goal("new", title="新目标", rows=())))
    assert [(finding.code, finding.place.key) for finding in found(facts)] == [
        ("no-indicator", "new"),
        ("blank-actual", ROWS[1]),
        ("blank-target", ROWS[4]),
        ("filing-date-before-year-end", "statement"),
    ]
