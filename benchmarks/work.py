"""How much one evaluation costs from signing in to submitting, against the characters that its documents hold.

python -m benchmarks.work [NUMBER…]      the published 2022 in a real browser, four ways:
    1  nothing is there; its table lies in Excel, its analyses and long texts in Word
    2  a made-up 2021 with 30 of its 34 names is in the system and copied; this year's texts are typed
    3  that 2021 is a Word file; four sections send back their tables filled in, analyses and reasons with them
    4  as 3, but the sections fill in no more than levels, names, targets and actuals; the rest is typed

All end with the same report as the published one. A character counts as one key on either side. What the sections
type into their tables is typed once, by them, and not counted; in 3 and 4 the preparer types what no file holds.
"""

import io
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path
from time import monotonic

from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect, sync_playwright

from benchmarks.hands import BenchWindow, Hand, by_hand, printed
from budgets import money
from budgets.rulesets import RULE_SETS
from indicators.analysis import split
from indicators.facts import Facts, GoalFacts, Row, from_json
from reports.compose import compose
from reports.demo import founding_mended, last_year_example
from reports.filling.columns import LABELS
from reports.layouts import LAYOUTS
from reports.renderers import docx
from tests.browser.conftest import ARGUMENTS
from tests.browser.sheets import block
from tests.server import PASSWORD, running
from tests.sheets import HEAD, as_bytes, columns_of, sheet_of

_TARGETS = ("level1", "level2", "name", "target", "nature", "direction")
_AMOUNTS = ("initial", "adjusted", "final", "executed")
_OF_BUDGET = ("carry_over", "basis", "adjustment_reason", "low_execution_reason", "execution_note")
_REASONS = ("deviation_reason", "improvement")
_WRITTEN_BEFORE = 30  # from this length on a text is brought from Word, where that is


def after_last_year(hand: Hand, wanted: Facts) -> None:
    _sign_in(hand)
    _copy(hand, wanted)
    _targets(hand, wanted)
    _budget(hand, wanted)
    _results(hand, wanted)
    _statement(hand, wanted)
    _submit(hand)


def from_files(hand: Hand, wanted: Facts) -> None:
    _sign_in(hand)
    for number, goal in enumerate(wanted.goals, 1):
        _bring_goal(hand, goal, number)
    _bring_budget(hand, wanted)
    _bring_results(hand, wanted)
    _statement(hand, wanted, is_written=True)
    _submit(hand)


def _sign_in(hand: Hand) -> None:
    hand.window.sign_in("preparer", PASSWORD)
    hand.counted.characters += len("preparer") + len(PASSWORD)
    hand.counted.keys += 2
    hand.click(hand.page.get_by_role("link", name="开始填报").first)
    hand.window.page.wait_for_url("**/evaluations/**")
    hand.evaluation = re.search(r"/evaluations/\d+/", hand.page.url)[0]


# ---- from files ------------------------------------------------------------------------------------------------------


def _bring_goal(hand: Hand, goal: GoalFacts, number: int) -> None:
    """A goal is added, its title and its part of the table pasted."""
    hand.window.step("目标与指标")
    hand.counted.clicks += 1
    hand.click(hand.page.get_by_role("button", name="添加第一个年度目标" if number == 1 else "添加年度目标"))
    expect(hand.page.get_by_role("heading", name=f"年度目标{number}", exact=True)).to_be_visible()
    key = hand.page.locator("[name^='cell:'][name$=':title']").get_attribute("name").split(":")[1]
    hand.bring(key, "title", goal.title)
    hand.click(hand.page.get_by_role("heading", name="指标", exact=True))
    hand.paste(block(_merged(goal.rows)))
    expect(hand.page.get_by_role("dialog")).to_contain_text(f"在末尾增加 {len(goal.rows)} 行")
    hand.press("Enter")
    expect(hand.page.locator("tr.grid-row")).to_have_count(len(goal.rows))
    hand.saved()


def _merged(rows: tuple[Row, ...]) -> list[list[str]]:
    """As the form has it: of cells that are merged, only the first carries the text."""
    lines: list[list[str]] = []
    above = ("", "")
    for row in rows:
        level1, level2 = row.level1, row.level2
        same = [level1 == above[0], (level1, level2) == above]
        lines.append(["" if same[0] else level1, "" if same[1] else level2, row.name, row.target])
        above = (level1, level2)
    return lines


def _bring_budget(hand: Hand, wanted: Facts) -> None:
    hand.window.step("预算")
    hand.counted.clicks += 1
    for number in range(1, len(wanted.revenue) + 1):
        hand.click(hand.page.get_by_role("button", name="增加一行"))
        expect(hand.page.locator("tr[data-line]")).to_have_count(number)
    first = next(key for key in hand.window.row_keys() if key not in {"basic", "project"})
    hand.click(hand.window.field(first, "source"))
    hand.paste(block([[line.source, *(_as_typed(line, name) for name in _AMOUNTS[:3])] for line in wanted.revenue]))
    hand.saved()
    for kind in ("basic", "project"):
        _amounts(hand, kind, getattr(wanted, kind), _AMOUNTS)
    _texts(hand, "evaluation", {name: _as_typed(wanted, name) for name in _OF_BUDGET}, is_written=True)
    hand.saved()


def _bring_results(hand: Hand, wanted: Facts) -> None:
    """The column of actuals from Excel, all analyses from Word; what differs from what is proposed, and the reasons."""
    hand.window.step("完成情况")
    hand.counted.clicks += 1
    rows = [row for _, row in wanted.rows()]
    keys = hand.window.row_keys_of_rows()
    hand.click(hand.window.field(keys[0], "actual"))
    hand.paste(block([[row.actual] for row in rows]))
    hand.saved()
    hand.paste("\n".join(f"（{number}）{row.name}\n{row.analysis}" for number, row in enumerate(rows, 1)))
    expect(hand.page.get_by_role("dialog")).to_contain_text(f"粘贴 {len(rows)} 项指标的完成情况分析")
    hand.press("Enter")
    hand.saved()
    for key, row in zip(keys, rows, strict=True):
        hand.type(key, "outcome", row.outcome)
        if row.deviation_reason or row.improvement:
            hand.click(hand.page.locator(f"#row-{key} [data-counts=analysis]"))
            for field in _REASONS:
                hand.type(key, field, getattr(row, field))
    hand.saved()


def _texts(hand: Hand, key: str, texts: dict[str, str], *, is_written: bool) -> None:
    """is_written: the long ones stand in Word already."""
    for field, text in texts.items():
        box = hand.window.field(key, field)
        if box.count() and box.input_value() != text:
            put = hand.bring if is_written and len(text) >= _WRITTEN_BEFORE else hand.type
            put(key, field, text)


# ---- from last year's Word file and the sections' workbooks ------------------------------------------------------------


_FIGURES = ("level1", "level2", "name", "target", "actual")
_CHOSEN = 3  # clicks in a dialog for files: open it, choose, confirm; each further file is one more


def from_word_and_workbooks(hand: Hand, wanted: Facts) -> None:
    _begin_from_word(hand, wanted)
    _import_workbooks(hand, wanted, (*_FIGURES, "analysis", *_REASONS))
    _put_in_order(hand, wanted)
    _budget(hand, wanted)
    _statement(hand, wanted)
    _submit(hand)


def from_word_and_actuals(hand: Hand, wanted: Facts) -> None:
    _begin_from_word(hand, wanted)
    _import_workbooks(hand, wanted, _FIGURES)
    _put_in_order(hand, wanted)
    _budget(hand, wanted)
    _results(hand, wanted)
    _statement(hand, wanted)
    _submit(hand)


def _begin_from_word(hand: Hand, wanted: Facts) -> None:
    _sign_in(hand)
    hand.window.step("目标与指标")
    hand.counted.clicks += 1
    hand.click(hand.page.get_by_role("link", name="从去年的 Word 文件开始"))
    last = last_year_example()
    word = docx.render(compose(last, RULE_SETS[last.rule_set], LAYOUTS[last.layout]))
    _choose(hand, "#file", [("2021年度整体绩效自评报告.docx", word)])
    hand.click(hand.page.get_by_role("button", name="上传并读取"))
    hand.click(hand.page.get_by_role("button", name="作为2021年度参考保存，并从中复制"))
    _copy_what_stays(hand, wanted)


def _choose(hand: Hand, field: str, files: list[tuple[str, bytes]]) -> None:
    hand.page.locator(field).set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )
    hand.counted.clicks += _CHOSEN + len(files) - 1


def _import_workbooks(hand: Hand, wanted: Facts, fields: tuple[str, ...]) -> None:
    """A table for each goal goes out, comes back with what its section knows, and all four are taken over at once."""
    hand.window.step("目标与指标")
    hand.counted.clicks += 1
    hand.click(hand.page.get_by_role("link", name="从 Excel 导入"))
    links = hand.page.locator(".filling-parts a[href*='goal=']")
    files = []
    for number, goal in enumerate(wanted.goals):
        with hand.page.expect_download() as download:
            hand.click(links.nth(number))
        book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
        _fill(book, goal, number + 1, fields)
        files.append((f"科室{number + 1}.xlsx", as_bytes(book)))
    _choose(hand, "#files", files)
    hand.click(hand.page.get_by_role("button", name="上传并预览"))
    hand.click(hand.page.get_by_role("button", name="确认导入"))
    expect(hand.page.get_by_text("写入了")).to_be_visible()


def _fill(book: Workbook, goal: GoalFacts, number: int, fields: tuple[str, ...]) -> None:
    """As a section does: in the row of each name, and what is new below."""
    ws = sheet_of(book)
    labels = columns_of(ws)
    there = {ws.cell(line, labels["三级指标"]).value: line for line in range(HEAD + 1, ws.max_row + 1)}
    last = max(line for name, line in there.items() if name)
    for row in goal.rows:
        line = there.get(row.name)
        if line is None:
            line = last = last + 1
            ws.cell(line, labels["年度目标"]).value = f"年度目标{number}：{goal.title}"
        for field in fields:
            ws.cell(line, labels[LABELS[field]]).value = _typed(row, field) or None


def _put_in_order(hand: Hand, wanted: Facts) -> None:
    """A new row of a table came in behind its level; where it is to stand higher, it is moved there."""
    made = from_json(json.loads(hand.window.bytes_of(f"{hand.evaluation}data.json")))
    for number, (here, goal) in enumerate(zip(made.goals, wanted.goals, strict=True), 1):
        if [row.name for row in here.rows] != [row.name for row in goal.rows]:
            hand.window.step("目标与指标")
            hand.click(hand.page.locator(".table-data tbody a").nth(number - 1))
            hand.counted.clicks += 1
            for place, row in enumerate(goal.rows):
                _move_up(hand, row.name, place)


# ---- after last year -------------------------------------------------------------------------------------------------


def _copy(hand: Hand, wanted: Facts) -> None:
    hand.click(hand.page.get_by_role("link", name="从2021年度复制"))
    _copy_what_stays(hand, wanted)


def _copy_what_stays(hand: Hand, wanted: Facts) -> None:
    names = {row.name for _, row in wanted.rows()}
    for _, row in last_year_example().rows():
        if row.name not in names:
            hand.click(hand.page.get_by_label(row.name, exact=True))
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


def _move_up(hand: Hand, name: str, place: int) -> None:
    """What came in from a table stands behind its level."""
    names = [hand.window.field(key, "name").input_value() for key in hand.window.row_keys()]
    if names.index(name) == place:
        return
    key = hand.window.row_keys()[names.index(name)]
    for now in range(names.index(name) - 1, place - 1, -1):
        hand.click(hand.window.field(key, "name"))
        hand.press("Alt+Shift+ArrowUp")
        expect(hand.page.locator("tr.grid-row").nth(now)).to_have_id(f"row-{key}")


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
        for field in ("analysis", *_REASONS):
            hand.type(key, field, _typed(row, field))
    hand.saved()


def _typed(row: Row, field: str) -> str:
    """Opening and closing words of an analysis are written by the report."""
    return split(row.analysis, row.target).body if field == "analysis" else getattr(row, field)


# ---- both ------------------------------------------------------------------------------------------------------------


def _statement(hand: Hand, wanted: Facts, *, is_written: bool = False) -> None:
    hand.window.step("问题与改进")
    hand.counted.clicks += 1
    texts = {
        field: "\n".join(value) if isinstance(value, tuple) else f"{value or ''}"
        for field, value in vars(wanted.statement).items()
    }
    _texts(hand, "statement", texts, is_written=is_written)
    hand.saved()


def _submit(hand: Hand) -> None:
    hand.window.step("校验")
    hand.counted.clicks += 1
    while (button := hand.page.get_by_role("button", name="情况属实")).count():
        hand.click(button.first)
    hand.click(hand.page.locator(".page-head-actions").get_by_role("link", name="提交自评"))
    hand.click(hand.page.get_by_role("button", name="提交自评", exact=True))
    hand.window.has_status("自评·单位审签")


def _worked(work: Callable[[Hand, Facts], None], wanted: Facts, seed: str) -> tuple[Hand, float]:
    """The hand, and the seconds that the script took with it."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), seed, workers=2) as site:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            context = browser.new_context(base_url=site.url, locale="zh-CN", viewport={"width": 1366, "height": 768})
            context.set_default_timeout(15_000)
            hand = Hand(BenchWindow(context, site.url))
            begun = monotonic()
            work(hand, wanted)
            seconds = monotonic() - begun
            made = from_json(json.loads(hand.window.bytes_of(f"{hand.evaluation}data.json")))
            browser.close()
        assert site.errors() == ""
    other = [line for line in ndiff(printed(wanted), printed(made)) if line[0] in "+-"]
    assert not other, "\n".join(["what was submitted prints another report:", *other])
    return hand, seconds


_WAYS = (
    ("从 Excel、Word 粘贴", from_files, "after_last_year"),
    ("从上年复制", after_last_year, "after_last_year"),
    ("上年 Word 文件，四个科室的表（完成值、分析和原因）", from_word_and_workbooks, "one_empty_year"),
    ("上年 Word 文件，四个科室的表（只有完成值）", from_word_and_actuals, "one_empty_year"),
)


def main() -> None:
    wanted = founding_mended()
    paper = by_hand(wanted)
    total = sum(paper.values())
    said = "，".join(f"{name} {count} 字" for name, count in paper.items())
    print(f"手工录入三份文件：{said}，合计 {total} 字")
    chosen = set(sys.argv[1:]) or {str(number) for number in range(1, len(_WAYS) + 1)}
    for number, (name, work, seed) in enumerate(_WAYS, 1):
        if str(number) not in chosen:
            continue
        hand, seconds = _worked(work, wanted, seed)
        did = hand.counted
        print(
            f"{name}：点击 {did.clicks} 次，功能键 {did.keys} 次，打字 {did.characters} 字，合计 {did.acts}；"
            f"另粘贴 {did.pasted} 字；脚本用时 {seconds:.0f} 秒；比例 {did.acts / total:.1%}",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
