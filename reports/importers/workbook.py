"""A table that somebody hands in, .xlsx or .csv, as grids. What it cannot read it refuses with a sentence on what to do."""

from reports.importers.delimited import NOT_TEXT, read_delimited
from reports.importers.package import opened
from reports.importers.sheets import Budget, read_sheet
from reports.importers.signatures import kind_of
from reports.importers.source import Grid, Source, Unreadable

# The sheet on which our own drop-down lists stand.
LISTS = "选项"
_SAVE_AS = "请在 Excel 或 WPS 中打开，点“文件 → 另存为”，保存类型选“Excel 工作簿（*.xlsx）”，再上传"
_OLD = f"这是旧格式（{{ending}}），{_SAVE_AS}"
_REFUSED = {
    "empty": "文件是空的，请检查后重新选择",
    "pdf": "这是 PDF，读不出表格。请上传原来的 Excel 或 WPS 表格（.xlsx）",
    "rtf": "这是文字处理文件，不是表格。请上传 .xlsx 文件",
    "picture": "这是图片，读不出表格。请上传原来的 Excel 或 WPS 表格（.xlsx）",
    "archive": "这是压缩包。请解压后上传其中的 .xlsx 文件",
    "program": NOT_TEXT,
    "markup": f"这是网页或 XML 格式的表格，不是真正的 Excel 文件，{_SAVE_AS}",
    "locked": "文件加了密码，读不出来。请在 Excel 或 WPS 中去掉打开密码，保存后再上传",
    "old workbook": _OLD,
    "old": _OLD,
    "old document": "这是旧版 Word 或 WPS 文件（.doc、.wps），不是表格。请上传 .xlsx 文件",
}


def read(name: str, content: bytes) -> Source:
    """Told by the content, whatever the name says. Raises Unreadable."""
    kind = kind_of(content)
    if kind in _REFUSED:
        raise Unreadable(_REFUSED[kind].format(ending=".et" if name.lower().endswith(".et") else ".xls"))
    if kind == "zip":
        return _of_workbook(name, content)
    grid = read_delimited(content)
    if grid is None:
        raise Unreadable("文件里没有内容，请检查后重新选择")
    return Source(name, "csv", (grid,))


def _of_workbook(name: str, content: bytes) -> Source:
    if b"mimetypeapplication/vnd.oasis.opendocument" in content[:200]:
        raise Unreadable(f"这是 OpenDocument 格式（.ods），{_SAVE_AS}")
    grids: list[Grid] = []
    notes: list[str] = []
    budget = Budget()
    with opened(content) as package:
        for sheet in package.sheets:
            if sheet.hidden:
                if sheet.title != LISTS:
                    notes.append(f"工作表“{sheet.title}”是隐藏的，没有读入")
                continue
            grid, hidden = read_sheet(package, sheet, budget)
            if grid is not None:
                grids.append(grid)
            if hidden:
                notes.append(f"工作表“{sheet.title}”里隐藏的 {len(hidden)} 行也读入了（{_listed(hidden)}）")
    if not grids:
        raise Unreadable("工作簿里没有内容，请检查后重新选择")
    return Source(name, "xlsx", tuple(grids), tuple(notes))


def _listed(rows: list[int]) -> str:
    said = "、".join(str(row) for row in rows[:5])
    return f"第 {said} 行" if len(rows) <= 5 else f"第 {said} 等行"
