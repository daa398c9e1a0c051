"""Finished documents that say how many goals and indicators they have, in figures or in words."""

import pytest

from tests.reports.planted import PARKS, changed, examined

BEFORE = "（一）执行率情况\n"


def told(sentence, before=BEFORE):
    return [(one.finding.code, one.finding.message) for one in examined(changed(PARKS, (before, sentence + before)))]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年度共设置年度目标2个、绩效指标8项，完成7项。\n",
        "县园林局围绕两个重点设置了8项三级指标。\n",
        "2023年度设定2个年度目标、8个绩效指标。\n",
        "共设置绩效指标八项，其中产出指标5项、效益指标1项。\n",
        "2024年拟设置绩效指标12项。\n",
        "共设置一级指标3个、二级指标5个。\n",
        "2022年度共设置绩效指标11项。\n",
        "抽取3项指标复核。\n",
        "全年制定养护标准3项，开展培训2次。\n",
        "全年共完成8个目标任务。\n",
        "承接县委下达的5个目标任务，共完成5个。\n",
        "围绕创建国家园林县城3个目标开展工作。\n",
        "围绕全县三个目标、五项任务开展工作。\n",
        "围绕三个目标开展养护。\n",
        "制定了4个目标责任书。\n",
        "在全县综合考核中共承担20项指标。\n",
        "2023年度共设置绩效指标８项。\n",
        "共设置绩效指标零项。\n",
        "县园林局设定的指标各有分工，其中绩效指标3项由县园艺中心完成。\n",
    ],
)
def test_counts_that_are_right_or_of_something_else_are_not_told(sentence):
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("2023年度共设置年度目标3个、绩效指标8项。\n", "年度目标个数：第一部分写的是3个，自评表里是2个，请核对。"),
        ("2023年度共设置绩效指标１８项。\n", "指标数：第一部分写的是18项，自评表里是8项，请核对。"),
        ("县园林局共设定5个目标。\n", "年度目标个数：第一部分写的是5个，自评表里是2个，请核对。"),
        ("县园林局设定两个年度目标，共十项指标。\n", "指标数：第一部分写的是10项，自评表里是8项，请核对。"),
        (
            "2023年度共设置绩效指标9项，完成8项。\n",
            "指标数：第一部分写的是9项，自评表里是8项；完成的指标数：第一部分写的是8项，自评表里是7项，请核对。",
        ),
    ],
)
def test_counts_of_the_whole_are_held_against_the_table(sentence, message):
    assert told(sentence) == [("count-differs", message)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("各项任务按计划完成，4项指标均达到目标值。\n", []),
        (
            "各项任务按计划完成，5项指标均达到目标值。\n",
            ["年度目标1的指标数：一（二）写的是5项，自评表里是4项，请核对。"],
        ),
        ("年度目标1共4项指标，完成3项。\n", ["年度目标1完成的指标数：一（二）写的是3项，自评表里是4项，请核对。"]),
    ],
)
def test_counts_of_a_goal_are_held_against_its_rows(sentence, found):
    assert [message for _, message in told(sentence, "2023年度年度目标1的绩效目标均")] == found
