"""One pair of cells with what is known of its row, and what a rule finds of it."""

from dataclasses import dataclass
from decimal import Decimal

from .reading import Value


@dataclass(frozen=True)
class Row:
    """What is known of the indicator beside the two cells. direction: set by a person, or ""."""

    name: str = ""
    unit: str = ""
    direction: str = ""
    level2: str = ""


@dataclass(frozen=True)
class Verdict:
    """outcome "" : cannot tell; why and asks say what is missing."""

    outcome: str
    direction: str = "unknown"
    ratio: Decimal | None = None
    why: str = ""
    asks: str = ""


@dataclass(frozen=True)
class Case:
    target: Value
    actual: Value
    row: Row
