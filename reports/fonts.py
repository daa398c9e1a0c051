"""Which characters no face of var/fonts can draw: on paper they would be empty boxes, and no error would say so."""

import json
import os
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from indicators.facts import Place
from indicators.findings import Finding
from reports.document import Document, Heading, Paragraph, placed

# Spaces, and what only steers the characters beside it.
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def uncovered(text: str) -> str:
    """The characters that cannot be drawn, each once, in the text's order; none where the fonts are not built."""
    file = Path(os.environ.get("FONTCONFIG_FILE", "")).parent / "coverage.json"
    ranges = _ranges(file) if file.exists() else [[0, 0x10FFFF]]
    return "".join(sign for sign in dict.fromkeys(text) if not _is_drawn(sign, ranges))


@cache
def _ranges(file: Path) -> list[list[int]]:
    """First and last code of each range, in order; written by scripts/build_fonts.py."""
    return json.loads(file.read_text())


def _is_drawn(sign: str, ranges: list[list[int]]) -> bool:
    code = ord(sign)
    if unicodedata.category(sign) in _INVISIBLE or any(code in some for some in _VARIATIONS):
        return True
    before = bisect_right(ranges, code, key=lambda one: one[0])
    return before > 0 and code <= ranges[before - 1][1]


def refusal(missing: str) -> str:
    """The sentence on characters that `uncovered` gave."""
    return f"“{missing}”字没有可用的字体，请改用其他写法。"


def findings(document: Document) -> Iterator[Finding]:
    """An error for each place whose text cannot be printed."""
    said = set()
    for text, where in _texts(document):
        missing = uncovered(text)
        if missing and where and (missing, where) not in said:
            said.add((missing, where))
            yield Finding("character-without-glyph", "error", refusal(missing), where, (missing,))


def _texts(document: Document) -> Iterator[tuple[str, Place | None]]:
    for part in document.printed():
        for block in part.blocks:
            if isinstance(block, Heading):
                yield block.text, block.where
            elif isinstance(block, Paragraph):
                yield from ((run.text, run.where) for run in block.runs)
            else:
                yield from ((cell.text, cell.where) for _, _, cell in placed(block))


def all_text(document: Document) -> str:
    """Everything that goes on paper, names and notes too."""
    printed = replace(document, parts=document.printed())
    tables = "".join(table.title + table.left_note + table.right_note for table in printed.tables())
    return document.title + document.department + tables + "".join(text for text, _ in _texts(document))
