import json
from dataclasses import replace

import pytest

from budgets.records import RecordError
from indicators.facts import Place
from indicators.findings import Finding, as_json, called, from_json, in_order
from tests.facts import GENERAL, GOALS, OTHER, ROWS, make_facts, with_row

FOUND = Finding(
    "carry-over-differs", "error", "请核对。", Place("budget", "evaluation", "carry_over"), ("1.00", "2.00")
)


def at(step, key="", field="", level="error", code="x"):
    return Finding(code, level, "", Place(step, key, field))


def test_a_finding_survives_json():
    assert from_json(json.loads(json.dumps(as_json(FOUND)))) == FOUND


def test_a_stored_finding_that_lacks_its_place_is_refused():
    data = as_json(FOUND)
    del data["place"]
    with pytest.raises(RecordError, match="place：缺少这个字段"):
        from_json(data)


def test_the_fingerprint_is_of_code_place_and_figures():
    assert FOUND.fingerprint == "802b6bc7131da8d8"
    assert replace(FOUND, message="换一种说法。", level="warning").fingerprint == FOUND.fingerprint
    others = {
        replace(FOUND, code="other").fingerprint,
        replace(FOUND, place=Place("budget", "evaluation", "basis")).fingerprint,
        replace(FOUND, place=Place("budget", "project", "carry_over")).fingerprint,
        replace(FOUND, place=Place("goals", "evaluation", "carry_over")).fingerprint,
        replace(FOUND, figures=("1.00", "2.01")).fingerprint,
        replace(FOUND, figures=("1.002.00",)).fingerprint,
        replace(FOUND, figures=()).fingerprint,
    }
    assert len(others | {FOUND.fingerprint}) == 8


def test_levels_have_chinese_names():
    assert [at("budget", level=level).level_name for level in ("error", "warning", "info")] == ["错误", "提醒", "提示"]


def test_findings_come_by_level_then_by_step_then_as_in_the_document():
    wanted = (
        at("budget"),
        at("budget", GENERAL, "adjusted"),
        at("budget", GENERAL, "final"),
        at("budget", OTHER, "initial"),
        at("budget", "basic", "executed"),
        at("budget", "project", "initial"),
        at("budget", "evaluation", "carry_over"),
        at("goals"),
        at("goals", GOALS[1], "title"),
        at("indicators", ROWS[0], "target"),
        at("indicators", ROWS[0], "actual"),
        at("indicators", ROWS[3], "level1"),
        at("statement", "statement", "problems"),
        at("statement", "statement", "filing_date"),
        at("budget", level="warning"),
        at("indicators", ROWS[0], "name", "warning", code="a"),
        at("indicators", ROWS[0], "name", "warning", code="b"),
        at("budget", level="info"),
    )
    assert in_order(reversed(wanted), make_facts()) == wanted


def test_the_same_finding_is_told_once():
    assert in_order([FOUND, FOUND], make_facts()) == (FOUND,)


def test_a_row_is_called_by_its_name_or_by_its_number():
    facts = with_row(with_row(make_facts(), 0, name=" 养护公园数量 "), 4, name=" ")
    assert [name for _, name in called(facts)] == [
        "“养护公园数量”",
        "“补种行道树”",
        "“养护任务完成时间”",
        "“改善居民游园环境（是否）”",
        "年度目标2第2项指标",
    ]
