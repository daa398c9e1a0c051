from dataclasses import replace

import pytest

from indicators.facts import Place
from indicators.findings import Finding
from indicators.validation.completeness import leftover
from tests.facts import (
    GENERAL,
    GOALS,
    ROWS,
    make_facts,
    with_basic,
    with_goal,
    with_project,
    with_revenue,
    with_row,
    with_statement,
)
from tests.findings import LAYOUT, found

DATE = Place("statement", "statement", "filing_date")


def error(code, message, step, key="", field="", *figures):
    return (Finding(code, "error", message, Place(step, key, field), figures),)


@pytest.mark.parametrize(
    ("field", "label"),
    [("level1", "一级指标"), ("level2", "二级指标"), ("target", "年初目标值")],
)
@pytest.mark.parametrize("stage", ["targets", "results"])
@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_target_field_is_found_at_both_stages(field, label, stage, blank):
    facts = with_row(make_facts(), 2, **{field: blank})
    wanted = error(f"blank-{field}", f"“养护任务完成时间”未填{label}，请填写。", "indicators", ROWS[2], field)
    assert found(facts, stage=stage) == wanted


@pytest.mark.parametrize("stage", ["targets", "results"])
def test_a_row_without_a_name_is_called_by_its_number(stage):
    facts = with_row(make_facts(), 3, name="")
    wanted = error("blank-name", "年度目标2第1项指标未填三级指标名称，请填写。", "indicators", ROWS[3], "name")
    assert found(facts, stage=stage) == wanted


@pytest.mark.parametrize(("field", "label"), [("actual", "实际完成值"), ("analysis", "完成情况分析")])
def test_a_blank_result_field_is_found_with_the_results_only(field, label):
    facts = with_row(make_facts(), 4, **{field: ""})
    message = f"“游园居民满意度”未填{label}，请填写。"
    assert found(facts) == error(f"blank-{field}", message, "indicators", ROWS[4], field)
    assert found(facts, stage="targets") == ()


def test_an_actual_without_outcome_is_undecided():
    facts = with_row(make_facts(), 0, outcome="")
    message = "“养护公园数量”的实际完成值是“12个”，未选完成情况，请选择；按目标值“12个”应为“完成”。"
    assert found(facts) == error("blank-outcome", message, "indicators", ROWS[0], "outcome")


@pytest.mark.parametrize(
    ("target", "actual", "proposed"),
    [
        ("≥500株", "430株", "；按目标值“≥500株”应为“部分完成”或“未完成”。"),
        ("≥500株", "510株", "；按目标值“≥500株”应为“超额完成”。"),
        ("改善条件", "明显改善", "。"),
    ],
)
def test_a_blank_outcome_is_proposed_where_the_figures_decide(target, actual, proposed):
    facts = with_row(make_facts(), 1, target=target, actual=actual, outcome="", nature="", analysis="补种行道树。")
    message = f"“补种行道树”的实际完成值是“{actual}”，未选完成情况，请选择{proposed}"
    assert found(facts) == error("blank-outcome", message, "indicators", ROWS[1], "outcome")


def test_a_row_without_actual_is_not_asked_for_its_outcome():
    facts = with_row(make_facts(), 0, actual="", outcome="")
    assert [finding.code for finding in found(facts)] == ["blank-actual"]


def test_what_the_form_does_not_print_may_be_blank():
    facts = with_statement(with_row(make_facts(), 0, analysis=""), problems=(), improvements=(), filing_date=None)
    assert found(facts, layout=replace(LAYOUT, needs=())) == ()


@pytest.mark.parametrize(
    ("column", "label", "stages"),
    [
        ("initial", "年初预算数", ("targets", "results")),
        ("adjusted", "调整预算数", ("results",)),
        ("final", "决算数", ("results",)),
    ],
)
def test_a_column_of_revenue_without_any_amount_is_found_at_its_first_source(column, label, stages):
    facts = with_revenue(with_revenue(make_facts(), 0, **{column: None}), 1, **{column: None})
    message = f"收入没有一项填了{label}，请至少填写一项；确实没有的请填 0。"
    wanted = error(f"blank-{column}-total", message, "budget", GENERAL, column)
    for stage in ("targets", "results"):
        assert found(facts, stage=stage) == (wanted if stage in stages else ())


@pytest.mark.parametrize(("column", "other"), [("initial", None), ("adjusted", None), ("final", None)])
def test_a_single_blank_source_is_no_fault(column, other):
    facts = make_facts()
    amount = getattr(facts.revenue[0], column) + getattr(facts.revenue[1], column)
    facts = with_revenue(with_revenue(facts, 0, **{column: amount}), 1, **{column: other})
    assert found(facts) == ()


def test_zero_is_not_blank():
    facts = with_revenue(with_revenue(make_facts(), 0, initial=0), 1, initial=0)
    facts = with_project(with_basic(facts, initial=None), initial=None)
    assert found(facts, stage="targets") == found(facts) == ()


@pytest.mark.parametrize(
    ("change", "key", "label"), [(with_basic, "basic", "基本支出"), (with_project, "project", "项目支出")]
)
def test_expenditure_that_was_not_stated_is_found(change, key, label):
    message = f"未填{label}的执行数，请填写；没有{label}的请填 0。"
    facts = change(make_facts(), executed=None)
    assert found(facts) == error("blank-executed", message, "budget", key, "executed")


def test_a_blank_carry_over_is_found_as_blank():
    message = "未填年末结转结余，请填写；没有结余的请填 0。"
    wanted = error("blank-carry-over", message, "budget", "evaluation", "carry_over")
    assert found(make_facts(carry_over=None)) == wanted


@pytest.mark.parametrize(
    ("field", "label"), [("problems", "三、存在的问题和原因"), ("improvements", "四、下一步拟改进措施")]
)
@pytest.mark.parametrize("blank", [(), ("",), (" ", "")])
def test_a_blank_section_is_found(field, label, blank):
    facts = with_statement(make_facts(), **{field: blank})
    assert found(facts) == error(f"blank-{field}", f"未填“{label}”，请填写。", "statement", "statement", field)


def test_a_blank_filing_date_is_only_told_since_submitting_fills_it():
    facts = with_statement(make_facts(), filing_date=None)
    assert found(facts) == (Finding("blank-filing-date", "info", "未填填报日期，提交时自动填入当天。", DATE),)


@pytest.mark.parametrize("stage", ["targets", "results"])
def test_goals_must_be_there_with_title_and_indicators(stage):
    facts = with_goal(make_facts(), 1, title=" ")
    assert found(facts, stage=stage) == error(
        "blank-title", "年度目标2未填目标名称，请填写。", "goals", GOALS[1], "title"
    )
    facts = with_goal(make_facts(), 1, rows=())
    message = "年度目标2还没有指标，请至少添加一项，或删除这个目标。"
    assert found(facts, stage=stage) == error("no-indicator", message, "goals", GOALS[1], "rows")
    facts = make_facts(goals=())
    assert found(facts, stage=stage) == error("no-goal", "还没有年度目标，请至少填写一个。", "goals")


@pytest.mark.parametrize(
    ("typed", "piece"),
    [
        ("指标1", "指标1"),
        ("指标 2：", "指标 2："),
        ("三级指标1", "三级指标1"),
        ("年度目标一", "年度目标一"),
        ("……", "……"),
        ("…", "…"),
        ("...", "..."),
        (" ...... ", "......"),
        ("简述成效（100字以内）", "（100字以内）"),
        ("（不超过200字）", "（不超过200字）"),
        ("（简要说明，300字左右）", "（简要说明，300字左右）"),
        ("购置XX设备", "XX"),
        ("20XX年完成", "XX"),
        ("ＸＸ街道", "ＸＸ"),
        ("××项目", "××"),
        ("请填写", "请填写"),
        ("完成情况：请在此填写内容", "请在此填写"),
    ],
)
def test_pieces_of_a_blank_form_are_recognised(typed, piece):
    assert leftover(typed) == piece


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "指标1完成情况良好",
        "目标管理",
        "检查、培训、演练……共12次",
        "新增道路1.2公里",
        "MAXX系统",
        "IMAX",
        "X光机3台",
        "3×5米",
        "发放“请填写问卷”提示卡",
        "群众填写问卷",
        "（应补尽补、应退尽退）",
        "宣传文章2000字以上",
        "一级指标",
        "12个",
        "—",
    ],
)
def test_ordinary_words_are_no_pieces_of_a_blank_form(typed):
    assert leftover(typed) == ""


@pytest.mark.parametrize("stage", ["targets", "results"])
def test_a_leftover_in_the_targets_is_found_at_both_stages(stage):
    facts = with_row(make_facts(), 0, name="指标1")
    message = "“指标1”的“三级指标名称”里还留着模板文字“指标1”，请改成实际内容。"
    assert found(facts, stage=stage) == error("template-leftover", message, "indicators", ROWS[0], "name", "指标1")
    facts = with_goal(make_facts(), 0, title="提升XX水平")
    message = "年度目标1的“目标名称”里还留着模板文字“XX”，请改成实际内容。"
    assert found(facts, stage=stage) == error("template-leftover", message, "goals", GOALS[0], "title", "XX")


@pytest.mark.parametrize(
    ("facts", "message", "place"),
    [
        (
            with_row(make_facts(), 0, analysis="成效：（100字以内）"),
            "“养护公园数量”的“完成情况分析”里还留着模板文字“（100字以内）”，请改成实际内容。",
            ("indicators", ROWS[0], "analysis", "（100字以内）"),
        ),
        (
            with_statement(make_facts(), improvements=("加强管理。", "……")),
            "问题与改进的“四、下一步拟改进措施”里还留着模板文字“……”，请改成实际内容。",
            ("statement", "statement", "improvements", "……"),
        ),
        (
            make_facts(execution_note="请填写"),
            "预算的“预算执行情况说明”里还留着模板文字“请填写”，请改成实际内容。",
            ("budget", "evaluation", "execution_note", "请填写"),
        ),
        (
            with_goal(make_facts(), 1, achievement="××完成"),
            "年度目标2的“实际完成情况”里还留着模板文字“××”，请改成实际内容。",
            ("goals", GOALS[1], "achievement", "××"),
        ),
    ],
)
def test_a_leftover_in_the_results_is_found_with_the_results_only(facts, message, place):
    assert found(facts) == error("template-leftover", message, *place)
    assert found(facts, stage="targets") == ()


def test_an_analysis_under_two_rows_is_found_at_the_second():
    text = make_facts().goals[0].rows[0].analysis
    facts = with_row(make_facts(), 3, analysis=text.replace("，", "， "))
    message = "“改善居民游园环境（是否）”的完成情况分析与“养护公园数量”的完全相同，请核对是否复制后未修改。"
    place = Place("indicators", ROWS[3], "analysis")
    assert found(facts) == (Finding("same-analysis", "warning", message, place, (text,)),)


def test_two_blank_analyses_are_blank_and_not_the_same():
    facts = with_row(with_row(make_facts(), 0, analysis=""), 1, analysis="")
    assert [finding.code for finding in found(facts)] == ["blank-analysis", "blank-analysis"]


def test_an_analysis_equal_to_last_years_is_found_whatever_stands_around_it():
    last = "此指标目标值为10个，2022年对全区12个公园 实行全年养护，每月巡查两次。部分完成目标值。"
    body = "2022年对全区12个公园实行全年养护，每月巡查两次。"
    message = "“养护公园数量”的完成情况分析与上年的完全相同，请核对是否复制后未修改。"
    place = Place("indicators", ROWS[0], "analysis")

    assert found(make_facts(), last_year={ROWS[0]: last}) == (
        Finding("analysis-of-last-year", "warning", message, place, (body,)),
    )


@pytest.mark.parametrize("last", ["此指标目标值为12个，2021年养护12个公园。完成目标值。", "完成目标值。", ""])
def test_an_analysis_that_says_something_else_than_last_years_is_none(last):
    assert found(make_facts(), last_year={ROWS[0]: last}) == ()


def test_analyses_that_say_nothing_of_their_own_are_not_compared_with_last_years():
    facts = with_row(make_facts(), 0, analysis="此指标目标值为12个，完成目标值。")

    assert "analysis-of-last-year" not in [
        one.code for one in found(facts, last_year={ROWS[0]: "此指标目标值为12个，完成目标值。"})
    ]


def test_last_year_is_no_matter_of_the_targets():
    last = {ROWS[0]: make_facts().goals[0].rows[0].analysis}

    assert found(make_facts(), stage="targets", last_year=last) == ()
