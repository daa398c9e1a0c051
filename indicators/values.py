"""Reads targets and actuals as people write them. May answer that it cannot tell; never raises, never guesses."""

import re

from budgets.text import narrow

_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?<!\d)\d{1,2}月(?:\d{1,2}日|底|初|末|前|中旬|上旬|下旬|份)?")
_NUMBER = re.compile(r"\d")
_NOT_STATED = {"", "无", "/", "-", "--", "—", "——"}
_YES_NO = {"是", "否"}
_ENDS_IN_FIGURE = re.compile(r"[0-9０-９]$")


def nature_of(target: str, actual: str, name: str) -> str:
    """ "number", "yes_no", "deadline", "qualitative", or "" where one cannot tell, from what was typed."""
    text = re.sub(r"\s", "", narrow(target))
    answer = re.sub(r"\s", "", narrow(actual))
    if text in _NOT_STATED:
        # Without a target only the question itself tells what is asked.
        return "yes_no" if asks_yes_or_no(name) and answer in _YES_NO | {""} else ""
    if text in _YES_NO:
        return "yes_no"
    if _DATE.search(text):
        # "11月底完成100%" holds a date and a rate: which of the two counts is for a person to say.
        return "" if _NUMBER.search(_DATE.sub("", text)) else "deadline"
    return "number" if _NUMBER.search(text) else "qualitative"


def asks_yes_or_no(name: str) -> bool:
    return "(是否)" in re.sub(r"\s", "", narrow(name))


def without_question(name: str) -> str:
    """The name of a 是否 row as a plain statement: 确保困难群众生活（是否） → 确保困难群众生活."""
    return re.sub(r"\s*[（(]\s*是\s*否\s*[）)]\s*", "", name)


def with_unit(text: str, unit: str) -> str:
    """As printed: a value that ends in a figure gets the row's 计量单位; a value with a unit, and words, stay as typed."""
    unit = unit.strip()
    return text + unit if unit not in _NOT_STATED and _ENDS_IN_FIGURE.search(text) else text
