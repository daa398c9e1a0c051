"""What no database, XML or JSON can hold is removed here, once, where text enters."""

import re
import unicodedata

# XML 1.0's Char production; NUL and lone surrogates fall outside it too.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
