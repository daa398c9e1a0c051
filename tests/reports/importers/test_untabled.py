"""Reports without any table of indicators, whose lines state target and actual under their labels."""

from reports.importers.document import read

REPORT = """青山县林业局2023年度部门整体支出绩效自评报告
三、绩效目标完成情况
（一）产出指标
1.数量指标
（1）巡护林地：年初目标值≥8万亩，实际完成值8.4万亩，已完成。
（2）新建瞭望塔：年初目标值为4座，实际完成值为3座，未完成。未完成原因：运料道路被冲毁。改进措施：2024年4月底前建成。
（二）满意度指标
1.服务对象满意度指标
（1）林农满意度：目标值≥90%；完成值93.5%。
四、存在的问题
瞭望塔建设晚于计划。
"""


def rows(text):
    return [row for _, row in read("报告.txt", text.encode()).facts.rows()]


def test_lines_that_state_target_and_actual_are_rows_under_the_levels_above_them():
    assert [(row.level1, row.level2, row.name, row.target, row.actual) for row in rows(REPORT)] == [
        ("产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"),
        ("产出指标", "数量指标", "新建瞭望塔", "4座", "3座"),
        ("满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93.5%"),
    ]


def test_reason_and_improvement_behind_their_labels_are_the_rows():
    assert [(row.deviation_reason, row.improvement) for row in rows(REPORT)] == [
        ("", ""),
        ("运料道路被冲毁。", "2024年4月底前建成。"),
        ("", ""),
    ]


def test_sentences_without_both_labels_are_no_rows():
    told = (
        REPORT.replace("实际完成值8.4万亩，", "实际完成8.4万亩，")
        .replace("目标值≥90%；", "")
        .replace("为4座，实际", "为4座，已")
    )

    assert rows(told) == []


def test_where_there_is_a_table_the_lines_make_no_rows_of_their_own():
    table = "部门整体绩效自评表\n一级指标\t二级指标\t三级指标\t目标值\t完成值\n产出指标\t数量指标\t巡护林地\t≥8万亩\t8.4万亩\n"

    assert [row.name for row in rows(REPORT + table)] == ["巡护林地"]


def test_what_is_called_an_indicator_in_a_line_of_a_form_is_not_passed_over():
    text = "2023年度青山县林业局部门整体绩效自评表\n填报单位：青山县林业局\n指标1：新建瞭望塔\n"

    assert [one.text for one in read("自评表.txt", text.encode()).unread if one.at] == ["指标1：新建瞭望塔"]


def test_without_rows_what_is_told_of_indicators_is_not_passed_over():
    told = "1.新建瞭望塔（目标值4座），实际完成3座，主要原因是运料道路被冲毁。"
    text = f"青山县林业局2023年度整体绩效自评情况\n一、绩效目标完成情况\n（一）数量指标\n{told}\n"

    reading = read("报告.txt", text.encode())

    assert reading.facts.department.full_name == "青山县林业局"
    assert [one.text for one in reading.unread] == [told]


def test_a_chapter_of_a_final_account_is_of_the_department_in_its_title():
    text = "2023年度青山县林业局部门决算公开\n第一部分 部门概况\n一、主要职能\n承担森林资源管护。\n"

    assert read("决算.txt", text.encode()).facts.department.full_name == "青山县林业局"
