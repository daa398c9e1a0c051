"""Finished documents whose tables name another unit than their figures are in: one finding, which names the cause."""

import pytest

from reports.examining import examine
from tests.reports.importers.elsewhere import word
from tests.reports.planted import PARKS, TODAY, changed, examined, found, mended

WRONG = {
    "yuan called ten thousands": (mended, ("\t单位：元", "\t单位：万元"), "revenue", "单位：万元"),
    "ten thousands called yuan": (lambda: PARKS, ("\t单位：万元", "\t单位：元"), "revenue", "单位：元"),
    "the form": (lambda: PARKS, ("预算执行情况（万元）", "预算执行情况（元）"), "form", "预算执行情况（元）"),
    "the form beside a table in yuan": (
        mended,
        ("预算执行情况（万元）", "预算执行情况（元）"),
        "form",
        "预算执行情况（元）",
    ),
}


@pytest.mark.parametrize("planted", WRONG)
def test_a_table_in_another_unit_than_its_heading_says_is_told_once(planted):
    make, edit, table, heading = WRONG[planted]
    (one,) = examined(changed(make(), edit))
    assert (one.finding.code, one.excerpts[0].text, {each.section for each in one.excerpts[:2]}) == (
        "unit-of-table-differs",
        heading,
        {table},
    )


def test_the_sentence_names_the_unit_and_one_figure_in_both():
    (one,) = examined(changed(PARKS, ("\t单位：万元", "\t单位：元")))
    assert one.finding.message == (
        "收入决算明细表的单位写的是元，表内的数字却是以万元为单位的：二（一）写的是1,830.00万元，表内按元是1,830.00元，"
        "相差一万倍，请改正表头的单位。"
    )


def test_what_is_wrong_in_such_a_table_is_found_beside_its_unit():
    wrong = changed(PARKS, ("\t单位：万元", "\t单位：元"), ("基本支出806.72万元、", "基本支出860.72万元、"))
    codes = {one.finding.code for one in examined(wrong)}
    assert codes == {"unit-of-table-differs", "amount-differs-between-sections"}


def test_one_amount_of_the_text_in_another_unit_is_the_text_s_fault():
    assert found(PARKS, ("决算支出总金额为1,915.08万元", "决算支出总金额为1,915.08元")) == [
        ("amount-differs-between-sections", ["2.1", "1.1", "form"])
    ]


IN_YUAN = [(f"\t{wan}", "\t" + wan.replace(".", "").replace(",", "") + "00.00") for wan in (
    "1,830.00", "1,900.15", "1,900.15", "30.00", "34.25", "34.25", "1,860.00", "1,934.40", "1,934.40",
)]  # fmt: skip


def test_a_table_that_names_no_unit_is_read_in_the_unit_of_its_figures_whatever_a_later_table_says():
    start, end = PARKS.index("收入决算明细表\n"), PARKS.index("2023年度部门决算支出总金额")
    table = changed(PARKS[start:end], ("\t单位：万元", ""), *IN_YUAN)
    assert examined(PARKS[:start] + table + PARKS[end:]) == ()


@pytest.mark.parametrize(
    ("unit", "amounts", "codes"),
    [("（元）", "1,250.00 1,320.50 1,288.40", ["unit-of-table-differs"]), ("", "125,000.00 132,050.00 128,840.00", [])],
    ids=["named wrong", "not named"],
)
def test_the_form_of_another_place_is_measured_by_its_text(unit, amounts, codes):
    money = [
        ["项目", *(f"{column}{unit}" for column in ("年初预算数", "全年预算数", "全年执行数")), "执行率"],
        ["年度资金总额", *amounts.split(), "97.57%"],
    ]
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
        ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"],
    ]
    text = "2023年全年预算1,320.50万元，全年支出1,288.40万元，预算执行率97.57%。"
    if not unit:
        text = text.replace("1,320.50", "13.21").replace("1,288.40", "12.88")
    lines = ("青山县林业局", "2023年度部门整体支出绩效自评报告", "一、部门概况", text, "附件：部门整体支出绩效自评表")

    these = examine("报告.docx", word(*lines, money, rows), today=TODAY).found

    assert [one.finding.code for one in these] == codes
