"""The published document in Word files of many shapes gives what its text gives, to the last field."""

from datetime import date

import docx
import pytest

from reports.examining import examine
from reports.importers.document import read
from reports.importers.source import Line
from reports.importers.wordfile import read_word
from tests.reports.importers import published
from tests.reports.importers.test_document import as_printed, rows_of
from tests.reports.importers.word_shapes import SHAPES, as_converted_text, saved


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_word_file_gives_the_same_as_the_text(shape):
    reading = read("自评报告.docx", shape())

    assert rows_of(reading.facts) == as_printed()
    assert reading.facts == read("caidian-2022.txt", published.CONTENT).facts
    assert reading.unread == ()


def test_what_was_a_text_is_examined_like_the_text():
    day = date(2023, 6, 1)
    text = examine("自评报告.txt", published.CONTENT, today=day)
    word = examine("自评报告.docx", as_converted_text(), today=day)
    assert [one.finding for one in word.found] == [one.finding for one in text.found]
    assert [(one.text, one.section) for shown in word.found for one in shown.excerpts] == [
        (one.text, one.section) for shown in text.found for one in shown.excerpts
    ]


def test_a_list_of_contents_and_lines_behind_tabs_stay_lines():
    word = docx.Document()
    lines = (
        "一、基本情况\t1",
        "二、完成情况\t3",
        "三、存在的问题\t9",
        "",
        "\t本单位共有三个科室。",
        "姓名：甲\t电话：乙",
    )
    for line in lines:
        word.add_paragraph(line)
    assert [(type(block), block.at) for block in read_word("a.docx", saved(word)).blocks] == [
        (Line, f"第 {number} 段") for number in range(1, 6)
    ]
