"""Compares what is said in words: the same words, claims (已完成), zeros (未发生), ranks, opposites."""

import re
from decimal import Decimal

from . import budget, lexicon
from .plain import plain, words_of
from .reading import Value

_REACHED = frozenset(lexicon.REACHED.split())
_SURPASSED = frozenset(lexicon.SURPASSED.split())
_MISSED = frozenset(lexicon.MISSED.split())
_LATE = frozenset(lexicon.LATE.split())
_WHOLE = frozenset(lexicon.WHOLE.split())
_ZERO = frozenset(lexicon.ZERO_WHOLE.split())
_ZERO_BEFORE = re.compile(f"(?P<no>{'|'.join(lexicon.spellings(lexicon.ZERO_BEFORE))})(?P<what>.{{1,14}})")
# What nobody wishes for: 无投诉 is a zero, 无障碍 is not.
_BAD = re.compile(
    "投诉|事故|差错|违规|违纪|违法|上访|信访|舆情|死亡|伤亡|超支|拖欠|泄密|事件|火灾|隐患|纠纷|失误|错误|逾期|案件|问题|污染|超标|返贫|辍学|中断|故障|缺陷|发生|疫情|侵权|泄露|腐败|失信|中毒|踩踏|欠薪|溺水|损失|渎职"
)
_AGAINST = re.compile(
    "(?P<more>大于|高于|超过|超出|多于|优于)?(?P<less>小于|低于|少于|未达到|未达)?(?P<same>等于|达到|完成|实现)?(?:了)?(?:年度|年初|全年|预期|本年|设定的?|既定)*(?:绩效)?(?:指标值|目标值|目标任务|指标|目标|预期值|计划值)(?P<rest>.*)"
)
_MISSED_FOR_CAUSE = re.compile(
    f"(?:{lexicon.CAUSE})?(?:{lexicon.SUBJECT})?(?P<missed>{'|'.join(lexicon.spellings(lexicon.MISSED))})"
)
_PENDING = frozenset(lexicon.PENDING.split())
_STRONGER = re.compile(lexicon.run_of(f"{lexicon.STRONGER} {lexicon.INTRODUCING}"))
_WEAKER = re.compile(lexicon.run_of(lexicon.STRONGER))
_INTRODUCING = re.compile(lexicon.run_of(lexicon.INTRODUCING))
_CAME_ABOUT = frozenset(lexicon.CAME_ABOUT.split())
_FULFILLED = re.compile(f"(?:{'|'.join(lexicon.spellings(lexicon.FULFILLED))})")
_BESIDE_FULFILLED = re.compile(lexicon.run_of(f"{lexicon.FULFILLED} {lexicon.BESIDE_FULFILLED}"))
_INTRODUCED = tuple(f"{done}{word}" for word in lexicon.INTRODUCING.split() for done in ("", "已"))
_SHORT = 2
_NO_RISE, _NO_FALL = frozenset(lexicon.NO_RISE.split()), frozenset(lexicon.NO_FALL.split())
_STANDSTILL = frozenset(lexicon.STANDSTILL.split())
_RANKS = tuple({word: rank for rank, words in enumerate(scale) for word in words.split()} for scale in lexicon.RANKS)
_OPPOSITES = tuple((frozenset(good.split()), frozenset(bad.split())) for good, bad in lexicon.OPPOSITES)
_SYNONYMS = {word: words.split()[0] for words in lexicon.SYNONYMS for word in words.split()}
_SYNONYM = re.compile("|".join(lexicon.spellings(" ".join(_SYNONYMS))))
_ON_TIME = frozenset(lexicon.ON_TIME)
_DOUBT = re.compile("[不未没无难待需应拟将]|基本|部分")
_LEFTOVER = re.compile("|".join(lexicon.LEFTOVERS))
_STRONGER_AFTER = frozenset(lexicon.STRONGER_AFTER.split())
_TREND = re.compile(
    rf"{lexicon.run_of(lexicon.TREND_BEFORE)}"
    rf"(?:(?P<fall>{'|'.join(lexicon.spellings(lexicon.FALL))})|(?P<rise>{'|'.join(lexicon.spellings(lexicon.RISE))}))"
)
_BRACKET_BEHIND = re.compile(r"(?P<head>[^()]+)\((?P<inner>[^()]*)\)")
_DIGIT = re.compile("[0-9]")
_DONE = re.compile("了(?!解)")
_DENIAL = re.compile("没有|未能|尚未|并未|[不未没无]")
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
    """ "reached", "surpassed", "missed", "late", "pending", or "" : what an answer in words says of the target."""
    word = words_of(plain(actual.text))
    head = _BRACKET_BEHIND.fullmatch(plain(actual.text))
    if head and not (_DOUBT.search(head["inner"]) and words_of(head["head"]) not in _MISSED | _LATE):
        word = words_of(head["head"])
    for name, words in (
        ("surpassed", _SURPASSED),
        ("missed", _MISSED),
        ("late", _LATE),
        ("reached", _REACHED),
        ("pending", _PENDING),
    ):
        if word in words:
            return name
    return "missed" if _MISSED_FOR_CAUSE.fullmatch(word) else ""


def tells_of_nothing_done(actual: Value) -> bool:
    """未开展 and 取消, unlike 未达标: a number that is to stay low may well be kept by it."""
    return plain(actual.text).endswith(lexicon.NOTHING_DONE)


def asks_completion(target: Value) -> bool:
    return any(word in plain(target.text) for word in lexicon.COMPLETION.split())


def is_fulfilled_or_not(text: str) -> bool:
    """及时发放, 验收合格: each single case is so or is not, which makes 100% of them the whole."""
    word = words_of(plain(text))
    return bool(_FULFILLED.search(word) and _BESIDE_FULFILLED.fullmatch(word))


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
    if not match or _DIGIT.search(word):
        return False
    return bool(_BAD.search(match["what"])) or "发生" in match["no"] or "出现" in match["no"]


def is_bare_zero(value: Value) -> bool:
    """未发生, which does not say of what."""
    return words_of(plain(value.text)) in _ZERO


def is_held(target: Value) -> bool:
    """只减不增, 不低于上年: kept already where nothing changes."""
    return words_of(plain(target.text)) in _NO_RISE | _NO_FALL


def trend(target: Value) -> str:
    """ "rise" or "fall" where a target in words promises no more than that: 较上年提升."""
    if is_held(target):
        return "fall" if words_of(plain(target.text)) in _NO_RISE else "rise"
    match = _TREND.fullmatch(plain(target.text))
    if not match:
        return ""
    return "fall" if match["fall"] else "rise"


def as_whole(value: Value) -> Decimal | None:
    """100 for 全覆盖 and 应保尽保."""
    return Decimal(100) if _introduced(words_of(plain(value.text))) in _WHOLE else None


def _introduced(word: str) -> str:
    """应保尽保 of 已做到应保尽保."""
    return _INTRODUCING.sub("", word.removeprefix("已"), count=1) if word.startswith(_INTRODUCED) else word


def compare(target: Value, actual: Value, name: str) -> str:
    """Two texts in words: "met", "exceeded", "not_met", or "" where a person must weigh them."""
    wanted, given = _said(target), _said(actual)
    if not wanted or not given:
        return ""
    if wanted in _ON_TIME and given.startswith(wanted) and not _DOUBT.search(given):
        return "met"
    if is_zero(target) and (is_zero(actual) or given in {"无", "没有"}):
        return "met" if given in {"无", "没有"} or _same_subject(wanted, given) else ""
    if is_held(target) and given in _STANDSTILL:
        return "met"
    if ranked := _in_ranks(wanted, given):
        return ranked
    if _denies(wanted, given) or (given in _STANDSTILL and _moves(target)):
        return "not_met"
    return "met" if _affirms(wanted, given) or _leaves_out(wanted, given, name) else ""


def _said(value: Value) -> str:
    """The words, with one for each group of those that mean the same."""
    said = _SYNONYM.sub(lambda match: _SYNONYMS[match.group()], words_of(plain(value.text)))
    return budget.said_of_it(said) or _DONE.sub("", said)


def _denies(wanted: str, given: str) -> bool:
    if any((wanted in good and given in bad) or (wanted in bad and given in good) for good, bad in _OPPOSITES):
        return True
    if given in {f"{no}{wanted}" for no in ("没有", "未能", "尚未")}:
        return True
    # 不符合 under 符合设计要求
    if given[:1] in {"不", "未"} and len(given) > _SHORT and wanted.startswith(given[1:]):
        return True
    denial = _DENIAL.match(given)
    if denial and _core(given[denial.end() :]) == _core(wanted) != "":
        return True
    # 效果不明显 denies 效果明显
    return any(
        char in "不未没无" and given[:index] + given[index + 1 :] == wanted for index, char in enumerate(given[:40])
    )


def _core(word: str) -> str:
    """提升 of 明显提升."""
    return _WEAKER.sub("", word, count=1)


def _affirms(wanted: str, given: str) -> bool:
    """已建立 says 建立, 明显提升 says 提升, 未超预算 says 不超预算."""
    if _PAST.sub("", given) == _PAST.sub("", wanted):
        return True
    if given.endswith(wanted) and _STRONGER.fullmatch(given[: -len(wanted)]):
        return True
    if given.startswith(wanted) and given[len(wanted) :] in _STRONGER_AFTER | _CAME_ABOUT:
        return True
    return wanted[:1] == "不" and given in {f"未{wanted[1:]}", f"没有{wanted[1:]}"}


def _same_subject(wanted: str, given: str) -> bool:
    """零投诉 is not answered by 未发生事故; a bare 未发生 answers any."""
    if given in _ZERO or wanted in _ZERO:
        return True
    bad = set(_BAD.findall(wanted)) - {"发生", "事件"}
    return not bad or bad <= set(_BAD.findall(given))


def _moves(target: Value) -> bool:
    return bool(trend(target)) and not is_held(target)


def _leaves_out(wanted: str, given: str, name: str) -> bool:
    """正常 under 正常运行 where the name speaks of 运行: what is left out has been said there."""
    if len(given) < 2 or _DOUBT.search(given):
        return False
    rest = wanted[len(given) :] if wanted.startswith(given) else wanted.removesuffix(given)
    told = rest != wanted and rest in words_of(plain(name))
    return told and not _WEAKER.fullmatch(rest) and not _DOUBT.search(rest)


def _in_ranks(wanted: str, given: str) -> str:
    """优秀 surpasses 良好, and 优良 is either of them; "" where the two are not of one scale."""
    given = given if _known_rank(given) else _INTRODUCING.sub("", given, count=1)
    if either := lexicon.EITHER_RANK.get(wanted):
        if any(ranks.get(given) in {ranks.get(word) for word in either} - {None} for ranks in _RANKS):
            return "met"
        wanted = either[0]
    for ranks in _RANKS:
        rank = ranks.get(wanted.removesuffix("以上").removesuffix("及"))
        if rank is not None and given in ranks:
            return _ranked(rank, ranks[given])
    return ""


def _known_rank(word: str) -> bool:
    return any(word in ranks for ranks in _RANKS)


def _ranked(wanted: int, given: int) -> str:
    if given == wanted:
        return "met"
    return "exceeded" if given > wanted else "not_met"
