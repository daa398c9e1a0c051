"""What no database, XML or JSON can hold, and what no eye can see, is removed here, once, where text enters."""

import re
import unicodedata

# XML 1.0's Char production; NUL and lone surrogates fall outside it too. And what nobody sees: it makes equal names
# differ, and signs that turn the direction of reading print another figure than the one that is stored.
_FORBIDDEN = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def clean(text: str) -> str:
    """Keeps tabs and line ends (as ``\\n``); blanks at both ends go; the rest stays as typed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u000b", "\n").replace("\u2028", "\n")
    return _FORBIDDEN.sub("", text).strip()


def clean_line(text: str) -> str:
    """As `clean`, for what stands on one line: line ends and tabs become one blank."""
    return re.sub(r"[\n\t]+", " ", clean(text))


def narrow(text: str) -> str:
    """Full-width digits, signs and letters as half-width ones: for reading, never for storing."""
    return unicodedata.normalize("NFKC", text)


_NUMBER = re.compile(
    r"(?:(?P<digits>\d{1,2})(?:、|[.．](?!\d))|[（(](?P<bracketed>\d{1,2}|[一二三四五六七八九十]{1,3})[）)]、?|(?P<circled>[①-⑳])"
    r"|(?P<hanzi>[一二三四五六七八九十]{1,3})、)\s*(?=\S)"
)
_HANZI = {f"{'十' if n >= 10 else ''}{'一二三四五六七八九'[n % 10 - 1] if n % 10 else ''}": n for n in range(1, 20)}


def unnumbered(lines: list[str]) -> list[str]:
    """The lines without the numbers that came along from Word; documents number by themselves.

    Only where they go up by one from line to line is it numbering: from 1, or, where several lines tell as much, from
    where they were cut out. 一、 counts only in a run from 1 of several lines: “一、二级学校” and “三、四类人员” begin so.
    """
    found = [_NUMBER.match(line) for line in lines]
    first = _value(found[0]) if len(lines) > 1 else 1
    if not first or [_value(match) for match in found] != list(range(first, first + len(lines))):
        return lines
    if (len(lines) == 1 or first > 1) and any(match["hanzi"] for match in found):
        return lines
    return [line[match.end() :] for line, match in zip(lines, found, strict=True)]


def _value(match: re.Match | None) -> int:
    if match is None:
        return 0
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    number = match["digits"] or match["bracketed"] or match["hanzi"]
    return int(number) if number.isdigit() else _HANZI.get(number, 0)
