"""Files that must not be kept: (what it is, its name, its content). Made in code; none is larger than it must be."""

import io
import struct
import zipfile

from tests.attachments import PDF, SHEET, WORD, archive, docx, jpeg, office, png, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
EXE = b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0"
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SCRIPT = b"<script>alert(1)</script>"
ZIP = archive({"a.txt": "a"})
MACRO = "application/vnd.ms-{}.macroEnabled.main+xml"


def encrypted() -> bytes:
    """As a zip with a password has it: one bit in the local header and in the directory."""
    made = bytearray(docx())
    made[6] |= 1
    made[made.rindex(b"PK\x01\x02", 0, made.index(b"PK\x01\x02") + 4) + 8] |= 1
    return bytes(made)


def declaring(size: int) -> bytes:
    """A Word file one part of which says that it unfolds to `size` bytes."""
    made = bytearray(docx(**{"word/media/a.bin": b"\0" * 1000}))
    entry = made.rindex(b"PK\x01\x02")
    made[entry + 24 : entry + 28] = struct.pack("<I", size)
    return bytes(made)


def damaged(content: bytes) -> bytes:
    """Its main part is another than its checksum says."""
    made = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        part = opened.infolist()[1]
    made[part.header_offset + 30 + len(part.filename) + 2] ^= 0xFF
    return bytes(made)


def _content_types(text: str) -> bytes:
    return archive({"[Content_Types].xml": text, "word/document.xml": "<main/>"})


def _renamed():
    """Programs, pages, archives and texts under every ending that is taken."""
    for ending in ("pdf", "jpg", "jpeg", "png", "xlsx", "docx"):
        yield f"program as {ending}", f"说明.{ending}", EXE
        yield f"page as {ending}", f"说明.{ending}", HTML
        yield f"drawing as {ending}", f"说明.{ending}", SVG
        yield f"plain zip as {ending}", f"说明.{ending}", ZIP
        yield f"old office file as {ending}", f"说明.{ending}", OLE
        yield f"nothing as {ending}", f"说明.{ending}", b""


def _mismatched():
    """Good files under the name of another type, or of none."""
    good = {"pdf": PDF, "jpg": jpeg(), "png": png(), "xlsx": xlsx(), "docx": docx()}
    for true, content in good.items():
        other = "png" if true != "png" else "pdf"
        yield f"{true} named {other}", f"照片.{other}", content
        yield f"{true} named exe", f"照片.{true}.exe", content
        yield f"{true} without ending", "照片", content
    yield "macro ending", "表.docm", docx()
    yield "reversed ending", "表\u202efdp.exe", PDF
    yield "only an ending", ".pdf", HTML
    yield "climbing page", "../../etc/passwd", HTML
    yield "windows path to a program", r"C:\Windows\cmd.exe", EXE


def _pictures():
    yield "truncated png", "a.png", png()[:-14]
    yield "png of its signature alone", "a.png", png()[:8]
    yield "png without header", "a.png", b"\x89PNG\r\n\x1a\n" + png()[33:]
    yield "png with an endless chunk", "a.png", png()[:33] + b"\x7f\xff\xff\xffIDAT"
    yield "png of no width", "a.png", png(0, 5)
    yield "png of no height", "a.png", png(5, 0)
    yield "png of four milliard columns", "a.png", png(0xFFFFFFFF, 0xFFFFFFFF)
    yield "png of 20000 by 20000", "a.png", png(20000, 20000)
    yield "png with a page behind", "a.png", png(behind=HTML)
    yield "png with a zip behind", "a.png", png(behind=ZIP)
    yield "png with a script inside", "a.png", png(text=b"Comment\0" + SCRIPT)
    yield "truncated jpg", "a.jpg", jpeg()[:-2]
    yield "jpg of its signature alone", "a.jpg", jpeg()[:3]
    yield "jpg cut in a segment", "a.jpg", jpeg()[:12]
    yield "jpg without frame", "a.jpg", b"\xff\xd8\xff\xda\0\x04\0\0\x01\xff\xd9"
    yield "jpg of no width", "a.jpg", jpeg(0, 8)
    yield "jpg of no height", "a.jpg", jpeg(8, 0)
    yield "jpg of 65000 by 65000", "a.jpg", jpeg(65000, 65000)
    yield "jpg with a script inside", "a.jpg", jpeg(said=SCRIPT)
    yield "jpg with a zip behind", "a.jpg", jpeg() + ZIP
    yield "jpg with a page behind", "a.jpg", jpeg() + HTML
    yield "gif", "a.png", b"GIF89a\x01\0\x01\0\0\0\0;"
    yield "bmp", "a.jpg", b"BM" + b"\0" * 60
    yield "tiff", "a.jpg", b"II*\0" + b"\0" * 60
    yield "webp", "a.png", b"RIFF\x1a\0\0\0WEBPVP8 "


def _papers():
    yield "pdf of its header alone", "a.pdf", b"%PDF-1.7\n"
    yield "truncated pdf", "a.pdf", PDF[:-8]
    yield "pdf without version", "a.pdf", b"%PDF-" + PDF[8:]
    yield "pdf of version 9", "a.pdf", b"%PDF-9.9" + PDF[8:]
    yield "pdf with something before", "a.pdf", b"\n\n" + PDF
    yield "pdf with a page behind", "a.pdf", PDF + HTML
    yield "pdf with a zip behind", "a.pdf", PDF + ZIP
    yield "pdf around a zip", "a.pdf", PDF[:9] + ZIP + PDF[9:]
    yield "pdf with a script of the web", "a.pdf", PDF[:9] + SCRIPT + PDF[9:]
    yield "pdf with a script of the web in capitals", "a.pdf", PDF[:9] + SCRIPT.upper() + PDF[9:]
    yield "pdf with a script of its own", "a.pdf", PDF[:9] + b"<</S/JavaScript/JS(app.alert(1))>>" + PDF[9:]
    yield "pdf that launches", "a.pdf", PDF[:9] + b"<</S/Launch/F(cmd.exe)>>" + PDF[9:]
    yield "postscript", "a.pdf", b"%!PS-Adobe-3.0\n%%EOF"
    yield "rtf", "a.docx", b"{\\rtf1 }"
    yield "csv", "a.xlsx", b"a,b\n1,2\n"
    yield "utf-16 text", "a.pdf", "﻿%PDF-1.4".encode("utf-16")


def _office_files():
    yield "truncated docx", "a.docx", docx()[:-30]
    yield "docx without its beginning", "a.docx", docx()[30:]
    yield "docx of its signature alone", "a.docx", b"PK\x03\x04"
    yield "docx that is damaged", "a.docx", damaged(docx())
    yield "docx with a password", "a.docx", encrypted()
    yield "docx with a macro", "a.docx", docx(**{"word/vbaProject.bin": OLE})
    yield "xlsx with a macro", "a.xlsx", xlsx(**{"xl/VBAPROJECT.BIN": OLE})
    yield "xlsx with a macro sheet", "a.xlsx", xlsx(**{"xl/macrosheets/sheet1.xml": "<a/>"})
    yield "docm as docx", "a.docx", office("word/document.xml", MACRO.format("word.document"))
    yield "xlsm as xlsx", "a.xlsx", office("xl/workbook.xml", MACRO.format("excel.sheet"))
    yield "docx with a program", "a.docx", docx(**{"word/embeddings/a.exe": EXE})
    yield "docx with a shortcut", "a.docx", docx(**{"word/a.lnk": b"L"})
    yield "docx with a page", "a.docx", docx(**{"word/a.html": HTML})
    yield "nested zip", "a.docx", docx(**{"word/embeddings/a.zip": ZIP})
    yield "nested docm", "a.docx", docx(**{"word/embeddings/a.docm": ZIP})
    yield "docx that climbs", "a.docx", docx(**{"../../etc/cron.d/a": "x"})
    yield "docx with an absolute part", "a.docx", docx(**{"/etc/passwd": "x"})
    yield "docx with a windows path", "a.docx", docx(**{"..\\..\\a.xml": "x"})
    yield "docx with a drive", "a.docx", docx(**{"C:/a.xml": "x"})
    yield "docx with a part twice", "a.docx", docx(**{"WORD/document.xml": "x"})
    yield "bomb by one part", "a.docx", declaring(0x7FFFFFFF)
    yield "bomb by many parts", "a.docx", docx(**{f"word/{n}.xml": "" for n in range(2500)})
    yield "bomb of zeros", "a.xlsx", xlsx(**dict.fromkeys("abcd", b"\0" * 40_000_000))
    yield "huge list of parts", "a.docx", _content_types(" " * 1_100_000)
    yield "list of parts that is no text", "a.docx", archive({"[Content_Types].xml": b"\xff\xfe\0\x80\xff"})
    yield "empty list of parts", "a.docx", _content_types("")
    yield (
        "main part that is not there",
        "a.docx",
        archive({"[Content_Types].xml": _override("word/document.xml", WORD)}),
    )
    yield "main part elsewhere", "a.docx", office("evil/document.xml", WORD)
    yield "two main parts", "a.docx", _content_types(_override("word/document.xml", WORD) * 2)
    yield (
        "both at once",
        "a.docx",
        _content_types(_override("word/document.xml", WORD) + _override("xl/workbook.xml", SHEET)),
    )
    yield (
        "presentation",
        "a.docx",
        office("ppt/presentation.xml", WORD.replace("wordprocessingml.document", "presentationml")),
    )
    yield "template", "a.docx", office("word/document.xml", WORD.replace("document.main", "template.main"))
    yield "android package", "a.docx", archive({"AndroidManifest.xml": "x", "classes.dex": "x"})
    yield "opendocument", "a.docx", archive({"mimetype": "application/vnd.oasis.opendocument.text"})
    yield "empty zip", "a.docx", archive({})


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


HOSTILE = [*_renamed(), *_mismatched(), *_pictures(), *_papers(), *_office_files()]
