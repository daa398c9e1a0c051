"""三 and 四 as items, the foot of the form, and who answers for it."""

from indicators.facts import StatementFacts
from reports.importers.departments import date_in
from reports.importers.found import Tables
from reports.importers.outline import Outline, Passage
from reports.importers.reading import Unread
from reports.importers.words import lead_of


def statement_of(outline: Outline, tables: Tables) -> tuple[StatementFacts, list[Unread]]:
    filed = tables.label("filing_date")
    day = date_in(filed.text)
    unread = (
        [Unread(filed.text, filed.at, "填报日期没有读懂，请填成2023年3月15日这样")] if filed.text and not day else []
    )
    return (
        StatementFacts(
            problems=items(outline.texts("3")),
            improvements=items(outline.texts("4")),
            foot_reason=tables.label("foot_reason").text,
            foot_improvement=tables.label("foot_improvement").text,
            filing_date=day,
            conclusion=tables.label("conclusion").text,
            unit_head=tables.label("unit_head").text,
            finance_head=tables.label("finance_head").text,
            contact_name=tables.label("contact_name").text,
            contact_phone=tables.label("contact_phone").text,
        ),
        unread,
    )


def items(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    """Numbered paragraphs begin an item each, without their number; others go on with the one before them."""
    texts = [passage.text for passage in passages]
    leads = [lead_of(text) for text in texts]
    first = next((lead.kind for lead in leads if lead.kind), "")
    made: list[str] = []
    begun = False
    for text, lead in zip(texts, leads, strict=True):
        if lead.kind and lead.kind == first:
            # What leads up to the first number belongs to it.
            made = [*made[:-1], f"{made[-1]}\n{lead.rest}"] if made and not begun else [*made, lead.rest]
            begun = True
        elif made:
            made[-1] += f"\n{text}"
        else:
            made.append(text)
    return tuple(made)
