"""The few figures on the overview and on the page of a move."""

from dataclasses import replace

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
