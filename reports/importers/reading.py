"""What was understood of a document: facts once, claims wherever it repeats them, and what was not understood."""

import re
from dataclasses import dataclass

from indicators.claims import Claim
from indicators.facts import Facts
from reports.importers.source import Line, Source

_NOTICE = re.compile(r"关于.{4,60}的(?:通知|通报|公告|函|意见|批复)")
_FIRST_LINES = 6


@dataclass(frozen=True)
class Unread:
    """Words that were not understood, where they stand, and why: a sentence for people."""

    text: str
    at: str
    why: str


# Of a file without anything that a self-evaluation states.
NOTHING_UNDERSTOOD = "这个文件里没有读出目标、指标或金额。请确认它是一份部门整体绩效自评报告"


@dataclass(frozen=True)
class Reading:
    facts: Facts
    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()


def states_nothing(facts: Facts) -> bool:
    """Neither goals nor money: whatever it is, it is no self-evaluation."""
    lines = (*facts.revenue, facts.basic, facts.project)
    columns = ("initial", "adjusted", "final", "executed")
    return not facts.goals and all(getattr(line, column, None) is None for line in lines for column in columns)


def is_notice(source: Source) -> bool:
    """关于开展…自评工作的通知: it speaks of self-evaluations, and an empty form may be attached, but it is none."""
    lines = [block.text for block in source.blocks[:_FIRST_LINES] if isinstance(block, Line)]
    return any(_NOTICE.fullmatch(line.strip()) for line in lines)
