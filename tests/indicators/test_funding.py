from dataclasses import replace
from decimal import Decimal

import pytest

from indicators import funding
from indicators.facts import Expenditure, Place, Revenue
from indicators.findings import Finding
from reports.layouts import LAYOUTS
from tests.facts import GENERAL, GOALS, OTHER, make_facts, with_goal, with_revenue, with_statement
from tests.findings import found as found_by

NATIONAL, CHONGQING = LAYOUTS["national-2020"], LAYOUTS["chongqing"]


def national(**changes):
    """The clean evaluation with all that the national form prints besides."""
    facts = make_facts(**changes)
    facts = with_revenue(with_revenue(facts, 0, executed=Decimal(4_850_000)), 1, executed=Decimal(100_000))
    for index in (0, 1):
        facts = with_goal(facts, index, description="完成年度任务。", achievement="任务已完成。")
    return with_statement(facts, contact_name="李敏", contact_phone="027-83110000")


def found(facts, layout=NATIONAL, **case):
    return found_by(facts, layout=layout, **case)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("一般公共预算财政拨款收入", "appropriation"),
        ("政府性基金预算财政拨款收入", "appropriation"),
        ("国有资本经营预算财政拨款收入", "appropriation"),
        ("年初结转和结余", "carried"),
        ("上年财政拨款结转", "carried"),
        ("使用非财政拨款结余", "carried"),
        ("非财政拨款收入", "other"),
        ("非同级财政拨款收入", "other"),
        ("上级补助收入", "other"),
        ("事业收入", "other"),
        ("", "other"),
    ],
)
def test_a_source_belongs_to_one_kind_of_money(source, kind):
    assert funding.kind_of(source) == kind


def test_amounts_of_a_kind_are_the_sums_of_its_sources():
    facts = make_facts(
        revenue=(
            Revenue("a", "一般公共预算财政拨款收入", Decimal(100), Decimal(80), Decimal(80), executed=Decimal(60)),
            Revenue("b", "政府性基金预算财政拨款收入", None, Decimal(20), Decimal(20), executed=Decimal(20)),
            Revenue("c", "其他收入", Decimal(0), None, Decimal(5), executed=Decimal(5)),
            Revenue("d", "事业收入"),
        )
    )
    table = {kind: [funding.amount(facts, kind, column) for column in funding.COLUMNS[:3]] for kind in funding.KINDS}
    assert table == {
        "appropriation": [Decimal(100), Decimal(100), Decimal(80)],
        "carried": [None, None, None],
        "other": [Decimal(0), None, Decimal(5)],
    }
    assert [funding.rate_of(facts, kind) for kind in funding.KINDS] == [Decimal("80.00"), None, None]


def test_half_a_kind_is_not_yet_what_was_spent_of_it():
    facts = national()
    assert funding.amount(with_revenue(facts, 0, executed=None), "appropriation", "executed") is None
    assert funding.amount(facts, "appropriation", "executed") == Decimal(4_850_000)
    used = [Revenue(key, "事业收入", Decimal(9), Decimal(9), Decimal(9)) for key in ("x", "y")]
    half = replace(facts, revenue=(*facts.revenue, replace(used[0], executed=Decimal(7)), used[1]))
    assert funding.amount(half, "other", "executed") is None


def test_money_of_one_kind_alone_need_not_be_divided():
    facts = make_facts(revenue=(replace(make_facts().revenue[0], final=Decimal(5_000_000)), Revenue(OTHER, "其他收入")))
    assert not funding.is_divided(facts)
    assert funding.amount(facts, "appropriation", "executed") == Decimal(4_950_000)
    assert [finding.code for finding in found(facts) if "source" in finding.code] == []


def test_the_national_form_finds_nothing_wrong_in_a_clean_evaluation():
    assert found(national()) == ()
    assert found(national(), stage="targets") == ()


@pytest.mark.parametrize("index", [0, 1])
def test_a_source_without_its_executed_amount_is_found_where_the_form_divides(index):
    facts = with_revenue(national(), index, executed=None)
    source = facts.revenue[index].source
    message = f"{source}未填执行数，自评表按资金来源列执行数，请填写；没有支出的请填 0。"
    place = Place("budget", (GENERAL, OTHER)[index], "executed")
    assert found(facts) == (Finding("blank-executed-of-source", "error", message, place),)
    assert found(facts, LAYOUTS["founding"]) == ()


def test_executed_amounts_of_sources_that_do_not_add_up_are_found():
    facts = with_revenue(national(), 1, executed=Decimal(90_000))
    message = "各项收入来源的执行数合计 4,940,000.00 元，基本支出与项目支出的执行数合计 4,950,000.00 元，相差 10,000.00 元，请核对。"
    figures = ("4,850,000.00", "90,000.00", "4,950,000.00")
    place = Place("budget", GENERAL, "executed")
    assert found(facts) == (Finding("executed-of-sources-differs", "error", message, place, figures),)
    assert found(facts, LAYOUTS["founding"]) == ()


@pytest.mark.parametrize(("off", "codes"), [("50.00", []), ("50.01", ["executed-of-sources-differs"])])
def test_an_executed_amount_typed_in_wan_is_known_to_fifty_yuan_only(off, codes):
    facts = with_revenue(national(), 1, executed=Decimal(100_000) + Decimal(off), typed_in_wan=("executed",))
    assert [finding.code for finding in found(facts)] == codes


def test_nothing_is_said_of_the_sum_while_the_expenditure_itself_is_blank():
    facts = replace(national(), basic=Expenditure())
    assert "executed-of-sources-differs" not in {finding.code for finding in found(facts)}


@pytest.mark.parametrize(
    ("field", "label", "stage", "code"),
    [
        ("description", "预期目标", "targets", "blank-description"),
        ("description", "预期目标", "results", "blank-description"),
        ("achievement", "实际完成情况", "results", "blank-achievement"),
    ],
)
def test_a_goal_lacks_what_the_form_states_of_it(field, label, stage, code):
    facts = with_goal(national(), 1, **{field: " "})
    message = f"年度目标2未填{label}，自评表要印，请填写。"
    wanted = (Finding(code, "error", message, Place("goals", GOALS[1], field)),)
    assert (found(facts, stage=stage), found(facts, LAYOUTS["founding"], stage=stage)) == (wanted, ())


@pytest.mark.parametrize(("field", "label"), [("contact_name", "联系人"), ("contact_phone", "联系电话")])
def test_the_contact_is_missed_where_the_form_prints_it(field, label):
    facts = with_statement(national(), **{field: ""})
    message = f"未填{label}，自评表要印，请填写。"
    place = Place("statement", "statement", field)
    assert found(facts, CHONGQING) == (Finding(f"blank-{field.replace('_', '-')}", "error", message, place),)
    assert found(facts) == ()
