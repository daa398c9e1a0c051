"""The form of a project beside that of the department: its rows and its money are none of the department's."""

from decimal import Decimal

from reports.importers.document import read
from tests.reports.importers.elsewhere import word

HEADING = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
WHOLE = [
    ["部门名称", ("青山县林业局", 4)],
    ["部门资金（万元）", "", "全年预算数", "全年执行数", "执行率"],
    [None, "年度资金总额", "1,300.00", "1,287.00", "99%"],
    [None, "其中：基本支出", "400.00", "398.00", "99.5%"],
    [None, "项目支出", "900.00", "889.00", "98.78%"],
    HEADING,
    ["产出指标", "数量指标", "巡护林地", "≥8万亩", "8.4万亩"],
]
PROJECT = [
    ["项目名称", ("森林防火经费", 4)],
    ["项目资金（万元）", "", "全年预算数", "全年执行数", "执行率"],
    [None, "年度资金总额", "60.00", "54.00", "90%"],
    HEADING,
    ["产出指标", "数量指标", "购置风力灭火机", "12台", "12台"],
]


def told(reading):
    facts = reading.facts
    line = facts.revenue[0]
    return [row.name for _, row in facts.rows()], line.adjusted, facts.basic.executed, facts.project.executed


EXPECTED = (["巡护林地"], Decimal("13000000.00"), Decimal("3980000.00"), Decimal("8890000.00"))
TITLES = ("2022年度项目支出绩效自评表", "2022年度部门整体支出绩效自评表")


def money_told(reading):
    return sorted(
        (claim.subject, claim.place.key if claim.place.key in {"basic", "project"} else "whole", claim.value)
        for claim in reading.claims
        if claim.place.step == "budget" and claim.subject != "unit" and "万元" in claim.value
    )


def test_the_form_of_a_project_before_that_of_the_department_is_left_out_and_listed():
    reading = read("自评表.docx", word(TITLES[0], PROJECT, TITLES[1], WHOLE))

    assert told(reading) == EXPECTED
    assert [one.text for one in reading.unread if one.why == "后面另有部门整体自评表，以那张表为准"] == [
        "购置风力灭火机 | 12台 | 12台",
        "年度资金总额 | 60.00 | 54.00 | 90%",
    ]


def test_what_the_form_of_a_project_says_is_never_held_against_the_department():
    expected = [("adjusted", "whole", "1,300.00万元"), ("executed", "whole", "1,287.00万元")]

    before = read("自评表.docx", word(TITLES[0], PROJECT, TITLES[1], WHOLE))
    behind = read("自评表.docx", word(TITLES[1], WHOLE, TITLES[0], PROJECT))

    assert told(behind) == EXPECTED
    assert money_told(before) == expected
    assert money_told(behind) == expected


def test_a_department_named_in_the_place_of_a_project_is_still_the_whole():
    named = [["项目名称", ("青山县林业局整体支出", 4)], *PROJECT[1:]]

    reading = read("自评表.docx", word(TITLES[1], named))

    assert [row.name for _, row in reading.facts.rows()] == ["购置风力灭火机"]
    assert money_told(reading) == [("adjusted", "whole", "60.00万元"), ("executed", "whole", "54.00万元")]


def test_a_table_under_a_caption_of_its_own_ends_the_indicators():
    lines = [
        "2022年度部门整体支出绩效自评表",
        "\t".join([*HEADING, "权重", "得分"]),
        "产出指标\t数量指标\t巡护林地\t≥8万亩\t8.4万亩\t20\t20",
        "资产情况\t",
        "资产名称\t数量\t单位\t原值",
        "巡护车辆\t3\t辆\t48.40",
    ]

    for text in ("\n".join(lines), "\n".join(lines).replace("资产情况\t", "资产情况")):
        assert [row.name for _, row in read("自评表.txt", text.encode()).facts.rows()] == ["巡护林地"]


def test_the_form_of_another_unit_behind_it_is_never_held_against_the_first():
    named = [
        ["单位名称", ("青山县苗圃", 4)],
        *WHOLE[1:5],
        HEADING,
        ["产出指标", "数量指标", "培育苗木", "30万株", "31万株"],
    ]

    reading = read(
        "自评表.docx",
        word("青山县林业局2022年度部门整体绩效自评表", WHOLE, "青山县苗圃2022年度部门整体绩效自评表", named),
    )

    assert told(reading) == EXPECTED
    assert {claim.value for claim in reading.claims if claim.subject == "department"} == {"青山县林业局"}


def test_a_slip_in_another_form_is_still_one_of_the_document():
    wrong = [*PROJECT[:4], ["产出指标", "数量指标", "灭火机购置完场率", "12台", "12台"]]

    reading = read("自评表.docx", word(TITLES[1], WHOLE, TITLES[0], wrong))

    assert [claim.excerpt.text for claim in reading.claims if claim.subject.startswith("slip.")] == ["灭火机购置完场率"]
