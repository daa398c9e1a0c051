from dataclasses import replace

import pytest

from budgets.rulesets import RULE_SETS
from indicators.facts import Place
from indicators.findings import Finding
from tests.facts import ROWS, make_facts, with_goal, with_row
from tests.findings import RULES, found

NATIONAL = replace(RULE_SETS["national-2020"], scored=False)


def one(code, field, message, *figures):
    return (Finding(code, "warning", message, Place("indicators", ROWS[0], field), figures),)


@pytest.mark.parametrize("stage", ["targets", "results"])
@pytest.mark.parametrize(
    ("field", "typed", "usual"),
    [
        ("level1", "产出效益", "产出指标"),
        ("level1", "项目完成指标", "产出指标"),
        ("level2", "数量", "数量指标"),
        ("level2", "数量指", "数量指标"),
        ("level2", "进度指标", "时效指标"),
    ],
)
def test_an_unusual_name_is_found_with_the_usual_one(stage, field, typed, usual):
    label = {"level1": "一级指标", "level2": "二级指标"}[field]
    message = f"“养护公园数量”的{label}“{typed}”的规范名称是“{usual}”，请改正。"
    facts = with_row(make_facts(), 0, **{field: typed})
    assert found(facts, stage=stage) == one("unknown-level", field, message, typed)


def test_names_of_the_published_form_are_known_by_their_aliases():
    facts = with_row(make_facts(), 3, level1="社会效益", level2="社会效益指")
    assert [(finding.code, finding.place.field, finding.message) for finding in found(facts)] == [
        (
            "unknown-level",
            "level1",
            "“改善居民游园环境（是否）”的一级指标“社会效益”的规范名称是“效益指标”，请改正。",
        ),
        (
            "unknown-level",
            "level2",
            "“改善居民游园环境（是否）”的二级指标“社会效益指”的规范名称是“社会效益指标”，请改正。",
        ),
    ]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("level1", "数量指标", "一级指标“数量指标”是二级指标的名称，一级指标应为“产出指标”，请改正。"),
        ("level2", "产出指标", "二级指标“产出指标”是一级指标的名称（“产出指标”），请填写它下面的二级指标。"),
        (
            "level1",
            "园林指标",
            "一级指标“园林指标”不是常用的名称（成本指标、产出指标、效益指标、满意度指标），请核对。",
        ),
    ],
)
def test_a_name_that_is_not_known_is_found(field, typed, said):
    facts = with_row(make_facts(), 0, **{field: typed})
    assert found(facts) == one("unknown-level", field, f"“养护公园数量”的{said}", typed)


def test_a_part_under_the_wrong_level_is_found():
    facts = with_row(make_facts(), 0, level1="效益指标")
    message = "“养护公园数量”的二级指标“数量指标”属于“产出指标”，却列在一级指标“效益指标”下，请改正。"
    assert found(facts) == one("level-under-wrong-parent", "level2", message, "效益指标", "数量指标")


@pytest.mark.parametrize("level2", ["服务对象满意度指标", "社会公众满意度指标"])
def test_satisfaction_under_benefits_is_found(level2):
    facts = with_row(make_facts(), 4, level1="效益指标", level2=level2)
    assert [(finding.code, finding.place.key) for finding in found(facts)] == [("level-under-wrong-parent", ROWS[4])]


@pytest.mark.parametrize(
    ("level1", "level2"),
    [
        ("成本指标", "经济成本指标"),
        ("成本指标", "生态环境成本指标"),
        ("产出指标", "成本指标"),
        ("效益指标", "可持续影响指标"),
        ("满意度指标", "社会公众满意度指标"),
        (" 产出指标 ", "质量指标"),
    ],
)
def test_both_generations_are_right(level1, level2):
    assert found(with_row(make_facts(), 0, level1=level1, level2=level2)) == ()


def test_levels_that_the_rules_expect_are_missed_together():
    facts = make_facts(goals=make_facts().goals[:1])
    rules = replace(NATIONAL, expected_levels=("成本指标", "产出指标", "效益指标", "满意度指标"))
    message = f"没有“成本指标”、“效益指标”，按{NATIONAL.title}一般应当设置。"
    wanted = Finding("expected-level-absent", "info", message, Place("goals"), ("成本指标", "效益指标"))
    assert found(facts, rules=rules) == found(facts, rules=rules, stage="targets") == (wanted,)
    assert found(facts, rules=RULES) == ()


def test_satisfaction_may_be_left_out():
    assert found(with_goal(make_facts(), 1, rows=make_facts().goals[1].rows[:1]), rules=NATIONAL) == ()


def test_an_evaluation_without_rows_misses_its_rows_only():
    facts = with_goal(with_goal(make_facts(), 0, rows=()), 1, rows=())
    assert {finding.code for finding in found(facts, rules=NATIONAL)} == {"no-indicator"}
