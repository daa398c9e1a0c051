"""Forms and reports of other places: their rows are right, and nothing stands in the reading that is not in the file."""

from decimal import Decimal

import pytest

from reports.importers.columns import laid
from reports.importers.document import read
from reports.importers.files import source_of
from reports.importers.source import Line
from tests.reports.importers import published
from tests.reports.importers.elsewhere import EXAMPLES, REVIEWED, word


def reading_of(name):
    return read("自评表", EXAMPLES[name][0]())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_rows_of_other_places_are_read_as_they_stand(name):
    facts = reading_of(name).facts

    assert [
        (row.level1, row.level2, row.name, row.target, row.unit, row.actual) for _, row in facts.rows()
    ] == EXAMPLES[name][1]


def test_the_national_form_gives_money_by_source_goals_and_points():
    facts = reading_of("national").facts

    assert [(line.source, line.initial, line.adjusted, line.executed) for line in facts.revenue] == [
        ("当年财政拨款", Decimal("12000000.00"), Decimal("12705000.00"), Decimal("12400000.00")),
        ("上年结转资金", Decimal("500000.00"), Decimal("500000.00"), Decimal("484000.00")),
        ("其他资金", Decimal("0.00"), Decimal("0.00"), Decimal("0.00")),
    ]
    assert {line.typed_in_wan for line in facts.revenue} == {("initial", "adjusted", "executed")}
    assert [(goal.title, goal.description, goal.achievement) for goal in facts.goals] == [
        ("", "完成农村供水工程维修，保障群众饮水安全。", "完成12处农村供水工程维修，群众饮水安全得到保障。")
    ]
    assert [(row.weight, row.score) for _, row in facts.rows()] == [
        (Decimal(weight), Decimal(score))
        for weight, score in [(15, 15), (15, 15), (10, 10), (5, 3), (5, 5), (15, 15), (15, 15), (10, 10)]
    ]
    assert (facts.fiscal_year, facts.rule_set, facts.layout) == (2023, "national-2020", "national-2020")
    assert facts.department.full_name == "青山县水务局"


def test_chongqing_has_adjusted_targets_core_indicators_and_who_answers():
    facts = reading_of("chongqing").facts

    assert [(row.adjusted_target, row.is_core) for _, row in facts.rows()] == [
        ("", True),
        ("＝2", False),
        ("", False),
        ("", True),
        ("", False),
    ]
    assert (facts.statement.contact_name, facts.statement.contact_phone) == ("李明", "023-40000000")
    assert facts.layout == "chongqing"


def test_a_form_without_sources_gives_its_total_as_one_line_and_says_so():
    reading = reading_of("chongqing")

    assert [(line.source, line.initial, line.adjusted, line.executed) for line in reading.facts.revenue] == [
        ("预算资金总额", Decimal("32061100.00"), Decimal("35804200.00"), Decimal("34100700.00"))
    ]
    assert [(one.at, one.why) for one in reading.unread] == [
        ("表 1 第 4 行", "文件里没有分来源的收入，只有总额，导入为一行收入，请按来源拆分")
    ]


def test_transfers_have_their_money_by_who_pays():
    reading = reading_of("transfer")

    assert [(line.source, line.adjusted, line.executed) for line in reading.facts.revenue] == [
        ("中央财政资金", Decimal("120000000.00"), Decimal("120000000.00")),
        ("地方资金", Decimal("48000000.00"), Decimal("45123300.00")),
        ("其他资金", Decimal("0.00"), Decimal("0.00")),
    ]
    assert [one.text for one in reading.unread] == [
        "转移支付（项目）名称 | 困难群众救助补助资金",
        "中央主管部门 | 民政部",
        "资金使用单位 | 各县区民政局",
    ]
    assert reading.facts.goals[0].achievement == "困难群众基本生活得到保障。"


def test_reasons_conclusion_problems_and_measures_of_a_form_are_kept():
    facts = reading_of("sichuan").facts

    assert [row.deviation_reason for _, row in facts.rows()] == ["", "", "部分地块受旱，次年补植", ""]
    assert facts.statement.conclusion == "项目总体完成较好，自评97.62分。"
    assert (facts.statement.foot_reason, facts.statement.foot_improvement) == (
        "部分地块受旱，成林慢。",
        "加强管护，及时补植。",
    )


def test_points_of_both_sides_and_criteria_are_kept_and_weights_come_from_names():
    facts = reading_of("reviewed").facts

    assert [(goal.title, [(row.weight, row.score, row.review_score) for row in goal.rows]) for goal in facts.goals] == [
        ("守住安全底线", [(10, 10, 10), (10, Decimal("7.5"), 7), (20, 20, 20)]),
        ("优化营商环境", [(40, 40, 40)]),
    ]
    assert (facts.basic.executed, facts.project.executed) == (Decimal("19063000.00"), Decimal("3227500.00"))
    assert (facts.rule_set, facts.layout) == ("hubei", "founding-scored")


def test_analyses_below_other_headings_find_their_rows():
    reading = reading_of("other headings")

    assert [row.analysis for _, row in reading.facts.rows()] == [
        "全年接收到期档案1.36万卷，超出目标的原因是两家单位提前移交。",
        "完成数字化扫描300万页。",
        "抽检合格率99.8%。",
        "受疫情影响，现场查档2100人次，未达到目标。",
    ]
    assert reading.facts.statement.problems == ("目标编制不够细。部分指标偏低。", "库房空间不足。")
    assert reading.facts.statement.improvements == ("细化绩效目标。", "加快新馆建设。")
    assert reading.facts.carry_over == Decimal("162000.00")
    assert [one.text for one in reading.unread] == ["河西市档案馆为市委直属事业单位，核定编制32人。"]


def test_a_paper_that_is_no_self_evaluation_gives_no_row():
    made = word(
        "关于召开全区民政工作会议的通知",
        "各街道办事处：",
        "经研究，定于2023年3月1日召开会议，请准时参加。",
        [["姓名", "单位", "职务"], ["张三", "区民政局", "科长"], ["李四", "区财政局", "副局长"]],
    )

    reading = read("通知.docx", made)

    assert list(reading.facts.rows()) == []
    assert reading.facts.revenue == ()
    assert [one.text for one in reading.unread if one.at.startswith("表")] == [
        "姓名 | 单位 | 职务",
        "张三 | 区民政局 | 科长",
        "李四 | 区财政局 | 副局长",
    ]


def test_without_a_table_the_text_gives_targets_and_no_actuals():
    text = (
        "2022年度整体绩效自评结果\n二、绩效目标完成情况分析\n（二）绩效目标完成情况分析\n年度目标1：修路\n"
        "1.产出指标完成情况分析\n（1）数量指标完成情况分析\n①新修道路\n此指标目标值为10公里，全年新修道路12公里，完成目标值。\n"
    )

    reading = read("a.txt", text.encode())

    assert [
        (goal.title, row.level1, row.level2, row.name, row.target, row.actual) for goal, row in reading.facts.rows()
    ] == [("修路", "产出指标", "数量指标", "新修道路", "10公里", "")]
    assert [one.why for one in reading.unread] == ["文件里没有指标表，指标和目标值取自第二部分的分析，实际完成值请补填"]


def test_an_analysis_that_no_row_is_called_is_left_unread_and_forced_on_none():
    text = published_with("④新增家庭养老床位", "④完全无关的一项工作")

    reading = read("a.txt", text)

    row = next(row for _, row in reading.facts.rows() if row.name == "新增家庭养老床位")
    assert row.analysis == ""
    assert [one.text.split("\n")[0] for one in reading.unread] == ["完全无关的一项工作"]


def test_an_analysis_whose_heading_lacks_a_sign_finds_its_row():
    reading = read("a.txt", published_with("④新增家庭养老床位", "④新增家庭养老床"))

    row = next(row for _, row in reading.facts.rows() if row.name == "新增家庭养老床位")
    assert row.analysis.startswith("此指标目标值为≥100张")
    assert reading.unread == ()


def published_with(was, now):
    assert published.TEXT.count(was) == 1
    return published.TEXT.replace(was, now).encode()


def as_text(source, *, blank, one_line):
    """As Word saves it, merged cells blank or left out; or each row a line with tabs between the cells."""
    made = []
    for block in source.blocks:
        if isinstance(block, Line):
            made.append(f"{block.text}\n")
            continue
        for row in laid(block):
            cells = [spot.text if spot.own else "" for spot in row if spot.own or blank]
            made.append("\t".join(cells) if one_line else "\n".join(f"\t{cell}" for cell in cells) + "\n")
        made.append("")
    return "\n".join(made).encode()


@pytest.mark.parametrize("one_line", [False, True], ids=["cells", "lines"])
@pytest.mark.parametrize("blank", [False, True], ids=["left out", "blank"])
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "other headings"])
def test_saved_as_text_they_give_the_same_rows_or_leave_them_unread(name, blank, one_line):
    content = as_text(source_of(name, EXAMPLES[name][0]()), blank=blank, one_line=one_line)

    reading = read("a.txt", content)

    found = [(row.level1, row.level2, row.name, row.target, row.unit, row.actual) for _, row in reading.facts.rows()]
    # A name in two cells beside levels that are left out: nobody could tell.
    lost = [REVIEWED[1]] if name == "reviewed" and not blank else []
    assert found == [row for row in EXAMPLES[name][1] if row not in lost]
    assert [one.text.split(" | ")[0] for one in reading.unread if "3期" in one.text] == ["培训"] * len(lost)
