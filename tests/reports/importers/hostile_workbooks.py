"""Files that somebody may hand in as a table to do harm, or because the wrong one was at hand. More than three hundred.

Each is (what it is, its name, what makes its content): the heavy ones are made only when they are read.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from tests.reports.importers.made_workbooks import (
    CONTENT_TYPES,
    HEADINGS,
    KIND,
    MAIN,
    ROW,
    book,
    book_with,
    cell,
    line,
    relations_part,
    sheet_part,
    styles_part,
    workbook_part,
    zipped,
)

Hostile = tuple[str, str, Callable[[], bytes]]
MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def all_of_them() -> list[Hostile]:
    groups = (_other_files, _broken_archives, _bombs, _entities, _parts, _sheets, _cells, _formats, _texts, _delimited)
    return [one for group in groups for one in group()]


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _other_files() -> Iterator[Hostile]:
    beginnings = {
        "pdf": b"%PDF-1.7\n%%EOF",
        "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        "jpg": b"\xff\xd8\xff\xe0" + b"\0" * 50,
        "exe": b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0",
        "rar": b"Rar!\x1a\x07\x00" + b"\0" * 50,
        "7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 50,
        "rtf": b"{\\rtf1\\ansi table}",
        "html": "<html><table><tr><td>三级指标</td></tr></table></html>".encode(),
        "xml": b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>",
        "table": b"<table><tr><td>1</td></tr></table>",
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "xls": OLE,
        "encrypted": OLE + "EncryptedPackage".encode("utf-16-le"),
        "gif": b"GIF89a" + b"\0\xff" * 40,
        "nothing": b"",
        "blanks": b" \r\n\t " * 20,
        "noughts": b"\0" * 5000,
    }
    for kind, content in beginnings.items():
        for ending in ("xlsx", "csv", "xls", "et"):
            yield f"{kind} as {ending}", f"表.{ending}", _constant(content)
    types = {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
        "xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    }
    for kind, declared in types.items():
        part = "word/document.xml" if kind == "docx" else "xl/workbook.xml"
        content = CONTENT_TYPES.replace(KIND, declared).replace("xl/workbook.xml", part)
        yield f"{kind} as xlsx", "表.xlsx", partial(book_with, {part: "<a/>"}, types=content)
    for kind in ("spreadsheet", "text"):
        made = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<a/>"}
        yield f"opendocument {kind}", "表.ods", partial(zipped, made, zipfile.ZIP_STORED)
    yield "plain zip", "表.xlsx", partial(zipped, {"a.txt": "a"})
    yield "zip of nothing", "表.xlsx", partial(zipped, {})
    yield "workbook in a zip", "表.zip", lambda: zipped({"表.xlsx": book()})


def _broken_archives() -> Iterator[Hostile]:
    good = book()
    for share in range(1, 26):
        yield f"cut off at {share * 4} percent", "表.xlsx", _constant(good[: len(good) * share // 26])
    chance = random.Random(1)
    for number in range(40):
        place, bit = chance.randrange(4, len(good)), 1 << chance.randrange(8)
        yield (
            f"bit turned over {number}",
            "表.xlsx",
            _constant(good[:place] + bytes([good[place] ^ bit]) + good[place + 1 :]),
        )
    for number in range(20):
        noise = bytes(chance.randrange(256) for _ in range(300))
        yield f"noise {number}", "表.xlsx", _constant(noise)
        yield f"noise behind a beginning {number}", "表.xlsx", _constant(b"PK\x03\x04" + noise)
    yield "two archives", "表.xlsx", _constant(good + good)
    yield "with a tail", "表.xlsx", _constant(good + b"tail" * 100)
    yield "encrypted entries", "表.xlsx", _constant(_with_flag(good))
    for size in (0, 1, 10**6, 2**32 - 2):
        yield f"declares {size} bytes", "表.xlsx", _constant(_declaring(good, size))
    for name in ("/xl/a.xml", "../a.xml", "C:\\a.xml", "xl/Workbook.xml"):
        yield f"part named {name}", "表.xlsx", partial(book_with, {name: "<a/>"})
    yield "thousands of parts", "表.xlsx", lambda: book_with({f"xl/media/{n}.bin": b"" for n in range(3000)})


def _with_flag(content: bytes) -> bytes:
    made = bytearray(content)
    place = 0
    while (place := made.find(b"PK\x01\x02", place)) >= 0:
        made[place + 8] |= 1
        place += 4
    return bytes(made)


def _declaring(content: bytes, size: int) -> bytes:
    made = bytearray(content)
    entry = made.rindex(b"PK\x01\x02")
    made[entry + 24 : entry + 28] = struct.pack("<I", size)
    return bytes(made)


def _bombs() -> Iterator[Hostile]:
    for size in (70, 149, 300):
        yield f"{size} MB of blanks in a sheet", "表.xlsx", partial(_blanks, "sheet", size)
        yield f"{size} MB of blanks in the texts", "表.xlsx", partial(_blanks, "texts", size)
    yield "60 MB of blanks in a sheet", "表.xlsx", partial(_blanks, "sheet", 60)
    yield (
        "60 MB of one text",
        "表.xlsx",
        lambda: book(
            texts=f'<sst xmlns="{MAIN}"><si><t>{"字" * (20 * MEGABYTE)}</t></si></sst>',
            sheet=sheet_part('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        ),
    )
    yield "one long text in every cell", "表.xlsx", _one_text_everywhere
    yield "100,000 rows", "表.xlsx", partial(_rows, 100_000, filled=True)
    yield "100,000 empty rows", "表.xlsx", partial(_rows, 100_000, filled=False)
    yield "a million empty rows", "表.xlsx", lambda: book(sheet=sheet_part(line(1, *HEADINGS) + "<row/>" * 1_000_000))
    yield "5,000 rows of 40 cells", "表.xlsx", partial(_wide_rows, 5000, 40)
    yield "4,900 rows of indicators", "表.xlsx", partial(_rows, 4900, filled=True)
    yield "three million elements", "表.xlsx", lambda: book(sheet=sheet_part("<row><c/><c/><c/></row>" * 900_000))
    yield "deep nesting", "表.xlsx", lambda: book(sheet=sheet_part("<a>" * 200_000 + "</a>" * 200_000))
    yield "many names", "表.xlsx", lambda: book(sheet=sheet_part("".join(f"<a{n}/>" for n in range(50_000))))
    yield (
        "many attributes",
        "表.xlsx",
        lambda: book(sheet=sheet_part("<row " + " ".join(f"a{n}='1'" for n in range(50_000)) + "/>")),
    )
    yield (
        "a wide sheet",
        "表.xlsx",
        lambda: book(sheet=sheet_part(f'<row r="1">{cell("A1", "a")}{cell("XFD1", "a")}</row>')),
    )
    yield (
        "corners far apart",
        "表.xlsx",
        lambda: book(sheet=sheet_part(line(1, *HEADINGS) + f'<row r="1048576">{cell("GR1048576", "a")}</row>')),
    )
    yield "many formats", "表.xlsx", lambda: book(styles=styles_part(*["0"] * 80_000))
    yield (
        "many short texts",
        "表.xlsx",
        lambda: book(texts=f'<sst xmlns="{MAIN}">{"<si><t>a</t></si>" * 1_000_000}</sst>'),
    )


def _blanks(part: str, size: int) -> bytes:
    """Written piece by piece: memory is measured in the process that makes it."""
    name = {"sheet": "xl/worksheets/sheet1.xml", "texts": "xl/sharedStrings.xml"}[part]
    out = io.BytesIO(book(**{part: None}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as stream:
        element = "worksheet" if part == "sheet" else "sst"
        stream.write(f'<{element} xmlns="{MAIN}">'.encode())
        for _ in range(size):
            stream.write(b" " * MEGABYTE)
        stream.write(f"</{element}>".encode())
    return out.getvalue()


def _one_text_everywhere() -> bytes:
    row = "<row>" + '<c t="s"><v>0</v></c>' * 40 + "</row>"
    return book(sheet=sheet_part(row * 4000), texts=f'<sst xmlns="{MAIN}"><si><t>{"字" * 32_000}</t></si></sst>')


def _rows(number: int, *, filled: bool) -> bytes:
    if filled:
        rows = "".join(
            line(row, "产出指标", "数量指标", f"第{row}项指标", "12个", "13个") for row in range(2, number + 2)
        )
    else:
        rows = "".join(
            f'<row r="{row}"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>' for row in range(2, number + 2)
        )
    return book(sheet=sheet_part(line(1, *HEADINGS) + rows))


def _wide_rows(number: int, width: int) -> bytes:
    cells = "".join(f'<c t="inlineStr"><is><t>{n}</t></is></c>' for n in range(width))
    return book(sheet=sheet_part(line(1, *HEADINGS) + f"<row>{cells}</row>" * number))


_DOCTYPES = {
    "laughs": "<!DOCTYPE a [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>",
    "file": "<!DOCTYPE a [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>",
    "net": "<!DOCTYPE a [<!ENTITY a9 SYSTEM 'http://127.0.0.1:1/'>]>",
    "parameter": "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
    "elsewhere": "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'>",
    "harmless": "<!DOCTYPE worksheet>",
}


def _entities() -> Iterator[Hostile]:
    usual = {
        "sheet": sheet_part(line(1, "&a9;").replace("&amp;", "&")),
        "texts": f'<sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>',
        "book": workbook_part(),
        "relations": relations_part(),
        "styles": styles_part("0"),
    }
    for part, content in usual.items():
        for kind, doctype in _DOCTYPES.items():
            yield f"{kind} in {part}", "表.xlsx", partial(book, **{part: doctype + content})
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        made = f'<?xml version="1.0" encoding="utf-16"?>{_DOCTYPES["laughs"]}{usual["sheet"]}'.encode(encoding)
        yield f"laughs in {encoding}", "表.xlsx", partial(book, sheet=made)
    for encoding in ("utf-7", "ebcdic-cp-us", "none-such", "hz"):
        made = f'<?xml version="1.0" encoding="{encoding}"?>{sheet_part()}'.encode()
        yield f"said to be {encoding}", "表.xlsx", partial(book, sheet=made)


def _parts() -> Iterator[Hostile]:
    for part in ("types", "book", "relations", "sheet"):
        yield f"without {part}", "表.xlsx", partial(book, **{part: None})
        for kind, content in (
            ("empty", ""),
            ("no xml", "abc"),
            ("cut off", "<a><b>"),
            ("another", "<a/>"),
            ("binary", b"\0\xff" * 99),
        ):
            yield f"{part} is {kind}", "表.xlsx", partial(book, **{part: content})
    for part in ("texts", "styles"):
        for kind, content in (("empty", ""), ("no xml", "abc"), ("cut off", "<a><b>"), ("binary", b"\0\xff" * 99)):
            yield f"{part} is {kind}", "表.xlsx", partial(book, **{part: content})
    for target in (
        "../../etc/passwd",
        "/etc/passwd",
        "http://127.0.0.1:1/",
        "workbook.xml",
        "",
        "worksheets",
        "../worksheets/../../x",
    ):
        yield f"sheet at {target}", "表.xlsx", partial(book, relations=relations_part(target))
    outside = relations_part("file:///etc/passwd", mode=' TargetMode="External"')
    yield "sheet outside", "表.xlsx", partial(book, relations=outside)
    many = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 1000))
    yield "a thousand sheets", "表.xlsx", partial(book, book=workbook_part(many))
    hidden = '<sheet name="表" sheetId="1" state="veryHidden" r:id="r1"/>'
    yield "hidden sheets only", "表.xlsx", partial(book, book=workbook_part(hidden))
    for part in (
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/embeddings/a.exe",
        "a.html",
        "xl/b.zip",
        "xl/activeX/a.vbs",
    ):
        yield f"brings {part}", "表.xlsx", partial(book_with, {part: b"\0"})
    yield (
        "pictures",
        "表.xlsx",
        lambda: book_with({f"xl/media/{n}.png": random.Random(n).randbytes(200_000) for n in range(20)}),
    )


def _sheets() -> Iterator[Hostile]:
    for ref in ("A1", "A1:A1", "A1:XFD1048576", "ZZZZ9", "", "A1:XFD99999999999", "B2:A1"):
        yield f"dimension {ref}", "表.xlsx", partial(book, sheet=sheet_part(before=f'<dimension ref="{ref}"/>'))
    for number in ("0", "-1", "1048577", "99999999", "abc", "1.5", "1e3", "９"):
        yield f"row {number}", "表.xlsx", partial(book, sheet=sheet_part(f'<row r="{number}">{cell("A1", "a")}</row>'))
    merges = {
        "everything": ["A1:XFD1048576"],
        "everything, often": ["A1:XFD1048576"] * 20_000,
        "overlapping": ["A1:C2", "B1:D3"],
        "one within another": ["A1:E2", "B1:C2"],
        "too many": [f"G{n}:H{n}" for n in range(1, 30_000)],
        "backwards": ["C3:A1"],
        "no place": ["A0:B1"],
        "nothing": [""],
        "one corner": ["A1"],
    }
    for kind, refs in merges.items():
        behind = "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in refs) + "</mergeCells>"
        yield f"merged {kind}", "表.xlsx", partial(book, sheet=sheet_part(behind=behind))
    yield "the same row twice", "表.xlsx", partial(book, sheet=sheet_part(line(1, *HEADINGS) + line(1, *ROW)))
    yield "rows in disorder", "表.xlsx", partial(book, sheet=sheet_part(line(5, *ROW) + line(1, *HEADINGS)))
    yield "no rows", "表.xlsx", partial(book, sheet=sheet_part(""))
    yield "cells outside of rows", "表.xlsx", partial(book, sheet=sheet_part(cell("A1", "a")))
    yield (
        "rows within rows",
        "表.xlsx",
        partial(book, sheet=sheet_part(f'<row r="1">{line(2, "a")}{cell("A1", "b")}</row>')),
    )


def _cells() -> Iterator[Hostile]:
    for at in ("A0", "AAAA1", "1A", "A", "", "A1:B2", "XFE1", "Ａ1", "A01", "$A$1"):
        yield f"cell at {at}", "表.xlsx", partial(book, sheet=sheet_part(f'<row r="1">{cell(at, "a")}</row>'))
    contents = {
        "text that is not there": '<c r="E2" t="s"><v>99</v></c>',
        "text before the first": '<c r="E2" t="s"><v>-1</v></c>',
        "text of no number": '<c r="E2" t="s"><v>x</v></c>',
        "huge text number": f'<c r="E2" t="s"><v>{"9" * 5000}</v></c>',
        "unknown kind": '<c r="E2" t="zzz"><v>1</v></c>',
        "style of none": '<c r="E2" s="99999"><v>1</v></c>',
        "style of no number": '<c r="E2" s="x"><v>1</v></c>',
        "formula": '<c r="E2"><f>1+1</f></c>',
        "formula with result": '<c r="E2" t="str"><f>"a"</f><v>13个</v></c>',
        "formula of a command": "<c r=\"E2\"><f>cmd|'/c calc'!A0</f><v>1</v></c>",
        "formula outside": '<c r="E2"><f>[1]表!A1</f><v>1</v></c>',
        "shared formula": '<c r="E2"><f t="shared" si="0"/><v>3</v></c>',
        "error": '<c r="E2" t="e"><v>#REF!</v></c>',
        "truth": '<c r="E2" t="b"><v>1</v></c>',
        "half a truth": '<c r="E2" t="b"><v>maybe</v></c>',
        "day": '<c r="E2" t="d"><v>2023-01-01T00:00:00</v></c>',
        "twice": f"{cell('E2', 'a')}{cell('E2', 'b')}",
        "long": cell("E2", "字" * 50_000),
        "cell within a cell": f'<c r="E2"><is><t>a</t></is>{cell("F2", "b")}</c>',
        "value without end": '<c r="E2"><v>1</v><v>2</v><v>3</v></c>',
        "phonetic": '<c r="E2" t="inlineStr"><is><t>13个</t><rPh sb="0" eb="1"><t>shi</t></rPh></is></c>',
    }
    for number in (
        "NaN",
        "INF",
        "-inf",
        "1e999",
        "1E308",
        "-1E-308",
        "0x10",
        "1,2",
        "१२",
        "9" * 400,
        "1e99999999999",
        "--1",
        ".",
    ):
        contents[f"number {number[:12]}"] = f'<c r="E2"><v>{number}</v></c>'
    for kind, made in contents.items():
        rows = (
            f'{line(1, *HEADINGS)}<row r="2">{"".join(cell(f"{chr(65 + n)}2", ROW[n]) for n in range(4))}{made}</row>'
        )
        yield f"cell: {kind}", "表.xlsx", partial(book, sheet=sheet_part(rows))


def _formats() -> Iterator[Hostile]:
    codes = (
        "", ";;;", '"', "[", "\\", "[>", "[$", "[$-", "_", "*", "0" * 200, "#," * 90, "?" * 200, "yyyy" * 50, "[h]" * 60, "%" * 150,
        "0.0.0.0", "General;General;General;General;General", "@@@@", "a" * 200, '"' * 199, "[Red][Blue][>1]0", "0E+0E+0", "-;-;-", "\n0\t",
    )  # fmt: skip
    for number in ("1", "-1", "0.35", "44927", "1e20"):
        for place, code in enumerate(codes):
            rows = f'{line(1, *HEADINGS)}<row r="2"><c r="C2" t="inlineStr"><is><t>a</t></is></c><c r="E2" s="1"><v>{number}</v></c></row>'
            yield (
                f"{number} in format {place}",
                "表.xlsx",
                partial(book, sheet=sheet_part(rows), styles=styles_part(code)),
            )


def _texts() -> Iterator[Hostile]:
    for kind, text in {
        "nul": "_x0000_a",
        "bell": "a_x0007_",
        "surrogate": "_xD800_",
        "escape of an escape": "_x005F_x0000_",
        "turned around": "\u202e个21",
        "not seen": "\u200b\ufeff1\u20612个",
        "other spaces": "\u3000\u00a0 12 个\u2003",
        "private": "\ue000\U000f0000",
        "combining": "e" + "\u0301" * 5000,
        "markup": "<script>alert(1)</script>",
        "template": "{{ settings.SECRET_KEY }}{% debug %}",
        "command": "=cmd|' /C calc'!A0",
    }.items():
        yield f"text: {kind}", "表.xlsx", partial(book, sheet=sheet_part(line(1, *HEADINGS) + line(2, *ROW[:4], text)))
    for byte in (0, 7, 11, 31, 255):
        broken = sheet_part(line(1, *HEADINGS)).encode().replace("实际".encode(), bytes([byte]))
        yield f"byte {byte} in the text", "表.xlsx", partial(book, sheet=broken)


def _delimited() -> Iterator[Hostile]:
    head, row = ",".join(HEADINGS), ",".join(ROW)
    texts = {
        "nul within": f"{head}\n{row}\0",
        "open quote": f'{head}\n"{row}',
        "quotes": '"' * 10_001,
        "one long line": "字," * 400_000,
        "one long cell": f"{head}\n{'字' * 200_000}",
        "wide": f"{head}\n{',' * 5000}x",
        "no separator": "指标\n" * 100,
        "lone ends": "\r\r\n\n\r" * 1000 + head,
        "other ends": f"{head}\x85{row}\u2028{row}\x0b{row}",
    }
    for kind, text in texts.items():
        for encoding in ("utf-8", "gb18030", "utf-16"):
            yield f"csv: {kind} in {encoding}", "表.csv", partial(text.encode, encoding, "replace")
    yield "csv: 100,000 rows", "表.csv", partial(_repeated, head, row)
    yield "csv: 10 MB of commas", "表.csv", lambda: b"," * (10 * MEGABYTE - 1)
    yield "csv: 10 MB of ends", "表.csv", lambda: b"\n" * (10 * MEGABYTE - 1) + b"a"
    yield "csv: 10 MB of one text", "表.csv", lambda: b"a" * (10 * MEGABYTE)
    yield "csv: utf-16 without its mark", "表.csv", lambda: f"{head}\n{row}".encode("utf-16-le")
    yield "csv: a mark and nothing", "表.csv", _constant(b"\xef\xbb\xbf")
    yield "csv: half a sign", "表.csv", lambda: head.encode()[:-1]
    chance = random.Random(2)
    for number in range(15):
        yield f"csv: noise {number}", "表.csv", _constant(chance.randbytes(2000))


def _repeated(head: str, row: str) -> bytes:
    return (f"{head}\n" + f"{row}\n" * 100_000).encode()
