"""The few figures on the overview and on the page of a move."""

from dataclasses import replace
from decimal import Decimal

from reports.figures import Figure, figures
from tests.facts import make_facts, with_basic, with_row

MONEY = (
    Figure("调整后预算数", "5,000,000.00 元", "500.00 万元"),
    Figure("执行数", "4,950,000.00 元", "495.00 万元"),
    Figure("执行率", "99%"),
)


def test_money_and_outcomes_are_told():
    assert figures(make_facts()) == (*MONEY, Figure("完成的指标", "5 项中 4 项"), Figure("部分或未完成", "1 项"))


def test_what_is_still_open_is_counted_apart():
    facts = with_row(with_row(make_facts(), 0, outcome=""), 1, outcome="exceeded")

    assert figures(facts)[3:] == (Figure("完成的指标", "5 项中 4 项"), Figure("未填完成情况", "1 项"))


def test_the_basis_names_the_budget_and_blank_stays_blank():
    facts = with_basic(replace(make_facts(), basis="initial", revenue=()), executed=None)

    assert figures(facts)[:3] == (
        Figure("年初预算数", ""),
        Figure("执行数", ""),
        Figure("执行率", ""),
    )


def test_at_the_targets_stage_only_what_is_planned_is_told():
    assert figures(make_facts(), stage="targets") == (
        Figure("年初预算数", "5,000,000.00 元", "500.00 万元"),
        Figure("年度目标", "2 个"),
        Figure("指标", "5 项"),
    )


# ---- points

WEIGHTS = ("10", "30", "12.5", "17.5", "10")


def scored_facts(**changes):
    facts = make_facts(**{"rule_set": "hubei", "layout": "founding-scored"} | changes)
    for index, weight in enumerate(WEIGHTS):
        facts = with_row(facts, index, weight=Decimal(weight))
    return facts


def points(*figures):
    return tuple(Figure(label, text, note=note, of_points=True) for label, text, note in figures)


def test_points_stand_before_the_money():
    assert figures(scored_facts())[:7] == (
        *points(
            ("自评总分", "95.6 分", ""),
            ("等级", "优", ""),
            ("执行率得分", "19.8 分", "满分 20 分"),
            ("指标得分", "75.8 分", "满分 80 分"),
        ),
        *MONEY,
    )


def test_what_is_undecided_is_counted_and_never_shown_as_nought():
    facts = with_row(with_row(scored_facts(), 1, actual=""), 4, actual="")

    assert figures(facts)[:4] == points(
        ("自评总分", "未定", "还有 2 项未定"),
        ("等级", "未定", ""),
        ("执行率得分", "19.8 分", "满分 20 分"),
        ("指标得分", "40 分", "还有 2 项未定"),
    )


def test_a_rate_that_cannot_be_computed_leaves_the_total_open():
    assert figures(with_basic(scored_facts(), executed=None))[:4] == points(
        ("自评总分", "未定", "执行率无法计算"),
        ("等级", "未定", ""),
        ("执行率得分", "未定", "满分 20 分"),
        ("指标得分", "75.8 分", "满分 80 分"),
    )


def test_without_indicators_there_is_no_total():
    assert figures(replace(scored_facts(), goals=()))[0] == points(("自评总分", "未定", "还没有指标"))[0]


def test_at_the_targets_stage_weights_are_set_against_what_is_demanded():
    facts = with_row(scored_facts(), 0, weight=Decimal(5))

    assert figures(facts, stage="targets")[3:] == (Figure("指标分值", "75 / 80 分", note="还差 5 分"),)
