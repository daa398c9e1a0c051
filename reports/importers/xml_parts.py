"""The XML inside Office files, read element by element: nothing is built up, nothing expands, nothing is fetched."""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from reports.importers.source import Unreadable

BROKEN = "文件的内部结构已损坏，请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传"
_CHUNK = 256 * 1024

Start = Callable[[str, dict[str, str]], None]


def walk(
    stream: IO[bytes], start: Start, end: Callable[[str], None], text: Callable[[str], None] | None = None
) -> None:
    """Calls back with names as they stand there, mostly without prefix (see `local`). Raises Unreadable."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    # Office files have no document type; whoever writes one means its entities.
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except Unreadable:
        raise
    except (expat.ExpatError, ValueError, LookupError):
        # The last two: encodings that it does not know.
        raise Unreadable(BROKEN) from None


def _refuse(*_) -> None:
    raise Unreadable(BROKEN)


class Local(dict[str, str]):
    """Names without prefix: some programs write x:row."""

    def __missing__(self, name: str) -> str:
        if len(self) > 10_000:
            raise Unreadable(BROKEN)
        self[name] = found = name.rpartition(":")[2]
        return found


def attribute(attributes: dict[str, str], name: str) -> str:
    """The attribute of this name, whatever its prefix; "" where there is none."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""
