"""Paragraphs of 二（二） that tell of several indicators one after another, parted at the names that the table gives them.

A heading and its text come of every piece, so that what follows need not know how the paragraph was written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.values import without_question
from reports.importers.nearest import end_of_words
from reports.importers.outline import Outline, Passage, Placed
from reports.importers.words import folded, lead_of

_SENTENCE = re.compile(r"[^。；\n]+[。；\n]*")
_ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[，、]|首先[，、]?|其次[，、]?)\s*"
)
# What may stand behind a name that is told of; any other word may make another name of it.
_BEHIND = re.compile(
    r"\s*(?:$|[，,：:。；（(\d≥≤<>=＞＜]|(?:的)?(?:年初|年度|全年)?(?:的)?目标|年初|年度|实际|完成|达|为|是|全年|已|共)"
)
_SHORTEST, _FIRST_SIGNS = 3, 2
# Parts that analyse without a heading of their own for the indicators.
_WHOLE_PART = {"2"}


def parted(outline: Outline, names: Sequence[str], titles: dict[str, int]) -> Outline:
    """names: of the rows of the table. titles: of its goals, as folded words, with their numbers.

    Linear in the text, as names are looked up by their first signs.
    """
    known = _Known(names)
    sections = {passage.section for passage in outline.passages}
    free = {"2.2"} if "2.2" in sections else {"2.2", *_WHOLE_PART}
    parts: list[Passage | Placed] = []
    goal = 0
    for part in outline.parts:
        if isinstance(part, Placed) or part.section not in free or part.role in {"section", "goal"}:
            goal = 0
            parts.append(part)
        elif not (part.goal and not goal) and (number := titles.get(folded(lead_of(part.text).rest), 0)):
            goal = number
            parts.append(Passage(part.text, part.at, "goal", "2.2", part.topic, goal))
        else:
            placed = replace(part, goal=goal) if goal and not part.goal else part
            # What stands below an indicator's own heading is all of that indicator.
            below = placed.role != "text" or (placed.indicator and known.has(placed.indicator))
            parts += [placed] if below else known.pieces(placed)
    return Outline(tuple(parts))


class _Known:
    def __init__(self, names: Sequence[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for name in names:
            words = folded(without_question(name))
            if len(words) >= _SHORTEST:
                self._by_start.setdefault(words[:_FIRST_SIGNS], []).append(words)

    def has(self, name: str) -> bool:
        words = folded(without_question(name))
        return words in self._by_start.get(words[:_FIRST_SIGNS], [])

    def pieces(self, passage: Passage) -> Iterator[Passage]:
        """The passage itself, where it does not begin with a name."""
        starts: list[tuple[int, int, int]] = []
        for match in _SENTENCE.finditer(passage.text):
            begin = match.start()
            named = self._named(passage.text[begin : match.end()])
            if not named and not starts:
                break
            # 秸秆综合利用率。秸秆综合利用率90.4%: the name once more is no other.
            if named and not (starts and self._is_last(passage.text, starts[-1], begin, named)):
                starts.append((begin, begin + named[0], begin + named[1]))
        if not starts:
            yield passage
            return
        ends = [*(start for start, _, _ in starts[1:]), len(passage.text)]
        for (start, first, last), end in zip(starts, ends, strict=True):
            name, rest = passage.text[first:last], passage.text[last:end].strip(" ：:，,。；\n　")
            stop = passage.text[last:end].rstrip()[-1:]
            head = replace(passage, section="2.2", role="indicator", indicator=name, text=passage.text[start:last])
            yield head
            if rest:
                yield replace(head, role="text", text=rest + (stop if stop in "。；" else ""))

    @staticmethod
    def _is_last(text: str, last: tuple[int, int, int], begin: int, named: tuple[int, int]) -> bool:
        return folded(text[last[1] : last[2]]) == folded(text[begin + named[0] : begin + named[1]])

    def _named(self, sentence: str) -> tuple[int, int] | None:
        """Where the name begins and ends, of the longest name that the sentence begins with."""
        ordinal = _ORDINAL.match(sentence)
        body = sentence[ordinal.end() :] if ordinal else lead_of(sentence).rest
        start = sentence.find(body)
        words = folded(body[:120])
        found = [name for name in self._by_start.get(words[:_FIRST_SIGNS], []) if words.startswith(name)]
        if not found:
            return None
        end = end_of_words(body, max(found, key=len))
        # The question that a table adds, and that the text may keep.
        if question := re.match(r"\s*[（(]是否[)）]", body[end:]):
            end += question.end()
        return (start, start + end) if _BEHIND.match(body, end) else None
