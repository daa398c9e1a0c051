"""Everything that a document says a second time, or of itself, in the order in which it says it."""

from indicators.claims import Claim
from indicators.facts import Facts
from reports.importers.claimed_counts import claims_of_counts
from reports.importers.claimed_freely import claims_of_free_text
from reports.importers.claimed_money import claims_of_money, made_up
from reports.importers.claimed_order import claims_of_order
from reports.importers.claimed_rows import claims_of_rows, goal_titles
from reports.importers.claimed_tables import claims_of_tables
from reports.importers.claimed_words import claims_of_words
from reports.importers.claimed_years import years_of_amounts, years_of_figures
from reports.importers.outline import Outline


def claims_of(outline: Outline, facts: Facts) -> tuple[Claim, ...]:
    """facts: as read from the same outline; a claim's place leads to what it speaks of there. Each claim once."""
    found = [
        *claims_of_words(outline, facts),
        *claims_of_money(outline, facts),
        *made_up(outline),
        *goal_titles(outline, facts),
        *claims_of_rows(outline, facts),
        *claims_of_tables(outline, facts),
        *claims_of_free_text(outline, facts),
        *claims_of_order(outline, facts),
        *claims_of_counts(outline, facts),
        *years_of_amounts(outline, facts),
        *years_of_figures(outline, facts),
    ]
    return tuple(dict.fromkeys(found))
