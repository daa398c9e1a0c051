"""In which unit amounts are read, where a document says it and where it does not."""

from decimal import Decimal

import pytest

from reports.importers.document import read

TITLE = "2022年度公园局部门整体绩效自评表\n"
REVENUE = "项目\t年初预算数\t调整预算数\t决算数\n财政拨款收入\t616.90\t620.00\t620.00\n"
FUNDING = "项目\t年初预算数\t调整预算数\t执行数\n年度资金总额\t616.90\t620.00\t620.00\n"
SPENT = "基本支出总额\t471.77\t项目支出总额\t148.23\n"
ROWS = "一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n产出指标\t数量指标\t修路\t10公里\t12公里\n"


def spent_in(*parts):
    reading = read("自评表.txt", "".join((TITLE, *parts, ROWS)).encode())
    spent = (reading.facts.basic, reading.facts.project)
    return [(one.executed, one.typed_in_wan) for one in spent], reading


def test_amounts_of_a_form_that_names_no_unit_are_read_in_wan_and_each_is_told():
    spent, reading = spent_in(REVENUE, SPENT)

    assert spent == [(Decimal("4717700.00"), ("executed",)), (Decimal("1482300.00"), ("executed",))]
    assert [(line.initial, line.adjusted, line.final) for line in reading.facts.revenue] == [
        (Decimal("6169000.00"), Decimal("6200000.00"), Decimal("6200000.00"))
    ]
    assert [(one.text, one.why) for one in reading.unread] == [
        (label, "没有注明金额单位，按万元读入，请核对") for label in ("基本支出总额", "项目支出总额", "财政拨款收入")
    ]


@pytest.mark.parametrize(
    ("unit", "spent"),
    [
        ("元", [(Decimal("471.77"), ()), (Decimal("148.23"), ())]),
        ("万元", [(Decimal("4717700.00"), ("executed",)), (Decimal("1482300.00"), ("executed",))]),
    ],
)
def test_an_amount_without_a_unit_is_read_in_the_unit_of_the_forms_other_amounts(unit, spent):
    found, reading = spent_in(f"单位：{unit}\n", FUNDING, SPENT)

    assert found == spent
    assert [one.why for one in reading.unread] == ["文件里没有分来源的收入，只有总额，导入为一行收入，请按来源拆分"]
