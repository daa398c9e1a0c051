"""The few figures by which one knows an evaluation again. Pure: from facts alone."""

from dataclasses import dataclass
from decimal import Decimal

from budgets import money
from budgets.models import Basis
from indicators import execution
from indicators.facts import Facts
from indicators.models import Outcome

_MET = {Outcome.MET, Outcome.EXCEEDED}


@dataclass(frozen=True)
class Figure:
    """text: as it is read, "" where nothing is stated; wan: the same in 万元, for amounts."""

    label: str
    text: str
    wan: str = ""


def figures(facts: Facts, *, stage: str = "results") -> tuple[Figure, ...]:
    """Money on the evaluation's own basis, then how many rows came to what; at stage "targets" what is planned."""
    if stage == "targets":
        return (
            _amount("年初预算数", execution.initial_total(facts)),
            Figure("年度目标", f"{len(facts.goals)} 个"),
            Figure("指标", f"{sum(1 for _ in facts.rows())} 项"),
        )
    rate = execution.execution_rate(facts)
    return (
        _amount(Basis(facts.basis).label, execution.budget_total(facts)),
        _amount("执行数", execution.executed_total(facts)),
        Figure("执行率", "" if rate is None else money.percent_text(rate)),
        *_outcomes(facts),
    )


def _amount(label: str, yuan: Decimal | None) -> Figure:
    if yuan is None:
        return Figure(label, "")
    return Figure(label, f"{money.yuan_text(yuan)} 元", f"{money.wan_text(yuan)} 万元")


def _outcomes(facts: Facts) -> tuple[Figure, ...]:
    outcomes = [row.outcome for _, row in facts.rows()]
    met = sum(outcome in _MET for outcome in outcomes)
    open_yet = outcomes.count("")
    unmet = len(outcomes) - met - open_yet
    counted = (("部分或未完成", unmet), ("未填完成情况", open_yet))
    lacking = tuple(Figure(label, f"{number} 项") for label, number in counted if number)
    return (Figure("完成的指标", f"{len(outcomes)} 项中 {met} 项"), *lacking)
