"""What a file is, by how it begins."""

import pytest

from reports.importers.signatures import OLD_OFFICE, kind_of


def old(*names: str) -> bytes:
    return OLD_OFFICE + b"\0" * 504 + b"".join(name.encode("utf-16-le") + b"\0" * 40 for name in names)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "zip"),
        (b"PK\xef\xbc\x9a", ""),
        (b"%PDF-1.7", "pdf"),
        (b"{\\rtf1", "rtf"),
        (b"GIF89a", "picture"),
        (b"BM\0\0\0\0", "picture"),
        ("BM指标".encode(), ""),
        (b"MZ\x90\0", "program"),
        ("MZ指标".encode(), ""),
        (b"\x1f\x8b\x08", "archive"),
        (b"\xef\xbb\xbf \r\n<HTML>", "markup"),
        (b"<table><tr>", "markup"),
        ("一、部门整体绩效目标完成情况".encode(), ""),
        (old("EncryptedPackage"), "locked"),
        (old("Workbook"), "old workbook"),
        (old("Book"), "old workbook"),
        (old("WordDocument"), "old document"),
        (old("WordDocument", "ObjectPool", "Workbook"), "old document"),
        (old("PowerPoint Document"), "old"),
    ],
)
def test_a_file_is_what_it_begins_as(content, kind):
    assert kind_of(content) == kind
