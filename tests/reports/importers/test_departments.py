"""Of which year a document is."""

from reports.importers.departments import year_of
from reports.importers.outline import outline
from reports.importers.tables import read_tables
from reports.importers.textfile import read_text


def year_in(text):
    parts = outline(read_text("报告.txt", text.encode()).blocks)
    return year_of(parts, read_tables([placed.grid for placed in parts.tables]))


def test_the_year_is_that_of_the_title_however_often_another_is_named():
    compared = "一、部门整体绩效目标完成情况\n（一）执行率情况\n" + "与2021年相比，2021年度下降，2021年末结转。\n" * 3

    assert year_in("2022年度公园局部门整体绩效自评报告\n" + compared) == 2022
    assert year_in("公园局部门整体绩效自评报告\n" + compared) == 2021
    assert year_in("公园局部门整体绩效自评报告\n一、部门整体绩效目标完成情况\n执行率为100%。\n") == 0
