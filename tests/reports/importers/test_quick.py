"""Work that must not grow with the square of what a document says. What is measured took a minute, and takes a second."""

import time
from dataclasses import replace

from indicators.facts import GoalFacts, Row
from reports.importers.document import read
from reports.importers.keyed import keyed

_MOST_SECONDS = 10
_HEAD = "|一级指标|二级指标|三级指标|目标值|完成值|\n"
_LEVELS = "二、绩效目标完成情况分析\n（二）绩效目标完成情况分析\n年度目标1：某\n1、产出指标\n（1）数量指标\n"


def timed(work):
    begun = time.process_time()
    return work(), time.process_time() - begun


def test_thousands_of_rows_of_one_name_get_keys_of_their_own_at_once():
    rows = tuple(Row(f"old-{number}", "产出指标", "数量指标", "同名") for number in range(5000))
    facts = replace(read("x.txt", "某局2022年度".encode()).facts, goals=(GoalFacts("goal", "目标", rows=rows),))

    (made, renamed), seconds = timed(lambda: keyed(facts))

    assert len({row.key for _, row in made.rows()}) == len(rows)
    assert [renamed[row.key] for row in rows] == [row.key for _, row in made.rows()]
    assert seconds < _MOST_SECONDS


def test_thousands_of_names_that_are_nearly_those_of_rows_are_compared_for_a_while_only():
    names = [f"指标甲乙{chr(0x4E00 + number)}{chr(0x5000 + number * 3)}丙" for number in range(200)]
    told = "".join(f"指标甲丁{chr(0x6000 + number)}戊{number}：说明文字\n" for number in range(10_000))
    table = "".join(f"|产出指标|数量指标|{name}|1个|1个|\n" for name in names)

    reading, seconds = timed(lambda: read("x.txt", f"{_LEVELS}{told}附件：自评表\n{_HEAD}{table}".encode()))

    assert [row.name for _, row in reading.facts.rows()] == names
    assert seconds < 2 * _MOST_SECONDS
