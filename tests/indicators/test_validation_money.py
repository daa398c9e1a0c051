from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.facts import Expenditure, Place, Revenue
from indicators.findings import Finding
from tests.facts import GENERAL, OTHER, make_facts, make_revenue, with_basic, with_project, with_revenue
from tests.findings import LAYOUT, RULES
from tests.findings import found as found_by

# Its notes call the adjusted budget 预算数, as these evaluations do.
NOTES_AGREE = replace(LAYOUT, note_basis="adjusted")

CARRY_OVER = Place("budget", "evaluation", "carry_over")
HINT = "相差约 1 万倍，可能写错了单位，请检查：金额以元填写，以万元填写的请在数字后加“万”。"


def found(facts, **case):
    return found_by(facts, **{"layout": NOTES_AGREE} | case)


def places(facts, **case):
    return [(finding.code, finding.level, finding.place.key, finding.place.field) for finding in found(facts, **case)]


def of_total(initial, adjusted=None, **changes):
    """One source, everything spent, no carry-over; expenditure is stated in its executed column only."""
    adjusted = initial if adjusted is None else adjusted
    amounts = {"initial": Decimal(initial), "adjusted": Decimal(adjusted), "final": Decimal(adjusted)}
    values = {
        "revenue": (make_revenue(**amounts),),
        "basic": Expenditure(executed=Decimal(0)),
        "project": Expenditure(executed=Decimal(adjusted)),
        "carry_over": Decimal(0),
    }
    return make_facts(**values | changes)


def test_a_carry_over_that_is_not_what_was_left_is_found():
    message = (
        "收入决算数 5,000,000.00 元减去执行数 4,950,000.00 元应为 50,000.00 元，"
        "年末结转结余填的是 50,000.01 元，请核对这几个数。"
    )
    figures = ("5,000,000.00", "4,950,000.00", "50,000.01")
    wanted = (Finding("carry-over-differs", "error", message, CARRY_OVER, figures),)
    assert found(make_facts(carry_over=Decimal("50000.01"))) == wanted
    assert found(make_facts(carry_over=Decimal("50000.01")), stage="targets") == ()
    assert places(make_facts(carry_over=Decimal("49999.99"))) == [
        ("carry-over-differs", "error", "evaluation", "carry_over")
    ]


def test_a_carry_over_of_zero_is_compared():
    assert places(make_facts(carry_over=Decimal(0))) == [("carry-over-differs", "error", "evaluation", "carry_over")]


@pytest.mark.parametrize(("carry_over", "differs"), [("50050.00", False), ("50050.01", True), ("49949.99", True)])
def test_one_amount_typed_in_wan_leaves_fifty_yuan(carry_over, differs):
    facts = with_project(make_facts(carry_over=Decimal(carry_over)), typed_in_wan=("executed",))
    assert bool(found(facts)) is differs


def test_every_amount_typed_in_wan_adds_its_fifty_yuan():
    facts = with_basic(make_facts(carry_over=Decimal("50250.00")), typed_in_wan=("executed",))
    facts = with_project(facts, typed_in_wan=("executed",))
    facts = with_revenue(with_revenue(facts, 0, typed_in_wan=("final",)), 1, typed_in_wan=("final",))
    assert found(replace(facts, typed_in_wan=("carry_over",))) == ()
    assert len(found(replace(facts, typed_in_wan=("carry_over",), carry_over=Decimal("50250.01")))) == 1
    # Only of the columns that are compared.
    assert len(found(facts)) == 1
    other = with_project(make_facts(carry_over=Decimal("50050.00")), typed_in_wan=("initial", "adjusted"))
    assert len(found(other)) == 1


@pytest.mark.parametrize(
    ("column", "label", "stages"),
    [("initial", "年初预算数", {"targets", "results"}), ("adjusted", "调整预算数", {"results"})],
)
def test_expenditure_that_does_not_add_up_to_the_revenue_is_found(column, label, stages):
    facts = with_project(make_facts(), **{column: Decimal("3800000.50")})
    message = (
        f"{label}：基本支出 1,200,000.00 元与项目支出 3,800,000.50 元合计 5,000,000.50 元，"
        "收入合计 5,000,000.00 元，相差 0.50 元，请核对。"
    )
    figures = ("1,200,000.00", "3,800,000.50", "5,000,000.00")
    place = Place("budget", "project", column)
    wanted = (Finding("sum-differs-from-revenue", "error", message, place, figures),)
    for stage in ("targets", "results"):
        assert found(facts, stage=stage) == (wanted if stage in stages else ())


@pytest.mark.parametrize("column", ["initial", "adjusted"])
def test_sums_are_compared_within_the_precision_of_their_parts(column):
    facts = with_project(make_facts(), typed_in_wan=(column,), **{column: Decimal("3800050.00")})
    assert found(facts) == ()
    facts = with_project(facts, **{column: Decimal("3800050.01")})
    assert places(facts) == [("sum-differs-from-revenue", "error", "project", column)]
    facts = with_revenue(facts, 1, typed_in_wan=(column,))
    assert found(facts) == ()
    facts = with_project(with_basic(facts, typed_in_wan=(column,)), **{column: Decimal("3800150.00")})
    assert found(facts) == ()


@pytest.mark.parametrize("change", [with_basic, with_project])
@pytest.mark.parametrize("column", ["initial", "adjusted"])
def test_half_of_the_expenditure_is_not_compared_with_the_revenue(change, column):
    assert found(change(make_facts(), **{column: None})) == ()


def test_zero_of_basic_expenditure_is_compared():
    facts = with_basic(make_facts(), initial=Decimal(0))
    assert places(facts) == [("sum-differs-from-revenue", "error", "project", "initial")]


@pytest.mark.parametrize(("executed", "percent"), [("5000250.00", "100.01%"), ("5500000.00", "110%")])
def test_more_spent_than_budgeted_is_found(executed, percent):
    # 5,000,250 of 5,000,000 is 100.005 %, which is printed as 100.01 %.
    spent = Decimal(executed)
    facts = of_total(5_000_000, project=Expenditure(executed=spent), carry_over=5_000_000 - spent)
    message = (
        f"执行数 {spent:,} 元，预算数 5,000,000.00 元，执行率 {percent}，超过 100%，请核对执行数、预算数和预算数口径。"
    )
    place = Place("budget", "project", "executed")
    figures = (f"{spent:,}", "5,000,000.00")
    assert found(facts) == (Finding("execution-above-budget", "warning", message, place, figures),)


@pytest.mark.parametrize("executed", ["5000000.00", "5000249.99"])
def test_what_is_printed_as_a_hundred_percent_is_no_excess(executed):
    spent = Decimal(executed)
    facts = of_total(5_000_000, project=Expenditure(executed=spent), carry_over=5_000_000 - spent)
    assert found(facts) == ()


def test_the_rate_is_that_of_the_chosen_basis():
    facts = of_total(5_000_000, 5_500_000)
    assert found(facts) == ()
    assert places(replace(facts, basis="initial"), layout=LAYOUT) == [
        ("execution-above-budget", "warning", "project", "executed")
    ]


BASIS = Place("budget", "evaluation", "basis")


def test_a_note_that_means_another_budget_is_told_with_both_rates():
    facts = of_total(5_000_000, 4_800_000)
    message = (
        "自评表备注中的预算数是年初预算数（执行率 96%），而执行率是按调整后预算数计算的（100%），口径不一致，"
        "请改用备注的口径，或在备注后加注口径说明。"
    )
    figures = ("adjusted", "4,800,000.00", "5,000,000.00", "4,800,000.00")
    assert found(facts, layout=LAYOUT) == (Finding("basis-differs-from-note", "warning", message, BASIS, figures),)
    assert found(facts, layout=LAYOUT, stage="targets") == ()
    assert found(replace(facts, basis="initial"), layout=LAYOUT) == ()
    assert found(replace(facts, basis_noted=True), layout=LAYOUT) == ()
    assert found(facts) == ()


def test_a_note_that_means_adjusted_is_told_to_who_uses_the_initial_budget():
    facts = of_total(5_000_000, 4_800_000, basis="initial")
    (finding,) = found(facts)
    assert (finding.code, finding.place) == ("basis-differs-from-note", BASIS)
    assert finding.message.startswith(
        "自评表备注中的预算数是调整后预算数（执行率 100%），而执行率是按年初预算数计算的（96%）"
    )


def test_both_budgets_giving_one_rate_leave_nothing_to_tell():
    assert found(of_total(5_000_000), layout=LAYOUT) == ()
    # 0.001 % apart is the same as printed.
    assert found(of_total(500_000_000, 500_005_000), layout=LAYOUT) == ()


def test_an_initial_budget_in_the_wrong_unit_is_told_as_that_alone():
    facts = with_revenue(of_total(4_000_000, adjustment_reason="已说明。"), 0, initial=Decimal("400.00"))
    assert [finding.code for finding in found(facts, layout=LAYOUT)] == ["wrong-unit"]


def test_a_rate_that_cannot_be_computed_is_not_compared():
    facts = of_total(5_000_000, 4_800_000)
    assert found(with_revenue(facts, 0, initial=Decimal(0)), layout=LAYOUT) == ()
    blank = with_project(facts, executed=None)
    assert [finding.code for finding in found(blank, layout=LAYOUT)] == ["blank-executed"]


def test_where_every_adjustment_needs_a_reason_a_small_one_and_one_between_sources_do():
    rules = replace(RULES, any_adjustment=True)
    (small,) = found(of_total(5_000_000, 5_000_100), rules=rules)
    assert (small.code, small.message) == (
        "adjustment-without-reason",
        "预算总额由年初 5,000,000.00 元调增 100.00 元（0%），按规定年中调整预算须说明原因。请填写预算调整原因。",
    )
    assert found(of_total(5_000_000), rules=rules) == ()
    (between,) = found(make_facts(), rules=rules)
    assert between.message == (
        "预算总额由年初 5,000,000.00 元在各项收入之间作了调整，总额不变，按规定年中调整预算须说明原因。"
        "其中：一般公共预算财政拨款收入增加 100,000.00 元、其他收入减少 100,000.00 元。请填写预算调整原因。"
    )
    assert found(make_facts(adjustment_reason="科目调剂。"), rules=rules) == ()


def test_low_execution_asks_for_its_reason_where_the_rules_have_a_threshold():
    rules = replace(RULES, low_execution=Decimal(90))
    facts = of_total(5_000_000, project=Expenditure(executed=Decimal("4499500.00")), carry_over=Decimal("500500.00"))
    message = "执行数 4,499,500.00 元，预算数 5,000,000.00 元，执行率 89.99%，低于 90%，请填写执行率偏低原因。"
    place = Place("budget", "evaluation", "low_execution_reason")
    figures = ("4,499,500.00", "5,000,000.00")
    wanted = (Finding("low-execution-without-reason", "error", message, place, figures),)
    assert found(facts, rules=rules) == wanted
    assert found(facts, rules=rules, stage="targets") == ()
    assert found(replace(facts, low_execution_reason="项目跨年实施。"), rules=rules) == ()
    assert len(found(replace(facts, low_execution_reason=" "), rules=rules)) == 1
    assert found(facts) == ()


def test_execution_at_the_threshold_is_not_low():
    rules = replace(RULES, low_execution=Decimal(90))
    facts = of_total(5_000_000, project=Expenditure(executed=Decimal(4_500_000)), carry_over=Decimal(500_000))
    assert found(facts, rules=rules) == ()


@pytest.mark.parametrize("change", [with_basic, with_project])
def test_half_of_the_execution_is_no_low_rate(change):
    rules = replace(RULES, low_execution=Decimal(90))
    facts = change(make_facts(), executed=None)
    assert [finding.code for finding in found(facts, rules=rules)] == ["blank-executed"]


def test_no_budget_has_no_rate():
    rules = replace(RULES, low_execution=Decimal(90))
    assert found(of_total(0), rules=rules) == ()


@pytest.mark.parametrize(
    ("adjusted", "verb", "amount", "percent"),
    [("5500500.00", "调增", "500,500.00", "10.01%"), ("4499500.00", "调减", "500,500.00", "-10.01%")],
)
def test_an_adjustment_of_more_than_ten_percent_asks_for_its_reason(adjusted, verb, amount, percent):
    facts = of_total(5_000_000, adjusted)
    message = f"预算总额由年初 5,000,000.00 元{verb} {amount} 元（{percent}），超过 10%。请填写预算调整原因。"
    place = Place("budget", "evaluation", "adjustment_reason")
    figures = ("5,000,000.00", f"{Decimal(adjusted):,}")
    assert found(facts) == (Finding("adjustment-without-reason", "warning", message, place, figures),)
    assert found(facts, stage="targets") == ()
    assert found(replace(facts, adjustment_reason="追加防汛资金。")) == ()


@pytest.mark.parametrize("adjusted", ["5500000.00", "4500000.00", "5500249.99"])
def test_an_adjustment_of_ten_percent_is_not_asked_about(adjusted):
    assert found(of_total(5_000_000, adjusted)) == ()


def test_an_adjustment_from_nothing_has_no_percentage():
    assert found(of_total(0, 5_000_000)) == ()


def split(*sources):
    """The sentence about an adjustment of these sources, from 其中 on."""
    revenue = tuple(
        Revenue(f"r{number}", source, initial, adjusted, adjusted)
        for number, (source, initial, adjusted) in enumerate(sources)
    )
    spent = sum(line.final or 0 for line in revenue)
    facts = make_facts(
        revenue=revenue,
        basic=Expenditure(executed=Decimal(0)),
        project=Expenditure(executed=Decimal(spent)),
        carry_over=Decimal(0),
    )
    (finding,) = found(facts)
    assert finding.code == "adjustment-without-reason"
    return finding.message.partition("。")[2]


def test_an_adjustment_is_told_by_source():
    assert split(
        ("一般公共预算财政拨款收入", Decimal(900), Decimal(500)),
        ("事业收入", Decimal(100), Decimal(50)),
        ("上级补助收入", Decimal(100), Decimal(100)),
    ) == ("其中：一般公共预算财政拨款收入减少 400.00 元、事业收入减少 50.00 元。请填写预算调整原因。")


def test_sources_that_rose_while_the_total_fell_are_named_by_themselves():
    assert split(
        ("一般公共预算财政拨款收入", Decimal(900), Decimal(500)),
        ("政府性基金预算财政拨款收入", None, Decimal(30)),
        ("其他收入", Decimal(0), Decimal(20)),
        ("事业收入", Decimal(10), Decimal(15)),
    ) == (
        "其中：一般公共预算财政拨款收入减少 400.00 元；总额减少而增加的有政府性基金预算财政拨款收入增加 30.00 元"
        "（年初未列预算）、其他收入增加 20.00 元（年初预算为 0）、事业收入增加 5.00 元。请填写预算调整原因。"
    )


def test_sources_that_fell_while_the_total_rose_are_named_by_themselves():
    assert split(("", Decimal(100), Decimal(200)), ("其他收入", Decimal(50), None)) == (
        "其中：未写名称的收入增加 100.00 元；总额增加而减少的有其他收入减少 50.00 元。请填写预算调整原因。"
    )


def test_an_adjustment_hidden_in_other_sources_has_another_fingerprint():
    one = of_total(100, 200)
    (before,) = found(one)
    two = replace(one, revenue=(*one.revenue, Revenue(OTHER, "其他收入", Decimal(0), Decimal(0), Decimal(0))))
    (after,) = found(two)
    assert before.place == after.place
    assert before.fingerprint != after.fingerprint


def test_a_source_typed_in_the_wrong_unit_is_found_at_the_odd_column():
    facts = of_total(4_000_000, adjustment_reason="已说明。")
    facts = with_revenue(facts, 0, initial=Decimal("400.00"))
    message = f"“一般公共预算财政拨款收入”的年初预算数 400.00 元与调整预算数 4,000,000.00 元{HINT}"
    place = Place("budget", GENERAL, "initial")
    figures = ("400.00", "4,000,000.00", "4,000,000.00")
    assert found(facts) == (Finding("wrong-unit", "warning", message, place, figures),)


def test_one_column_too_large_is_the_odd_one():
    facts = of_total(400, adjustment_reason="已说明。")
    facts = with_revenue(facts, 0, initial=Decimal(4_000_000))
    message = f"“一般公共预算财政拨款收入”的年初预算数 4,000,000.00 元与调整预算数 400.00 元{HINT}"
    assert [finding.message for finding in found(facts)] == [message]


def test_of_two_columns_the_smaller_is_the_odd_one():
    facts = of_total(4_000_000, adjustment_reason="已说明。")
    facts = with_revenue(facts, 0, initial=None, adjusted=Decimal(400))
    facts = replace(facts, basis="initial")
    assert places(facts) == [
        ("blank-initial-total", "error", GENERAL, "initial"),
        ("wrong-unit", "warning", GENERAL, "adjusted"),
    ]


@pytest.mark.parametrize(
    ("small", "noticed"),
    [("799.99", True), ("800.00", True), ("800.01", False), ("200.00", True), ("199.99", False), ("0.00", False)],
)
def test_only_a_factor_near_ten_thousand_is_a_wrong_unit(small, noticed):
    facts = of_total(4_000_000, adjustment_reason="已说明。")
    codes = [finding.code for finding in found(with_revenue(facts, 0, initial=Decimal(small)))]
    assert codes == (["wrong-unit"] if noticed else [])


def test_a_column_of_expenditure_in_the_wrong_unit_is_found():
    facts = with_basic(make_facts(), initial=Decimal("120.00"), adjusted=None)
    facts = with_project(facts, initial=None)
    message = f"基本支出的年初预算数 120.00 元与执行数 1,180,000.00 元{HINT}"
    place = Place("budget", "basic", "initial")
    assert found(facts) == (Finding("wrong-unit", "warning", message, place, ("120.00", "1,180,000.00")),)


@pytest.mark.parametrize(
    ("spent", "received", "place"),
    [
        (Decimal(500), Decimal(5_000_000), ("project", "initial")),
        (Decimal(5_000_000), Decimal(500), (GENERAL, "initial")),
    ],
)
def test_expenditure_and_revenue_in_different_units_are_found_at_the_smaller(spent, received, place):
    facts = make_facts(
        revenue=(make_revenue(initial=received, adjusted=None, final=None),),
        basic=Expenditure(initial=Decimal(0)),
        project=Expenditure(initial=spent),
    )
    assert places(facts, stage="targets") == [
        ("sum-differs-from-revenue", "error", "project", "initial"),
        ("wrong-unit-of-sum", "warning", *place),
    ]
    (_, warning) = found(facts, stage="targets")
    assert warning.message == (
        f"年初预算数：基本支出与项目支出合计 {spent:,}.00 元，收入的年初预算数合计 {received:,}.00 元，{HINT}"
    )


def test_execution_in_the_wrong_unit_is_found_against_the_revenue():
    facts = of_total(5_000_000, project=Expenditure(executed=Decimal(500)))
    assert places(facts) == [
        ("carry-over-differs", "error", "evaluation", "carry_over"),
        ("wrong-unit-of-sum", "warning", "project", "executed"),
    ]
    assert found(facts, stage="targets") == ()
