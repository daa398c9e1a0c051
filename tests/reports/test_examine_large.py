"""Documents of more indicators than a department has, and of lines that nobody writes: examined while one waits, or

refused at once with a sentence.
"""

import time

import pytest

from reports.importers.source import Unreadable
from tests.reports.planted import PARKS, changed, examined

# Minutes where each sign is looked at once from each other.
_FEW_SECONDS = 10


def _with_rows(count):
    rows = "".join(f"\t\t\t养护第{number}号绿地面积\t≥{number}亩\t{number}亩\n" for number in range(count))
    return PARKS.replace("\t\t\t修缮步道", f"{rows}\t\t\t修缮步道")


def test_more_indicators_than_anybody_has_are_refused_at_once():
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        examined(_with_rows(5_000))
    assert str(refused.value) == ("这个文件里有5,008项指标，超过2,000项，不像一个单位一年的自评报告。请一次只上传一份")
    assert time.monotonic() - begun < 10


def test_more_indicators_told_in_the_text_alone_are_refused_too():
    start, end = PARKS.index("年度目标1：建好公园绿地\n年度绩效"), PARKS.index("偏差大或目标")
    told = "".join(
        f"①养护第{number}号绿地\n此指标目标值为≥{number}亩，2023年养护{number}亩，完成目标值。\n"
        for number in range(1, 2_500)
    )
    text = changed(PARKS[:start] + PARKS[end:], ("①新建口袋公园\n", f"{told}①新建口袋公园\n"))
    with pytest.raises(Unreadable):
        examined(text)


def test_a_thousand_indicators_are_examined_while_one_waits():
    begun = time.monotonic()
    found = examined(_with_rows(1_000))
    assert len([one for one in found if one.finding.code == "blank-analysis"]) == 1_000
    assert time.monotonic() - begun < 20


TOLD = "（一）执行率情况\n"
LONG = {
    "a rate 1,600 times": lambda: changed(PARKS, ("（二）完成的", f"{'执行率1%，' * 1_600}\n（二）完成的")),
    "quotations that do not end": lambda: changed(
        PARKS, (TOLD, f"{TOLD}{('2022年支出1.00万元' + '《' * 9_900 + chr(10)) * 40}")
    ),
    "quotations in an analysis": lambda: changed(
        PARKS, ("2023年利用", f"2022年{'（' * 9_900}\n{('2022年' + '“' * 9_900 + chr(10)) * 40}2023年利用")
    ),
    "names that begin alike": lambda: changed(
        _with_rows(1_500).replace("养护第", "完成完成第"), (TOLD, f"{TOLD}{('2022年' + '完成' * 4_990 + chr(10)) * 16}")
    ),
    "totals and budgets": lambda: changed(
        PARKS,
        (TOTAL, TOTAL * 2_000),
        (TOLD, f"{TOLD}{''.join(f'年初预算数{number}.00元。{chr(10)}' for number in range(2_000))}"),
    ),
    "each indicator in each line": lambda: changed(
        _with_rows(1_500), ("（三）未完成的绩效目标\n", f"（三）未完成的绩效目标\n{(NAMES[:9_900] + chr(10)) * 64}")
    ),
}
TOTAL = "总计\t1,860.00\t1,934.40\t1,934.40\n"
NAMES = "".join(f"养护第{number}号绿地面积{number}亩；" for number in range(1_500))


@pytest.mark.parametrize("name", LONG)
def test_what_nobody_writes_is_examined_in_a_few_seconds(name):
    text = LONG[name]()
    begun = time.process_time()
    examined(text)
    assert time.process_time() - begun < _FEW_SECONDS
