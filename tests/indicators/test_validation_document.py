"""A document against itself: each contradiction gives exactly its finding, and a consistent document gives none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.claims import Claim, Contradiction, Excerpt
from indicators.facts import Place
from indicators.findings import Finding
from indicators.validation.document import compare, illustrated
from tests.facts import GENERAL, GOALS, ROWS, make_facts, make_row, with_goal, with_revenue, with_row

FACTS = make_facts()
PARKS, TREES, DONE, PLEASANT, CONTENT = ROWS
WHOLE = "evaluation"


def claim(subject, value, section, place, text="", at="第 1 行"):
    return Claim(subject, value, Excerpt(text or value, at, section), place)


def of_row(subject, value, section, key=PARKS, text="", at="第 1 行"):
    return claim(subject, value, section, Place("indicators", key, subject), text, at)


def of_money(subject, value, section="2.1", key=WHOLE):
    return claim(subject, value, section, Place("budget", key, subject.partition(".")[0]))


def of_form(key=PARKS):
    """Where the row stands in the table."""
    row = next(row for _, row in FACTS.rows() if row.key == key)
    return of_row("name", row.name, "form", key, f"{row.name}｜{row.target}｜{row.actual}", "表 2 第 5 行")


def found(claims, facts=FACTS):
    return [(one.finding.level, one.finding.code, one.finding.place.key) for one in compare(facts, claims)]


CONSISTENT = (
    of_form(),
    of_row("name", "养护公园数量", "1.2"),
    of_row("actual", "12个", "1.2"),
    of_row("name", "养护公园数量", "2.2"),
    of_row("level2", "数量指标", "2.2"),
    of_row("target", "12个", "2.2"),
    of_row("actual", "12个", "2.2"),
    of_row("target", "≥500株", "1.3", TREES),
    of_row("actual", "430株", "1.3", TREES),
    of_row("target", "12月底前", "2.2", DONE),
    of_row("name", "改善居民游园环境", "1.2", PLEASANT),
    of_row("target", "是", "2.2", PLEASANT),
    of_row("name", "游园居民满意度", "1.2", CONTENT),
    of_row("actual", "94%", "1.2", CONTENT),
    of_row("target", "≥90%", "1.2", CONTENT),
    of_row("level2", "服务对象满意度", "1.2", CONTENT),
    of_money("initial", "500.00万元", "1.1"),
    of_money("adjusted", "500.00万元", "1.1"),
    of_money("adjusted", "5,000,000.00元", "revenue"),
    of_money("final", "5,000,000.00元", "revenue"),
    of_money("executed", "495.00万元", "1.1"),
    of_money("executed", "118.00万元", "form", "basic"),
    of_money("executed", "377万元", "form", "project"),
    of_money("budget", "500.00万元", "form"),
    of_money("initial", "480.00万元", "2.1", GENERAL),
    of_money("execution_rate", "99%", "1.1"),
    of_money("execution_rate", "99.00%", "form"),
    of_money("formula", "495万元/500万元=99%", "2.1"),
    claim("department", "东湖区园林局", "form", Place("budget", WHOLE, "department")),
    claim("year", "2022", "", Place("budget", WHOLE, "fiscal_year")),
    claim("goal_title", "提升公园绿地养护水平", "2.2", Place("goals", GOALS[0], "title")),
    claim("goal_title", "提升公园绿地养护水平\n全年养护12个公园", "form", Place("goals", GOALS[0], "title")),
    claim("all_reached", "均已完成", "1.2", Place("goals", GOALS[1], "rows")),
    claim("rows", "3", "1.2", Place("goals", GOALS[0], "rows")),
    claim("reached", "2", "1.2", Place("goals", GOALS[0], "rows")),
)


def test_a_consistent_document_contradicts_nothing():
    assert compare(FACTS, CONSISTENT) == ()


def test_a_target_told_as_what_was_reached_is_found_with_all_three_places():
    told = of_row("actual", "10个", "1.2", text="养护公园数量10个", at="第 17 行")
    named = of_row("name", "养护公园数量", "1.2", text="养护公园数量10个", at="第 17 行")
    beside = of_row("actual", "12个", "2.2", text="全年养护12个公园。", at="第 90 行")
    facts = with_row(FACTS, 0, target="10个")
    assert compare(facts, (of_form(), named, told, beside)) == (
        Contradiction(
            Finding(
                "achievement-prints-target",
                "error",
                "“养护公园数量”在一（二）写的完成数是“10个”，这是目标值；实际完成值是“12个”，请改为实际完成值。",
                Place("indicators", PARKS, "actual"),
                ("10个", "12个", "10个"),
            ),
            (told.excerpt, of_form().excerpt, beside.excerpt),
        ),
    )


def test_the_operator_of_the_target_is_told_though_the_number_was_reached_exactly():
    facts = with_row(FACTS, 0, target="至少12个")
    assert found([of_row("actual", "至少12个", "1.2")], facts) == [("error", "achievement-prints-target", PARKS)]


def test_another_figure_than_the_table_is_found():
    there = [of_row("name", "养护公园数量", "1.2", text="x"), of_row("actual", "14个", "1.2", text="x")]
    assert found(there) == [("error", "actual-differs-between-sections", PARKS)]


@pytest.mark.parametrize("told", ["12座", "12", "共12个", "十二个", "约12个", "全部", "12个，其中街心公园3个"])
def test_the_same_figure_in_other_words_is_no_other_figure(told):
    there = [of_row("name", "养护公园数量", "1.2", text="x"), of_row("actual", told, "1.2", text="x")]
    assert [code for _, code, _ in found(there) if code != "unit-differs-between-sections"] == []


@pytest.mark.parametrize(
    ("target", "told", "code"),
    [
        ("12个", "15个", "target-differs-between-sections"),
        ("≥90%", "≥95%", "target-differs-between-sections"),
        ("保障", "是", "target-differs-between-sections"),
        ("提升", "100%", "target-differs-between-sections"),
        ("12个", "12座", "unit-differs-between-sections"),
        ("≥100个", "≥100张", "unit-differs-between-sections"),
    ],
)
def test_a_target_that_differs_is_told_by_what_differs(target, told, code):
    facts = with_row(FACTS, 0, target=target)
    assert [one for _, one, _ in found([of_row("target", told, "2.2")], facts)] == [code]


@pytest.mark.parametrize(
    ("target", "told"),
    [("12个", "12 个"), ("≥90%", "不低于90%"), ("100%", "全覆盖"), ("提升", "有效提升"), ("1.2万人", "12000人")],
)
def test_a_target_in_other_words_is_no_other_target(target, told):
    assert found([of_row("target", told, "2.2")], with_row(FACTS, 0, target=target)) == []


def test_an_adjusted_target_may_be_told_as_either():
    facts = with_row(FACTS, 0, adjusted_target="15个")
    assert found([of_row("target", "12个", "2.2"), of_row("target", "15个", "2.2")], facts) == []


def test_a_noun_of_the_analysis_is_another_unit_only_where_nothing_bears_out_the_table():
    facts = with_row(FACTS, 0, target="8对", actual="10对")
    told = of_row("actual", "10个", "2.2", text="选取10个农村社区结对。")
    assert found([told], facts) == [("warning", "unit-differs-between-sections", PARKS)]
    assert found([told, of_row("actual", "10对", "1.2")], facts) == []
    assert found([told, of_row("actual", "10对", "2.2")], facts) == []


def test_a_name_in_other_words_is_told_beside_the_nearest():
    assert found([of_row("name", "养护公园个数", "1.2")]) == [("warning", "name-differs-between-sections", PARKS)]
    assert found([of_row("name", "养护公园数量（是否）", "1.2")]) == []


def test_another_name_with_another_figure_is_one_finding():
    there = [of_row("name", "养护公园达标率", "1.2", text="x"), of_row("actual", "98%", "1.2", text="x")]
    assert found(there) == [("warning", "name-differs-between-sections", PARKS)]


def test_a_row_told_in_other_words_is_not_left_out():
    there = [of_form(), of_row("name", "养护公园数量", "1.2"), of_row("name", "补种行道树", "1.3", TREES)]
    assert found([*there, of_row("mention", "公园养护于6月完成", "1.2", DONE)]) == []


def test_a_rate_beside_its_own_budget_is_held_against_that_one():
    facts = replace(FACTS, revenue=tuple(replace(line, initial=None) for line in FACTS.revenue))
    told = of_money("execution_rate", "12.34%", "form")
    beside = [of_money("budget", "x", "form"), of_money("executed", "x", "form")]
    assert "rate-miscalculated" not in [code for _, code, _ in found([told], facts)]
    assert "rate-miscalculated" in [code for _, code, _ in found([told, *beside], facts)]


def test_another_level_is_found_and_the_short_form_of_a_level_is_not():
    assert found([of_row("level2", "质量指标", "1.2")]) == [("warning", "level-differs-between-sections", PARKS)]
    assert found([of_row("level2", "数量", "1.2"), of_row("level2", "数量指", "2.2")]) == []


def test_what_was_reached_and_is_left_out_is_found_beside_its_neighbours():
    there = [of_form(), of_row("name", "养护公园数量", "1.2"), of_row("name", "补种行道树", "1.3", TREES)]
    assert found(there) == [("warning", "indicator-left-out", DONE)]


def test_a_section_of_which_half_was_understood_leaves_out_what_is_missing_there():
    more = make_row(GENERAL, name="清理绿地垃圾")
    facts = with_goal(FACTS, 0, rows=(*FACTS.goals[0].rows, more))
    there = [of_form(), of_row("name", "养护公园数量", "1.2"), of_row("name", "补种行道树", "1.3", TREES)]

    assert found(there, facts) == [("warning", "indicator-left-out", key) for key in (DONE, GENERAL)]
    assert found(there[:2], facts) == []


def test_a_section_that_was_hardly_understood_leaves_nothing_out():
    assert found([of_row("name", "养护公园数量", "1.2")]) == []


def test_an_indicator_that_stands_nowhere_else_is_found():
    known = [of_row("name", "养护公园数量", "1.2"), of_row("name", "养护公园数量", "2.2")]
    strange = claim("name", "新建口袋公园", "1.2", Place("indicators", "", "name"))
    assert found([*known, strange]) == [("warning", "indicator-in-one-section-only", "")]
    assert found([strange]) == []


@pytest.mark.parametrize(
    ("told", "code", "key"),
    [
        (of_money("initial", "510.00万元", "1.1"), "amount-differs-between-sections", WHOLE),
        (of_money("adjusted", "500.02万元", "1.1"), "amount-differs-between-sections", WHOLE),
        (of_money("executed", "459.00万元", "1.1"), "amount-differs-between-sections", WHOLE),
        (of_money("executed", "181.00万元", "form", "basic"), "amount-differs-between-sections", "basic"),
        (of_money("budget", "505.00万元", "form"), "amount-differs-between-sections", WHOLE),
        (of_money("initial", "470.00万元", "2.1", GENERAL), "amount-differs-between-sections", GENERAL),
        (of_money("final", "5,000,000.10元", "revenue"), "printed-total-differs", WHOLE),
        (of_money("final", "5,000,000.01元", "revenue"), "printed-total-differs", WHOLE),
        (of_money("final", "5,000,001元", "revenue"), "printed-total-differs", WHOLE),
        (of_money("execution_rate", "99.5%", "1.1"), "rate-miscalculated", WHOLE),
        (of_money("execution_rate.initial", "98%", "1.1"), "rate-miscalculated", WHOLE),
        (of_money("formula", "495万元/500万元=95%", "2.1"), "formula-miscalculated", WHOLE),
    ],
)
def test_a_printed_amount_that_does_not_come_out_is_an_error(told, code, key):
    assert found([told]) == [("error", code, key)]


@pytest.mark.parametrize("second", ["500.00万元", "500.01万元"])
def test_amounts_may_be_rounded_as_they_are_printed(second):
    facts = with_revenue(FACTS, 0, initial=Decimal("4800049.00"))
    printed = [of_money("initial", text) for text in (second, "500万元", "0.05亿元", "5,000,049元")]
    assert found(printed, facts) == []


def test_one_amount_is_printed_in_one_way():
    facts = with_revenue(FACTS, 0, initial=Decimal("4800049.00"))
    printed = [of_money("initial", text, section) for text, section in (("500.00万元", "1.1"), ("500.01万元", "2.1"))]
    assert found(printed, facts) == [("warning", "amount-differs-between-sections", WHOLE)]


def number(value, name="indicator", listed=1, key=""):
    return claim("number", value, "2.2", Place("goals", key, f"number.{name}.{listed}"))


@pytest.mark.parametrize(
    ("signs", "what"),
    [
        ("①②④", "“②”之后是“④”"),
        ("①②②", "“②”重复"),
        ("①③②", "次序颠倒"),
        ("一二四", "“二”之后是“四”"),
    ],
)
def test_a_list_counts_without_gap_and_without_saying_a_number_twice(signs, what):
    (one,) = compare(FACTS, [number(sign) for sign in signs])
    assert (one.finding.code, what in one.finding.message) == ("numbering-broken", True)


def test_lists_that_are_counted_right_are_not_told():
    lists = [[number(sign, listed=listed) for sign in signs] for listed, signs in enumerate(("①②③", "⑴⑵", "一二三"))]
    assert found([one for listed in lists for one in listed]) == []


def test_one_figure_is_told_once_with_all_its_places():
    wrong = [
        replace(of_money("initial", "510.00万元", section), excerpt=Excerpt("年初预算510万元", at, section))
        for section, at in (("1.1", "第 9 行"), ("2.1", "第 64 行"))
    ]
    right = of_money("initial", "5,000,000.00元", "revenue")
    (only,) = compare(FACTS, [*wrong, right])
    assert only.finding.message == (
        "年初预算数：一（一）写的是510.00万元，二（一）写的是510.00万元，按表内数据是500.00万元，请核对一致。"
    )
    assert only.excerpts == (wrong[0].excerpt, wrong[1].excerpt, right.excerpt)


@pytest.mark.parametrize(
    ("subject", "value", "fits"),
    [
        ("change", "调减100.00万元", True),
        ("change", "调减110.00万元", False),
        ("change", "调增100.00万元", False),
        ("change_rate", "20%", True),
        ("change_rate", "25%", False),
    ],
)
def test_a_change_is_computed_anew(subject, value, fits):
    facts = with_revenue(FACTS, 0, adjusted=Decimal("3900000.00"))
    expected = [] if fits else [("error", "change-miscalculated", WHOLE)]
    assert found([of_money(subject, value)], facts) == expected


@pytest.mark.parametrize(("printed", "codes"), [("58", []), ("60", ["printed-score-differs"])])
def test_the_printed_total_is_the_sum_of_the_printed_scores(printed, codes):
    facts = FACTS
    for index, points in enumerate((10, 8, 10, 10, 10)):
        facts = with_row(facts, index, score=Decimal(points))
    claims = [
        claim("execution_score", "10", "form", Place("budget", WHOLE, "execution_score")),
        claim("total_score", "100", "form", Place("indicators", "", "score")),
        claim("total_score", printed, "form", Place("indicators", "", "score")),
    ]
    assert [code for _, code, _ in found(claims, facts)] == codes


@pytest.mark.parametrize(("weight", "codes"), [("18", []), ("20", ["printed-score-differs"])])
def test_where_the_weights_leave_points_for_the_rate_the_total_may_have_them(weight, codes):
    facts = FACTS
    for index in range(5):
        facts = with_row(facts, index, score=Decimal(12), weight=Decimal(weight))
    printed = claim("total_score", "69.5", "form", Place("indicators", "", "score"))
    assert [code for _, code, _ in found([printed], facts)] == codes


OF_TOTAL = Place("indicators", "", "score")


@pytest.mark.parametrize(
    ("printed", "told", "message"),
    [
        (["100", "97.5"], "97.5", ""),
        (["97.5"], "97.45", ""),
        (["100", "97.5"], "95", "自评得分在正文写的是95分，自评表的总分是97.5分，请核对一致。"),
        # The weight of all is printed where a score would be: that is no other score.
        (["100"], "95", ""),
        ([], "95", ""),
    ],
)
def test_the_score_that_the_text_tells_is_that_of_the_form(printed, told, message):
    claims = [claim("total_score", text, "form", OF_TOTAL) for text in printed]
    claims.append(claim("score_told", told, "1.1", OF_TOTAL))

    assert [one.finding.message for one in compare(FACTS, claims)] == [message] * bool(message)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("95→优", ""),
        ("90→优", ""),
        ("89.99→优", "自评得分89.99分写的等级是“优”，按分数应为“良”，请核对。"),
        # Out of more than a hundred points nobody knows the grades.
        ("105→良", ""),
    ],
)
def test_the_grade_that_the_text_tells_is_that_of_its_score(value, message):
    facts = replace(FACTS, rule_set="hubei")

    found = compare(facts, [claim("grade_told", value, "1.1", OF_TOTAL)])

    assert [one.finding.message for one in found] == [message] * bool(message)


def test_all_reached_beside_a_missed_row_is_an_error_that_names_it():
    row = of_form(TREES)
    said = claim("all_reached", "均已完成", "1.2", Place("goals", GOALS[0], "rows"), "年度目标1的绩效目标均已完成")
    (only,) = compare(FACTS, [said, row])
    assert (only.finding.code, only.finding.place) == ("all-reached-though-unmet", Place("goals", GOALS[0], "rows"))
    assert only.finding.message == (
        "一（二）写的是均已完成，而“补种行道树”没有达到目标值（目标值“≥500株”，实际完成值“430株”），请改正。"
    )
    assert only.excerpts == (said.excerpt, row.excerpt)


def test_counted_rows_are_counted_anew():
    place = Place("goals", GOALS[0], "rows")
    assert found([claim("rows", "4", "1.2", place)]) == [("error", "count-differs", GOALS[0])]
    assert found([claim("reached", "3", "1.2", place)]) == [("error", "count-differs", GOALS[0])]


def test_what_nobody_has_decided_or_named_is_not_counted():
    of_goal, of_all = Place("goals", GOALS[0], "rows"), Place("goals", "", "rows")
    assert found([claim("reached", "2", "1.2", of_goal)], with_row(FACTS, 0, outcome="")) == []
    assert found([claim("goals", "3", "1.1", of_all)], with_goal(FACTS, 1, title="")) == []
    assert found([claim("goals", "3", "1.1", of_all)]) == [("warning", "count-differs", "")]


@pytest.mark.parametrize(("told", "codes"), [("98.5%", []), ("98.6%", []), ("98.4%", ["rate-of-counts-differs"])])
def test_a_rate_of_counts_may_be_cut_off_as_well_as_rounded(told, codes):
    counted = claim("rate_counted", f"140/142→{told}", "2.2", Place("indicators", PARKS, "analysis"))
    assert [code for _, code, _ in found([counted])] == codes


@pytest.mark.parametrize(("year", "codes"), [("2021", ["figure-of-another-year"]), ("2019", [])])
def test_a_figure_told_alone_of_a_year_far_off_may_well_be_of_that_year(year, codes):
    told = claim("year_told.figure", year, "2.2", Place("indicators", PARKS, "analysis"))
    assert [code for _, code, _ in found([told])] == codes


@pytest.mark.parametrize(("at", "codes"), [("表 3 第 2 行", []), ("表 2 第 6 行", ["amount-differs-between-sections"])])
def test_an_amount_of_another_form_than_the_one_that_agrees_is_none_of_the_whole(at, codes):
    place = Place("budget", WHOLE, "executed")
    whole = claim("executed", "495.00万元", "form", place, at="表 2 第 5 行")
    assert [code for _, code, _ in found([whole, claim("executed", "60.00万元", "form", place, at=at)])] == codes


@pytest.mark.parametrize(("others", "codes"), [(2, []), (3, ["figure-of-another-year"])])
def test_an_analysis_of_another_year_is_told_where_most_of_them_name_this_one(others, codes):
    def told(year, key):
        return claim("year_told", year, "2.2", Place("indicators", key, "analysis"), at=f"第 {key[-2:]} 行")

    assert [
        code for _, code, _ in found([told("2021", PARKS), *(told("2022", key) for key in ROWS[1 : 1 + others])])
    ] == codes


@pytest.mark.parametrize(("role", "codes"), [("bracketed", []), ("level2", ["numbering-broken"])])
def test_a_part_that_does_not_begin_at_one_may_stand_behind_others_that_were_left_out(role, codes):
    lists = (("一", "二"), ("一", "二"), ("二", "三"))
    claims = [
        claim("number", sign, "2.2", Place("goals", "", f"number.{role}.{place}"), at=f"第 {place}{sign} 行")
        for place, signs in enumerate(lists)
        for sign in signs
    ]
    assert [code for _, code, _ in found(claims)] == codes


def test_a_title_a_name_and_a_year_that_differ_are_found():
    title = claim("goal_title", "提升公园养护水平", "2.2", Place("goals", GOALS[0], "title"))
    name = claim("department", "东湖区水务局", "form", Place("budget", WHOLE, "department"))
    year = claim("year", "2021", "1.3", Place("budget", WHOLE, "fiscal_year"))
    assert found([title]) == [("warning", "goal-title-differs", GOALS[0])]
    assert found([name]) == [("warning", "department-differs", WHOLE)]
    assert found([year]) == [("error", "year-differs", WHOLE)]


def test_slips_that_are_alike_are_one_finding():
    place = Place("statement")
    claims = [
        claim("slip.word", "目标值为是99人→目标值为99人", "2.2", place, at="第 1 行"),
        claim("slip.word", "目标值为是10个→目标值为10个", "2.2", place, at="第 2 行"),
        claim("slip.word", "完场目标值→完成目标值", "2.2", place, at="第 3 行"),
        claim("slip.half-width", "附件:部门→附件：部门", "form", place, at="第 4 行"),
        claim("slip.half-width", "(本级)→（本级）", "revenue", place, at="第 5 行"),
    ]
    told = [(one.finding.level, one.finding.message, len(one.excerpts)) for one in compare(FACTS, claims)]
    assert told == [
        (
            "warning",
            "错别字或多余的字：“目标值为是99人”应为“目标值为99人”，“目标值为是10个”应为“目标值为10个”，请改正。",
            2,
        ),
        ("warning", "错别字或多余的字：“完场目标值”应为“完成目标值”，请改正。", 1),
        ("info", "中文里用了半角的冒号或括号：“附件:部门”应为“附件：部门”，“(本级)”应为“（本级）”，请改正。", 2),
    ]


def test_how_often_a_slip_was_made_is_counted_by_its_places():
    place = Place("statement")
    claims = [claim("slip.doubled", "的的→的", "2.2", place, at=f"第 {line} 行") for line in (1, 2, 3)]

    (only,) = compare(FACTS, claims)

    assert only.finding.message == "重复的字或标点：“的的”应为“的”等3处，请改正。"
    assert [excerpt.at for excerpt in only.excerpts] == ["第 1 行", "第 2 行", "第 3 行"]


def test_a_finding_of_the_facts_carries_the_words_it_is_about():
    finding = Finding("unit-differs", "warning", "…", Place("indicators", PARKS, "actual"))
    told = of_row("analysis", "此指标…", "2.2")
    blank = Finding("no-goal", "error", "…", Place("goals"))
    assert illustrated([finding, blank], [told, of_form(), of_form(TREES)]) == (
        Contradiction(finding, (of_form().excerpt,)),
        Contradiction(blank, ()),
    )


MONEY_TOLD = (
    of_money("execution_rate", "101%", "1.1"),
    of_money("formula", "505万元/500万元=101%"),
    of_money("change", "调减20万元"),
    of_money("adjusted", "500.00万元"),
    claim("note_basis", "initial", "form", Place("budget", WHOLE, "basis"), "备注：预算数为年初预算数"),
    claim("problems", "没有问题", "3", Place("statement", "statement", "problems")),
    claim("improvements", "提前采购苗木", "4", Place("statement", "statement", "improvements")),
    claim("foot_reason", "无", "form", Place("statement", "statement", "foot_reason"), "偏差原因：无"),
)


@pytest.mark.parametrize(
    ("code", "place", "words"),
    [
        ("execution-above-budget", Place("budget", "project", "executed"), ["101%", "505万元/500万元=101%"]),
        (
            "low-execution-without-reason",
            Place("budget", "evaluation", "low_execution_reason"),
            ["101%", "505万元/500万元=101%"],
        ),
        (
            "adjustment-without-reason",
            Place("budget", "evaluation", "adjustment_reason"),
            ["调减20万元", "500.00万元"],
        ),
        (
            "basis-differs-from-note",
            Place("budget", "evaluation", "basis"),
            ["备注：预算数为年初预算数", "505万元/500万元=101%", "101%"],
        ),
        (
            "no-problem-though-improvements",
            Place("statement", "statement", "problems"),
            ["没有问题", "提前采购苗木", "偏差原因：无"],
        ),
    ],
)
def test_a_finding_of_figures_carries_the_sentences_that_lead_to_it(code, place, words):
    (one,) = illustrated([Finding(code, "warning", "…", place)], MONEY_TOLD)
    assert [excerpt.text for excerpt in one.excerpts] == words


def test_of_many_places_only_the_first_six_are_quoted_and_none_twice():
    rates = [claim("execution_rate", "101%", "2.1", Place("budget", WHOLE), at=f"第 {n} 行") for n in (1, *range(1, 9))]

    (one,) = illustrated([Finding("execution-above-budget", "warning", "…", Place("budget", "project"))], rates)

    assert [excerpt.at for excerpt in one.excerpts] == [f"第 {number} 行" for number in range(1, 7)]


def test_errors_come_first_and_nothing_is_said_twice():
    claims = [of_row("level2", "质量指标", "1.2"), of_money("initial", "510万元"), of_money("initial", "510万元")]
    assert found([*claims, *claims], with_goal(FACTS, 0)) == [
        ("error", "amount-differs-between-sections", WHOLE),
        ("warning", "level-differs-between-sections", PARKS),
    ]
