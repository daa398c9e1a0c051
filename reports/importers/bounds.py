"""How much a document may say in one place, and altogether.

What figures and names are looked for with is quick on what people write, and takes hours for a line of a million digits.
"""

import re
from collections.abc import Iterable, Sized
from dataclasses import replace
from typing import TypeVar

from reports.importers.source import Grid, Line, Source, Square, Unreadable

MOST_SIGNS = 1_500_000
LONGEST = 10_000
# Whole departments have a hundred or two. These take ten seconds to be read and compared.
MOST_INDICATORS = 2_000
_LONGEST_FIGURE = 100
# People line words up with blanks; more of them say nothing more.
_MOST_BLANKS = 40
_FIGURE = re.compile(rf"[\d,，]{{{_LONGEST_FIGURE + 1}}}")
_BLANKS = re.compile(rf"(\s{{{_MOST_BLANKS}}})\s+")
_Text = TypeVar("_Text", Line, Square)
_ONLY_THE_REPORT = "请只上传自评报告本身"


def bounded(source: Source) -> Source:
    """With long runs of blanks cut. Raises Unreadable."""
    blocks = tuple(map(_bounded, source.blocks))
    if sum(len(one.text) for one in _texts(blocks)) > MOST_SIGNS:
        raise Unreadable(f"这个文件超过{MOST_SIGNS // 10_000}万字，不像一份自评报告。{_ONLY_THE_REPORT}")
    return replace(source, blocks=blocks)


def few_enough(indicators: Sized) -> None:
    """Raises Unreadable."""
    if len(indicators) > MOST_INDICATORS:
        raise Unreadable(
            f"这个文件里有{len(indicators):,}项指标，超过{MOST_INDICATORS:,}项，不像一个单位一年的自评报告。请一次只上传一份"
        )


def _texts(blocks: Iterable[Line | Grid]) -> Iterable[Line | Square]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (square for row in block.rows for square in row if square)


def _bounded(block: Line | Grid) -> Line | Grid:
    if isinstance(block, Line):
        return _cut(block)
    return replace(block, rows=tuple(tuple(square and _cut(square) for square in row) for row in block.rows))


def _cut(one: _Text) -> _Text:
    if len(one.text) <= _MOST_BLANKS:
        return one
    text = _BLANKS.sub(r"\1", one.text)
    if len(text) > LONGEST:
        raise Unreadable(f"{one.at}超过{LONGEST}字，不像自评报告里的一段话。{_ONLY_THE_REPORT}")
    if _FIGURE.search(text):
        raise Unreadable(f"{one.at}里连着有{_LONGEST_FIGURE}多个数字，读不了。请改正后再上传")
    return one if text == one.text else replace(one, text=text)
