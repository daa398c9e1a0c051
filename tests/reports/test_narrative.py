import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.rulesets import RULE_SETS
from indicators.facts import Expenditure, Place, StatementFacts
from reports.compose.narrative import _says
from reports.compose.numbering import chinese, circled, date_text
from reports.demo import approved_example, founding, founding_mended, opened_example
from reports.document import Heading, Paragraph, Table, as_json, from_json
from tests.reports.plain import composed, headings, make_facts, make_goal, make_row, paragraphs, runs

REMARK = "（因四舍五入，分项之和与总计略有差异）"


def achievement(**fields):
    """What 一（二） says of a single row."""
    text = paragraphs(make_facts(make_goal(make_row(**fields))))["1.2/goal-1/1.1"]
    return text.removeprefix("（1）数量指标：").removesuffix("。")


def analysis(**fields):
    return paragraphs(make_facts(make_goal(make_row(**fields))))["2.2/r1"]


# Numbering


def test_circled_numbers_reach_50_and_go_on_in_brackets():
    assert "".join(circled(n) for n in range(1, 51)) == (
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
    )
    assert [circled(n) for n in (51, 60)] == ["(51)", "(60)"]


def test_chinese_numbers_are_written_as_spoken():
    assert [chinese(n) for n in (1, 9, 10, 11, 19, 20, 21, 60)] == [
        "一",
        "九",
        "十",
        "十一",
        "十九",
        "二十",
        "二十一",
        "六十",
    ]


def test_dates_have_no_leading_zeros():
    assert date_text(date(2023, 3, 5)) == "2023年3月5日"


def test_sixty_rows_of_one_level_are_numbered_through():
    rows = [make_row(f"r{n}", name=f"指标{chinese(n)}") for n in range(1, 61)]
    titles = [text for text in headings(make_facts(make_goal(*rows))) if text.endswith(tuple("十一二三四五六七八九"))]
    assert [titles[n] for n in (0, 19, 20, 49, 50, 59)] == [
        "①指标一",
        "⑳指标二十",
        "㉑指标二十一",
        "㊿指标五十",
        "(51)指标五十一",
        "(60)指标六十",
    ]


# Section one


@pytest.mark.parametrize(
    ("scope", "subject"),
    [
        ("unit", "武汉市蔡甸区某局（以下简称“区某局”）2022年度"),
        ("own", "武汉市蔡甸区某局（以下简称“区某局”）本级机关单位2022年度"),
        ("combined", "武汉市蔡甸区某局（以下简称“区某局”）及所属单位（汇总）2022年度"),
    ],
)
def test_first_sentence_names_the_scope(scope, subject):
    assert paragraphs(make_facts(scope=scope))["1.1/rate"].startswith(f"{subject}部门年初预算为1,000.00万元，")


def test_a_department_without_short_name_gets_no_brackets():
    facts = make_facts()
    facts = replace(facts, department=replace(facts.department, short_name=""))
    assert paragraphs(facts)["1.1/rate"].startswith("武汉市蔡甸区某局2022年度")


def test_rate_says_on_which_budget_it_is_computed_where_the_two_differ():
    facts = make_facts(revenue=((1000, 800, 800),), basic=400, project=360)
    assert paragraphs(facts)["1.1/rate"].endswith("按调整后预算数计算的执行率为95%。")
    facts = replace(facts, basis="initial")
    texts = paragraphs(facts)
    assert texts["1.1/rate"].endswith("按年初预算数计算的执行率为76%。")
    assert texts["2.1/formula"] == "按年初预算数计算，预算执行率=执行数/预算数=760.00万元/1,000.00万元=76%。"


def test_an_unadjusted_budget_is_not_told_twice():
    texts = paragraphs(make_facts())
    assert "年中预算总额未调整，决算报告" in texts["1.1/rate"]
    assert texts["2.1/budget"] == (
        "区某局2022年度年初预算为1,000.00万元，其中：来源1为1,000.00万元。年中未调整部门预算。详情见下表："
    )


def test_a_budget_of_zero_has_no_rate():
    texts = paragraphs(make_facts(revenue=((0, 0, 0),), basic=0, project=0))
    assert texts["1.1/rate"].endswith("调整后预算数为0，不计算执行率。")
    assert texts["2.1/formula"] == "调整后预算数为0，不计算预算执行率。"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "培训场次10场"),
        ({"actual": "12场", "outcome": "exceeded"}, "培训场次12场（目标值10场）"),
        ({"actual": "9场", "outcome": "exceeded", "adjusted_target": "8场"}, "培训场次9场（调整后目标值8场）"),
        ({"actual": "12场", "outcome": "exceeded", "target": ""}, "培训场次12场"),
        ({"name": "建成率（是否）", "nature": "yes_no", "target": "是", "actual": "是"}, "建成率"),
        ({"name": "发生事故（是否）", "nature": "yes_no", "target": "否", "actual": "否"}, "发生事故：否"),
        ({"name": "服务水平", "nature": "qualitative", "target": "提升", "actual": "有效提升"}, "服务水平，有效提升"),
        ({"name": "提升服务水平", "nature": "qualitative", "target": "提升", "actual": "提升"}, "提升服务水平"),
        ({"name": "社区提档升级", "nature": "qualitative", "target": "提升", "actual": "提升"}, "社区提档升级"),
        ({"name": "有序推进绩效", "nature": "qualitative", "target": "有效", "actual": "有效"}, "有序推进绩效，有效"),
        ({"name": "拨付及时性", "nature": "qualitative", "target": "及时", "actual": "及时"}, "拨付及时性，及时"),
        ({"name": "及时拨付率", "nature": "qualitative", "target": "及时", "actual": "及时"}, "及时拨付率"),
        ({"name": "就业改善情况", "nature": "qualitative", "target": "改善", "actual": "改善"}, "就业改善情况，改善"),
        ({"name": "确保生活（是否）", "nature": "qualitative", "target": "保障", "actual": "保障"}, "确保生活"),
        ({"name": "完工", "nature": "", "target": "12月底前", "actual": "11月"}, "完工：11月"),
        ({"name": "规划2018-2022", "actual": "10场"}, "规划2018-2022：10场"),
        ({"nature": "", "target": "≥10场"}, "培训场次10场"),
        ({"outcome": ""}, "培训场次【待填：完成情况】"),
        ({"actual": ""}, "培训场次【待填：实际完成值】"),
        ({"name": ""}, "【待填：指标名称】10场"),
    ],
)
def test_an_achievement_is_worded_by_the_nature_of_its_row(fields, text):
    assert achievement(**fields) == text


def test_unmet_rows_are_counted_and_told_with_target_actual_and_reason():
    rows = (
        make_row("r1"),
        make_row(
            "r2",
            name="办班",
            actual="7场",
            outcome="partly",
            deviation_reason="原因：场地不足。",
            improvement="改进措施：租用场地。\n增开周末班",
        ),
        make_row("r3", name="编书", target="1本", adjusted_target="2本", actual="0本", outcome="not_met"),
    )
    texts = paragraphs(make_facts(make_goal(*rows), make_goal(make_row("r4"), key="g2")))
    assert texts["1.2/goal-1"] == "2022年度，年度目标1的绩效指标共3项，完成1项，其中："
    assert texts["1.2/goal-1/1.1"] == "（1）数量指标：培训场次10场。"
    assert texts["1.2/goal-2"] == "2022年度，年度目标2的绩效指标共1项，完成1项，其中："
    assert texts["1.3/summary"] == "2022年度区某局有1项绩效指标部分完成、1项绩效指标未完成，具体如下："
    assert texts["1.3/r2"] == (
        "1.年度目标1：办班，目标值为10场，实际完成值为7场，部分完成。原因：场地不足。改进措施：租用场地；增开周末班。"
    )
    assert texts["1.3/r3"] == (
        "2.年度目标1：编书，年初目标值为1本，调整后目标值为2本，实际完成值为0本，未完成。"
        "原因：【待填：偏差原因】改进措施：【待填：改进措施】"
    )


def test_a_single_unmet_row_needs_no_number():
    row = make_row(name="办班", actual="7场", outcome="not_met", deviation_reason="场地不足", improvement="租用场地")
    assert paragraphs(make_facts(make_goal(row)))["1.3/r1"] == (
        "年度目标1：办班，目标值为10场，实际完成值为7场，未完成。原因：场地不足。改进措施：租用场地。"
    )


def test_a_goal_of_which_nothing_was_reached_lists_nothing():
    texts = paragraphs(make_facts(make_goal(make_row(outcome="not_met"))))
    assert texts["1.2/goal-1"] == "2022年度，年度目标1的绩效指标共1项，完成0项。"
    assert [key for key in texts if key.startswith("1.2/")] == ["1.2/goal-1"]


def test_nobody_claims_that_nothing_is_unmet_while_a_row_is_undecided():
    texts = paragraphs(make_facts(make_goal(make_row("r1"), make_row("r2", outcome=""))))
    assert texts["1.2/goal-1"] == "2022年度，年度目标1的绩效指标共2项，完成1项，其中："
    assert {key: text for key, text in texts.items() if key.startswith("1.3")} == {
        "1.3/undecided": "【待填：1项指标的完成情况】"
    }


def test_goals_are_numbered_and_their_texts_printed():
    goals = [make_goal(make_row(f"r{n}"), key=f"g{n}", title=f"目标{n}") for n in (1, 2, 3)]
    goals[1] = replace(goals[1], description="办好培训", achievement="已经办好")
    facts = make_facts(*goals)
    assert [text for text in headings(facts) if text.startswith("年度目标")] == [
        "年度目标1：目标1",
        "年度目标2：目标2",
        "年度目标3：目标3",
    ] * 2
    texts = paragraphs(facts)
    assert texts["1.2/goal-2/description"] == "预期目标：办好培训。"
    assert texts["1.2/goal-2/achievement"] == "目标完成情况：已经办好。"


def test_every_level_two_gets_its_numbered_heading_even_if_it_is_alone():
    rows = (
        make_row("r1"),
        make_row("r2", level2="质量指标"),
        make_row("r3", level1="效益指标", level2="社会效益指标"),
    )
    found = headings(make_facts(make_goal(*rows)))
    assert found[found.index("（二）绩效目标完成情况分析") + 1 : -2] == [
        "年度目标1：开展培训",
        "1.产出指标完成情况分析",
        "（1）数量指标完成情况分析",
        "①培训场次",
        "（2）质量指标完成情况分析",
        "①培训场次",
        "2.效益指标完成情况分析",
        "（1）社会效益指标完成情况分析",
        "①培训场次",
    ]


# Section two: money


def changed(*revenue):
    """What is said of the change, less the sentences before and after it."""
    text = paragraphs(make_facts(revenue=revenue))["2.1/budget"]
    return text.partition("年中调整部门预算，")[2].partition("。")[0]


def test_a_change_is_told_by_source_naming_what_rose_and_what_fell():
    assert changed((590, 490, 490), (None, 50, 50), (10, 10, 10)) == (
        "调减50.00万元，下降8.33%，其中：来源1减少100.00万元，来源2增加50.00万元"
    )
    assert changed((600, 700, 700), (100, 150, 150)) == (
        "调增150.00万元，增长21.43%，其中：来源1增加100.00万元，来源2增加50.00万元"
    )
    assert changed((600, 400, 400), (100, 100, 100)) == "调减200.00万元，下降28.57%，其中：来源1减少200.00万元"


def test_of_a_single_source_the_total_says_all():
    assert changed((600, 700, 700)) == "调增100.00万元，增长16.67%"
    assert changed((600, 700, 700), (None, None, 5)) == "调增100.00万元，增长16.67%"


def test_a_budget_that_began_at_zero_grows_by_no_percentage():
    assert changed((0, 500, 500), (None, 3, 3)) == "调增503.00万元，其中：来源1增加500.00万元，来源2增加3.00万元"


def test_an_amount_does_not_run_into_a_figure_at_the_end_of_its_source():
    facts = make_facts(revenue=((500, 500, 500), (500, 500, 500)))
    facts = replace(facts, revenue=(facts.revenue[0], replace(facts.revenue[1], source="事业收入")))
    assert "其中：来源1为500.00万元，事业收入500.00万元。" in paragraphs(facts)["2.1/budget"]


def test_a_shift_between_sources_is_told_though_the_total_stays():
    text = paragraphs(make_facts(revenue=((600, 500, 500), (100, 200, 200))))["2.1/budget"]
    assert "年中调整部门预算，预算总额不变，其中：来源1减少100.00万元，来源2增加100.00万元。" in text


def test_a_change_of_a_few_yuan_is_told_in_yuan():
    facts = make_facts(revenue=(("1000", "1000.0001", "1000"),))
    assert "年中调整部门预算，调增1.00元，增长不足0.01%。" in paragraphs(facts)["2.1/budget"]
    assert changed((1000, "999.99995", 1000)) == "调减0.50元，下降不足0.01%"


def test_the_remark_on_rounding_stands_only_where_printed_parts_do_not_add_up():
    exact = paragraphs(make_facts(revenue=(("0.01", "0.01", 1), ("0.02", "0.02", 1)), basic="0.01", project="0.02"))
    assert [key for key, text in exact.items() if REMARK in text] == []
    # 0.004 + 0.004 = 0.008: printed as 0.00 + 0.00 = 0.01
    rough = paragraphs(
        make_facts(revenue=(("0.004", "0.004", 1), ("0.004", "0.004", 1)), basic="0.004", project="0.004")
    )
    assert {key: text.count(REMARK) for key, text in rough.items() if REMARK in text} == {
        "2.1/budget": 1,
        "2.1/spending": 1,
    }


def test_explanations_of_the_budget_stand_after_the_table_in_order():
    facts = make_facts(
        revenue=((1000, 800, 800),),
        adjustment_reason="项目取消",
        execution_note="第一段。\n第二段。",
        low_execution_reason="验收推迟",
    )
    blocks = composed(facts).part("narrative").blocks
    keys = [block.key for block in blocks]
    assert keys[keys.index("2.1") : keys.index("2.2")] == [
        "2.1",
        "2.1/budget",
        "revenue",
        "2.1/adjustment",
        "2.1/spending",
        "2.1/execution-note",
        "2.1/execution-note-2",
        "2.1/formula",
        "2.1/low-execution",
    ]
    texts = paragraphs(facts)
    assert texts["2.1/adjustment"] == "预算调整原因：项目取消。"
    assert texts["2.1/low-execution"] == "执行率偏低原因：验收推迟。"


@pytest.mark.parametrize(
    ("carry_over", "note", "words"),
    [
        (None, "", "项目支出600.00万元。"),
        (Decimal("0.00"), "", "项目支出600.00万元，年末无结转结余。"),
        (Decimal("0.00"), "年末无结余。", "项目支出600.00万元。年末无结余。"),
        (Decimal("12345.67"), "", "项目支出600.00万元，年末结转结余1.23万元。"),
        (Decimal("-12345.67"), "", "项目支出600.00万元，年末结转结余-1.23万元。"),
    ],
)
def test_carry_over_is_told_unless_blank_or_told_already(carry_over, note, words):
    text = paragraphs(make_facts(carry_over=carry_over, execution_note=note))["2.1/spending"]
    assert text == "2022年度部门决算支出总金额为1,000.00万元，其中：基本支出400.00万元、" + words


def test_a_rate_below_the_threshold_of_the_rules_leaves_a_gap_for_its_reason():
    rules = replace(RULE_SETS["unscored"], low_execution=Decimal(90))
    low, enough = make_facts(basic=400, project=499), make_facts(basic=400, project=500)
    assert paragraphs(low, rules)["2.1/low-execution"] == "执行率偏低原因：【待填：执行率偏低原因】"
    assert "2.1/low-execution" not in paragraphs(enough, rules)
    assert "2.1/low-execution" not in paragraphs(low)


# Section two: analysis


@pytest.mark.parametrize(
    ("outcome", "closing"),
    [
        ("met", "完成目标值。"),
        ("exceeded", "完成目标值。"),
        ("partly", "部分完成目标值。"),
        ("not_met", "未完成目标值。"),
        ("", "【待填：完成情况】。"),
    ],
)
def test_closing_words_follow_the_outcome_and_not_what_was_typed(outcome, closing):
    typed = "此指标目标值为是9场，办班10场，完场目标值。"
    assert analysis(analysis=typed, outcome=outcome) == f"此指标目标值为10场，办班10场，{closing}"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("办班10场", "此指标目标值为10场，办班10场，完成目标值。"),
        ("办班10场。", "此指标目标值为10场，办班10场。完成目标值。"),
        ("办班10场，已完成目标值", "此指标目标值为10场，办班10场，已完成目标值。"),
        ("此指标目标值为10场，完成目标值。", "此指标目标值为10场，完成目标值。"),
        ("办班10场.", "此指标目标值为10场，办班10场。完成目标值。"),
        ("群众说“办得好。”", "此指标目标值为10场，群众说“办得好。”完成目标值。"),
        ("办了班（见附件。）", "此指标目标值为10场，办了班（见附件。）完成目标值。"),
        ("办班等……", "此指标目标值为10场，办班等……完成目标值。"),
        ("", "此指标目标值为10场，【待填：完成情况分析】。"),
    ],
)
def test_an_analysis_is_joined_with_one_mark_between(typed, printed):
    assert analysis(analysis=typed) == printed


@pytest.mark.parametrize(
    ("outcome", "printed"),
    [
        ("met", "办班10场，均已完成目标值。"),
        ("exceeded", "办班10场，均已完成目标值。"),
        ("partly", "办班10场，部分完成目标值。"),
        ("not_met", "办班10场，未完成目标值。"),
    ],
)
def test_a_claim_before_the_closing_words_goes_where_the_outcome_denies_it(outcome, printed):
    assert analysis(analysis="办班10场，均已完成目标值。", outcome=outcome) == f"此指标目标值为10场，{printed}"


@pytest.mark.parametrize("body", ["培训安排在成都", "补助人均", "办班不顺利"])
def test_what_only_ends_like_a_claim_stays_before_the_denial(body):
    printed = f"此指标目标值为10场，{body}未完成目标值。"
    assert analysis(analysis=f"{body}完成目标值。", outcome="not_met") == printed


def test_the_reason_of_what_was_exceeded_is_told_below_its_analysis():
    row = make_row(actual="30场", outcome="exceeded", deviation_reason="原因：上级增加任务；\n经费增加。")
    texts = paragraphs(make_facts(make_goal(row)))
    assert {key: text for key, text in texts.items() if key.startswith("2.2/")} == {
        "2.2/r1": "此指标目标值为10场，全年开展培训10场。完成目标值。",
        "2.2/r1/reason": "超额完成原因：上级增加任务；",
        "2.2/r1/reason-2": "经费增加。",
    }
    met = paragraphs(make_facts(make_goal(replace(row, outcome="met"))))
    assert "2.2/r1/reason" not in met


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("项目取消", "项目取消。"),
        ("项目取消。", "项目取消。"),
        ("项目取消；", "项目取消。"),
        ("项目取消.", "项目取消。"),
        ("调减12.5.", "调减12.5。"),
        ("见 plan etc.", "见 plan etc."),
        ("项目取消等……", "项目取消等……"),
        ("据称“已经取消。”", "据称“已经取消。”"),
        ("项目取消（见附件）", "项目取消（见附件）。"),
        ("预算调整原因：项目取消", "项目取消。"),
        ("原因: 项目取消", "项目取消。"),
        ("原因：", "原因。"),
        ("原因是多方面的：项目取消", "原因是多方面的：项目取消。"),
    ],
)
def test_typed_text_is_printed_with_one_stop_and_one_label(typed, printed):
    texts = paragraphs(make_facts(revenue=((600, 700, 700),), adjustment_reason=typed))
    assert texts["2.1/adjustment"] == f"预算调整原因：{printed}"


def test_why_a_target_was_adjusted_stands_behind_it():
    told = analysis(adjusted_target="8场", adjustment_reason="疫情期间停办两场。\n经批准调整。")
    without = analysis(adjusted_target="8场")
    assert told == without.replace("目标值为8场", "目标值为8场（调整原因：疫情期间停办两场；经批准调整）")
    assert analysis(adjustment_reason="没有调整。") == analysis()


def test_an_adjusted_target_is_named_beside_the_first_one():
    assert analysis(adjusted_target="8场") == (
        "此指标年初目标值为10场，调整后目标值为8场，全年开展培训10场。完成目标值。"
    )


def test_an_analysis_of_several_paragraphs_keeps_them():
    texts = paragraphs(make_facts(make_goal(make_row(analysis="第一段。\n\n 第二段。"))))
    assert texts["2.2/r1"] == "此指标目标值为10场，第一段。"
    assert texts["2.2/r1-2"] == "第二段。完成目标值。"


# Sections three and four


def test_items_are_numbered_where_there_are_several():
    statement = StatementFacts(problems=("唯一问题",), improvements=("其一", "其二。", " ", "1.5万元以内"))
    texts = paragraphs(replace(make_facts(), statement=statement))
    assert {key: text for key, text in texts.items() if key[0] in "34"} == {
        "3/item-1": "唯一问题。",
        "4/item-1": "1.其一。",
        "4/item-2": "2.其二。",
        "4/item-3": "3.1.5万元以内。",
    }


# The whole


ALL = [
    opened_example(),
    founding(),
    founding_mended(),
    approved_example(),
    make_facts(make_goal()),
    make_facts(make_goal(make_row(level1="", level2="", name="", target="", actual="", outcome="", analysis=""))),
    make_facts(make_goal(make_row("r1", outcome=""), make_row("r2", outcome="partly")), make_goal(key="g2", title="")),
    make_facts(revenue=((None, None, None),), basic=None),
]


@pytest.mark.parametrize("facts", ALL)
def test_keys_are_unique_and_no_bracket_is_empty(facts):
    document = composed(facts)
    keys = Counter(block.key for part in document.parts for block in part.blocks)
    texts = [block.text for part in document.parts for block in part.blocks if not isinstance(block, Table)]
    texts += [cell.text for table in document.tables() for row in table.rows for cell in row.cells]
    slips = ("（）", "()", "“”", "【】", "。。", "，。", "，，", "：。", "；。", "None")
    assert [key for key, count in keys.items() if count > 1 or not key] == []
    assert [text for text in texts if any(slip in text for slip in slips)] == []


@pytest.mark.parametrize("facts", ALL)
def test_documents_survive_json(facts):
    document = composed(facts, mark="review")
    assert from_json(as_json(document)) == document


@pytest.mark.parametrize("facts", ALL)
def test_every_gap_and_figure_leads_to_a_place_that_the_facts_have(facts):
    keys = {
        "budget": {"", "basic", "project", "evaluation", *(source.key for source in facts.revenue)},
        "goals": {"", *(goal.key for goal in facts.goals)},
        "indicators": {row.key for _, row in facts.rows()},
        "statement": {"statement"},
    }
    places = [run.where for run in runs(facts) if run.where or run.kind == "gap"]
    places += [block.where for block in composed(facts).part("narrative").blocks if isinstance(block, Heading)][11:]
    assert [place for place in places if place and place.key not in keys[place.step]] == []
    assert [run.text for run in runs(facts) if run.kind == "gap" and run.where is None] == []


def test_an_empty_evaluation_is_all_gaps():
    texts = paragraphs(opened_example())
    assert {key: text.count("【待填：") for key, text in texts.items()} == {
        "1.1/rate": 4,
        "1.2/goals": 1,
        "1.3/summary": 1,
        "2.1/budget": 2,
        "2.1/spending": 3,
        "2.1/formula": 3,
        "2.2/goals": 1,
        "3/items": 1,
        "4/items": 1,
    }


def test_spending_of_which_one_part_is_blank_has_no_total_and_no_rate():
    texts = paragraphs(replace(make_facts(), project=Expenditure()))
    assert texts["2.1/spending"] == (
        "2022年度部门决算支出总金额为【待填：决算支出数】，其中：基本支出400.00万元、项目支出【待填：项目支出执行数】。"
    )
    assert texts["1.1/rate"].endswith("决算报告披露决算支出数为【待填：决算支出数】，执行率为【待填：执行率】。")


def test_figures_lead_to_their_fields():
    facts = make_facts(make_goal(make_row()), carry_over=Decimal("10000.00"))
    blocks = composed(facts).part("narrative").blocks
    by_key = {block.key: block for block in blocks if isinstance(block, Paragraph)}
    assert [(run.text, run.where) for run in by_key["2.1/spending"].runs if run.where] == [
        ("1,000.00", Place("budget", "basic", "executed")),
        ("400.00", Place("budget", "basic", "executed")),
        ("600.00", Place("budget", "project", "executed")),
        ("1.00", Place("budget", "evaluation", "carry_over")),
    ]
    assert [(run.text, run.where) for run in by_key["2.2/r1"].runs if run.where] == [
        ("10场", Place("indicators", "r1", "target")),
        ("全年开展培训10场。", Place("indicators", "r1", "analysis")),
    ]


@given(st.text(st.sampled_from("提升档.\n性"), max_size=12), st.text(st.sampled_from("提升档."), max_size=5))
def test_a_name_says_an_answer_whose_signs_it_holds_with_gaps_of_at_most_one(name, answer):
    said = re.search(".?".join(map(re.escape, answer)) + "(?!性)", name)
    assert _says(name, answer) == (said is not None)


def test_an_answer_of_a_hundred_equal_signs_is_told_at_once():
    row = make_row(name="无" * 300, nature="qualitative", target="无", actual="无" * 100 + "b")
    assert f"{row.name}，{row.actual}" in paragraphs(make_facts(make_goal(row)))["1.2/goal-1/1.1"]
    assert not _says("无" * 2000, "无" * 1000 + "b")
    assert _says("无" * 2000 + "b", "无" * 1000 + "b")


# 计量单位


def test_bare_figures_are_told_with_the_unit_of_their_row():
    bare = {"target": "≥100", "adjusted_target": "80", "actual": "90", "unit": "场"}
    assert achievement(**bare, outcome="exceeded") == "培训场次90场（调整后目标值80场）"
    assert achievement(target="80", actual="90", unit="场", outcome="exceeded") == "培训场次90场（目标值80场）"
    unmet = paragraphs(make_facts(make_goal(make_row(**bare, outcome="not_met"))))["1.3/r1"]
    assert "年初目标值为≥100场，调整后目标值为80场，实际完成值为90场，未完成" in unmet
    assert analysis(**bare).startswith("此指标年初目标值为≥100场，调整后目标值为80场，")


@pytest.mark.parametrize("typed", ["≥50，≤100", "≥50，≤100场"])
def test_a_typed_lead_is_recognised_with_the_unit_and_without_it(typed):
    told = analysis(target="≥50，≤100", unit="场", analysis=f"此指标目标值为{typed}，开展培训90场。完成目标值。")
    assert told == "此指标目标值为≥50，≤100场，开展培训90场。完成目标值。"


# 收入决算明细表


def test_lines_without_any_amount_are_left_out_of_the_revenue_table_and_the_numbers_follow():
    def names(*revenue):
        [table] = [t for t in composed(make_facts(revenue=revenue)).tables() if t.key == "revenue"]
        return [row.cells[0].text for row in table.rows[1:-1]]

    blank = (None, None, None)
    assert names(blank, (1, 1, 1), blank, (None, None, 0)) == ["一、来源2", "二、来源4"]
    assert names(blank, blank) == ["一、来源1", "二、来源2"]


# Typed as people type: with a stop, without, with the wrong one, in quotation marks, with its label.
TYPED = st.sampled_from(
    [
        "场地不足",
        "场地不足。",
        "场地不足；",
        "场地不足，",
        "场地不足.",
        "等等……",
        "据称“办得好。”",
        "（见附件）",
        "原因：疫情影响",
        "其一；\n其二。",
        "",
    ]
)
SLIPS = (
    "（）",
    "“”",
    "【】",
    "。。",
    "，。",
    "，，",
    "：。",
    "；。",
    "、。",
    ".。",
    "。，",
    "；，",
    "None",
    "……。",
    "”。”",
    "原因：原因",
    "已未",
)


@given(
    st.lists(
        st.tuples(
            TYPED.map(lambda text: text and f"{text}完成目标值。") | TYPED,
            TYPED,
            TYPED,
            st.sampled_from(["met", "exceeded", "partly", "not_met", ""]),
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(TYPED, max_size=3),
    TYPED,
    st.lists(st.tuples(*[st.sampled_from([None, 0, 100, "0.00004", 250])] * 3), min_size=1, max_size=3),
)
@settings(derandomize=True, deadline=None, max_examples=150)
def test_no_sentence_slips_however_its_parts_were_typed(told, items, note, revenue):
    rows = [
        make_row(f"r{n}", analysis=analysis, deviation_reason=reason, improvement=measure, outcome=outcome)
        for n, (analysis, reason, measure, outcome) in enumerate(told)
    ]
    facts = make_facts(make_goal(*rows), revenue=revenue, adjustment_reason=note, execution_note=note)
    facts = replace(facts, statement=StatementFacts(tuple(items), tuple(items)))
    texts = paragraphs(facts)
    assert {key: text for key, text in texts.items() if any(slip in text for slip in SLIPS)} == {}
