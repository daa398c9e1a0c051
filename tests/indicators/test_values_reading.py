"""What is understood of one cell."""

from decimal import Decimal

import pytest

from indicators.values import read


@pytest.mark.parametrize(
    ("text", "operator", "number", "unit", "direction"),
    [
        ("20个", "", "20", "个", "up"),
        ("≥100个", "≥", "100", "个", "up"),
        ("≧ 735 人次", "≥", "735", "人次", "up"),
        ("═ 100 %", "=", "100", "%", "equal"),
        ("﹦ 72890 元", "=", "72890", "元", "equal"),
        (">=90%", "≥", "90", "%", "up"),
        ("＜５‰", "<", "5", "‰", "down"),
        ("至少1个小区", "≥", "1", "个小区", "up"),
        ("不低于250个工作日", "≥", "250", "个工作日", "up"),
        ("≤620万/月", "≤", "620", "万/月", "down"),
        ("≤3.5万元/台", "≤", "3.5", "万元/台", "down"),
        ("每人每月500元", "", "500", "元/人/月", "unknown"),
        ("27,799.22万元", "", "27799.22", "万元", "unknown"),
        ("控制在5%以内", "≤", "5", "%", "down"),
        ("95%以上", "≥", "95", "%", "up"),
        ("100人左右", "~", "100", "人", "equal"),
        ("1000余人", "+", "1000", "人", "up"),
        ("近1000人", "近", "1000", "人", "up"),
        ("25TB", "", "25", "TB", "up"),
        ("100%覆盖", "", "100", "%", "up"),
        ("百分之九十五点五", "", "95.5", "%", "up"),
        ("三个", "", "3", "个", "up"),
        ("0起", "", "0", "起", "down"),
        ("1/4", "", "0.25", "", "up"),
        ("12345热线办结率≥95%", "≥", "95", "%", "up"),
        ("死亡率5%", "", "5", "%", "down"),
        ("20个（其中城区5个）", "", "20", "个", "up"),
    ],
)
def test_a_number_is_read_with_operator_and_unit(text, operator, number, unit, direction):
    value = read(text)

    assert (value.kind, value.operator, value.number, value.unit, value.direction) == (
        "number",
        operator,
        Decimal(number),
        unit,
        direction,
    )


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10－20个", "10", "20", "个"),
        ("10%至20%", "10", "20", "%"),
        ("100%±10%", "90", "110", "%"),
        ("200个±10%", "180", "220", "个"),
        ("±5%", "-5", "5", "%"),
        ("90%≤X≤100%", "90", "100", "%"),
        ("≥95%≤100%", "95", "100", "%"),
        ("-10~-5℃", "-10", "-5", "°C"),
    ],
)
def test_a_range_has_two_bounds(text, low, high, unit):
    value = read(text)

    assert (value.kind, value.number, value.upper, value.unit) == ("range", Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2022年11月30日前", "date", "2022-11-30", "2022-11-30"),
        ("2022-11-30", "date", "2022-11-30", "2022-11-30"),
        ("20221130", "date", "2022-11-30", "2022-11-30"),
        ("2024年2月底前", "date", "2024-02-01", "2024-02-29"),
        ("2022年第三季度", "date", "2022-07-01", "2022-09-30"),
        ("2022年Q4", "date", "2022-10-01", "2022-12-31"),
        ("2022年上半年", "date", "2022-01-01", "2022-06-30"),
        ("2022年底", "date", "2022-12-01", "2022-12-31"),
        ("二〇二二年十二月", "date", "2022-12-01", "2022-12-31"),
        ("2020年1月--2020年11月", "period", "2020-01-01", "2020-11-30"),
        ("2022年6月至9月", "period", "2022-06-01", "2022-09-30"),
        ("2022.1-2022.12", "period", "2022-01-01", "2022-12-31"),
        ("2018-2022", "period", "2018-01-01", "2022-12-31"),
    ],
)
def test_a_date_or_period_is_read_from_its_first_to_its_last_day(text, kind, start, end):
    value = read(text)

    assert (value.kind, str(value.span.start), str(value.span.end)) == (kind, start, end)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"),
        (" \u3000\n", "blank"),
        ("无", "not_applicable"),
        ("/", "not_applicable"),
        ("——", "not_applicable"),
        ("N/A", "not_applicable"),
        ("是", "yes_no"),
        (" 否 ", "yes_no"),
        ("√", "yes_no"),
        ("保障", "qualitative"),
        ("统一管理，一次性发放", "qualitative"),
        ("12345热线畅通", "qualitative"),
        ("2022年完善制度建设", "qualitative"),
        ("资源采购期以当年为主", "qualitative"),
        ("达成预期指标", "tier"),
        ("部分达成并具有一定效果", "tier"),
        ("三四个", "qualitative"),
        ("1.2.3", "unknown"),
        ("≥5%以内", "unknown"),
        ("1:3", "unknown"),
        ("10 20", "unknown"),
        ("每月10日前", "unknown"),
        ("2022年2月30日", "unknown"),
        ("11月底完成100%", "unknown"),
        ("培训3期，200人次", "unknown"),
        ("。", "unknown"),
    ],
)
def test_the_kind_of_what_is_no_single_figure(text, kind):
    assert read(text).kind == kind


def test_several_values_are_kept_apart():
    value = read("培训3期，200人次")

    assert [(part.number, part.unit) for part in value.parts] == [(Decimal(3), "期"), (Decimal(200), "人次")]


def test_a_change_knows_its_sense():
    assert [read(text).sense for text in ("较上年减少2%", "同比增长8%", "降低到5%", "新增20个")] == [
        "fall",
        "rise",
        "",
        "rise",
    ]


def test_the_name_turns_a_bare_rate():
    assert read("5%", name="结转结余率").direction == "down"
    assert read("95%", name="投诉处理及时率").direction == "up"
    assert read("≥5%", name="结转结余率").direction == "up"
