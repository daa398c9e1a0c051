"""How a value stands on paper beside its 计量单位."""

import re

_NO_UNIT = {"", "无", "/", "-", "--", "—", "——"}
_ENDS_IN_FIGURE = re.compile(r"[0-9０-９]$")


def with_unit(text: str, unit: str) -> str:
    """As printed: a value that ends in a figure gets the row's 计量单位; a value with a unit, and words, stay as typed."""
    unit = unit.strip()
    return text + unit if unit not in _NO_UNIT and _ENDS_IN_FIGURE.search(text) else text
