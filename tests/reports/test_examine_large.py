"""Documents of more indicators than a department has: examined while one waits, or refused at once with a sentence."""

import time

import pytest

from reports.importers.bounds import MOST_INDICATORS
from reports.importers.source import Unreadable
from tests.reports.planted import PARKS, examined


def _with_rows(count):
    rows = "".join(f"\t\t\t养护第{number}号绿地面积\t≥{number}亩\t{number}亩\n" for number in range(count))
    return PARKS.replace("\t\t\t修缮步道", f"{rows}\t\t\t修缮步道")


def test_more_indicators_than_anybody_has_are_refused_at_once():
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        examined(_with_rows(5_000))
    assert str(refused.value) == ("这个文件里有5,008项指标，超过2,000项，不像一个单位一年的自评报告。请一次只上传一份")
    assert time.monotonic() - begun < 10


def test_a_thousand_indicators_are_examined_while_one_waits():
    begun = time.monotonic()
    found = examined(_with_rows(1_000))
    assert len([one for one in found if one.finding.code == "blank-analysis"]) == 1_000
    assert time.monotonic() - begun < 20
    assert MOST_INDICATORS > 1_000
