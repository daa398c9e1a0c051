"""What a row's actual is worth against its target: the one place that hands a row to the judge."""

from functools import lru_cache

from indicators.facts import Row
from indicators.values import Judgement, judge


def judgement_of(row: Row) -> Judgement:
    return _judged(row.judged_target, row.actual, row.name, row.unit, row.direction, row.level2)


# Every check, the score and the page ask about the same rows one after the other: all rows of the largest evaluation.
@lru_cache(maxsize=16_384)
def _judged(target: str, actual: str, name: str, unit: str, direction: str, level2: str) -> Judgement:
    return judge(target, actual, name=name, unit=unit, direction=direction or None, level2=level2)


def forget() -> None:
    """For measuring: the next question is answered anew."""
    _judged.cache_clear()
