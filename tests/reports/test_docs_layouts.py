"""The example of docs/版式.md is a layout that prints."""

import re
from pathlib import Path

from budgets.rulesets import RULE_SETS
from reports import layouts
from reports.compose import compose
from reports.document import placed
from reports.renderers import RENDERERS
from reports.renderers.amounts import shown
from tests.facts import make_facts

TEXT = (Path(__file__).parents[2] / "docs" / "版式.md").read_text(encoding="utf-8")
NAMES = ("FormLayout", "HeadCell", "GoalColumn", "Column", "FootRow", "SECTIONS")


def example():
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    # The guide's own lines, read as the entry that its reader will write.
    return eval(code, {name: getattr(layouts, name) for name in NAMES})


def test_the_example_prints_what_its_entry_says():
    document = compose(make_facts(), RULE_SETS["unscored"], example())
    head, rows = (block for block in document.part("form").blocks if hasattr(block, "widths"))
    texts = [[shown(cell) for cell in row.cells] for row in (*head.rows[:3], rows.rows[0], rows.rows[1], rows.rows[-1])]
    assert texts == [
        ["单位名称", "江城市东湖区园林局"],
        ["全年预算数（万元）", "500.00", "执行率", "99%"],
        ["预期目标", "完成情况"],
        ["绩效指标", "指标值", "完成值"],
        ["养护公园数量", "12个", "12个"],
        ["未完成原因", "补种行道树：夏季持续高温，70株苗木未能按期栽植。"],
    ]
    assert sum(cell.down * cell.across for _, _, cell in placed(rows)) == len(rows.rows) * 3


def test_the_example_prints_in_every_format():
    document = compose(make_facts(), RULE_SETS["unscored"], example())
    assert all(len(renderer.render(document)) > 1000 for renderer in RENDERERS.values())


def test_every_name_that_the_guide_explains_is_one_that_layouts_have():
    asked = set(re.findall(r"^\| [^|]+ \| (.*?) \|$", TEXT, re.MULTILINE)) - {"写在"}
    named = {name for cell in asked for name in re.findall(r"`([a-z_]+)`", cell)}
    known = {field for layout in (layouts.FormLayout, layouts.HeadCell) for field in layout.__dataclass_fields__}
    assert named - known == {"initial", "adjusted", "grade"}
