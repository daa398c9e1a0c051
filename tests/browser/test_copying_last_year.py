"""从上年度复制: ticking many rows at once, and what is copied of what is ticked."""

import json

import pytest
from playwright.sync_api import expect

from tests.server import PASSWORD

pytestmark = pytest.mark.browser

HERE = "/evaluations/2/"


@pytest.fixture
def preparer(office_of):
    window = office_of("after_last_year").signed_in("preparer", PASSWORD)
    window.open(f"{HERE}last-year/")
    return window


def groups(window) -> list[tuple[int, int]]:
    """Of each goal, and of the sources of revenue last: how many boxes there are, and how many of them are ticked."""
    return [
        tuple(pair)
        for pair in window.page.evaluate(
            """() => [...document.querySelectorAll("[data-group]")].map((group) => {
                const boxes = [...group.querySelectorAll("input[name=copy]")];
                return [boxes.length, boxes.filter((box) => box.checked).length];
            })"""
        )
    ]


def ticked(window) -> list[int]:
    return [checked for _, checked in groups(window)]


def test_whole_groups_are_ticked_without_another_page(preparer):
    there = [number for number, _ in groups(preparer)]
    none = [0] * len(there)
    said = preparer.page.locator("[data-chosen]")
    assert ticked(preparer) == there
    expect(said).to_have_text(f"已勾选 {sum(there)} 行，共 {sum(there)} 行可复制")

    preparer.page.evaluate("window.stays = true")
    preparer.page.get_by_role("link", name="全部不选").click()
    assert ticked(preparer) == none
    expect(said).to_have_text(f"已勾选 0 行，共 {sum(there)} 行可复制")
    preparer.page.locator(".choose-goal").nth(1).click()
    assert ticked(preparer) == [0, there[1], *none[2:]]
    preparer.page.get_by_role("link", name="全部", exact=True).click()
    assert ticked(preparer) == there
    assert preparer.page.evaluate("window.stays") is True


def test_a_goal_takes_its_rows_along_and_a_row_brings_its_goal(preparer):
    there = [number for number, _ in groups(preparer)]
    none = [0] * len(there)
    boxes = preparer.page.locator("[data-group]").nth(1).locator("input[name=copy]")
    preparer.page.get_by_role("link", name="全部不选").click()
    boxes.nth(0).check()
    assert ticked(preparer) == [0, there[1], *none[2:]]
    boxes.nth(0).uncheck()
    assert ticked(preparer) == none
    boxes.nth(2).check()
    assert ticked(preparer) == [0, 2, *none[2:]]
    expect(boxes.nth(0)).to_be_checked()

    preparer.press("复制勾选的内容")
    preparer.sees("已从2021年度复制 1 个年度目标、1 项指标")
    goals = json.loads(preparer.bytes_of(f"{HERE}data.json"))["goals"]
    assert [len(goal["rows"]) for goal in goals] == [1]
