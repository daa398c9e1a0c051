"""The corrections of a document that cannot be read, each named in words and led to."""

from collections.abc import Iterator, Mapping

from budgets.models import Evaluation, ExpenditureLine, RevenueLine
from indicators.facts import Facts
from indicators.models import AnnualGoal, Indicator, Statement
from reports import corrections


def problems(facts: Facts, unreadable: Mapping[str, str]) -> list[dict]:
    """For the error summary. facts: as they were read; unreadable: sentences by ``KEY:FIELD``."""
    named = {key: (model, thing) for key, model, thing in _things(facts)}
    return [_problem(name, sentence, *named[name.rpartition(":")[0]]) for name, sentence in unreadable.items()]


def _problem(name: str, sentence: str, model, thing: str) -> dict:
    label = model._meta.get_field(name.rpartition(":")[2]).verbose_name
    return {"text": f"{thing} · {label}：{sentence}" if thing else f"{label}：{sentence}", "url": f"#cell:{name}"}


def _things(facts: Facts) -> Iterator[tuple[str, type, str]]:
    yield corrections.DOCUMENT, Evaluation, ""
    yield "evaluation", Evaluation, ""
    yield "statement", Statement, "问题与改进"
    for kind in ("basic", "project"):
        yield kind, ExpenditureLine, ExpenditureLine.Kind(kind).label
    for line in facts.revenue:
        yield line.key, RevenueLine, line.source.strip() or "未写名称的收入"
    for number, goal in enumerate(facts.goals, 1):
        yield goal.key, AnnualGoal, f"年度目标{number}"
    for number, (_, row) in enumerate(facts.rows(), 1):
        yield row.key, Indicator, f"第 {number} 项“{row.name.strip()}”"
