import dataclasses

from indicators.facts import Row, StatementFacts
from reports.layouts import LAYOUTS
from tests.pins import fingerprint

# Never change a fingerprint: enter the changed form under a new name.
PINNED = {
    "founding": "f1cccbba87b2fc3e",
    "founding-scored": "eacf098db1178939",
}


def test_layouts_that_have_landed_never_change():
    assert {name: fingerprint(layout) for name, layout in LAYOUTS.items()} == PINNED


def test_layout_widths_fill_the_page():
    assert {name: sum(layout.widths) for name, layout in LAYOUTS.items()} == dict.fromkeys(LAYOUTS, 100)


def test_every_head_row_covers_every_column():
    for layout in LAYOUTS.values():
        columns = len(layout.widths)
        free = [columns] * len(layout.head)
        for number, cells in enumerate(layout.head):
            for cell in cells:
                for covered in range(number, number + cell.down):
                    free[covered] -= cell.across
        assert free == [0] * len(layout.head), layout.name


def test_every_row_of_the_total_covers_every_column():
    spans = {name: [sum(cell.across for cell in row) for row in layout.total] for name, layout in LAYOUTS.items()}
    assert spans == {"founding": [], "founding-scored": [len(LAYOUTS["founding-scored"].widths)]}


def test_the_scored_form_differs_from_the_founding_one_in_points_and_basis_only():
    plain, scored = LAYOUTS["founding"], LAYOUTS["founding-scored"]
    assert [column.label for column in scored.columns] == [*(column.label for column in plain.columns), "得分"]
    assert [cell.label for cell in scored.head[2]] == [
        "预算执行情况（万元）{points}",
        "",
        "预算数（A）",
        "执行数（B）",
        "执行率（B/A）",
        "得分{times}",
    ]
    assert (scored.foot, scored.sections, scored.notes[1:]) == (plain.foot, plain.sections, plain.notes[1:])
    assert (plain.note_basis, scored.note_basis) == ("initial", "adjusted")
    assert scored.notes[0] == (
        "1.预算执行情况口径：预算数为调整后预算总额（包括上年结余结转），执行数为单位实际支出数。"
    )


def test_columns_and_foot_rows_name_fields_that_facts_have():
    columns = {column.field for layout in LAYOUTS.values() for column in layout.columns}
    foot = {row.field for layout in LAYOUTS.values() for row in layout.foot}
    assert columns - {field.name for field in dataclasses.fields(Row)} == set()
    assert foot - {field.name for field in dataclasses.fields(StatementFacts)} == set()


def test_founding_form_has_the_labels_of_the_published_one():
    layout = LAYOUTS["founding"]
    assert [column.label for column in layout.columns] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "年初目标值",
        "实际完成值",
    ]
    assert [row.label for row in layout.foot] == ["偏差大或目标未完成原因分析", "改进措施及结果应用方案"]
    assert layout.notes[0] == (
        "1.预算执行情况口径：预算数为年初预算总额（包括上年结余结转），执行数为调整后单位实际支出数。"
    )
    assert layout.note_basis == "initial"
