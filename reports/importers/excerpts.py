"""What of a document is quoted beside a claim."""

from indicators.claims import Excerpt
from reports.importers.outline import Passage

# Longer than this an excerpt hides what it is quoted for.
LONGEST = 120


def clipped(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def excerpt_of(passage: Passage, text: str) -> Excerpt:
    return Excerpt(clipped(text), passage.at, passage.section)
