"""What the cells of a form become in the facts: outcomes, reasons, spending by kind of money."""

from decimal import Decimal

import pytest

from reports.importers.document import read
from tests.reports.importers import published

HEAD = "2022年度公园局部门整体绩效自评表\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\t"


def rows_of(columns, *cells):
    lines = [f"产出指标\t数量指标\t指标{number}\t10个\t9个\t{cell}\n" for number, cell in enumerate(cells, 1)]
    facts = read("自评表.txt", f"{HEAD}{columns}\n{''.join(lines)}".encode()).facts
    return [row for _, row in facts.rows()]


def test_an_outcome_is_read_as_it_is_called():
    words = {
        "完成": "met",
        "全部完成": "met",
        "超额完成": "exceeded",
        "部分完成": "partly",
        "未完成": "not_met",
        "没有完成": "not_met",
        "基本完成": "",
    }

    assert [row.outcome for row in rows_of("完成情况", *words)] == list(words.values())


@pytest.mark.parametrize("nothing", ["无", "无。", "/", "—", "不适用", "无偏差"])
def test_a_word_for_nothing_is_no_reason(nothing):
    assert [row.deviation_reason for row in rows_of("偏差原因分析", nothing, "苗木晚到")] == ["", "苗木晚到"]


def test_an_adjusted_target_that_repeats_the_first_one_is_none():
    table = (
        "2022年度公园局部门整体绩效自评表\n一级指标\t二级指标\t三级指标\t年初目标值\t调整后目标值\t实际完成值\n"
        "产出指标\t数量指标\t修路\t10公里\t10公里\t12公里\n产出指标\t数量指标\t种树\t10棵\t8棵\t9棵\n"
    )

    rows = [row for _, row in read("自评表.txt", table.encode()).facts.rows()]

    assert [(row.target, row.adjusted_target) for row in rows] == [("10公里", ""), ("10棵", "8棵")]


@pytest.mark.parametrize(
    ("foot", "reasons"), [("修路：资金晚到。", ["雨季停工", ""]), ("1.种树：苗木晚到。", ["雨季停工", "苗木晚到。"])]
)
def test_a_reason_at_the_foot_is_that_of_its_row_unless_the_row_has_one_of_its_own(foot, reasons):
    table = (
        f"{HEAD}偏差原因分析\n产出指标\t数量指标\t修路\t10公里\t9公里\t雨季停工\n"
        f"产出指标\t数量指标\t种树\t10棵\t9棵\t\n偏差大或目标未完成原因分析\t{foot}\n"
    )

    facts = read("自评表.txt", table.encode()).facts

    assert [row.deviation_reason for _, row in facts.rows()] == reasons
    assert facts.statement.foot_reason == foot


def test_a_text_is_read_in_utf_16_with_and_without_its_mark():
    expected = read("自评报告.txt", published.CONTENT)

    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert read("自评报告.txt", published.TEXT.encode(encoding)) == expected


@pytest.mark.parametrize(
    ("second", "executed"),
    [("事业收入", [Decimal("4900000.00"), None]), ("一般公共预算财政拨款（追加）", [None, None])],
)
def test_spending_of_a_kind_is_given_to_the_one_source_of_that_kind_or_to_none(second, executed):
    text = (
        "2022年度公园局部门整体绩效自评表\n单位：万元\n项目\t年初预算数\t调整预算数\t决算数\n"
        f"一般公共预算财政拨款收入\t480\t490\t490\n{second}\t20\t10\t10\n"
        "单位：万元\n预算执行情况\t全年预算数\t执行数\n一般公共预算财政拨款\t490\t490\n"
        "一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n产出指标\t数量指标\t修路\t10公里\t12公里\n"
    )

    assert [line.executed for line in read("自评表.txt", text.encode()).facts.revenue] == executed


def test_spending_that_stands_beside_its_source_stays_what_it_is():
    text = (
        "2022年度公园局部门整体绩效自评表\n单位：万元\n项目\t年初预算数\t调整预算数\t决算数\t执行数\n"
        "一般公共预算财政拨款收入\t480\t490\t490\t485\n"
        "单位：万元\n预算执行情况\t全年预算数\t执行数\n一般公共预算财政拨款\t490\t484\n"
        "一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n产出指标\t数量指标\t修路\t10公里\t12公里\n"
    )

    assert [line.executed for line in read("自评表.txt", text.encode()).facts.revenue] == [Decimal("4850000.00")]


def test_an_analysis_of_a_name_with_another_figure_goes_to_no_row():
    text = published.TEXT.replace("④新增家庭养老床位", "④2021年新增家庭养老床位")
    assert text != published.TEXT

    reading = read("自评报告.txt", text.encode())

    assert [one.text.partition("\n")[0] for one in reading.unread] == ["2021年新增家庭养老床位"]


@pytest.mark.parametrize(
    "shifted",
    [
        "数量指标\t巡护林地\t≥8万亩\t8.4万亩\t10",
        "\t产出指标\t数量指标\t巡护林地\t≥8万亩",
        "产出指标\t数量指标\t≥90%\t93%\t10",
        "产出指标\t数量指标\t2022年12月底前\t2022年11月\t",
    ],
)
def test_cells_under_the_labels_of_others_are_left_unread(shifted):
    text = f"2022年度公园局部门整体绩效自评表\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n{shifted}\n产出指标\t质量指标\t合格率\t100%\t100%\n"

    reading = read("自评表.txt", text.encode())

    assert [row.name for _, row in reading.facts.rows()] == ["合格率"]
    assert [one.text for one in reading.unread] == [" | ".join(filter(None, shifted.split("\t")))]
