"""What a row is told while it is typed: what was understood, how it was judged, what it still owes, what it is worth.

One home for the page as it is first shown and for the answer to a save. The full sentences are the checks' own; here
they are only shortened to what fits below a cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from budgets.rulesets import RuleSet
from indicators.facts import OUTCOMES, TIERS, Row
from indicators.findings import Finding
from indicators.formulas import plain
from indicators.judged import judgement_of
from indicators.proposed import possible, proposed
from indicators.scoring import RowScore, row_score
from indicators.understood import understood
from indicators.validation.of_row import needs, of_rows
from indicators.values import Judgement
from indicators.values.wording import percent

REASONS = {"deviation_reason": "偏差原因", "improvement": "改进措施"}
_REACHED = {"met": "已完成", "exceeded": "超额完成"}
_LEFTOVER = "还留着模板文字"
_OF_ACTUAL = {
    "actual-repeats-target": "照抄了目标值",
    "number-answered-in-words": "请填写实际数值",
    "name-is-target-and-actual": "与名称、目标值相同",
    "template-leftover": _LEFTOVER,
}
_OF_TARGET = {
    "question-without-yes-or-no": "应为“是”或“否”",
    "target-against-nature": "与指标性质不符",
    "words-with-numeric-target": "宜用文字说明",
    "operator-against-direction": "与所选方向不符",
    "template-leftover": _LEFTOVER,
}
_OF_OUTCOME = {"outcome-contradicts-figures": "与数值不符", "outcome-contradicts-tier": "与分档不符"}
_ASKED = {"tier": "请选择完成档次", "direction": "请选择方向", "figure": "不能与目标值比较，请选择完成情况"}


@dataclass(frozen=True)
class Told:
    """state: "good", "bad", "ask" (a person has to decide or look) or "" (nothing typed yet).

    hint: what 完成情况 still asks for; asks: the field of the panel in which that is answered, "" where it is
    完成情况 itself. needs: reasons that are obligatory; lacks: those of them that are blank. understood: by field.
    score: the points that count; formula: what stands in the blank input; allowed: the interval of the tier.
    """

    understood: Mapping[str, str] = field(default_factory=dict)
    judgement: str = ""
    state: str = ""
    hint: str = ""
    asks: str = ""
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    outcome_proposed: str = ""
    findings: tuple[Finding, ...] = ()
    score: str = ""
    formula: str = ""
    allowed: str = ""
    score_explanation: str = ""


def tell(rows: Iterable[Row], rules: RuleSet) -> dict[str, Told]:
    """By key."""
    rows = tuple(rows)
    found = of_rows(rows, rules)
    return {row.key: _told(row, rules, found[row.key]) for row in rows}


def _told(row: Row, rules: RuleSet, findings: tuple[Finding, ...]) -> Told:
    judged, needed = judgement_of(row), needs(row, rules)
    lacks = tuple(name for name in needed if not getattr(row, name).strip())
    hint, asks = _hint(row, judged, rules, findings)
    return Told(
        understood={name: _target_line(row, name, findings) for name in ("target", "adjusted_target")},
        judgement=_judgement(row, judged, needed, lacks, findings),
        state=_state(row, judged, lacks, findings, hint),
        hint=hint,
        asks=asks,
        needs=needed,
        lacks=lacks,
        outcome_proposed=proposed(row),
        findings=tuple(_without_name(one, row) for one in findings),
        **_points(row_score(row, rules)) if rules.scored else {},
    )


def _without_name(finding: Finding, row: Row) -> Finding:
    """In its own row nobody needs to be told which one is meant."""
    said = finding.message.removeprefix(f"“{row.name.strip()}”").removeprefix("这项指标")
    return replace(finding, message=said.removeprefix("的")) if said != finding.message else finding


def _target_line(row: Row, name: str, findings: tuple[Finding, ...]) -> str:
    """A fault first: what follows it may be cut off."""
    places = {name, "direction"} if name == ("adjusted_target" if row.adjusted_target else "target") else {name}
    wrong = [_OF_TARGET[one.code] for one in findings if one.code in _OF_TARGET and one.place.field in places]
    read = understood(row, name)
    if _LEFTOVER in wrong:
        # What was read from a blank form means nothing.
        return _LEFTOVER
    return " · ".join([*dict.fromkeys(wrong), read]) if read else ""


def _judgement(
    row: Row, judged: Judgement, needed: tuple[str, ...], lacks: tuple[str, ...], findings: tuple[Finding, ...]
) -> str:
    if not row.actual.strip():
        return ""
    wrong = [_short_of_actual(row, judged, one) for one in findings if one.place.field == "actual"]
    return " · ".join([text for text in wrong if text] + [_verdict(row, judged, needed, lacks)])


def _short_of_actual(row: Row, judged: Judgement, finding: Finding) -> str:
    if finding.code == "unit-differs":
        return f"单位不同：{judged.target_unit or row.unit.strip()} / {judged.actual_unit or row.unit.strip()}"
    return _OF_ACTUAL.get(finding.code, "")


def _verdict(row: Row, judged: Judgement, needed: tuple[str, ...], lacks: tuple[str, ...]) -> str:
    owed = f"：请填写{'和'.join(REASONS[name] for name in lacks)}" if lacks else ""
    if needed == ("deviation_reason",) and judged.ratio is not None and lacks:
        return f"偏高 {percent(judged.ratio)}：请说明原因"
    if judged.outcome == "cannot_tell":
        return f"{_by_hand(row, judged)}{owed}"
    head = _head(row, judged)
    return f"{head} · {_share(judged)}{owed}" if judged.ratio is not None else f"{head}{owed}"


def _head(row: Row, judged: Judgement) -> str:
    if judged.outcome == "not_met":
        return OUTCOMES[row.outcome] if row.outcome in {"partly", "not_met"} else "未达目标"
    # 完成 for 超额完成 understates and is left to the person.
    return _REACHED["met"] if row.outcome == "met" else _REACHED[judged.outcome]


def _share(judged: Judgement) -> str:
    """Of what should stay low, a share of 80 % is no shortfall: it is named for what it is."""
    share = percent(judged.ratio or Decimal(0))
    return f"为上限的 {share}" if judged.direction == "down" else share


def _by_hand(row: Row, judged: Judgement) -> str:
    if row.outcome:
        return f"人工判断为{OUTCOMES[row.outcome]}"
    if row.tier:
        return f"人工判断为{TIERS[row.tier]}"
    if judged.asks == "target":
        return "没有目标值" if judged.target.kind == "blank" else "目标值不能用来判断"
    return _ASKED.get(judged.asks, "请人工判断")


def _hint(row: Row, judged: Judgement, rules: RuleSet, findings: tuple[Finding, ...]) -> tuple[str, str]:
    """Below 完成情况, and the field that it leads to."""
    if not row.actual.strip():
        return "", ""
    asks = row_score(row, rules).asks if rules.scored else ("" if row.outcome or row.tier else judged.asks)
    if asks == "tier":
        return "选择档次", "tier"
    if asks == "direction":
        return "选择方向", "direction"
    if wrong := next((_OF_OUTCOME[one.code] for one in findings if one.code in _OF_OUTCOME), ""):
        return wrong, ""
    if row.outcome:
        return "", ""
    if possible(row):
        # 部分完成 or 未完成: figures do not tell them apart.
        return "部分或未完成", ""
    return (f"可选{OUTCOMES[proposed(row)]}", "") if proposed(row) else ("", "")


def _state(row: Row, judged: Judgement, lacks: tuple[str, ...], findings: tuple[Finding, ...], hint: str) -> str:
    if not row.actual.strip():
        return ""
    levels = {one.level for one in findings if one.place.field in {"actual", "outcome"} and one.code != "blank-outcome"}
    unmet = judged.outcome == "not_met" or "improvement" in lacks
    if (unmet and lacks) or "error" in levels:
        return "bad"
    if lacks or hint or "warning" in levels or (judged.outcome == "cannot_tell" and not row.outcome):
        return "ask"
    return "" if row.outcome in {"partly", "not_met"} else "good"


def _points(score: RowScore) -> dict[str, str]:
    asked = score.interval if score.formula is None else None
    return {
        "score": "" if score.points is None else f"{score.points:.2f}",
        "formula": "" if score.formula is None else plain(score.formula),
        "allowed": _allowed(score, asked.text if asked else ""),
        "score_explanation": score.explanation,
    }


def _allowed(score: RowScore, interval: str) -> str:
    """Below 得分: within which points it has to lie, or what the formula gives where another number was entered."""
    if interval:
        return interval
    differs = score.entered is not None and score.formula is not None and score.entered != score.formula
    return f"公式 {plain(score.formula)}" if differs and score.formula is not None else ""


def told_as_json(told: Told, outcome: str) -> dict:
    """outcome: as it is stored now, proposed or chosen."""
    return {
        "understood": dict(told.understood),
        "judgement": told.judgement,
        "state": told.state,
        "hint": told.hint,
        "asks": told.asks,
        "outcome": outcome,
        "outcome_proposed": told.outcome_proposed,
        "needs": list(told.needs),
        "lacks": list(told.lacks),
        "findings": [
            {"level": one.level, "word": one.level_name, "message": one.message, "field": one.place.field}
            for one in told.findings
        ],
        "score": told.score,
        "formula": told.formula,
        "allowed": told.allowed,
        "score_explanation": told.score_explanation,
    }
