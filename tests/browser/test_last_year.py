"""从上年度复制: many rows are ticked at once without loading the page anew, and what is ticked is counted."""

import pytest
from playwright.sync_api import expect

from reports.demo import last_year_example
from tests.server import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def preparer(office_of):
    window = office_of("after_last_year").signed_in("preparer", PASSWORD)
    window.open("/evaluations/2/last-year/")
    return window


def says_ticked(window, number: int) -> None:
    count = window.page.locator("input[name=copy]").count()
    expect(window.page.locator("[data-chosen]")).to_have_text(f"已勾选 {number} 行，共 {count} 行可复制")
    expect(window.page.locator("input[name=copy]:checked")).to_have_count(number)


def test_ticks_are_set_for_all_none_one_goal_and_counted(preparer):
    goal = last_year_example().goals[0]
    box = preparer.page.locator
    says_ticked(preparer, box("input[name=copy]").count())

    preparer.follow("全部不选")
    says_ticked(preparer, 0)
    # A row brings its goal.
    box(f"#copy-{goal.rows[0].key}").check()
    says_ticked(preparer, 2)
    expect(box(f"#copy-{goal.key}")).to_be_checked()
    # A goal takes its rows along.
    box(f"#copy-{goal.key}").uncheck()
    says_ticked(preparer, 0)
    box(f"#copy-{goal.key}").check()
    says_ticked(preparer, len(goal.rows) + 1)
    preparer.follow("全部")
    says_ticked(preparer, box("input[name=copy]").count())
    preparer.follow("只选这个目标")
    says_ticked(preparer, len(goal.rows) + 1)
    assert preparer.page.url.endswith("/evaluations/2/last-year/")

    preparer.press("复制勾选的内容")

    preparer.sees(f"已从2021年度复制 1 个年度目标、{len(goal.rows)} 项指标")
