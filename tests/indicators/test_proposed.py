"""What is proposed for 完成情况, and what a proposal never overwrites."""

from dataclasses import replace

import pytest

from indicators.proposed import next_outcome, possible, proposed
from tests.facts import make_row


def row(target, actual, **more):
    return make_row(**{"target": target, "actual": actual, "outcome": "", "direction": "", "nature": ""} | more)


@pytest.mark.parametrize(
    ("target", "actual", "tier", "code"),
    [
        ("≥100张", "100张", "", "met"),
        ("≥100张", "122张", "", "exceeded"),
        ("≥100张", "92张", "", ""),
        ("≥100张", "", "", ""),
        ("", "92张", "", ""),
        ("12月底前", "11月", "", "exceeded"),
        ("是", "是", "", "met"),
        ("是", "否", "", ""),
        ("改善条件", "明显改善", "", ""),
        ("改善条件", "明显改善", "reached", "met"),
        ("改善条件", "明显改善", "partly", "partly"),
        ("改善条件", "明显改善", "not_reached", "not_met"),
        ("保障", "部分达成并具有一定效果", "", "partly"),
        # A tier against the figures: a person has to say which of the two is wrong.
        ("≥100张", "122张", "partly", ""),
        ("≥100张", "92张", "reached", ""),
    ],
)
def test_an_outcome_is_proposed_only_where_figures_or_tier_tell(target, actual, tier, code):
    assert proposed(row(target, actual, tier=tier)) == code


def test_where_the_target_was_missed_two_outcomes_are_possible():
    assert possible(row("≥100张", "92张")) == ("partly", "not_met")
    assert possible(row("≥100张", "122张")) == ()
    assert possible(row("保障", "部分达成并具有一定效果")) == ()
    assert possible(row("≥100张", "")) == ()


@pytest.mark.parametrize(
    ("before", "stored", "after", "becomes"),
    [
        # Blank: whatever is proposed.
        ("", "", "122张", "exceeded"),
        ("", "", "92张", ""),
        ("92张", "", "100张", "met"),
        # The earlier proposal follows the figures, and goes where they propose nothing.
        ("122张", "exceeded", "100张", "met"),
        ("122张", "exceeded", "92张", ""),
        ("122张", "exceeded", "", ""),
        # What a person chose instead stays.
        ("122张", "met", "100张", "met"),
        ("122张", "met", "92张", "met"),
        ("92张", "partly", "122张", "partly"),
        ("92张", "not_met", "100张", "not_met"),
        ("", "met", "122张", "met"),
    ],
)
def test_a_proposal_follows_the_figures_and_a_choice_stays(before, stored, after, becomes):
    earlier = row("≥100张", before, outcome=stored)

    assert next_outcome(earlier, replace(earlier, actual=after)) == becomes
