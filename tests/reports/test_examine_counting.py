"""Finished documents whose sums are off by the least that can be printed, and whose headings are counted wrong."""

import pytest

from tests.reports.planted import PARKS, changed, examined, found, mended

TOTAL = "总计\n\t277,992,200.00\n\t233,669,964.12\n\t233,669,964.12"
IN_WAN = "总计\t1,860.00\t1,934.40\t1,934.40"


@pytest.mark.parametrize("text", [mended(), PARKS], ids=["mended", "parks"])
def test_a_document_that_agrees_with_itself_gives_nothing(text):
    assert examined(text) == ()


@pytest.mark.parametrize(
    ("wrong", "beside"),
    [
        (TOTAL.replace("64.12\n\t233,669,964.12", "64.12\n\t233,669,965.12"), []),
        (TOTAL.replace("64.12\n\t233,669,964.12", "63.12\n\t233,669,964.12"), ["1.1", "2.1"]),
        (TOTAL.replace("200.00", "200.10"), ["1.1", "2.1"]),
    ],
    ids=["one more received", "one less planned", "ten fen at the beginning"],
)
def test_a_total_in_yuan_that_is_off_by_the_least_is_told(wrong, beside):
    assert found(mended(), (TOTAL, wrong)) == [("printed-total-differs", ["revenue", *beside])]


def test_a_total_in_ten_thousands_may_come_from_rounding_but_is_told_where_the_text_prints_another():
    assert found(PARKS, (IN_WAN, IN_WAN.replace("1,860.00", "1,860.01"))) == [
        ("amount-differs-between-sections", ["revenue", "1.1", "2.1"])
    ]


def test_a_total_in_ten_thousands_is_told_where_the_same_lines_come_to_another_in_the_next_column():
    wrong = "总计\t1,860.00\t1,934.40\t1,934.41"
    assert found(PARKS, (IN_WAN, wrong)) == [("amount-differs-between-sections", ["revenue", "1.1", "2.1", "form"])]


@pytest.mark.parametrize(
    ("before", "after", "sections"),
    [
        ("决算支出总金额为1,915.08万元", "决算支出总金额为1,915.09万元", ["2.1", "1.1", "form"]),
        ("项目支出1,108.36万元", "项目支出1,108.37万元", ["form", "2.1"]),
        ("部门整体支出总额\t1,934.40", "部门整体支出总额\t1,934.41", ["form", "1.1", "2.1", "revenue"]),
    ],
    ids=["spent", "of projects", "budget"],
)
def test_the_same_amount_printed_with_another_last_place_is_told(before, after, sections):
    code, where = found(PARKS, (before, after))[0]
    assert (code, set(where)) == ("amount-differs-between-sections", set(sections))
    assert len(found(PARKS, (before, after))) == 1


MISCOUNTED = {
    "doubled": (mended, ("③适老化改造户数", "②适老化改造户数"), ["②索河特困人员供养服务中心建成率", "②适老化改造户数"]),
    "skipped": (mended, ("⑥新增养老机构床位", "⑦新增养老机构床位"), ["⑤开展居家养老上门服务人数", "⑦新增养老机构床位"]),
    "the first one twice": (lambda: PARKS, ("②修缮步道", "①修缮步道"), ["①更换园灯", "①修缮步道"]),
    "level": (
        mended,
        ("（2）质量指标完成情况分析\n\n①持续", "（3）质量指标完成情况分析\n\n①持续"),
        ["（1）数量指标完成情况分析", "（3）质量指标完成情况分析"],
    ),
    "measure": (
        lambda: PARKS,
        ("2.提前一个季度", "3.提前一个季度"),
        ["1.与道路施工单位商定占道时间，2024年6月底前完成东湖段修缮。", "3.提前一个季度采购园灯。"],
    ),
    "part": (
        lambda: PARKS,
        ("四、下一步拟改进措施", "五、下一步拟改进措施"),
        ["三、存在的问题和原因分析", "五、下一步拟改进措施"],
    ),
}


@pytest.mark.parametrize("planted", MISCOUNTED)
def test_a_heading_that_is_counted_wrong_is_told_with_the_one_before_it(planted):
    make, edit, texts = MISCOUNTED[planted]
    text = make().replace(*edit, 1)
    assert [(one.finding.code, [excerpt.text for excerpt in one.excerpts]) for one in examined(text)] == [
        ("numbering-broken", texts)
    ]


def test_headings_in_another_order_are_told_once():
    (one,) = examined(mended().replace("②索河", "③索河", 1).replace("③适老化", "②适老化", 1))
    assert one.finding.message == (
        "二（二）的编号不连续：“③索河特困人员供养服务中心建成率”这一组的编号是①、③、②、④、⑤、⑥，次序颠倒，请改正。"
    )


def test_a_list_that_does_not_begin_at_one_is_told():
    text = mended()
    for before, after in (
        ("④未成年人", "⑤未成年人"),
        ("③全区", "④全区"),
        ("②关爱服务困境", "③关爱服务困境"),
        ("①关爱", "②关爱"),
    ):
        text = text.replace(before, after, 1)
    (one,) = examined(text)
    assert one.finding.message == (
        "二（二）的编号不连续：“②关爱服务留守儿童”这一组的编号是②、③、④、⑤，从“②”开始，请改正。"
    )


def test_numbers_that_are_counted_on_over_the_levels_are_no_slip():
    text = PARKS.replace("①苗木成活率", "③苗木成活率").replace("①方便居民", "④方便居民")
    text = text.replace("①汛前检修", "③汛前检修").replace("①游园居民满意度\n", "④游园居民满意度\n")
    assert examined(text) == ()


def test_an_analysis_that_is_missing_is_told_and_not_its_number_too():
    start, end = mended().index("④新增家庭养老床位\n"), mended().index("⑤开展居家养老上门服务人数\n")
    text = mended()[:start] + mended()[end:]
    assert [one.finding.code for one in examined(text)] == ["blank-analysis"]


NESTED = "1.与道路施工单位商定占道时间，2024年6月底前完成东湖段修缮。\n（1）每月会商一次。\n（2）专人驻场。\n2.提前一个季度采购园灯。"


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        ((), []),
        ((("（2）专人", "（3）专人"),), ["numbering-broken"]),
        ((("2.提前", "3.提前"),), ["numbering-broken"]),
    ],
)
def test_a_list_goes_on_behind_the_one_inside_of_it(edits, codes):
    start, end = PARKS.index("1.与道路施工单位"), PARKS.index("\n附件：部门整体")
    text = PARKS[:start] + NESTED + PARKS[end:]
    assert [code for code, _ in found(text, *edits)] == codes


CAUSES = (
    "1.修缮步道未达目标：东湖段因施工占道停工两个月。\n2.部分园灯的采购到货较晚。",
    "（一）存在的问题\n1.修缮步道未达目标。\n2.部分园灯的采购到货较晚。\n（二）原因分析\n1.东湖段施工占道。\n2.厂家停产。",
)
MEASURES = "1.与道路施工单位商定占道时间，2024年6月底前完成东湖段修缮。\n2.提前一个季度采购园灯。\n"
USES = (f"{MEASURES}附件", f"（一）改进措施\n{MEASURES}（二）结果应用\n1.结果与预算挂钩。\n附件")


@pytest.mark.parametrize(
    "edits",
    [
        (("1.与道路施工单位", "1、与道路施工单位商定。2、"), ("2.提前", "3、提前")),
        (
            ("（二）完成的绩效目标", "（二）人员和编制情况\n县园林局有职工64人。\n（三）完成的绩效目标"),
            ("（三）未完成的绩效目标", "（四）未完成的绩效目标"),
        ),
        (("2.效益指标完成情况分析", "2.履职情况\n全年工作平稳。\n3.效益指标完成情况分析"),),
        (("（2）质量指标完成情况分析", "（2）绿色发展\n全年工作平稳。\n（3）质量指标完成情况分析"),),
        (("1.修缮步道未达目标：", "1.修缮步道未达目标的有：2、东湖段"),),
        (("停工两个月。\n2.部分", "停工两个月；2、 3月又遇雨。\n2.部分"),),
        (CAUSES,),
        (CAUSES, ("（一）存在的问题", "（一）主要问题")),
        (CAUSES, ("（二）原因分析", "（二）改进不够")),
        (USES,),
        (USES, ("（一）改进措施", "（一）有关打算"), ("（二）结果应用", "（二）改进措施")),
        (CAUSES, USES),
    ],
    ids=[
        "two in one line",
        "a part of its own",
        "a level of its own",
        "a second level of its own",
        "a number behind a colon",
        "months",
        "causes",
        "problems called otherwise",
        "causes called otherwise",
        "uses",
        "measures last",
        "both",
    ],
)
def test_headings_that_are_none_of_ours_count_too(edits):
    assert [code for code, _ in found(PARKS, *edits) if code == "numbering-broken"] == []


@pytest.mark.parametrize(("parts", "second"), [(CAUSES, "（二）原因"), (USES, "（二）结果")], ids=["causes", "uses"])
def test_a_bracketed_number_that_is_left_out_below_a_part_is_told(parts, second):
    codes = [code for code, _ in found(PARKS, parts, (second, second.replace("二", "三")))]
    assert codes == ["numbering-broken"]


def test_over_a_part_that_no_self_evaluation_has_nobody_counts_on():
    own = ("三、存在的问题和原因分析", "三、资产管理情况\n县园林局资产账实相符。\n四、存在的问题和原因分析")
    text = changed(PARKS, own, ("四、下一步拟改进措施", "五、下一步拟改进措施"))

    assert examined(text) == ()


def test_what_was_spent_beside_what_was_received_is_not_held_against_it():
    beside = (
        ("调整预算数\t决算数", "调整预算数\t决算数\t支出项目\t决算数"),
        ("1,900.15\t1,900.15", "1,900.15\t1,900.15\t基本支出\t806.72"),
        ("34.25\t34.25", "34.25\t34.25\t项目支出\t1,108.36"),
        ("1,934.40\t1,934.40\n", "1,934.40\t1,934.40\t总计\t1,915.08\n"),
    )

    assert found(PARKS, *beside) == []
