"""The form with points: at the level of the document, and read back from every format."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from budgets.rulesets import RULE_SETS
from indicators.facts import Place
from reports.compose import compose
from reports.document import placed
from reports.layouts import LAYOUTS
from reports.renderers import xlsx
from reports.renderers.amounts import shown
from tests.facts import ROWS, make_facts, with_goal, with_row
from tests.reports.documents import grid
from tests.reports.test_form import grid_faults
from tests.reports.test_formats_agree import (
    assert_pdf_says_in_order,
    expected_value,
    first_row,
    from_html,
    from_records,
    from_xlsx,
)

WEIGHTS = ("10", "30", "12.5", "17.5", "10")


def scored_facts(**changes):
    facts = make_facts(**{"layout": "founding-scored", "rule_set": "hubei"} | changes)
    for index, weight in enumerate(WEIGHTS):
        facts = with_row(facts, index, weight=Decimal(weight))
    return facts


def document_of(facts):
    """What is printed: programs get weights and points in plain rows, whether or not the form has room for them."""
    document = compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout])
    return replace(document, parts=document.printed())


def form(facts):
    return next(table for table in document_of(facts).tables() if table.key == "form")


def printed(facts):
    return [[shown(cell) for cell in row.cells] for row in form(facts).rows]


def test_scored_form_prints_weights_points_total_and_grade():
    rows = printed(scored_facts())
    assert rows[1:4] == [
        ["基本支出总额", "118.00", "项目支出总额", "377.00"],
        ["预算执行情况（万元）（20分）", "", "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分×执行率）"],
        ["部门整体支出总额", "500.00", "495.00", "99%", "19.8"],
    ]
    assert [rows[4], rows[9]] == [["年度目标1（52.5分）：提升公园绿地养护水平"], ["年度目标2（27.5分）：方便居民游园"]]
    assert rows[5] == [
        "年度绩效目标完成情况",
        "一级指标",
        "二级指标",
        "三级指标",
        "年初目标值",
        "实际完成值",
        "得分",
    ]
    assert [row[-4:] for row in (*rows[6:9], *rows[11:13])] == [
        ["养护公园数量（10分）", "12个", "12个", "10"],
        ["补种行道树（30分）", "≥500株", "430株", "25.8"],
        ["养护任务完成时间（12.5分）", "12月底前", "11月", "12.5"],
        ["改善居民游园环境（是否）（17.5分）", "是", "是", "17.5"],
        ["游园居民满意度（10分）", "≥90%", "94%", "10"],
    ]
    assert rows[13] == ["总分", "95.6", "等级", "优"]


def test_points_lead_to_their_fields():
    cells = [cell for row in form(scored_facts()).rows for cell in row.cells if cell.kind == "score"]
    assert [cell.where for cell in cells] == [
        Place("budget", "basic", "executed"),
        *(Place("indicators", key, "score") for key in ROWS),
        None,
    ]


def test_points_are_of_the_rule_set_and_not_of_the_form():
    rows = printed(scored_facts(rule_set="national-2020"))
    assert [rows[2][0], rows[2][-1], rows[3][-1]] == ["预算执行情况（万元）（10分）", "得分（10分×执行率）", "9.9"]


def test_the_entered_score_is_printed_and_counted():
    rows = printed(with_row(scored_facts(), 1, score=Decimal("20.30")))
    assert (rows[7][-1], rows[13]) == ("20.3", ["总分", "90.1", "等级", "优"])


def test_an_undecided_row_leaves_its_cell_the_total_and_the_grade_empty():
    rows = printed(with_row(scored_facts(), 1, actual=""))
    assert (rows[6][-1], rows[7][-1], rows[13]) == ("10", "", ["总分", "", "等级", ""])


def test_a_missing_weight_is_missing_from_row_and_goal():
    rows = printed(with_row(scored_facts(), 1, weight=None))
    assert (rows[4], rows[7][-4:]) == (["年度目标1：提升公园绿地养护水平"], ["补种行道树", "≥500株", "430株", ""])
    assert rows[9] == ["年度目标2（27.5分）：方便居民游园"]


def test_a_row_without_name_is_not_called_by_its_weight():
    assert printed(with_row(scored_facts(), 1, name=""))[7][-4:] == ["", "≥500株", "430株", "25.8"]


def test_a_form_may_have_a_column_for_weights():
    facts, layout = scored_facts(), LAYOUTS["founding-scored"]
    columns = tuple(
        replace(column, field="weight", label="分值") if column.field == "score" else column
        for column in layout.columns
    )
    document = compose(facts, RULE_SETS["hubei"], replace(layout, columns=columns))
    table = next(table for table in document.tables() if table.key == "form")
    cells = [row.cells[-1] for row in (*table.rows[6:9], *table.rows[11:13])]
    assert [shown(cell) for cell in cells] == list(WEIGHTS)
    assert [cell.where for cell in cells] == [Place("indicators", key, "weight") for key in ROWS]


def test_a_goal_without_indicators_has_no_points():
    rows = printed(with_goal(scored_facts(), 1, rows=()))
    assert rows[9] == ["年度目标2：方便居民游园"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_unscored_rules_print_no_points_anywhere(layout):
    facts = with_row(scored_facts(rule_set="unscored", layout=layout), 1, score=Decimal("20.30"))
    cells = [cell for table in document_of(facts).tables() for row in table.rows for cell in row.cells]
    assert {cell.amount for cell in cells if cell.kind == "score"} <= {None}
    bare = make_facts(rule_set="unscored", layout=layout)
    assert document_of(facts) == document_of(bare)


def test_the_founding_form_has_no_room_for_points():
    facts = scored_facts(layout="founding")
    assert document_of(facts) == document_of(replace(make_facts(layout="founding"), rule_set="hubei"))


@pytest.mark.parametrize("facts", [scored_facts(), with_goal(scored_facts(), 1, rows=()), scored_facts(goals=())])
def test_every_column_is_covered_completely_and_once(facts):
    assert grid_faults(form(facts)) == ([], 0)


def test_html_shows_every_cell_of_the_scored_form():
    document = document_of(scored_facts())
    assert from_html(document) == from_records(document)


def test_workbook_holds_every_cell_of_the_scored_form_and_points_as_numbers():
    document = document_of(scored_facts())
    table = document.part("form").blocks[3]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))["自评表"]
    cells = from_xlsx(table, sheet, first_row(table, document))
    assert [cell[:4] for cell in cells] == grid(table)
    assert [cell[4] for cell in cells] == [expected_value(cell) for _, _, cell in placed(table)]
    assert [cell[4] for cell in cells if isinstance(cell[4], int | float)] == [
        118, 377, 500, 495, 0.99, 19.8, 10, 25.8, 12.5, 17.5, 10, 95.6,
    ]  # fmt: skip


def test_pdf_shows_every_cell_of_the_scored_form_in_order():
    assert_pdf_says_in_order(document_of(scored_facts()))
