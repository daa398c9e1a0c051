from dataclasses import replace

import pytest

from indicators.facts import Place
from indicators.findings import Finding
from tests.facts import GOALS, ROWS, make_facts, make_goal, make_row, with_row
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
    message = "“补种行道树”部分完成（目标值“≥480株”，实际完成值“430株”），请填写改进措施。"
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
