"""What stands below a target."""

import pytest

from indicators.understood import UNDECIDED, UNREAD, understood
from tests.facts import make_row


def line(target, **row):
    return understood(make_row(**{"target": target, "name": "", "direction": "", "nature": ""} | row), "target")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("", ""),
        ("≥100张", "≥ 100 张 · 越多越好"),
        ("不少于 100 张", "≥ 100 张 · 越多越好"),
        ("≥95%", "≥ 95% · 越多越好"),
        ("≤3次", "≤ 3 次 · 越少越好"),
        ("0起", "0 起 · 越少越好"),
        ("约100人", "约 100 人 · 等于目标"),
        ("10-20个", "10–20 个 · 在区间内"),
        ("较上年减少2%", "减少 2% · 降幅越大越好"),
        ("2022年11月30日前", "2022年11月30日前 · 越早越好"),
        ("12月底前", "12月底前 · 越早越好"),
        ("9月前", "9月前 · 越早越好"),
        ("第四季度", "10月至12月 · 越早越好"),
        ("2020年1月--2020年11月", "2020年1月至11月 · 在此期间"),
        ("2020年12月至2021年2月", "2020年12月至2021年2月 · 在此期间"),
        ("2022年", "2022年 · 在此期间"),
        ("是", "是/否"),
        ("保障", "定性"),
        ("达成预期指标", "定性"),
        ("无", "不适用"),
        ("培训3期，200人次", "3 期；200 人次 · 逐项比较"),
        ("11月底完成100%", "11月底；100% · 逐项比较"),
        ("16.20万元", f"16.20 万元 · {UNDECIDED}"),
        ("？？", UNREAD),
    ],
)
def test_a_target_is_told_as_it_was_understood(target, said):
    assert line(target) == said


def test_the_direction_that_a_person_set_is_told():
    assert line("16.20万元", direction="down") == "16.20 万元 · 越少越好"
    assert line("16.20万元", direction="equal") == "16.20 万元 · 等于目标"


def test_the_unit_comes_from_its_column_where_the_target_has_none():
    assert line("≥100", unit="张") == "≥ 100 张 · 越多越好"
    assert line("≥100个", unit="张") == "≥ 100 个 · 越多越好"
    assert line("≥100", unit="无") == "≥ 100 · 越多越好"


def test_each_of_two_targets_is_told_for_itself_whatever_the_actual_is():
    row = make_row(target="≥10个", adjusted_target="12月底前", actual="3个", direction="")

    assert understood(row, "target") == "≥ 10 个 · 越多越好"
    assert understood(row, "adjusted_target") == "12月底前 · 越早越好"
