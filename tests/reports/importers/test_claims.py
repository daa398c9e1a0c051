"""What a document says a second time: found with its words, its place, and the figure in the facts that it speaks of."""

import pytest

from indicators.claims import Claim, Excerpt
from indicators.facts import Place
from reports.importers.claims import claims_of
from reports.importers.document import understood
from reports.importers.files import source_of
from reports.importers.nearest import Named, Names, nearness, paired
from tests.facts import make_row
from tests.reports.importers import published

HEAD = """江城市东湖区园林局
2022年度整体绩效自评结果
一、部门整体绩效目标完成情况
（一）执行率情况
江城市东湖区园林局（以下简称“区园林局”）2022年度部门年初预算为500.00万元，调整后预算数为490.00万元，决算报告披露决算支出数为485.10万元，执行率为99%。
（二）完成的绩效目标
年度目标1：提升公园绿地养护水平
{reached}
（三）未完成的绩效目标
{missed}
二、绩效目标完成情况分析
（一）预算执行情况分析
{money}
（二）绩效目标完成情况分析
年度目标1：提升公园绿地养护水平
1.产出指标完成情况分析
（1）数量指标完成情况分析
①养护公园数量
{analysis}
三、存在的问题和原因分析
无
四、下一步拟改进措施
加强养护。
附件：部门整体绩效自评表
单位名称：东湖区园林局　填报日期：2023年3月15日
	一级指标
	二级指标
	三级指标
	年初目标值
	实际完成值

	产出指标
	数量指标
	养护公园数量
	12个
	14个

	产出指标
	数量指标
	补种行道树
	≥500株
	430株

	产出指标
	时效指标
	养护任务完成时间
	12月底前
	11月

"""


def claims(section, *, reached="无", missed="无", money="无", analysis="无"):
    """Those of one section, as subject, value, name of the row or key, and the excerpt's words."""
    text = HEAD.format(reached=reached, missed=missed, money=money, analysis=analysis)
    made = understood(source_of("报告.txt", text.encode()))
    names = {row.key: row.name for _, row in made.facts.rows()}
    assert list(names.values()) == ["养护公园数量", "补种行道树", "养护任务完成时间"]
    return [
        (one.subject, one.value, names.get(one.place.key, one.place.key), one.excerpt.text)
        for one in claims_of(made.outline, made.facts)
        if one.excerpt.section == section
        and one.subject != "number"
        and not one.subject.startswith(("goal_", "year_told", "department_"))
    ]


def test_achievements_are_parted_at_semicolons_and_before_another_rows_name():
    reached = "1.产出指标\n（1）数量指标：养护公园数量14个，补种行道树430株；新建口袋公园3处。"
    assert claims("1.2", reached=reached) == [
        ("name", "养护公园数量", "养护公园数量", "养护公园数量14个"),
        ("level2", "数量指标", "养护公园数量", "养护公园数量14个"),
        ("actual", "14个", "养护公园数量", "养护公园数量14个"),
        ("name", "补种行道树", "补种行道树", "补种行道树430株"),
        ("level2", "数量指标", "补种行道树", "补种行道树430株"),
        ("actual", "430株", "补种行道树", "补种行道树430株"),
        ("name", "新建口袋公园", "", "新建口袋公园3处"),
        ("actual", "3处", "", "新建口袋公园3处"),
    ]


def test_a_target_in_brackets_beside_the_figure_is_a_target():
    reached = "1.产出指标\n（1）数量指标：养护公园数量14个（目标值12个）。"
    assert [one[:3] for one in claims("1.2", reached=reached)] == [
        ("name", "养护公园数量", "养护公园数量"),
        ("level2", "数量指标", "养护公园数量"),
        ("target", "12个", "养护公园数量"),
        ("actual", "14个", "养护公园数量"),
    ]


def test_that_all_is_reached_and_how_many_are_said_of_the_goal():
    reached = "2022年度，年度目标1的绩效目标均已完成，其中："
    assert [one[:2] for one in claims("1.2", reached=reached)] == [("year", "2022"), ("all_reached", "均已完成")]
    reached = "2022年度，年度目标1的绩效指标共3项，完成2项。"
    assert [one[:2] for one in claims("1.2", reached=reached)] == [("year", "2022"), ("rows", "3"), ("reached", "2")]


def test_a_missed_row_is_told_with_target_and_figure():
    missed = "年度目标1：补种行道树，目标值为≥500株，实际完成值为430株，未完成。"
    assert [one[:3] for one in claims("1.3", missed=missed)] == [
        ("name", "补种行道树", "补种行道树"),
        ("target", "≥500株", "补种行道树"),
        ("actual", "430株", "补种行道树"),
    ]
    assert [one[:3] for one in claims("1.3", missed="2022年度区园林局没有未完成的绩效目标。")] == [
        ("year", "2022", "evaluation"),
        ("all_reached", "没有未完成", ""),
    ]


def test_of_two_names_one_inside_the_other_the_longer_is_meant_where_it_stands():
    text = HEAD.format(
        reached="无",
        missed="公园养护任务完成时间，目标值为12月底前，实际完成值为次年1月，未完成。",
        money="无",
        analysis="无",
    )
    made = understood(source_of("报告.txt", text.replace("养护公园数量", "公园养护任务完成时间").encode()))

    names = {row.key: row.name for _, row in made.facts.rows()}
    said = [one for one in claims_of(made.outline, made.facts) if one.excerpt.section == "1.3" and one.place.key]

    assert [(one.subject, one.value, names[one.place.key]) for one in said] == [
        ("name", "公园养护任务完成时间", "公园养护任务完成时间"),
        ("target", "12月底前", "公园养护任务完成时间"),
        ("actual", "次年1月", "公园养护任务完成时间"),
    ]


@pytest.mark.parametrize(
    ("analysis", "told"),
    [
        ("此指标目标值为12个，全年养护14个公园，每月巡查2次。", [("target", "12个"), ("actual", "14个")]),
        ("此指标目标值是10个，全年养护14处。", [("target", "10个"), ("actual", "14处")]),
        ("此指标目标值12个，2014年起养护。", [("target", "12个")]),
        ("此指标目标值为12个，4月14日起养护。", [("target", "12个")]),
        ("该项指标年初目标值为1,000个，养护114个。", [("target", "1,000个")]),
        ("此指标目标值为年初既定的各项养护工作目标，按期完成。", []),
        ("全年养护公园。", []),
    ],
)
def test_an_analysis_tells_the_target_and_repeats_the_figure(analysis, told):
    found = claims("2.2", analysis=analysis)
    assert [one[:2] for one in found if one[0] in {"target", "actual"}] == told


def test_the_sentences_on_money_are_read_one_by_one():
    money = (
        "区园林局2022年度年初预算为500.00万元。年中调整部门预算，调减10.00万元，下降2%，调整后预算收入总额为490.00万元。"
        "2021年度年初预算为300.00万元。2022年度部门决算支出总金额为485.10万元，其中：基本支出100.10万元、项目支出385.00万元。"
        "预算执行率=执行数/预算数=485.1万元/490万元=99%。"
    )
    assert [one[:3] for one in claims("2.1", money=money) if one[0] != "year"] == [
        ("initial", "500.00万元", "evaluation"),
        ("adjusted", "490.00万元", "evaluation"),
        ("change", "调减10.00万元", "evaluation"),
        ("change_rate", "2%", "evaluation"),
        ("executed", "485.10万元", "evaluation"),
        ("executed", "100.10万元", "basic"),
        ("executed", "385.00万元", "project"),
        ("formula", "485.1万元/490万元=99%", "evaluation"),
    ]


@pytest.mark.parametrize(
    "money",
    [
        "其中养护项目实际支出120.00万元。",
        "绿化养护项目年初预算为300.00万元，执行率为98%。",
        "2021年度年初预算为300.00万元，执行率95%。",
        "比上年决算支出增加30.00万元。",
        "项目支出执行率为97.5%。",
        "公园管理所需资金年初预算为30.00万元。",
    ],
)
def test_figures_of_a_part_or_of_another_year_are_no_figures_of_the_whole(money):
    assert [one for one in claims("2.1", money=money) if one[0] != "year"] == []


@pytest.mark.parametrize(
    ("money", "rates"),
    [
        ("基本支出100.10万元，执行率98%。", []),
        ("基本支出100.10万元，项目支出385.00万元，支出合计485.10万元，执行率99%。", ["99%"]),
        ("支出合计485.10万元，其中基本支出100.10万元，执行率98%。", []),
    ],
)
def test_a_rate_is_that_of_what_was_named_last(money, rates):
    assert [one[1] for one in claims("2.1", money=money) if one[0] == "execution_rate"] == rates


def test_the_published_document_says_whose_it_is_and_what_its_notes_mean():
    made = understood(published.source())
    wanted = {"department", "note_basis", "filing_date", "foot_reason", "foot_improvement"}
    found = [one for one in claims_of(made.outline, made.facts) if one.subject in wanted]
    assert [(one.subject, one.value, one.excerpt.section, one.excerpt.at) for one in found] == [
        ("department", "武汉市蔡甸区民政局", "1.1", "第 9 行"),
        ("department", "蔡甸区民政局", "form", "第 244 行"),
        ("filing_date", "2022.3.15", "form", "第 244 行"),
        ("note_basis", "initial", "form", "第 559 行"),
        ("department", "武汉市蔡甸区民政局", "revenue", "表 1 第 2 行第 1 列"),
        ("department", "蔡甸区民政局", "form", "表 2 第 1 行"),
        ("foot_reason", "无", "form", "表 2 第 48 行"),
        ("foot_improvement", "无", "form", "表 2 第 49 行"),
    ]


def test_every_row_of_the_published_form_is_claimed_once_with_its_line():
    made = understood(published.source())
    lines = [
        one for one in claims_of(made.outline, made.facts) if one.subject == "name" and one.excerpt.section == "form"
    ]
    assert [one.place.key for one in lines] == [row.key for _, row in made.facts.rows()]
    assert lines[3] == Claim(
        "name",
        "新增家庭养老床位",
        Excerpt("新增家庭养老床位｜≥100个｜122张", "表 2 第 10 行", "form"),
        Place("indicators", lines[3].place.key, "name"),
    )


def test_a_name_is_known_whatever_its_punctuation_and_what_follows_is_kept():
    names = Names([make_row("a", name="开展“三方联动”试点（是否）"), make_row("b", name="开展“三方联动”试点数量")])
    named, row = names.at_start("开展三方联动试点至少1个小区")
    assert (named, row.key) == (Named("开展三方联动试点", "至少1个小区"), "a")
    named, row = names.at_start("开展“三方联动”试点数量：1个")
    assert (named, row.key) == (Named("开展“三方联动”试点数量", "：1个"), "b")
    assert names.at_start("推进三方联动试点") is None
    assert Names([make_row(name="补助发放（应补尽补）")]).at_start("补助发放（应补尽补）100%")[0].rest == "100%"


def test_the_nearest_names_are_paired_first_and_each_row_once():
    rows = [make_row("a", name="残疾人两补发放覆盖率"), make_row("b", name="城乡低保救助覆盖率")]
    assert [row and row.key for row in paired(["残疾人两补发放到位率", "城乡低保救助覆盖率"], rows)] == ["a", "b"]
    assert [row and row.key for row in paired(["特困人员应养尽养", "残疾人两补发放覆盖率"], rows)] == [None, "a"]
    assert [row and row.key for row in paired(["城乡低保救助覆盖率"] * 2, rows)] == ["b", "b"]
    assert nearness("养护公园", "维修路灯") == 0


def test_equal_names_are_two_rows_in_their_order():
    rows = [make_row("a", name="培训人次"), make_row("b", name="培训人次")]
    assert [row and row.key for row in paired(["培训人次", "培训人次"], rows)] == ["a", "b"]


def test_headings_and_items_are_counted_list_by_list():
    made = understood(source_of("报告.txt", HEAD.format(reached="无", missed="无", money="无", analysis="无").encode()))
    lists: dict[str, list[str]] = {}
    for one in claims_of(made.outline, made.facts):
        if one.subject == "number":
            lists.setdefault(one.place.field.rpartition(".")[0], []).append(one.value)
    assert lists["number.hanzi"] == ["一", "二", "三", "四"]
    assert lists["number.bracketed"][:3] == ["一", "二", "三"]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        (
            "2023年区园林局组织养护单位逐株登记，补种行道树四百三十株，各处室完成完成任务，其余株数因道路改造延后到来年春季补种，已与城建部门商定。",
            "…补种行道树四百三十株，各处室完成完成任务，…",
        ),
        (
            "2023年区园林局组织养护单位逐株登记并且现场核对每一株行道树的胸径高度冠幅之后各处室完成完成任务其余株数因道路改造延后到来年春季再行补种",
            "…并且现场核对每一株行道树的胸径高度冠幅之后各处室完成完成任务其余株数因道路改造延后到来年春季再行…",
        ),
    ],
)
def test_a_slip_in_a_long_text_is_shown_in_whole_clauses_where_they_are_short(text, excerpt):
    assert [shown for subject, *_, shown in claims("1.3", missed=text) if subject == "slip.doubled"] == [excerpt]
