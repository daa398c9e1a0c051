"""Classes of water: Ⅲ类, 优于Ⅲ类, 劣Ⅴ类. The lower the class, the cleaner the water. 3类 may be a count and is none."""

import re

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_CLASS = re.compile(
    "(?P<before>≥|不低于|达到或优于|达到或好于|优于|好于|达到|达|保持在?|稳定在|稳定达到)?(?:国家)?(?:地表水|地下水|水质)?(?:环境质量)?(?:标准)?"
    "(?P<bad>劣)?(?P<class>[ivIV]{1,3})类(?:水质|水体|水)?(?:标准|及以上标准)?(?P<after>及?以上|及其以上|或优于)?(?:标准|水质)?"
)
_WATER = re.compile("水|断面|河|湖|流域|海域")


def compared(target: str, actual: str, name: str) -> str:
    """ "met", "exceeded", "not_met", or "" where the two plain texts are not both a class of water, or a person must say."""
    wanted, given = _rank(target), _rank(actual)
    if wanted is None or given is None or not _WATER.search(f"{target}{actual}{name}"):
        return ""
    if given > wanted:
        return "not_met"
    if _is_better_than(target):
        # Ⅲ类 under 优于Ⅲ类: who wrote it may have meant 达到或优于.
        return "met" if given < wanted or _is_better_than(actual) else ""
    return "exceeded" if given < wanted else "met"


def _is_better_than(text: str) -> bool:
    return text.startswith(("优于", "好于"))


def _rank(text: str) -> int | None:
    match = _CLASS.fullmatch(text) if len(text) <= 30 else None
    if not match:
        return None
    rank = _ROMAN.get(match["class"].lower())
    return None if rank is None else rank + bool(match["bad"])
