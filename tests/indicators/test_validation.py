from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.rulesets import RULE_SETS
from indicators.facts import Expenditure, Facts, GoalFacts, Place, Revenue, Row, StatementFacts
from indicators.findings import LEVEL_NAMES, STEPS
from reports.demo import approved_example, founding, founding_mended
from reports.layouts import LAYOUTS
from reports.progress import page_of
from tests.facts import ROWS, make_facts, make_goal, with_revenue, with_row
from tests.findings import found
from tests.indicators.flawless import FLAWLESS

WORDS = ["", " ", "是", "无", "无。", "指标1", "XX", "……", "≥95%", "养护公园数量", "尚无存在的问题。", "（100字以内）"]
WORDS += [
    "产出指标",
    "数量",
    "社会效益",
    "12个",
    "15张",
    "≥1e9999",
    "9" * 40,
    "未完成",
    "提升群众满意度（是否）",
    "0",
    "完成目标值。",
    "自评总分92.5分，等级为“优”。",
]
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
    unit=text,
    nature=st.sampled_from(["", "number", "yes_no", "qualitative", "deadline"]),
    direction=st.sampled_from(["", "up", "down", "equal", "range"]),
    tier=st.sampled_from(["", "reached", "partly", "not_reached"]),
    weight=st.none() | st.decimals(-10, 9999, places=2),
    score=st.none() | st.decimals(-10, 9999, places=2),
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
    conclusion=text,
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
    execution_note=text,
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


# Level, code, row (or the key of what is no row), field, and what the sentence says of it.
OF_THE_PUBLISHED_DOCUMENT = [
    ("error", "filing-date-too-early", "statement", "filing_date", "2022年3月15日早于 2022年10月1日"),
    ("warning", "basis-differs-from-note", "evaluation", "basis", "年初预算数（执行率 84.06%）"),
    ("warning", "adjustment-without-reason", "evaluation", "adjustment_reason", "调减 44,322,235.88 元（-15.94%）"),
    ("warning", "unit-differs", "新增家庭养老床位", "actual", "目标值单位是“个”，实际完成值单位是“张”"),
    ("warning", "over-fulfilment-without-reason", "开展居家养老上门服务人数", "deviation_reason", "263%"),
    ("warning", "question-without-yes-or-no", "确保全区事实无人抚养儿童及孤儿的生活（是否）", "target", "保障"),
    ("warning", "over-fulfilment-without-reason", "建设社工站", "deviation_reason", "137.5%"),
    ("warning", "over-fulfilment-without-reason", "建设社区工作服务室", "deviation_reason", "341.18%"),
    ("warning", "unit-differs", "区级儿童福利指导中心增配专业社工", "actual", "目标值单位是“人”，实际完成值单位是“个”"),
    ("info", "no-problem-though-improvements", "statement", "problems", "列了 2 项措施"),
    ("info", "foot-improvement-none-though-improvements", "statement", "foot_improvement", "写的是“无”"),
]


def test_the_published_document_has_exactly_these_findings():
    facts = founding()
    names = {row.key: row.name for _, row in facts.rows()}
    everything = found(facts)
    told = [(one.level, one.code, names.get(one.place.key, one.place.key), one.place.field) for one in everything]
    assert told == [wanted[:4] for wanted in OF_THE_PUBLISHED_DOCUMENT]
    for one, wanted in zip(everything, OF_THE_PUBLISHED_DOCUMENT, strict=True):
        assert wanted[4] in one.message
    assert {one.place.step for one in everything if one.place.key in names} == {"indicators"}
    assert [one.code for one in found(facts, stage="targets")] == ["question-without-yes-or-no"]


def test_its_mended_copy_has_none():
    assert found(founding_mended()) == found(founding_mended(), stage="targets") == ()


def test_the_approved_example_only_counts_on_another_budget_than_its_note():
    assert [(one.level, one.code) for one in found(approved_example())] == [("warning", "basis-differs-from-note")]


@pytest.mark.parametrize("make", FLAWLESS)
def test_a_flawless_evaluation_raises_no_alarm(make):
    facts = make()
    case = {"rules": RULE_SETS[facts.rule_set], "layout": LAYOUTS[facts.layout], "today": date(2024, 6, 1)}
    assert found(facts, **case) == found(facts, stage="targets", **case) == ()


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
@given(facts_of_any_kind, st.dates(), st.sampled_from(sorted(RULE_SETS)))
def test_whatever_is_stated_the_checks_answer_with_findings_that_can_be_shown(facts, today, name):
    rules = RULE_SETS[name]
    everything = found(facts, today=today, rules=rules)
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
    before = found(facts, stage="targets", today=today, rules=rules)
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
