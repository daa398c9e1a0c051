"""What is found of a document is said to those who write it, not in the words of the form."""

import pytest

from indicators.findings import Finding, Place
from reports.concerning import as_written


def said(message):
    finding = Finding("blank-actual", "error", message, Place("indicators", "row", "actual"), ("1",))
    worded = as_written(finding)
    assert (worded.code, worded.level, worded.place, worded.figures) == (
        finding.code,
        finding.level,
        finding.place,
        finding.figures,
    )
    return worded.message


@pytest.mark.parametrize(
    ("form", "document"),
    [
        ("未填填报日期，提交时自动填入当天。", "没有写填报日期，请补上。"),
        (
            "收入没有一项填了年初预算数，请至少填写一项；确实没有的请填 0。",
            "收入没有一项写了年初预算数，请补上；确实没有的写 0。",
        ),
        ("还没有年度目标，请至少填写一个。", "还没有年度目标，请补上。"),
        ("年度目标2还没有指标，请至少添加一项，或删除这个目标。", "年度目标2还没有指标，请补上指标，或删去这个目标。"),
        ("年度目标1未填预期目标，自评表要印，请填写。", "年度目标1没有写预期目标，请写明。"),
        (
            "未填基本支出的执行数，请填写；没有基本支出的请填 0。",
            "没有写基本支出的执行数，请写明；没有基本支出的写 0。",
        ),
        ("写的是“无”，而“甲”没有完成，请改正或清空（清空后自动生成）。", "写的是“无”，而“甲”没有完成，请改正。"),
        (
            "可能写错了单位，请检查：金额以元填写，以万元填写的请在数字后加“万”。",
            "可能写错了单位，请核对表头写的是元还是万元。",
        ),
        (
            "“甲”的完成情况分析以“完成目标值”结尾，而完成情况是“未完成”，请改正其中一处（报告中的结语按完成情况生成）。",
            "“甲”的完成情况分析以“完成目标值”结尾，而完成情况是“未完成”，请改正其中一处。",
        ),
        ("“甲”的完成情况选的是“完成”，与数值不符，请核对。", "“甲”的完成情况写的是“完成”，与数值不符，请核对。"),
    ],
)
def test_a_sentence_of_the_form_is_one_for_a_writer(form, document):
    assert said(form) == document


def test_words_of_the_document_stay_as_they_are():
    assert said("“未填写问卷户数”（目标值“请填写”）未填实际完成值，请填写。") == (
        "“未填写问卷户数”（目标值“请填写”）没有写实际完成值，请写明。"
    )
