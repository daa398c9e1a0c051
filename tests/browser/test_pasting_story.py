"""The founding document's 34 indicators come from a spreadsheet: targets goal by goal, then all actuals at once."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.sheets import block, copied, paste, press, rows_of
from tests.server import PASSWORD, ROOT

pytestmark = pytest.mark.browser

FOUNDING = json.loads((ROOT / "reports" / "demo" / "caidian-2022.json").read_text())
GOALS = FOUNDING["goals"]
TARGETS = ("level1", "level2", "name", "target")


def merged(rows: list[dict]) -> list[list[str]]:
    """As the form has it: of cells that are merged, only the first carries the text."""
    lines, above = [], None
    for row in rows:
        texts = [row[name] for name in TARGETS]
        lines.append(
            [
                "" if above and texts[0] == above[0] else texts[0],
                "" if above and texts[:2] == above[:2] else texts[1],
                *texts[2:],
            ]
        )
        above = texts
    return lines


def test_the_founding_table_is_pasted_in_taken_back_and_pasted_again(office_of):
    preparer = office_of("founding_to_fill").signed_in("preparer", PASSWORD)
    page = preparer.page
    for number, goal in enumerate(GOALS):
        preparer.open(f"/evaluations/1/goals/{goal['key']}/")
        page.get_by_role("heading", name="指标", exact=True).click()  # nowhere in particular
        paste(preparer, block(merged(goal["rows"])))
        expect(page.get_by_role("dialog")).to_contain_text(f"在末尾增加 {len(goal['rows'])} 行")
        press(preparer, "Enter")
        expect(page.locator("tr.grid-row")).to_have_count(len(goal["rows"]))
        preparer.wait_until_saved()
        if number == 0:
            press(preparer, "Control+z")
            expect(page.locator("tr.grid-row")).to_have_count(0)
            assert rows_of(preparer) == []
            paste(preparer, block(merged(goal["rows"])))
            press(preparer, "Enter")
            expect(page.locator("tr.grid-row")).to_have_count(len(goal["rows"]))
            preparer.wait_until_saved()
    wanted = [row for goal in GOALS for row in goal["rows"]]
    assert [[row[name] for name in TARGETS] for row in rows_of(preparer)] == [
        [row[name] for name in TARGETS] for row in wanted
    ]

    preparer.open("/evaluations/1/results/")
    first = page.locator("td.cell > [name$=':actual']").first
    first.click()
    paste(preparer, block([[row["actual"]] for row in wanted]))
    expect(page.locator(".sheet-said")).to_have_text("已填入 34 格，按 Ctrl+Z 可以撤销")
    preparer.wait_until_saved()
    assert [row["actual"] for row in rows_of(preparer)] == [row["actual"] for row in wanted]

    press(preparer, "Control+z")
    preparer.wait_until_saved()
    assert {row["actual"] for row in rows_of(preparer)} == {""}
    press(preparer, "Control+y")
    preparer.wait_until_saved()
    assert [row["actual"] for row in rows_of(preparer)] == [row["actual"] for row in wanted]

    press(preparer, "Control+a")
    assert copied(preparer).split("\r\n")[3].split("\t")[0] == wanted[3]["actual"]
