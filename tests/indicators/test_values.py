import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.values import asks_yes_or_no, nature_of, read, with_unit, without_question


@pytest.mark.parametrize(
    ("target", "nature"),
    [
        ("20个", "number"),
        ("≥100个", "number"),
        ("≧ 100 %", "number"),
        ("﹦ 72890 元", "number"),
        ("至少1个小区", "number"),
        ("２０个", "number"),
        ("100%覆盖", "number"),
        ("≤620万/月", "number"),
        ("6个月", "number"),
        ("≥20年", "number"),
        ("0", "number"),
        ("是", "yes_no"),
        (" 否 ", "yes_no"),
        ("保障", "qualitative"),
        ("及时发放到位", "qualitative"),
        ("全天候可用", "qualitative"),
        ("12月底前", "deadline"),
        ("2022年11月30日前", "deadline"),
        ("2020年1月--2020年11月", "deadline"),
        ("2020年", "deadline"),
        ("11月底完成100%", ""),
        ("", ""),
        ("无", ""),
        ("/", ""),
    ],
)
def test_nature_is_read_from_the_target(target, nature):
    assert nature_of(target, "", "指标") == nature


@pytest.mark.parametrize(("actual", "nature"), [("是", "yes_no"), ("", "yes_no"), ("16.20万元", "")])
def test_nature_without_target_is_known_only_where_the_name_asks(actual, nature):
    assert nature_of("", actual, "完善设施（是否）") == nature
    assert nature_of("", actual, "完善设施") == ""


@settings(derandomize=True, deadline=None)
@given(st.text(), st.text(), st.text())
def test_nature_is_one_of_five_whatever_is_typed(target, actual, name):
    assert nature_of(target, actual, name) in {"number", "yes_no", "deadline", "qualitative", ""}


def test_question_is_seen_and_taken_off_a_name():
    assert [asks_yes_or_no(name) for name in ("完善设施（是否）", "完善设施( 是否 )", "是否完善")] == [
        True,
        True,
        False,
    ]
    assert without_question("保障困难群众（城乡）的生活（是否） ") == "保障困难群众（城乡）的生活"


@pytest.mark.parametrize(
    ("text", "unit", "printed"),
    [
        ("≥100", "场", "≥100场"),
        ("１００", " 场 ", "１００场"),
        ("98.5", "%", "98.5%"),
        ("100场", "场", "100场"),
        ("95%", "场", "95%"),
        ("按时完成", "场", "按时完成"),
        ("", "场", ""),
        ("100", "", "100"),
        ("100", "/", "100"),
    ],
)
def test_a_bare_figure_is_printed_with_the_unit_of_its_row(text, unit, printed):
    assert with_unit(text, unit) == printed


@pytest.mark.parametrize("text", ["≥9O%", "1o0户", "l00%", "l1月20日", "I2次"])
def test_a_letter_that_was_taken_for_a_digit_leaves_the_figure_unknown(text):
    assert read(text).kind == "unknown"


@pytest.mark.parametrize("text", ["10l", "H2O浓度≤5%", "O3浓度≤160微克", "PM2.5≤35", "≥5000kWh"])
def test_letters_in_names_and_units_are_no_mistaken_digits(text):
    assert read(text).kind == "number"
