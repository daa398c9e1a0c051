from dataclasses import MISSING, fields
from decimal import Decimal

import pytest

from budgets.rulesets import (
    ALIASES,
    BANDS,
    BOTH_GENERATIONS,
    GENERATION_1,
    GENERATION_2,
    NATIONAL_TIERS,
    RULE_SETS,
    Formulas,
    RuleSet,
)
from indicators.formulas import FORMULAS
from tests.indicators.worked_examples import table
from tests.pins import fingerprint

# Never change a fingerprint: enter the changed rule under a new name.
PINNED = {
    "unscored": "7cfee72661e80ede",
    "hubei": "5becbf59e04cdf9c",
    "national-2020": "3e31e302b912796e",
    "national-2021": "5748b20dd97e1e2c",
    "sichuan": "1f5ef32ced5773c6",
}
# What an entry leaves to its default is part of it: a landed default never changes either.
DEFAULTS = {
    "over_fulfilment": None,
    "low_execution": None,
    "scored": False,
    "reasons": ("unmet",),
    "adjustment": Decimal(10),
    "any_adjustment": False,
    "unspent": Decimal(20),
    "score_ahead": Decimal(5),
    "execution_weight": None,
    "indicator_points": None,
    "split": "",
    "weightings": (),
    "formulas": Formulas(up="proportional", down="ratio", equal="as_up", range="nearest_bound"),
    "expected_levels": (),
    "may_be_absent": ("满意度指标",),
}
PINNED_TABLES = {
    "tiers": "30f34af81b3221b4",
    "bands": "65874e1f64392960",
    "levels": "72ad5d3821468c46",
    "aliases": "6e7eb8136ea68ef4",
}
SCORED = [rules for rules in RULE_SETS.values() if rules.scored]


def test_rule_sets_that_have_landed_never_change():
    assert {name: fingerprint(rules) for name, rules in RULE_SETS.items()} == PINNED


def test_defaults_that_have_landed_never_change():
    stated = {field.name: field.default for field in fields(RuleSet) if field.default is not MISSING}
    assert {name: stated[name] for name in DEFAULTS} == DEFAULTS
    assert {name: fingerprint(stated[name]) for name in stated.keys() - DEFAULTS.keys()} == PINNED_TABLES


def test_rule_sets_are_found_under_their_own_name():
    assert {name: rules.name for name, rules in RULE_SETS.items()} == {name: name for name in RULE_SETS}


def test_the_founding_rules_give_no_points():
    rules = RULE_SETS["unscored"]
    assert (rules.scored, rules.execution_weight, rules.indicator_points, rules.expected_levels) == (
        False,
        None,
        None,
        (),
    )


@pytest.mark.parametrize("rules", SCORED, ids=lambda rules: rules.name)
def test_points_are_those_of_the_document_and_make_a_hundred(rules):
    row = next(row for row in table("各规则的分值") if f"`{rules.name}`" in row["规则"])
    assert (str(rules.execution_weight), str(rules.indicator_points)) == (row["执行率"], row["指标"])
    assert rules.execution_weight + rules.indicator_points == 100
    for weighting in rules.weightings:
        assert sum(level.points for level in weighting.levels) == rules.indicator_points


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=lambda rules: rules.name)
def test_formulas_exist_and_tiers_and_bands_leave_no_gap(rules):
    assert {getattr(rules.formulas, field.name) for field in fields(Formulas)} <= FORMULAS.keys()
    highest = [Decimal(100), *(interval.low for interval in rules.tiers)]
    assert [interval.high for interval in rules.tiers] == highest[:-1]
    assert highest[-1] == 0
    assert [interval.high_excluded for interval in rules.tiers] == [False, True, True]
    assert [band.lowest for band in rules.bands] == sorted((band.lowest for band in rules.bands), reverse=True)


@pytest.mark.parametrize(
    ("absent", "points"),
    [
        ("", {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}),
        ("成本指标", {"产出指标": 50, "效益指标": 30, "满意度指标": 10}),
        ("满意度指标", {"成本指标": 20, "产出指标": 40, "效益指标": 30}),
        ("成本指标 满意度指标", {"产出指标": 50, "效益指标": 40}),
        # Not foreseen: the others keep theirs, and the sum is for a check to find.
        ("产出指标", {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}),
    ],
)
def test_weights_of_2021_depend_on_the_levels_that_are_there(absent, points):
    present = {"成本指标", "产出指标", "效益指标", "满意度指标"} - set(absent.split())
    assert RULE_SETS["national-2021"].points_of_levels(present) == points


def test_rules_without_shares_for_levels_demand_none():
    assert [rules.name for rules in RULE_SETS.values() if not rules.points_of_levels({"产出指标"})] == [
        "unscored",
        "hubei",
        "sichuan",
    ]


@pytest.mark.parametrize("row", table("等级"), ids=lambda row: row["总分"])
def test_the_lower_bound_belongs_to_the_grade(row):
    assert {rules.grade_of(Decimal(row["总分"])) for rules in RULE_SETS.values()} == {row["等级"]}


@pytest.mark.parametrize(
    ("level", "name", "usual"),
    [
        (1, "产出指标", "产出指标"),
        (1, " 产出 ", "产出指标"),
        (1, "社会效益", "效益指标"),
        (1, "社会效益指标", "效益指标"),
        (1, "产出效益", "产出指标"),
        (1, "效果指标", "效益指标"),
        (1, "项目完成指标", "产出指标"),
        (2, "社会效益", "社会效益指标"),
        (2, "社会效益指", "社会效益指标"),
        (2, "环境效益", "生态效益指标"),
        (2, "进度指标", "时效指标"),
        (1, "数量指标", ""),
        (2, "产出指标", ""),
        (1, "", ""),
        (2, "指标", ""),
    ],
)
def test_levels_are_known_by_their_usual_and_other_names(level, name, usual):
    assert RULE_SETS["unscored"].level_name(level, name) == usual


def test_cost_is_a_level_of_its_own_from_2021_on():
    assert [level.name for level in GENERATION_1 if "成本指标" in level.parts] == ["产出指标"]
    assert [level.name for level in GENERATION_2] == ["成本指标", "产出指标", "效益指标", "满意度指标"]
    assert [RULE_SETS[name].level_name(1, "成本指标") for name in RULE_SETS] == [
        "成本指标",
        "成本指标",
        "",
        "成本指标",
        "成本指标",
    ]


def test_thresholds_are_those_of_the_regimes():
    assert {
        rules.name: (rules.basis, rules.over_fulfilment, rules.low_execution, rules.any_adjustment)
        for rules in RULE_SETS.values()
    } == {
        "unscored": ("adjusted", 130, None, False),
        "hubei": ("adjusted", 130, None, False),
        "national-2020": ("adjusted", 130, None, False),
        "national-2021": ("adjusted", 130, None, False),
        "sichuan": ("adjusted", 130, 90, True),
    }


def test_the_tables_of_default_are_those_shared_by_most():
    rules = RULE_SETS["national-2020"]
    assert (rules.tiers, rules.bands, rules.aliases) == (NATIONAL_TIERS, BANDS, ALIASES)
    assert RULE_SETS["unscored"].levels == BOTH_GENERATIONS
