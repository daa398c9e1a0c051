"""A finished self-evaluation, .docx or .txt, read into facts; what was not understood is listed, nothing is invented."""

import re
from dataclasses import dataclass, replace

from budgets.rulesets import RULE_SETS
from indicators.claims import Claim
from indicators.facts import VERSION, Facts, GoalFacts, Row
from reports.importers.amounts import Budget, budget_of
from reports.importers.analyses import Told, match_told, told_in
from reports.importers.apart import begins_a_part
from reports.importers.bounds import few_enough
from reports.importers.claims import claims_of
from reports.importers.departments import is_imprint, names_of, scope_of, year_of
from reports.importers.files import source_of
from reports.importers.found import FoundRow, Tables
from reports.importers.goal_numbers import renumbered, renumbered_goals, titles_of
from reports.importers.goals import Goals, explained_at_foot, goals_of, with_levels
from reports.importers.heads import ANOTHER_FORM, WHOLE_FOLLOWS
from reports.importers.labels import unit_in
from reports.importers.narrative import execution_texts, loose_texts, reached_texts, unreached_texts
from reports.importers.outline import Outline, Placed, outline
from reports.importers.parted import parted
from reports.importers.reading import Reading, Unread
from reports.importers.sections import is_short
from reports.importers.source import Line, Source, row_of
from reports.importers.statements import statement_of
from reports.importers.tables import read_tables
from reports.importers.untabled import rows_from_text

_OF_ANOTHER_FORM = {ANOTHER_FORM, WHOLE_FOLLOWS}
_EXCEEDING = re.compile(r"超额完成原因[：:]\s*")


@dataclass(frozen=True)
class Understood:
    """A reading with all that it was made from: what claims are looked for in.

    told: what 二（二） tells of each indicator; told_of: by index into `told` the key of its row.
    found: by key of a row the row of a table that it was made from.
    """

    source: Source
    outline: Outline
    tables: Tables
    facts: Facts
    told: tuple[Told, ...]
    told_of: dict[int, str]
    found: dict[str, FoundRow]
    unread: tuple[Unread, ...]


def read(name: str, content: bytes) -> Reading:
    """Raises Unreadable, and nothing else whatever the bytes. Claims are looked for in what `understood` gives."""
    return read_whole(name, content)[1]


def read_whole(name: str, content: bytes) -> tuple[Source, Reading]:
    """The source too, for those who show it beside the reading. Raises Unreadable."""
    made = understood(source_of(name, content))
    return made.source, reading_of(made)


def reading_of(made: Understood) -> Reading:
    return Reading(made.facts, claims_in(made), made.unread)


def claims_in(made: Understood) -> tuple[Claim, ...]:
    """Without what another form says, of a project or of somebody else: its slips alone are this document's."""
    others = {one.at for one in made.unread if one.why in _OF_ANOTHER_FORM}
    return tuple(
        claim
        for claim in claims_of(made.outline, made.facts)
        if row_of(claim.excerpt.at) not in others or claim.subject.startswith("slip.")
    )


def understood(source: Source) -> Understood:
    parts = renumbered(outline(source.blocks))
    tables = read_tables(_of_tables(parts))
    few_enough(tables.rows)
    tables.goals = renumbered_goals(tables.goals, parts)
    names = [row.text("name") for row in tables.rows]
    parts = parted(parts, names, titles_of(tables.goals))
    told, loose = told_in(parts, names)
    goals = goals_of(parts, tables, told) if tables.rows else rows_from_text(parts, told)
    told_of = _matched(goals, told)
    goals.goals = [_told_goal(goal, told, told_of) for goal in goals.goals]
    for field, foot in (("deviation_reason", "foot_reason"), ("improvement", "foot_improvement")):
        goals.goals = explained_at_foot(goals.goals, field, tables.label(foot).text)
    few_enough([row for goal in goals.goals for row in goal.rows])
    budget = budget_of(parts, tables)
    facts, of_statement = _facts(parts, tables, goals, budget)
    unread = [
        *goals.unread,
        *budget.unread,
        *of_statement,
        *(Unread(left.text, left.at, left.why) for left in tables.left),
        *_unmatched(told, told_of),
        *loose_texts(parts, loose, has_rows=any(goal.rows for goal in goals.goals)),
    ]
    return Understood(source, parts, tables, facts, tuple(told), told_of, goals.found, tuple(unread))


def _of_tables(parts: Outline) -> list:
    """Tables, and the lines around them that say whose and in which unit they are."""
    made: list = []
    over = _goals_over_tables(parts)
    for part, after in zip(parts.parts, (*parts.parts[1:], None), strict=True):
        if isinstance(part, Placed):
            made.append(part.grid)
        elif (
            part.section in {"form", "revenue", ""}
            or part.at in over
            or (isinstance(after, Placed) and unit_in(part.text))
            or _speaks_of_tables(part.text)
        ):
            made.append(Line(part.text, part.at))
    return made


def _goals_over_tables(parts: Outline) -> set[str]:
    """Where headings of goals stand right above a table of indicators: its rows are of that goal."""
    over: set[str] = set()
    heading = ""
    for part in parts.parts:
        if isinstance(part, Placed):
            over |= {heading} if heading and part.section == "form" else set()
        elif part.role != "text" or not is_short(part.text):
            heading = part.at if part.role == "goal" else ""
    return over


def _speaks_of_tables(text: str) -> bool:
    """一、预算执行情况（单位：元）, （二）资产管理情况, 填报日期：…, in whichever part."""
    return begins_a_part(text) or (len(text) <= 60 and unit_in(text) != "") or is_imprint(text)


def _matched(goals: Goals, told: list[Told]) -> dict[int, str]:
    rows = [(number, row) for number, goal in zip(goals.numbers, goals.goals, strict=True) for row in goal.rows]
    figures = [(row.judged_target.strip(), row.actual.strip()) for _, row in rows]
    found = match_told(told, [row.name for _, row in rows], [number for number, _ in rows], figures)
    return {place: rows[index][1].key for place, index in found.items()}


def _told_goal(goal: GoalFacts, told: list[Told], told_of: dict[int, str]) -> GoalFacts:
    by_key = {key: told[place] for place, key in told_of.items()}
    return replace(goal, rows=tuple(_told_row(row, by_key[row.key]) if row.key in by_key else row for row in goal.rows))


def _told_row(row: Row, told: Told) -> Row:
    texts = list(told.texts)
    reason = ""
    if texts and (match := _EXCEEDING.match(texts[-1])):
        reason = texts.pop()[match.end() :]
    return replace(
        with_levels(row, told),
        analysis="\n".join(texts) or row.analysis,
        deviation_reason=row.deviation_reason or reason,
    )


def _unmatched(told: list[Told], told_of: dict[int, str]) -> list[Unread]:
    return [
        Unread(f"{one.name}\n{one.text}".strip(), one.at, "自评表里没有这个名称的指标，这段分析没有导入")
        for place, one in enumerate(told)
        if place not in told_of
    ]


def _facts(parts: Outline, tables: Tables, goals: Goals, budget: Budget) -> tuple[Facts, list[Unread]]:
    statement, unread = statement_of(parts, tables)
    year = year_of(parts, tables)
    if not year:
        unread.append(Unread("年度", "", "文件里没有写明年度"))
    rule_set, layout = _form(tables)
    facts = Facts(
        version=VERSION,
        department=names_of(parts, tables),
        fiscal_year=year,
        scope=scope_of(parts, tables),
        basis=budget.basis,
        rule_set=rule_set,
        layout=layout,
        revenue=budget.revenue,
        basic=budget.basic,
        project=budget.project,
        carry_over=budget.carry_over,
        typed_in_wan=budget.typed_in_wan,
        goals=tuple(goals.goals),
        statement=statement,
        **execution_texts(parts),
    )
    return replace(facts, goals=unreached_texts(parts, reached_texts(parts, facts.goals, goals.numbers))), unread


def _form(tables: Tables) -> tuple[str, str]:
    """Names of the rule set and the layout that the form comes nearest to."""
    columns = set(tables.columns)
    if not columns & {"score", "weight"}:
        return "unscored", "founding"
    if columns & {"operator", "coefficient", "core"} and "level1" not in columns:
        return "chongqing" if "chongqing" in RULE_SETS else "national-2020", "chongqing"
    if "weight" in columns:
        cost = any(row.text("level1").startswith("成本") for row in tables.rows)
        return ("national-2021" if cost else "national-2020"), "national-2020"
    signed = any(label.field == "signature" for label in tables.labels)
    return "hubei", "founding-signed" if signed else "founding-scored"
