"""Money of forms and reports of other places: in its unit, under its heading, and never what is no source of money."""

from decimal import Decimal

import pytest

from reports.importers.document import read
from tests.reports.importers.elsewhere import word

INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
    ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"],
]
HEAD = ["项目", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
WHOLE = ["年度资金总额", "1,250.00", "1,320.50", "1,288.40", "10", "97.57%", "9.76"]


def lines_of(*blocks):
    facts = read("自评表.docx", word("青山县林业局", "2022年度部门整体绩效自评表", *blocks, INDICATORS)).facts
    return [(line.source, line.initial, line.adjusted, line.final, line.executed) for line in facts.revenue]


def wan(*amounts):
    return tuple(Decimal(amount) * 10000 if amount else None for amount in amounts)


def test_a_unit_in_the_heading_above_the_table_is_that_of_its_amounts():
    table = [HEAD, ["部门预算总额", "12,500,000.00", "13,205,000.40", "12,884,000.66", "10", "97.57%", "9.76"]]

    assert lines_of("一、预算执行情况（单位：元）", table) == [
        ("部门预算总额", Decimal("12500000.00"), Decimal("13205000.40"), None, Decimal("12884000.66"))
    ]


def test_amounts_that_nobody_has_in_ten_thousands_are_in_yuan():
    table = [HEAD, ["部门预算总额", "12,500,000.00", "13,205,000.40", "12,884,000.66", "10", "97.57%", "9.76"]]

    assert lines_of(table)[0][1] == Decimal("12500000.00")


def test_kinds_of_spending_are_no_sources_and_the_total_counts_once():
    table = [HEAD, WHOLE, ["其中：人员类项目支出", "650.00", "660.50", "660.50", "—", "100%", "—"]]

    assert lines_of("单位：万元", table) == [("年度资金总额", *wan("1250", "1320.5", None, "1288.4"))]


def test_one_kind_of_money_of_several_is_not_taken_for_the_whole():
    table = [HEAD, WHOLE, ["其中：上年结转", "0.00", "120.00", "120.00", "—", "100%", "—"]]

    assert lines_of("单位：万元", table) == [("年度资金总额", *wan("1250", "1320.5", None, "1288.4"))]


@pytest.mark.parametrize(
    "table",
    [
        [["项目", "年初预算数", "决算数", "完成率"], ["公务用车运行维护费", "38.00", "36.92", "97.16%"]],
        [["任务名称", "主要内容", "预算金额（万元）", "实际支出（万元）"], ["林木检疫", "普查", "146.00", "146.00"]],
    ],
)
def test_tables_of_other_spending_give_no_sources(table):
    assert lines_of(table) == []


def test_beside_spending_what_was_received_stands_on_the_left():
    table = [
        ["项目", "行次", "决算数", "项目", "行次", "决算数"],
        ["一、一般公共预算财政拨款收入", "1", "1,146.22", "一、一般公共服务支出", "15", "968.40"],
        ["年初结转和结余", "2", "6.10", "年末结转和结余", "16", "13.40"],
        ["总计", "3", "1,152.32", "总计", "17", "1,152.32"],
    ]

    assert lines_of("收入支出决算总表", "单位：万元", table) == [
        ("一般公共预算财政拨款收入", *wan(None, None, "1146.22", None)),
        ("年初结转和结余", *wan(None, None, "6.1", None)),
    ]


def test_a_browsers_copy_leaves_out_the_cell_that_runs_down_beside_the_money():
    text = (
        "2022年度部门整体支出绩效自评表\n部门名称\t青山县林业局\n"
        "部门整体资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "年度资金总额：\t1380\t1460\t1452.3\t10\t99.47%\t9.95\n其中：本年财政拨款\t1380\t1435\t1427.3\t-\t99.46%\t-\n"
        "上年结转资金\t0\t25\t25\t-\t100%\t-\n" + "\n".join("\t".join(row) for row in INDICATORS)
    )

    facts = read("自评表.txt", text.encode()).facts

    assert [(line.source, line.initial, line.adjusted, None, line.executed) for line in facts.revenue] == [
        ("本年财政拨款", *wan("1380", "1435", None, "1427.3")),
        ("上年结转资金", Decimal("0.00"), *wan("25", None, "25")),
    ]


REPORT = [
    "附件2",
    "2023年度部门整体支出绩效自评报告",
    "青山县林业局",
    "2024年4月3日",
    "一、部门基本情况",
    "上年基本支出880.00万元。2023年年初预算2,945.60万元，调整后预算3,057.95万元。",
    "本年支出2,990.41万元，其中基本支出1,118.06万元，项目支出1,872.35万元，年末结转结余67.54万元。",
    "二、绩效目标完成情况",
    INDICATORS,
]


def test_what_only_a_sentence_says_of_money_is_read_from_any_part():
    facts = read("报告.docx", word(*REPORT)).facts

    assert (facts.basic.executed, facts.project.executed, facts.carry_over) == wan("1118.06", "1872.35", "67.54")
    assert [(line.initial, line.adjusted) for line in facts.revenue] == [wan("2945.6", "3057.95")]


def test_the_date_on_the_cover_is_that_of_filing_where_no_label_names_one():
    assert str(read("报告.docx", word(*REPORT)).facts.statement.filing_date) == "2024-04-03"


def test_the_year_is_not_that_of_publishing():
    text = "发布日期：2023年11月4日\n部门整体支出绩效自评表\n（2022年度）\n" + "\n".join(map("\t".join, INDICATORS))

    assert read("自评表.txt", text.encode()).facts.fiscal_year == 2022


def test_amounts_below_their_labels_are_spending_in_the_unit_above():
    table = [
        ["机构名称", "支出合计", "基本支出", "公用支出", "项目支出", "结余"],
        ["局机关", "1,254.40", "702.15", "103.95", "552.25", "32.00"],
    ]

    facts = read(
        "报告.docx", word("青山县林业局", "2022年度绩效自评报告", "2022年度支出（万元）", table, INDICATORS)
    ).facts

    assert (facts.basic.executed, facts.project.executed) == wan("702.15", "552.25")


@pytest.mark.parametrize("said", ["追加原因为上级下达补助资金。", "调整的主要原因是上级下达补助资金。"])
def test_the_reason_for_an_adjustment_is_read_from_the_sentence_that_gives_it(said):
    blocks = ["一、部门概况", f"年中追加107.00万元，{said}人员经费按月拨付。", "目标调整原因为工期延后。"]

    facts = read("报告.docx", word("青山县林业局", "2022年度绩效自评报告", *blocks, INDICATORS)).facts

    assert facts.adjustment_reason == "上级下达补助资金。"


@pytest.mark.parametrize("left", ["年末结转67.54万元", "年末结转结余67.54万元", "年末资金结余为67.54万元"])
def test_what_is_left_at_the_end_of_the_year_has_several_names(left):
    facts = read(
        "报告.docx",
        word("青山县林业局", "2022年度绩效自评报告", "一、部门概况", f"全年支出100万元，{left}。", INDICATORS),
    ).facts

    assert facts.carry_over == Decimal("675400.00")


def test_amounts_that_say_their_own_unit_need_no_remark():
    text = (
        "公园局2023年度部门整体绩效自评表\n预算数：1,826.00万元    执行数：1,821.00万元    执行率：99.73%\n"
        "一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n产出指标\t数量指标\t修路\t10公里\t9公里\n"
    )
    for said, remarks in ((text, 0), (text.replace("万元", ""), 1)):
        reading = read("自评表.txt", said.encode())
        assert [line.adjusted for line in reading.facts.revenue] == [Decimal("18260000.00")]
        assert sum("没有注明金额单位" in one.why for one in reading.unread) == remarks
