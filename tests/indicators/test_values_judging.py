"""What a judgement tells besides its outcome."""

from decimal import Decimal

import pytest

from indicators.values import judge


def test_the_ratio_and_the_sentence_hold_the_figures():
    judgement = judge("≥100个", "122张")

    assert (judgement.ratio, judgement.units, judgement.target_unit, judgement.actual_unit) == (
        Decimal("1.22"),
        "different",
        "个",
        "张",
    )
    assert judgement.sentence == "目标值≥100个，实际完成值122张，高于目标值（122%）；单位不同（个、张）：超额完成"


def test_a_ratio_is_computed_in_one_unit():
    judgement = judge("≥1.2亿元", "6000万元")

    assert (judgement.outcome, judgement.ratio, judgement.units) == ("not_met", Decimal("0.5"), "convertible")


@pytest.mark.parametrize(
    ("target", "actual"), [("0起", "1起"), ("10-20个", "15个"), ("≥95%", "≥95%"), ("≥10人", "10余人")]
)
def test_there_is_no_ratio_where_it_would_mean_nothing(target, actual):
    assert judge(target, actual).ratio is None


@pytest.mark.parametrize(
    ("target", "actual", "repeats"),
    [
        ("≥95%", "≥95%", True),
        ("≧ 95 %", "≥95%", True),
        ("=95%", "＝95%", True),
        ("≥95%", "95%", False),
        ("20个", "20个", False),
        ("保障", "保障", False),
    ],
)
def test_an_actual_that_repeats_the_operator_is_seen(target, actual, repeats):
    assert judge(target, actual).repeats is repeats


@pytest.mark.parametrize(
    ("target", "actual", "asks"),
    [
        ("", "20个", "target"),
        ("20个", "", "actual"),
        ("改善条件", "明显改善", "tier"),
        ("5天", "4天", "direction"),
        ("100%", "有", "figure"),
        ("100户", "300人", "figure"),
        ("20个", "20个", ""),
    ],
)
def test_what_a_person_must_add_is_named(target, actual, asks):
    assert judge(target, actual).asks == asks


@pytest.mark.parametrize(
    ("target", "actual", "tier"),
    [
        ("提升", "提升", "reached"),
        ("提升", "部分达成", "partly"),
        ("提升", "未达成", "not_reached"),
        ("提升", "优化", ""),
        ("1个", "1个", ""),
    ],
)
def test_a_tier_is_preset_where_the_words_settle_it(target, actual, tier):
    assert judge(target, actual).tier == tier


@pytest.mark.parametrize(
    ("direction", "outcome"),
    [
        ("up", "not_met"),
        ("down", "exceeded"),
        ("equal", "not_met"),
        ("range", "not_met"),
        ("qualitative", "cannot_tell"),
    ],
)
def test_a_direction_set_by_a_person_decides(direction, outcome):
    judgement = judge("5天", "4天", direction=direction)

    assert (judgement.outcome, judgement.direction) == (outcome, direction)


def test_a_direction_set_by_a_person_outweighs_operator_and_name():
    assert judge("≥5%", "4%", direction="down").outcome == "exceeded"
    assert judge("5%", "4%", name="结转结余率", direction="up").outcome == "not_met"


def test_the_unit_of_the_row_stands_in_for_one_that_is_not_written():
    assert judge("100", "98万元", unit="万元", level2="成本指标").outcome == "exceeded"
    assert judge("735", "735人次", unit="人次").units == "missing"


@pytest.mark.parametrize(
    ("first", "second", "units"),
    [
        ("5%", "5百分比", "same"),
        ("5公里", "5km", "same"),
        ("5 公 里", "5千米", "same"),
        ("1个", "1张", "different"),
        ("1人", "1人次", "different"),
        ("1人", "1名", "same"),
        ("1个小区", "1个", "same"),
        ("1万元", "1元", "convertible"),
        ("1公里", "1米", "convertible"),
        ("1个", "1", "missing"),
        ("1%", "1个", "incomparable"),
        ("1年", "1天", "incomparable"),
        ("保障", "保障", ""),
    ],
)
def test_units_are_compared(first, second, units):
    assert judge(first, second).units == units


def test_nothing_is_promised_where_the_name_says_so():
    assert judge("公益性事业", "公益性事业", name="社会公益服务无经济效益").outcome == "cannot_tell"
