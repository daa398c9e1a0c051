"""The published document and our own files, read back: every row, every analysis, every cent, and nothing invented."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from budgets.rulesets import RULE_SETS
from indicators.facts import Facts
from reports import demo
from reports.compose import compose
from reports.demo import founding
from reports.importers.document import read, understood
from reports.importers.files import source_of
from reports.layouts import LAYOUTS
from reports.renderers import docx
from tests.reports.importers import published

# What the table prints for levels, where the demonstration has them put right.
_AS_PRINTED = {
    ("产出指标", "数量指标", 2): ("产出效益", "数量指标"),
    ("产出指标", "质量指标", 2): ("产出效益", "质量指标"),
    ("产出指标", "时效指标", 2): ("产出效益", "时效指标"),
    ("效益指标", "社会效益指标", 1): ("效益指标", "社会效益"),
    ("效益指标", "社会效益指标", 2): ("社会效益", "社会效益指标"),
    ("效益指标", "社会效益指标", 3): ("效益指标", "社会效益指"),
}


def as_printed() -> list[tuple[str, ...]]:
    """Goal, levels, name, target, actual and analysis of the 34 rows."""
    return [
        (
            goal.title,
            *_AS_PRINTED.get((row.level1, row.level2, place), (row.level1, row.level2)),
            row.name,
            row.target,
            row.actual,
            row.analysis,
        )
        for place, goal in enumerate(founding().goals)
        for row in goal.rows
    ]


def rows_of(facts: Facts) -> list[tuple[str, ...]]:
    return [
        (goal.title, row.level1, row.level2, row.name, row.target, row.actual, row.analysis)
        for goal, row in facts.rows()
    ]


def test_the_published_text_gives_its_rows_with_their_analyses():
    reading = read("caidian-2022.txt", published.CONTENT)

    assert rows_of(reading.facts) == as_printed()
    assert reading.unread == ()


def test_the_published_text_gives_its_budget_to_the_cent():
    facts = read("caidian-2022.txt", published.CONTENT).facts

    assert [(line.source, line.initial, line.adjusted, line.final, line.typed_in_wan) for line in facts.revenue] == [
        (
            "一般公共预算财政拨款收入",
            Decimal("277992200.00"),
            Decimal("218492342.07"),
            Decimal("218492342.07"),
            (),
        ),
        ("政府性基金预算财政拨款收入", None, Decimal("11831432.45"), Decimal("11831432.45"), ()),
        ("其他收入", Decimal("0.00"), Decimal("3346189.60"), Decimal("3346189.60"), ()),
    ]
    assert (facts.basic, facts.project) == (founding().basic, founding().project)
    assert (facts.basis, facts.carry_over) == ("adjusted", Decimal("0.00"))


def test_the_published_text_gives_all_else_as_well():
    facts, expected = read("caidian-2022.txt", published.CONTENT).facts, founding()

    assert facts.department == replace(expected.department, code="")
    assert (facts.fiscal_year, facts.scope, facts.rule_set, facts.layout) == (2022, "own", "unscored", "founding")
    assert facts.statement == expected.statement
    assert facts.statement.filing_date == date(2022, 3, 15)
    assert facts.execution_note == expected.execution_note


def test_the_same_file_gives_the_same_keys_and_no_key_twice():
    facts = read("a.txt", published.CONTENT).facts
    keys = (
        [line.key for line in facts.revenue] + [goal.key for goal in facts.goals] + [row.key for _, row in facts.rows()]
    )

    assert read("b.txt", published.CONTENT).facts == facts
    assert len(set(keys)) == 3 + 4 + 34


def examples() -> list[Facts]:
    return [
        founding(),
        demo.founding_mended(),
        demo.approved_example(),
        demo.scored_example(),
        demo.last_year_example(),
        *(demo.example_in(layout) for layout in LAYOUTS.values()),
    ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_our_own_files_give_back_the_rows_they_were_made_from(layout):
    for facts in examples():
        made = docx.render(compose(facts, RULE_SETS[facts.rule_set], layout))

        reading = read("ours.docx", made)

        told = [row[:6] for row in rows_of(reading.facts)]
        assert told == [row[:6] for row in rows_of(facts)]
        assert all(row.analysis for _, row in reading.facts.rows())
        assert reading.unread == ()
        assert reading.facts.layout in {layout.name, "founding"}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_our_own_files_give_back_budget_and_statement(layout):
    facts = demo.example_in(layout)

    told = read("ours.docx", docx.render(compose(facts, RULE_SETS[facts.rule_set], layout))).facts

    assert [(line.source, line.initial, line.adjusted, line.final) for line in told.revenue] == [
        (line.source, line.initial, line.adjusted, line.final) for line in facts.revenue
    ]
    assert (told.basic, told.project, told.basis) == (facts.basic, facts.project, facts.basis)
    assert told.adjustment_reason == facts.adjustment_reason
    assert (told.statement.problems, told.statement.improvements, told.statement.filing_date) == (
        facts.statement.problems,
        facts.statement.improvements,
        facts.statement.filing_date,
    )


def test_each_analysis_is_known_by_the_row_it_was_given_to():
    made = understood(source_of("caidian-2022.txt", published.CONTENT))
    names = {row.key: row.name for _, row in made.facts.rows()}

    assert [names[made.told_of[place]] for place in range(len(made.told))] == [one.name for one in made.told]


def test_a_point_numbered_otherwise_belongs_to_the_problem_above_it():
    text = (
        "2022年度公园局部门整体绩效自评报告\n三、存在的问题和原因分析\n（一）苗木晚到。\n1.招标晚。\n2.运输慢。\n"
        "（二）人手不足。\n四、下一步拟改进措施\n1.提前招标。\n2.增加人手。\n"
    )

    found = read("报告.txt", text.encode()).facts.statement

    assert found.problems == ("苗木晚到。\n1.招标晚。\n2.运输慢。", "人手不足。")
    assert found.improvements == ("提前招标。", "增加人手。")


def test_the_reason_in_the_row_of_the_form_comes_before_that_of_the_text():
    text = (
        "2022年度公园局部门整体绩效自评报告\n一、部门整体绩效目标完成情况\n（三）未完成的绩效目标\n"
        "1.修路，目标值为10公里，实际完成值为9公里，部分完成。原因：资金晚到。改进措施：提前申请。\n"
        "2.种树，目标值为10棵，实际完成值为9棵，部分完成。原因：苗木晚到。改进措施：提前采购。\n"
        "附件：部门整体绩效自评表\n一级指标\t二级指标\t三级指标\t目标值\t实际完成值\t偏差原因分析\t改进措施\n"
        "产出指标\t数量指标\t修路\t10公里\t9公里\t雨季停工\t\n产出指标\t数量指标\t种树\t10棵\t9棵\t\t春季补种\n"
    )

    rows = [row for _, row in read("报告.txt", text.encode()).facts.rows()]

    assert [(row.outcome, row.deviation_reason, row.improvement) for row in rows] == [
        ("partly", "雨季停工", "提前申请。"),
        ("partly", "苗木晚到。", "春季补种"),
    ]
