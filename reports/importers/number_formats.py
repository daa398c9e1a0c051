"""A number of a workbook as it is read on the screen: 0.35 in the format 0% is 35%, 44927 in yyyy-mm-dd is 2023-01-01.

What a format says beyond that (conditions, fractions, exponents, names of months) is not imitated: the number then
stands as it is stored, and a remark says so.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0",
    42: "¥#,##0;¥-#,##0",
    43: "#,##0.00;-#,##0.00",
    44: "¥#,##0.00;¥-#,##0.00",
    45: "mm:ss",
    47: "mm:ss",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]\-]*)(?:-[^\]]*)?\]'
    r"|\[(?P<colour>Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+|颜色 ?\d+|[黑蓝青绿洋红白黄]+色?)\]"
    r"|(?P<elapsed>\[[hms]+\])|(?P<strange>\[[^\]]*\])"
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<exponent>[eE][+-])|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|e+)"
    r"|(?P<digits>[0#?,]+)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])+|(?<=;)(?=;)|^(?=;)|["\\\[]')
_GENERAL = re.compile(r"(?:general|G/通用格式)(?P<behind>.*)", re.IGNORECASE | re.DOTALL)
# Excel's last day is 31 December 9999. Before March 1900 it counts a day that never was.
_DAYS = 2958466
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 a date on paper has no zone
_LONGEST = 30
# Excel writes a number in at most 24 signs. A cell may hold thousands, and the pattern is slow to find no number in them.
_LONGEST_STORED = 60
# Formats show up to 30 places, and % moves the point two more each time: the usual 28 digits are too few for that.
_EXACTLY = Context(prec=700, rounding=ROUND_HALF_UP)
# Names of months and weekdays differ with the language of the machine.
_NAMES = frozenset({"mmm", "mmmm", "mmmmm", "ddd", "dddd"})
_PLAIN_DATE = (("date", "yyyy"), ("literal", "-"), ("date", "mm"), ("literal", "-"), ("date", "dd"), ("unlike", ""))


@dataclass(frozen=True)
class Shown:
    """remark: a sentence where the text is not the stored number, or the format was not imitated."""

    text: str
    remark: str = ""


def shown(stored: str, code: str, *, from_1904: bool = False) -> Shown:
    """stored: the number as the file has it. What is no number is given back as it is, with a remark."""
    if len(stored) > _LONGEST_STORED or not _NUMBER.fullmatch(stored):
        return Shown("", f"“{stored[:40]}”不是数值，请重新填写")
    number = _plain(stored)
    if number is None or abs(number.adjusted()) > _LONGEST:
        return Shown("", f"数值“{stored[:40]}”过大或过小，请改填文字")
    parts, negated = _section(code, number)
    if parts is None:
        return _as_stored(number, f"单元格的显示格式“{code[:40]}”未能识别，按数值读入")
    if any(kind == "date" for kind, _ in parts):
        return _moment(number, parts, code, from_1904)
    return _figure(-number if negated else number, parts)


def _plain(stored: str) -> Decimal | None:
    """With the fifteen digits that Excel has: 0.30000000000000004 is 0.3."""
    try:
        return Decimal(f"{Decimal(stored):.15g}").normalize()
    except InvalidOperation:
        return None


def _text(number: Decimal) -> str:
    text = f"{number:f}"
    return "0" if text in {"-0", "0"} else text


def _as_stored(number: Decimal, why: str) -> Shown:
    return Shown(_text(number), f"{why}“{_text(number)}”，请核对")


def _section(code: str, number: Decimal) -> tuple[tuple[tuple[str, str], ...] | None, bool]:
    """The part of the format that is for this number, in tokens; whether it shows a negative number without its sign."""
    sections = _SECTION.findall(code) or ["General"]
    place = 0
    if number < 0 and len(sections) > 1:
        place = 1
    elif number == 0 and len(sections) > 2:
        place = 2
    return _tokens(sections[place]), place == 1


@lru_cache(512)
def _tokens(section: str) -> tuple[tuple[str, str], ...] | None:
    """("literal" | "digits" | "point" | "percent" | "date", text) in order; None where something is not imitated."""
    found: list[tuple[str, str]] = []
    if general := _GENERAL.fullmatch(section):
        rest = _tokens(general["behind"]) if general["behind"] else ()
        return None if rest is None or any(kind != "literal" for kind, _ in rest) else (("general", ""), *rest)
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup, match[match.lastgroup] if match.lastgroup else ""
        if kind in {"strange", "exponent", "elapsed", "noon"}:
            return None
        if kind in {"quoted", "escaped", "currency"}:
            found.append(("literal", text))
        elif kind in {"date", "digits"}:
            found.append((kind, text.lower()))
        elif kind == "other":
            found.append(({".": "point", "%": "percent", "@": "general"}.get(text, "literal"), text))
    return _checked(found)


def _checked(found: list[tuple[str, str]]) -> tuple[tuple[str, str], ...] | None:
    kinds = [kind for kind, _ in found]
    if "date" in kinds:
        # A comma or a point in a date is only a sign between its parts.
        plain = [
            ("literal", text) if kind in {"digits", "point"} and text in ",." else (kind, text) for kind, text in found
        ]
        odd = any(kind in {"digits", "percent", "general"} or text in _NAMES for kind, text in plain)
        return _PLAIN_DATE if odd else tuple(plain)
    groups = [kind for place, kind in enumerate(kinds) if kind == "digits" and kinds[place - 1 : place] != ["digits"]]
    literal_slash = any(kind == "literal" and text == "/" for kind, text in found)
    if len(groups) > 2 or (len(groups) == 2 and "point" not in kinds) or (literal_slash and groups):
        return None
    return tuple(found)


def _figure(number: Decimal, parts: tuple[tuple[str, str], ...]) -> Shown:
    kinds = [kind for kind, _ in parts]
    if "general" in kinds:
        return Shown("".join(_text(number) if kind == "general" else text for kind, text in parts))
    if "digits" not in kinds:
        return _as_stored(number, f"单元格显示为“{''.join(text for _, text in parts)}”，按数值读入")
    point = kinds.index("point") if "point" in kinds else len(kinds)
    before = "".join(text for kind, text in parts[:point] if kind == "digits")
    behind = "".join(text for kind, text in parts[point:] if kind == "digits")
    scale = kinds.count("percent") * 2 - 3 * (len(before) - len(before.rstrip(",")))
    exact = number.scaleb(scale, _EXACTLY)
    rounded = exact.quantize(Decimal(1).scaleb(-len(behind)), context=_EXACTLY)
    digits = _digits(rounded, before, behind)
    out, put = [], False
    for kind, text in parts:
        if kind in {"digits", "point"}:
            out.append("" if put else digits)
            put = True
        else:
            out.append(text)
    sign = "-" if rounded < 0 else ""
    said = (sign + "".join(out)).strip()
    if not any(sign.isdigit() for sign in said):
        return _as_stored(number, f"单元格显示为“{said}”，按数值读入")
    return Shown(said, "" if rounded == exact else f"单元格里的数值是 {_text(number)}，按显示的“{said}”读入")


def _digits(rounded: Decimal, before: str, behind: str) -> str:
    """Without sign; # leaves out noughts that tell nothing."""
    whole, _, fraction = f"{rounded.copy_abs():f}".partition(".")
    least = sum(sign == "0" for sign in before)
    whole = whole.lstrip("0").rjust(least, "0")
    if "," in before.rstrip(","):
        whole = f"{int(whole or 0):,}" if whole else whole
    fraction = _shortened(fraction, behind)
    return f"{whole}.{fraction}" if fraction else whole


def _shortened(fraction: str, behind: str) -> str:
    least = len(behind.rstrip("#"))
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    return fraction


def _moment(number: Decimal, parts: tuple[tuple[str, str], ...], code: str, from_1904: bool) -> Shown:
    days = number + 1462 if from_1904 else number
    if not 0 <= days < _DAYS:
        return _as_stored(number, "日期超出范围，按数值读入")
    if days < 60:
        days += 1
    seconds = int((days * 86400).quantize(Decimal(1), ROUND_HALF_UP))
    moment = _FIRST + timedelta(seconds=seconds)
    words = []
    for place, (kind, text) in enumerate(parts):
        if kind != "date":
            words.append(text)
        elif text[0] == "m" and _is_minute(parts, place):
            words.append(_padded(moment.minute, text))
        else:
            words.append(_of_moment(moment, text))
    said = "".join(words).strip()
    if parts[-1][0] == "unlike":
        return Shown(said, f"日期的显示格式“{code[:40]}”未能识别，按“{said}”读入，请核对")
    hidden = moment.hour or moment.minute or moment.second
    shows_day = all(any(kind == "date" and text[0] == part for kind, text in parts) for part in "yd")
    if hidden and not any(kind == "date" and text[0] in "hs" for kind, text in parts):
        return Shown(said, f"单元格里还有时间 {moment:%H:%M}，按显示的“{said}”读入")
    return Shown(said) if shows_day else Shown(said, _stands_for(said, moment) if days >= 1 else "")


def _stands_for(said: str, moment: datetime) -> str:
    """7-Nov was perhaps typed as 7-11: what Excel makes of it is told."""
    return f"Excel 把这里当作日期 {moment.year}-{moment.month}-{moment.day}，按显示的“{said}”读入，请核对"


def _is_minute(parts: tuple[tuple[str, str], ...], place: int) -> bool:
    dates = [(at, text[0]) for at, (kind, text) in enumerate(parts) if kind == "date"]
    index = [at for at, _ in dates].index(place)
    before = dates[index - 1][1] if index else ""
    behind = dates[index + 1][1] if index + 1 < len(dates) else ""
    return before == "h" or behind == "s"


def _of_moment(moment: datetime, text: str) -> str:
    if text[0] in "ye":
        return f"{moment.year:04d}" if len(text) > 2 or text[0] == "e" else f"{moment.year % 100:02d}"
    numbers = {"m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}
    return _padded(numbers[text[0]], text)


def _padded(number: int, text: str) -> str:
    return f"{number:02d}" if len(text) > 1 else str(number)
