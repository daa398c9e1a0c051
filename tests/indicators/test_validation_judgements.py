from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.facts import Place
from indicators.findings import Finding
from tests.facts import ROWS, make_facts, make_goal, make_row, with_row
from tests.findings import RULES, found


def one(code, level, field, message, *figures, key=ROWS[0]):
    return (Finding(code, level, message, Place("indicators", key, field), figures),)


def row(**changes):
    """The clean evaluation with its first row changed; its analysis says nothing that could contradict."""
    return with_row(make_facts(), 0, **{"analysis": "按计划实施。"} | changes)


def codes(facts, **case):
    return [(finding.code, finding.place.field) for finding in found(facts, **case)]


# The outcome that was set


@pytest.mark.parametrize("outcome", ["met", "exceeded"])
def test_an_outcome_better_than_the_figures_is_found(outcome):
    chosen = {"met": "完成", "exceeded": "超额完成"}[outcome]
    message = (
        f"“养护公园数量”的完成情况选的是“{chosen}”，与数值不符"
        "（目标值12个，实际完成值9个，低于目标值（75%）：未完成），请核对。"
    )
    facts = row(actual="9个", outcome=outcome)
    wanted = one("outcome-contradicts-figures", "warning", "outcome", message, "12个", "9个", outcome, "up")
    assert found(facts) == wanted
    assert found(facts, stage="targets") == ()


@pytest.mark.parametrize("outcome", ["partly", "not_met"])
@pytest.mark.parametrize("actual", ["12个", "13个"])
def test_an_outcome_worse_than_the_figures_is_found(outcome, actual):
    facts = row(actual=actual, outcome=outcome, deviation_reason="移交。", improvement="无需改进。")
    assert codes(facts) == [("outcome-contradicts-figures", "outcome")]


def test_exactly_the_target_is_not_more_than_it():
    assert codes(row(outcome="exceeded")) == [("outcome-contradicts-figures", "outcome")]


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("12个", "13个", "met"),  # an understatement
        ("提升", "明显提升", "exceeded"),
        ("改善条件", "明显改善", "met"),  # a person decides
        ("改善条件", "明显改善", "partly"),
        ("12月底前", "11月", "met"),
        ("是", "是", "met"),
    ],
)
def test_an_outcome_that_a_person_may_choose_is_left_alone(target, actual, outcome):
    reasons = {"deviation_reason": "资金不足。", "improvement": "追加。"} if outcome == "partly" else {}
    assert found(row(target=target, actual=actual, outcome=outcome, nature="", direction="", **reasons)) == ()


def test_an_outcome_is_judged_by_the_adjusted_target_and_the_direction_that_was_set():
    assert found(row(actual="10个", adjusted_target="10个", adjustment_reason="移交。")) == ()
    assert found(row(target="12", actual="9", direction="down")) == ()
    assert codes(row(target="12", actual="9", direction="up")) == [("outcome-contradicts-figures", "outcome")]


@pytest.mark.parametrize(("tier", "outcome"), [("reached", "partly"), ("reached", "not_met")])
def test_a_tier_that_contradicts_the_outcome_is_found(tier, outcome):
    changes = {"target": "改善条件", "actual": "明显改善", "nature": "", "direction": ""}
    facts = row(tier=tier, outcome=outcome, deviation_reason="一。", improvement="二。", **changes)
    chosen = {"partly": "部分完成", "not_met": "未完成"}[outcome]
    message = f"“养护公园数量”的完成情况选的是“{chosen}”，分档选的是“达成预期”，两者不符，请核对。"
    figures = ("改善条件", "明显改善", outcome, "", "reached")
    assert found(facts) == one("outcome-contradicts-tier", "warning", "outcome", message, *figures)


def test_a_lower_tier_under_a_reached_outcome_is_found():
    changes = {"target": "改善条件", "actual": "明显改善", "nature": "", "direction": ""}
    facts = row(tier="partly", deviation_reason="一。", improvement="二。", **changes)
    assert codes(facts) == [("outcome-contradicts-tier", "outcome")]
    assert found(row(tier="reached", **changes)) == ()


# 指标值偏低


@pytest.mark.parametrize(
    ("actual", "told"), [("15个", ""), ("15.59个", ""), ("15.6个", "130%"), ("16个", "133.33%"), ("41个", "341.67%")]
)
def test_over_fulfilment_from_the_threshold_on_asks_for_a_reason(actual, told):
    facts = row(actual=actual, outcome="exceeded")
    if not told:
        assert found(facts) == ()
        return
    message = f"“养护公园数量”的目标值“12个”，实际完成值“{actual}”，为目标值的 {told}，达到 130%，指标值偏低，请填写偏差原因。"
    figures = ("12个", actual, "up", "130")
    assert found(facts) == one("over-fulfilment-without-reason", "warning", "deviation_reason", message, *figures)
    assert found(with_row(facts, 0, deviation_reason=" ")) == found(facts)
    assert found(with_row(facts, 0, deviation_reason="新建4个公园。")) == ()
    assert found(facts, stage="targets") == ()


def test_the_threshold_is_that_of_the_rules():
    facts = row(actual="15个", outcome="exceeded")
    assert codes(facts, rules=replace(RULES, over_fulfilment=Decimal(120))) == [
        ("over-fulfilment-without-reason", "deviation_reason")
    ]
    for rules in (replace(RULES, over_fulfilment=None), replace(RULES, reasons=("unmet",))):
        assert found(row(actual="99个", outcome="exceeded"), rules=rules) == ()


@pytest.mark.parametrize(
    ("target", "actual", "direction"),
    [("≤60日", "20日", "down"), ("0个", "5个", "up"), ("10-20个", "50个", "range"), ("12个", "40个", "equal")],
)
def test_less_is_better_and_a_target_of_nought_have_no_over_fulfilment(target, actual, direction):
    facts = row(target=target, actual=actual, direction=direction, outcome="exceeded")
    assert ("over-fulfilment-without-reason", "deviation_reason") not in codes(facts)


# Units


@pytest.mark.parametrize(
    ("target", "actual", "units"),
    [("≥100个", "122张", ("个", "张")), ("至少1人", "1个", ("人", "个")), ("≥100人", "120人次", ("人", "人次"))],
)
def test_another_unit_in_the_actual_is_found(target, actual, units):
    facts = row(target=target, actual=actual, outcome="exceeded" if actual != "1个" else "met")
    message = f"“养护公园数量”的目标值单位是“{units[0]}”，实际完成值单位是“{units[1]}”，两者不同，请统一。"
    assert found(facts) == one("unit-differs", "warning", "actual", message, target, actual, "")


@pytest.mark.parametrize(
    ("target", "actual", "blank", "there", "unit"),
    [("12个", "12", "实际完成值", "目标值", "个"), ("12", "12个", "目标值", "实际完成值", "个")],
)
def test_a_unit_on_one_side_only_is_told(target, actual, blank, there, unit):
    message = f"“养护公园数量”的{blank}没有写单位，{there}的单位是“{unit}”（目标值“{target}”，实际完成值“{actual}”）。"
    facts = row(target=target, actual=actual)
    assert found(facts) == one("unit-missing", "info", "actual", message, target, actual, "")
    assert found(with_row(facts, 0, unit="个")) == ()


def test_the_unit_of_the_row_is_that_of_the_side_without():
    facts = row(target="12", actual="12张", unit="个")
    message = "“养护公园数量”的目标值单位是“个”，实际完成值单位是“张”，两者不同，请统一。"
    assert found(facts) == one("unit-differs", "warning", "actual", message, "12", "12张", "个")


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("20公里", "20000米", "met"),
        ("3.5万元", "35000元", "met"),
        ("≥5000万", "0.5亿元", "met"),
        ("1个小区", "1个", "met"),
        ("10个行政村", "10个村", "met"),
        ("≥90%", "18/20", "met"),
        ("0起", "0", "met"),
        ("0次", "0起", "met"),
        ("500株", "500棵", "met"),
        ("12月底前", "11月", "met"),
        ("25TB", "25TB", "met"),
    ],
)
def test_units_that_nobody_would_stumble_over_are_passed(target, actual, outcome):
    assert found(row(target=target, actual=actual, outcome=outcome, nature="", direction="")) == ()


# Repetitions


@pytest.mark.parametrize("text", ["≥95%", "不少于12个", "90%以上"])
def test_an_actual_that_repeats_the_target_with_its_operator_is_found(text):
    message = f"“养护公园数量”的实际完成值“{text}”照抄了目标值，请填写实际达到的数值。"
    assert found(row(target=text, actual=text)) == one(
        "actual-repeats-target", "warning", "actual", message, text, text
    )


@pytest.mark.parametrize(("text", "nature"), [("12个", "number"), ("保障", "qualitative"), ("是", "yes_no")])
def test_an_actual_that_equals_a_plain_target_is_an_answer(text, nature):
    assert found(row(target=text, actual=text, nature=nature, direction="")) == ()


def test_one_text_as_name_target_and_actual_is_found():
    facts = row(name="保障运转", target="保障运转", actual="保障 运转。", nature="", direction="")
    message = "“保障运转”的名称、目标值和实际完成值是同一句话，请分别填写。"
    figures = ("保障运转", "保障运转", "保障 运转。")
    assert found(facts) == one("name-is-target-and-actual", "warning", "actual", message, *figures)
    assert found(row(name="保障机关运转", target="保障运转", actual="保障运转", nature="", direction="")) == ()


def equal_rows(count, **last):
    rows = [
        make_row(f"r{n}", name=f"第{n}类养护", target=f"{n}个", actual=f"{n}个", analysis=f"养护{n}个。")
        for n in range(1, count + 1)
    ]
    return make_facts(goals=(make_goal("g", *rows[:-1], replace(rows[-1], **last)),), statement=statement())


def statement():
    return replace(make_facts().statement, problems=("人手不足。",))


def test_ten_rows_that_all_hit_their_target_exactly_are_told():
    message = "全部 10 项指标的实际完成值都与目标值完全相同，请核对是否照抄了目标值。"
    figures = tuple(f"{n}个" for n in range(1, 11))
    assert found(equal_rows(10)) == one("all-actuals-equal", "info", "actual", message, *figures, key="r1")
    assert found(equal_rows(9)) == ()
    assert found(equal_rows(10, actual="11个", outcome="exceeded", analysis="养护11个。")) == ()
    assert [code for code, _ in codes(equal_rows(10, target="", actual=""))] == ["blank-target", "blank-actual"]


# Yes or no, words and numbers


@pytest.mark.parametrize("stage", ["targets", "results"])
@pytest.mark.parametrize("target", ["保障", "100%", "已完成"])
def test_a_question_whose_target_is_neither_yes_nor_no_is_found(stage, target):
    facts = with_row(make_facts(), 3, target=target, actual=target, analysis="更换座椅。", nature="")
    message = f"“改善居民游园环境（是否）”的目标值是“{target}”，名称注明（是否）的指标，目标值应为“是”或“否”。"
    wanted = one("question-without-yes-or-no", "warning", "target", message, target, key=ROWS[3])
    assert found(facts, stage=stage) == wanted


def test_a_question_is_looked_for_where_the_target_is_judged():
    facts = with_row(make_facts(), 3, adjusted_target="改善", adjustment_reason="重定。", actual="改善", nature="")
    assert codes(facts) == [("question-without-yes-or-no", "adjusted_target")]
    facts = with_row(make_facts(), 3, target="改善", adjusted_target="是", adjustment_reason="重定。")
    assert found(facts) == ()


@pytest.mark.parametrize("name", ["改善居民游园环境（是否）", "改善居民游园环境(是 否)"])
@pytest.mark.parametrize("answer", ["是", "否"])
def test_a_question_with_an_answer_is_right(name, answer):
    assert found(with_row(make_facts(), 3, name=name, target=answer, actual=answer)) == ()


@pytest.mark.parametrize(
    ("nature", "target", "actual", "said"),
    [
        ("qualitative", "≥95%", "96%", "“定性”，目标值“≥95%”却是数值"),
        ("yes_no", "12个", "12个", "“是否”，目标值“12个”却不是“是”或“否”"),
        ("yes_no", "保障", "保障", "“是否”，目标值“保障”却不是“是”或“否”"),
        ("number", "是", "是", "“定量”，目标值“是”却是“是”或“否”"),
        ("number", "有效提升", "有效提升", "“定量”，目标值“有效提升”却没有数值"),
    ],
)
def test_a_target_against_its_nature_is_found(nature, target, actual, said):
    facts = row(nature=nature, target=target, actual=actual, direction="")
    message = f"“养护公园数量”的指标性质是{said}，请核对性质和目标值。"
    wanted = one("target-against-nature", "warning", "target", message, target, nature)
    assert found(facts) == wanted
    assert found(facts, stage="targets") == wanted


@pytest.mark.parametrize(
    ("nature", "target"),
    [
        ("deadline", "≤60日"),
        ("deadline", "及时"),
        ("number", "全覆盖"),
        ("number", "12月底前"),
        ("qualitative", "是"),
        ("qualitative", "100%"),
        ("", "≥95%"),
    ],
)
def test_a_nature_that_people_choose_so_is_left_alone(nature, target):
    facts = row(nature=nature, target=target, direction="")
    assert found(facts, stage="targets") == ()


@pytest.mark.parametrize("name", ["提升村民文明素质", "促进社会和谐稳定"])
def test_a_change_for_the_better_with_a_hundred_percent_is_found(name):
    facts = row(name=name, target="100%", actual="100%", nature="", level1="效益指标", level2="社会效益指标")
    message = f"“{name}”是定性指标，目标值却是“100%”，请用文字说明目标，或把名称改为可以计量的内容。"
    assert found(facts) == one("words-with-numeric-target", "warning", "target", message, "100%", "")


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("提升服务能力培训场次", "12场"),
        ("提高群众满意度", "≥95%"),
        ("提高居民收入水平", "≥5%"),
        ("改善办学条件学校数量", "6所"),
        ("推进适老化改造完成率", "100%"),
        ("提升村民文明素质", "100人"),
        ("提升村民文明素质", "95%"),
        ("养老机构安全监管", "100%"),
    ],
)
def test_what_can_be_counted_is_no_matter_of_words(name, target):
    assert found(row(name=name, target=target, nature=""), stage="targets") == ()


@pytest.mark.parametrize(
    ("direction", "target", "word", "sign"), [("up", "≤60日", "越多越好", "≤"), ("down", "不少于12个", "越少越好", "≥")]
)
def test_an_operator_against_the_direction_that_was_set_is_found(direction, target, word, sign):
    facts = row(direction=direction, target=target)
    message = f"“养护公园数量”的方向是“{word}”，目标值“{target}”的符号却是“{sign}”，请核对。"
    wanted = one("operator-against-direction", "warning", "direction", message, target, direction)
    assert found(facts, stage="targets") == wanted


@pytest.mark.parametrize(
    ("direction", "target"), [("down", "较上年减少2%以上"), ("down", "≤60日"), ("up", "≥12个"), ("down", "达到12个")]
)
def test_an_operator_with_its_direction_is_right(direction, target):
    assert found(row(direction=direction, target=target), stage="targets") == ()


@pytest.mark.parametrize("actual", ["已完成", "达成预期指标", "符合要求", "是"])
def test_a_number_that_is_answered_in_words_is_found(actual):
    message = f"“养护公园数量”的目标值“12个”是数值，实际完成值“{actual}”没有数值，请填写实际数值。"
    wanted = one("number-answered-in-words", "warning", "actual", message, "12个", actual)
    assert found(row(actual=actual)) == wanted


@pytest.mark.parametrize(
    ("target", "actual"), [("0起", "未发生"), ("100%", "全覆盖"), ("12月底前", "按时"), ("提升", "明显提升")]
)
def test_words_that_say_the_number_are_right(target, actual):
    assert found(row(target=target, actual=actual, nature="", direction="")) == ()
