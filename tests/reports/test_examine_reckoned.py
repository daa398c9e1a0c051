"""Finished documents whose shares, changes, rates and sums are reckoned again from what stands beside them."""

import pytest

from tests.reports.planted import PARKS, changed, examined, found


@pytest.mark.parametrize(
    ("behind", "codes"),
    [
        ("基本支出占42.12%，", []),
        ("基本支出占52.12%，", ["share-miscalculated"]),
        ("项目支出占总支出的57.88%，", []),
        ("项目支出占总支出的75.88%，", ["share-miscalculated"]),
        ("上年基本支出占52.12%，", []),
        ("基本支出占预算的52.12%，", []),
    ],
)
def test_a_share_behind_both_parts_is_reckoned_again(behind, codes):
    after = "项目支出1,108.36万元，"
    assert [code for code, _ in found(PARKS, (after, after + behind))] == codes


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ("年中调增100.00万元，调减25.60万元，", []),
        ("年中调减25.60万元、调增100.00万元，", []),
        ("年中调增100.00万元，调减25.60万元，净调增74.40万元，", []),
        ("年中调增100.00万元，调减26.60万元，", [("调增100.00万元，调减26.60万元", "调增74.40万元")]),
        ("年中调减100.00万元，调增25.60万元，", [("调减100.00万元，调增25.60万元", "调增74.40万元")]),
        ("年中调增100.00万元，调减25.60万元，净调增74.80万元，", [("调增74.80万元", "调增74.40万元")]),
    ],
)
def test_a_budget_that_was_adjusted_both_ways_is_held_against_what_both_come_to(told, figures):
    these = examined(changed(PARKS, ("年中调整部门预算，调增74.40万元，", told)))
    assert [(one.finding.code, one.finding.figures) for one in these] == [
        ("change-miscalculated", pair) for pair in figures
    ]


@pytest.mark.parametrize(
    "line",
    ["部门整体支出总额\t1,860.00\t1,915.08\t99%", "部门整体支出总额\t1,934.40\t1,915.08\t102.96%"],
    ids=["budget", "rate"],
)
def test_a_rate_that_is_not_that_of_the_line_it_stands_in_is_told(line):
    these = found(PARKS, ("部门整体支出总额\t1,934.40\t1,915.08\t99%", line))
    assert [code for code, _ in these] == ["rate-miscalculated"]


def test_parts_that_no_table_has_are_named_and_a_rate_of_what_is_told_is_none_wrong():
    these = examined(
        changed(
            PARKS,
            ("基本支出总额\t806.72\t项目支出总额\t1,108.36\n", ""),
            ("基本支出806.72万元、", "基本支出860.72万元、"),
        )
    )
    (told,) = (one.finding.message for one in these if one.finding.code == "amount-differs-between-sections")
    assert told == (
        "执行数：一（一）写的是1,915.08万元，二（一）写的是1,915.08万元，自评表写的是1,915.08万元，"
        "按二（一）写的基本支出860.72万元、项目支出1,108.36万元相加是1,969.08万元，请核对一致。"
    )
    assert [one for one in these if one.finding.code == "rate-miscalculated"] == []


MISSED = "修缮步道目标值为≥12公里，实际完成11.3公里，原因是东湖段因施工占道停工两个月。"


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("修缮步道未完成，完成11.3公里。", []),
        ("修缮步道未完成，仅完成10.3公里。", ["actual-differs-between-sections"]),
        ("修缮步道未完成，东湖段完成2公里。", []),
        ("修缮步道未完成，截至6月底，完成8公里。", []),
        ("修缮步道未完成，完成3个标段。", []),
        ("修缮步道未完成，完成11.3公里，完成3公里绿化。", []),
    ],
)
def test_what_was_reached_of_a_missed_row_is_held_against_the_table(told, codes):
    assert [code for code, _ in found(PARKS, (MISSED, told))] == codes
