"""The form in which values are read: half-width, without blanks, one spelling for each sign. Never stored."""

import re
from functools import lru_cache

from budgets.text import narrow

from .numerals import with_arabic_numbers

# Before narrowing, which would turn ① into the number 1 and ² into a digit of the number before it.
_EARLY = str.maketrans(
    dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑", ";") | {"㎡": "平方米", "㎥": "立方米", "㎞": "公里"}
)
_POWER = re.compile("(?<=[0-9０-９])[⁰¹²³⁴-⁹]")
_SIGNS = str.maketrans(
    dict.fromkeys("≧⩾≽≮⪰", "≥")
    | dict.fromkeys("≦⩽≼≯⪯", "≤")
    | dict.fromkeys("═゠", "=")
    | dict.fromkeys("‐‑‒–—―−ー─━", "-")
    | dict.fromkeys("〜∼∽～", "~")
    | {"〉": ">", "〈": "<", "›": ">", "‹": "<", "∶": ":", "⁄": "/", "∕": "/", "•": "·", "．": "."}
    | {"【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")"}
)
_COMBINED = re.compile(r"[≥>]=|=[≥>]|[≥>]≥|≥>|(?P<less>[≤<]=|=[≤<]|[≤<]≤|≤<)|(?P<equal>==+)")
_BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
_REPEATED = re.compile(r"-{2,}|~{2,}")
# Two numbers stay two: "10 20" is not 1020.
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9.])\x00(?=[0-9])")
_CLOSING = re.compile("[。.;,、!]+$")
_PUNCTUATION = re.compile("[。.,;:、!?\"'“”‘’()《》]")


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    text = narrow(_POWER.sub("^", text.translate(_EARLY))).translate(_SIGNS)
    text = _BETWEEN_DIGITS.sub(" ", _BLANKS.sub("\x00", text)).replace("\x00", "")
    text = _COMBINED.sub(_one_sign, text)
    text = _REPEATED.sub(lambda match: match.group()[0], text)
    return with_arabic_numbers(_CLOSING.sub("", text))


def words_of(text: str) -> str:
    """A plain text as mere words: two texts that differ in punctuation only say the same."""
    return _PUNCTUATION.sub("", text).lower()


def _one_sign(match: re.Match[str]) -> str:
    if match["less"]:
        return "≤"
    return "=" if match["equal"] else "≥"
