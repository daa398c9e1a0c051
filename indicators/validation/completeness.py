"""What has to be filled in, what was left over from a template, and what was copied from row to row.

`needs_of_targets` and `needs_of_results` are the one list of obligatory fields: a blank one is a finding,
and progress counts the others.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators import execution, funding
from indicators.analysis import split
from indicators.facts import Facts, GoalFacts, Place, Row
from indicators.findings import Case, Finding, Layout, called
from indicators.judged import judgement_of


@dataclass(frozen=True)
class Need:
    """One thing that has to be there. said: the sentence while it is not."""

    code: str
    place: Place
    filled: bool
    said: str
    level: str = "error"


def blanks_of_targets(facts: Facts, case: Case) -> Iterator[Finding]:
    yield from _blank(needs_of_targets(facts, case.layout))


def blanks_of_results(facts: Facts, case: Case) -> Iterator[Finding]:
    yield from _blank(needs_of_results(facts, case.layout))


def _blank(needs: Iterable[Need]) -> Iterator[Finding]:
    for need in needs:
        if not need.filled:
            yield Finding(need.code, need.level, need.said, need.place)


def needs_of_targets(facts: Facts, layout: Layout) -> Iterator[Need]:
    """What must be there when targets are submitted."""
    yield _total_need(facts, "initial", execution.initial_total(facts), "年初预算数")
    yield Need("no-goal", Place("goals"), bool(facts.goals), "还没有年度目标，请至少填写一个。")
    for number, goal in enumerate(facts.goals, 1):
        yield from _goal_needs(number, goal, layout)
    labels = {"level1": "一级指标", "level2": "二级指标", "name": "三级指标名称", "target": "年初目标值"}
    for row, name in called(facts):
        for field, label in labels.items():
            yield _row_need(row, name, field, label)


def needs_of_results(facts: Facts, layout: Layout) -> Iterator[Need]:
    """What must be there besides when the self-evaluation is submitted."""
    yield _total_need(facts, "adjusted", execution.adjusted_total(facts), "调整预算数")
    yield _total_need(facts, "final", execution.final_total(facts), "决算数")
    for key, label, line in (("basic", "基本支出", facts.basic), ("project", "项目支出", facts.project)):
        said = f"未填{label}的执行数，请填写；没有{label}的请填 0。"
        yield Need("blank-executed", Place("budget", key, "executed"), line.executed is not None, said)
    if "executed_by_source" in layout.needs:
        yield from _executed_needs(facts)
    said = "未填年末结转结余，请填写；没有结余的请填 0。"
    yield Need("blank-carry-over", Place("budget", "evaluation", "carry_over"), facts.carry_over is not None, said)
    if "achievement" in layout.needs:
        for number, goal in enumerate(facts.goals, 1):
            said = f"年度目标{number}未填实际完成情况，自评表要印，请填写。"
            place = Place("goals", goal.key, "achievement")
            yield Need("blank-achievement", place, bool(goal.achievement.strip()), said)
    for row, name in called(facts):
        yield from _result_needs(row, name, layout)
    yield from _statement_needs(facts, layout)


def _executed_needs(facts: Facts) -> Iterator[Need]:
    """What was spent of each source, where the form tells the kinds of money apart and there is more than one."""
    if not funding.is_divided(facts):
        return
    for line in filter(funding.is_used, facts.revenue):
        said = (
            f"{line.source.strip() or '未写名称的收入'}未填执行数，自评表按资金来源列执行数，请填写；没有支出的请填 0。"
        )
        yield Need("blank-executed-of-source", Place("budget", line.key, "executed"), line.executed is not None, said)


def _total_need(facts: Facts, column: str, amount: Decimal | None, label: str) -> Need:
    # A total has no field of its own: it leads to the first source of its column.
    place = Place("budget", facts.revenue[0].key, column) if facts.revenue else Place("budget")
    said = f"收入没有一项填了{label}，请至少填写一项；确实没有的请填 0。"
    return Need(f"blank-{column}-total", place, amount is not None, said)


def _goal_needs(number: int, goal: GoalFacts, layout: Layout) -> Iterator[Need]:
    said = f"年度目标{number}未填目标名称，请填写。"
    yield Need("blank-title", Place("goals", goal.key, "title"), bool(goal.title.strip()), said)
    if "description" in layout.needs:
        said = f"年度目标{number}未填预期目标，自评表要印，请填写。"
        yield Need("blank-description", Place("goals", goal.key, "description"), bool(goal.description.strip()), said)
    said = f"年度目标{number}还没有指标，请至少添加一项，或删除这个目标。"
    yield Need("no-indicator", Place("goals", goal.key, "rows"), bool(goal.rows), said)


def _row_need(row: Row, name: str, field: str, label: str) -> Need:
    filled = bool(getattr(row, field).strip())
    return Need(f"blank-{field}", Place("indicators", row.key, field), filled, f"{name}未填{label}，请填写。")


def _result_needs(row: Row, name: str, layout: Layout) -> Iterator[Need]:
    yield _row_need(row, name, "actual", "实际完成值")
    if row.actual.strip():
        place = Place("indicators", row.key, "outcome")
        yield Need("blank-outcome", place, bool(row.outcome), "" if row.outcome else _outcome_said(row, name))
    if "analysis" in layout.needs:
        yield _row_need(row, name, "analysis", "完成情况分析")


_PROPOSED = {"met": "“完成”", "exceeded": "“超额完成”", "not_met": "“部分完成”或“未完成”"}


def _outcome_said(row: Row, name: str) -> str:
    proposed = _PROPOSED.get(judgement_of(row).outcome, "")
    said = f"{name}的实际完成值是“{row.actual.strip()}”，未选完成情况，请选择"
    return f"{said}；按{row.judged_by}“{row.judged_target.strip()}”应为{proposed}。" if proposed else f"{said}。"


def _statement_needs(facts: Facts, layout: Layout) -> Iterator[Need]:
    statement = facts.statement
    for field, label in (("problems", "三、存在的问题和原因"), ("improvements", "四、下一步拟改进措施")):
        if field in layout.needs:
            filled = any(item.strip() for item in getattr(statement, field))
            said = f"未填“{label}”，请填写。"
            yield Need(f"blank-{field}", Place("statement", "statement", field), filled, said)
    for field, label in (("contact_name", "联系人"), ("contact_phone", "联系电话")):
        if field in layout.needs:
            said = f"未填{label}，自评表要印，请填写。"
            place = Place("statement", "statement", field)
            yield Need(f"blank-{field.replace('_', '-')}", place, bool(getattr(statement, field).strip()), said)
    if "filing_date" in layout.needs:
        place = Place("statement", "statement", "filing_date")
        said = "未填填报日期，提交时自动填入当天。"
        yield Need("blank-filing-date", place, statement.filing_date is not None, said, "info")


# What stands in the blank forms. The first kind is a fault anywhere in a text; the second only where it is
# all there is, since ordinary sentences hold dots too.
_INSIDE = re.compile(
    r"(?<![A-Za-z])(?:[XxＸｘ]{2,}|×{2,})(?![A-Za-z])"
    r"|[（(【\[][^（()）【】\[\]]{0,10}?\d+\s*个?字(?:以内|之内|左右|以上)[^（()）【】\[\]]{0,10}[）)】\]]"
    r"|[（(【\[](?:限|不超过|不少于|至少)\s*\d+\s*个?字[）)】\]]"
    r"|(?<![“‘「『\"'])请(?:在此处?)?填写"
)
_WHOLE = re.compile(
    r"[.…·。\s]*(?:…|\.{3}|。{3})[.…·。\s]*"
    r"|(?:(?:[一二三]级)?指标|(?:年度)?(?:绩效)?目标|问题|措施)\s*(?:[1-9１-９]|[一二三四五六七八九十])[0-9０-９]?\s*[：:.…]*"
)

_BUDGET_LABELS = {
    "adjustment_reason": "预算调整原因",
    "low_execution_reason": "执行率偏低原因",
    "execution_note": "预算执行情况说明",
}
_GOAL_TARGET_LABELS = {"title": "目标名称", "description": "预期目标", "adjusted_description": "调整后目标"}
_GOAL_RESULT_LABELS = {"achievement": "实际完成情况"}
_ROW_TARGET_LABELS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标名称",
    "target": "年初目标值",
    "adjusted_target": "调整后目标值",
    "adjustment_reason": "调整原因",
    "unit": "计量单位",
    "criterion": "评价标准",
}
_ROW_RESULT_LABELS = {
    "actual": "实际完成值",
    "analysis": "完成情况分析",
    "deviation_reason": "偏差原因",
    "improvement": "改进措施",
}
_STATEMENT_LABELS = {
    "problems": "三、存在的问题和原因",
    "improvements": "四、下一步拟改进措施",
    "foot_reason": "偏差大或目标未完成原因分析",
    "foot_improvement": "改进措施及结果应用方案",
    "conclusion": "评价结论",
    "unit_head": "单位负责人",
    "finance_head": "财务负责人",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
}


def leftover(text: str) -> str:
    """The first piece of a blank form in `text`; "" where there is none."""
    if _WHOLE.fullmatch(text.strip()):
        return text.strip()
    match = _INSIDE.search(text)
    return match.group() if match else ""


def leftovers_of_targets(facts: Facts, case: Case) -> Iterator[Finding]:
    for line in facts.revenue:
        yield from _leftovers(line, Place("budget", line.key), {"source": "收入项目"}, "收入")
    for number, goal in enumerate(facts.goals, 1):
        yield from _leftovers(goal, Place("goals", goal.key), _GOAL_TARGET_LABELS, f"年度目标{number}")
    for row, name in called(facts):
        yield from _leftovers(row, Place("indicators", row.key), _ROW_TARGET_LABELS, name)


def leftovers_of_results(facts: Facts, case: Case) -> Iterator[Finding]:
    yield from _leftovers(facts, Place("budget", "evaluation"), _BUDGET_LABELS, "预算")
    for number, goal in enumerate(facts.goals, 1):
        yield from _leftovers(goal, Place("goals", goal.key), _GOAL_RESULT_LABELS, f"年度目标{number}")
    for row, name in called(facts):
        yield from _leftovers(row, Place("indicators", row.key), _ROW_RESULT_LABELS, name)
    yield from _leftovers(facts.statement, Place("statement", "statement"), _STATEMENT_LABELS, "问题与改进")


def _leftovers(record: object, at: Place, labels: dict[str, str], whose: str) -> Iterator[Finding]:
    for field, label in labels.items():
        value = getattr(record, field)
        texts = value if isinstance(value, tuple) else (value,)
        if found := next(filter(None, map(leftover, texts)), ""):
            said = f"{whose}的“{label}”里还留着模板文字“{found}”，请改成实际内容。"
            yield Finding("template-leftover", "error", said, Place(at.step, at.key, field), (found,))


def same_analysis(facts: Facts, case: Case) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for row, name in called(facts):
        text = "".join(row.analysis.split())
        if text in first:
            said = f"{name}的完成情况分析与{first[text]}的完全相同，请核对是否复制后未修改。"
            yield Finding("same-analysis", "warning", said, Place("indicators", row.key, "analysis"), (text,))
        elif text:
            first[text] = name


def same_analysis_as_last_year(facts: Facts, case: Case) -> Iterator[Finding]:
    """What was written between opening and closing words, which a report writes anew from this year's figures."""
    for row, name in called(facts):
        text = _body(row.analysis, row)
        if text and text == _body(case.last_year.get(row.key, ""), row):
            said = f"{name}的完成情况分析与上年的完全相同，请核对是否复制后未修改。"
            yield Finding("analysis-of-last-year", "warning", said, Place("indicators", row.key, "analysis"), (text,))


def _body(analysis: str, row: Row) -> str:
    return "".join(split(analysis, row.adjusted_target, row.target).body.split())
