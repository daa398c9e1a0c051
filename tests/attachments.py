"""Files as people attach them, made in code, and rows for them as if somebody had."""

import io
import struct
import zipfile
import zlib
from uuid import UUID

from django.utils import timezone

from reports.filetypes import recognised
from reports.models import Evidence, EvidenceContent

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
WORD, SHEET = _MAIN.format("wordprocessingml.document"), _MAIN.format("spreadsheetml.sheet")


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 2, height: int = 2, *, behind: bytes = b"", text: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    said = chunk(b"tEXt", text) if text else b""
    picture = chunk(b"IDAT", zlib.compress(b"\0\0\0" * 2))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + said + picture + chunk(b"IEND", b"") + behind


def jpeg(width: int = 8, height: int = 8, *, said: bytes = b"") -> bytes:
    def segment(kind: int, content: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content

    comment = segment(0xFE, said) if said else b""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\x34\x56"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0") + comment + frame + scan + b"\xff\xd9"


def archive(parts: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return held.getvalue()


def office(main: str, kind: str, **more: bytes | str) -> bytes:
    """`more`: further parts, or others in the place of these, by name."""
    override = f'<Override PartName="/{main}" ContentType="{kind}"/>'
    usual = {"[Content_Types].xml": f"<?xml version='1.0'?><Types>{override}</Types>", main: "<main/>"}
    return archive(usual | more)


def docx(**more: bytes | str) -> bytes:
    return office("word/document.xml", WORD, **more)


def xlsx(**more: bytes | str) -> bytes:
    return office("xl/workbook.xml", SHEET, **more)


def put(
    evaluation, key: str | None, *, by, name: str = "验收单.pdf", content: bytes = PDF, revision: int = 0
) -> Evidence:
    """As if it had been added at this revision, before everything that the evaluation has gone through since."""
    added = Evidence.objects.create(
        evaluation=evaluation,
        kind=Evidence.Kind.EVIDENCE if key else Evidence.Kind.STAMPED,
        indicator_key=UUID(key) if key else None,
        name=name,
        content_type=recognised(name, content),
        size=len(content),
        sha256=f"{len(content):064d}",
        added_by=by,
        added_by_name=by.display_name,
        added_at=timezone.now(),
        added_revision=revision,
    )
    EvidenceContent.objects.create(evidence=added, content=content)
    return added
