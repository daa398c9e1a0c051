"""What an indicator's name and second level tell of its figure: more is better, less is better, or exactly so much."""

import re

from budgets.text import narrow

from . import lexicon
from .plain import plain
from .units import Unit

_HINTS = {
    word: direction
    for direction, words in (("up", lexicon.NAME_UP), ("down", lexicon.NAME_DOWN), ("equal", lexicon.NAME_EQUAL))
    for word in words.split()
}
_HINT = re.compile("|".join(map(re.escape, sorted(_HINTS, key=len, reverse=True))))
_DEALT_WITH = re.compile("|".join(lexicon.DEALT_WITH.split()))
_HEALTH = re.compile("|".join(lexicon.HEALTH.split()))
_AMBIGUOUS = tuple(lexicon.AMBIGUOUS.split())
_BRACKETS = re.compile(r"\([^()]*\)")
# What may stand behind the word that decides, without changing what is counted.
_TAIL = re.compile(
    "(?:的)?(?:发生|出现)?"
    + lexicon.run_of(
        "率 数 次数 数量 起数 件数 人数 总数 总量 量 值 比例 比率 比重 占比 情况 总额 额 金额 水平 指数 程度 控制 时间 天数 户数 人次 个数 频次 频率 指标"
    )
)
_REVERSED = re.compile("(?:零|无|未发生)$")


def asks_yes_or_no(name: str) -> bool:
    return "(是否)" in re.sub(r"\s", "", narrow(name))


def without_question(name: str) -> str:
    """The name of a 是否 row as a plain statement: 确保困难群众生活（是否） → 确保困难群众生活."""
    return re.sub(r"\s*[（(]\s*是\s*否\s*[）)]\s*", "", name)


def direction_of_name(name: str) -> str:
    """ "up", "down", "equal", or "" where the name does not tell."""
    return _named(name).removeprefix("?")


def _named(name: str) -> str:
    """As above, and "?" where a word was found that would tell, were it not dealt with: 降低成本, 处理投诉."""
    name = _BRACKETS.sub("", plain(name)).replace("“", "").replace("”", "")
    hints = list(_HINT.finditer(name))
    if not hints:
        return ""
    last = hints[-1]
    direction = _HINTS[last.group()]
    if not _TAIL.fullmatch(name, last.end()):
        # 事故应急演练场次 is about 演练; what follows the word decides, and it is not known.
        return ""
    before = name[: last.start()]
    if direction == "down":
        if (
            _DEALT_WITH.search(before)
            or _REVERSED.search(before)
            or (last.group() == "控制率" and _HEALTH.search(before))
        ):
            return "?"
        return direction
    return "?" if direction == "up" and before.endswith(("未", "不")) else direction


def names_what_is_bad(name: str) -> bool:
    """重大安全责任事故, 违规使用资金情况: what nobody wishes for, and nobody deals with."""
    bare = _BRACKETS.sub("", plain(name))
    found = any(word in bare for word in _AMBIGUOUS) or direction_of_name(name) == "down"
    return found and not _DEALT_WITH.search(bare)


def suggested(name: str, level2: str, unit: Unit) -> str:
    """Where no operator says it: "up", "down", "equal", or "" where a person must."""
    named = _named(name)
    if named:
        return named.removeprefix("?")
    if "成本" in level2:
        return "down" if unit.kind in {"money", ""} and "率" not in name else ""
    if any(word in plain(name) for word in _AMBIGUOUS):
        return ""
    match unit.kind:
        case "money":
            return "up" if "经济效益" in level2 else ""
        case "time" | "workday" | "grade" | "noise" | "concentration" | "point":
            return ""
        case "percent":
            return "" if "‰" in unit.text else "up"
        case _:
            return "up"
