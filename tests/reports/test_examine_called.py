"""What was reached is told in sentences: rows in other words are no other indicators, and figures are held against the table."""

import pytest

from tests.reports.planted import PARKS, found
from tests.reports.test_examine_elsewhere import codes


@pytest.mark.parametrize(
    "told",
    ["（2）时效指标：汛前于5月完成检修。", "（2）时效指标：园内设施5月完成检修。"],
)
def test_a_row_that_is_meant_by_its_own_figure_is_neither_strange_nor_missing(told):
    assert found(PARKS, ("（2）时效指标：汛前检修完成时间5月。", told)) == []


def test_a_level_named_on_the_way_is_that_of_what_follows():
    line = "（1）数量指标：更换园灯318盏；时效指标：汛前检修完成时间5月。"
    assert found(PARKS, ("（1）数量指标：更换园灯318盏。\n（2）时效指标：汛前检修完成时间5月。", line)) == []
    wrong = line.replace("时效", "质量")
    assert found(PARKS, ("（1）数量指标：更换园灯318盏。\n（2）时效指标：汛前检修完成时间5月。", wrong)) == [
        ("level-differs-between-sections", ["1.2", "form"])
    ]


def test_a_figure_in_a_sentence_of_no_level_is_held_against_the_table():
    edit = (
        "1.产出指标\n（1）数量指标：更换园灯318盏。\n（2）时效指标：汛前检修完成时间5月。\n2.满意度指标\n（1）服务对象满意度指标：游园居民满意度95.2%。",
        "更换园灯{}盏，汛前检修完成时间5月，游园居民满意度95.2%。",
    )
    assert found(PARKS, (edit[0], edit[1].format(318))) == []
    assert [code for code, _ in found(PARKS, (edit[0], edit[1].format(381)))] == ["actual-differs-between-sections"]


def test_a_plan_in_the_name_of_a_row_is_no_plan():
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
        ["产出指标", "质量指标", "造林计划完成率", "100%", "100%"],
        ["产出指标", "时效指标", "林权登记平均办结时间", "≤3天", "2天"],
    ]
    said = "二、绩效情况\n造林计划完成率100%，林权登记平均办结时间{}天。"
    tail = ["三、存在的问题", "1.人手不足。", "四、改进措施", "1.增加人手。"]
    assert codes(*said.format(2).split("\n"), rows, *tail) == []
    assert codes(*said.format(5).split("\n"), rows, *tail) == ["actual-differs-between-sections"]
