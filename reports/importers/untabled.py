"""A document without any table of indicators: 此指标目标值为… in 二（二） names some all the same."""

import re

from indicators.facts import GoalFacts, Row
from reports.importers.analyses import Told
from reports.importers.goals import Goals, goal_titles
from reports.importers.keys import key_at
from reports.importers.outline import Outline
from reports.importers.reading import Unread

_TARGET = re.compile(
    r"(?:此|该|本)(?:项)?指标(?:的)?(?:年初|年度|全年)?目标值(?:为|是|：|:)?\s*(?P<value>(?:[^，。；;,\n]|,(?=\d))+)"
)


def rows_from_text(outline: Outline, told: list[Told]) -> Goals:
    """Rows with their targets as the text states them; what was reached is never guessed from a sentence."""
    made = Goals()
    stated = [(one, match) for one in told if (match := _TARGET.match(one.text))]
    titles = goal_titles(outline)
    made.numbers = list(titles) or ([0] if stated else [])
    if any(one.goal not in titles for one, _ in stated) and 0 not in made.numbers:
        made.numbers.append(0)
    for place, number in enumerate(made.numbers):
        mine = [(one, match) for one, match in stated if (one.goal if one.goal in titles else 0) == number]
        rows = tuple(
            Row(key_at("row", place, index), one.level1, one.level2, one.name, match["value"].strip())
            for index, (one, match) in enumerate(mine)
        )
        made.goals.append(GoalFacts(key_at("goal", place), titles.get(number, ""), rows=rows))
    if stated:
        made.unread.append(Unread("自评表", "", "文件里没有指标表，指标和目标值取自第二部分的分析，实际完成值请补填"))
    return made
