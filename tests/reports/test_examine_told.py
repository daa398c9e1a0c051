"""Finished documents that reckon wrong in their text, praise what was missed, or tell one fault in several places."""

import pytest

from reports.examining import examine
from tests.reports.importers.elsewhere import word
from tests.reports.planted import PARKS, TODAY, changed, examined, found


@pytest.mark.parametrize(
    ("edit", "section"),
    [
        (("2.部分园灯的采购", "2023年度各项绩效目标已全部完成。\n2.部分园灯的采购"), "3"),
        (
            ("（二）完成的绩效目标\n", "（二）完成的绩效目标\n2023年度，县园林局全面完成了年初设定的各项绩效目标。\n"),
            "text",
        ),
        (("（二）完成的绩效目标\n", "（二）完成的绩效目标\n2023年度绩效指标均已达到预期。\n"), "text"),
        (("年度目标2的绩效目标除“修缮步道”外均已完成", "年度目标2的绩效目标均已完成"), "1.2"),
        (
            ("修缮步道目标值为≥12公里，实际完成11.3公里，原因是东湖段因施工占道停工两个月。", "没有未完成的绩效目标。"),
            "1.3",
        ),
    ],
)
def test_that_all_was_reached_is_told_beside_a_row_that_was_missed(edit, section):
    assert found(PARKS, edit) == [("all-reached-though-unmet", [section, "form"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "除修缮步道外，其余绩效目标均已完成。",
        "2023年度绩效目标基本完成。",
        "2024年全面完成各项绩效目标。",
        "大部分绩效指标已全部达到预期。",
        "全面完成园灯更换任务。",
        "产出指标均达到预期，效益指标均已完成。",
        "未能全面完成年度绩效目标。",
        "没有全部完成年初设定的绩效目标。",
        "尚未全面完成年度目标。",
        "难以全面完成年度绩效目标，县园林局已约谈施工单位。",
        "全面完成年度目标任务仍有差距。",
        "各科室加班加点，为全面完成年度目标打下基础。",
    ],
)
def test_what_is_said_of_the_rest_or_of_a_part_is_not_said_of_all(sentence):
    assert found(PARKS, ("2.部分园灯的采购", f"{sentence}\n2.部分园灯的采购")) == []


@pytest.mark.parametrize(
    "sentence",
    ["未能全面完成年度绩效目标。", "没有全部完成年初设定的绩效目标。", "全面完成年度目标仍有差距。"],
)
def test_a_goal_that_is_said_not_to_be_reached_is_not_said_to_be(sentence):
    assert found(PARKS, ("2023年度年度目标2的绩效目标除“修缮步道”外均已完成，其中：", sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年度绩效目标均已完成，但与群众期盼仍有差距。",
        "县园林局不断努力，没有松懈，全面完成了年度绩效目标。",
        "未成年人保护等绩效目标均已完成。",
    ],
)
def test_a_word_of_denial_about_something_else_takes_nothing_back(sentence):
    assert found(PARKS, ("2.部分园灯的采购", f"{sentence}\n2.部分园灯的采购")) == [
        ("all-reached-though-unmet", ["3", "form"])
    ]


def test_a_figure_that_the_table_alone_has_otherwise_is_told_once_with_all_its_places():
    (one,) = examined(changed(PARKS, ("≥2600株\t2630株", "≥2600株\t2603株")))
    assert one.finding.code == "actual-differs-between-sections"
    assert [excerpt.section for excerpt in one.excerpts] == ["1.2", "form", "2.2"]


HEADS = ("青山县林业局", "2023年度部门整体支出绩效自评报告", "一、部门概况")
TABLES = (
    "附件：部门整体支出绩效自评表",
    [
        ["项目", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）", "执行率"],
        ["年度资金总额", "1,250.00", "1,320.50", "1,288.40", "97.57%"],
    ],
    [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "巡护林地面积", "≥84万亩", "86.4万亩", "50", "50"],
        ["产出指标", "质量指标", "林火扑救率", "100%", "100%", "20", "20"],
        ["效益指标", "生态效益指标", "森林覆盖率", "≥66%", "66.3%", "20", "19.76"],
        ["总分", "", "", "", "", "100", "99.52"],
    ],
)
MONEY = "2023年收入合计1,320.50万元。全年支出1,288.40万元，年末结转结余32.10万元。"
PARTS = "基本支出612.00万元，占支出总额的47.50%。项目支出676.40万元，占支出总额的52.50%。"


def told(*lines):
    found = examine("报告.docx", word(*HEADS, *lines, *TABLES), today=TODAY).found
    return [
        one.finding.code
        for one in found
        if one.finding.code not in {"below-weight-without-reason", "printed-score-differs"}
    ]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ((MONEY, PARTS), []),
        ((MONEY, PARTS.replace("47.50%", "45.70%")), ["share-miscalculated"]),
        ((MONEY.replace("32.10", "31.20"), PARTS), ["left-over-miscalculated"]),
        ((MONEY, PARTS.replace("676.40", "667.40")), ["executed-of-sources-differs"]),
        ((PARTS.replace("占支出总额的52.50%", "占上年支出总额的61.20%"),), []),
        (("2022年收入合计1,105.00万元，2023年末结转结余32.10万元。", PARTS), []),
        (("2023年收入合计1,320.50万元。其他收入合计20.50万元，年末结转结余31.20万元。", PARTS), []),
        (("年初预算1,250.00万元，其中基本支出预算600.00万元、项目支出预算650.00万元。",), []),
        (("年初预算1,250.00万元，其中基本支出预算600.00万元、项目支出预算605.00万元。",), ["parts-differ-from-whole"]),
        (("基本支出612.00万元，其中：人员经费500.00万元、日常公用经费112.00万元。项目支出676.40万元。",), []),
        (
            ("基本支出612.00万元，占比47.50%，其中：人员经费500.00万元，公用经费121.00万元。项目支出676.40万元。",),
            ["parts-differ-from-whole"],
        ),
        (("年初预算1,250.00万元，其中基本支出预算600.00万元、项目支出预算605.00万元、预备费45.00万元。",), []),
        (
            (
                "基本支出612.00万元，其中：人员经费400.00万元、公用经费112.00万元、对个人和家庭的补助100.00万元。项目支出676.40万元。",
            ),
            [],
        ),
        (
            (
                "基本支出612.00万元，其中：人员经费500.00万元、公用经费121.00万元，年末结转32.10万元。项目支出676.40万元。",
            ),
            ["parts-differ-from-whole"],
        ),
        (("年中追加70.50万元，其中：基本支出612.00万元，项目支出676.40万元。",), []),
        (("2023年度部门整体支出绩效自评得分99.52分。",), []),
        (("2023年度部门整体支出绩效自评得分99.95分。",), ["score-differs-between-sections"]),
    ],
)
def test_what_a_text_reckons_from_its_amounts_is_reckoned_again(lines, codes):
    assert told(*lines) == codes


SURVEY = "发放问卷500份，满意476份，游园居民满意度95.2%"


@pytest.mark.parametrize(
    ("counts", "codes"),
    [
        ("发放问卷500份，满意467份，游园居民满意度95.2%", ["rate-of-counts-differs"]),
        ("应收回问卷500份，实际满意467份，游园居民满意度95.2%", ["rate-of-counts-differs"]),
        ("发放问卷500份，回收480份，满意457份，游园居民满意度95.2%", []),
        ("发放问卷500份，满意300份，基本满意176份，游园居民满意度95.2%", []),
        ("发放问卷500份，回收480份，游园居民满意度95.2%", []),
        ("发放问卷500份，满意476份，游园居民满意度92.5%", ["actual-not-in-analysis"]),
        ("抽查12个公园，满意467人，游园居民满意度95.2%", []),
        ("发放问卷500份，表示满意450份、基本认可26份，游园居民满意度95.2%", []),
        ("发放问卷500份，满意463份，补发问卷后，游园居民满意度95.2%", []),
        ("发放问卷500份，首次满意463份，游园居民满意度95.2%", []),
        ("发放问卷500份，满意462份，计算方法另附，游园居民满意度95.2%", []),
        ("发放问卷500份，满意450份，游园居民满意度95.2%", []),
        ("发放问卷500份，满意100份，加权计算游园居民满意度95.2%", []),
    ],
)
def test_the_counts_beside_a_rate_must_come_to_it(counts, codes):
    assert [code for code, _ in found(PARKS, (SURVEY, counts))] == codes


@pytest.mark.parametrize(
    "counts",
    [
        "抽查苗木200株，一次成活186株，补植后其余成活，苗木成活率96.5%",
        "抽查苗木200株，首批成活190株，经补植，苗木成活率96.5%",
        "抽查苗木200株，成活190株，复查时又有3株返青，苗木成活率96.5%",
    ],
)
def test_a_rate_of_more_than_two_counts_is_not_reckoned_from_two(counts):
    assert found(PARKS, ("抽查苗木200株，成活193株，苗木成活率96.5%", counts)) == []


@pytest.mark.parametrize(
    ("survived", "codes"), [("193", []), ("188", ["rate-of-counts-differs"])], ids=["as the rate", "otherwise"]
)
def test_how_many_there_should_be_is_the_whole_of_which_a_part_is(survived, codes):
    counts = f"应成活苗木200株，实际成活{survived}株，苗木成活率96.5%"
    assert [code for code, _ in found(PARKS, ("抽查苗木200株，成活193株，苗木成活率96.5%", counts))] == codes


def test_an_indicator_that_the_text_has_in_two_places_and_the_table_nowhere_is_told_once():
    (one,) = examined(
        changed(
            PARKS,
            ("补植行道树2630株。", "补植行道树2630株；开放林荫道6条。"),
            (
                "（2）质量指标完成情况分析\n①苗木",
                "③开放林荫道\n此指标目标值为6条，2023年开放林荫道6条，完成目标值。\n（2）质量指标完成情况分析\n①苗木",
            ),
        )
    )
    assert one.finding.message == "一（二）、二（二）里的“开放林荫道6条”在自评表里没有，请核对是否为本年度的指标。"
    assert [excerpt.section for excerpt in one.excerpts] == ["1.2", "2.2"]


def test_a_name_that_two_sections_have_otherwise_is_told_once():
    edits = (("更换园灯318盏。", "更换公园灯具318盏。"), ("①更换园灯\n", "①更换公园灯具\n"))
    assert found(PARKS, *edits) == [("name-differs-between-sections", ["1.2", "2.2", "form"])]


def test_a_row_that_stands_twice_is_shown_twice():
    (one, *_) = examined(changed(PARKS, ("\t\t\t修缮步道\t≥12公里\t11.3公里", "\t\t\t更换园灯\t≥310盏\t318盏")))
    assert (one.finding.code, [excerpt.text for excerpt in one.excerpts]) == (
        "same-name-in-goal",
        ["更换园灯｜≥300盏｜318盏", "更换园灯｜≥310盏｜318盏"],
    )


def test_a_row_without_its_analysis_is_shown_where_it_stands():
    (one,) = examined(
        changed(
            PARKS,
            (
                "②修缮步道\n此指标目标值为≥12公里，2023年修缮步道11.3公里，东湖段因施工占道停工两个月，未完成目标值。\n",
                "",
            ),
        )
    )
    assert (one.finding.code, [excerpt.text for excerpt in one.excerpts]) == (
        "blank-analysis",
        ["修缮步道｜≥12公里｜11.3公里"],
    )


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        ("调增74.40万元，其中：一般公共预算财政拨款收入增加70.15万元，其他收入增加4.25万元。", []),
        (
            "调增74.40万元，其中：一般公共预算财政拨款收入增加71.05万元，其他收入增加4.25万元。",
            ["change-miscalculated"],
        ),
        (
            "调增74.40万元，其中：一般公共预算财政拨款收入减少70.15万元，其他收入增加4.25万元。",
            ["change-miscalculated"],
        ),
    ],
)
def test_the_change_of_a_source_is_reckoned_again(after, codes):
    assert [code for code, _ in found(PARKS, ("调增74.40万元，", f"{after}"))] == codes


def test_of_titles_that_differ_the_text_says_which_year_is_meant():
    assert found(PARKS, ("2023年度整体绩效自评结果", "2022年度整体绩效自评结果")) == [("year-differs", ["", "1.2"])]


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (("汛前检修完成时间5月。", "汛前检修完成时间4月。"), ["actual-differs-between-sections"]),
        (("汛前检修完成时间5月。", "汛前检修完成时间2023年5月。"), []),
        (("汛前检修完成时间5月。", "汛前检修完成时间5月20日。"), []),
        (("此指标目标值为5月底前", "此指标目标值为6月底前"), ["target-differs-between-sections"]),
        (("此指标目标值为5月底前", "此指标目标值为2023年5月31日前"), []),
    ],
)
def test_dates_differ_where_their_months_do(edit, codes):
    assert [code for code, _ in found(PARKS, edit)] == codes
