"""What was understood of a document: facts once, claims wherever it repeats them, and what was not understood."""

from dataclasses import dataclass

from indicators.claims import Claim
from indicators.facts import Facts


@dataclass(frozen=True)
class Unread:
    """Words that were not understood, where they stand, and why: a sentence for people."""

    text: str
    at: str
    why: str


@dataclass(frozen=True)
class Reading:
    facts: Facts
    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()
