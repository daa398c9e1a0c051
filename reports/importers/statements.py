"""三 and 四 as items, the foot of the form, and who answers for it."""

import re

from indicators.facts import StatementFacts
from reports.importers.departments import date_below, date_in, is_imprint
from reports.importers.found import Tables
from reports.importers.outline import Outline, Passage
from reports.importers.reading import Unread
from reports.importers.words import lead_of

_BOTH = re.compile("改进|措施|建议|打算|下一?步|对策|整改")
_NEXT = re.compile(r"(?:^|(?<=[，。；\n]))(?=(?:下一?步|今后|拟|建议|改进措施|整改措施|措施[：:]))")


def statement_of(outline: Outline, tables: Tables) -> tuple[StatementFacts, list[Unread]]:
    problems, improvements = items(_told(outline, "3")), items(_told(outline, "4"))
    if not improvements and any(_BOTH.search(passage.topic) for passage in outline.texts("3")):
        problems, improvements = _parted(problems)
    filed = tables.label("filing_date")
    day = date_in(filed.text) if filed.text else date_below(outline)
    unread = (
        [Unread(filed.text, filed.at, "填报日期没有读懂，请填成2023年3月15日这样")] if filed.text and not day else []
    )
    return (
        StatementFacts(
            problems=problems,
            improvements=improvements,
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


def _told(outline: Outline, section: str) -> tuple[Passage, ...]:
    """What a section says, without who signs below it and when."""
    texts = list(outline.texts(section))
    while texts and is_imprint(texts[-1].text):
        texts.pop()
    return tuple(texts)


def _parted(told: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """存在问题及改进措施 under one heading: what follows 下一步 in each item is the improvement."""
    problems, improvements = [], []
    for text in told:
        problem, *rest = _NEXT.split(text, maxsplit=1)
        if problem.strip():
            problems.append(problem.strip())
        improvements += [one.strip() for one in rest if one.strip()]
    return tuple(problems), tuple(improvements)


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
