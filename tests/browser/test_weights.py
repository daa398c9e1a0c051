"""Weights: the line under the indicators follows what is saved, and what was given out stands in the cells."""

import json

import pytest
from playwright.sync_api import expect

from tests.facts import GOALS, ROWS
from tests.server import PASSWORD

pytestmark = pytest.mark.browser

# The scored evaluation of the demonstration.
SCORED = "/evaluations/4/"


def test_weights_are_typed_counted_and_given_out(office_of):
    window = office_of("demonstration").signed_in("preparer", "perfeval-demo")
    window.open(f"{SCORED}goals/")
    window.follow("落实社会救助政策")
    line = window.page.locator(".weights")
    expect(line).to_contain_text("全部指标80 / 80 分，已分满")

    window.type(window.row_keys()[0], "weight", "5")

    expect(line).to_contain_text("全部指标77 / 80 分，还差 3 分")
    expect(line).to_contain_text("年度目标127 分")
    window.follow("全部目标")
    window.follow("平均分配分值")
    window.sees("12 项已填的分值被替换。")
    window.press("替换并分配")
    window.sees("已分配 12 项指标的分值", "80 / 80 分，已分满")
    goals = json.loads(window.bytes_of(f"{SCORED}data.json"))["goals"]
    assert [row["weight"] for goal in goals for row in goal["rows"]] == [
        "7.00", "7.00", "6.50", "6.50", "7.00", "6.50", "6.50", "6.50", "7.00", "6.50", "6.50", "6.50",
    ]  # fmt: skip


def test_a_row_under_another_level_is_counted_there_at_once(office_of):
    window = office_of("scored_by_level").signed_in("preparer", PASSWORD)
    window.open(f"/evaluations/1/goals/{GOALS[0]}/")
    said = window.page.locator(".weights .weights-said")
    expect(said).to_have_count(0)

    window.type(ROWS[0], "level1", "工作指标")

    expect(said).to_have_text("“工作指标”不是这套规则的一级指标，它的 1 项不参加分配，请核对一级指标。")
