"""Which row an analysis is given to: by name, each row once, and none by force."""

import pytest

from reports.importers.analyses import Told, match_told
from reports.importers.document import read


def told(*names, goal=0):
    return [Told(goal, "", "", name, f"第 {number} 行") for number, name in enumerate(names, 1)]


@pytest.mark.parametrize("goals", [None, [1, 1, 1]])
def test_two_analyses_of_one_name_go_to_the_two_rows_of_that_name_in_their_order(goals):
    assert match_told(told("合格率", "植树", "合格率"), ["合格率", "合格率", "植树"], goals) == {0: 0, 1: 2, 2: 1}


def test_a_second_analysis_of_a_name_that_one_row_has_is_given_to_no_row():
    assert match_told(told("合格率", "合格率"), ["合格率", "植树"]) == {0: 0}


def test_a_name_of_two_goals_means_the_row_of_its_own_goal():
    names = ["合格率", "合格率"]
    assert match_told(told("合格率", goal=2), names, [1, 2]) == {0: 1}
    assert match_told(told("合格率", goal=3), names, [1, 2]) == {}


@pytest.mark.parametrize(
    ("name", "row"), [("养护里程", "农村公路养护里程"), ("危桥改造", "改造危桥"), ("道路机扫率", "道路机械化清扫率")]
)
def test_a_name_that_is_cut_short_means_the_one_row_it_is_cut_from(name, row):
    assert match_told(told(name), ["群众满意度", row]) == {0: 1}
    assert match_told(told(name), [f"其他{row}", row, f"{row}次数"]) != {0: 0}


def test_a_name_cut_from_two_names_means_neither():
    assert match_told(told("养护里程"), ["农村公路日常养护里程", "国省干线公路日常养护里程"]) == {}


def test_numbered_headings_go_on_though_the_table_calls_them_otherwise():
    text = (
        "公园局2022年度部门整体绩效自评结果\n二、绩效目标完成情况分析\n（二）绩效目标完成情况分析\n"
        "（1）修建步道\n该指标目标值为10公里。修建12公里。\n（2）道路机扫率\n该指标目标值为85%。机械化清扫率91%。\n"
        "（3）补植苗木\n该指标目标值为10株。分三批：\n（1）春季4株。\n（2）秋季6株。\n"
        "2022年度公园局部门整体绩效自评表\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n"
        "产出指标\t数量指标\t修建步道\t10公里\t12公里\n产出指标\t质量指标\t道路机械化清扫率\t85%\t91%\n"
        "产出指标\t数量指标\t补植苗木\t10株\t10株\n"
    )
    assert [row.analysis for _, row in read("自评.txt", text.encode()).facts.rows()] == [
        "该指标目标值为10公里。修建12公里。",
        "该指标目标值为85%。机械化清扫率91%。",
        "该指标目标值为10株。分三批：\n（1）春季4株。\n（2）秋季6株。",
    ]


def test_satisfaction_among_circled_indicators_is_one_of_them():
    text = (
        "公园局2022年度部门整体绩效自评结果\n二、绩效目标完成情况分析\n（二）绩效目标完成情况分析\n"
        "A.效益指标\n①游园便利度：开放四处入口。\n②群众满意度：走访游客，满意度93%。\n"
        "2022年度公园局部门整体绩效自评表\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n"
        "效益指标\t社会效益指标\t游园便利度\t提升\t提升\n满意度指标\t服务对象满意度指标\t游园群众满意度\t90%\t93%\n"
    )
    assert [row.analysis for _, row in read("自评.txt", text.encode()).facts.rows()] == [
        "开放四处入口。",
        "走访游客，满意度93%。",
    ]


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("目标值≥80公里，全县新建86公里。", [("≥80公里", "86公里"), ("6座", "6座")], {0: 0}),
        ("目标值≥80公里，全县新建186公里。", [("≥80公里", "86公里"), ("6座", "6座")], {}),
        ("目标值≥80公里，全县新建86公里。", [("≥80公里", "86公里"), ("≥80公里", "86公里")], {}),
        ("全县都新建了公路。", [("提升", "提升"), ("6座", "6座")], {}),
    ],
)
def test_both_figures_of_one_row_alone_tell_which_it_is(text, figures, expected):
    (one,) = told("通组公路建设")
    one.texts.append(text)
    rows = ["新建通组公路里程合计", "养护通组公路桥梁座数总计"]
    assert match_told([one], rows, figures=figures) == expected
