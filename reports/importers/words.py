"""How lines of a report begin and what they are compared by: numbers before headings, folded words, names of levels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from budgets.text import narrow

_HANZI = "一二三四五六七八九十"
_LEAD = re.compile(
    rf"\s*(?:(?P<part>第[{_HANZI}\d]{{1,3}}(?:部分|章|节))\s*[、：:.．]?"
    rf"|(?P<hanzi>[{_HANZI}]{{1,3}})\s*[、.．]"
    rf"|[（(]\s*(?P<bracketed>[{_HANZI}]{{1,3}})\s*[)）]\s*[、.．]?"
    r"|(?P<dotted>\d{1,2}[.．]\d{1,2})(?![\d%.．]|\s*[万亿元个人户%])[、.．]?"
    r"|(?P<digit>\d{1,2})\s*(?:、|[.．](?!\d))"
    r"|[（(]\s*(?P<small>\d{1,2})\s*[)）]\s*[、.．]?"
    r"|(?P<letter>[A-H])\s*[、.．](?=\s*[^\x00-\x7f])"
    r"|(?P<half>\d{1,2})[)）]\s*[、.．]?"
    r"|(?P<circled>[①-⑳㉑-㉟㊱-㊿❶-❿⑴-⒇])\s*[、.．]?)\s*(?=\S)"
)
_PUNCTUATION = re.compile(r"[\s\W_]+")
# Names come again and again; whole paragraphs would only lie about.
_SHORT = 120
# Some seconds at worst. A hundred indicators against a hundred others are two million.
_MOST_COMPARED = 10_000_000

_LEVELS1 = (
    "产出",
    "效益",
    "效果",
    "满意度",
    "成本",
    "项目完成",
    "履职效能",
    "履职效果",
    "运行成本",
    "管理效率",
    "社会效应",
)
_LEVELS2 = (
    "数量", "质量", "时效", "进度", "成本", "经济成本", "社会成本", "生态环境成本", "经济效益", "社会效益", "生态效益", "环境效益",
    "可持续影响", "可持续发展", "可持续", "服务对象满意度", "社会公众满意度", "受益对象满意度", "公众满意度", "群众满意度",
)  # fmt: skip
_LEVEL = re.compile(
    rf"(?P<word>{'|'.join(sorted({*_LEVELS1, *_LEVELS2, '产出效益'}, key=len, reverse=True))})(?:类)?(?:指标|指)?"
    # 效益及满意度指标: two in one heading.
    rf"(?:[及和与、](?:{'|'.join(sorted({*_LEVELS1, *_LEVELS2}, key=len, reverse=True))})(?:类)?指标)?"
)
_CLOSING = re.compile(r"(?:的)?(?:完成|实现)?(?:情况)?(?:的)?(?:分析|说明)?")
_TOP_ONLY = {*_LEVELS1, "产出效益"} - {*_LEVELS2}


@dataclass(frozen=True)
class Lead:
    """The number before a line: kind is "part" 第一部分, "hanzi" 一、, "bracketed" （一）, "dotted" 1.1, "digit" 1.,

    "small" （1）, "half" 1）, "circled" ①, "letter" A., or "" where there is none. `rest` is the line without it.
    """

    kind: str
    number: str
    rest: str


def lead_of(text: str) -> Lead:
    match = _LEAD.match(text)
    if not match or match.lastgroup is None:
        return Lead("", "", text.strip())
    return Lead(match.lastgroup, match[match.lastgroup], text[match.end() :].strip())


def folded(text: str) -> str:
    """What is left of words when width, blanks and punctuation do not count."""
    return _folded_short(text) if len(text) <= _SHORT else _PUNCTUATION.sub("", narrow(text))


@lru_cache(maxsize=4096)
def _folded_short(text: str) -> str:
    return _PUNCTUATION.sub("", narrow(text))


def too_many(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether comparing each with each, sign by sign, would take longer than people wait."""
    return sum(map(len, names)) * sum(map(len, others)) > _MOST_COMPARED


def joined(text: str) -> str:
    """A cell's lines as one: a narrow column breaks words where no blank was."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    made = lines[0] if lines else ""
    for line in lines[1:]:
        made += (
            " " if made[-1:].isascii() and line[:1].isascii() and made[-1:].isalnum() and line[:1].isalnum() else ""
        ) + line
    return made


def level_of(text: str) -> str:
    """The level that a heading names, as printed: 数量指标 of （1）数量指标完成情况分析; "" for anything else."""
    rest = lead_of(text).rest.rstrip("：:。； ")
    match = _LEVEL.match(rest)
    if not match or not _CLOSING.fullmatch(rest, match.end()):
        return ""
    return match.group()


def depth_of(level: str) -> int:
    """1 for names that only 一级指标 have, 2 for those of 二级指标, 0 for what may be either or is none."""
    match = _LEVEL.match(level)
    if not match:
        return 0
    word = match["word"]
    if word in _TOP_ONLY:
        return 1
    return 0 if word == "成本" else 2


def is_level(text: str) -> bool:
    """Whether a cell holds the name of a level and nothing else, with or without points: 产出指标（50分）."""
    words = "".join(text.split())
    return level_of(re.sub(r"[（(]\d+(?:\.\d+)?分?[)）]$", "", words)) != ""
