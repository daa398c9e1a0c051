"""Facts, rules and a layout become a document: narrative, form and plain rows, all from the same rows of the facts."""

from budgets.rulesets import RuleSet
from indicators.facts import Facts
from indicators.scoring import score
from reports.compose.form import form
from reports.compose.narrative import narrative
from reports.compose.rows import rows
from reports.document import VERSION, Document, Footer
from reports.layouts import FormLayout


def compose(
    facts: Facts, rules: RuleSet, layout: FormLayout, *, mark: str = "", footer: Footer | None = None
) -> Document:
    """`mark` as in `Document`. What the facts lack is a marked gap in the text and an empty cell in a table."""
    first, scores = narrative(facts, rules, layout), score(facts, rules)
    return Document(
        version=VERSION,
        title=first.title,
        department=facts.department.full_name,
        fiscal_year=facts.fiscal_year,
        parts=(first, form(facts, layout, scores, awaits_signature=mark == "review"), rows(facts, scores)),
        mark=mark,
        footer=footer,
    )
