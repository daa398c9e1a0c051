"""What stands in a workbook is read as it is seen on the screen, with its place."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from reports.importers.number_formats import shown
from reports.importers.source import Square, Unreadable
from reports.importers.workbook import read
from tests.reports.importers.made_workbooks import MAIN, book, cell, line, sheet_part, workbook_part


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def grid_of(*rows, change=None):
    made = Workbook()
    made.active.title = "表"
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    return read("表.xlsx", saved(made)).blocks[0]


def texts(grid) -> list[list[str | None]]:
    return [[square.text if square else None for square in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (20, "General", "20"),
        (20.0, "General", "20"),
        (0.35, "0%", "35%"),
        (0.8406, "0.00%", "84.06%"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (12, '0"个"', "12个"),
        (122, "General个", "122个"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (date(2022, 11, 30), "yyyy-mm-dd", "2022-11-30"),
        (date(2022, 11, 30), 'yyyy"年"m"月"d"日"', "2022年11月30日"),
        (date(2022, 11, 30), '[$-804]yyyy"年"m"月";@', "2022年11月"),
        (
            datetime(2022, 11, 30, 9, 5),  # noqa: DTZ001 a cell has no zone
            "yyyy/m/d h:mm",
            "2022/11/30 9:05",
        ),
        ("0012", "@", "0012"),
        ("=100%", "@", "=100%"),
        (" 12个\n", "General", "12个"),
        (True, "General", "TRUE"),
    ],
)
def test_a_value_is_read_as_it_is_displayed(value, code, text):
    def change(ws):
        ws["A1"].value = value
        if isinstance(value, str):
            ws["A1"].data_type = "s"
        ws["A1"].number_format = code

    assert texts(grid_of([None], change=change)) == [[text]]


@pytest.mark.parametrize(
    ("stored", "code", "text", "remark"),
    [
        ("0.356", "0%", "36%", "单元格里的数值是 0.356，按显示的“36%”读入"),
        ("0.5", "# ?/?", "0.5", "单元格的显示格式“# ?/?”未能识别，按数值读入“0.5”，请核对"),
        ("44877", "d-mmm", "2022-11-12", "日期的显示格式“d-mmm”未能识别，按“2022-11-12”读入，请核对"),
        ("44877", 'm"月"d"日"', "11月12日", "Excel 把这里当作日期 2022-11-12，按显示的“11月12日”读入，请核对"),
        ("0", '#,##0;-#,##0;"-"??', "0", "单元格显示为“-”，按数值读入“0”，请核对"),
        ("NaN", "General", "", "“NaN”不是数值，请重新填写"),
        ("1e300", "General", "", "数值“1e300”过大或过小，请改填文字"),
        ("123456789012345", f"0.{'0' * 20}", f"123456789012345.{'0' * 20}", ""),
        ("1e29", "0.00", f"1{'0' * 29}.00", ""),
        ("1", f"0{'%' * 20}", f"1{'0' * 40}{'%' * 20}", ""),
        (f"{'1' * 40_000}x", "0", "", f"“{'1' * 40}”不是数值，请重新填写"),
    ],
)
def test_what_the_screen_hides_of_a_number_is_told(stored, code, text, remark):
    found = shown(stored, code)

    assert (found.text, found.remark) == (text, remark)


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    assert shown("0", "yyyy-mm-dd", from_1904=True).text == "1904-01-01"
    assert shown("1", "yyyy-mm-dd").text == "1900-01-01"
    assert shown("61", "yyyy-mm-dd").text == "1900-03-01"


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_a_date_is_the_same_day_whatever_the_workbook_counts_from(epoch):
    made = Workbook()
    made.epoch = epoch
    made.active.append([date(2022, 11, 30)])
    made.active["A1"].number_format = "yyyy-mm-dd"

    assert texts(read("表.xlsx", saved(made)).blocks[0]) == [["2022-11-30"]]


def test_merged_cells_span_what_they_cover():
    grid = grid_of(
        ["a", "b", "c"],
        ["d", "e", "f"],
        ["g", "h", "i"],
        change=lambda ws: (ws.merge_cells("A1:B2"), ws.merge_cells("C2:C3")),
    )

    assert texts(grid) == [["a", None, "c"], [None, None, "f"], ["g", "h", None]]
    assert grid.rows[0][0] == Square("a", "表!A1", 2, 2)
    assert grid.rows[1][2] == Square("f", "表!C2", 2, 1)


def test_a_table_keeps_its_places_wherever_it_starts():
    def change(ws):
        ws["C5"].value, ws["D5"].value, ws["C9"].value = "a", "b", "c"

    grid = grid_of(change=change)

    assert texts(grid) == [["", "", "a", "b"], ["", "", "", ""], ["", "", "c", ""]]
    assert [grid.rows[0][2].at, grid.rows[2][2].at] == ["表!C5", "表!C9"]


def test_a_formula_gives_its_result_and_says_so():
    rows = '<row r="1"><c r="A1"><f>6*2</f><v>12</v></c><c r="B1"><f>6*2</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    first, second, third = read("表.xlsx", book(sheet=sheet_part(rows))).blocks[0].rows[0]

    assert (first.text, first.remark) == ("12", "这一格是公式，按它的计算结果“12”读入")
    assert (second.text, second.remark[:20]) == ("", "这一格是公式，文件里没有它的计算结果。请")
    assert (third.text, third.remark) == ("", "这一格是错误值 #DIV/0!，请改正后再导入")


def test_hidden_rows_are_read_and_told_and_hidden_sheets_are_told_and_not_read():
    made = Workbook()
    made.active.title = "表"
    made.active.append(["a"])
    made.active.append(["b"])
    made.active.row_dimensions[2].hidden = True
    made.create_sheet("旧表").append(["c"])
    made["旧表"].sheet_state = "hidden"

    source = read("表.xlsx", saved(made))

    assert [texts(grid) for grid in source.blocks] == [[["a"], ["b"]]]
    assert source.notes == ("工作表“表”里隐藏的 1 行也读入了（第 2 行）", "工作表“旧表”是隐藏的，没有读入")


def test_rich_text_is_joined_and_control_characters_go():
    texts_part = f'<sst xmlns="{MAIN}"><si><r><t>13</t></r><r><rPr><b/></rPr><t>个_x0007_</t></r><rPh sb="0" eb="1"><t>ge</t></rPh></si></sst>'
    sheet = sheet_part('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')

    assert read("表.xlsx", book(sheet=sheet, texts=texts_part)).blocks[0].rows[0][0].text == "13个"


def test_cells_and_rows_without_addresses_stand_where_they_follow():
    rows = f"<row>{cell('', 'a').replace(chr(32) + 'r=' + chr(34) * 2, '')}</row>" + line(4, "b")

    assert [row[0].at for row in read("表.xlsx", book(sheet=sheet_part(rows))).blocks[0].rows if row[0].text] == [
        "表!A1",
        "表!A4",
    ]


def test_names_with_a_prefix_are_read_as_well():
    prefixed = sheet_part(line(1, "a")).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")

    assert texts(read("表.xlsx", book(sheet=prefixed)).blocks[0]) == [["a"]]


def test_every_visible_sheet_is_a_grid():
    sheets = '<sheet name="一" sheetId="1" r:id="r1"/><sheet name="二" sheetId="2" r:id="r1"/>'

    assert [grid.at for grid in read("表.xlsx", book(book=workbook_part(sheets))).blocks] == ["一", "二"]


def test_what_openpyxl_reads_is_read_alike():
    made = Workbook()
    made.active.title = "表"
    for row in range(1, 40):
        made.active.append([f"第{row}行", row, row / 8, "_x0041_", None, "多\n行"])
    ws = load_workbook(io.BytesIO(saved(made))).active

    grid = read("表.xlsx", saved(made)).blocks[0]

    for row in ws.iter_rows():
        for theirs in row:
            ours = grid.rows[theirs.row - 1][theirs.column - 1]
            # Excel reads _x0041_ as A; openpyxl does not.
            expected = "A" if theirs.value == "_x0041_" else "" if theirs.value is None else str(theirs.value)
            assert ours.text == expected.removesuffix(".0"), theirs.coordinate


@pytest.mark.parametrize("name", ["表.xls", "表.et"])
def test_old_formats_are_answered_with_how_to_save_them(name):
    with pytest.raises(Unreadable) as refused:
        read(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)

    kind = name.removeprefix("表")
    assert str(refused.value) == (
        f"这是旧格式（{kind}），请在 Excel 或 WPS 中打开，点“文件 → 另存为”，保存类型选“Excel 工作簿（*.xlsx）”，再上传"
    )
