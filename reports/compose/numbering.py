"""How a report counts: 一、 （1） ①, and how it writes a date."""

from datetime import date

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1–99: 一, 十, 十一, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, _DIGITS[tens % 10] + "十")
    return ten + (_DIGITS[ones] if ones else "")


def circled(number: int) -> str:
    """① … ⑳ ㉑ … ㊿ lie in three blocks of Unicode; there is none beyond 50."""
    if number <= 20:
        return chr(0x2460 + number - 1)
    if number <= 35:
        return chr(0x3251 + number - 21)
    if number <= 50:
        return chr(0x32B1 + number - 36)
    return f"({number})"


def date_text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
