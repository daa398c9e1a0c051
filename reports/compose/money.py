"""What the narrative says about money: the rate of execution, the budget and how it changed, what was spent."""

from collections.abc import Sequence
from decimal import Decimal

from budgets.money import percent_text, rate, to_wan, wan_text, yuan_text
from budgets.rulesets import RuleSet
from budgets.totals import BASES
from indicators.execution import (
    adjusted_total,
    budget_total,
    change,
    executed_total,
    execution_rate,
    final_total,
    initial_total,
)
from indicators.facts import Facts, Place, Revenue
from reports.compose.numbering import chinese
from reports.compose.runs import (
    ROUNDING_REMARK,
    Piece,
    adds_up,
    gap,
    paragraph,
    percent,
    said,
    source_place,
    typed_paragraphs,
    wan,
)
from reports.document import Cell, Paragraph, Run, Table, TableRow

_EXECUTED = Place("budget", "basic", "executed")


def execution_paragraph(facts: Facts) -> Paragraph:
    """一（一）"""
    initial, adjusted = initial_total(facts), adjusted_total(facts)
    pieces: list[Piece] = [*_subject(facts), f"{facts.fiscal_year}年度部门年初预算为"]
    pieces += [*wan(initial, "年初预算数", source_place(facts, "initial")), "，"]
    if adjusted is not None and adjusted == initial:
        pieces.append("年中预算总额未调整，")
    else:
        pieces += ["调整后预算数为", *wan(adjusted, "调整后预算数", source_place(facts, "adjusted")), "，"]
    pieces += ["决算报告披露决算支出数为", *wan(executed_total(facts), "决算支出数", _EXECUTED), "，"]
    return paragraph("1.1/rate", [*pieces, *_rate_words(facts)])


def _subject(facts: Facts) -> list[Piece]:
    names = facts.department
    pieces: list[Piece] = [names.full_name]
    if names.short_name and names.short_name != names.full_name:
        pieces.append(f"（以下简称“{names.short_name}”）")
    pieces.append({"own": "本级机关单位", "combined": "及所属单位（汇总）"}.get(facts.scope, ""))
    return pieces


def _rate_words(facts: Facts) -> list[Piece]:
    if budget_total(facts) == 0:
        return [f"{BASES[facts.basis]}为0，不计算执行率。"]
    by_basis = "" if initial_total(facts) == adjusted_total(facts) else f"按{BASES[facts.basis]}计算的"
    return [f"{by_basis}执行率为", percent(execution_rate(facts), "执行率", _EXECUTED), "。"]


def budget_blocks(facts: Facts, rules: RuleSet) -> list[Paragraph | Table]:
    """二（一）"""
    return [
        _budget_paragraph(facts),
        revenue_table(facts),
        *typed_paragraphs(
            "2.1/adjustment", "预算调整原因：", facts.adjustment_reason, _text_place("adjustment_reason")
        ),
        *_spending_paragraphs(facts),
        _formula_paragraph(facts),
        *_low_execution(facts, rules),
    ]


def _budget_paragraph(facts: Facts) -> Paragraph:
    initial, adjusted = initial_total(facts), adjusted_total(facts)
    remark = _remark_after(facts)
    pieces: list[Piece] = [f"{_who(facts)}{facts.fiscal_year}年度年初预算为"]
    pieces += [*wan(initial, "年初预算数", source_place(facts, "initial")), *_sources(facts, "initial")]
    pieces += [ROUNDING_REMARK if remark == "initial" else "", "。"]
    if adjusted is None:
        pieces += ["年中预算调整情况：", gap("调整预算数", source_place(facts, "adjusted")), "。"]
    elif not any(change(source) for source in facts.revenue):
        pieces.append("年中未调整部门预算。")
    else:
        pieces += [*_change_words(facts, adjusted, initial), ROUNDING_REMARK if remark == "change" else "", "。"]
        pieces += ["调整后预算收入总额为", *wan(adjusted, "", source_place(facts, "adjusted"))]
        pieces += [*_sources(facts, "adjusted"), ROUNDING_REMARK if remark == "adjusted" else "", "。"]
    return paragraph("2.1/budget", [*pieces, "详情见下表："])


def _stated(facts: Facts, column: str) -> list[tuple[Revenue, Decimal]]:
    amounts = [(source, getattr(source, column)) for source in facts.revenue]
    return [(source, amount) for source, amount in amounts if amount]


def _sources(facts: Facts, column: str) -> list[Piece]:
    """，其中：甲1.00万元，乙2.00万元"""
    pieces: list[Piece] = []
    for source, amount in _stated(facts, column):
        place = Place("budget", source.key, column)
        pieces += ["，" if pieces else "，其中：", _name(source), *_of(source), *wan(amount, "", place)]
    return pieces


def _of(source: Revenue) -> list[Piece]:
    """An amount must not run into a figure at the end of the name."""
    return ["为"] if source.source[-1:].isdigit() else []


def _name(source: Revenue) -> Run:
    return said(source.source, "收入来源", Place("budget", source.key, "source"))


def _change_words(facts: Facts, adjusted: Decimal, initial: Decimal | None) -> list[Piece]:
    difference = adjusted - (initial or Decimal(0))
    words: list[Piece] = ["年中调整部门预算，"]
    if difference == 0:
        words.append("预算总额不变")
    else:
        words += [f"{'调增' if difference > 0 else '调减'}", *_amount(difference, source_place(facts, "adjusted"))]
        percentage = rate(abs(difference), initial)
        if percentage is not None:
            words.append(
                f"，{'增长' if difference > 0 else '下降'}{percent_text(percentage) if percentage else '不足0.01%'}"
            )
    for index, source in enumerate(_moved(facts)):
        words += ["，" if index else "，其中：", _name(source), "增加" if change(source) > 0 else "减少"]
        words += _amount(change(source), Place("budget", source.key, "adjusted"))
    return words


def _amount(difference: Decimal, where: Place) -> tuple[Piece, ...]:
    """Without its sign. What would print as 0.00万元 is told in 元."""
    if to_wan(difference) == 0:
        return (Run(yuan_text(abs(difference)), where), "元")
    return (Run(wan_text(abs(difference)), where), "万元")


def _moved(facts: Facts) -> list[Revenue]:
    """The sources that changed, unless there is but one source: then the total says it."""
    stated = [source for source in facts.revenue if source.initial or source.adjusted]
    return [source for source in stated if change(source)] if len(stated) > 1 else []


def _remark_after(facts: Facts) -> str:
    """After which of the three lists the remark on rounding stands: the last one that needs it, once a paragraph."""
    changes = [change(source) for source in _moved(facts)]
    lists = {
        "adjusted": ([amount for _, amount in _stated(facts, "adjusted")], adjusted_total(facts)),
        "change": (changes, sum(changes, Decimal(0))),
        "initial": ([amount for _, amount in _stated(facts, "initial")], initial_total(facts)),
    }
    if not any(change(source) for source in facts.revenue):
        del lists["adjusted"]
    return next((name for name, (parts, whole) in lists.items() if not adds_up(parts, whole)), "")


def _spending_paragraphs(facts: Facts) -> list[Paragraph]:
    parts = {"basic": ("基本支出", facts.basic.executed), "project": ("项目支出", facts.project.executed)}
    pieces: list[Piece] = [f"{facts.fiscal_year}年度部门决算支出总金额为"]
    pieces += [*wan(executed_total(facts), "决算支出数", _EXECUTED), "，其中："]
    for index, (key, (label, amount)) in enumerate(parts.items()):
        pieces += ["、" if index else "", label, *wan(amount, f"{label}执行数", Place("budget", key, "executed"))]
    amounts = [amount for _, amount in parts.values() if amount is not None]
    pieces += ["" if adds_up(amounts, executed_total(facts)) else ROUNDING_REMARK, *_carry_over(facts), "。"]
    note = typed_paragraphs("2.1/execution-note", "", facts.execution_note, _text_place("execution_note"))
    if len(note) == 1:
        # A short note goes on where the figures end, as published reports have it.
        return [paragraph("2.1/spending", [*pieces, *note[0].runs])]
    return [paragraph("2.1/spending", pieces), *note]


def _carry_over(facts: Facts) -> list[Piece]:
    place = Place("budget", "evaluation", "carry_over")
    if facts.carry_over is None:
        return []
    if facts.carry_over == 0:
        # The note usually says so in its own words.
        return [] if "结余" in facts.execution_note else ["，", Run("年末无结转结余", place)]
    sign = "-" if facts.carry_over < 0 else ""
    return [f"，年末结转结余{sign}", *_amount(facts.carry_over, place)]


def _formula_paragraph(facts: Facts) -> Paragraph:
    budget = budget_total(facts)
    if budget == 0:
        return paragraph("2.1/formula", [f"{BASES[facts.basis]}为0，不计算预算执行率。"])
    pieces: list[Piece] = [f"按{BASES[facts.basis]}计算，预算执行率=执行数/预算数="]
    pieces += [*wan(executed_total(facts), "执行数", _EXECUTED), "/"]
    pieces += [*wan(budget, "预算数", source_place(facts, facts.basis))]
    return paragraph("2.1/formula", [*pieces, "=", percent(execution_rate(facts), "执行率", _EXECUTED), "。"])


def _low_execution(facts: Facts, rules: RuleSet) -> list[Paragraph]:
    place = _text_place("low_execution_reason")
    reason = typed_paragraphs("2.1/low-execution", "执行率偏低原因：", facts.low_execution_reason, place)
    reached = execution_rate(facts)
    needed = rules.low_execution is not None and reached is not None and reached < rules.low_execution
    if needed and not reason:
        return [paragraph("2.1/low-execution", ["执行率偏低原因：", gap("执行率偏低原因", place)])]
    return reason


def _text_place(field: str) -> Place:
    return Place("budget", "evaluation", field)


def _who(facts: Facts) -> str:
    return facts.department.short_name or facts.department.full_name


def revenue_table(facts: Facts) -> Table:
    """收入决算明细表, in 元. A blank amount stays an empty cell; 0.00 is a statement and is printed."""
    scope = {"own": "（本级）", "combined": "（汇总）"}.get(facts.scope, "")
    labels = ("项目", "年初预算数", "调整预算数", "决算数")
    totals: Sequence[Decimal | None] = (initial_total(facts), adjusted_total(facts), final_total(facts))
    columns = ("initial", "adjusted", "final")
    return Table(
        key="revenue",
        widths=(37, 21, 21, 21),
        title="收入决算明细表",
        left_note=f"编制单位：{facts.department.full_name}{scope}",
        right_note="单位：元",
        header_rows=1,
        rows=(
            TableRow(tuple(Cell(label, role="head") for label in labels), keep=True),
            *(_source_row(number, source) for number, source in enumerate(_sources_with_amounts(facts), start=1)),
            TableRow(
                (
                    Cell("总计", role="total"),
                    *(
                        Cell(amount=amount, kind="yuan", role="total", where=source_place(facts, column))
                        for column, amount in zip(columns, totals, strict=True)
                    ),
                )
            ),
        ),
    )


def _sources_with_amounts(facts: Facts) -> list[Revenue]:
    """Lines prepared for sources that the unit does not have are left out; while nothing is stated, all are shown."""
    stated = [line for line in facts.revenue if (line.initial, line.adjusted, line.final) != (None, None, None)]
    return stated or list(facts.revenue)


def _source_row(number: int, source: Revenue) -> TableRow:
    amounts = {column: getattr(source, column) for column in ("initial", "adjusted", "final")}
    return TableRow(
        (
            Cell(f"{chinese(number)}、{source.source}", where=Place("budget", source.key, "source"), align="left"),
            *(
                Cell(amount=amount, kind="yuan", where=Place("budget", source.key, column))
                for column, amount in amounts.items()
            ),
        )
    )
