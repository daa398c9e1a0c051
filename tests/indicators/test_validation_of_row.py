"""The checks of one row say what the checks of the whole evaluation say of it."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from budgets.rulesets import RULE_SETS
from indicators import validation
from indicators.facts import from_json
from indicators.validation.of_row import needs, of_rows
from reports.layouts import LAYOUTS
from tests.facts import TODAY, make_facts, make_row, with_row

# What only several rows together show, and what only the form asks for.
NOT_OF_ONE_ROW = {
    "same-name-in-goal",
    "same-name-in-goals",
    "same-analysis",
    "all-actuals-equal",
    "weights-of-level",
    "weights-in-total",
    "blank-weight",
    "weight-below-nought",
    "blank-analysis",
    "department-misnamed",
}
UNSCORED, HUBEI = RULE_SETS["unscored"], RULE_SETS["hubei"]


def faulty():
    facts = with_row(make_facts(), 0, actual="13家", outcome="not_met", deviation_reason="", analysis="养护了9家。")
    facts = with_row(facts, 1, outcome="met", target="≥500株", actual="≥500株", direction="down")
    facts = with_row(facts, 2, level2="社会效益", actual="", adjusted_target="11月前")
    facts = with_row(facts, 3, target="保障", actual="指标1", score=Decimal(-1), weight=Decimal(3))
    return with_row(facts, 4, outcome="exceeded", actual="100个", tier="partly", target="5个", criterion="……")


def founding():
    path = Path(__file__).parents[2] / "reports" / "demo" / "caidian-2022.json"
    return from_json(json.loads(path.read_text()))


@pytest.mark.parametrize("rules", [UNSCORED, HUBEI], ids=lambda rules: rules.name)
@pytest.mark.parametrize("facts", [make_facts(), faulty(), founding()], ids=["nothing wrong", "faulty", "founding"])
def test_of_each_row_they_say_the_same_as_the_checks_of_all(facts, rules):
    found = validation.validate(facts, rules, LAYOUTS["founding"], stage="results", today=TODAY)
    keys = [row.key for _, row in facts.rows()]
    whole = {key: [one for one in found if one.place.key == key and one.code not in NOT_OF_ONE_ROW] for key in keys}

    alone = of_rows([row for _, row in facts.rows()], rules)

    assert {key: list(said) for key, said in alone.items()} == whole


def test_a_row_without_a_name_is_not_numbered():
    row = make_row(name="", actual="")

    assert [one.message for one in of_rows([make_row("a"), row], UNSCORED)[row.key]] == [
        "这项指标未填三级指标名称，请填写。",
        "这项指标未填实际完成值，请填写。",
    ]


def test_a_reason_is_needed_whether_or_not_it_is_there():
    missed = make_row(target="≥12个", actual="9个", outcome="partly")
    over = make_row(target="≥12个", actual="40个", outcome="exceeded")
    both = ("deviation_reason", "improvement")

    assert needs(missed, UNSCORED) == both
    assert needs(replace(missed, deviation_reason="高温。", improvement="补种。"), UNSCORED) == both
    assert needs(over, UNSCORED) == ("deviation_reason",)
    assert needs(replace(over, deviation_reason="目标偏低。"), UNSCORED) == ("deviation_reason",)
    assert needs(make_row(), UNSCORED) == ()


def test_points_taken_off_need_a_reason_whether_or_not_it_is_there():
    less = make_row(weight=Decimal(20), score=Decimal(15))

    assert needs(less, HUBEI) == ("deviation_reason",)
    assert needs(replace(less, deviation_reason="一家公园的台账不全。"), HUBEI) == ("deviation_reason",)
    assert needs(replace(less, score=Decimal(20)), HUBEI) == ()
    assert needs(less, UNSCORED) == ()
