"""Elements of WordprocessingML. Their order inside each other is the schema's: Word calls a file that differs damaged."""

import re
from collections.abc import Iterator

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 as the prefix is called everywhere
W10 = "urn:schemas-microsoft-com:office:word"
NAMESPACES = {"w": W, "r": R, "v": V, "o": O, "w10": W10}
_OWN = {"w": W}

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINE_OR_TAB = re.compile(r"\r\n|[\t\n\r]")
# Text is cleaned where it enters; a sign that no XML holds must yet not cost the reader the whole file.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = etree._Element


def qualified(name: str) -> str:
    """A name such as v:shape in full; without a prefix it is Word's own."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix or 'w']}}}{local}"


def element(name: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """<w:name w:attribute="…">; children that are None are left out."""
    made = etree.Element(f"{{{W}}}{name}", {f"{{{W}}}{key}": str(value) for key, value in attributes.items()}, _OWN)
    made.extend([child for child in children if child is not None])
    return made


def foreign(name: str, attributes: dict[str, str], *children: Element) -> Element:
    """An element of another vocabulary, whose attributes have no prefix unless it is written."""
    names = {qualified(key) if ":" in key else key: value for key, value in attributes.items()}
    made = etree.Element(qualified(name), names, NAMESPACES)
    made.extend(children)
    return made


def possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)


def run(text: str, *properties: Element) -> Element:
    """Text with its blanks, tabs and line ends as they are."""
    made = element("r", element("rPr", *properties) if properties else None)
    made.extend(_signs(possible(text)))
    return made


def _signs(text: str) -> Iterator[Element]:
    start = 0
    for match in _LINE_OR_TAB.finditer(text):
        yield from _text(text[start : match.start()])
        yield element("tab" if match[0] == "\t" else "br")
        start = match.end()
    yield from _text(text[start:])


def _text(text: str) -> Iterator[Element]:
    if text:
        made = element("t")
        made.text = text
        if text != text.strip():
            made.set(_SPACE, "preserve")
        yield made


def page_number(*properties: Element) -> list[Element]:
    """The runs of a field that counts pages."""

    def piece(child: Element) -> Element:
        return element("r", element("rPr", *(etree.fromstring(etree.tostring(one)) for one in properties)), child)

    instruction = element("instrText")
    instruction.text = " PAGE "
    instruction.set(_SPACE, "preserve")
    shown = element("t")
    shown.text = "1"
    return [
        piece(child)
        for child in (
            element("fldChar", fldCharType="begin"),
            instruction,
            element("fldChar", fldCharType="separate"),
            shown,
            element("fldChar", fldCharType="end"),
        )
    ]
