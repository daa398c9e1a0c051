"""Facts, rules and a layout become a document: the narrative and the form, both from the same rows."""

from budgets.rulesets import RuleSet
from indicators.facts import Facts
from indicators.scoring import score
from reports.compose.form import form
from reports.compose.narrative import narrative
from reports.document import VERSION, Document, Footer
from reports.layouts import FormLayout


def compose(
    facts: Facts, rules: RuleSet, layout: FormLayout, *, mark: str = "", footer: Footer | None = None
) -> Document:
    """`mark` as in `Document`. What the facts lack is a marked gap in the text and an empty cell in a table."""
    first = narrative(facts, rules, layout)
    return Document(
        version=VERSION,
        title=first.title,
        department=facts.department.full_name,
        fiscal_year=facts.fiscal_year,
        parts=(first, form(facts, layout, score(facts, rules), awaits_signature=mark == "review")),
        mark=mark,
        footer=footer,
    )
