"""Tables copied from a page whose cells hold paragraphs: a line with a tab alone between two cells."""

import pytest

from reports.importers.document import read
from reports.importers.textfile import read_text

ROWS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "原因"],
    ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩", ""],
    ["质量指标", "林火扑救率", "100%", "97%", "3起起火点偏远"],
    ["满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%", ""],
]


def copied(gap):
    between = "\n\n\t" + "\n" * (1 + gap)
    return "（2022年度）\n\n" + "\n\n".join(between.join(row) for row in ROWS) + "\n"


@pytest.mark.parametrize("gap", [0, 1])
def test_rows_are_put_together_again(gap):
    facts = read("自评表.txt", copied(gap).encode()).facts

    assert [(row.level1, row.level2, row.name, row.target, row.actual) for _, row in facts.rows()] == [
        ("产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"),
        ("产出指标", "质量指标", "林火扑救率", "100%", "97%"),
        ("满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%"),
    ]


def test_lines_behind_the_table_keep_their_numbers():
    text = copied(0) + "联系人：李明"

    last = read_text("自评表.txt", text.encode()).blocks[-1]

    assert (last.text, last.at) == ("联系人：李明", f"第 {len(text.splitlines())} 行")
