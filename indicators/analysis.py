"""An analysis as it is typed holds three things: what the target was, what was done, and whether that met it.

The first and the last are known from the indicator itself; a report writes them anew around the middle.
"""

import re
from dataclasses import dataclass

# Up to the first comma that does not group digits: 此指标目标值为1,000人，
_VALUE = r"(?:[^，。；;,\n]|,(?=\d))*"
_OPENING = re.compile(r"此(?:项)?指标(?:的)?(?:年初|年度|全年)?目标值(?:为|是|：|:|(?=[\d≥≤<>=＞＜＝±]))")
_LEAD = re.compile(rf"(?P<value>{_VALUE})(?:[，,]调整后(?:的)?目标值(?:为|是){_VALUE})?(?:[，,。；;]\s*|$)")
_STOP = re.compile(r"(?:[，,。；;]\s*|$)")
# 完场 is how hurried people type 完成. Other words before it (已, 因此 …) belong to the sentence and stay.
_CLOSING = re.compile(r"(?:基本|部分|超额|没有|未)?完[成场](?:了)?(?:年初|年度|调整后)?(?:的)?目标值\s*[。.！!]?\s*$")


@dataclass(frozen=True)
class Parts:
    """lead + body + closing is the text as typed; any of the three may be empty."""

    lead: str
    body: str
    closing: str


def split(analysis: str, *targets: str) -> Parts:
    """`targets`: the row's own, so that 此指标目标值为提升， is known from 此指标目标值为历年最高，, which says something."""
    lead = _lead(analysis, tuple(target for target in targets if target))
    rest = analysis[len(lead) :]
    closing = match.group() if (match := _CLOSING.search(rest)) else ""
    return Parts(lead, rest[: len(rest) - len(closing)], closing)


def _lead(analysis: str, targets: tuple[str, ...]) -> str:
    opening = _OPENING.match(analysis)
    if not opening:
        return ""
    for target in targets:
        # A target with commas of its own is known by its words.
        stop = _STOP.match(analysis, opening.end() + len(target))
        if analysis.startswith(target, opening.end()) and stop:
            return analysis[: stop.end()]
    lead = _LEAD.match(analysis, opening.end())
    # 目标值为是99人 and 目标值为20家 differ from the row's target, but only figures and answers are values for certain.
    if lead and (re.search(r"\d", lead["value"]) or lead["value"].strip() in {"是", "否", *targets}):
        return analysis[: lead.end()]
    return ""
