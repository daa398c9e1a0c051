"""The filing date, and what the statement claims against what the rows say."""

import re
from collections.abc import Iterator

from budgets.text import narrow
from indicators.facts import Facts, Place
from indicators.findings import Case, Finding, called
from indicators.validation.rows import unmet_as


def filing_date(facts: Facts, case: Case) -> Iterator[Finding]:
    day = facts.statement.filing_date
    if day is None:
        return
    place = Place("statement", "statement", "filing_date")
    written = f"填报日期 {day.year}年{day.month}月{day.day}日"
    figures = (day.isoformat(),)
    # As numbers: not every whole number is a year that a date can have.
    order = (day.year, day.month, day.day)
    if order < (facts.fiscal_year, 10, 1):
        said = f"{written}早于 {facts.fiscal_year}年10月1日，{facts.fiscal_year}年度的自评这时还不能进行，请改正。"
        yield Finding("filing-date-too-early", "error", said, place, figures)
    elif order < (facts.fiscal_year, 12, 31):
        said = f"{written}在 {facts.fiscal_year}年度结束之前，请核对。"
        yield Finding("filing-date-before-year-end", "warning", said, place, figures)
    if day > case.today:
        yield Finding("filing-date-in-future", "error", f"{written}还没有到，请改正。", place, figures)


def no_problem(facts: Facts, case: Case) -> Iterator[Finding]:
    missed = [(row, name) for row, name in called(facts) if unmet_as(row)]
    if not missed or not claims_no_problem(facts.statement.problems):
        return
    names = "、".join(name for _, name in missed[:3]) + (f"等 {len(missed)} 项指标" if len(missed) > 3 else "")
    said = f"“三、存在的问题和原因”写的是没有问题，而{names}未完成或部分完成，请写明问题和原因。"
    place = Place("statement", "statement", "problems")
    figures = (*facts.statement.problems, *(row.key for row, _ in missed))
    yield Finding("no-problem-though-unmet", "error", said, place, figures)


def improvements_beside_no_problem(facts: Facts, case: Case) -> Iterator[Finding]:
    """Told only where nothing is unmet: else the missing problems are an error already."""
    statement = facts.statement
    if not claims_no_problem(statement.problems) or not _lists_measures(facts):
        return
    if any(unmet_as(row) for _, row in facts.rows()):
        return
    said = f"“三、存在的问题和原因”写的是没有问题，而“四、下一步拟改进措施”列了 {_measures(facts)} 项措施，请核对。"
    place = Place("statement", "statement", "problems")
    yield Finding("no-problem-though-improvements", "info", said, place, (*statement.problems, *statement.improvements))


def foot(facts: Facts, case: Case) -> Iterator[Finding]:
    """What is typed in the foot rows replaces what is generated from the indicators: a 无 may deny what stands above."""
    statement = facts.statement
    missed = [name for row, name in called(facts) if unmet_as(row)]
    if missed and _says_none(statement.foot_reason):
        said = f"自评表末尾的“偏差大或目标未完成原因分析”写的是“无”，而{missed[0]}没有完成，请改正或清空（清空后自动生成）。"
        place = Place("statement", "statement", "foot_reason")
        yield Finding("foot-reason-none-though-unmet", "info", said, place, (statement.foot_reason, *missed))
    explained = [name for row, name in called(facts) if row.outcome == "exceeded" and row.deviation_reason.strip()]
    if explained and not missed and _says_none(statement.foot_reason):
        said = (
            f"自评表末尾的“偏差大或目标未完成原因分析”写的是“无”，而{explained[0]}"
            f"{f'等 {len(explained)} 项指标' if len(explained) > 1 else ''}写了偏差原因，请改正或清空（清空后自动生成）。"
        )
        place = Place("statement", "statement", "foot_reason")
        yield Finding("foot-reason-none-though-explained", "info", said, place, (statement.foot_reason, *explained))
    if _lists_measures(facts) and _says_none(statement.foot_improvement):
        said = (
            f"自评表末尾的“改进措施及结果应用方案”写的是“无”，而“四、下一步拟改进措施”列了 {_measures(facts)} 项措施，"
            "请核对是否一致。"
        )
        place = Place("statement", "statement", "foot_improvement")
        figures = (statement.foot_improvement, *statement.improvements)
        yield Finding("foot-improvement-none-though-improvements", "info", said, place, figures)


def _says_none(text: str) -> bool:
    return any(_NONE_AT_ALL.fullmatch(clause) for clause in _ENDS.split(narrow(text).strip()) if clause)


def _lists_measures(facts: Facts) -> bool:
    return _measures(facts) > 0


def _measures(facts: Facts) -> int:
    return sum(1 for item in facts.statement.improvements if item.strip() and not _denies_any(item))


def _denies_any(item: str) -> bool:
    return _says_none(item) and len(item.strip()) < 12


_WHAT = r"(?:问题|偏差|偏离|困难|不足)(?:及其?|和|与|或|、)?(?:原因|困难|不足|偏差|情况)?"
_NONE_AT_ALL = re.compile(r"(?:目前|暂时?|尚|本年度?|本单位|我单位|本部门|均|皆)*(?:无|没有|没|不存在|不涉及)")
# 尚无导致…未完成的问题: a clause that ends in what there is none of. 无 and 没有 begin many other phrases too
# (无障碍, 没有及时), so only words that measure the problem, or say what it would have caused, may stand between.
_NO_SUCH = re.compile(
    r"(?:没有|无|不存在)(?:(?:其他|任何|什么|明显|突出|重大|较大|严重|存在|的)*"
    rf"|(?:导致|造成|影响(?!力)|发生|出现).{{0,60}}){_WHAT}"
)
_TURN = re.compile(r"但|不过|然而|仍|只是|除|存在(?!的问题)(?<!不存在)")
_ENDS = re.compile(r"[，。；！,.;!\s]+")


def claims_no_problem(problems: tuple[str, ...]) -> bool:
    """Whether every item says that there is nothing to report. One that may tell of a problem counts as telling of it."""
    items = [narrow(item).strip() for item in problems if item.strip()]
    return bool(items) and all(map(_claims_none, items))


def _claims_none(item: str) -> bool:
    clauses = [clause for clause in _ENDS.split(item) if clause]
    if any(_TURN.search(clause) for clause in clauses):
        return False
    return any(_NONE_AT_ALL.fullmatch(clause) or _ends_in_none(clause) for clause in clauses)


def _ends_in_none(clause: str) -> bool:
    match = _NO_SUCH.search(clause)
    return bool(match) and match.end() == len(clause)
