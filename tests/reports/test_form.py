from dataclasses import replace
from datetime import date

import pytest

from indicators.facts import Place, StatementFacts
from reports.compose.made import explained
from reports.demo import approved_example, founding, founding_mended, opened_example
from reports.document import placed
from reports.layouts import LAYOUTS
from tests.reports.plain import composed, make_facts, make_goal, make_row, paragraphs


def form(facts):
    return next(table for table in composed(facts).tables() if table.key == "form")


def foot(facts):
    return [row.cells[-1] for row in form(facts).rows[-2:]]


def grid_faults(table):
    """Places of the grid that no cell covers, that two cover, or that lie outside."""
    width, height = len(table.widths), len(table.rows)
    covered = [
        (line + down, column + across)
        for line, column, cell in placed(table)
        for down in range(cell.down)
        for across in range(cell.across)
    ]
    wanted = [(line, column) for line in range(height) for column in range(width)]
    return sorted(set(wanted) ^ set(covered)), len(covered) - len(set(covered))


MIXED = make_goal(
    make_row("r1"),
    make_row("r2", level2="质量指标"),
    make_row("r3", level1="效益指标", level2="质量指标"),
    make_row("r4"),
    make_row("r5", level1="", level2=""),
    make_row("r6", level1="", level2=""),
)


@pytest.mark.parametrize(
    "facts",
    [
        opened_example(),
        founding(),
        founding_mended(),
        approved_example(),
        make_facts(make_goal()),
        make_facts(MIXED, make_goal(key="g2"), make_goal(make_row("r9"), key="g3")),
    ],
)
def test_every_table_is_covered_completely_and_once(facts):
    for table in composed(facts).tables():
        assert grid_faults(table) == ([], 0), table.key
        assert sum(table.widths) == 100


def test_neighbours_with_the_same_levels_share_a_cell_and_only_they():
    levels = [
        (line, column, cell.text, cell.down)
        for line, column, cell in placed(form(make_facts(MIXED)))
        if line in range(6, 12) and column in {1, 2}
    ]
    assert levels == [
        (6, 1, "产出指标", 2),
        (6, 2, "数量指标", 1),
        (7, 2, "质量指标", 1),
        (8, 1, "效益指标", 1),
        (8, 2, "质量指标", 1),
        (9, 1, "产出指标", 1),
        (9, 2, "数量指标", 1),
        (10, 1, "", 2),
        (10, 2, "", 2),
    ]


def test_each_goal_has_a_band_a_header_and_a_side_label_over_its_rows():
    facts = make_facts(
        make_goal(make_row("r1"), make_row("r2")),
        make_goal(key="g2", title=""),
        make_goal(make_row("r3"), key="g3", title="第三"),
    )
    rows = form(facts).rows[4:-2]
    assert [[(cell.text, cell.down, cell.across) for cell in row.cells[:1]] for row in rows] == [
        [("年度目标1：开展培训", 1, 6)],
        [("年度绩效目标完成情况", 3, 1)],
        [("产出指标", 2, 1)],
        [("培训场次", 1, 1)],
        [("年度目标2：【待填：目标名称】", 1, 6)],
        [("年度绩效目标完成情况", 1, 1)],
        [("年度目标3：第三", 1, 6)],
        [("年度绩效目标完成情况", 2, 1)],
        [("产出指标", 1, 1)],
    ]
    assert [row.keep for row in rows] == [True, True, False, False, True, False, True, True, False]


def test_cells_lead_to_their_fields():
    cells = [cell for row in form(make_facts(make_goal(make_row("r1")))).rows for cell in row.cells]
    assert [(cell.text, cell.where) for cell in cells if cell.where and cell.where.step in {"goals", "indicators"}] == [
        ("年度目标1：开展培训", Place("goals", "g1", "title")),
        ("产出指标", Place("indicators", "r1", "level1")),
        ("数量指标", Place("indicators", "r1", "level2")),
        ("培训场次", Place("indicators", "r1", "name")),
        ("10场", Place("indicators", "r1", "target")),
        ("10场", Place("indicators", "r1", "actual")),
    ]
    assert [cell.where for cell in cells if cell.kind in {"wan", "percent"}] == [
        Place("budget", "basic", "executed"),
        Place("budget", "project", "executed"),
        Place("budget", "s1", "adjusted"),
        Place("budget", "basic", "executed"),
        Place("budget", "basic", "executed"),
    ]


def test_budget_in_the_head_follows_the_basis():
    facts = make_facts(revenue=((1000, 800, 800),), basic=400, project=360)
    amounts = [
        [str(cell.amount) for cell in form(each).rows[3].cells[1:]] for each in (facts, replace(facts, basis="initial"))
    ]
    assert amounts == [["800.00", "760.00", "95.00"], ["1000.00", "760.00", "76.00"]]


def test_an_adjusted_target_is_printed_beside_the_first_one():
    cells = form(make_facts(make_goal(make_row(adjusted_target="8场")))).rows[6].cells
    assert (cells[3].text, cells[3].where) == ("10场（调整后：8场）", Place("indicators", "r1", "adjusted_target"))


def test_foot_rows_are_generated_from_the_rows():
    facts = make_facts(
        make_goal(
            make_row("r1"),
            make_row("r2", name="办班", outcome="partly", deviation_reason="场地不足。", improvement="租用\n场地"),
            make_row("r3", name="编书", outcome="exceeded", deviation_reason="上级增加任务"),
            make_row("r4", name="巡讲", outcome="not_met"),
        )
    )
    reason, improvement = foot(facts)
    assert reason.text == "1.办班：场地不足。\n2.编书：上级增加任务。\n3.巡讲：【待填：偏差原因】"
    assert improvement.text == "1.办班：租用；场地。\n2.巡讲：【待填：改进措施】"
    assert (reason.where, improvement.where) == (
        Place("indicators", "r2", "deviation_reason"),
        Place("indicators", "r2", "improvement"),
    )


def test_a_typed_foot_replaces_the_generated_one():
    row = make_row(outcome="partly", deviation_reason="场地不足", improvement="租用场地")
    facts = replace(make_facts(make_goal(row)), statement=StatementFacts(foot_reason="无", foot_improvement=" 见正文 "))
    assert [(cell.text, cell.where) for cell in foot(facts)] == [
        ("无", Place("statement", "statement", "foot_reason")),
        ("见正文", Place("statement", "statement", "foot_improvement")),
    ]


def test_foot_says_none_only_when_all_is_decided_and_no_measure_is_planned():
    reached, open_ = make_facts(make_goal(make_row())), make_facts(make_goal(make_row(outcome="")))
    planned = replace(reached, statement=StatementFacts(improvements=("加强培训", "增加场次。")))
    assert [cell.text for cell in foot(reached)] == ["无", "无"]
    assert [cell.text for cell in foot(open_)] == ["", ""]
    assert [cell.text for cell in foot(planned)] == ["无", "1.加强培训。\n2.增加场次。"]


def test_a_measure_that_says_there_is_none_is_none():
    facts = replace(make_facts(make_goal(make_row())), statement=StatementFacts(improvements=("无。",)))
    assert [cell.text for cell in foot(facts)] == ["无", "无"]


def test_a_label_typed_before_a_reason_is_not_printed_in_the_foot():
    row = make_row(outcome="partly", deviation_reason="原因：场地不足", improvement="改进措施：租用场地")
    assert [cell.text for cell in foot(make_facts(make_goal(row)))] == ["培训场次：场地不足。", "培训场次：租用场地。"]


def test_form_part_stands_in_the_order_of_the_paper():
    facts = replace(make_facts(make_goal(make_row())), statement=StatementFacts(filing_date=date(2023, 3, 5)))
    part = composed(facts).part("form")
    assert [block.key for block in part.blocks] == [
        "form.annex",
        "form.title",
        "form.filing",
        "form",
        "form.notes",
        "form.note-1",
        "form.note-2",
        "form.note-3",
    ]
    assert paragraphs(facts, part="form")["form.filing"].endswith("填报日期：2023年3月5日")


def test_places_for_signature_and_stamp_stand_only_while_they_are_awaited():
    facts = make_facts(make_goal(make_row()))
    signed = {
        mark: [text for key, text in paragraphs(facts, part="form", mark=mark).items() if key.startswith("form.sign")]
        for mark in ("draft", "review", "")
    }
    assert signed == {"draft": [], "review": list(LAYOUTS["founding"].sign_off), "": []}


def test_values_without_a_unit_are_printed_with_the_unit_of_their_row():
    facts = make_facts(make_goal(make_row(target="≥100", adjusted_target="80", actual="90", unit="场")))
    texts = [cell.text for row in form(facts).rows for cell in row.cells]
    assert "≥100场（调整后：80场）" in texts
    assert "90场" in texts


def test_the_foot_says_why_a_target_was_adjusted_before_why_it_was_missed():
    adjusted = {"adjusted_target": "8", "target": "10", "unit": "场", "adjustment_reason": "停办两场。"}
    met = make_row(**adjusted)
    missed = make_row("r2", name="编书", outcome="not_met", deviation_reason="缺经费。", **adjusted)

    reason, improvement = foot(make_facts(make_goal(met, missed)))

    told = "目标值由10场调整为8场，停办两场。"
    assert reason.text == f"1.{met.name}：{told}\n2.编书：{told}缺经费。"
    assert improvement.text == "编书：【待填：改进措施】"


def test_the_cell_of_reasons_begins_with_why_the_target_was_adjusted():
    row = make_row(adjusted_target="8场", adjustment_reason="停办两场", deviation_reason="缺经费", improvement="")

    assert explained(row) == ("目标调整原因：停办两场。\n原因：缺经费。", "deviation_reason")
    assert explained(replace(row, adjusted_target="")) == ("原因：缺经费。", "deviation_reason")


def noted(facts):
    return [text for key, text in paragraphs(facts, part="form").items() if key == "form.note-basis"]


def test_a_note_of_ones_own_says_which_budget_is_meant_and_what_the_other_would_give():
    facts = replace(founding(), basis_noted=True)

    assert noted(facts) == ["4.本表预算数为调整后预算数；按年初预算数计算执行率为84.06%。"]
    assert noted(replace(facts, basis="initial")) == []
    assert noted(founding()) == []
    assert noted(replace(facts, layout="national-2020", basis="initial")) == [
        "注：本表预算数为年初预算数；按调整后预算数计算执行率为100%。"
    ]
