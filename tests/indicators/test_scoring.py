"""Points of rows and of whole evaluations: what counts, what is asked, and what weights must add up to."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.rulesets import (
    RULE_SETS,
    Alias,
    Formulas,
    GradeBand,
    Level,
    LevelPoints,
    RuleSet,
    TierInterval,
    Weighting,
)
from indicators.facts import Expenditure, Row
from indicators.scoring import PartScore, RowScore, distribute, execution_score, interval, row_score, score, shares
from tests.facts import GOALS, ROWS, make_facts, make_goal, make_revenue, with_row
from tests.indicators.worked_examples import number_of, table

HUBEI, NATIONAL, NEWER, SICHUAN = (RULE_SETS[n] for n in ("hubei", "national-2020", "national-2021", "sichuan"))


def scored(target, actual, weight="20", rules=HUBEI, **fields) -> RowScore:
    row = Row("r1", target=target, actual=actual, weight=None if weight is None else Decimal(weight), **fields)
    return row_score(row, rules)


def weighted(facts, *weights):
    for index, weight in enumerate(weights):
        facts = with_row(facts, index, weight=Decimal(weight))
    return facts


# ---- one row


@pytest.mark.parametrize("row", table("`yes_no`"), ids=lambda row: f"{row['目标值']}:{row['实际完成值']}")
def test_answers_and_deadlines_as_in_the_document(row):
    found = scored(
        row["目标值"], row["实际完成值"], row["分值"], name="建成服务中心（是否）" if row["目标值"] in "是否" else ""
    )
    assert (found.points, found.explanation) == (number_of(row["得分"]), row["计算"])


@pytest.mark.parametrize("row", table("`qualitative`"), ids=lambda row: f"{row['规则']} {row['档次']}")
def test_tiers_allow_the_points_of_the_document(row):
    rules = RULE_SETS[row["规则"].strip("`")]
    tier = next(tier for tier in rules.tiers if tier.label == row["档次"])
    assert interval(tier, Decimal(row["分值"])).text == row["区间"]


@pytest.mark.parametrize(
    ("target", "actual", "fields", "points", "ratio", "explanation"),
    [
        ("≥100张", "92张", {}, "18.40", "0.92", "20 × 92 ÷ 100 = 18.40"),
        ("≥100张", "122张", {}, "20.00", "1.22", "122 ≥ 100，得满分 20.00"),
        ("＞5个", "4个", {}, "16.00", "0.8", "20 × 4 ÷ 5 = 16.00"),
        ("≤5%", "8%", {}, "12.50", "1.6", "20 × 5 ÷ 8 = 12.50"),
        ("0起", "1起", {"name": "安全事故"}, "0.00", None, "1 > 0，得 0.00"),
        ("10-20个", "25个", {"direction": "range"}, "16.00", None, "20 × 20 ÷ 25 = 16.00"),
        ("10-20个", "5个", {"direction": "up"}, "10.00", None, "20 × 5 ÷ 10 = 10.00"),
        ("10-20个", "25个", {"direction": "down"}, "16.00", None, "20 × 20 ÷ 25 = 16.00"),
        # Converted to the target's unit before it is set against it.
        ("≥1.2亿元", "9000万元", {}, "15.00", "0.75", "20 × 0.9 ÷ 1.2 = 15.00"),
        ("较上年减少2%", "减少1%", {}, "10.00", "0.5", "20 × 1 ÷ 2 = 10.00"),
        # Judged by the adjusted target where there is one.
        ("100场", "60场", {"adjusted_target": "80场", "level2": "数量指标"}, "15.00", "0.75", "20 × 60 ÷ 80 = 15.00"),
        ("有效提升", "有效提升", {}, "20.00", None, "达成预期，得满分 20.00"),
        ("有效提升", "有效提升", {"tier": "reached"}, "20.00", None, "达成预期，得满分 20.00"),
        ("保障", "是", {"name": "保障生活（是否）"}, "20.00", None, "是，得满分 20.00"),
        ("达成预期指标", "达成预期指标", {}, "20.00", None, "达成预期，得满分 20.00"),
        # A person has said which side of the range is the better one: its other bound is not looked at.
        ("10-20个", "25个", {"direction": "up", "level2": "数量指标"}, "20.00", None, "25 ≥ 10，得满分 20.00"),
        ("10-20个", "5个", {"direction": "down"}, "20.00", None, "5 ≤ 20，得满分 20.00"),
        (">0个", "0个", {}, "0.00", None, "0 ≤ 0，得 0.00"),
        # More is not better where the level says so.
        ("500元", "600元", {"level2": "成本指标"}, "16.67", "1.2", "20 × 500 ÷ 600 ≈ 16.67"),
        # Near enough, and done: no figure says so, the judgement does.
        ("100左右", "97", {}, "20.00", "0.97", "已完成，得满分 20.00"),
        ("100%", "已完成", {}, "20.00", None, "已完成，得满分 20.00"),
    ],
)
def test_points_of_a_row(target, actual, fields, points, ratio, explanation):
    found = scored(target, actual, **fields)
    assert found == RowScore(
        "r1",
        Decimal(20),
        Decimal(points),
        Decimal(points),
        None,
        explanation,
        None if ratio is None else Decimal(ratio),
        interval=found.interval,
    )
    assert found.decided


@pytest.mark.parametrize(
    ("target", "actual", "fields", "asks", "explanation"),
    [
        ("≥100张", "", {}, "actual", "尚未填写实际完成值"),
        ("", "5张", {}, "target", "目标值未填写或不适用，请人工评分"),
        ("≥100张", "92张", {"weight": None}, "weight", "尚未填写分值"),
        ("≥100张", "92张", {"weight": "-1"}, "weight", "尚未填写分值"),
        ("10-20个", "25个", {}, "direction", "看不出越多越好还是越少越好，请选择方向"),
        ("改善条件", "基本可以", {}, "tier", "定性指标，请选择完成档次"),
        (
            "改善条件",
            "基本可以",
            {"tier": "partly"},
            "points",
            "部分达成并具有一定效果：请在分值的50%至80%（不含80%）之间评分",
        ),
        ("改善条件", "达成预期指标", {}, "points", "达成预期：请在分值的80%至100%之间评分"),
        (
            "改善条件",
            "改善条件",
            {"tier": "not_reached"},
            "points",
            "未达成且效果较差：请在分值的0%至50%（不含50%）之间评分",
        ),
        ("是", "正在建设", {}, "points", "实际完成值不是“是”或“否”，请人工评分"),
        ("5", "6", {"direction": "range"}, "points", "目标值不是数值区间，请人工评分"),
        # 40000 of 5, in 万元: the column of units makes the figure doubtful.
        ("5", "40000", {"unit": "万元"}, "points", "不能按公式计算，请人工评分"),
        # Bounds in another unit than the actual.
        ("10-20万元", "250000元", {"direction": "range"}, "points", "不能按公式计算，请人工评分"),
        ("11月底前", "12月", {}, "points", "未按期完成，请人工评分"),
        ("≥-5%", "-10%", {}, "points", "目标值为负数，不能按比例计算，请人工评分"),
    ],
)
def test_what_no_formula_tells_is_asked(target, actual, fields, asks, explanation):
    found = scored(target, actual, **fields)
    assert (found.points, found.formula, found.asks, found.explanation) == (None, None, asks, explanation)
    assert not found.decided


def test_the_entered_score_counts_and_the_formula_stays_beside_it():
    found = scored("≥100张", "92张", score=Decimal("19.00"))
    assert (found.points, found.entered, found.formula) == (Decimal("19.00"), Decimal("19.00"), Decimal("18.40"))
    assert found.explanation == "20 × 92 ÷ 100 = 18.40"


def test_an_entered_score_of_nought_counts():
    assert scored("≥100张", "92张", score=Decimal(0)).points == 0


def test_an_entered_score_answers_what_was_asked():
    found = scored("改善条件", "基本可以", tier="partly", score=Decimal(12))
    assert (found.points, found.formula, found.asks) == (Decimal(12), None, "")


def test_an_entered_score_without_weight_still_asks_for_the_weight():
    found = scored("≥100张", "92张", None, score=Decimal(12))
    assert (found.points, found.asks) == (Decimal(12), "weight")


def test_what_a_person_decided_is_worth_its_points():
    assert scored("10-20个", "25个", outcome="exceeded").points == Decimal("20.00")
    assert scored("10-20个", "25个", outcome="partly").points is None


def test_what_the_figures_decide_no_person_talks_into_points():
    assert scored("≥100张", "92张", outcome="met").points == Decimal("18.40")
    assert scored("≥100张", "122张", outcome="not_met").points == Decimal("20.00")


def test_the_interval_of_a_tier_excludes_its_upper_bound_below_the_first():
    allowed = scored("改善条件", "基本可以", tier="partly").interval
    points = [Decimal(number) for number in ("9.99", "10", "15.99", "16")]
    assert [number in allowed for number in points] == [False, True, True, False]
    reached = scored("改善条件", "基本可以", tier="reached").interval
    assert [Decimal(number) in reached for number in ("15.99", "16", "20", "20.01")] == [False, True, True, False]


def test_an_indicator_without_weight_may_have_nought_in_every_tier():
    intervals = [scored("改善", "一般", "0", tier=tier.tier).interval for tier in HUBEI.tiers]
    assert [Decimal(0) in allowed for allowed in intervals] == [True, True, True]


PIECES = st.lists(
    st.sampled_from(
        [*"≥≤＞<=±~0123456789.%-年月日前是否无万亿个元起约/ ", "提升", "较上年减少", "达成预期指标", "以内"]
    ),
    max_size=8,
).map("".join)
DIRECTIONS = st.sampled_from(["", "up", "down", "equal", "range"])
TIERS = st.sampled_from(["", "reached", "partly", "not_reached"])


@given(PIECES, PIECES, DIRECTIONS, TIERS, st.sampled_from([HUBEI, NATIONAL, NEWER, SICHUAN]))
@settings(derandomize=True, deadline=None, max_examples=500)
def test_whatever_was_typed_is_worth_something_or_asks_for_something(target, actual, direction, tier, rules):
    found = scored(target, actual, rules=rules, direction=direction, tier=tier)
    assert (found.points is None) == bool(found.asks)
    assert found.explanation
    assert found.points is None or 0 <= found.points <= 20


# ---- 执行率


@pytest.mark.parametrize("row", table("`execution`"), ids=lambda row: f"{row['规则']} {row['执行数']}")
def test_execution_as_in_the_document(row):
    budget, executed = Decimal(row["预算数"]), Decimal(row["执行数"])
    facts = make_facts(
        revenue=(make_revenue(adjusted=budget),),
        basic=Expenditure(executed=Decimal(0)),
        project=Expenditure(executed=executed),
    )
    found = execution_score(facts, RULE_SETS[row["规则"].strip("`")])
    assert (found.points, found.explanation) == (number_of(row["得分"]), row["计算"])


def test_execution_follows_the_basis_of_the_evaluation():
    facts = make_facts(revenue=(make_revenue(initial=Decimal(9900000), adjusted=Decimal(4950000)),))
    points = [execution_score(replace(facts, basis=basis), HUBEI).points for basis in ("initial", "adjusted")]
    assert points == [Decimal("10.00"), Decimal("20.00")]


def test_execution_below_nought_gives_nothing():
    found = execution_score(make_facts(basic=Expenditure(executed=Decimal(-9000000))), HUBEI)
    assert (found.points, found.explanation) == (Decimal("0.00"), "20 × -104.6% < 0，按 0.00 计")


# ---- the whole

# Row by row of tests.facts: met, 430 of 500, on time, 是, exceeded.
WEIGHTED = weighted(make_facts(rule_set="national-2020"), 10, 30, 10, 30, 10)


def test_an_evaluation_adds_up_by_level_by_goal_and_in_total():
    found = score(WEIGHTED, NATIONAL)
    assert [str(row.points) for row in found.rows] == ["10.00", "25.80", "10.00", "30.00", "10.00"]
    assert [(part.name, part.demanded, part.weight, part.points) for part in found.levels] == [
        ("产出指标", 50, 50, Decimal("45.80")),
        ("效益指标", 30, 30, Decimal("30.00")),
        ("满意度指标", 10, 10, Decimal("10.00")),
    ]
    assert [(part.name, part.weight, part.points) for part in found.goals] == [
        (GOALS[0], 50, Decimal("45.80")),
        (GOALS[1], 40, Decimal("40.00")),
    ]
    assert (found.indicators.demanded, found.indicators.weight, found.indicators.points) == (90, 90, Decimal("85.80"))
    # 4,950,000 of 5,000,000.
    assert (found.execution.points, found.execution.explanation) == (Decimal("9.90"), "10 × 99% = 9.90")
    assert (found.total, found.grade) == (Decimal("95.70"), "优")


def test_total_and_grade_wait_for_the_last_row_and_say_what_is_known():
    found = score(with_row(WEIGHTED, 0, actual=""), NATIONAL)
    assert (found.total, found.grade, found.indicators.points) == (None, "", None)
    assert (found.indicators.so_far, found.goals[0].so_far) == (Decimal("75.80"), Decimal("35.80"))
    assert (found.goals[0].points, found.goals[1].points) == (None, Decimal("40.00"))


def test_total_waits_for_the_rate():
    found = score(replace(WEIGHTED, revenue=()), NATIONAL)
    assert (found.indicators.points, found.total, found.grade) == (Decimal("85.80"), None, "")


def test_an_evaluation_without_indicators_has_no_total():
    assert score(make_facts(goals=()), HUBEI).total is None


def test_an_entered_score_is_part_of_the_total():
    assert score(with_row(WEIGHTED, 1, score=Decimal("14.10")), NATIONAL).total == Decimal("84.00")
    assert score(with_row(WEIGHTED, 1, score=Decimal("14.10")), NATIONAL).grade == "良"


def test_levels_are_counted_under_their_usual_name_and_unknown_ones_demand_nothing():
    facts = with_row(with_row(WEIGHTED, 3, level1="社会效益"), 4, level1="其他")
    assert [(part.name, part.demanded, part.weight) for part in score(facts, NATIONAL).levels] == [
        ("产出指标", 50, 50),
        ("效益指标", 40, 30),
        ("其他", None, 10),
    ]


def test_a_demanded_level_without_indicators_is_counted_with_nothing():
    facts = with_row(WEIGHTED, 3, level1="产出指标")
    assert score(facts, NATIONAL).levels[1] == PartScore("效益指标", Decimal(30), Decimal(0), Decimal(0), Decimal(0))


def test_unscored_rules_give_nothing_anywhere():
    facts = with_row(WEIGHTED, 1, score=Decimal(14))
    found = score(facts, RULE_SETS["unscored"])
    assert found.rows == tuple(RowScore(key) for key in ROWS)
    assert (found.levels, found.goals) == ((), (PartScore(GOALS[0]), PartScore(GOALS[1])))
    assert (found.indicators, found.execution) == (PartScore("indicators"), PartScore("execution"))
    assert (found.total, found.grade, distribute(facts, RULE_SETS["unscored"])) == (None, "", {})


# ---- another province


def test_a_province_is_added_by_an_entry():
    province = RuleSet(
        name="province",
        title="某省",
        basis="initial",
        scored=True,
        execution_weight=Decimal(30),
        indicator_points=Decimal(70),
        split="levels",
        weightings=(Weighting((LevelPoints("过程指标", Decimal(20)), LevelPoints("产出指标", Decimal(50)))),),
        formulas=Formulas(down="linear"),
        tiers=(
            TierInterval("reached", "好", Decimal(90), Decimal(100)),
            TierInterval("not_reached", "差", Decimal(0), Decimal(90), high_excluded=True),
        ),
        bands=(GradeBand("合格", Decimal(70)), GradeBand("不合格", Decimal(0))),
        levels=(Level("过程指标", ("管理指标",)), Level("产出指标", ("数量指标",))),
        aliases=(Alias(1, "管理", "过程指标"),),
    )
    goal = make_goal(
        "g1",
        Row("a", level1="管理", target="≤5%", actual="6%", weight=Decimal(20)),
        Row("b", level1="产出", target="≥10个", actual="9个", weight=Decimal(50)),
    )
    facts = make_facts(goals=(goal,), basis="initial")
    found = score(facts, province)
    assert [row.explanation for row in found.rows] == ["20 × [1 - (6 - 5) ÷ 5] = 16.00", "50 × 9 ÷ 10 = 45.00"]
    assert [(part.name, part.demanded) for part in found.levels] == [("过程指标", 20), ("产出指标", 50)]
    assert (found.execution.points, found.total, found.grade) == (Decimal("29.70"), Decimal("90.70"), "合格")
    assert distribute(facts, province) == {"a": Decimal(20), "b": Decimal(50)}


# ---- sharing weights out


def numbered(*levels):
    """One goal per argument, with a row for each sign: 成 产 效 满, or ? for an unknown level."""
    names = {"成": "成本指标", "产": "产出指标", "效": "效益指标", "满": "满意度指标", "?": "别的"}
    goals = [
        make_goal(f"g{n}", *(Row(f"{n}{i}", level1=names[sign]) for i, sign in enumerate(signs)))
        for n, signs in enumerate(levels)
    ]
    return make_facts(
        goals=tuple(replace(g, rows=g.rows if signs else ()) for g, signs in zip(goals, levels, strict=True))
    )


@pytest.mark.parametrize("row", table("各规则的分值", of=1), ids=lambda row: f"{row['分值']}/{row['项数']}")
def test_shares_as_in_the_document(row):
    assert list(shares(Decimal(row["分值"]), int(row["项数"]))) == [Decimal(part) for part in row["分配"].split("，")]


def test_shares_of_points_that_are_not_half_are_exact_to_the_hundredth():
    assert list(shares(Decimal("10.25"), 2)) == [Decimal("5.13"), Decimal("5.12")]


def test_points_that_are_not_given_are_not_shared_out():
    assert distribute(WEIGHTED, replace(NATIONAL, scored=False)) == {}


@pytest.mark.parametrize(
    ("rules", "levels", "weights"),
    [
        (NATIONAL, ("产产效满",), "25 25 30 10"),
        (NATIONAL, ("产效", "产产"), "17 40 16.5 16.5"),
        (NEWER, ("成产效满",), "20 40 20 10"),
        (NEWER, ("产效满",), "50 30 10"),
        (NEWER, ("成产效",), "20 40 30"),
        (HUBEI, ("产产", "效"), "20 20 40"),
        (HUBEI, ("产", "", "效"), "40 40"),
        (SICHUAN, ("产产", "效"), "30 30 30"),
    ],
)
def test_weights_are_shared_out_as_the_rules_say(rules, levels, weights):
    assert list(distribute(numbered(*levels), rules).values()) == [Decimal(number) for number in weights.split()]


def test_rows_of_unknown_levels_get_no_weight():
    assert distribute(numbered("产?效满"), NATIONAL).keys() == {"00", "02", "03"}


@given(
    st.lists(st.text("成产效满", max_size=40), min_size=1, max_size=5),
    st.sampled_from([HUBEI, NATIONAL, NEWER, SICHUAN]),
)
@settings(derandomize=True, deadline=None, max_examples=150)
def test_shared_weights_add_up_to_what_is_demanded(levels, rules):
    facts = numbered(*levels)
    weights = distribute(facts, rules)
    given_out = replace(
        facts,
        goals=tuple(
            replace(goal, rows=tuple(replace(row, weight=weights.get(row.key)) for row in goal.rows))
            for goal in facts.goals
        ),
    )
    for level in score(given_out, rules).levels:
        if level.demanded is not None and any(rules.level_name(1, row.level1) == level.name for _, row in facts.rows()):
            assert level.weight == level.demanded
    if rules.split != "levels" and weights:
        assert sum(weights.values()) == rules.indicator_points
    assert all(weight * 100 == int(weight * 100) for weight in weights.values())
