"""The columns of the 填报表: which field each holds, what it is called, how wide it is, and what to write there."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.facts import OUTCOMES, TIERS

KEY, BASE, GOAL = "key", "base", "goal"
KEY_LABEL, BASE_LABEL = "行标识", "导出时的内容"
REMARK_LABEL = "导入说明"
# Words that stand for codes.
WORDS: dict[str, dict[str, str]] = {"outcome": OUTCOMES, "tier": TIERS}
NUMBERS = frozenset({"weight", "score"})


@dataclass(frozen=True)
class Column:
    """width: in digits. long: text of several lines. prompt: shown when the cell is selected."""

    field: str
    label: str
    width: float
    prompt: str = ""
    long: bool = False
    most: int = 300


COLUMNS = (
    Column(GOAL, "年度目标", 22, "新增的指标请从下拉列表中选择它属于哪个年度目标。"),
    Column("level1", "一级指标", 12, "从下拉列表中选择，列表中没有的也可以直接填写。", most=100),
    Column("level2", "二级指标", 14, "从下拉列表中选择，列表中没有的也可以直接填写。", most=100),
    Column("name", "三级指标", 28, "指标名称，不超过 300 个字。"),
    Column("target", "年初目标值", 13, "怎样写，印出来就怎样，例如 ≥95%、12月底前。"),
    Column("unit", "计量单位", 9, "目标值里没有写单位的才填，例如 个、%。", most=50),
    Column("adjusted_target", "调整后目标值", 13, "目标有调整的填写，没有调整的留空。"),
    Column("adjustment_reason", "调整原因", 22, "填了调整后目标值的，写明调整原因。", long=True),
    Column("weight", "分值", 7, "最多两位小数的数字，例如 8.5。", most=10),
    Column("actual", "实际完成值", 14, "连同单位填写，例如 122个、96.5%、11月。"),
    Column("outcome", "完成情况", 11, "可以留空：能由数值判断的，导入后自动判断；部分完成和未完成请从列表中选择。"),
    Column("tier", "分档", 11, "定性指标从列表中选择，定量指标留空。"),
    Column("score", "得分", 7, "最多两位小数的数字，例如 8.5。", most=10),
    Column("analysis", "完成情况分析", 44, "写明做了什么、完成了多少、依据是什么。", long=True),
    Column("deviation_reason", "偏差原因", 28, "没有完成，或超额较多的，写明原因。", long=True),
    Column("improvement", "改进措施", 28, "没有完成的，写明怎样改进、何时完成。", long=True),
)
BY_FIELD = {column.field: column for column in COLUMNS}
LABELS = {column.field: column.label for column in COLUMNS}


def word_of(field: str, text: str) -> str:
    """What stands in a cell for the stored text: 完成 for met."""
    return WORDS[field].get(text, text) if field in WORDS else text


def text_of(field: str, word: str) -> str:
    """The inverse of `word_of`; an unknown word stands for itself, and is then refused where it is read."""
    if field not in WORDS:
        return word
    plain = "".join(word.split())
    return next((code for code, known in WORDS[field].items() if known == plain), word)


# ---- what an exported row held ---------------------------------------------------------------------------------------


# Of a cell, counted in 16 bits; what is longer stays in the system.
_LONGEST = 32767
TOO_LONG = "（文字超过单元格容量，请在系统里填写）"


def written(text: str) -> str:
    """What a cell can hold of the text."""
    return text if len(text.encode("utf-16-le")) <= 2 * _LONGEST else TOO_LONG


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def as_base(values: Mapping[str, str], fields: Iterable[str]) -> str:
    """Tells afterwards whether somebody changed a cell, without saying what stood there."""
    return ";".join(f"{name}:{digest(written(values.get(name, '')))}" for name in fields)


_BASE = re.compile(r"([a-z_0-9]+):([0-9a-f]{10})")


def from_base(text: str) -> dict[str, str]:
    return dict(_BASE.findall(text))


# ---- whose workbook it is --------------------------------------------------------------------------------------------

_STAMP = re.compile(r"绩评填报表 (\d{4}) (\S+) (\w+)")


def as_stamp(fiscal_year: int, code: str, scope: str) -> str:
    return f"绩评填报表 {fiscal_year} {code} {scope}"


def is_stamp(text: str) -> bool:
    return bool(_STAMP.fullmatch(text))


def year_of_stamp(text: str) -> str:
    match = _STAMP.fullmatch(text)
    return match[1] if match else ""
