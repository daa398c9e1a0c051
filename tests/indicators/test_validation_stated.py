from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.rulesets import RULE_SETS, GradeBand
from indicators.facts import Place
from indicators.findings import Finding
from reports.layouts import LAYOUTS
from tests.facts import GOALS, make_facts, with_goal, with_row, with_statement
from tests.findings import found as found_by

NATIONAL = RULE_SETS["national-2020"]
CONCLUSION = Place("statement", "statement", "conclusion")
BANDS = "优 90 分及以上，良 80 分及以上，中 60 分及以上"


def found(facts, rules=NATIONAL, **case):
    return found_by(facts, rules=rules, layout=LAYOUTS["founding-scored"], **case)


def scored(*weights):
    """17.2 of 20 for the trees, 9.9 of 10 for the money: 97.1 points, 优."""
    facts = make_facts()
    for index, weight in enumerate(weights or (20, 20, 10, 30, 10)):
        facts = with_row(facts, index, weight=Decimal(weight))
    return facts


def concluded(text, facts=None):
    return with_statement(facts or scored(), conclusion=text)


def codes(facts, **case):
    return [(one.code, one.figures) for one in found(facts, **case)]


# ---- totals


@pytest.mark.parametrize(
    "text",
    [
        "自评总分97.1分。",
        "2022年度部门整体绩效自评得分为 97.10 分。",
        "我局整体支出绩效自评综合得分：９７．１分",
        "经自评，东湖区园林局2022年度部门整体支出绩效评价总得分97.1分。",
    ],
)
def test_the_right_total_is_right(text):
    assert found(concluded(text)) == ()
    wrong = text.replace("97.1", "92.5").replace("９７．１", "９２．５").replace("92.50", "92.5")
    message = "“评价结论”写的总分是 92.5 分，按执行率和各项指标计算的总分是 97.1 分，请改正文字或得分。"
    assert found(concluded(wrong)) == (Finding("total-differs", "error", message, CONCLUSION, ("92.5", "97.1")),)


@pytest.mark.parametrize(
    "text",
    [
        "得分92.5分",
        "综合得分92.5分，位列全市第三。",
        "综上所述，自评得分92.5",
        "满分100分，自评得分92.5/100分。",
        "总分100分，自评总得分92.5分。",
        "预算执行率99%，除1项指标外均已完成，自评总分共计92.5分。",
        "（自评得分92.5分）",
        "一、自评结论\n自评得分92.5分",
        "自评得分92.5分，得分率92.5%，较上年的90分有所提高。",
        "其中预算执行得分9.9分。自评总分92.5分。",
    ],
)
def test_a_wrong_total_is_found_however_it_is_put(text):
    assert codes(concluded(text)) == [("total-differs", ("92.5", "97.1"))]


@pytest.mark.parametrize(
    "text",
    [
        "本次自评满分100分。",
        "自评总分100分，按五个等级划分。",
        "总分为100分制。",
        "上年自评得分92.5分。",
        "上年度，自评得分92.5分。",
        "2021年度自评得分92.5分。",
        "2021年，自评得分92.5分。",
        "2022年自评得分由上年的92.5分提高。",
        "目标分92.5分，指标得分率92.5%，自评得分率92.5%。",
        "自评得分92.5分以上为优。",
        "力争自评得分92.5分。",
        "下年争取各项指标全部完成，自评得分92.5分。",
        "在全市平安建设考核中，我局综合得分92.5分。",
        "财政局复核后，评价得分92.5分。",
        "设备采购项目按期完成，自评得分92.5分。",
        "产出指标自评得分47.2分，预算执行自评得分9.9分。",
        "（一）预算执行情况：自评得分9.8分。",
        "（一）预算执行情况\n自评得分9.8分。",
        "预算执行方面，自评得分9.8分。",
        "自评得分9.9分，自评得分87.2分。",
        "其中，自评得分9.9分。",
        "自评得分92.5万元。",
        "自评得分约92.5分。",
        "自评得分92.5分至95分。",
        "90分以上的，评价得分92.5分。",
        "群众满意度综合评价得分92.5分。",
    ],
)
def test_what_is_no_claim_of_this_total_raises_no_alarm(text):
    assert found(concluded(text)) == ()


PROBLEMS = "部分路段未按期补种。"


@pytest.mark.parametrize(
    ("facts", "place", "label"),
    [
        (
            with_statement(scored(), problems=(PROBLEMS, "自评总分92.5分。")),
            Place("statement", "statement", "problems"),
            "“三、存在的问题和原因”",
        ),
        (
            with_statement(scored(), improvements=("自评总分92.5分，还有改进余地。",)),
            Place("statement", "statement", "improvements"),
            "“四、下一步拟改进措施”",
        ),
        (
            with_goal(scored(), 1, achievement="部门整体自评总分92.5分。"),
            Place("goals", GOALS[1], "achievement"),
            "年度目标2的“实际完成情况”",
        ),
        (
            replace(scored(), execution_note="自评总分92.5分。"),
            Place("budget", "evaluation", "execution_note"),
            "“预算执行情况说明”",
        ),
    ],
)
def test_a_total_is_found_in_every_text_about_the_whole(facts, place, label):
    message = f"{label}写的总分是 92.5 分，按执行率和各项指标计算的总分是 97.1 分，请改正文字或得分。"
    assert found(facts) == (Finding("total-differs", "warning", message, place, ("92.5", "97.1")),)


def test_beside_a_goal_or_the_money_a_part_may_be_meant():
    facts = with_goal(scored(), 0, achievement="自评得分46分，自评等级为良。总分47.2分，总分50分。")
    assert found(facts) == ()
    assert found(with_goal(scored(), 0, achievement="自评得分46分。")) == ()
    assert found(with_goal(scored(), 0, achievement="本年度总分47.2分。")) == ()
    # The second goal has its 40 points from two levels, of which neither has as many.
    assert found(with_goal(scored(), 1, achievement="本年度总分40分。")) == ()
    assert found(replace(scored(), execution_note="自评得分9.8分。总得分9.9分，自评等级为良。")) == ()
    assert codes(with_goal(scored(), 0, achievement="总分47.3分。")) == [("total-differs", ("47.3", "97.1"))]


def test_without_a_total_nothing_is_held_against_it():
    facts = with_row(concluded("自评总分92.5分，等级为良。"), 0, actual="")
    assert codes(facts) == [("blank-actual", ())]
    assert codes(with_row(concluded("自评总分92.5分。"), 1, score=Decimal(20))) == [
        ("full-score-though-unmet", ("20", "20", "≥500株", "430株", "up", "partly", ""))
    ]
    assert [code for code, _ in codes(with_row(concluded("自评总分92.5分。"), 1, weight=Decimal(19)))] == [
        "weights-of-level"
    ]
    assert found_by(concluded("自评总分92.5分，等级为良。")) == ()
    assert found(concluded("自评总分92.5分，等级为良。"), stage="targets") == ()


# ---- grades


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "“{}”。",
        "等级为“{}”。",
        "自评等级：{}",
        "评定等级为{}。",
        "评价等级{}",
        "自评总分97.1分，等级为{}。",
        "自评总分97.1分。等级为{}，达到预期。",
        "自评总分97.1分（{}）",
        "自评得分97.1分，为{}。",
        "自评得分97.1分，评定为{}等级。",
        "综合评价为{}。",
        "2022年度绩效自评结果为“{}”、公开情况良好。",
    ],
)
@pytest.mark.parametrize(("word", "name"), [("良", "良"), ("良好", "良")])
def test_a_wrong_grade_is_found_however_it_is_put(text, word, name):
    message = f"“评价结论”写的等级是“{name}”，总分 97.1 分，等级应为“优”（{BANDS}），请改正文字或得分。"
    figures = (name, "97.1", "优")
    assert found(concluded(text.format(word))) == (Finding("grade-differs", "error", message, CONCLUSION, figures),)
    assert found(concluded(text.format(word.replace("良好", "优秀").replace("良", "优")))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "上年评价等级为良。",
        "2021年度自评等级为良。",
        "2021年，自评等级为良。",
        "争取下年等级为良。",
        "绩效评价结果中，有两项偏低。",
        "自评结果良好的有3项。",
        "自评等级为良好以上。",
        "自评等级分为优、良、中、差。",
        "评价等级为良、中、差的予以约谈。",
        "90分以上，评价等级为优；80分以上，评价等级为良。",
        "评价等级为优（90分以上），评价等级为良（80分以上）。",
        "水质评价等级为良。",
        "企业信用评价等级良好。",
        "被评为良好单位。",
        "全区年度考核，等级为良。",
        "财政局评价，评价等级为良。",
        "经复核，评价等级为良。",
        "评价等级为良（80分），评价等级为中（60分）。",
        "评价结果为中等偏上。",
        "评价等级中，有4个。",
    ],
)
def test_what_is_no_claim_of_this_grade_raises_no_alarm(text):
    assert found(concluded(text)) == ()


# 90 less what is taken off the first row, and 9.9: the bounds themselves and a hundredth below them.
@pytest.mark.parametrize(
    ("points", "told", "total", "grade"),
    [
        ("12.90", "良", "90", "优"),
        ("12.89", "优", "89.99", "良"),
        ("2.90", "中", "80", "良"),
        ("2.89", "良", "79.99", "中"),
    ],
)
def test_the_bound_belongs_to_the_better_grade(points, told, total, grade):
    facts = with_row(scored(), 0, score=Decimal(points), deviation_reason="自行扣分。")
    assert codes(concluded(f"自评得分{total}分，评价等级为{told}。", facts)) == [
        ("grade-differs", (told, total, grade))
    ]
    assert codes(concluded(f"自评得分{total}分，评价等级为{grade}。", facts)) == []


def test_a_grade_that_fits_the_wrong_total_beside_it_is_no_second_fault():
    assert codes(concluded("自评总分85分，等级为良。")) == [("total-differs", ("85", "97.1"))]
    assert codes(concluded("自评总分85分，等级为中。")) == [
        ("grade-differs", ("中", "97.1", "优")),
        ("total-differs", ("85", "97.1")),
    ]


def test_grades_are_those_of_the_rule_set():
    rules = replace(NATIONAL, bands=(GradeBand("合格", Decimal(70)), GradeBand("不合格", Decimal(0))))
    assert codes(concluded("评价等级为不合格。"), rules=rules) == [("grade-differs", ("不合格", "97.1", "合格"))]
    assert codes(concluded("评价等级为合格。"), rules=rules) == []
    assert codes(concluded("评价等级为良好。"), rules=rules) == []


def test_a_long_text_is_read_in_time():
    text = "部门预算绩效" * 60 + "甲得分90分。" + "综合得分97.1分，" * 2000
    assert found(concluded(text)) == ()
