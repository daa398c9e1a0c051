"""A day in an analysis is held against the actual where it is the day of that very deed, and only there."""

import pytest

from indicators.validation.dated import day_in_analysis
from tests.facts import make_facts, with_row

NAME = "统计公报发布时间"


def told(analysis, name=NAME, actual="4月15日"):
    facts = with_row(make_facts(), 0, name=name, target="4月底前", actual=actual, analysis=analysis)
    return [finding.message for finding in day_in_analysis(facts, None)]


@pytest.mark.parametrize(
    "analysis", ["4月25日在政府网站发布。", "此指标目标值为4月底前，2023年4月25日对外发布，完成目标值。"]
)
def test_another_day_of_the_deed_is_told(analysis):
    (message,) = told(analysis)
    assert message.startswith(f"“{NAME}”的完成情况分析里写的是")
    assert message.endswith("4月25日，没有实际完成值“4月15日”，请核对。")


@pytest.mark.parametrize(
    ("analysis", "name", "actual"),
    [
        ("4月15日在政府网站发布。", NAME, "4月15日"),
        ("4月25日前在政府网站发布。", NAME, "4月15日"),
        ("3月2日定稿，4月15日发布。", NAME, "4月15日"),
        ("3月2日完成定稿。", NAME, "4月15日"),
        ("4月25日发布。", "统计公报按期率", "4月15日"),
        ("4月25日发布。", NAME, "4月"),
    ],
)
def test_other_days_are_not(analysis, name, actual):
    assert told(analysis, name, actual) == []
