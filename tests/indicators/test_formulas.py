"""Formulas against the examples of the document, and against a slow second implementation."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.rulesets import RULE_SETS, Formulas
from indicators.formulas import FORMULAS, Points, formula, rounded
from tests.indicators.worked_examples import number_of, table, target_of

HUBEI = RULE_SETS["hubei"]
LINEAR = replace(HUBEI, formulas=Formulas(down="linear"))
DIRECTIONS = {"proportional": "up", "ratio": "down", "linear": "down", "as_up": "equal", "nearest_bound": "range"}
EXAMPLES = [(name, row) for name in DIRECTIONS for row in table(f"`{name}`")]


def test_every_formula_has_its_table_in_the_document():
    assert FORMULAS.keys() == DIRECTIONS.keys()
    assert {name: sum(name == other for other, _ in EXAMPLES) for name in DIRECTIONS} == {
        "proportional": 17,
        "ratio": 14,
        "linear": 12,
        "as_up": 10,
        "nearest_bound": 12,
    }


@pytest.mark.parametrize(("name", "row"), EXAMPLES, ids=[f"{n}:{r['目标值']}:{r['实际完成值']}" for n, r in EXAMPLES])
def test_worked_example(name, row):
    target, operator = target_of(row["目标值"])
    found = formula(
        DIRECTIONS[name],
        target,
        number_of(row["实际完成值"]),
        Decimal(row["分值"]),
        LINEAR if name == "linear" else HUBEI,
        strict=operator in {">", "<"},
    )
    assert found == Points(number_of(row["得分"]), row["计算"])


def test_without_a_numeric_target_a_person_decides():
    assert formula("up", (), Decimal(1), Decimal(10), HUBEI) == Points(None, "目标值未填写或不是数值，请人工评分")


def test_a_single_number_is_no_range():
    assert formula("range", (Decimal(5),), Decimal(6), Decimal(10), HUBEI) == Points(
        None, "目标值不是数值区间，请人工评分"
    )


def test_two_numbers_are_a_range_whatever_the_direction():
    points = [
        formula(way, (Decimal(10), Decimal(20)), Decimal(25), Decimal(10), HUBEI).points for way in ("up", "equal")
    ]
    assert points == [Decimal("8.00"), Decimal("8.00")]


def test_range_follows_the_reverse_formula_of_the_rule_set():
    target, actual = (Decimal(10), Decimal(20)), Decimal(30)
    points = [formula("range", target, actual, Decimal(10), rules).points for rules in (HUBEI, LINEAR)]
    assert points == [Decimal("6.67"), Decimal("5.00")]


def test_a_tie_at_the_third_place_is_rounded_up():
    ties = [Fraction(1, 8), Fraction(5, 1000), Fraction(15, 1000), Fraction(25, 1000), Fraction(1249, 10_000)]
    assert [str(rounded(tie)) for tie in ties] == ["0.13", "0.01", "0.02", "0.03", "0.12"]


# A second implementation: it counts hundredths of points until the exact value is passed, and knows no algebra.


def counted(exact: Fraction, weight: Fraction) -> Fraction:
    """The largest number of hundredths that lies no more than half a hundredth above the exact value, within 0 and w."""
    best = Fraction(0)
    for cents in range(int(weight * 100) + 1):
        if Fraction(cents, 100) - Fraction(1, 200) <= exact:
            best = Fraction(cents, 100)
    return best


def slow_up(wanted, actual, weight, strict):
    if wanted < actual or (wanted == actual and not strict):
        return weight
    if wanted == 0:
        return Fraction(0)
    return None if wanted < 0 else counted(weight / wanted * actual, weight)


def slow_down(limit, actual, weight, strict):
    if limit > actual or (limit == actual and not strict):
        return weight
    if limit == 0:
        return Fraction(0)
    return None if limit < 0 else counted(weight / (actual / limit), weight)


def slow_linear(limit, actual, weight, strict):
    if limit > actual or (limit == actual and not strict):
        return weight
    if limit == 0:
        return Fraction(0)
    return None if limit < 0 else counted(weight * (2 - actual / limit), weight)


def slow_equal(wanted, actual, weight):
    if wanted == 0:
        return weight if actual <= 0 else Fraction(0)
    if wanted < 0:
        return weight if actual == wanted else None
    return slow_up(wanted, actual, weight, strict=False)


def slow_range(low, high, actual, weight):
    if low <= actual <= high:
        return weight
    return slow_up(low, actual, weight, False) if actual < low else slow_down(high, actual, weight, False)


# Few values with few places, so that equality, zero, ties and one step past are met often.
NUMBERS = st.integers(-40, 400).map(lambda number: Decimal(number) / 4) | st.decimals(-50, 500, places=2)
WEIGHTS = st.sampled_from([Decimal(number) for number in ("0", "0.25", "0.5", "1", "2.35", "3", "5", "8", "12.5")])
MANY = settings(derandomize=True, deadline=None, max_examples=400)


def exactly(found: Points) -> Fraction | None:
    return None if found.points is None else Fraction(found.points)


@given(NUMBERS, NUMBERS, WEIGHTS, st.booleans())
@MANY
def test_single_targets_agree_with_the_slow_implementation(target, actual, weight, strict):
    exact = (Fraction(target), Fraction(actual), Fraction(weight))
    found = {
        "up": formula("up", (target,), actual, weight, HUBEI, strict=strict),
        "down": formula("down", (target,), actual, weight, HUBEI, strict=strict),
        "linear": formula("down", (target,), actual, weight, LINEAR, strict=strict),
        "equal": formula("equal", (target,), actual, weight, HUBEI, strict=strict),
    }
    assert {name: exactly(points) for name, points in found.items()} == {
        "up": slow_up(*exact, strict),
        "down": slow_down(*exact, strict),
        "linear": slow_linear(*exact, strict),
        "equal": slow_equal(*exact),
    }


@given(NUMBERS, NUMBERS, NUMBERS, WEIGHTS)
@MANY
def test_ranges_agree_with_the_slow_implementation(one, other, actual, weight):
    low, high = min(one, other), max(one, other)
    found = formula("range", (low, high), actual, weight, HUBEI)
    assert exactly(found) == slow_range(Fraction(low), Fraction(high), Fraction(actual), Fraction(weight))


@given(st.sampled_from(["up", "down", "equal"]), st.decimals(allow_nan=False, allow_infinity=False, places=6), NUMBERS)
@MANY
def test_points_are_hundredths_within_nought_and_the_weight(direction, target, actual):
    for rules in (HUBEI, LINEAR):
        points = formula(direction, (target,), actual, Decimal(20), rules).points
        if points is not None:
            assert 0 <= points <= 20
            assert points.as_tuple().exponent == -2
