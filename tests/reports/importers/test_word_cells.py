"""Rows and cells of Word tables that are not what they seem: deleted ones, and such as are merged the old way."""

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.importers.wordfile import read_word

HEAD = ("一级指标", "二级指标", "三级指标", "目标值", "完成值")


def rows_of(*rows, change):
    """The rows of a table as they are read, a text for each cell, None where another covers it."""
    word = docx.Document()
    table = word.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    change(table)
    held = io.BytesIO()
    word.save(held)
    (grid,) = read_word("自评表.docx", held.getvalue()).blocks
    return [[square.text if square else None for square in row] for row in grid.rows[1:]]


def test_a_row_that_was_deleted_with_its_trace_kept_is_not_read():
    def delete(table):
        table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="9"/>'))

    kept, gone = ("产出指标", "数量指标", "修路", "10公里", "12公里"), ("", "", "植树", "100棵", "90棵")

    assert rows_of(kept, gone, change=delete) == [list(kept)]


def test_cells_that_go_on_with_the_one_to_their_left_are_one_with_it():
    def merge(table):
        for column, value in ((2, "restart"), (3, "continue"), (4, "continue")):
            properties = table.rows[1].cells[column]._tc.get_or_add_tcPr()
            properties.append(parse_xml(f'<w:hMerge {nsdecls("w")} w:val="{value}"/>'))

    assert rows_of(("产出指标", "数量指标", "以下略", "", ""), change=merge) == [
        ["产出指标", "数量指标", "以下略", None, None]
    ]
