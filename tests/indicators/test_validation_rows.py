from dataclasses import replace
from datetime import date

import pytest

from indicators.facts import Place
from indicators.findings import Finding
from tests.facts import GOALS, ROWS, TODAY, make_facts, make_goal, make_row, with_row
from tests.findings import found


def one(code, level, message, key, field, *figures):
    return (Finding(code, level, message, Place("indicators", key, field), figures),)


@pytest.mark.parametrize(("outcome", "word"), [("partly", "部分完成"), ("not_met", "未完成")])
@pytest.mark.parametrize(
    ("field", "label", "code"),
    [
        ("deviation_reason", "偏差原因", "unmet-without-deviation-reason"),
        ("improvement", "改进措施", "unmet-without-improvement"),
    ],
)
def test_an_unmet_row_owes_reason_and_improvement(outcome, word, field, label, code):
    facts = with_row(make_facts(), 1, outcome=outcome, **{field: " "})
    message = f"“补种行道树”{word}（目标值“≥500株”，实际完成值“430株”），请填写{label}。"
    assert found(facts) == one(code, "error", message, ROWS[1], field, "≥500株", "430株", outcome)
    assert found(facts, stage="targets") == ()


def test_an_unmet_row_without_either_has_two_findings():
    facts = with_row(make_facts(), 1, deviation_reason="", improvement="")
    assert [(finding.code, finding.place.field) for finding in found(facts)] == [
        ("unmet-without-deviation-reason", "deviation_reason"),
        ("unmet-without-improvement", "improvement"),
    ]


@pytest.mark.parametrize(("outcome", "actual"), [("met", "500株"), ("exceeded", "510株")])
def test_a_row_that_was_met_owes_nothing(outcome, actual):
    changes = {"actual": actual, "analysis": "全年补种。", "deviation_reason": "", "improvement": ""}
    assert found(with_row(make_facts(), 1, outcome=outcome, **changes)) == ()


def test_what_the_figures_miss_owes_its_reason_before_the_outcome_is_chosen():
    facts = with_row(make_facts(), 1, outcome="", deviation_reason="", improvement="")
    assert [(finding.code, finding.level, finding.place.field) for finding in found(facts)] == [
        ("blank-outcome", "error", "outcome"),
        ("unmet-without-deviation-reason", "error", "deviation_reason"),
        ("unmet-without-improvement", "error", "improvement"),
    ]
    assert found(facts)[1].message == (
        "“补种行道树”没有达到目标值（目标值“≥500株”，实际完成值“430株”），请填写偏差原因。"
    )


@pytest.mark.parametrize(("tier", "word"), [("partly", "部分达成"), ("not_reached", "未达成")])
def test_a_lower_tier_owes_its_reason(tier, word):
    changes = {"target": "改善条件", "actual": "明显改善", "nature": "qualitative", "analysis": "改善条件。"}
    facts = with_row(make_facts(), 1, outcome="", tier=tier, deviation_reason="", **changes)
    assert [finding.code for finding in found(facts)] == ["blank-outcome", "unmet-without-deviation-reason"]
    assert found(facts)[1].message.startswith(f"“补种行道树”{word}（")


def test_an_unmet_row_is_told_with_its_adjusted_target():
    facts = with_row(make_facts(), 1, adjusted_target="≥480株", adjustment_reason="道路施工。", improvement="")
    message = "“补种行道树”部分完成（调整后目标值“≥480株”，实际完成值“430株”），请填写改进措施。"
    wanted = one("unmet-without-improvement", "error", message, ROWS[1], "improvement", "≥480株", "430株", "partly")
    assert found(facts) == wanted


@pytest.mark.parametrize("stage", ["targets", "results"])
def test_an_adjusted_target_owes_its_reason(stage):
    facts = with_row(make_facts(), 0, adjusted_target="10个")
    message = "“养护公园数量”的目标值由“12个”调整为“10个”，未填调整原因，请填写。"
    wanted = one("adjusted-without-reason", "error", message, ROWS[0], "adjustment_reason", "12个", "10个")
    assert found(facts, stage=stage) == wanted
    assert found(with_row(facts, 0, adjustment_reason="两个公园移交街道。"), stage=stage) == ()


@pytest.mark.parametrize("stage", ["targets", "results"])
@pytest.mark.parametrize(
    ("changes", "what", "reason"),
    [
        ({"adjustment_reason": "移交。", "adjusted_on": date(2022, 9, 1)}, "调整原因", "移交。"),
        ({"adjusted_on": date(2022, 9, 1)}, "调整日期", ""),
    ],
)
def test_a_reason_or_a_day_without_an_adjusted_target_is_a_warning(stage, changes, what, reason):
    message = f"“养护公园数量”填了{what}，没有填调整后目标值，仍按年初目标值“12个”判断，请补填或删去{what}。"
    wanted = one("reason-without-adjusted-target", "warning", message, ROWS[0], "adjusted_target", "12个", reason)
    assert found(with_row(make_facts(), 0, **changes), stage=stage) == wanted


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2021, 12, 31), "2021年12月31日，早于2022年"),
        (date(2022, 1, 1), ""),
        (TODAY, ""),
        (date(2023, 3, 21), "2023年3月21日，还没有到"),
    ],
)
def test_a_target_is_adjusted_neither_before_its_year_nor_in_the_future(day, said):
    facts = with_row(
        make_facts(), 0, target="15个", adjusted_target="12个", adjustment_reason="移交。", adjusted_on=day
    )
    message = f"“养护公园数量”的调整日期是{said}，请核对。"
    wanted = one("adjusted-on-another-day", "warning", message, ROWS[0], "adjusted_on", day.isoformat())
    assert found(facts) == (wanted if said else ())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"actual": "9个", "deviation_reason": "", "improvement": "", "outcome": "met"},
            "“养护公园数量”的完成情况选的是“完成”，与数值不符（调整后目标值10个，实际完成值9个，低于目标值（90%）：未完成），请核对。",
        ),
        (
            {"actual": "≥10个", "adjusted_target": "≥10个"},
            "“养护公园数量”的实际完成值“≥10个”照抄了调整后目标值，请填写实际达到的数值。",
        ),
        (
            {"actual": "10家"},
            "“养护公园数量”的调整后目标值单位是“个”，实际完成值单位是“家”，两者不同，请统一。",
        ),
        (
            {"actual": "很多"},
            "“养护公园数量”的调整后目标值“10个”是数值，实际完成值“很多”没有数值，请填写实际数值。",
        ),
        (
            {"actual": "20个", "outcome": "exceeded"},
            "“养护公园数量”的调整后目标值“10个”，实际完成值“20个”，为调整后目标值的 200%，达到 130%，指标值偏低，请填写偏差原因。",
        ),
    ],
)
def test_what_is_judged_by_an_adjusted_target_says_so(changes, message):
    usual = {"adjusted_target": "10个", "adjustment_reason": "移交。", "analysis": "全年养护。"}
    assert [finding.message for finding in found(with_row(make_facts(), 0, **usual | changes))] == [message]


@pytest.mark.parametrize("stage", ["targets", "results"])
@pytest.mark.parametrize("name", ["养护公园数量", " 养护公园 数量"])
def test_a_name_that_stands_twice_in_one_goal_is_found_at_the_second(stage, name):
    facts = with_row(make_facts(), 2, name=name)
    message = f"年度目标1中“{name.strip()}”出现两次（第1项和第3项），请改名或删除一项。"
    assert found(facts, stage=stage) == one("same-name-in-goal", "error", message, ROWS[2], "name", "养护公园数量")


def test_a_name_that_stands_three_times_in_one_goal_is_told_against_the_first():
    facts = with_row(with_row(make_facts(), 1, name="养护公园数量"), 2, name="养护公园数量")
    message = "年度目标1中“养护公园数量”出现两次（第1项和第{}项），请改名或删除一项。"
    assert [(finding.message, finding.place.key) for finding in found(facts, stage="targets")] == [
        (message.format(2), ROWS[1]),
        (message.format(3), ROWS[2]),
    ]


@pytest.mark.parametrize("stage", ["targets", "results"])
def test_a_name_that_stands_in_two_goals_is_found_at_the_second(stage):
    facts = with_row(make_facts(), 3, name="补种行道树")
    message = "“补种行道树”在年度目标1和年度目标2中都有，请核对是否重复。"
    assert found(facts, stage=stage) == one("same-name-in-goals", "warning", message, ROWS[3], "name", "补种行道树")


def test_full_width_letters_make_no_other_name():
    rows = (
        make_row("r1", name="建设5G基站", analysis="建成5G基站。"),
        make_row("r2", name="建设５Ｇ基站", analysis="同上文所述。"),
    )
    facts = make_facts(goals=(make_goal(GOALS[0], *rows),))
    assert [(finding.code, finding.place.key) for finding in found(facts)] == [("same-name-in-goal", "r2")]


def test_a_name_in_one_goal_and_twice_in_another_is_told_once_for_each_row():
    facts = make_facts()
    copies = tuple(make_row(key, analysis=f"第{key}项。") for key in ("r1", "r2"))
    facts = replace(facts, goals=(*facts.goals, make_goal("g3", *copies)))
    assert [(finding.code, finding.place.key) for finding in found(facts)] == [
        ("same-name-in-goal", "r2"),
        ("same-name-in-goals", "r1"),
    ]


def test_a_name_in_three_goals_is_told_against_the_first():
    facts = make_facts()
    third = make_goal("g3", make_row("r9", name="补种行道树", analysis="第三个目标。"))
    facts = with_row(replace(facts, goals=(*facts.goals, third)), 3, name="补种行道树")
    assert [finding.message for finding in found(facts)] == [
        "“补种行道树”在年度目标1和年度目标2中都有，请核对是否重复。",
        "“补种行道树”在年度目标1和年度目标3中都有，请核对是否重复。",
    ]


def test_rows_without_a_name_are_blank_and_not_the_same():
    facts = with_row(with_row(make_facts(), 0, name=""), 1, name=" ")
    assert [finding.code for finding in found(facts)] == ["blank-name", "blank-name"]
