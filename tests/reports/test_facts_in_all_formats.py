"""From facts as people type them to each format: every cell of every table is the same in all of them."""

import io

import openpyxl
import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import as_json as document_json
from reports.document import from_json, placed
from reports.issue import composed
from reports.renderers import pdf, xlsx
from reports.renderers.amounts import shown
from tests.reports.any_facts import facts
from tests.reports.test_formats_agree import (
    expected_value,
    first_row,
    from_html,
    from_records,
    from_xlsx,
    grid,
    sheet_order,
    signs,
)
from tests.reports.test_plain_rows import LABELS

OUTCOMES = {"met": "完成", "exceeded": "超额完成", "partly": "部分完成", "not_met": "未完成", "": None}


def printed(document):
    """Without the plain rows, which pages do not show."""
    return type(document)(**vars(document) | {"parts": document.printed()})


def book_of(document):
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))


def unescaped(value):
    """openpyxl leaves to its caller what Excel does by itself."""
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


@given(facts())
@settings(derandomize=True, deadline=None, max_examples=30)
def test_the_document_survives_json_and_its_page_shows_every_cell(stated):
    document = composed(stated)
    assert from_json(document_json(document)) == document
    assert from_html(document) == from_records(printed(document))


@given(facts())
@settings(derandomize=True, deadline=None, max_examples=30)
def test_the_workbook_holds_every_cell_with_its_spans(stated):
    document = composed(stated)
    book = book_of(document)
    for table, sheet in zip(sheet_order(document), book, strict=False):
        found = from_xlsx(table, sheet, first_row(table, document))
        assert [cell[:4] for cell in found] == grid(table)
        assert [unescaped(cell[4]) for cell in found] == [expected_value(cell) for _, _, cell in placed(table)]


@given(facts())
@settings(derandomize=True, deadline=None, max_examples=30)
def test_plain_rows_are_the_facts(stated):
    header, *lines = [[unescaped(cell.value) for cell in row] for row in book_of(composed(stated))["指标数据"]]
    assert header == LABELS
    # Weight and points are numbers; what they are is tested with the scores.
    assert [line[:10] + line[12:] for line in lines] == [
        [number, *(text or None for text in (goal.title, row.level1, row.level2, row.name, row.target))]
        + [text or None for text in (row.adjusted_target, row.unit, row.actual)]
        + [OUTCOMES[row.outcome]]
        + [text or None for text in (row.analysis, row.deviation_reason, row.improvement, row.key)]
        for number, goal in enumerate(stated.goals, start=1)
        for row in goal.rows
    ]


LONG = st.sampled_from(["长" * 120, "长文字，" * 700, ("甲乙丙丁" * 200 + "\n") * 3, "x" * 3000])


@given(facts(texts=LONG, lines=LONG))
@settings(derandomize=True, deadline=None, max_examples=4)
def test_long_texts_are_whole_in_the_workbook(stated):
    """In pieces below each other, and once more where a page ends in them."""
    document = composed(stated)
    for table, sheet in zip(sheet_order(document), book_of(document), strict=False):
        columns = [
            "".join(cell.value for (cell,) in sheet.iter_rows(min_col=n, max_col=n) if isinstance(cell.value, str))
            for n in range(1, len(table.widths) + 1)
        ]
        texts = [(column, cell.text) for _, column, cell in placed(table) if cell.kind == "text"]
        assert [(column, text) for column, text in texts if text not in columns[column]] == []


# What a font may join or draw in pieces is left to the eye; these stay single signs.
PLAIN = st.sampled_from(["", "=1+1", "#N/A", "奓山街道", "<b>&amp;</b>", "甲乙丙丁戊", "100%", "≥90户"])


@given(facts(texts=PLAIN, lines=PLAIN))
@settings(derandomize=True, deadline=None, max_examples=2)
def test_the_pdf_shows_every_cell(stated):
    document = composed(stated)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.render(document))).pages]
    text = signs("".join(pages))
    cells = [signs(shown(cell)) for table in printed(document).tables() for _, _, cell in placed(table)]
    assert [cell for cell in cells if cell not in text] == []
    assert len(text) > 300
