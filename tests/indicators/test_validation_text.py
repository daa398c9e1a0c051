from datetime import date

import pytest

from indicators.facts import Place
from indicators.findings import Finding
from indicators.validation.text import claims_no_problem
from tests.facts import ROWS, make_facts, with_row, with_statement
from tests.findings import found

DATE = Place("statement", "statement", "filing_date")
PROBLEMS = Place("statement", "statement", "problems")


def filed(*day, today=(2023, 3, 20)):
    return found(with_statement(make_facts(), filing_date=date(*day)), today=date(*today))


def test_a_filing_date_before_october_of_the_year_is_too_early():
    message = "填报日期 2022年9月30日早于 2022年10月1日，2022年度的自评这时还不能进行，请改正。"
    assert filed(2022, 9, 30) == (Finding("filing-date-too-early", "error", message, DATE, ("2022-09-30",)),)


@pytest.mark.parametrize("day", [(2022, 10, 1), (2022, 12, 30)])
def test_a_filing_date_before_the_end_of_the_year_is_told(day):
    message = f"填报日期 2022年{day[1]}月{day[2]}日在 2022年度结束之前，请核对。"
    figure = date(*day).isoformat()
    assert filed(*day) == (Finding("filing-date-before-year-end", "warning", message, DATE, (figure,)),)


@pytest.mark.parametrize("day", [(2022, 12, 31), (2023, 1, 1), (2023, 3, 20)])
def test_a_filing_date_after_the_year_and_not_after_today_is_right(day):
    assert filed(*day) == ()


def test_a_filing_date_to_come_is_found():
    message = "填报日期 2023年3月21日还没有到，请改正。"
    assert filed(2023, 3, 21) == (Finding("filing-date-in-future", "error", message, DATE, ("2023-03-21",)),)


def test_a_date_to_come_that_is_too_early_as_well_is_told_twice():
    assert [finding.code for finding in filed(2022, 9, 30, today=(2022, 9, 1))] == [
        "filing-date-in-future",
        "filing-date-too-early",
    ]


def test_a_filing_date_is_not_looked_at_with_the_targets():
    facts = with_statement(make_facts(), filing_date=date(2022, 1, 1))
    assert found(facts, stage="targets") == ()


def test_a_claim_of_no_problem_beside_an_unmet_row_is_found():
    facts = with_statement(make_facts(), problems=("无",))
    message = "“三、存在的问题和原因”写的是没有问题，而“补种行道树”未完成或部分完成，请写明问题和原因。"
    wanted = (Finding("no-problem-though-unmet", "error", message, PROBLEMS, ("无", ROWS[1])),)
    assert found(facts) == wanted
    assert found(facts, stage="targets") == ()


def test_measures_beside_no_problem_are_told_where_all_is_met():
    facts = with_row(make_facts(), 1, outcome="met", actual="500株", analysis="全年补种。")
    assert found(facts) == ()
    message = "“三、存在的问题和原因”写的是没有问题，而“四、下一步拟改进措施”列了 2 项措施，请核对。"
    figures = ("无", "提前到春季采购苗木。", "高温季节增加浇灌频次。")
    wanted = (Finding("no-problem-though-improvements", "info", message, PROBLEMS, figures),)
    assert found(with_statement(facts, problems=("无",))) == wanted
    assert found(with_statement(facts, problems=("无",)), stage="targets") == ()
    for none in ("无", "无。", "暂无", "没有"):
        assert found(with_statement(facts, problems=("无",), improvements=(none,))) == ()


def test_a_foot_that_denies_the_measures_is_told():
    place = Place("statement", "statement", "foot_improvement")
    message = "自评表末尾的“改进措施及结果应用方案”写的是“无”，而“四、下一步拟改进措施”列了 2 项措施，请核对是否一致。"
    for typed in ("无", " 无。", "暂无"):
        figures = (typed, "提前到春季采购苗木。", "高温季节增加浇灌频次。")
        assert found(with_statement(make_facts(), foot_improvement=typed)) == (
            Finding("foot-improvement-none-though-improvements", "info", message, place, figures),
        )
    assert found(with_statement(make_facts(), foot_improvement="无", improvements=("无",))) == ()
    assert found(with_statement(make_facts(), foot_improvement="提前采购，无缝衔接。")) == ()


def test_a_foot_that_denies_reasons_is_told_where_a_row_is_unmet():
    facts = with_statement(make_facts(), foot_reason="无")
    message = (
        "自评表末尾的“偏差大或目标未完成原因分析”写的是“无”，而“补种行道树”没有完成，请改正或清空（清空后自动生成）。"
    )
    place = Place("statement", "statement", "foot_reason")
    figures = ("无", "“补种行道树”")
    assert found(facts) == (Finding("foot-reason-none-though-unmet", "info", message, place, figures),)
    assert found(with_row(facts, 1, outcome="met", actual="500株", analysis="全年补种。")) == ()


def test_many_unmet_rows_are_counted_behind_the_first_three():
    facts = with_statement(make_facts(), problems=("没有问题。",))
    for index, actual in ((0, "8个"), (2, "未完成"), (4, "80%")):
        reasons = {"deviation_reason": "资金未到位。", "improvement": "加快拨付。"}
        facts = with_row(facts, index, outcome="not_met", actual=actual, analysis=f"只有{actual}。", **reasons)
    (finding,) = found(facts)
    assert finding.message == (
        "“三、存在的问题和原因”写的是没有问题，而“养护公园数量”、“补种行道树”、“养护任务完成时间”等 4 项指标"
        "未完成或部分完成，请写明问题和原因。"
    )


@pytest.mark.parametrize(
    "problems",
    [
        "无",
        "无。",
        "暂无",
        "没有",
        "目前尚无",
        "本单位无",
        "无问题",
        "不存在问题",
        "没有存在的问题",
        "暂无明显问题和原因。",
        "未出现偏差，无其他问题。",
        "2022年度本单位年度绩效目标均已完成，尚无导致年度绩效目标未完成或发生偏离存在的问题和原因。",
    ],
)
def test_claims_of_no_problem_are_understood(problems):
    assert claims_no_problem((problems,))


@pytest.mark.parametrize(
    "problems",
    [
        "补种苗木成活率偏低。",
        "没有及时拨付资金，项目进度滞后。",
        "没有建立台账，资金拨付存在问题。",
        "无障碍设施改造进度偏慢。",
        "存在尚无专人负责的问题。",
        "尚无专人负责等问题。",
        "群众无房可住的问题还要解决。",
        "需进一步解决群众无房可住的问题。",
        "没有问题意识。",
        "总体没有大的问题，但个别项目进度偏慢。",
        "除天气影响外，没有其他问题。",
        "日常监管未发现隐患问题。",
        "",
    ],
)
def test_problems_are_not_taken_for_their_absence(problems):
    assert not claims_no_problem((problems,))


def test_one_problem_among_the_items_is_a_problem():
    assert not claims_no_problem(("无", "部分项目进度偏慢。"))
    assert claims_no_problem(("无", " ", "没有问题"))
    assert not claims_no_problem(())


def test_a_foot_that_says_none_denies_reasons_that_are_given():
    explained = {"target": "8个", "actual": "12个", "outcome": "exceeded", "deviation_reason": "上级增加任务。"}
    facts = with_row(make_facts(), 1, target="≥400株", outcome="met", deviation_reason="", improvement="")
    facts = with_statement(with_row(facts, 0, **explained), foot_reason="无")
    message = "自评表末尾的“偏差大或目标未完成原因分析”写的是“无”，而“养护公园数量”写了偏差原因，请改正或清空（清空后自动生成）。"
    place = Place("statement", "statement", "foot_reason")
    told = [finding for finding in found(facts) if finding.place == place]
    assert told == [Finding("foot-reason-none-though-explained", "info", message, place, ("无", "“养护公园数量”"))]
    assert [one for one in found(with_statement(facts, foot_reason="")) if one.place == place] == []
