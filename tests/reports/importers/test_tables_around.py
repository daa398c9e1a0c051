"""What stands around the table of indicators is none of it: other tables, other parts, forms of single projects."""

import pytest

from reports.importers.document import read
from tests.reports.importers.elsewhere import word

HEADING = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
ROWS = [
    ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"],
    ["满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%"],
]
OTHERS = {
    "assets": [["资产类别", "数量", "账面价值（万元）"], ["房屋", "640", "130.50"], ["车辆", "3", "48.40"]],
    "marks": [["二级指标", "三级指标", "分值", "自评分", "评分依据"], ["预算管理", "结转结余率", "3", "2.8", "4.00%"]],
    "survey": [["序号", "调查题目", "非常满意", "满意", "一般"], ["1", "您对巡护是否满意", "132", "61", "6"]],
    "spending": [["项目", "年初预算数", "决算数", "完成率"], ["公务接待费", "6.00", "2.41", "40.17%"]],
}


def names(reading):
    return [row.name for _, row in reading.facts.rows()]


@pytest.mark.parametrize("between", ["", "（二）资产管理情况", "2.其他情况"])
@pytest.mark.parametrize("other", OTHERS)
def test_a_table_below_the_indicators_gives_no_rows_but_is_listed(other, between):
    blocks = ["2022年度部门整体绩效自评表", [HEADING, *ROWS], *([between] if between else []), OTHERS[other]]

    reading = read("自评表.docx", word("青山县林业局", *blocks))

    assert names(reading) == ["巡护林地", "林农满意度"]
    assert [one.text for one in reading.unread if one.text.startswith(OTHERS[other][-1][0])] == [
        " | ".join(OTHERS[other][-1])
    ]


def test_words_that_were_promised_and_reached_go_on_without_their_heading_too():
    more = ["", "", "林区秩序", "良好", "良好"]
    reading = read("自评表.docx", word("2022年度部门整体绩效自评表", [HEADING, ROWS[0]], "（续表）", [more, ROWS[1]]))

    assert names(reading) == ["巡护林地", "林区秩序", "林农满意度"]


def test_a_table_that_goes_on_without_its_heading_is_read_on():
    reading = read("自评表.docx", word("2022年度部门整体绩效自评表", [HEADING, ROWS[0]], "（续表）", ROWS[1:]))

    assert names(reading) == ["巡护林地", "林农满意度"]


PROJECT = [
    ["项目名称", ("森林防火经费", 4)],
    ["主管部门", ("青山县林业局", 2), "实施单位", "青山县林业局"],
    HEADING,
    ["产出指标", "数量指标", "购置风力灭火机", "12台", "12台"],
]


def test_the_form_of_a_project_behind_that_of_the_department_is_left_out_and_listed():
    blocks = ["2022年度部门整体绩效自评表", [HEADING, *ROWS], "2022年度项目支出绩效自评表", PROJECT]

    reading = read("自评表.docx", word(*blocks))

    assert names(reading) == ["巡护林地", "林农满意度"]
    assert [one.why for one in reading.unread if "购置风力灭火机" in one.text] == ["这属于另一张自评表，只导入第一张"]


def test_the_form_of_a_project_alone_is_read():
    assert names(read("自评表.docx", word("2022年度项目支出绩效自评表", PROJECT))) == ["购置风力灭火机"]


def test_a_browsers_copy_without_merged_cells_is_read_past_lines_left_blank():
    lines = [
        "2022年度部门整体支出绩效自评表",
        "\t".join([*HEADING, "分值", "得分"]),
        "产出指标 （50分）\t数量指标\t指标1：巡护林地\t≥8万亩\t8.4万亩\t25\t25",
        "……\t\t\t\t",
        "质量指标\t指标1：林火扑救率\t100%\t100%\t25\t25",
        "效益指标 （30分）\t生态效益 指标\t指标1：/\t/\t/\t\t",
        "社会效益 指标\t指标1：护林员收入\t≥6000元\t6200元\t30\t30",
    ]

    facts = read("自评表.txt", "\n".join(lines).encode()).facts

    assert [(row.level1, row.level2, row.name, row.target, row.actual) for _, row in facts.rows()] == [
        ("产出指标", "数量指标", "指标1：巡护林地", "≥8万亩", "8.4万亩"),
        ("产出指标", "质量指标", "指标1：林火扑救率", "100%", "100%"),
        ("效益指标", "社会效益指标", "指标1：护林员收入", "≥6000元", "6200元"),
    ]


@pytest.mark.parametrize(
    ("target", "actual"), [("预期值", "实现值"), ("绩效目标设定值", "年末实际达成值"), ("计划指标值", "完成数值")]
)
def test_columns_under_words_of_their_own_are_targets_and_actuals(target, actual):
    reading = read("自评表.docx", word("2022年度部门整体绩效自评表", [[*HEADING[:3], target, actual], *ROWS]))

    assert [(row.target, row.actual) for _, row in reading.facts.rows()] == [("≥8万亩", "8.4万亩"), ("≥90%", "93%")]


def test_the_points_of_a_goal_are_none_of_its_title():
    table = [[("年度目标1：管护森林资源（40分）", 5)], HEADING, *ROWS]

    assert [goal.title for goal in read("自评表.docx", word("2022年度部门整体绩效自评表", table)).facts.goals] == [
        "管护森林资源"
    ]
