"""Finished documents that call a goal by another number in one part: told once, and everything below it is still found."""

import pytest

from tests.reports.planted import PARKS, changed, examined, mended

# Part, what is written there, how often the words stand before it, and what the excerpts are.
MISNUMBERED = {
    "in two (two), as the one before": (
        mended,
        ("年度目标3：兜牢民生底线\n\n1.", "年度目标2：兜牢民生底线\n\n1."),
        [("2.2", "年度目标2：兜牢民生底线"), ("1.2", "年度目标3：兜牢民生底线")],
    ),
    "in two (two), as none that there is": (
        mended,
        ("年度目标4：加强基层民主政权建设\n\n1.", "年度目标5：加强基层民主政权建设\n\n1."),
        [("2.2", "年度目标5：加强基层民主政权建设"), ("1.2", "年度目标4：加强基层民主政权建设")],
    ),
    "in one (two)": (
        mended,
        ("年度目标3：兜牢民生底线\n\n2022", "年度目标2：兜牢民生底线\n\n2022"),
        [("1.2", "年度目标2：兜牢民生底线"), ("2.2", "年度目标3：兜牢民生底线")],
    ),
    "in the form": (
        mended,
        ("年度目标3：兜牢民生底线\n\n\t", "年度目标4：兜牢民生底线\n\n\t"),
        [("form", "年度目标4：兜牢民生底线"), ("1.2", "年度目标3：兜牢民生底线")],
    ),
    "in the sentence below its title": (
        mended,
        ("2022年度，年度目标3的绩效", "2022年度，年度目标2的绩效"),
        [("1.2", "2022年度，年度目标2的绩效目标均已完成，其中："), ("form", "年度目标3：兜牢民生底线")],
    ),
    "the second of two": (
        lambda: PARKS,
        ("年度目标2：管好园林设施\n1.", "年度目标1：管好园林设施\n1."),
        [("2.2", "年度目标1：管好园林设施"), ("1.2", "年度目标2：管好园林设施")],
    ),
}


@pytest.mark.parametrize("planted", MISNUMBERED)
def test_a_goal_that_is_numbered_wrong_in_one_part_is_told_once(planted):
    make, edit, excerpts = MISNUMBERED[planted]
    (one,) = examined(changed(make(), edit))
    told = [(excerpt.section, excerpt.text) for excerpt in one.excerpts]
    assert (one.finding.code, told[0]) == ("goal-number-differs", excerpts[0])
    assert told[1][1] == excerpts[1][1]


def test_two_goals_whose_numbers_are_exchanged_are_told_each():
    text = changed(
        mended(),
        (
            "年度目标2：加强未成年人保护工作，推进未成年人保护工作站建设\n\n1.",
            "年度目标3：加强未成年人保护工作，推进未成年人保护工作站建设\n\n1.",
        ),
        ("年度目标3：兜牢民生底线\n\n1.", "年度目标2：兜牢民生底线\n\n1."),
    )
    assert [one.finding.message for one in examined(text)] == [
        "年度目标2的编号前后不一：“加强未成年人保护工作，推进未成年人保护工作站建设”在二（二）写成了年度目标3，一（二）是年度目标2，请改正。",
        "年度目标3的编号前后不一：“兜牢民生底线”在二（二）写成了年度目标2，一（二）是年度目标3，请改正。",
    ]


def test_what_is_wrong_below_a_wrong_number_is_found_beside_it():
    text = changed(
        PARKS,
        ("年度目标2：管好园林设施\n1.", "年度目标1：管好园林设施\n1."),
        ("此指标目标值为≥300盏", "此指标目标值为≥320盏"),
    )
    assert [one.finding.code for one in examined(text)] == ["goal-number-differs", "target-differs-between-sections"]


def test_a_goal_that_is_called_otherwise_is_told_by_its_number_as_before():
    text = changed(PARKS, ("年度目标2：管好园林设施\n1.", "年度目标2：维护园林设施\n1."))
    assert [one.finding.code for one in examined(text)] == ["goal-title-differs"]


def test_of_two_goals_with_one_title_each_is_known_by_its_number():
    assert [one.finding.code for one in examined(PARKS.replace("管好园林设施", "建好公园绿地"))] == []
