"""A document without any table of indicators: 此指标目标值为… in 二（二） names some all the same, and so does

甲：年初目标值1个，实际完成值2个 anywhere else.
"""

import re

from indicators.facts import GoalFacts, Row
from reports.importers.analyses import Told
from reports.importers.goals import Goals, goal_titles
from reports.importers.keys import key_at
from reports.importers.outline import Outline, Passage
from reports.importers.reading import Unread
from reports.importers.words import lead_of

_TARGET = re.compile(
    r"(?:此|该|本)(?:项)?指标(?:的)?(?:年初|年度|全年)?目标值(?:为|是|：|:)?\s*(?P<value>(?:[^，。；;,\n]|,(?=\d))+)"
)

_VALUE = r"(?:[^，。；;,\n]|,(?=\d))+?"
_LINE = re.compile(
    r"(?P<name>[^：:，。；]{2,80})\s*[：:，]\s*(?:年初|年度|全年|预期|计划)?(?:绩效)?(?:目标|指标)值(?:为|是|[：:])?\s*"
    rf"(?P<target>{_VALUE})\s*[，,；;]\s*(?:年度|全年|年末)?(?:实际)?(?:完成|实现)值(?:为|是|[：:])?\s*(?P<actual>{_VALUE})\s*"
    r"(?:[，,；;。](?P<rest>.*))?",
    re.DOTALL,
)
_REASON = re.compile(
    r"(?:未完成|偏差|未达标)(?:的)?原因\s*(?:为|是|[：:])\s*(?P<reason>.+?)(?=(?:下一步)?(?:改进|整改)措施\s*[：:]|$)",
    re.DOTALL,
)
_IMPROVEMENT = re.compile(r"(?:改进|整改)措施\s*[：:]\s*(?P<improvement>.+)", re.DOTALL)
_ELSEWHERE = {"", "1", "1.2", "2"}


def rows_from_text(outline: Outline, told: list[Told]) -> Goals:
    """Rows with their targets as the text states them; what was reached is never guessed from a sentence."""
    made = Goals()
    stated = [(one, match) for one in told if (match := _TARGET.match(one.text))]
    if not stated:
        return _rows_from_lines(outline)
    titles = goal_titles(outline)
    made.numbers = list(titles) or [0]
    if any(one.goal not in titles for one, _ in stated) and 0 not in made.numbers:
        made.numbers.append(0)
    for place, number in enumerate(made.numbers):
        mine = [(one, match) for one, match in stated if (one.goal if one.goal in titles else 0) == number]
        rows = tuple(
            Row(key_at("row", place, index), one.level1, one.level2, one.name, match["value"].strip())
            for index, (one, match) in enumerate(mine)
        )
        made.goals.append(GoalFacts(key_at("goal", place), titles.get(number, ""), rows=rows))
    made.unread.append(Unread("自评表", "", "文件里没有指标表，指标和目标值取自第二部分的分析，实际完成值请补填"))
    return made


def _rows_from_lines(outline: Outline) -> Goals:
    """Lines that state name, target and actual, each under its label."""
    made, titles = Goals(), goal_titles(outline)
    stated = [
        (passage, match)
        for passage in outline.passages
        if passage.section in _ELSEWHERE
        and passage.role in {"text", "level2"}
        and (match := _LINE.fullmatch(lead_of(passage.text).rest))
    ]
    numbers = [passage.goal if passage.goal in titles else 0 for passage, _ in stated]
    made.numbers = [*titles, *([0] if 0 in numbers else [])]
    for place, number in enumerate(made.numbers):
        mine = [one for one, of in zip(stated, numbers, strict=True) if of == number]
        rows = tuple(_row(key_at("row", place, index), *one) for index, one in enumerate(mine))
        made.goals.append(GoalFacts(key_at("goal", place), titles.get(number, ""), rows=rows))
    if stated:
        made.unread.append(Unread("自评表", "", "文件里没有指标表，指标取自报告的文字，请核对"))
    return made


def _row(key: str, passage: Passage, match: re.Match[str]) -> Row:
    rest = match["rest"] or ""
    reason, improvement = _REASON.search(rest), _IMPROVEMENT.search(rest)
    return Row(
        key,
        passage.level1,
        passage.level2,
        match["name"].strip(),
        match["target"].strip(),
        actual=match["actual"].strip(),
        deviation_reason=reason["reason"].strip() if reason else "",
        improvement=improvement["improvement"].strip() if improvement else "",
    )
