import dataclasses

from indicators.facts import Row, StatementFacts
from reports.layouts import LAYOUTS
from tests.pins import fingerprint

# Never change a fingerprint: enter the changed form under a new name.
PINNED = {
    "founding": "f1cccbba87b2fc3e",
    "founding-scored": "eacf098db1178939",
    "founding-signed": "467500f09eeefb08",
    "national-2020": "2046036beee20ff3",
    "chongqing": "ec35418df8fb32fd",
}


def test_layouts_that_have_landed_never_change():
    assert {name: fingerprint(layout) for name, layout in LAYOUTS.items()} == PINNED


def test_layout_widths_fill_the_page():
    widths = {name: (sum(layout.widths), sum(layout.top_widths)) for name, layout in LAYOUTS.items()}
    assert widths == dict.fromkeys(LAYOUTS, (100, 100))


def test_every_head_row_covers_every_column():
    for layout in LAYOUTS.values():
        columns = len(layout.top_widths)
        free = [columns] * len(layout.head)
        for number, cells in enumerate(layout.head):
            for cell in cells:
                for covered in range(number, number + cell.down):
                    free[covered] -= cell.across
        assert free == [0] * len(layout.head), layout.name


def test_every_row_of_the_total_covers_every_column():
    spans = {name: [sum(cell.across for cell in row) for row in layout.total] for name, layout in LAYOUTS.items()}
    assert spans == {
        "founding": [],
        "founding-scored": [7],
        "founding-signed": [7],
        "national-2020": [8],
        "chongqing": [],
    }
    assert all(set(of_layout) <= {len(LAYOUTS[name].widths)} for name, of_layout in spans.items())


def test_the_columns_of_the_goals_cover_every_column_beside_their_label():
    covered = {
        name: sum(column.across for column in layout.goal_columns) + bool(layout.goals_label)
        for name, layout in LAYOUTS.items()
        if layout.goal_columns
    }
    assert covered == {"national-2020": 8, "chongqing": 6}
    assert all(len(LAYOUTS[name].top_widths) == columns for name, columns in covered.items())


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
    assert columns - {field.name for field in dataclasses.fields(Row)} == {
        "explained",
        "coefficient",
        "operator",
        "core",
    }
    assert foot - {field.name for field in dataclasses.fields(StatementFacts)} == set()


def test_every_fact_that_a_form_needs_has_a_finding_while_it_is_missing():
    """What a form needs and nobody asks for would be an empty cell on paper."""
    needed = {fact for layout in LAYOUTS.values() for fact in layout.needs}
    assert needed == {
        "filing_date",
        "level1",
        "level2",
        "name",
        "target",
        "actual",
        "analysis",
        "problems",
        "improvements",
        "weight",
        "description",
        "achievement",
        "contact_name",
        "contact_phone",
        "executed_by_source",
    }


def test_the_signed_form_is_the_scored_one_with_a_row_for_the_head_of_the_unit():
    scored, signed = LAYOUTS["founding-scored"], LAYOUTS["founding-signed"]
    assert [row.label for row in signed.sign_rows] == ["单位主要负责人签批意见"]
    assert (signed.head, signed.columns, signed.foot, signed.notes) == (
        scored.head,
        scored.columns,
        scored.foot,
        scored.notes,
    )


def test_national_form_has_the_labels_of_the_rule():
    layout = LAYOUTS["national-2020"]
    assert [[cell.label for cell in row if cell.label] for row in layout.head] == [
        ["部门"],
        ["预算资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额"],
        ["其中：当年财政拨款"],
        ["上年结转资金"],
        ["其他资金"],
    ]
    assert [column.label for column in layout.goal_columns] == ["预期目标", "实际完成情况"]
    assert [column.label for column in layout.columns] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ]
    assert [cell.label for cell in layout.total[0] if cell.label] == ["总分"]
    assert layout.note_basis == "adjusted"


def test_chongqing_form_has_the_labels_of_the_rule():
    layout = LAYOUTS["chongqing"]
    assert [cell.label for row in layout.head for cell in row if cell.label] == [
        "主管部门",
        "自评总分",
        "部门联系人",
        "联系电话",
        "年初预算数（万元）",
        "全年（调整）预算数（万元）",
        "全年执行数（万元）",
        "执行率",
        "执行率权重（分）",
        "执行率得分（分）",
    ]
    assert [column.label for column in layout.goal_columns] == [
        "年初绩效目标",
        "全年（调整）绩效目标",
        "全年目标实际完成情况",
    ]
    assert [column.label for column in layout.columns] == [
        "指标名称",
        "计量单位",
        "指标性质",
        "年初指标值",
        "调整指标值",
        "全年完成值",
        "得分系数（%）",
        "指标权重（分）",
        "指标得分（分）",
        "是否核心指标",
    ]
    assert layout.orientation == "landscape"


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
