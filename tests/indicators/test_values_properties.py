"""Whatever is typed: no exception, the text kept, width without meaning, and more never judged worse."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.values import Judgement, Value, judge, nature_of, read
from tests.indicators.value_pairs import ALL, OUTCOMES

KINDS = {"number", "range", "date", "period", "yes_no", "qualitative", "tier", "not_applicable", "blank", "unknown"}
DIRECTIONS = {"up", "down", "equal", "qualitative", "unknown"}
REAL = sorted({text for pair in ALL for text in (pair.target, pair.actual)})
# What values are made of, so that chance puts together what people might.
PIECES = [
    *"0123456789０９.,，、/％%‰万亿百千十一三两零年月日前底后内以上下≥≤><=＝＞±-－~～至到个人次户元余多未不是否无第（）()“”：;\n \u200b²①½Ⅲ٣𝟗aBkm*+每",
    *(
        "不少于",
        "控制在",
        "较上年减少",
        "以内",
        "完成",
        "已完成",
        "2022年",
        "12月底前",
        "百分之",
        "分之",
        "全年",
        "达成",
        "季度",
        "9" * 30,
    ),
]
texts = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.one_of(st.sampled_from(REAL), st.sampled_from(PIECES)), min_size=1, max_size=4).map("".join),
)
COUNT = 4_000  # the same every time; `python -m benchmarks.values --fuzz` tries others


def check_reading(text, name=""):
    value = read(text, name=name)
    assert isinstance(value, Value)
    assert value.kind in KINDS
    assert value.direction in DIRECTIONS
    assert value.text == text
    assert read(value.text, name=name) == value


@settings(derandomize=True, deadline=None, max_examples=COUNT)
@given(texts, texts)
def test_reading_and_judging_never_fail(target, actual):
    check_reading(target, name=actual)
    check_reading(actual)
    judgement = judge(target, actual, name=actual, unit=target)
    assert isinstance(judgement, Judgement)
    assert judgement.outcome in OUTCOMES
    assert judgement.sentence
    assert nature_of(target, actual, target) in {"number", "yes_no", "deadline", "qualitative", ""}


operators = st.sampled_from(
    ["", "≥", "≤", ">", "<", "=", "不少于", "不超过", "至少", "至多", "大于等于", "控制在", "达到", "≧", "﹦", ">="]
)
numbers = st.decimals(min_value=0, max_value=100_000, places=2)
units = st.sampled_from(["", "%", "个", "人次", "万元", "元", "公里", "个小区", "元/人·月", "天", "㎡"])
FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@settings(derandomize=True, deadline=None, max_examples=500)
@given(operators, numbers, units, st.sampled_from(["", " ", "\u3000"]))
def test_a_generated_target_is_read_alike_in_every_spelling(operator, number, unit, blank):
    plain = read(f"{operator}{number}{unit}")

    assert (plain.kind, plain.number) == ("number", number)
    for spelt in (
        f"{operator}{blank}{number}{blank}{unit}",
        f"{operator}{number:,}{unit}",
        f"{operator}{number}{unit}".translate(FULL),
    ):
        other = read(spelt)
        assert (other.operator, other.number, other.unit, other.direction) == (
            plain.operator,
            plain.number,
            plain.unit,
            plain.direction,
        )


RANKS = {"not_met": 0, "met": 1, "exceeded": 2}


@settings(derandomize=True, deadline=None, max_examples=1000)
@given(
    operators,
    numbers,
    numbers,
    numbers,
    units,
    st.sampled_from(["", "结转结余率", "满意度", "投诉率", "采购成本", "补助标准"]),
    st.sampled_from(["", "数量指标", "成本指标"]),
)
def test_a_better_actual_is_never_judged_worse(operator, target, first, second, unit, name, level2):
    low, high = (
        judge(f"{operator}{target}{unit}", f"{actual}{unit}", name=name, level2=level2)
        for actual in sorted([first, second])
    )

    if low.direction in {"up", "down"} and "cannot_tell" not in {low.outcome, high.outcome}:
        worse, better = (low, high) if low.direction == "up" else (high, low)
        assert RANKS[worse.outcome] <= RANKS[better.outcome]


@settings(derandomize=True, deadline=None, max_examples=500)
@given(numbers, numbers, st.sampled_from(["%", "个", "元", "公里"]))
def test_signs_decide_as_arithmetic_does(target, actual, unit):
    def outcome(sign):
        return judge(f"{sign}{target}{unit}", f"{actual}{unit}").outcome

    def expected(better, kept):
        return "exceeded" if better else "met" if kept else "not_met"

    assert outcome("≥") == expected(actual > target, actual >= target)
    assert outcome("≤") == expected(actual < target, actual <= target)
    assert outcome(">") == expected(actual > target, kept=False)
    assert outcome("<") == expected(actual < target, kept=False)


@pytest.mark.parametrize(
    "text", ["9" * 2000, "9," * 1000, "1年" * 1000, "≥" * 2000, "未" * 2000, "至少" * 1000, "10-" * 500, "第1" * 1000]
)
def test_a_page_of_nonsense_is_read_too(text):
    check_reading(text)
    assert judge(text, text).outcome in OUTCOMES


def test_a_ratio_is_exact_where_decimals_are():
    assert judge("17个", "58个").ratio.quantize(Decimal("0.0001")) == Decimal("3.4118")


@pytest.mark.parametrize(
    "words", ["得到有效", "较上年有所", "完成时间", "数量", "已得到明显", "及时足额", "已验收", "预算控制"]
)
def test_words_that_contain_each_other_are_not_tried_in_every_order(words):
    """Tried in turn, thirty of them would take for ever."""
    text = words * 30

    for target, actual, name in (
        ("提升", f"{text}x提升", ""),
        (f"{text}x", text, ""),
        ("12月底前", f"12月{text}x", ""),
        ("1%", "2%", f"投诉率{text}x"),
    ):
        assert judge(target, actual, name=name).outcome in OUTCOMES
