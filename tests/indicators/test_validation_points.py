from decimal import Decimal

import pytest

from budgets.rulesets import RULE_SETS
from indicators.facts import Place
from indicators.findings import Answer, Finding, is_answered
from reports.layouts import LAYOUTS
from tests.facts import ROWS, make_facts, with_row
from tests.findings import found as found_by

NATIONAL = RULE_SETS["national-2020"]
# 产出 50, 效益 30, 满意度 10. Of the first goal's three rows the second has reached 430 of 500.
WEIGHTS = (20, 20, 10, 30, 10)
WORDS = {"target": "改善条件", "actual": "明显改善", "nature": "qualitative", "direction": ""}
# Whether more is better the row does not tell.
RANGE = {"level2": "质量指标", "target": "10-20个", "actual": "25个", "direction": ""}
REASONS = {"deviation_reason": "资金到位晚。", "improvement": "下年补足。"}


def found(facts, rules=NATIONAL, **case):
    return found_by(facts, rules=rules, layout=LAYOUTS["founding-scored"], **case)


def row(index=0, **changes):
    facts = make_facts()
    for number, weight in enumerate(WEIGHTS):
        facts = with_row(facts, number, weight=Decimal(weight))
    if "score" in changes and changes["score"] is not None:
        changes["score"] = Decimal(changes["score"])
    return with_row(facts, index, **changes)


def codes(facts, **case):
    return [(one.level, one.code, one.place.key, one.place.field) for one in found(facts, **case)]


def one(code, level, message, *figures, index=0, field="score"):
    return (Finding(code, level, message, Place("indicators", ROWS[index], field), figures),)


# ---- bounds


def test_a_score_above_its_weight_is_found():
    message = "“养护公园数量”得 20.01 分，超过分值 20 分，请改正。"
    assert found(row(score="20.01")) == one("score-above-weight", "error", message, "20.01", "20")
    assert found(row(score="20.01"), stage="targets") == ()


def test_a_score_below_nought_is_found():
    message = "“养护公园数量”得 -0.01 分，得分不能小于 0，请改正。"
    assert found(row(score="-0.01")) == one("score-below-nought", "error", message, "-0.01", "20")


@pytest.mark.parametrize("score", ["0", "20"])
def test_scores_at_the_bounds_are_right(score):
    assert found(row(score=score, deviation_reason="自行扣分。")) == ()


def test_a_score_without_weight_waits_for_the_weight():
    assert codes(row(score="30", weight=None)) == [("error", "blank-weight", ROWS[0], "weight")]
    assert codes(row(score="30", weight=Decimal(-1))) == [("error", "weight-below-nought", ROWS[0], "weight")]


# ---- against the formula


@pytest.mark.parametrize("score", ["17.2", "17.20"])
def test_a_score_that_is_the_formulas_is_right(score):
    assert found(row(1, score=score)) == ()


@pytest.mark.parametrize("score", ["17.19", "17.21", "0"])
def test_a_score_that_is_not_the_formulas_is_found_with_both_and_the_sum(score):
    message = f"“补种行道树”得 {score} 分，按公式应得 17.2 分（20 × 430 ÷ 500 = 17.20），请核对。"
    figures = (score, "20", "17.2", "≥500株", "430株", "up", "partly", "")
    assert found(row(1, score=score)) == one("score-differs-from-formula", "warning", message, *figures, index=1)


def test_a_differing_score_may_be_answered():
    finding = found(row(1, score="17"))[0]
    assert is_answered(finding, [Answer(finding.code, finding.place, finding.fingerprint)])
    assert finding.fingerprint not in {
        found(row(1, score="16"))[0].fingerprint,
        found(row(1, score="17", weight=Decimal("20.5")))[0].fingerprint,
        found(row(1, score="17", actual="431株"))[0].fingerprint,
    }


def test_no_difference_is_told_where_no_formula_can_say():
    late = {"actual": "2023年1月", "outcome": "not_met", "score": "4", **REASONS}
    assert found(row(2, analysis="任务于2023年1月完成。", **late)) == ()


SLIP = (
    "。填写的得分像是用分值乘实际完成值算出的（{}），应先用实际完成值除以目标值再乘分值，达到目标值的得满分，请核对。"
)


@pytest.mark.parametrize(
    ("target", "actual", "score", "due", "explanation", "by"),
    [
        # w × 92 % for w × 92 ÷ 95.
        ("≥95%", "92%", "18.4", "19.37", "20 × 92 ÷ 95 ≈ 19.37", "20 × 92%"),
        ("≥0.95", "0.92", "18.4", "19.37", "20 × 0.92 ÷ 0.95 ≈ 19.37", "20 × 0.92"),
        ("≥120", "92", "18.4", "15.33", "20 × 92 ÷ 120 ≈ 15.33", "20 × 92%"),
    ],
)
def test_the_weight_times_the_actual_alone_has_its_own_hint(target, actual, score, due, explanation, by):
    changes = {"target": target, "actual": actual, "outcome": "partly", "analysis": "分批完成。", **REASONS}
    message = f"“养护公园数量”得 {score} 分，按公式应得 {due} 分（{explanation}）" + SLIP.format(by)
    figures = (score, "20", due, target, actual, "up", "partly", "")
    assert found(row(score=score, **changes)) == one("score-differs-from-formula", "warning", message, *figures)


@pytest.mark.parametrize("reason", ["", "问卷中12人不满意。"])
def test_the_same_slip_is_no_deduction_where_the_target_was_met(reason):
    message = "“游园居民满意度”得 9.4 分，按公式应得 10 分（94 ≥ 90，得满分 10.00）" + SLIP.format("10 × 94%")
    figures = ("9.4", "10", "10", "≥90%", "94%", "up", "exceeded", "")
    assert found(row(4, score="9.4", deviation_reason=reason)) == one(
        "score-differs-from-formula", "warning", message, *figures, index=4
    )


def test_nought_and_less_is_better_are_no_such_slip():
    assert "像是" not in found(row(1, score="0", actual="0.5株", analysis="补种。"))[0].message
    down = {"target": "≤50%", "actual": "80%", "direction": "down", "outcome": "partly", "analysis": "略高。"}
    assert "像是" not in found(row(score="16", **down, **REASONS))[0].message


# ---- against the outcome


def test_a_full_score_though_unmet_is_found_and_nothing_besides():
    message = "“补种行道树”部分完成（目标值“≥500株”，实际完成值“430株”），却得满分 20 分，请改正得分。"
    figures = ("20", "20", "≥500株", "430株", "up", "partly", "")
    assert found(row(1, score="20")) == one("full-score-though-unmet", "error", message, *figures, index=1)


def test_a_full_score_for_a_missed_date_or_tier_is_found():
    late = {"actual": "2023年1月", "outcome": "not_met", "analysis": "任务于2023年1月完成。", **REASONS}
    assert codes(row(2, score="10", **late)) == [("error", "full-score-though-unmet", ROWS[2], "score")]
    assert codes(row(2, score="9.99", **late)) == []
    worse = {**WORDS, **REASONS, "tier": "partly", "outcome": "partly", "analysis": "条件变化。"}
    assert codes(row(score="20", **worse)) == [("error", "full-score-though-unmet", ROWS[0], "score")]


def test_a_full_score_that_the_formula_gives_by_rounding_is_right():
    near = {"target": "≥100000个", "actual": "99999个", "outcome": "partly", "analysis": "", **REASONS}
    assert codes(row(score="20", **near | {"analysis": "完成99999个。"})) == []


def test_a_row_that_is_worth_nothing_cannot_have_too_much():
    late = {"target": "11月底前", "actual": "12月", "outcome": "not_met", "analysis": "于12月完成。", **REASONS}
    facts = with_row(row(2, score="0", weight=Decimal(0), **late), 0, weight=Decimal(30))
    assert codes(facts) == []


def test_points_taken_off_a_met_row_ask_for_the_reason():
    message = (
        "“养护公园数量”已达到目标值（目标值“12个”，实际完成值“12个”），得 18 分，低于分值 20 分，"
        "请在偏差原因中说明扣分原因，或改正得分。"
    )
    figures = ("18", "20", "12个", "12个", "up", "met", "")
    facts = row(score="18")
    owed = one("below-weight-without-reason", "warning", message, *figures, field="deviation_reason")
    assert found(facts) == owed
    assert owed[0].answer_field == Place("indicators", ROWS[0], "deviation_reason")
    assert not is_answered(owed[0], [Answer(owed[0].code, owed[0].place, owed[0].fingerprint)])
    assert found(row(score="18", deviation_reason=" ")) == owed
    assert found(row(score="18", deviation_reason="两个公园养护不到位。")) == ()


def test_points_taken_off_where_the_person_says_unmet_against_the_figures_are_no_second_fault():
    facts = row(score="15", outcome="partly", analysis="部分完成目标值。", **REASONS)
    assert codes(facts) == [("warning", "outcome-contradicts-figures", ROWS[0], "outcome")]


# ---- against the tier


@pytest.mark.parametrize(
    ("tier", "outcome", "score", "span"),
    [
        ("reached", "met", "15.99", "“达成预期”应在 16至20分之间"),
        ("partly", "partly", "16", "“部分达成并具有一定效果”应在 12至16分（不含16分）之间"),
        ("partly", "partly", "11.99", "“部分达成并具有一定效果”应在 12至16分（不含16分）之间"),
        ("not_reached", "not_met", "12", "“未达成且效果较差”应在 0至12分（不含12分）之间"),
    ],
)
def test_a_score_outside_the_interval_of_its_tier_is_found(tier, outcome, score, span):
    message = f"“养护公园数量”得 {score} 分，分档{span}，请改正得分或分档。"
    figures = (score, "20", tier, "改善条件", "明显改善", "", outcome, tier)
    facts = row(score=score, tier=tier, outcome=outcome, analysis="条件变化。", **WORDS, **REASONS)
    assert found(facts) == one("score-outside-tier", "error", message, *figures)


@pytest.mark.parametrize(
    ("tier", "outcome", "score"),
    [
        ("reached", "met", "16"),
        ("reached", "met", "19"),
        ("partly", "partly", "12"),
        ("partly", "partly", "15.99"),
        ("not_reached", "not_met", "0"),
        ("not_reached", "not_met", "11.99"),
    ],
)
def test_within_its_interval_a_score_is_right(tier, outcome, score):
    reasons = {} if outcome == "met" else REASONS
    assert found(row(score=score, tier=tier, outcome=outcome, analysis="条件变化。", **WORDS, **reasons)) == ()


def test_the_intervals_are_those_of_the_rule_set():
    facts = row(score="9", tier="partly", outcome="partly", analysis="条件变化。", **WORDS, **REASONS)
    facts = with_row(facts, 3, weight=Decimal(20))
    assert found(facts, rules=RULE_SETS["hubei"])[0].code == "score-outside-tier"
    assert found(with_row(facts, 0, score=Decimal(10)), rules=RULE_SETS["hubei"]) == ()


def test_the_same_words_are_within_the_first_tier_though_nobody_chose_it():
    same = {
        "target": "保障供水",
        "actual": "保障供水",
        "nature": "qualitative",
        "direction": "",
        "analysis": "供水正常。",
    }
    assert codes(row(score="19", **same)) == []
    assert codes(row(score="15", **same)) == [("error", "score-outside-tier", ROWS[0], "score")]
    # A person who says 部分完成 has contradicted the words already.
    assert codes(row(score="15", **same | {"outcome": "partly"}, **REASONS)) == [
        ("warning", "outcome-contradicts-figures", ROWS[0], "outcome")
    ]


# ---- points that nobody has given yet


def test_a_row_whose_tier_nobody_chose_is_found():
    message = (
        "“养护公园数量”是定性指标，未选分档，请选择“达成预期”、“部分达成并具有一定效果”、“未达成且效果较差”之一，"
        "并在该档的区间内评分。"
    )
    facts = row(outcome="partly", analysis="条件变化。", **WORDS, **REASONS)
    assert found(facts) == one("blank-tier", "error", message, "改善条件", "明显改善", "", "partly", "", field="tier")
    assert found(facts, stage="targets") == ()


def test_where_the_page_offers_no_tier_the_score_is_asked_for():
    facts = row(outcome="partly", analysis="条件变化。", **WORDS | {"nature": "deadline"}, **REASONS)
    message = "“养护公园数量”未填得分，不能按公式计算，请人工评分。"
    assert found(facts) == one("blank-score", "error", message, "改善条件", "明显改善", "", "partly", "")


def test_a_tier_without_points_is_found_with_its_interval():
    facts = row(tier="partly", outcome="partly", analysis="条件变化。", **WORDS, **REASONS)
    message = "“养护公园数量”未填得分，分档是“部分达成并具有一定效果”，请在 12至16分（不含16分）之间评分。"
    assert found(facts) == one("blank-score", "error", message, "改善条件", "明显改善", "", "partly", "partly")


def test_a_missed_date_without_points_is_found():
    late = {"target": "11月底前", "actual": "12月", "outcome": "not_met", "analysis": "于12月完成。", **REASONS}
    message = "“养护任务完成时间”未填得分，未按期完成，请人工评分。"
    figures = ("11月底前", "12月", "", "not_met", "")
    assert found(row(2, **late)) == one("blank-score", "error", message, *figures, index=2)


def test_an_outcome_that_leaves_the_points_open_is_not_enough():
    facts = row(outcome="partly", analysis="养护公园。", **RANGE, **REASONS)
    message = "“养护公园数量”未填得分，看不出越多越好还是越少越好，请选择方向。"
    assert found(facts) == one("blank-score", "error", message, "10-20个", "25个", "", "partly", "")


def test_a_target_that_does_not_apply_asks_for_points():
    facts = row(target="不适用", actual="12个")
    assert codes(facts) == [("error", "blank-score", ROWS[0], "score")]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"actual": ""}, "blank-actual", "actual"),
        ({"actual": "XX", "target": "提升", "direction": "", "nature": ""}, "template-leftover", "actual"),
        ({"target": ""}, "blank-target", "target"),
        ({"weight": None}, "blank-weight", "weight"),
        # Once it is said to be met there is nothing to ask.
        ({**RANGE, "outcome": ""}, "blank-outcome", "outcome"),
    ],
)
def test_what_another_finding_asks_for_is_asked_once(changes, code, field):
    facts = row(**{"outcome": "met", "analysis": "养护公园。", **changes})
    assert codes(facts) == [("error", code, ROWS[0], field)]


def test_a_blank_outcome_is_asked_for_beside_a_tier_that_it_would_not_settle():
    facts = row(**WORDS, outcome="", analysis="条件变化。")
    assert codes(facts) == [
        ("error", "blank-tier", ROWS[0], "tier"),
        ("error", "blank-outcome", ROWS[0], "outcome"),
    ]


def test_an_entered_score_answers_what_was_asked():
    late = {"actual": "2023年1月", "outcome": "not_met", "analysis": "任务于2023年1月完成。", **REASONS}
    assert found(row(2, score="0", **late)) == ()


def test_nothing_is_said_of_points_where_none_are_given():
    for changes in ({"score": "99"}, {"tier": "partly", "outcome": "partly", **WORDS, **REASONS}):
        assert found_by(row(analysis="条件变化。", **changes)) == ()
