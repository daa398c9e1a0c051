"""The numbers that headings and items begin with: ③, （三）, 3 and 三 are all the third."""

import unicodedata

_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}


def ordinal_of(sign: str) -> int:
    """0 where it is no number that anything is counted by."""
    sign = sign.strip()
    if len(sign) == 1 and not sign.isascii() and sign not in _DIGITS and sign != "十":
        # ①, ⑴ and ❶ know their own number.
        return int(unicodedata.numeric(sign, 0))
    if sign.isdecimal():
        # In either width.
        return int(sign)
    if sign.isascii():
        return 0
    tens, ten, ones = sign.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
