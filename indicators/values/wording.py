"""The sentence that explains a judgement, with the figures in it."""

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .judging import Judgement

_SAID = {"met": "完成", "exceeded": "超额完成", "not_met": "未完成", "cannot_tell": "请人工判断"}
_WHY = {
    ("exceeded", "up"): "高于目标值",
    ("exceeded", "down"): "优于目标值（越少越好）",
    ("exceeded", "equal"): "高于目标值",
    ("not_met", "up"): "低于目标值",
    ("not_met", "down"): "高于目标值（越少越好）",
    ("not_met", "equal"): "与目标值不符",
    ("met", "up"): "达到目标值",
    ("met", "down"): "在目标值以内",
    ("met", "equal"): "与目标值相符",
}
_WHY_DATES = {"exceeded": "早于目标时间", "met": "在目标时间以内", "not_met": "晚于目标时间"}
_WHY_WORDS = {"exceeded": "好于目标值", "met": "符合目标值", "not_met": "没有达到目标值"}
_ASKS = {
    "tier": "文字不同，请选择达成预期、部分达成或未达成",
    "direction": "看不出越多越好还是越少越好，请选择方向",
    "figure": "不能由实际完成值确定是否达到目标值",
}
# A cell may hold a whole paragraph; a sentence quotes its beginning.
_QUOTED = 40


def sentence(judgement: "Judgement", why: str) -> str:
    """目标值≥100个，实际完成值122张，高于目标值（122%）；单位不同（个、张）：超额完成"""
    target, actual = _quoted(judgement.target.text), _quoted(judgement.actual.text)
    told = [f"目标值{target}" if target else "", f"实际完成值{actual}" if actual else "", why or _reason(judgement)]
    text = "，".join(part for part in told if part)
    if judgement.units == "different":
        text += f"；单位不同（{judgement.target_unit}、{judgement.actual_unit}）"
    if judgement.repeats:
        text += "；实际完成值照抄了目标值，没有写明实际数值"
    return f"{text}：{_SAID[judgement.outcome]}"


def percent(ratio: Decimal) -> str:
    """B/A in percent, two places at most: 341.18%"""
    if abs(ratio) >= 10**12:
        return "很多倍"
    rounded = (ratio * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") + "%"


def _reason(judgement: "Judgement") -> str:
    if judgement.outcome == "cannot_tell":
        return _ASKS.get(judgement.asks, "不能确定是否达到目标值")
    if judgement.target.span is not None:
        return _WHY_DATES[judgement.outcome]
    reason = _WHY.get((judgement.outcome, judgement.direction), _WHY_WORDS[judgement.outcome])
    return reason if judgement.ratio is None else f"{reason}（{percent(judgement.ratio)}）"


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
