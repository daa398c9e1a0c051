"""How much a year costs that begins with last year's copy: clicks and keys from signing in to submitting.

python -m benchmarks.work      the published 2022 after a made-up 2021 with 30 of its 34 names, in a real browser

Beside it stands how many characters the three documents hold that would else be typed by hand. A character counts
as one key on both sides, whatever an input method makes of it.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from budgets import money
from budgets.rulesets import RULE_SETS
from indicators.analysis import split
from indicators.facts import Facts, GoalFacts, Row, from_json
from reports.compose import compose
from reports.demo import founding_mended, last_year_example
from reports.document import Document, Part, Table
from reports.layouts import LAYOUTS
from tests.browser.conftest import ARGUMENTS
from tests.browser.pages import Window
from tests.server import PASSWORD, running

_TARGETS = ("level1", "level2", "name", "target", "nature", "direction")
_AMOUNTS = ("initial", "adjusted", "final", "executed")
_OF_BUDGET = ("carry_over", "basis", "adjustment_reason", "low_execution_reason", "execution_note")
_LONG = ("analysis", "deviation_reason", "improvement")


@dataclass
class Counted:
    """What two hands did."""

    clicks: int = 0
    keys: int = 0


class Hand:
    """Does in a browser what a person would do, and counts it."""

    def __init__(self, window: Window):
        self.window, self.page, self.counted = window, window.page, Counted()

    def click(self, locator) -> None:
        locator.click()
        self.counted.clicks += 1

    def type(self, key: str, field: str, text: str) -> None:
        """Into a cell to which Tab leads; what stood in it is selected first. A list is opened and chosen from."""
        box = self.window.field(key, field)
        if box.evaluate("element => element.tagName") == "SELECT":
            if box.input_value() != text:
                box.select_option(value=text)
                self.counted.clicks += 2
            return
        if box.input_value() == text:
            return
        self.counted.keys += len(text) + 1 + bool(box.input_value())
        box.fill(text)
        box.blur()

    def saved(self) -> None:
        self.window.wait_until_saved()


def work(hand: Hand, wanted: Facts) -> None:
    _sign_in(hand)
    _copy(hand, wanted)
    _targets(hand, wanted)
    _budget(hand, wanted)
    _results(hand, wanted)
    _statement(hand, wanted)
    _submit(hand)


def _sign_in(hand: Hand) -> None:
    hand.window.sign_in("preparer", PASSWORD)
    hand.counted.keys += len("preparer") + len(PASSWORD) + 2
    hand.click(hand.page.get_by_role("link", name="开始填报").first)


def _copy(hand: Hand, wanted: Facts) -> None:
    hand.click(hand.page.get_by_role("link", name="从2021年度复制"))
    names = {row.name for _, row in wanted.rows()}
    for _, row in last_year_example().rows():
        if row.name not in names:
            hand.click(hand.page.locator(f"#copy-{row.key}"))
    hand.click(hand.page.get_by_role("button", name="复制勾选的内容"))


def _targets(hand: Hand, wanted: Facts) -> None:
    """Goal by goal: another target where it is another, and the rows that are new."""
    hand.click(hand.page.locator(".table-data tbody a").first)
    for number, goal in enumerate(wanted.goals, 1):
        expect(hand.page.get_by_role("heading", name=f"年度目标{number}")).to_be_visible()
        _of_goal(hand, goal)
        hand.saved()
        hand.click(hand.page.locator(".actions-sticky .btn-primary"))


def _of_goal(hand: Hand, goal: GoalFacts) -> None:
    there = {hand.window.field(key, "name").input_value(): key for key in hand.window.row_keys()}
    above = ""
    for row in goal.rows:
        key = there.get(row.name) or _added(hand, above)
        for field in _TARGETS:
            _type_target(hand, key, row, field)
        above = key


def _added(hand: Hand, above: str) -> str:
    """Below the row above, whose levels it takes over."""
    hand.saved()
    before = hand.window.row_keys()
    hand.click(hand.page.locator(f"#row-{above}").get_by_text("更多"))
    hand.click(hand.page.locator(f"#more-{above}").get_by_text("在下方插入一行"))
    expect(hand.page.locator("tr.grid-row")).to_have_count(len(before) + 1)
    return next(key for key in hand.window.row_keys() if key not in before)


def _type_target(hand: Hand, key: str, row: Row, field: str) -> None:
    box = hand.window.field(key, field)
    if field == "direction" and box.input_value() != getattr(row, field):
        hand.click(hand.page.locator(f"#row-{key}").get_by_text("更多"))
    hand.type(key, field, getattr(row, field))


def _budget(hand: Hand, wanted: Facts) -> None:
    hand.window.step("预算")
    hand.counted.clicks += 1
    keys = [key for key in hand.window.row_keys() if key not in {"basic", "project"}]
    for key, line in zip(keys, wanted.revenue, strict=True):
        _amounts(hand, key, line, _AMOUNTS)
    for kind in ("basic", "project"):
        _amounts(hand, kind, getattr(wanted, kind), _AMOUNTS)
    _amounts(hand, "evaluation", wanted, _OF_BUDGET)
    hand.saved()


def _amounts(hand: Hand, key: str, thing, names: tuple[str, ...]) -> None:
    for field in names:
        if hand.window.field(key, field).count():
            hand.type(key, field, _as_typed(thing, field))


def _as_typed(thing, field: str) -> str:
    value = getattr(thing, field)
    if isinstance(value, str):
        return value
    return money.typed_text(value, in_wan=field in thing.typed_in_wan).replace(",", "").removesuffix(".00")


def _results(hand: Hand, wanted: Facts) -> None:
    """Down the column of actuals; then from panel to panel by Ctrl+Enter. Outcomes follow the figures."""
    hand.window.step("完成情况")
    hand.counted.clicks += 1
    found = dict(zip(hand.window.row_keys_of_rows(), (row for _, row in wanted.rows()), strict=True))
    for key, row in found.items():
        hand.type(key, "actual", row.actual)
    hand.saved()
    for key, row in found.items():
        hand.type(key, "outcome", row.outcome)
        hand.page.locator(f"#row-{key} [data-counts=analysis]").click()
        hand.counted.keys += 1
        for field in _LONG:
            hand.type(key, field, _typed(row, field))
    hand.saved()


def _typed(row: Row, field: str) -> str:
    """Opening and closing words of an analysis are written by the report."""
    return split(row.analysis, row.target).body if field == "analysis" else getattr(row, field)


def _statement(hand: Hand, wanted: Facts) -> None:
    hand.window.step("问题与改进")
    hand.counted.clicks += 1
    for field, value in vars(wanted.statement).items():
        if hand.window.field("statement", field).count():
            hand.type("statement", field, "\n".join(value) if isinstance(value, tuple) else f"{value or ''}")
    hand.saved()


def _submit(hand: Hand) -> None:
    hand.window.step("校验")
    hand.counted.clicks += 1
    while (button := hand.page.get_by_role("button", name="情况属实")).count():
        hand.click(button.first)
    hand.click(hand.page.locator(".page-head-actions").get_by_role("link", name="提交自评"))
    hand.click(hand.page.get_by_role("button", name="提交自评", exact=True))
    hand.window.has_status("自评·单位审签")


class BenchWindow(Window):
    def row_keys_of_rows(self) -> list[str]:
        """Of the indicators alone: the line of what a goal reached has no actual."""
        return [key for key in self.row_keys() if self.field(key, "actual").count()]


def by_hand(facts: Facts) -> dict[str, int]:
    """Characters of the narrative, its table of revenue, and the form."""
    document = compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout])
    narrative, form = (_part(document, name) for name in ("narrative", "form"))
    tables = [block for block in narrative.blocks if isinstance(block, Table)]
    texts = [block for block in narrative.blocks if not isinstance(block, Table)]
    return {
        "报告正文": sum(map(_length, texts)),
        "收入决算表": sum(map(_length, tables)),
        "自评表": sum(map(_length, form.blocks)),
    }


def printed(facts: Facts) -> list[str]:
    """Every text and amount of the report, in order; equal reports were worked equally far."""
    document = compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout])
    return [text for part in document.parts for block in part.blocks for text in _texts(block)]


def _texts(block) -> list[str]:
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row.cells]
        return [cell.text or ("" if cell.amount is None else f"{cell.amount}") for cell in cells]
    return [block.text]


def _part(document: Document, name: str) -> Part:
    return next(part for part in document.parts if part.name == name)


def _length(block) -> int:
    return sum(len("".join(text.split())) for text in _texts(block))


def main() -> None:
    wanted = founding_mended()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), "after_last_year", workers=2) as site:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            context = browser.new_context(base_url=site.url, locale="zh-CN", viewport={"width": 1366, "height": 768})
            context.set_default_timeout(15_000)
            hand = Hand(BenchWindow(context, site.url))
            work(hand, wanted)
            made = from_json(json.loads(hand.window.bytes_of("/evaluations/2/data.json")))
            browser.close()
        assert site.errors() == ""
    assert printed(made) == printed(wanted), "what was submitted prints another report"
    hands, paper = hand.counted, by_hand(wanted)
    texts = sum(len(_typed(row, field)) for _, row in wanted.rows() for field in _LONG)
    print(
        f"点击 {hands.clicks} 次，按键 {hands.keys} 次，合计 {hands.clicks + hands.keys}；其中分析、原因和措施 {texts} 字"
    )
    print(
        "手工录入 "
        + "，".join(f"{name} {count} 字" for name, count in paper.items())
        + f"，合计 {sum(paper.values())} 字"
    )
    print(f"比例 {(hands.clicks + hands.keys) / sum(paper.values()):.1%}")


if __name__ == "__main__":
    sys.exit(main())
