"""The few figures by which one knows an evaluation again. Pure: from facts alone."""

from dataclasses import dataclass
from decimal import Decimal

from budgets import money
from budgets.models import Basis
from budgets.rulesets import RULE_SETS, RuleSet
from indicators import execution
from indicators.facts import Facts
from indicators.formulas import plain
from indicators.models import Outcome
from indicators.scoring import PartScore, score
from indicators.weights import sums

_MET = {Outcome.MET, Outcome.EXCEEDED}


@dataclass(frozen=True)
class Figure:
    """text: as it is read, "" where nothing is stated; wan: the same in 万元, for amounts; note: what else belongs to it.

    of_points: one of those that stand together above the others.
    """

    label: str
    text: str
    wan: str = ""
    note: str = ""
    of_points: bool = False


def figures(facts: Facts, *, stage: str = "results") -> tuple[Figure, ...]:
    """Points where there are any, money on the evaluation's own basis, then how many rows came to what.

    At stage "targets" what is planned.
    """
    rules = RULE_SETS[facts.rule_set]
    if stage == "targets":
        return (
            _amount("年初预算数", execution.initial_total(facts)),
            Figure("年度目标", f"{len(facts.goals)} 个"),
            Figure("指标", f"{sum(1 for _ in facts.rows())} 项"),
            *_weights(facts, rules),
        )
    rate = execution.execution_rate(facts)
    return (
        *_points(facts, rules),
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


def _weights(facts: Facts, rules: RuleSet) -> tuple[Figure, ...]:
    if not rules.scored:
        return ()
    text, _, note = sums(facts, rules).whole.text.partition("，")
    return (Figure("指标分值", text, note=note),)


def _points(facts: Facts, rules: RuleSet) -> tuple[Figure, ...]:
    if not rules.scored:
        return ()
    found = score(facts, rules)
    undecided = sum(not row.decided for row in found.rows)
    lacks = [
        "" if found.rows else "还没有指标",
        f"还有 {undecided} 项未定" if undecided else "",
        "" if found.execution.points is not None else found.execution.explanation,
    ]
    said = f"还有 {undecided} 项未定" if undecided else _out_of(found.indicators)
    figures = (
        ("自评总分", _of(found.total), "，".join(lack for lack in lacks if lack)),
        ("等级", found.grade or "未定", ""),
        ("执行率得分", _of(found.execution.points), _out_of(found.execution)),
        ("指标得分", _of(found.indicators.so_far), said),
    )
    return tuple(Figure(label, text, note=note, of_points=True) for label, text, note in figures)


def _of(points: Decimal | None) -> str:
    return "未定" if points is None else f"{plain(points)} 分"


def _out_of(part: PartScore) -> str:
    return "" if part.demanded is None else f"满分 {plain(part.demanded)} 分"
