"""Reads targets and actuals as people write them, and judges the one by the other.

May answer that it cannot tell; never raises, never guesses in silence.
"""

from .judging import Judgement, judge
from .names import asks_yes_or_no, without_question
from .printed import with_unit
from .reading import Value, read

__all__ = ["Judgement", "Value", "asks_yes_or_no", "judge", "nature_of", "read", "with_unit", "without_question"]

_NATURES = {
    "number": "number",
    "range": "number",
    "date": "deadline",
    "period": "deadline",
    "yes_no": "yes_no",
    "qualitative": "qualitative",
    "tier": "qualitative",
}


def nature_of(target: str, actual: str, name: str) -> str:
    """ "number", "yes_no", "deadline", "qualitative", or "" where one cannot tell, from what was typed."""
    wanted = read(target, name=name)
    if not wanted.is_stated:
        # Without a target only the question itself tells what is asked.
        answered = read(actual, name=name).kind in {"yes_no", "blank"}
        return "yes_no" if asks_yes_or_no(name) and answered else ""
    if wanted.parts:
        # "11月底完成100%" holds a date and a rate: which of the two counts is for a person to say.
        return "number" if all(part.number is not None for part in wanted.parts) else ""
    return _NATURES.get(wanted.kind, "")
