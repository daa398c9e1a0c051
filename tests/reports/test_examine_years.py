"""Finished documents that tell of this year's work under another year, and those that tell of other years rightly."""

import pytest

from reports.examining import examine
from tests.reports.importers.elsewhere import word
from tests.reports.planted import PARKS, TODAY, changed, examined, found, mended

OF_ANOTHER_YEAR = {
    "last year's, copied": (mended, ("100户，2022年持续", "100户，2021年持续"), "适老化改造户数"),
    "next year's": (
        mended,
        ("区民政局2022年加强了城乡", "区民政局2023年加强了城乡"),
        "确保全区事实无人抚养儿童及孤儿的生活（是否）",
    ),
    "a sign mistyped": (mended, ("2022年全区城乡低保6120户", "2012年全区城乡低保6120户"), "城乡低保救助覆盖率"),
    "alone in its clause": (
        mended,
        ("是，2022年，蔡甸区", "是，2021年，蔡甸区"),
        "推进特殊困难老人居家适老化改造（是否）",
    ),
    "beside its figure": (lambda: PARKS, ("2023年利用边角地", "2022年利用边角地"), "新建口袋公园"),
    "in its date": (lambda: PARKS, ("2023年5月完成全部检修", "2022年5月完成全部检修"), "汛前检修完成时间"),
}


@pytest.mark.parametrize("planted", OF_ANOTHER_YEAR)
def test_an_analysis_that_tells_this_year_s_work_as_another_s_is_told(planted):
    make, edit, name = OF_ANOTHER_YEAR[planted]
    (one,) = examined(changed(make(), edit))
    assert (one.finding.code, one.finding.message.split("”")[0]) == ("figure-of-another-year", f"“{name}")
    assert [excerpt.section for excerpt in one.excerpts] == ["2.2"]


@pytest.mark.parametrize(
    "edit",
    [
        ("2022年度部门决算支出总金额", "2021年度部门决算支出总金额"),
        ("区民政局2022年度年初预算", "区民政局2021年度年初预算"),
        ("2022年度绩效目标均已完成，但", "2021年度绩效目标均已完成，但"),
        ("2022年度，年度目标3的", "2012年度，年度目标3的"),
    ],
    ids=["spent", "budget", "problems", "goal"],
)
def test_a_result_of_another_year_is_told_once(edit):
    assert [code for code, _ in found(mended(), edit)] == ["year-differs"]


# What stands in an analysis of 2022 instead of 2022年, or before it.
OTHER_YEARS = (
    "2021年完成6个，2022年",
    "2021年立项的项目，2022年",
    "按照《2021年民政工作要点》，2022年",
    "根据民发〔2021〕12号文件，2022年",
    "自2019年起，",
    "2020年以来，",
    "2018-2022年，",
    "2021年、2022年连续两年，",
    "在2021年的基础上，",
    "较2021年增加3个，",
    "2021年受疫情影响推进较慢，",
    "2021年已建成6个，本年新建5个，",
    "2021年建成6个，累计建成11个，",
    "2021年建成6个社工站，",
    "2021年选好了地方，今年",
    "2021年推进社工站布点，累计建成11个，",
    "2020年第七次人口普查显示，",
    "2021年全省民政工作会议后，",
    "2021年结转的建设任务，",
    "2023年1月正式启用，",
    "2023年春节前发放到位，",
    "2023年将继续扩大范围，",
    "2021年成立的指导中心，",
    "全国文明城市（2021年命名），",
    "“2021年度先进单位”，",
)


@pytest.mark.parametrize("words", OTHER_YEARS)
def test_other_years_have_their_place_in_an_analysis(words):
    before = "此指标目标值为8个，2022年区民政局积极推进社工站工作"
    assert found(mended(), (before, f"此指标目标值为8个，{words}区民政局积极推进社工站工作")) == []


# Instead of 2023年利用边角地新建口袋公园14处.
OF_OTHER_WORK = (
    "利用2022年结余资金新建口袋公园14处",
    "2022年结余资金新建口袋公园14处",
    "依托2022年市级补助资金新建口袋公园14处",
    "落实2022年林长制任务清单，新建口袋公园14处",
    "接续2022年工程，新建口袋公园14处",
    "提前谋划2024年春季造林，新建口袋公园14处",
    "东湖公园2022年建成并对外开放，新建口袋公园14处",
    "东湖段列入2024年实施，新建口袋公园14处",
    "新建口袋公园14处，剩余部分2024年完成",
    "新建口袋公园14处，其余路段2024年上半年完工",
    "新建口袋公园14处，2024年对外开放",
    "新建口袋公园14处，园内设施2024年完善",
    "使用2022年苗木新建口袋公园14处",
    "县园林局2022年完成前期工作，新建口袋公园14处",
    "2022年完成选址，新建口袋公园14处",
    "各乡镇2022年上报需求，新建口袋公园14处",
)


@pytest.mark.parametrize("words", OF_OTHER_WORK)
def test_what_was_there_before_and_what_is_left_for_later_is_no_work_of_this_year(words):
    assert found(PARKS, ("2023年利用边角地新建口袋公园14处", words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "2022年建成口袋公园14处",
        "县园林局2022年新建口袋公园14处",
        "全县2024年新建口袋公园14处",
        "新建口袋公园2022年完成14处",
    ],
)
def test_the_row_s_own_figure_under_another_year_is_told_whoever_is_named(words):
    assert found(PARKS, ("2023年利用边角地新建口袋公园14处", words)) == [("figure-of-another-year", ["2.2"])]


def test_measures_and_problems_may_tell_of_any_year():
    assert (
        found(PARKS, ("2.提前一个季度采购园灯。", "2.2024年提前一个季度采购园灯，2022年、2023年两次到货较晚。")) == []
    )


HEADS = ("青山县林业局", "2023年度部门整体支出绩效自评报告", "一、部门概况")
TABLES = (
    "附件：部门整体支出绩效自评表",
    [
        ["项目", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）", "执行率"],
        ["年度资金总额", "1,250.00", "1,320.50", "1,288.40", "97.57%"],
    ],
    [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
        ["产出指标", "数量指标", "巡护林地面积", "≥84万亩", "86.4万亩"],
    ],
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2023年全年支出1,288.40万元，巡护林地面积86.4万亩。", []),
        ("2022年全年支出1,288.40万元。", ["figure-of-another-year"]),
        ("2022年巡护林地面积86.4万亩。", ["figure-of-another-year"]),
        ("2022年全年支出1,105.30万元，巡护林地面积83.2万亩。", []),
        ("与2022年持平，全年支出1,288.40万元。", []),
        ("2024年计划支出1,288.40万元。", []),
        ("县财政局2022年12月批复年初预算1,250.00万元。", []),
    ],
)
def test_in_a_report_without_analyses_this_year_s_very_figures_are_looked_for(text, codes):
    these = examine("报告.docx", word(*HEADS, text, *TABLES), today=TODAY).found
    assert [one.finding.code for one in these] == codes
