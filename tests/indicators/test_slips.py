"""Slips of the hand: each kind is seen, and what only looks like one is left alone."""

import pytest

from indicators.slips import Slip, doubled_in_heading, slips_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("此指标目标值为是99人，全年", [Slip("word", "目标值为是99人", "目标值为99人")]),
        ("此指标目标值为是≥10个，", [Slip("word", "目标值为是≥10个", "目标值为≥10个")]),
        ("全年完成，完场目标值。", [Slip("word", "完场目标值", "完成目标值")]),
        ("对特困来人及时纳入", [Slip("word", "特困来人", "特困老人")]),
        ("三、存在的问题和原因析", [Slip("word", "原因析", "原因分析")]),
        ("四、下一步拟改进措施析", [Slip("word", "措施析", "措施")]),
        ("目标完成情况分折", [Slip("word", "分折", "分析")]),
        ("各项工作己完成", [Slip("word", "己完成", "已完成")]),
        ("支出100万元元", [Slip("word", "万元元", "万元")]),
        ("覆盖率100%%", [Slip("word", "%%", "%")]),
        ("加强加强监管", [Slip("doubled", "加强加强", "加强")]),
        ("完成100户。。", [Slip("doubled", "100户。。", "100户。")]),
        ("困难群众的的生活", [Slip("doubled", "困难群众的的", "困难群众的")]),
        ("附件:部门整体绩效自评表", [Slip("half-width", "附件:部门整体", "附件：部门整体")]),
        ("蔡甸区民政局(本级)", [Slip("half-width", "(本级)", "（本级）")]),
        ("蔡甸区民政局(本级）", [Slip("half-width", "(本级）", "（本级）")]),
        ("蔡甸区民政局（本级)", [Slip("half-width", "（本级)", "（本级）")]),
    ],
)
def test_a_slip_is_told_with_what_was_meant(text, found):
    assert list(slips_in(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "此指标目标值为是，全年完成。",
        "此指标目标值为否。",
        "足球赛完场后清理场地",
        "失能、独居老人和外来人口",
        "原因析出晶体",
        "自己完成作业，知己知彼",
        "的确、目的的确定",
        "不了了之，了了解情况",
        "2022年度年度目标1的绩效目标均已完成",
        "建设社区社会工作服务室",
        "执行率（B/A），见 http://127.0.0.1:80/a",
        "预算数(A)",
        "比例为1:2，时间为9:30",
        "等等……。",
        "省略。。。",
        "（一）执行率情况",
        "部分绩效指标指标值设定偏低",
        "三级指标指标体系",
        "工程任务完成完成率偏低",
    ],
)
def test_what_is_no_slip_is_left_alone(text):
    assert list(slips_in(text)) == []


@pytest.mark.parametrize(("text", "wrong"), [("绩效指标指标设定偏低", "指标指标"), ("全年完成完成任务", "完成完成")])
def test_a_word_that_joins_nothing_is_a_slip(text, wrong):
    assert [slip.wrong[-4:] for slip in slips_in(text)] == [wrong]


def test_a_heading_may_join_two_words():
    assert doubled_in_heading("（三）三级指标指标值的设定") is None


def test_a_word_said_twice_in_a_heading_is_a_slip():
    assert doubled_in_heading("二、绩效目标完成完成情况分析") == Slip("doubled", "完成完成", "完成")
    assert doubled_in_heading("2022年度年度目标1") is None
    assert doubled_in_heading("（二）绩效目标完成情况分析") is None
