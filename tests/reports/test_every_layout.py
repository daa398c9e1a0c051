"""Every form in every format: no cell lost, spans equal, nothing there that the facts do not state."""

import io
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.rulesets import RULE_SETS
from indicators.facts import Place
from indicators.scoring import distribute
from reports.compose import compose
from reports.demo import example_in
from reports.document import Table, placed
from reports.layouts import LAYOUTS
from reports.pairing import rules_for
from reports.renderers import xlsx
from reports.renderers.amounts import shown
from tests.facts import make_facts, with_goal, with_row
from tests.reports.test_form import grid_faults
from tests.reports.test_formats_agree import assert_pdf_says_in_order, expected_value, from_html, from_records

TEXTS = st.sampled_from(
    ["", "=1+1", "≥100个", "无", "<b>&", "长" * 200, "甲\n乙", "𠮷野家", "👍", "12月底前", "奓山街道"]
)
AMOUNTS = st.none() | st.decimals(0, 10**10, places=2)


def document_of(facts, layout):
    rules = rules_for(layout)
    facts = replace(facts, layout=layout.name, rule_set=rules.name)
    return compose(facts, rules, layout)


def printed(document):
    """Without the plain rows, which stand in the workbook alone."""
    return replace(document, parts=document.printed())


def form_tables(document) -> list[Table]:
    return [block for block in document.part("form").blocks if isinstance(block, Table)]


@st.composite
def evaluations(draw):
    """The small evaluation with anything in it, and up to two of its goals without indicators."""
    facts = make_facts()
    for index in range(5):
        fields = {name: draw(TEXTS) for name in ("level1", "level2", "name", "target", "adjusted_target", "actual")}
        facts = with_row(
            facts, index, **fields, unit=draw(TEXTS), deviation_reason=draw(TEXTS), is_core=draw(st.booleans())
        )
    for index in (0, 1):
        texts = {name: draw(TEXTS) for name in ("title", "description", "adjusted_description", "achievement")}
        facts = with_goal(facts, index, **texts)
        if draw(st.integers(0, 5)) == 0:
            facts = with_goal(facts, index, rows=())
    lines = [
        replace(line, **{name: draw(AMOUNTS) for name in ("initial", "adjusted", "final", "executed")})
        for line in facts.revenue
    ]
    return replace(facts, revenue=tuple(lines))


def sheet_cells(document) -> list[list[tuple]]:
    """The form's cells read back from the workbook: row, column, down, across and value, table by table.

    Tables share the columns of the sheet, which is cut wherever one of them has an edge.
    """
    tables = form_tables(document)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))["自评表"]
    stops = sorted({edge for table in tables for edge in accumulate(table.widths)} | {100})
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    top = 1 + next(i for i, block in enumerate(document.part("form").blocks) if isinstance(block, Table))
    found = []
    for table in tables:
        edges = [0, *accumulate(table.widths)]
        cells = []
        for row, column, _ in placed(table):
            first = stops.index(edges[column]) + 2 if edges[column] else 1
            area = spans.get((top + row, first))
            last = area.max_col if area else first
            down = area.max_row - area.min_row + 1 if area else 1
            right = edges.index(stops[last - 1])
            cells.append((row, column, down, right - column, sheet.cell(top + row, first).value))
        found.append(cells)
        top += len(table.rows)
    return found


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_page_holds_every_cell_of_the_example(layout):
    document = printed(document_of(example_in(layout), layout))
    assert from_html(document) == from_records(document)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_workbook_holds_every_cell_of_a_form_of_one_page(layout):
    """On more pages a merged cell is cut where a page ends, so that every page has all its borders."""
    document = document_of(make_facts(), layout)
    tables = form_tables(document)
    in_book = sheet_cells(document)
    assert [[cell[:4] for cell in cells] for cells in in_book] == [
        [(row, column, cell.down, cell.across) for row, column, cell in placed(table)] for table in tables
    ]
    assert [[cell[4] for cell in cells] for cells in in_book] == [
        [expected_value(cell) for _, _, cell in placed(table)] for table in tables
    ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_pdf_says_every_cell_of_the_example_in_order(layout):
    assert_pdf_says_in_order(printed(document_of(example_in(layout), layout)))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@given(facts=evaluations())
@settings(derandomize=True, deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
def test_any_evaluation_covers_every_column_and_loses_no_figure(layout, facts):
    document = document_of(facts, layout)
    for table in form_tables(document):
        assert grid_faults(table) == ([], 0)
    assert from_html(document) == from_records(printed(document))
    said = "\n".join(shown(cell) for table in form_tables(document) for _, _, cell in placed(table))
    columns = {column.field for column in layout.columns}
    for _, row in facts.rows():
        stated = [row.actual, row.target if "target" in columns else "", row.name if "name" in columns else ""]
        assert [text for text in stated if text not in said] == []
    if layout.goal_columns:
        texts = [getattr(goal, column.field) for goal in facts.goals for column in layout.goal_columns]
        assert [text for text in texts if text.strip() not in said] == []


def of(table, row):
    return [shown(cell) for cell in table.rows[row].cells]


def test_national_form_states_the_money_by_where_it_comes_from():
    head, _ = form_tables(document_of(example_in(LAYOUTS["national-2020"]), LAYOUTS["national-2020"]))
    assert [of(head, row) for row in range(6)] == [
        ["部门", "武汉市蔡甸区民政局"],
        ["预算资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "27,799.22", "23,367.00", "23,367.00", "10", "100%", "10"],
        ["其中：当年财政拨款", "27,799.22", "23,032.38", "23,032.38", "—", "100%", "—"],
        ["上年结转资金", "", "", "", "—", "", "—"],
        ["其他资金", "0.00", "334.62", "334.62", "—", "100%", "—"],
    ]


def test_national_form_puts_the_indicators_of_all_goals_together_by_level():
    facts = with_row(make_facts(), 4, level1="产出指标", level2="数量指标")
    _, rows = form_tables(document_of(facts, LAYOUTS["national-2020"]))
    assert [(cell.text, cell.down) for row in rows.rows[1:6] for cell in row.cells[:-6]] == [
        ("产出指标", 4),
        ("数量指标", 3),
        ("时效指标", 1),
        ("效益指标", 1),
        ("社会效益指标", 1),
    ]
    assert [row.cells[-6].text for row in rows.rows[1:6]] == [
        "养护公园数量",
        "补种行道树",
        "游园居民满意度",
        "养护任务完成时间",
        "改善居民游园环境（是否）",
    ]
    assert rows.header_rows == 1


def test_national_form_explains_what_was_missed_beside_it():
    _, rows = form_tables(document_of(make_facts(), LAYOUTS["national-2020"]))
    cell = next(row.cells[-1] for row in rows.rows if "补种行道树" in [one.text for one in row.cells])
    assert cell.text == ("原因：夏季持续高温，70株苗木未能按期栽植。\n改进措施：余下70株于2023年3月底前补种。")
    assert cell.where is not None
    assert cell.where.field == "deviation_reason"


def test_national_form_adds_up_weights_and_points():
    facts = make_facts()
    for key, weight in distribute(facts, RULE_SETS["national-2020"]).items():
        index = [row.key for _, row in facts.rows()].index(key)
        facts = with_row(facts, index, weight=weight)
    _, rows = form_tables(document_of(facts, LAYOUTS["national-2020"]))
    assert of(rows, -1)[:2] == ["总分", "100"]
    without = with_row(facts, 0, weight=None)
    assert of(form_tables(document_of(without, LAYOUTS["national-2020"]))[1], -1) == ["总分", "", "", ""]


def test_chongqing_form_states_unit_kind_share_and_core():
    facts = with_row(make_facts(), 0, is_core=True, weight=Decimal(10))
    facts = with_row(facts, 1, weight=Decimal(10), adjusted_target="≥430株")
    _, rows = form_tables(document_of(facts, LAYOUTS["chongqing"]))
    assert [of(rows, row)[:7] + of(rows, row)[9:] for row in range(1, 6)] == [
        ["养护公园数量", "个", "≥", "12个", "—", "12个", "100", "是"],
        ["补种行道树", "株", "≥", "≥500株", "≥430株", "430株", "100", "否"],
        ["养护任务完成时间", "—", "—", "12月底前", "—", "11月", "", "否"],
        ["改善居民游园环境（是否）", "—", "定性", "是", "—", "是", "", "否"],
        ["游园居民满意度", "%", "≥", "≥90%", "—", "94%", "", "否"],
    ]


def test_goals_are_stated_once_with_their_title():
    facts = with_goal(make_facts(), 0, description="提升公园绿地养护水平", achievement="已完成")
    head, _ = form_tables(document_of(facts, LAYOUTS["chongqing"]))
    assert [of(head, row) for row in (4, 5, 6)] == [
        ["年初绩效目标", "全年（调整）绩效目标", "全年目标实际完成情况"],
        ["年度目标1：提升公园绿地养护水平", "—", "已完成"],
        ["年度目标2：方便居民游园", "—", "—"],
    ]
    assert [cell.where for cell in head.rows[5].cells] == [
        Place("goals", facts.goals[0].key, field) for field in ("description", "adjusted_description", "achievement")
    ]


def test_a_form_without_notes_prints_no_label_for_them():
    keys = [block.key for block in document_of(make_facts(), LAYOUTS["chongqing"]).part("form").blocks]
    assert keys == ["form.annex", "form.title", "form.filing", "form", "form.rows"]


def test_signed_form_leaves_room_for_the_head_of_the_unit():
    table = form_tables(document_of(make_facts(), LAYOUTS["founding-signed"]))[0]
    assert of(table, -1)[0] == "单位主要负责人签批意见"
    assert "签名：" in of(table, -1)[1]


@pytest.mark.parametrize("name", ["national-2020", "chongqing"])
def test_the_head_of_the_indicators_is_repeated_on_each_page_of_the_workbook(name):
    document = document_of(example_in(LAYOUTS[name]), LAYOUTS[name])
    head, rows = form_tables(document)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))["自评表"]
    above = next(i for i, block in enumerate(document.part("form").blocks) if isinstance(block, Table)) + len(head.rows)
    assert sheet.print_title_rows == f"${above + 1}:${above + 1}"
    assert sheet.freeze_panes is None
    assert len(sheet.row_breaks.brk) >= 1
    assert [sheet.cell(above + 1, 1).value] == [rows.rows[0].cells[0].text]


def test_the_head_of_the_indicators_is_never_the_last_row_of_a_page():
    """Chongqing's example: below money and goals there is room for the head, but for no indicator."""
    layout = LAYOUTS["chongqing"]
    document = document_of(example_in(layout), layout)
    head = form_tables(document)[0]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))["自评表"]
    above = next(i for i, block in enumerate(document.part("form").blocks) if isinstance(block, Table)) + len(head.rows)
    assert next(page.id for page in sheet.row_breaks.brk) == above
    assert above + 1 not in [page.id for page in sheet.row_breaks.brk]
