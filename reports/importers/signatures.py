"""What a file is that was handed in to be read, told by how it begins: its name may say anything."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
)
_BOOKS = ("Workbook", "Book")
_MARKUP = (
    b"<!doctype",
    b"<html",
    b"<?xml",
    b"<mht",
    b"<table",
    b"<meta",
    b"<style",
    b"<script",
    b"<svg",
    b"mime-version:",
)


def kind_of(content: bytes) -> str:
    """A kind named above; of old Office files "locked", "old workbook", "old document" or "old"; "markup"; "empty"; or "" for
    what may be a text."""
    if not content:
        return "empty"
    if content.startswith(OLD_OFFICE):
        return _old_office(content)
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning) and not (
            beginning.isalpha() and len(beginning) == 2 and _reads_as_text(content)
        ):
            return kind
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "markup" if head.startswith(_MARKUP) else ""


def _reads_as_text(content: bytes) -> bool:
    """Two letters begin a text as well as a picture or a program."""
    return b"\0" not in content[:512]


def _old_office(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "locked"
    # A document may hold a table of Excel, the other way round it is rare.
    if "WordDocument".encode("utf-16-le") in content:
        return "old document"
    return "old workbook" if any(name.encode("utf-16-le") in content for name in _BOOKS) else "old"
