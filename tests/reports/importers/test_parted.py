"""Analyses of several indicators in one paragraph, and under headings that are none of the official ones."""

import pytest

from reports.importers.document import read

TITLE = "某区公园局2022年度部门整体绩效自评报告\n"
ROWS = (
    ("数量指标", "新建步道长度", "≥10公里", "12公里"),
    ("数量指标", "补植行道树", "≥300株", "320株"),
    ("质量指标", "苗木成活率", "≥95%", "97%"),
)
FORM = "2022年度某区公园局部门整体绩效自评表\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n" + "".join(
    "\t".join(("产出指标", *row)) + "\n" for row in ROWS
)


def read_with(analysis, form=FORM):
    return read("自评报告.txt", f"{TITLE}{analysis}三、存在的问题\n缺少养护人员。\n{form}".encode())


def analyses(*lines, form=FORM, part="二、绩效目标完成情况分析\n（二）绩效目标完成情况分析\n"):
    reading = read_with(part + "".join(f"{line}\n" for line in lines), form)
    return [row.analysis for _, row in reading.facts.rows()]


PARTED = ["目标≥10公里，实际新建12公里。已验收。", "目标≥300株，补植320株。", "为97%。"]


@pytest.mark.parametrize(
    "lines",
    [
        ("新建步道长度目标≥10公里，实际新建12公里。已验收。补植行道树目标≥300株，补植320株。苗木成活率为97%。",),
        ("1、数量指标", "新建步道长度目标≥10公里，实际新建12公里。已验收。补植行道树目标≥300株，补植320株。", "2、质量指标", "苗木成活率为97%。"),
        ("一是新建步道长度。目标≥10公里，实际新建12公里。已验收。二是补植行道树。目标≥300株，补植320株。三是苗木成活率为97%。",),
    ],
)  # fmt: skip
def test_a_paragraph_is_parted_at_the_names_of_the_table(lines):
    assert analyses(*lines) == PARTED


def test_a_name_within_a_sentence_and_one_that_goes_on_otherwise_part_nothing():
    line = "新建步道长度为12公里，补植行道树320株一并完成。苗木成活率统计表已存档。"
    assert analyses(line) == ["为12公里，补植行道树320株一并完成。苗木成活率统计表已存档。", "", ""]


def test_a_paragraph_that_begins_with_no_name_stays_whole_and_is_told():
    line = "全年工作有序。新建步道长度12公里。"
    assert analyses(line) == ["", "", ""]
    part = "二、绩效目标完成情况分析\n（二）绩效目标完成情况分析\n"
    assert line in [one.text for one in read_with(f"{part}{line}\n").unread]


def test_what_stands_below_a_heading_of_its_own_is_all_of_that_indicator():
    lines = ("①新建步道长度", "此指标目标值为≥10公里，新建12公里。", "苗木成活率97%的养护队承担了绿化。")
    assert analyses(*lines) == ["\n".join(lines[1:]), "", ""]


def test_two_levels_in_one_heading_are_a_heading():
    lines = ("1、产出及满意度指标", "新建步道长度12公里。苗木成活率97%。")
    assert analyses(*lines) == ["12公里。", "", "97%。"]


def test_titles_of_goals_head_the_analyses_of_their_own_rows():
    same = "产出指标\t质量指标\t合格率\t{}\t{}\n"
    head = "一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n"
    form = (
        "2022年度某区公园局部门整体绩效自评表\n"
        f"年度目标1：建好公园\n{head}{same.format('90%', '91%')}年度目标2：管好公园\n{head}{same.format('80%', '82%')}"
    )
    lines = ("（一）管好公园", "（1）合格率。抽查后为82%。", "（二）建好公园", "（1）合格率。合格率91%。")
    assert analyses(*lines, form=form, part="三、绩效目标完成情况分析\n") == ["合格率91%。", "抽查后为82%。"]


def test_a_target_told_in_a_paragraph_is_held_against_the_table():
    reading = read_with("二、绩效目标完成情况分析\n（二）绩效目标完成情况分析\n补植行道树目标≥400株，补植320株。\n")
    assert [
        claim.value for claim in reading.claims if claim.subject == "target" and claim.excerpt.section == "2.2"
    ] == ["≥400株"]
