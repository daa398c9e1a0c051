"""Tables of which every cell stands in a line of its own: all their rows are certain, or none is taken."""

from decimal import Decimal

import pytest

from reports.importers.document import read

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
ROWS = [
    ["产出指标", "数量指标", "指标1：巡护林地", "≥8万亩", "8.4万亩"],
    ["指标2：林区秩序", "良好", "良好"],
    ["满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%"],
]
READ = [
    ("产出指标", "数量指标", "指标1：巡护林地", "≥8万亩", "8.4万亩"),
    ("产出指标", "数量指标", "指标2：林区秩序", "良好", "良好"),
    ("满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%"),
]


def reading_of(*cells):
    lines = ["2023年度部门整体支出绩效自评表", "部门名称", "青山县林业局", *cells]
    return read("自评表.txt", "\n".join(lines).encode())


def rows(*cells):
    return [(row.level1, row.level2, row.name, row.target, row.actual) for _, row in reading_of(*cells).facts.rows()]


def flat(lines):
    return [cell for line in lines for cell in line]


def test_cells_in_lines_of_their_own_are_put_under_their_labels():
    assert rows(*HEAD, *flat(ROWS)) == READ
    assert rows(*HEAD, *flat(ROWS), "填报日期：2024年3月1日") == READ


def test_points_keep_rows_apart_and_the_total_ends_them():
    scored = flat([*row, "20", "19.5"] for row in ROWS)

    facts = reading_of(*HEAD, "分值", "得分", *scored, "总分", "60", "58.5").facts

    assert [(row.name, row.weight, row.score) for _, row in facts.rows()] == [
        (row[2], Decimal(20), Decimal("19.5")) for row in READ
    ]


@pytest.mark.parametrize("blank", range(1, 11))
def test_where_a_cell_is_blank_no_row_is_taken(blank):
    cells = flat(ROWS)
    # A level may be missing where it is merged: then the row is still whole.
    if cells[blank].endswith("指标"):
        return
    left = cells[:blank] + cells[blank + 1 :]

    assert rows(*HEAD, *left) == []


MONEY = [
    "预算资金（万元）",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "年度资金总额",
    "510.00",
    "548.30",
    "540.70",
    "98.61%",
]


def test_money_and_name_stand_below_their_labels_too():
    facts = reading_of(*MONEY, *HEAD, *flat(ROWS)).facts
    line = facts.revenue[0]

    assert facts.department.full_name == "青山县林业局"
    assert (line.initial, line.adjusted, line.executed) == (
        Decimal("5100000.00"),
        Decimal("5483000.00"),
        Decimal("5407000.00"),
    )
    blank = [cell for cell in MONEY if cell != "510.00"]
    assert reading_of(*blank, *HEAD, *flat(ROWS)).facts.revenue == ()


@pytest.mark.parametrize(
    "money",
    [
        [*MONEY, "10"],
        [*MONEY, "510.00", "548.30", "540.70"],
        ["资金情况" if cell == "年度资金总额" else cell for cell in MONEY],
    ],
    ids=["a figure over", "amounts without a name", "a label that says nothing of them"],
)
def test_of_amounts_that_may_stand_under_other_labels_none_is_taken(money):
    facts = reading_of(*money, *HEAD, *flat(ROWS)).facts

    assert (facts.revenue, facts.basic.executed, facts.project.executed) == ((), None, None)
    assert len(list(facts.rows())) == len(ROWS)
