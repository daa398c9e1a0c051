"""Tables copied out of a PDF: lines of cells with blanks between them, pages, and lines that are broken."""

from decimal import Decimal

import pytest

from reports.importers.document import read

HEADING = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分"
ROWS = [
    "产出指标 数量指标 巡护林地 ≥8万亩 8.4万亩 20 20",
    "培育苗木 30万株 31万株 20 20",
    "质量指标 苗木成活率 ≥90% 88% 20 19.56",
    "满意度指标 服务对象满意度指标 林农满意度 ≥90% 93% 10 10",
]
READ = [
    ("产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"),
    ("产出指标", "数量指标", "培育苗木", "30万株", "31万株"),
    ("产出指标", "质量指标", "苗木成活率", "≥90%", "88%"),
    ("满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%"),
]
TITLE = "青山县林业局2023年度部门整体绩效自评表"


def reading_of(*lines):
    return read("自评表.txt", "\n".join([TITLE, *lines]).encode())


def rows(*lines):
    return [(row.level1, row.level2, row.name, row.target, row.actual) for _, row in reading_of(*lines).facts.rows()]


def unread(*lines):
    return [one.text for one in reading_of(*lines).unread]


@pytest.mark.parametrize("gap", [" ", "    ", "\u3000"])
def test_lines_of_as_many_pieces_as_the_heading_are_rows(gap):
    assert rows(*(line.replace(" ", gap) for line in [HEADING, *ROWS]), "总分 70 69.56") == READ


def test_a_table_goes_on_behind_page_numbers_running_heads_and_its_own_heading():
    page = ["- 3 -", TITLE]

    assert rows(HEADING, *ROWS[:2], *page, HEADING, *ROWS[2:]) == READ
    assert rows(HEADING, *ROWS[:2], *page, *ROWS[2:], "第 4 页 共 4 页") == READ


def test_points_are_read_under_their_labels_and_the_total_with_them():
    facts = reading_of(HEADING, *ROWS).facts

    assert [(row.weight, row.score) for _, row in facts.rows()][2] == (Decimal(20), Decimal("19.56"))


def test_names_of_levels_that_are_broken_over_lines_stand_before_their_row():
    head = ["一级", "指标", "二级", "指标", "三级指标 年度指标值 实际完成值 分值 得分"]
    first = ["产出", "指标", "数量", "指标", ROWS[0].split(" ", 2)[2]]

    assert rows(*head, *first, *ROWS[1:]) == READ


def test_a_row_beside_a_line_that_its_cells_may_go_on_in_is_left_unread():
    broken = "临时救助对象及低收入家庭 ≥300户 287户 10 9.57"
    more = [*ROWS[:3], "培训护林员 100人 104人 10 10", broken, "走访人数", ROWS[3]]

    assert "临时救助对象及低收入家庭" not in [row[2] for row in rows(HEADING, *more)]
    assert broken in unread(HEADING, *more)


def test_of_a_table_of_which_most_is_uncertain_nothing_is_taken():
    broken = ["完成森林抚育面积及 ≥3万亩 3.2万亩 20 20", "低效林改造", "新增古树名木挂 ≥30株 32株 20 20", "牌保护"]

    assert rows(HEADING, ROWS[0], *broken) == []
    assert {ROWS[0], *broken} <= set(unread(HEADING, ROWS[0], *broken))


def test_of_a_table_of_which_half_is_uncertain_nothing_is_taken():
    assert rows(HEADING, *ROWS[:2], "备注：略。", "完成森林抚育", "低效林改造") == READ[:2]
    assert rows(HEADING, *ROWS[:2], "备注：略。", "完成森林抚育", ROWS[3]) == []


def test_far_below_a_table_nothing_makes_it_uncertain():
    told = [f"第{number}处林区全年巡护平稳" for number in "一二三四五六七八九"]

    assert rows(HEADING, *ROWS, "备注：略。", *told, "备注：略。", "宣传防火 ≥3场 4场 10 10") == READ


def test_where_two_columns_have_one_label_nobody_knows_which_is_which():
    doubled = "一级指标 二级指标 三级指标 年度指标值 实际完成值 实际完成值"

    assert rows(doubled, "产出指标 数量指标 巡护林地 ≥8万亩 8.4万亩 8.1万亩") == []


@pytest.mark.parametrize(
    "lines",
    [
        # Centred beside the second of their rows.
        ["巡护林地 ≥8万亩 8.4万亩 20 20", "产出指标 数量指标 培育苗木 30万株 31万株 20 20"],
        [
            *ROWS[:2],
            "社会效益指标 护林员收入 ≥6000元 6200元 20 20",
            "效益指标 生态效益指标 森林覆盖率 ≥66% 66.3% 10 10",
        ],
    ],
)
def test_levels_that_do_not_stand_beside_the_first_of_their_rows_are_given_to_none(lines):
    assert rows(HEADING, *lines) == []


def test_a_reason_at_the_end_of_a_row_may_be_blank():
    lines = [ROWS[0], f"{ROWS[2]} 苗木冻伤"]

    assert [row[2] for row in rows(f"{HEADING} 偏差原因", *lines)] == ["巡护林地", "苗木成活率"]


@pytest.mark.parametrize(
    "line",
    [
        "质量指标 苗木成活率 ≥90% 88% 良好 20",
        "质量指标 ≥90% 苗木成活率 88% 20 19",
        "数量指标 质量指标 甲 1个 1个 二 三",
    ],
)
def test_what_does_not_fit_under_its_label_is_no_row(line):
    assert rows(HEADING, ROWS[0], ROWS[1], ROWS[3], "备注：略。", line) == [READ[0], READ[1], READ[3]]


def test_amounts_stand_under_their_labels_and_the_name_beside_its_own():
    lines = [
        "部门名称 青山县林业局 填报日期 2024 年 3 月 8 日",
        "资金来源 年初预算数 全年预算数 全年执行数 执行率",
        "预算资金 年度资金总额 318.00 345.36 338.45 98.00%",
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分",
        *ROWS,
    ]

    facts = reading_of(*lines).facts
    line = facts.revenue[0]

    assert (line.initial, line.adjusted, line.executed) == (
        Decimal("3180000.00"),
        Decimal("3453600.00"),
        Decimal("3384500.00"),
    )
    assert (facts.department.full_name, str(facts.statement.filing_date)) == ("青山县林业局", "2024-03-08")
    assert len(list(facts.rows())) == len(ROWS)


def test_sentences_with_blanks_in_them_are_no_table():
    told = ["目标 完成 情况 良好", "三级指标 年度指标值 实际完成值 见附表", "巡护林地 ≥8万亩 8.4万亩 良好"]

    assert rows(*told) == []


def test_a_label_that_runs_down_beside_the_rows_is_no_column():
    assert rows(f"年度绩效目标完成情况 {HEADING}", *ROWS) == READ


def test_of_a_level_whose_rows_are_missing_nothing_is_carried_on():
    lines = [*ROWS[:3], "时效指标", "成本指标 苗木单价 ≤2元/株 1.9元/株 10 10", ROWS[3]]

    assert "苗木单价" not in [row[2] for row in rows(HEADING, *lines)]
