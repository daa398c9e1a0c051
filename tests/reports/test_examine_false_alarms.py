"""What a careful reader would not hold against a document is not told."""

import pytest

from reports.examining import examine
from reports.importers.reading import NOTHING_UNDERSTOOD
from reports.importers.source import Unreadable
from tests.reports.importers.elsewhere import word
from tests.reports.test_examine_elsewhere import HEADING, PROBLEMS, ROWS, TODAY, codes


def test_points_are_asked_for_where_the_form_has_a_column_for_them():
    late = [*ROWS, ["产出指标", "时效指标", "瞭望塔修复", "6月底前", "9月"]]
    problems = [PROBLEMS[0], f"{PROBLEMS[1]}2.瞭望塔修复晚了三个月，运料道路被冲毁。", *PROBLEMS[2:]]
    table = [[*HEADING, "权重"], *([*row, "20"] for row in late)]

    assert codes(table, *problems) == []
    scored = [[*table[0], "得分"], *([*row, "" if row[4] == "9月" else "20"] for row in table[1:])]
    assert [code for code in codes(scored, *problems) if code.startswith("blank")] == ["blank-score"]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("护林员培训超出目标50%，主要是年初目标偏低。", []),
        ("受降雨影响。", ["over-fulfilment-without-reason"]),
    ],
)
def test_a_reason_at_the_foot_that_names_the_row_explains_what_was_exceeded(reason, expected):
    table = [
        HEADING,
        ["产出指标", "数量指标", "护林员培训", "≥100人次", "150人次"],
        ["偏差大或目标未完成原因分析", (reason, 4)],
    ]

    assert codes(table, "四、存在的问题", "1.巡护力量不足。", "五、改进措施", "1.增设瞭望点。") == expected


def test_a_place_with_levels_of_its_own_is_not_told_to_have_ours():
    rows = [["履职", "林草管护", *row[2:]] for row in ROWS]

    assert (
        codes(
            [[*HEADING, "权重", "得分"], *([*row, "25", "24.25" if row[4] == "97%" else "25"] for row in rows)],
            *PROBLEMS,
        )
        == []
    )


@pytest.mark.parametrize("heading", ["四、存在问题及下步打算", "四、问题与建议"])
@pytest.mark.parametrize("told", ["林火扑救率未达目标，拟增设瞭望点2处。", "林火扑救率未达目标，建议增设瞭望点2处。"])
def test_problems_and_plans_under_one_heading_are_both_there(heading, told):
    assert codes([HEADING, *ROWS], heading, told) == []


def test_a_letter_taken_for_a_digit_is_no_figure():
    rows = [*ROWS[:3], [*ROWS[3][:3], "≥9O%", "93%"]]

    assert codes([HEADING, *rows], *PROBLEMS) == []


def test_a_notice_with_an_empty_form_is_no_self_evaluation():
    blank = [[*HEADING, "分值"], ["产出指标", "数量指标", "指标1：", "", "", ""], [("总分", 5), "100"]]
    notice = ["关于开展2022年度部门整体绩效自评工作的通知", "（一）2023年2月20日前，各单位完成自评并报送材料。", blank]

    with pytest.raises(Unreadable) as refused:
        examine("通知.docx", word(*notice), today=TODAY)

    assert str(refused.value) == NOTHING_UNDERSTOOD


def test_the_day_on_which_something_is_due_is_no_fiscal_year():
    due = "（一）2024年2月20日前完成自评"

    assert codes(due, [HEADING, *ROWS], *PROBLEMS) == []


@pytest.mark.parametrize(("more", "expected"), [(0, []), (1, ["unmet-without-deviation-reason"] * 2)])
def test_a_reason_below_the_form_is_that_of_the_only_row_that_was_missed(more, expected):
    missed = [["产出指标", "数量指标", "修复瞭望塔", "4座", "3座"]] * more
    below = ["未完成原因：3起起火点偏远。", "改进措施：增设瞭望点2处。"]

    found = codes("2023年度部门整体绩效自评表", [HEADING, *ROWS, *missed], *below)

    assert [code for code in found if code == "unmet-without-deviation-reason"] == expected


def test_a_reason_below_the_form_that_names_another_row_is_not_that_of_the_missed_one():
    found = codes(
        "2023年度部门整体绩效自评表", [HEADING, *ROWS], "未完成原因：巡护林地面积按卫星影像核定。", "改进措施：略。"
    )

    assert [code for code in found if code.startswith("unmet")] == [
        "unmet-without-deviation-reason",
        "unmet-without-improvement",
    ]
