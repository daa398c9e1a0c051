"""The narrative in reading order. Sections one and two tell the same rows: what was reached, and how."""

import re

from budgets.rulesets import RuleSet
from indicators.analysis import split
from indicators.facts import Facts, GoalFacts, Place, Row
from indicators.values import asks_yes_or_no, nature_of, without_question
from reports.compose.money import budget_blocks, execution_paragraph
from reports.compose.numbering import circled
from reports.compose.runs import (
    STOPS,
    Piece,
    full_stop,
    gap,
    gap_text,
    goal_place,
    grouped,
    is_ended,
    lines_of,
    paragraph,
    row_place,
    said,
    sentence,
    statement_place,
    typed_paragraphs,
    unlabelled,
    unstopped,
    value,
)
from reports.document import Heading, Paragraph, Part, Run, Table
from reports.layouts import FormLayout

Block = Heading | Paragraph | Table

_REACHED = {"met", "exceeded"}
_CLOSINGS = {
    "met": "完成目标值。",
    # As the published reports close: what was exceeded is told by its figures and, where given, by its reason.
    "exceeded": "完成目标值。",
    "partly": "部分完成目标值。",
    "not_met": "未完成目标值。",
}
_UNREACHED = {"partly": "部分完成", "not_met": "未完成"}
# What a name goes on with behind an answer that it does not give: 拨付及时性 asks, 及时拨付 says.
_MEASURES = ("性", "率", "度", "程度", "情况", "状况", "与否", "效果", "水平")
# 已未完成目标值 would remain of 已完成目标值; but 成都, 人均 and 不顺利 are words of their own.
_CLAIM = re.compile(
    r"(?:(?<![成首人户月季年日次平])(?:均|都)|(?<![不未没])(?:全部|全面|如期|按期|按时|圆满|顺利))*(?:已经?)?\Z"
)


def narrative(facts: Facts, rules: RuleSet, layout: FormLayout) -> Part:
    names = facts.department
    title = [
        line.format(
            year=facts.fiscal_year, full_name=names.full_name, form_name=names.form_name, short_name=names.short_name
        )
        for line in layout.narrative_title
    ]
    contents: dict[str, list[Block]] = {
        "1.1": [execution_paragraph(facts)],
        "1.2": _reached_blocks(facts, layout),
        "1.3": _unreached_blocks(facts),
        "2.1": budget_blocks(facts, rules),
        "2.2": _analysis_blocks(facts, layout),
        "3": _items("3", facts.statement.problems, "存在的问题和原因", "problems"),
        "4": _items("4", facts.statement.improvements, "下一步拟改进措施", "improvements"),
    }
    blocks: list[Block] = [Heading(0, line, f"title-{number}") for number, line in enumerate(title, start=1)]
    for section in layout.sections:
        blocks.append(Heading(section.key.count(".") + 1, section.text, section.key))
        blocks += contents.get(section.key, [])
    return Part("narrative", "".join(title), tuple(blocks))


def goal_title(layout: FormLayout, number: int, goal: GoalFacts) -> str:
    return layout.goal_band.format(number=number, title=goal.title or gap_text("目标名称"), points="")


def _reached_blocks(facts: Facts, layout: FormLayout) -> list[Block]:
    if not facts.goals:
        return [paragraph("1.2/goals", [gap("年度绩效目标", Place("goals"))])]
    all_reached = all(row.outcome in _REACHED for _, row in facts.rows())
    blocks: list[Block] = []
    for number, goal in enumerate(facts.goals, start=1):
        key = f"1.2/goal-{number}"
        blocks.append(Heading(3, goal_title(layout, number, goal), f"{key}/title", goal_place(goal, "title")))
        blocks += typed_paragraphs(
            f"{key}/description", "预期目标：", goal.description, goal_place(goal, "description")
        )
        blocks += typed_paragraphs(
            f"{key}/achievement", "目标完成情况：", goal.achievement, goal_place(goal, "achievement")
        )
        blocks.append(_goal_paragraph(key, facts.fiscal_year, number, goal, all_reached))
        blocks += _reached_levels(key, goal)
    return blocks


def _goal_paragraph(key: str, year: int, number: int, goal: GoalFacts, all_reached: bool) -> Paragraph:
    if not goal.rows:
        return paragraph(key, [f"{year}年度，年度目标{number}：", gap("绩效指标", goal_place(goal, "rows"))])
    reached = sum(row.outcome in _REACHED for row in goal.rows)
    told = any(row.outcome not in _UNREACHED for row in goal.rows)
    if all_reached:
        words = f"{year}年度，年度目标{number}的绩效目标均已完成"
    else:
        words = f"{year}年度，年度目标{number}的绩效指标共{len(goal.rows)}项，完成{reached}项"
    return paragraph(key, [words, "，其中：" if told else "。"])


def _reached_levels(key: str, goal: GoalFacts) -> list[Block]:
    """Rows that are met, and as gaps those of which nobody has said yet whether they are."""
    blocks: list[Block] = []
    told = [row for row in goal.rows if row.outcome not in _UNREACHED]
    for first, (level1, rows) in enumerate(grouped(told, "level1"), start=1):
        name = level1 or gap_text("一级指标")
        blocks.append(Heading(3, f"{first}.{name}", f"{key}/{first}", row_place(rows[0], "level1")))
        for second, (level2, inner) in enumerate(grouped(rows, "level2"), start=1):
            pieces: list[Piece] = [f"（{second}）", said(level2, "二级指标", row_place(inner[0], "level2"))]
            for index, row in enumerate(inner):
                pieces += ["；" if index else "：", *_achievement(row)]
            blocks.append(paragraph(f"{key}/{first}.{second}", [*pieces, "。"]))
    return blocks


def _achievement(row: Row) -> list[Piece]:
    nature = row.nature or nature_of(row.judged_target, row.actual, row.name)
    place = row_place(row, "actual")
    name = said(unstopped(without_question(row.name)), "指标名称", row_place(row, "name"))
    if row.outcome not in _REACHED:
        return [name, gap("完成情况", row_place(row, "outcome"))]
    if not row.actual:
        return [name, gap("实际完成值", place)]
    actual = Run(value(row, "actual"), place)
    if nature == "yes_no":
        # Met by 否, the plain name would say the opposite.
        return [name, "：", actual] if row.actual == "否" else [name]
    if nature == "qualitative":
        # A question answered as it was hoped is told by its own words.
        answered = asks_yes_or_no(row.name) and row.actual == row.judged_target
        return [name] if answered or _says(name.text, actual.text) else [name, "，", actual]
    # Figures must not run into a figure at the end of the name, nor a date into the name.
    runs_together = nature != "number" or (name.text[-1:].isdigit() and actual.text[:1].isdigit())
    return [name, "：" if runs_together else "", actual, *_exceeded_target(row)]


def _says(name: str, actual: str) -> bool:
    """Whether the name gives the answer already: 提升 stands in 提升水平, and in 提档升级 too, 及时 not in 及时性."""
    # Where in the name the signs read so far may end; a search that goes back would never come to an end.
    ends = set(range(len(name) + 1))
    for number, sign in enumerate(actual):
        skipped = {end + 1 for end in ends if number and name[end : end + 1] not in {"", "\n"}}
        ends = {place + 1 for place in ends | skipped if name[place : place + 1] == sign}
    return any(not name.startswith(_MEASURES, end) for end in ends)


def _exceeded_target(row: Row) -> list[Piece]:
    if row.outcome != "exceeded" or not row.judged_target:
        return []
    if row.adjusted_target:
        return ["（调整后目标值", Run(value(row, "adjusted_target"), row_place(row, "adjusted_target")), "）"]
    return ["（目标值", Run(value(row, "target"), row_place(row, "target")), "）"]


def _unreached_blocks(facts: Facts) -> list[Block]:
    who = f"{facts.fiscal_year}年度{facts.department.short_name or facts.department.full_name}"
    rows = [(number, row) for number, goal in enumerate(facts.goals, start=1) for row in goal.rows]
    unreached = [(number, row) for number, row in rows if row.outcome in _UNREACHED]
    undecided = [row for _, row in rows if not row.outcome]
    blocks: list[Block] = []
    if unreached:
        counts = {word: sum(row.outcome == code for _, row in unreached) for code, word in _UNREACHED.items()}
        words = "、".join(f"{count}项绩效指标{word}" for word, count in counts.items() if count)
        blocks.append(paragraph("1.3/summary", [f"{who}有{words}，具体如下："]))
        leads = [f"{index}." for index in range(1, len(unreached) + 1)] if len(unreached) > 1 else [""]
        blocks += [_unreached_paragraph(lead, *told) for lead, told in zip(leads, unreached, strict=True)]
    elif rows and not undecided:
        blocks.append(paragraph("1.3/summary", [f"{who}没有未完成的绩效目标。"]))
    if undecided:
        place = row_place(undecided[0], "outcome")
        blocks.append(paragraph("1.3/undecided", [gap(f"{len(undecided)}项指标的完成情况", place)]))
    if not rows:
        blocks.append(paragraph("1.3/summary", [gap("绩效指标", Place("goals"))]))
    return blocks


def _unreached_paragraph(lead: str, number: int, row: Row) -> Paragraph:
    pieces: list[Piece] = [f"{lead}年度目标{number}：", said(row.name, "指标名称", row_place(row, "name")), "，"]
    pieces += [*_target_words(row), "，实际完成值为"]
    pieces += [said(value(row, "actual"), "实际完成值", row_place(row, "actual")), f"，{_UNREACHED[row.outcome]}。"]
    for field, label, what in (("deviation_reason", "原因：", "偏差原因"), ("improvement", "改进措施：", "改进措施")):
        stated = "；".join(unstopped(line) for line in lines_of(unlabelled(getattr(row, field))))
        pieces += [label, said(stated and sentence(stated), what, row_place(row, field))]
    return paragraph(f"1.3/{row.key}", pieces)


def _target_words(row: Row) -> list[Piece]:
    """目标值为20个, or 年初目标值为20个，调整后目标值为15个"""
    target = said(value(row, "target"), "目标值", row_place(row, "target"))
    if not row.adjusted_target:
        return ["目标值为", target]
    adjusted = Run(value(row, "adjusted_target"), row_place(row, "adjusted_target"))
    return ["年初目标值为", target, "，调整后目标值为", adjusted]


def _why_adjusted(row: Row) -> list[Piece]:
    """（调整原因：…）, where its row is told in full."""
    why = "；".join(unstopped(line) for line in lines_of(row.adjustment_reason)) if row.adjusted_target else ""
    return ["（调整原因：", Run(why, row_place(row, "adjustment_reason")), "）"] if why else []


def _analysis_blocks(facts: Facts, layout: FormLayout) -> list[Block]:
    if not facts.goals:
        return [paragraph("2.2/goals", [gap("年度绩效目标", Place("goals"))])]
    blocks: list[Block] = []
    for number, goal in enumerate(facts.goals, start=1):
        key = f"2.2/goal-{number}"
        blocks.append(Heading(3, goal_title(layout, number, goal), key, goal_place(goal, "title")))
        if not goal.rows:
            blocks.append(paragraph(f"{key}/rows", [gap("绩效指标", goal_place(goal, "rows"))]))
        for first, (level1, rows) in enumerate(grouped(goal.rows, "level1"), start=1):
            text = f"{first}.{level1 or gap_text('一级指标')}完成情况分析"
            blocks.append(Heading(3, text, f"{key}/{first}", row_place(rows[0], "level1")))
            for second, (level2, inner) in enumerate(grouped(rows, "level2"), start=1):
                text = f"（{second}）{level2 or gap_text('二级指标')}完成情况分析"
                blocks.append(Heading(4, text, f"{key}/{first}.{second}", row_place(inner[0], "level2")))
                for third, row in enumerate(inner, start=1):
                    blocks += _row_analysis(third, row)
    return blocks


def _row_analysis(number: int, row: Row) -> list[Block]:
    key = f"2.2/{row.key}"
    title = f"{circled(number)}{row.name or gap_text('指标名称')}"
    heading = Heading(5, title, f"{key}/name", row_place(row, "name"))
    place = row_place(row, "analysis")
    pieces: list[Piece] = ["此指标", *_target_words(row), *_why_adjusted(row), "，"]
    if not row.analysis.strip():
        pieces += [gap("完成情况分析", place), "。"]
        return [heading, paragraph(key, pieces)]
    # Typed with the unit or without it.
    targets = [value(row, "adjusted_target"), row.adjusted_target, value(row, "target"), row.target]
    parts = split(row.analysis.strip(), *targets)
    lines = lines_of(parts.body)
    if lines:
        denied = parts.closing and row.outcome in _UNREACHED
        lines[-1] = full_stop(_CLAIM.sub("", lines[-1]) if denied else lines[-1])
    closing = _closing(row, lines[-1] if lines else "", cut=bool(parts.closing))
    paragraphs: list[list[Piece]] = [[Run(line, place)] for line in lines] or [[]]
    paragraphs[0] = pieces + paragraphs[0]
    paragraphs[-1] += closing
    return [
        heading,
        *(paragraph(key if n == 1 else f"{key}-{n}", words) for n, words in enumerate(paragraphs, start=1)),
        *_exceeding_reason(key, row),
    ]


def _exceeding_reason(key: str, row: Row) -> list[Paragraph]:
    if row.outcome != "exceeded":
        return []
    place = row_place(row, "deviation_reason")
    return typed_paragraphs(f"{key}/reason", "超额完成原因：", row.deviation_reason, place)


def _closing(row: Row, body: str, *, cut: bool) -> list[Piece]:
    """Where typed closing words were cut off, ours stand in their place; else a comma comes between."""
    comma = "" if cut or not body or body.endswith(STOPS) or is_ended(body) else "，"
    if row.outcome in _CLOSINGS:
        return [comma, _CLOSINGS[row.outcome]]
    return [comma, gap("完成情况", row_place(row, "outcome")), "。"]


def _items(key: str, items: tuple[str, ...], what: str, field: str) -> list[Block]:
    place = statement_place(field)
    stated = [item for item in items if item.strip()]
    if not stated:
        return [paragraph(f"{key}/items", [gap(what, place)])]
    blocks: list[Block] = []
    for number, item in enumerate(stated, start=1):
        # A single item needs no number.
        lead = f"{number}." if len(stated) > 1 else ""
        blocks += typed_paragraphs(f"{key}/item-{number}", lead, item, place)
    return blocks
