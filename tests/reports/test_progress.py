from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.facts import Expenditure, Place, StatementFacts
from reports.progress import StepProgress, page_of, progress
from tests.facts import make_facts, make_goal, with_goal, with_project, with_revenue, with_row, with_statement
from tests.findings import LAYOUT, found


def steps(facts, stage="results"):
    return progress(facts, found(facts, stage=stage), stage=stage, layout=LAYOUT)


def step(slug, facts, stage="results") -> StepProgress:
    return next(one for one in steps(facts, stage) if one.slug == slug)


def empty():
    facts = make_facts(goals=(), carry_over=None, basic=Expenditure(), project=Expenditure())
    return replace(facts, revenue=(), statement=StatementFacts())


def test_a_clean_evaluation_is_done():
    assert steps(make_facts()) == (
        StepProgress("budget", "预算", 6, 6, "done", "6 项中已填 6 项"),
        StepProgress("goals", "目标与指标", 7, 7, "done", "2 个年度目标，5 项指标"),
        StepProgress("results", "完成情况", 5, 5, "done", "5 项中已填 5 项"),
        StepProgress("statement", "问题与改进", 2, 2, "done", "2 项中已填 2 项"),
        StepProgress("check", "校验", 1, 1, "done", "没有发现问题"),
    )


def test_an_empty_evaluation_is_not_begun():
    assert steps(empty()) == (
        StepProgress("budget", "预算", 0, 6, "todo", "6 项中已填 0 项", 6),
        StepProgress("goals", "目标与指标", 0, 1, "todo", "还没有年度目标", 1),
        StepProgress("results", "完成情况", 0, 0, "todo", "还没有指标"),
        StepProgress("statement", "问题与改进", 0, 2, "todo", "2 项中已填 0 项", 2),
        StepProgress("check", "校验", 0, 1, "todo", "9 处错误", 9),
    )


def test_with_the_targets_only_their_steps_count():
    assert steps(make_facts(), "targets") == (
        StepProgress("budget", "预算", 1, 1, "done", "1 项中已填 1 项"),
        StepProgress("goals", "目标与指标", 7, 7, "done", "2 个年度目标，5 项指标"),
        StepProgress("check", "校验", 1, 1, "done", "没有发现问题"),
    )


@pytest.mark.parametrize("field", ["actual", "outcome", "analysis"])
def test_a_row_that_lacks_one_field_is_not_filled(field):
    facts = with_row(make_facts(), 1, **{field: ""})
    assert step("results", facts) == StepProgress("results", "完成情况", 4, 5, "doing", "5 项中已填 4 项", 1)
    assert step("goals", facts).mark == "done"
    assert step("check", facts) == StepProgress("check", "校验", 0, 1, "doing", "1 处错误", 1)


def test_one_filled_field_of_one_row_is_a_beginning():
    facts = make_facts(goals=(make_goal(),))
    facts = with_row(facts, 0, actual="", outcome="")
    assert step("results", facts) == StepProgress("results", "完成情况", 0, 1, "doing", "1 项中已填 0 项", 1)
    assert step("results", with_row(facts, 0, analysis="")).mark == "todo"


def test_goals_and_indicators_are_counted_as_things_to_fill():
    facts = with_goal(with_row(make_facts(), 0, level2="", target=""), 1, title="")
    wanted = StepProgress("goals", "目标与指标", 5, 7, "doing", "2 个年度目标，5 项指标，2 处待填", 3)
    assert step("goals", facts) == wanted


def test_a_goal_in_which_nothing_is_written_is_no_beginning():
    facts = make_facts(goals=(make_goal(title="", rows=()),))
    wanted = StepProgress("goals", "目标与指标", 0, 1, "todo", "1 个年度目标，0 项指标，1 处待填", 2)
    assert step("goals", facts) == wanted


def test_a_filled_page_with_an_error_is_in_trouble():
    facts = make_facts(carry_over=Decimal(1))
    assert step("budget", facts) == StepProgress("budget", "预算", 6, 6, "trouble", "6 项中已填 6 项", 1)
    assert step("check", facts) == StepProgress("check", "校验", 0, 1, "trouble", "1 处错误", 1)


def test_a_reason_that_is_owed_is_trouble_on_the_page_of_results():
    facts = with_row(make_facts(), 1, deviation_reason="")
    assert step("results", facts) == StepProgress("results", "完成情况", 5, 5, "trouble", "5 项中已填 5 项", 1)


def test_a_warning_without_an_answer_is_no_trouble_but_the_check_is_not_done():
    facts = with_row(make_facts(), 3, name="补种行道树")
    wanted = StepProgress("goals", "目标与指标", 7, 7, "done", "2 个年度目标，5 项指标", 0, 1)
    assert step("goals", facts) == wanted
    assert wanted.waiting == "1 条提醒待答复"
    assert step("check", facts) == StepProgress("check", "校验", 0, 1, "doing", "1 条提醒待答复", 0, 1)


def test_an_answered_warning_waits_no_longer():
    facts = with_row(make_facts(), 3, name="补种行道树")
    findings = found(facts)
    answers = [finding.answer for finding in findings]

    goals, check = (
        next(one for one in progress(facts, findings, answers, stage="results", layout=LAYOUT) if one.slug == slug)
        for slug in ("goals", "check")
    )

    assert (goals.warnings, goals.waiting) == (0, "")
    assert check == StepProgress("check", "校验", 1, 1, "done", "1 条提醒已答复")


def test_errors_and_warnings_are_counted_side_by_side():
    facts = with_row(make_facts(carry_over=Decimal(1)), 3, name="补种行道树")
    assert step("check", facts) == StepProgress("check", "校验", 0, 1, "trouble", "1 处错误，1 条提醒待答复", 1, 1)


def test_a_half_filled_budget_is_being_filled_in():
    facts = with_project(make_facts(carry_over=None), executed=None)
    assert step("budget", facts) == StepProgress("budget", "预算", 4, 6, "doing", "6 项中已填 4 项", 2)


def test_a_budget_that_has_only_zeros_is_filled():
    facts = make_facts(carry_over=Decimal(0), basic=Expenditure(executed=Decimal(0)))
    facts = replace(facts, project=facts.basic)
    for index in (0, 1):
        facts = with_revenue(facts, index, initial=Decimal(0), adjusted=Decimal(0), final=Decimal(0))
    assert step("budget", facts).mark == "done"


def test_the_filing_date_need_not_be_filled_in():
    facts = with_statement(make_facts(), filing_date=None)
    assert step("statement", facts).mark == step("check", facts).mark == "done"


def test_what_is_only_unfinished_is_no_trouble_yet():
    facts = with_statement(make_facts(), problems=(), improvements=())
    assert [one.mark for one in steps(facts)] == ["done", "done", "done", "todo", "doing"]


def test_marks_have_words():
    facts = with_row(make_facts(carry_over=Decimal(1)), 0, actual="")
    facts = with_statement(facts, problems=(), improvements=())
    assert [one.mark_text for one in steps(facts)] == ["有问题", "完成", "填报中", "未开始", "填报中"]


@pytest.mark.parametrize(
    ("place", "page"),
    [
        (Place("budget"), "budget"),
        (Place("budget", "evaluation", "adjustment_reason"), "budget"),
        (Place("goals"), "goals"),
        (Place("goals", "g1", "title"), "goals"),
        (Place("goals", "g1", "achievement"), "results"),
        (Place("statement", "statement", "problems"), "statement"),
        *((Place("indicators", "r1", field), "goals") for field in ("level1", "level2", "name", "target", "weight")),
        *((Place("indicators", "r1", field), "goals") for field in ("adjusted_target", "adjustment_reason", "unit")),
        *((Place("indicators", "r1", field), "results") for field in ("actual", "outcome", "analysis", "tier")),
        *((Place("indicators", "r1", field), "results") for field in ("deviation_reason", "improvement", "score")),
    ],
)
def test_every_place_is_on_the_page_where_it_is_filled_in(place, page):
    assert page_of(place) == page
