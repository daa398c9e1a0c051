"""Whether the amounts of an evaluation agree with each other. Each is known only as precisely as it was typed."""

from collections.abc import Iterator
from decimal import Decimal

from budgets.money import percent_text, precision, rate, total, yuan_text
from budgets.rulesets import RuleSet
from budgets.totals import BASES
from indicators import execution, funding
from indicators.facts import Facts, Place, Revenue
from indicators.findings import Case, Finding

COLUMNS = {"initial": "年初预算数", "adjusted": "调整预算数", "final": "决算数", "executed": "执行数"}
# 元 written as 万元 are off by 10,000; twice that and half that leave room for what really changed in the year.
NEAR_TEN_THOUSAND = (Decimal(5_000), Decimal(20_000))


def initial_sum(facts: Facts, case: Case) -> Iterator[Finding]:
    yield from _sum_against_revenue(facts, "initial")


def adjusted_sum(facts: Facts, case: Case) -> Iterator[Finding]:
    yield from _sum_against_revenue(facts, "adjusted")


def _sum_against_revenue(facts: Facts, column: str) -> Iterator[Finding]:
    basic, project, revenue = _three(facts, column)
    if basic is None or project is None or revenue is None:
        return
    off = basic + project - revenue
    if abs(off) <= precision(*_typed(facts, column)):
        return
    said = (
        f"{COLUMNS[column]}：基本支出 {yuan_text(basic)} 元与项目支出 {yuan_text(project)} 元合计 "
        f"{yuan_text(basic + project)} 元，收入合计 {yuan_text(revenue)} 元，相差 {yuan_text(abs(off))} 元，请核对。"
    )
    yield Finding(
        "sum-differs-from-revenue", "error", said, Place("budget", "project", column), _figures(basic, project, revenue)
    )


def _three(facts: Facts, column: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """基本支出, 项目支出 and the total of 收入 in this column."""
    revenue = total([getattr(line, column) for line in facts.revenue])
    return getattr(facts.basic, column), getattr(facts.project, column), revenue


def _typed(facts: Facts, column: str, spent: str = "") -> list[bool]:
    """For `precision`: which amounts of the column (of expenditure: `spent`) were typed in 万元."""
    lines = [column in line.typed_in_wan for line in facts.revenue]
    return [*lines, *((spent or column) in line.typed_in_wan for line in (facts.basic, facts.project))]


def _figures(*amounts: Decimal | None) -> tuple[str, ...]:
    return tuple(yuan_text(amount) for amount in amounts)


def executed_by_source(facts: Facts, case: Case) -> Iterator[Finding]:
    """Where the form divides 执行数 by source, the parts are what basic and project expenditure are together."""
    if "executed_by_source" not in case.layout.needs:
        return
    used = [line for line in facts.revenue if funding.is_used(line)]
    spent = execution.executed_total(facts)
    stated = [line.executed for line in used if line.executed is not None]
    if spent is None or not stated or len(stated) < len(used):
        return
    room = precision(*("executed" in line.typed_in_wan for line in (*used, facts.basic, facts.project)))
    if abs(sum(stated) - spent) <= room:
        return
    said = (
        f"各项收入来源的执行数合计 {yuan_text(sum(stated))} 元，基本支出与项目支出的执行数合计 {yuan_text(spent)} 元，"
        f"相差 {yuan_text(abs(sum(stated) - spent))} 元，请核对。"
    )
    place = Place("budget", used[0].key, "executed")
    yield Finding("executed-of-sources-differs", "error", said, place, _figures(*stated, spent))


def carry_over(facts: Facts, case: Case) -> Iterator[Finding]:
    received, stated = execution.final_total(facts), facts.carry_over
    spent = execution.executed_total(facts)
    if received is None or spent is None or stated is None:
        return
    room = precision(*_typed(facts, "final", "executed"), "carry_over" in facts.typed_in_wan)
    if abs(received - spent - stated) <= room:
        return
    said = (
        f"收入决算数 {yuan_text(received)} 元减去执行数 {yuan_text(spent)} 元应为 {yuan_text(received - spent)} 元，"
        f"年末结转结余填的是 {yuan_text(stated)} 元，请核对这几个数。"
    )
    place = Place("budget", "evaluation", "carry_over")
    yield Finding("carry-over-differs", "error", said, place, _figures(received, spent, stated))


def execution_rate(facts: Facts, case: Case) -> Iterator[Finding]:
    spent, budget = execution.executed_total(facts), execution.budget_total(facts)
    percent = rate(spent, budget)
    if percent is None:
        return
    sums = f"执行数 {yuan_text(spent)} 元，预算数 {yuan_text(budget)} 元，执行率 {percent_text(percent)}"
    figures = _figures(spent, budget)
    if percent > 100:
        said = f"{sums}，超过 100%，请核对执行数、预算数和预算数口径。"
        yield Finding("execution-above-budget", "warning", said, Place("budget", "project", "executed"), figures)
    threshold = case.rules.low_execution
    if threshold is not None and percent < threshold and not facts.low_execution_reason.strip():
        said = f"{sums}，低于 {percent_text(threshold)}，请填写执行率偏低原因。"
        place = Place("budget", "evaluation", "low_execution_reason")
        yield Finding("low-execution-without-reason", "error", said, place, figures)


def basis(facts: Facts, case: Case) -> Iterator[Finding]:
    """The form's printed note calls another budget 预算数 than the rate is computed on, and the rates differ.

    Where the form says so itself, in a note of its own, nothing is left to find.
    """
    noted = case.layout.note_basis
    if noted == facts.basis or noted not in BASES or facts.basis_noted:
        return
    by_note, by_own = (execution.execution_rate(facts, name) for name in (noted, facts.basis))
    if by_note is None or by_own is None or by_note == by_own or _initial_in_wrong_unit(facts):
        return
    said = (
        f"自评表备注中的预算数是{BASES[noted]}（执行率 {percent_text(by_note)}），而执行率是按{BASES[facts.basis]}计算的"
        f"（{percent_text(by_own)}），口径不一致，请改用备注的口径，或在备注后加注口径说明。"
    )
    amounts = _figures(
        execution.executed_total(facts), *(execution.budget_total(facts, name) for name in (noted, facts.basis))
    )
    place = Place("budget", "evaluation", "basis")
    yield Finding("basis-differs-from-note", "warning", said, place, (facts.basis, *amounts))


def _initial_in_wrong_unit(facts: Facts) -> bool:
    """Then the rates differ for a reason that is told already."""
    before, after = execution.initial_total(facts), execution.adjusted_total(facts)
    return before is not None and after is not None and _apart(before, after)


def adjustment(facts: Facts, case: Case) -> Iterator[Finding]:
    before, after = execution.initial_total(facts), execution.adjusted_total(facts)
    if before is None or after is None or facts.adjustment_reason.strip():
        return
    percent = rate(after - before, before)
    if percent is None or not _is_worth_a_reason(facts, percent, case.rules):
        return
    rose = after > before
    whole = f"{'调增' if rose else '调减'} {yuan_text(abs(after - before))} 元（{percent_text(percent)}）"
    whole = whole if after != before else "在各项收入之间作了调整，总额不变"
    limit = (
        "，按规定年中调整预算须说明原因"
        if case.rules.any_adjustment
        else f"，超过 {percent_text(case.rules.adjustment)}"
    )
    said = f"预算总额由年初 {yuan_text(before)} 元{whole}{limit}。{_by_source(facts, rose)}请填写预算调整原因。"
    place = Place("budget", "evaluation", "adjustment_reason")
    amounts = [amount for line in facts.revenue for amount in (line.initial, line.adjusted)]
    yield Finding("adjustment-without-reason", "warning", said, place, _figures(*amounts))


def _is_worth_a_reason(facts: Facts, percent: Decimal, rules: RuleSet) -> bool:
    if rules.any_adjustment and any(execution.change(line) for line in facts.revenue):
        return True
    return abs(percent) > rules.adjustment


def _by_source(facts: Facts, rose: bool) -> str:
    """One source needs no split; several are told apart, those that went against the total by themselves."""
    with_it = [line for line in facts.revenue if execution.change(line) and (execution.change(line) > 0) == rose]
    against = [line for line in facts.revenue if execution.change(line) and (execution.change(line) > 0) != rose]
    if len(with_it) + len(against) < 2:
        return ""
    if not sum(map(execution.change, facts.revenue)):
        return f"其中：{'、'.join(_change_text(line) for line in facts.revenue if execution.change(line))}。"
    said = f"其中：{'、'.join(map(_change_text, with_it))}"
    if against:
        verb = "减少" if rose else "增加"
        said += f"；总额{'增加' if rose else '减少'}而{verb}的有{'、'.join(map(_change_text, against))}"
    return said + "。"


def _change_text(line: Revenue) -> str:
    change = execution.change(line)
    note = "" if line.initial else "（年初未列预算）" if line.initial is None else "（年初预算为 0）"
    source = line.source.strip() or "未写名称的收入"
    return f"{source}{'增加' if change > 0 else '减少'} {yuan_text(abs(change))} 元{note}"


def wrong_unit_of_initial(facts: Facts, case: Case) -> Iterator[Finding]:
    yield from _sum_in_wrong_unit(facts, "initial", "initial")


def wrong_unit(facts: Facts, case: Case) -> Iterator[Finding]:
    for line in facts.revenue:
        name = f"“{line.source.strip()}”" if line.source.strip() else "未写名称的收入"
        yield from _line_in_wrong_unit(line.key, name, line, ("initial", "adjusted", "final"))
    yield from _line_in_wrong_unit("basic", "基本支出", facts.basic, ("initial", "adjusted", "executed"))
    yield from _line_in_wrong_unit("project", "项目支出", facts.project, ("initial", "adjusted", "executed"))
    yield from _sum_in_wrong_unit(facts, "adjusted", "adjusted")
    yield from _sum_in_wrong_unit(facts, "executed", "final")


def _line_in_wrong_unit(key: str, name: str, line: object, columns: tuple[str, ...]) -> Iterator[Finding]:
    amounts = {column: getattr(line, column) for column in columns if (getattr(line, column) or 0) > 0}
    if not amounts:
        return
    largest = max(amounts.values())
    small = [column for column in amounts if _apart(amounts[column], largest)]
    large = [column for column in amounts if column not in small]
    # The odd one out is the one to look at.
    wrong, right = (large, small) if len(small) > len(large) else (small, large)
    for column in wrong:
        said = (
            f"{name}的{COLUMNS[column]} {yuan_text(amounts[column])} 元与{COLUMNS[right[0]]} "
            f"{yuan_text(amounts[right[0]])} 元相差约 1 万倍，{_HINT}"
        )
        yield Finding("wrong-unit", "warning", said, Place("budget", key, column), _figures(*amounts.values()))


_HINT = "可能写错了单位，请检查：金额以元填写，以万元填写的请在数字后加“万”。"


def _apart(one: Decimal, other: Decimal) -> bool:
    least, most = NEAR_TEN_THOUSAND
    small, large = sorted((one, other))
    return small > 0 and least * small <= large <= most * small


def _sum_in_wrong_unit(facts: Facts, spent: str, received: str) -> Iterator[Finding]:
    basic, project = getattr(facts.basic, spent), getattr(facts.project, spent)
    revenue = total([getattr(line, received) for line in facts.revenue])
    if basic is None or project is None or revenue is None or not _apart(basic + project, revenue):
        return
    said = (
        f"{COLUMNS[spent]}：基本支出与项目支出合计 {yuan_text(basic + project)} 元，收入的{COLUMNS[received]}合计 "
        f"{yuan_text(revenue)} 元，相差约 1 万倍，{_HINT}"
    )
    place = Place("budget", "project", spent)
    if revenue < basic + project:
        first = next(line for line in facts.revenue if getattr(line, received) is not None)
        place = Place("budget", first.key, received)
    yield Finding("wrong-unit-of-sum", "warning", said, place, _figures(basic, project, revenue))
