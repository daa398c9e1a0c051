"""How a value stands on paper beside its 计量单位."""

import re

_NO_UNIT = {"", "无", "/", "-", "--", "—", "——"}
_ENDS_IN_FIGURE = re.compile(r"[0-9０-９]$")


def has_unit(unit: str) -> bool:
    """Whether the column 计量单位 names one: 无 and / do not."""
    return unit.strip() not in _NO_UNIT


def with_unit(text: str, unit: str) -> str:
    """As printed: a value that ends in a figure gets the row's 计量单位; a value with a unit, and words, stay as typed."""
    return text + unit.strip() if has_unit(unit) and _ENDS_IN_FIGURE.search(text) else text
