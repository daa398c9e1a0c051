"""Workbooks put together part by part, as no program writes them."""

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
CONTENT_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}"/></Types>'
)
HEADINGS = ("一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值")
ROW = ("产出指标", "数量指标", "养护公园数量", "12个", "13个")


def workbook_part(sheets: str = '<sheet name="表" sheetId="1" r:id="r1"/>', more: str = "") -> str:
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{more}<sheets>{sheets}</sheets></workbook>'


def relations_part(*targets: str, mode: str = "") -> str:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="{target}"{mode}/>'
        for number, target in enumerate(targets or ("worksheets/sheet1.xml",), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def line(number: int, *texts: str, more: str = "") -> str:
    cells = "".join(cell(f"{chr(65 + place)}{number}", text) for place, text in enumerate(texts))
    return f'<row r="{number}"{more}>{cells}</row>'


def sheet_part(rows: str | None = None, before: str = "", behind: str = "") -> str:
    rows = line(1, *HEADINGS) + line(2, *ROW) if rows is None else rows
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'


def styles_part(*codes: str) -> str:
    formats = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(codes)
    )
    xfs = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{xfs}</cellXfs></styleSheet>'


def parts(**changes) -> dict[str, str | bytes]:
    """sheet, book, relations, types, texts, styles: other contents of that part; None leaves it out."""
    usual = {
        "types": ("[Content_Types].xml", CONTENT_TYPES),
        "book": ("xl/workbook.xml", workbook_part()),
        "relations": ("xl/_rels/workbook.xml.rels", relations_part()),
        "sheet": ("xl/worksheets/sheet1.xml", sheet_part()),
        "texts": ("xl/sharedStrings.xml", None),
        "styles": ("xl/styles.xml", None),
    }
    found = {name: changes.get(key, content) for key, (name, content) in usual.items()}
    return {name: content for name, content in found.items() if content is not None}


def zipped(contents: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(**changes) -> bytes:
    return zipped(parts(**changes))


def book_with(extra: dict[str, str | bytes], **changes) -> bytes:
    return zipped(parts(**changes) | extra)
