"""Finished documents in forms of other places: nothing is asked of them that their form does not ask."""

from datetime import date

from reports.examining import examine
from tests.reports.importers.elsewhere import word

TODAY = date(2024, 6, 1)
HEADING = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
ROWS = [
    ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"],
    ["产出指标", "质量指标", "林火扑救率", "100%", "97%"],
    ["效益指标", "生态效益指标", "森林覆盖率", "≥66%", "66.3%"],
    ["满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%"],
]
MONEY = [
    ["项目", "年初预算数", "全年预算数", "全年执行数", "执行率"],
    ["年度资金总额", "1,250.00", "1,320.50", "1,288.40", "97.57%"],
]
PROBLEMS = ["四、存在的问题", "1.林火扑救率未达目标，3起起火点偏远。", "五、改进措施", "1.增设瞭望点2处。"]


def codes(*blocks):
    content = word("青山县林业局", "2023年度部门整体支出绩效自评报告", *blocks, "填报日期：2024年3月1日")
    return [one.finding.code for one in examine("报告.docx", content, today=TODAY).found]


def test_a_form_without_titles_sources_and_kinds_of_spending_is_clean():
    assert codes("单位：万元", MONEY, [HEADING, *ROWS], *PROBLEMS) == []


def test_a_row_that_nothing_explains_is_told():
    assert codes([HEADING, *ROWS], "四、存在的问题", "1.巡护力量不足。", "五、改进措施", "1.增设瞭望点2处。") == [
        "unmet-without-deviation-reason",
        "unmet-without-improvement",
    ]


def test_a_reason_and_what_is_done_about_it_in_one_cell_are_both_there():
    rows = [[*row, "起火点偏远；改进措施：增设瞭望点" if row[4] == "97%" else ""] for row in ROWS]

    assert codes([[*HEADING, "偏差原因分析及改进措施"], *rows]) == []


def test_problems_and_what_is_done_about_them_may_stand_under_one_heading():
    told = "1.林火扑救率未达目标，3起起火点偏远，下一步增设瞭望点2处。"

    assert codes([HEADING, *ROWS], "四、存在问题及改进措施", told) == []


def test_a_target_that_an_adjustment_left_alone_needs_no_reason():
    rows = [[*row[:4], row[3], row[4]] for row in ROWS]

    assert codes([[*HEADING[:4], "调整指标值", HEADING[4]], *rows], *PROBLEMS) == []


def test_a_place_with_names_of_its_own_for_levels_is_not_told_ours():
    rows = [["履职指标", "重点工作任务完成", *row[2:]] for row in ROWS]

    assert codes([HEADING, *rows], *PROBLEMS) == []


def test_three_rows_are_too_few_to_have_names_of_their_own():
    rows = [["履职指标", *row[1:]] for row in ROWS[:3]]

    assert codes([HEADING, *rows], *PROBLEMS) == ["unknown-level"]


def test_an_outcome_that_nobody_can_tell_from_the_figures_is_not_asked_for():
    rows = [*ROWS, ["效益指标", "社会效益指标", "护林意识", "提升", "开展宣传12场"]]

    assert codes([HEADING, *rows], *PROBLEMS) == []


def test_one_unusual_name_among_usual_ones_is_told():
    rows = [["履职指标", *ROWS[0][1:]], *ROWS[1:]]

    assert codes([HEADING, *rows], *PROBLEMS) == ["unknown-level"]


def test_totals_in_ten_thousands_add_up():
    revenue = [
        ["收入决算明细表"],
        ["项目", "年初预算数", "调整预算数", "决算数"],
        ["一、一般公共预算财政拨款收入", "1,250.00", "1,300.50", "1,300.50"],
        ["二、其他收入", "0.00", "20.00", "20.00"],
        ["总计", "1,250.00", "1,320.50", "1,320.50"],
    ]

    assert codes("收入决算明细表", "单位：万元", revenue[1:], [HEADING, *ROWS], *PROBLEMS) == []


def test_a_printed_total_is_added_up_where_the_money_stands_beside_its_label():
    money = [
        [
            "部门预算执行情况（万元）",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "执行率（%）",
            "执行率权重",
            "执行率得分",
        ],
        [None, "1,250.00", "1,320.50", "1,288.40", "97.57", "10", "9.76"],
    ]
    scored = [[*HEADING, "分值", "得分"], *([*row, "22.5", "22.5"] for row in ROWS if row[4] != "97%")]
    scored.append(["产出指标", "时效指标", "拨付时限", "12月底前", "11月", "22.5", "22.5"])

    assert "printed-score-differs" in codes([["自评总分", "97.10"], *money, *scored], *PROBLEMS)
    assert "printed-score-differs" not in codes([["自评总分", "99.76"], *money, *scored], *PROBLEMS)


def test_a_label_with_a_column_of_its_own_for_each_figure_is_read_by_the_columns():
    money = [
        ["项目", "全年预算数", "全年执行数", "执行率"],
        ["年度资金总额", "1,320.50", "1,288.40", "97.57%"],
        ["基本支出", "612.00", "612.00", "100%"],
        ["项目支出", "708.50", "676.40", "95.47%"],
    ]

    assert codes("单位：万元", money, [HEADING, *ROWS], *PROBLEMS) == []


def test_the_form_of_a_project_behind_that_of_the_whole_is_not_held_against_it():
    whole = [["基本支出总额", "612.00", "项目支出总额", "676.40"], *WHOLE]
    project = [["项目名称", "森林防火"], *WHOLE[:1], ["年度财政资金总额", "12.00", "12.00", "100%"]]

    found = codes("单位：万元", whole, [HEADING, *ROWS], project, *PROBLEMS)

    assert [code for code in found if code.endswith(("-between-sections", "-miscalculated"))] == []


WHOLE = [
    ["预算执行情况（万元）", "预算数（A）", "执行数（B）", "执行率（B/A）"],
    ["部门整体支出总额", "1,320.50", "1,288.40", "97.57%"],
]


def test_headings_with_nothing_below_them_are_no_parts_that_lack_anything():
    reached = [row for row in ROWS if row[4] != "97%"]
    headings = ("一、部门整体绩效目标完成情况", "（一）执行率情况", "（二）完成的绩效目标", "附件：部门整体绩效自评表")

    assert codes(*headings, [HEADING, *reached]) == []
