"""Whose a document is, of which year, and of which day."""

from datetime import date

import pytest

from reports.importers.departments import date_below, year_of
from reports.importers.document import read
from reports.importers.outline import outline
from reports.importers.tables import read_tables
from reports.importers.textfile import read_text


def parts_of(text):
    parts = outline(read_text("报告.txt", text.encode()).blocks)
    return parts, read_tables([placed.grid for placed in parts.tables])


def year_in(text):
    return year_of(*parts_of(text))


def test_the_year_is_that_of_the_title_however_often_another_is_named():
    compared = "一、部门整体绩效目标完成情况\n（一）执行率情况\n" + "与2021年相比，2021年度下降，2021年末结转。\n" * 3

    assert year_in("2022年度公园局部门整体绩效自评报告\n" + compared) == 2022
    assert year_in("公园局部门整体绩效自评报告\n" + compared) == 2021
    assert year_in("公园局部门整体绩效自评报告\n一、部门整体绩效目标完成情况\n执行率为100%。\n") == 0


def test_the_code_before_a_name_is_no_part_of_it():
    form = "2022年度部门整体绩效自评表\n单位名称：{}\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n产出指标\t数量指标\t修路\t10公里\t9公里\n"

    names = [
        read("自评表.txt", form.format(name).encode()).facts.department
        for name in ("420199-101 公园局", "公园局（本级）", "公园局")
    ]

    assert [(one.full_name, one.form_name) for one in names] == [("公园局", "公园局")] * 3


def test_of_the_day_on_the_cover_and_that_below_the_signature_the_last_counts():
    text = "公园局2022年度部门整体绩效自评报告\n2023年2月1日\n一、部门整体绩效目标完成情况\n执行率为100%。\n公园局\n"

    days = [date_below(parts_of(text + line)[0]) for line in ("2023年3月15日\n", "")]

    assert days == [date(2023, 3, 15), date(2023, 2, 1)]


@pytest.mark.parametrize("seal", ["（盖章）", "（公章）", "(加盖公章)"])
def test_where_the_seal_goes_is_no_part_of_the_name(seal):
    form = f"2022年度部门整体绩效自评表\n单位名称：公园局{seal}\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n产出指标\t数量指标\t修路\t10公里\t9公里\n"
    assert read("自评表.txt", form.encode()).facts.department.full_name == "公园局"


@pytest.mark.parametrize(
    ("title", "full"),
    [
        ("武汉市黄陂区公园局2022年度部门整体绩效自评结果", "武汉市黄陂区公园局"),
        ("关于黄陂区公园局2022年度部门整体绩效自评结果", "黄陂区公园局"),
        ("2022年度部门整体绩效自评结果", "黄陂区公园局"),
    ],
)
def test_a_title_that_begins_with_the_place_above_says_the_whole_name(title, full):
    form = f"{title}\n一、部门整体绩效目标完成情况\n2022年度部门整体绩效自评表\n单位名称：黄陂区公园局\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n产出指标\t数量指标\t修路\t10公里\t9公里\n"
    department = read("自评.txt", form.encode()).facts.department
    assert (department.full_name, department.form_name) == (full, "黄陂区公园局")


def test_a_title_that_names_only_the_year_names_nobody():
    text = "青石县园林局\n2022年度整体绩效自评结果\n一、部门整体绩效目标完成情况\n（一）执行率情况\n执行率为100%。\n"

    assert read("报告.txt", text.encode()).facts.department.form_name == "青石县园林局"
