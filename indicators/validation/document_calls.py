"""By which names a text may call a row of the table without anybody asking which one it means."""

import re
from collections.abc import Iterable

from indicators.facts import Row
from indicators.validation.meeting import read, same_words
from indicators.values import without_question
from indicators.values.plain import plain, words_of

# Fewer signs are the end of too many names.
_SHORTEST = 4
# What is counted by the figure that stands behind it anyway.
_COUNTED = re.compile("(?:数量|人数|人次数?|次数|个数|户数|面积|长度|里程|总量|数|量)$")
_FILLING = re.compile("得到|有所|进一步|有效|明显|不断|持续")
_NONE_OF = re.compile("^(?:未发生|未出现|没有发生|没有|无)")


def bare_name(name: str) -> str:
    return words_of(plain(without_question(name))).removesuffix("指标")


def is_called(name: str, row: Row, rows: Iterable[Row]) -> bool:
    """Its own words, the last ones first too; less the place that it is of, where no other row ends so; less what it counts."""
    told, own = bare_name(name), bare_name(row.name)
    if same_words(told, own) or _is_turned(_FILLING.sub("", told), _FILLING.sub("", own)):
        return True
    if _NONE_OF.sub("", told) == own:
        return read(row.actual, name=row.name).number == 0
    if told in {own, _COUNTED.sub("", own)}:
        return True
    if _is_end(told, own):
        return not any(_is_end(told, bare_name(other.name)) for other in rows if other.key != row.key)
    actual = words_of(plain(row.actual))
    return len(actual) > 1 and actual in told and _is_within(told.replace(actual, "", 1), own)


def _is_turned(told: str, own: str) -> bool:
    """危桥改造 for 改造危桥; 关爱留守儿童服务 is another than 关爱服务留守儿童."""
    return len(told) == len(own) and told in own + own


def _is_end(told: str, own: str) -> bool:
    return len(told) >= _SHORTEST and (own.endswith(told) or _COUNTED.sub("", own).endswith(told))


def _is_within(told: str, own: str) -> bool:
    """Sign by sign in this order."""
    signs = iter(own)
    return len(told) >= _SHORTEST and all(sign in signs for sign in told)
