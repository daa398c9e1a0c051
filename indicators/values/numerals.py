"""Chinese numerals where they are meant as numbers: 百分之九十, 三分之一, 九成以上, 十二月, 开展三次; not in 统一 or 一次性."""

import re

from . import lexicon

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_RUN = "[零〇一二两三四五六七八九十百千万点]"
_ARABIC = r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?"
_PARTS = re.compile(
    rf"(?P<whole>百|千|万|[二三四五六七八九十]|{_ARABIC})分之(?P<part>{_RUN}{{1,12}}|[0-9]+(?:\.[0-9]+)?)"
)
_TENTHS = re.compile(r"(?P<tenths>[一二三四五六七八九])成(?P<half>半)?(?=以上|以下|以内|左右|$)")
_MONTH = re.compile(
    r"(?<![一二三四五六七八九十个])(?P<run>十[一二]?|[一二三四五六七八九])(?=月(?:[份底初末中上下前至\-~]|[0-9一二三四五六七八九十]|$))"
)
_YEAR = re.compile("(?P<run>[一二][零〇一二三四五六七八九]{3})(?=年)")
_COUNTED = re.compile(
    rf"(?P<lead>^|{'|'.join(map(re.escape, lexicon.spellings(lexicon.BEFORE_NUMERAL)))})"
    rf"(?P<run>[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万]{{0,8}})"
    r"(?=(?:余|多)?(?:个|次|场|期|人|名|户|家|所|座|台|套|辆|条|件|份|项|篇|部|届|轮|张|对|起|例|天|日|年|周|季度|工作日|元|万元)"
    r"(?!性|式|站|体|流|致|律|定|旦|一|生|类|档|策|品|级|线))"
)


_IN_A_YEAR = re.compile("(?:^|(?<=[≥≤><=]))一年(?=[0-9一二两三四五六七八九十]{1,3}(?:次|期|场|批|轮|届))")
_ALONE = re.compile(
    rf"(?P<lead>|{'|'.join(map(re.escape, lexicon.spellings(lexicon.BEFORE_NUMERAL)))}|大于|小于|等于)(?P<run>零|[一二两三四五六七八九十百千][一二三四五六七八九十百千万零]{{1,8}})"
)


def with_arabic_numbers(text: str) -> str:
    if not re.search(_RUN, text):
        return text
    text = _PARTS.sub(_fraction, text)
    text = _TENTHS.sub(lambda match: f"{_DIGITS[match['tenths']]}{'5' if match['half'] else '0'}%", text)
    text = _IN_A_YEAR.sub("每年", text)
    text = _YEAR.sub(lambda match: "".join(str(_DIGITS[char]) for char in match["run"]), text)
    text = _MONTH.sub(_arabic, text)
    if text == "百分百":
        return "100%"
    # A lone 一 may stand for a dash.
    if text in _DIGITS and _DIGITS[text] > 1:
        return str(_DIGITS[text])
    if alone := _ALONE.fullmatch(text):
        return alone["lead"] + _arabic(alone)
    return _COUNTED.sub(lambda match: match["lead"] + _arabic(match), text)


def number_of(run: str) -> str | None:
    """Digits of a Chinese numeral, "95.5" of 九十五点五; None where the characters make no number."""
    whole, point, decimals = run.partition("点")
    if point and not (decimals and all(char in _DIGITS for char in decimals)):
        return None
    value = _whole(whole)
    if value is None:
        return None
    return str(value) + ("." + "".join(str(_DIGITS[char]) for char in decimals) if point else "")


def _whole(run: str) -> int | None:
    above, ten_thousand, rest = run.rpartition("万")
    if ten_thousand:
        high, low = _whole(above), _whole(rest) if rest else 0
        return None if high is None or low is None else high * 10000 + low
    total, digit = 0, None
    for char in run:
        if char in _DIGITS:
            if digit:
                # 三四个 and 一二三 are no numerals.
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            total += (1 if digit is None else digit) * _TENS[char]
            digit = None
        else:
            return None
    return total + (digit or 0) if run else None


def _fraction(match: re.Match[str]) -> str:
    part = match["part"]
    number = part if part[0] in "0123456789" else number_of(part)
    if number is None:
        return match.group()
    match match["whole"]:
        case "百":
            return f"{number}%"
        case "千":
            return f"{number}‰"
        case whole:
            return f"{number}/{whole if whole[0] in '0123456789' else number_of(whole)}"


def _arabic(match: re.Match[str]) -> str:
    return number_of(match["run"]) or match["run"]
