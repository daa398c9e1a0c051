"""The worked examples of docs/计分规则.md, so that the document and the tests hold the same literals."""

import re
from decimal import Decimal
from pathlib import Path

_TEXT = (Path(__file__).parents[2] / "docs" / "计分规则.md").read_text(encoding="utf-8")
_TARGET = re.compile(r"(≥|>|≤|<|=)? ?(-?[\d.]+)(?: – (-?[\d.]+))?")


def table(name: str, of: int = 0) -> list[dict[str, str]]:
    """The rows of the table number `of` in the section whose heading holds `name`, by the labels of its columns."""
    section = next(part for part in re.split(r"^## ", _TEXT, flags=re.MULTILINE) if name in part.splitlines()[0])
    found = re.findall(r"(?:^\|.*\n)+", section, flags=re.MULTILINE)[of]
    labels, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in found.splitlines()]
    return [dict(zip(labels, row, strict=True)) for row in rows]


def target_of(text: str) -> tuple[tuple[Decimal, ...], str]:
    """ "10 – 20" or "≥ 100": the numbers and the operator."""
    match = _TARGET.fullmatch(text)
    numbers = (match[2], match[3]) if match[3] else (match[2],)
    return tuple(Decimal(number) for number in numbers), match[1] or ""


def number_of(text: str) -> Decimal | None:
    return None if text in {"", "–"} else Decimal(text)
