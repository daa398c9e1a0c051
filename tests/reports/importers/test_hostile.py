"""Whatever the bytes: a reading, or a sentence that says what to do; and no row that no table has."""

import io
import re
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.importers.document import Understood, read, understood
from reports.importers.files import source_of
from reports.importers.source import Grid, Line, Unreadable
from tests.attachments import PDF, WORD, archive, docx, jpeg, office, png, xlsx
from tests.reports.hostile_files import HOSTILE, OLE
from tests.reports.importers import published
from tests.reports.importers.word_shapes import with_merged_cells

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = ("一级指标", "二级指标", "三级指标", "目标值", "完成值")


def body(inner: str, before: str = "", **more):
    document = f"{before}<w:document {_NAMES}><w:body>{inner}</w:body></w:document>"
    return office("word/document.xml", WORD, **{"word/document.xml": document, **more})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def laughs(use: str) -> bytes:
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return body(use, f'<!DOCTYPE a [<!ENTITY a0 "ha">{steps}]>')


def nested(opening: str, closing: str, times: int) -> bytes:
    return body(opening * times + paragraph("三、存在的问题") + closing * times)


BROKEN = "Word 文件的内部结构不对，打不开。请用 Word 或 WPS 打开后重新保存再上传"
TOO_LONG = "这个文件的段落超过12000个，不像一份自评报告。请只上传自评报告本身"
PICTURE = "这是图片。请上传能选中文字的 Word 文件（.docx）或文本文件（.txt）"
NO_TEXT = "这个文件里没有文字，可能只有扫描图片。请上传能选中文字的 Word 文件（.docx）"

REFUSED = {
    "nothing": (b"", "这个文件是空的。请确认选对了文件"),
    "blanks": (b" \n\t\n", "这个文件里没有文字。请确认选对了文件"),
    "a program": (b"MZ\x90\0" + b"\0" * 600, "这不是文档。请上传 Word 文件（.docx）或文本文件（.txt）"),
    "a PDF": (PDF, "这是 PDF 文件，读不准里面的表格。请上传它的 Word 原件（.docx），或另存为 .docx 再上传"),
    "a picture": (png(), PICTURE),
    "a photograph": (jpeg(), PICTURE),
    "RTF": (b"{\\rtf1 }", "这是 RTF 文件。请用 Word 或 WPS 另存为 .docx 再上传"),
    "a page": (b"<!doctype html><html>", "这是网页或 XML 格式的文件。请用 Word 或 WPS 另存为 .docx 再上传"),
    "an old Word file": (OLE, "这是旧版 Word 或 WPS 文件（.doc、.wps）。请用 Word 或 WPS 另存为 .docx 再上传"),
    "an old workbook": (
        OLE + "Workbook".encode("utf-16-le"),
        "这是旧版 Excel 文件（.xls），不是自评报告。请上传 .docx 或 .txt 格式的自评报告",
    ),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "文件加了密码，请去掉密码后再上传"),
    "a workbook": (xlsx(), "这是 Excel 工作簿，不是 Word 文件。请上传 .docx 或 .txt 格式的自评报告"),
    "OFD": (archive({"OFD.xml": "x"}), "这是 OFD 版式文件，读不了里面的表格。请上传它的 Word 原件（.docx）"),
    "OpenDocument": (
        archive({"mimetype": "x", "content.xml": "x"}),
        "这是 OpenDocument 文件。请另存为 .docx 再上传",
    ),
    "a zip": (archive({"a.txt": "a"}), "这是压缩包，不是 Office 文件。请解压后逐个上传其中的文件"),
    "a Word file without body": (docx(), "Word 文件里没有正文。请用 Word 或 WPS 打开后重新保存再上传"),
    "a Word file without text": (body("<w:p/>"), NO_TEXT),
    "broken XML": (body("<w:p>"), BROKEN),
    "broken numbering": (body(paragraph("x"), **{"word/numbering.xml": "<a"}), BROKEN),
    "entities": (laughs(paragraph("&a9;")), BROKEN),
    "entities in attributes": (laughs('<w:p w:x="&a9;"/>'), BROKEN),
    "an outside file": (
        body(paragraph("&a;"), '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "Word 文件里夹带了不该有的定义，没有读取。请用 Word 或 WPS 打开后重新保存再上传",
    ),
    "tables inside of tables without end": (nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 5000), BROKEN),
    "100,000 paragraphs": (body(paragraph("字") * 100_000), TOO_LONG),
    "paragraphs by the million": (
        body("<w:p/>" * 3_000_000),
        "这个文件的正文太长，不像一份自评报告。请只上传自评报告本身",
    ),
    "a table of 300 columns": (
        body(table(["x"] * 300)),
        "这个文件里有一张超过200列的表格，不像自评表。请只上传自评报告本身",
    ),
    "cells without end": (
        body(table(*[["x"] * 150] * 300)),
        "这个文件的表格超过40000格，不像一份自评报告。请只上传自评报告本身",
    ),
    "100 MB of text": (b"a\n" * 50_000_000, "这个文本文件太大，不像一份自评报告。请只上传自评报告本身"),
    "lines without end": ("第一行\n".encode() * 40_000, "这个文件有40001行，不像一份自评报告。请只上传自评报告本身"),
    "no known encoding": (
        bytes(range(1, 256)) * 20,
        "认不出这个文件的文字编码。请用 Word 或 WPS 另存为 .docx，或用记事本另存为 UTF-8 编码的 .txt 再上传",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence_that_says_what_to_do(content, sentence):
    with pytest.raises(Unreadable) as refused:
        read("自评报告.docx", content)

    assert str(refused.value) == sentence


@pytest.mark.parametrize("content", [content for _, _, content in HOSTILE], ids=[what for what, _, _ in HOSTILE])
def test_hostile_files_raise_nothing_else(content):
    answer = _answer(content)

    assert answer if isinstance(answer, str) else list(answer.facts.rows()) == []


@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_published_text_is_read_in_any_encoding(mark):
    content = published.TEXT.encode(mark)

    assert read("a.txt", content).facts == read("a.txt", published.CONTENT).facts


LONG = {
    "a paragraph": ("字" * 10_001, "第 1 行超过10000字，不像自评报告里的一段话。请只上传自评报告本身"),
    "digits": (f"执行率{'1,' * 60}1", "第 1 行里连着有100多个数字，读不了。请改正后再上传"),
    "a cell": (
        "|a|b|\n|c|" + "字" * 10_001 + "|",
        "表 1 第 2 行第 2 列超过10000字，不像自评报告里的一段话。请只上传自评报告本身",
    ),
    "all of it": (f"{'字' * 9_000}\n" * 170, "这个文件超过150万字，不像一份自评报告。请只上传自评报告本身"),
    "cells": (("a\tb" + "\t" * 180 + "\n") * 250, "这个文件的表格超过40000格，不像一份自评报告。请只上传自评报告本身"),
}


@pytest.mark.parametrize(("text", "sentence"), LONG.values(), ids=LONG.keys())
def test_what_is_longer_than_people_write_is_refused_before_anything_is_looked_for_in_it(text, sentence):
    with pytest.raises(Unreadable) as refused:
        read("x.txt", text.encode())

    assert str(refused.value) == sentence


def test_of_a_long_run_of_blanks_the_end_goes():
    source = source_of("x.txt", f"单位名称：某局{' ' * 20_000}填报日期：2023年3月15日".encode())

    assert source.blocks == (Line(f"单位名称：某局{' ' * 40}填报日期：2023年3月15日", "第 1 行"),)


@pytest.mark.parametrize("whose", ["局" * 40, "局部门会" * 40, "（" * 500])
def test_what_could_be_cut_into_words_in_countless_ways_is_read_at_once(whose):
    head = "一、部门整体绩效目标完成情况\n（一）执行率情况\n"

    reading = read("x.txt", f"{head}{whose}某年初预算为100万元。".encode())

    assert {claim.subject for claim in reading.claims} == {"number"}


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\x0b", "\u2028"])
def test_lines_may_end_in_any_way(ending):
    content = published.TEXT.replace("\n", ending).encode()

    assert read("a.txt", content).facts == read("a.txt", published.CONTENT).facts


def test_deep_but_possible_nesting_is_read():
    made = source_of("a.docx", nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 60))

    assert made.blocks == (Line("三、存在的问题", made.blocks[0].at),)


def test_thousands_of_rows_are_read_whole():
    rows = [
        ("产出指标", "数量指标", f"第{number}号工程", f"{number}公里", f"{number + 1}公里") for number in range(2000)
    ]

    facts = read("a.docx", body(table(_HEAD, *rows))).facts

    assert [(row.level1, row.level2, row.name, row.target, row.actual) for _, row in facts.rows()] == rows


# Properties


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=400) | st.binary(max_size=400))
def test_any_text_or_bytes_give_a_reading_or_a_refusal(made):
    assert _answer(made.encode() if isinstance(made, str) else made)


_PIECES = st.sampled_from(
    [
        "\t",
        "\n",
        "\n\n",
        "|",
        "：",
        "（",
        "100%",
        "一级指标\n",
        "\t三级指标\n",
        "年度目标1：",
        "三、",
        "①",
        "此指标目标值为",
        "万元",
        "\0",
        "𠀀",
    ]
)
_CHANGES = st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 400), _PIECES | st.text(max_size=4)), max_size=6)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(_CHANGES)
def test_a_changed_document_gives_no_row_that_its_tables_do_not_have(changes):
    text = published.TEXT
    for place, length, piece in changes:
        text = text[:place] + piece + text[place + length :]

    _nothing_invented(text.encode("utf-8", "ignore"))


@cache
def _word_xml() -> str:
    with zipfile.ZipFile(io.BytesIO(with_merged_cells())) as opened:
        return opened.read("word/document.xml").decode()


_TAG = re.compile(r"<[^>]+>")


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["cut", "double", "value", "garble"])), min_size=1, max_size=5)
)
def test_a_changed_word_file_gives_no_row_that_its_tables_do_not_have(changes):
    xml = _word_xml()
    for share, how in changes:
        place = int(share * (len(xml) - 1))
        if how == "garble":
            xml = xml[:place] + "<" + xml[place:]
        elif how == "value":
            xml = xml[:place] + re.sub(r'w:val="\w+"', 'w:val="99999999999"', xml[place:], count=1)
        else:
            # A whole row, cell or paragraph, so that the file stays a file.
            start = xml.find("<w:tr>", place)
            end = xml.find("</w:tr>", start) + len("</w:tr>")
            if start > 0 and how == "cut":
                xml = xml[:start] + xml[end:]
            elif start > 0:
                xml = xml[:end] + xml[start:end] + xml[end:]

    _nothing_invented(office("word/document.xml", WORD, **{"word/document.xml": xml}))


def _answer(content: bytes) -> Understood | str:
    """What was understood, or the sentence of the refusal."""
    try:
        return understood(source_of("a.txt", content))
    except Unreadable as refused:
        return str(refused).strip()


def _nothing_invented(content: bytes) -> None:
    made = _answer(content)
    assert made
    if isinstance(made, str) or not made.tables.rows:
        return
    printed = {
        re.sub(r"\s", "", square.text)
        for block in made.source.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for square in row
        if square
    }
    for _, row in made.facts.rows():
        for text in (row.level1, row.level2, row.name, row.target, row.actual):
            told = re.sub(r"\s", "", text)
            assert told in printed or any(told in cell for cell in printed), text
