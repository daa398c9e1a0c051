"""What reports without the sections of ours say in their sentences, held against their form."""

from datetime import date

import pytest

from reports.examining import examine
from tests.reports.importers.elsewhere import word

TODAY = date(2024, 6, 1)
TEXT = {
    "money": "2023年收入合计1,320.50万元。全年支出1,288.40万元，预算执行率97.57%。",
    "parts": "基本支出688.40万元，项目支出600.00万元。公务接待费全年支出1.20万元，上年全年支出1,100.00万元。",
    "reached": "2023年度绩效目标基本完成。",
    "rows": "巡护林地8.4万亩，比上年增加0.2万亩；选聘护林员目标320人，实际320人；林农满意度93%，上半年林农满意度90%。",
    "plan": "2024年力争林农满意度95%。",
    "score": "2023年度自评得分99.76分，等级为“优”。其中产出指标自评得分50分。预算管理自评得分9.76分，上年自评得分85.20分，等级为“良”。",
}
FORM = [
    [("部门名称", 2), ("青山县林业局", 6)],
    ["预算资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [None, "年度资金总额", "1,250.00", "1,320.50", "1,288.40", "10", "97.57%", "9.76"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    [None, "产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩", "25", "25"],
    [None, None, "质量指标", "选聘护林员", "320人", "320人", "25", "25"],
    [None, "效益指标", "生态效益指标", "森林火灾受害率", "≤0.9‰", "0.4‰", "30", "30"],
    [None, "满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%", "10", "10"],
    [("总分", 6), "100", "99.76"],
]


def codes(was="", now="", form=FORM, part="（一）职能"):
    lines = [line.replace(was, now) if was else line for line in TEXT.values()]
    report = word(
        "青山县林业局", "2023年度部门整体支出绩效自评报告", "一、部门概况", part, *lines[:2], "二、部门整体支出绩效情况", *lines[2:],
        "三、存在的问题", "1.巡护力量不足。", "四、改进措施", "1.增设瞭望点2处。", "附件", "2023年度部门整体支出绩效自评表", form,
        "填报日期：2024年3月1日",
    )  # fmt: skip
    return [one.finding.code for one in examine("报告.docx", report, today=TODAY).found]


def test_other_times_parts_and_plans_are_no_contradictions():
    assert codes() == []


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("全年支出1,288.40万元，预算", "全年支出1,298.40万元，预算", "amount-differs-between-sections"),
        ("执行率97.57%", "执行率98.57%", "rate-miscalculated"),
        ("巡护林地8.4万亩", "巡护林地8.6万亩", "actual-differs-between-sections"),
        ("目标320人", "目标350人", "target-differs-between-sections"),
        ("99.76分", "98.76分", "score-differs-between-sections"),
        ("“优”", "“良”", "grade-differs-from-score"),
    ],
)
def test_a_sentence_that_says_otherwise_is_found(was, now, code):
    assert codes(was, now) == [code]


@pytest.mark.parametrize(
    "said",
    [
        "截至2023年6月底，全年支出480.00万元，执行率36.35%；",
        "其中：基本支出688.40万元，执行率99.10%；项目支出600.00万元，执行率95.80%。",
        "政府采购预算420.00万元，实际支出415.30万元，执行率98.88%。",
        "“三公”经费年初预算8.00万元，实际支出6.45万元，执行率80.63%。",
        "2022年年初预算1,105.00万元，决算支出1,098.20万元，执行率99.38%。",
        "防火通道工程年初预算300.00万元，执行率98.20%。",
    ],
)
def test_rates_and_amounts_of_parts_in_the_section_on_execution_are_no_contradictions(said):
    assert codes(TEXT["money"], f"{TEXT['money']}{said}", part="（一）预算执行情况") == []


def test_all_reached_in_a_sentence_beside_a_missed_row_is_found():
    missed = [[cell.replace("8.4万亩", "7.4万亩") if isinstance(cell, str) else cell for cell in row] for row in FORM]

    assert "all-reached-though-unmet" in codes("基本完成", "已全部完成", missed)
    assert "all-reached-though-unmet" not in codes(form=missed)


def test_all_reached_but_what_is_named_behind_it_is_not_all():
    missed = [[cell.replace("8.4万亩", "7.4万亩") if isinstance(cell, str) else cell for cell in row] for row in FORM]

    assert "all-reached-though-unmet" not in codes("基本完成", "均已完成，仅巡护林地未达到目标值", missed)


def test_the_score_of_another_year_is_none_of_this_one():
    assert codes(TEXT["score"], f"{TEXT['score']}2022年度自评得分85.20分，等级为“优”。") == []


def test_a_name_that_differs_by_one_sign_is_found_and_the_department_above_is_not():
    assert "department-differs" in codes(form=[[("部门名称", 2), ("青山市林业局", 6)], *FORM[1:]])
    assert "department-differs" not in codes(form=[[("主管部门", 2), ("青山市林业局", 6)], *FORM[1:]])
