"""Compares what is said in words: the same words, claims (已完成), zeros (未发生), ranks, opposites."""

import re
from decimal import Decimal

from . import lexicon
from .plain import plain, words_of
from .reading import Value

_REACHED = frozenset(lexicon.REACHED.split())
_SURPASSED = frozenset(lexicon.SURPASSED.split())
_MISSED = frozenset(lexicon.MISSED.split())
_LATE = frozenset(lexicon.LATE.split())
_WHOLE = frozenset(lexicon.WHOLE.split())
_ZERO = frozenset(lexicon.ZERO_WHOLE.split())
_ZERO_BEFORE = re.compile(f"(?:{'|'.join(lexicon.spellings(lexicon.ZERO_BEFORE))})(?P<what>.{{1,14}})")
# What nobody wishes for: 无投诉 is a zero, 无障碍 is not.
_BAD = re.compile(
    "投诉|事故|差错|违规|违纪|违法|上访|信访|舆情|死亡|伤亡|超支|拖欠|泄密|事件|火灾|隐患|纠纷|失误|错误|逾期|案件|问题|污染|超标|返贫|辍学|中断|故障|缺陷|发生"
)
_AGAINST = re.compile(
    "(?P<more>大于|高于|超过|超出|多于|优于)?(?P<less>小于|低于|少于|未达到|未达)?(?P<same>等于|达到|完成|实现)?(?:了)?(?:年度|年初|全年|预期|本年|设定的?|既定)*(?:绩效)?(?:指标值|目标值|目标任务|指标|目标|预期值|计划值)(?P<rest>.*)"
)
_STRONGER = re.compile(f"(?:{'|'.join(lexicon.spellings(lexicon.STRONGER))})+")
_RANKS = tuple({word: rank for rank, words in enumerate(scale) for word in words.split()} for scale in lexicon.RANKS)
_OPPOSITES = tuple((frozenset(good.split()), frozenset(bad.split())) for good, bad in lexicon.OPPOSITES)
_SYNONYMS = {word: words.split()[0] for words in lexicon.SYNONYMS for word in words.split()}
_SYNONYM = re.compile("|".join(lexicon.spellings(" ".join(_SYNONYMS))))
_ON_TIME = frozenset(lexicon.ON_TIME)
_DOUBT = re.compile("[不未没无难待需应拟将]|基本|部分")
_LEFTOVER = re.compile("|".join(lexicon.LEFTOVERS))
_STRONGER_AFTER = frozenset(lexicon.STRONGER_AFTER.split())
_TREND = re.compile(
    rf"(?:{'|'.join(lexicon.spellings(lexicon.TREND_BEFORE))})*"
    rf"(?:(?P<fall>{'|'.join(lexicon.spellings(lexicon.FALL))})|(?P<rise>{'|'.join(lexicon.spellings(lexicon.RISE))}))"
)
_DIGIT = re.compile("[0-9]")
_PAST = re.compile("^(?:均已|都已|已经|已)|了$")


def is_leftover(text: str) -> bool:
    """Words of the empty form that nobody has replaced: 指标1, ……, XX."""
    return _LEFTOVER.fullmatch(plain(text).lower()) is not None


def same(target: Value, actual: Value) -> bool:
    """Letter by letter, but for width, blanks and, where there are no digits, punctuation."""
    wanted, given = plain(target.text), plain(actual.text)
    if wanted.lower() == given.lower():
        return bool(words_of(wanted))
    return not _DIGIT.search(wanted + given) and words_of(wanted) == words_of(given) != ""


def claim(actual: Value) -> str:
    """ "reached", "surpassed", "missed", "late", or "" : what an answer in words says of the target."""
    word = words_of(plain(actual.text))
    for name, words in (("surpassed", _SURPASSED), ("missed", _MISSED), ("late", _LATE), ("reached", _REACHED)):
        if word in words:
            return name
    return ""


def speaks_of_target(actual: Value) -> bool:
    """完成目标值, unlike 完成, answers any target."""
    return any(word in plain(actual.text) for word in lexicon.REACHED_TARGET)


def is_on_time(value: Value) -> bool:
    return any(word in plain(value.text) for word in lexicon.ON_TIME)


def against_target(actual: Value) -> str:
    """大于年度指标值≥95%: "above", "below" or "at" the target, "" where it is not said."""
    match = _AGAINST.fullmatch(plain(actual.text))
    if not match or (match["rest"] and not match["rest"].lstrip(":为=≥≤>< ").replace(".", "").rstrip("%").isdigit()):
        return ""
    said = [name for name in ("more", "less", "same") if match[name]]
    return {"more": "above", "less": "below", "same": "at"}[said[0]] if len(said) == 1 else ""


def is_zero(value: Value) -> bool:
    """未发生, 零事故, 无投诉; 0起 is a number and says so itself."""
    word = words_of(plain(value.text))
    if word in _ZERO:
        return True
    match = _ZERO_BEFORE.fullmatch(word)
    return bool(match and _BAD.search(match["what"]) and not _DIGIT.search(word))


def trend(target: Value) -> str:
    """ "rise" or "fall" where a target in words promises no more than that: 较上年提升."""
    match = _TREND.fullmatch(plain(target.text))
    if not match:
        return ""
    return "fall" if match["fall"] else "rise"


def as_whole(value: Value) -> Decimal | None:
    """100 for 全覆盖 and 应保尽保."""
    return Decimal(100) if words_of(plain(value.text)) in _WHOLE else None


def compare(target: Value, actual: Value) -> str:
    """Two texts in words: "met", "exceeded", "not_met", or "" where a person must weigh them."""
    wanted, given = _said(target), _said(actual)
    if not wanted or not given:
        return ""
    if wanted in _ON_TIME and given.startswith(wanted) and not _DOUBT.search(given):
        return "met"
    if is_zero(target) and is_zero(actual):
        return "met" if _same_subject(wanted, given) else ""
    for ranks in _RANKS:
        rank = ranks.get(wanted.removesuffix("以上").removesuffix("及"))
        if rank is not None and given in ranks:
            return _ranked(rank, ranks[given])
    if _denies(wanted, given):
        return "not_met"
    return "met" if _affirms(wanted, given) else ""


def _said(value: Value) -> str:
    """The words, with one for each group of those that mean the same."""
    return _SYNONYM.sub(lambda match: _SYNONYMS[match.group()], words_of(plain(value.text)))


def _denies(wanted: str, given: str) -> bool:
    if any((wanted in good and given in bad) or (wanted in bad and given in good) for good, bad in _OPPOSITES):
        return True
    return given in {f"{no}{wanted}" for no in ("不", "未", "没有", "未能", "尚未", "没", "无")}


def _affirms(wanted: str, given: str) -> bool:
    """已建立 says 建立, 明显提升 says 提升, 未超预算 says 不超预算."""
    if _PAST.sub("", given) == _PAST.sub("", wanted):
        return True
    if given.endswith(wanted) and _STRONGER.fullmatch(given[: -len(wanted)]):
        return True
    if given.startswith(wanted) and given[len(wanted) :] in _STRONGER_AFTER:
        return True
    return wanted[:1] == "不" and given in {f"未{wanted[1:]}", f"没有{wanted[1:]}"}


def _same_subject(wanted: str, given: str) -> bool:
    """零投诉 is not answered by 未发生事故; a bare 未发生 answers any."""
    if given in _ZERO or wanted in _ZERO:
        return True
    bad = set(_BAD.findall(wanted)) - {"发生", "事件"}
    return not bad or bad <= set(_BAD.findall(given))


def _ranked(wanted: int, given: int) -> str:
    if given == wanted:
        return "met"
    return "exceeded" if given > wanted else "not_met"
