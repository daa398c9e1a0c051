"""Documents as PDF: paper, fonts, breaks; read back with pypdf and poppler."""

import gc
import io
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.facts import Place
from reports.document import Cell, Footer, Heading, Paragraph, Part, Run, placed
from reports.renderers import html, pdf
from reports.renderers.breaks import crossed, cut
from tests.reports.documents import (
    body,
    founding_like,
    head,
    make_document,
    make_table,
    revenue_table,
    tables,
    with_table,
)

MM = 72 / 25.4


def reader(document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(document)))


def texts(document) -> list[str]:
    return [re.sub(r"\s", "", page.extract_text()) for page in reader(document).pages]


def lines_of(page) -> list[tuple[float, float, str]]:
    """(x, y, text) of what is drawn, from the page's top left, in points."""
    found = []

    def visit(text, matrix, text_matrix, font, size):
        if text.strip():
            x, y = text_matrix[4], text_matrix[5]
            left = matrix[0] * x + matrix[2] * y + matrix[4]
            bottom = matrix[1] * x + matrix[3] * y + matrix[5]
            found.append((left, float(page.mediabox.height) - bottom, text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def run(code: str, **environment: str) -> subprocess.CompletedProcess:
    start = "import sys; sys.path[:0] = ['.']; import django; django.setup(); "
    return subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, env=os.environ | environment, check=False
    )


def test_same_document_gives_same_bytes_also_in_another_process():
    here = pdf.render(founding_like("draft"))
    assert here == pdf.render(founding_like("draft"))
    code = "from tests.reports import documents; from reports.renderers import pdf; sys.stdout.buffer.write(pdf.render(documents.founding_like('draft')))"
    other = run(code, PYTHONHASHSEED="7")
    assert other.returncode == 0, other.stderr
    assert other.stdout == here


def test_file_names_title_author_language_and_headings():
    file = reader(founding_like())
    assert (file.metadata.title, file.metadata.author) == (
        "2022年度蔡甸区民政局部门整体绩效自评报告",
        "武汉市蔡甸区民政局",
    )
    assert file.trailer["/Root"]["/Lang"] == "zh-CN"
    assert file.outline[0].title == "2022年度整体绩效自评结果"
    assert file.outline[1][0].title == "一、部门整体绩效目标完成情况"
    assert file.outline[-1].title == "2022年度蔡甸区民政局部门整体绩效自评表"


def test_pages_are_a4_and_landscape_where_the_part_is():
    document = make_document(
        Part("narrative", "", (body("直"),)), Part("form", "", (make_table(("横", "x")),), "landscape")
    )
    boxes = [page.mediabox for page in reader(document).pages]
    assert [(round(float(box.width) / MM), round(float(box.height) / MM)) for box in boxes] == [(210, 297), (297, 210)]


def test_page_holds_22_lines_of_28_characters():
    text = "".join(chr(0x4E00 + n) for n in range(28 * 22 - 2))
    (page,) = reader(make_document(Part("narrative", "", (body(text),)))).pages
    by_line: dict[int, str] = {}
    for _, y, piece in lines_of(page):
        by_line[round(y)] = by_line.get(round(y), "") + piece
    *lines, number = [by_line[y] for y in sorted(by_line)]
    assert [len(line) for line in lines] == [26, *[28] * 21]
    assert number.replace(" ", "") == "—1—"


def test_one_line_more_needs_a_second_page():
    text = "".join(chr(0x4E00 + n) for n in range(28 * 22 - 1))
    assert len(reader(make_document(Part("narrative", "", (body(text),)))).pages) == 2


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    blocks = tuple(body(f"第{n}段") for n in range(60))
    pages = reader(make_document(Part("narrative", "", blocks))).pages
    numbers = []
    for page in pages:
        found = [(x, text) for x, y, text in lines_of(page) if y > 262 * MM]
        numbers.append(("right" if min(x for x, _ in found) > 105 * MM else "left", "".join(t for _, t in found)))
    assert [(side, re.sub(r"\s", "", text)) for side, text in numbers] == [
        ("right", "—1—"),
        ("left", "—2—"),
        ("right", "—3—"),
    ]


def test_parts_begin_on_new_pages():
    pages = texts(founding_like())
    assert [page for page in pages if page.startswith("附件")] == [pages[-3]]


def fonts(file: pypdf.PdfReader) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in file.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    }


def test_only_our_own_faces_are_embedded():
    assert fonts(reader(founding_like("draft"))) == {
        "Perfeval-Song", "Perfeval-Song-Bold", "Perfeval-Hei", "Perfeval-Kai", "Perfeval-Fang",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("奓山街道", "Perfeval-Kai-More"),
        ("𠮷㐂", "Perfeval-Rare"),
        ("😀", "Perfeval-Signs"),
        ("27,799.22≥", "Perfeval-Song"),
    ],
)
def test_rare_characters_come_from_the_faces_at_the_end_of_the_stack(text, face, caplog):
    file = reader(make_document(Part("narrative", "", (body(text),))))
    assert face in fonts(file)
    assert re.sub(r"\s", "", file.pages[0].extract_text()).startswith(text)
    assert [record.message for record in caplog.records if "notdef" in record.message] == []


@pytest.mark.skipif(
    not shutil.which("pdftoppm") and os.environ.get("CI") != "true",
    reason="没有 pdftoppm。请运行：sudo apt-get install -y --no-install-recommends poppler-utils",
)
def test_drawn_glyphs_are_those_of_the_face_that_the_style_names(tmp_path):
    """Faces mixed up in a PDF show wrong signs although the text copies well: compare pictures, not text."""
    from PIL import Image, ImageDraw, ImageFont

    def block(style, sign):
        return Heading(2, sign) if style == "kai" else Paragraph((Run(sign),), "", style)

    # Style, sign, and the face that it must come from; 28.95 pt from one to the next.
    wanted = [
        *(("left", sign, "fang.otf") for sign in "武汉市蔡甸区"),
        *(("label", sign, "hei.otf") for sign in "武攻"),
        *(("kai", sign, "kai.ttf") for sign in "汉织"),
        ("left", "奓", "kai-more.ttf"), ("label", "奓", "hei-more.otf"), ("left", "𠮷", "rare.otf"),
        ("left", "8", "song.otf"), ("label", "8", "hei.otf"),
    ]  # fmt: skip
    document = make_document(Part("narrative", "", tuple(block(style, sign) for style, sign, _ in wanted)))
    (tmp_path / "page.pdf").write_bytes(pdf.render(document))
    subprocess.run(
        ["pdftoppm", "-r", "288", "-gray", "-png", "-singlefile", "page.pdf", "page"], cwd=tmp_path, check=True
    )
    page = Image.open(tmp_path / "page.png").convert("L")
    folder = Path(os.environ["FONTCONFIG_FILE"]).parent

    def ink(picture):
        return picture.crop(picture.point(lambda level: 255 - level).getbbox()).resize((40, 40))

    def from_face(sign, file):
        picture = Image.new("L", (120, 120), 255)
        ImageDraw.Draw(picture).text((20, 20), sign, font=ImageFont.truetype(str(folder / file), 64), fill=0)
        return ink(picture)

    def unlike(one, other):
        return sum(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))

    candidates = {(sign, file): from_face(sign, file) for _, sign, file in wanted}
    found = []
    for line in range(len(wanted)):
        top = 37 * MM * 4 + line * 28.95 * 4
        drawn = ink(page.crop((300, round(top), 700, round(top + 28.95 * 4))))
        found.append(min(candidates, key=lambda candidate: unlike(drawn, candidates[candidate])))
    assert found == [(sign, file) for _, sign, file in wanted]


def test_head_of_a_long_table_is_repeated_on_each_page():
    rows = [(f"第{n}项", f"{n}") for n in range(120)]
    pages = texts(with_table(make_table((head("项目名"), head("数值")), *rows, header_rows=1)))
    assert len(pages) > 3
    assert [page.count("项目名数值") for page in pages] == [1] * len(pages)


def test_cell_cut_by_a_page_break_says_its_text_on_both_pages():
    rows = [(Cell("数量指标", down=60), "第1项"), *((f"第{n}项",) for n in range(2, 61))]
    pages = texts(with_table(make_table(*rows)))
    assert [page.count("数量指标") for page in pages] == [1] * len(pages)
    assert len(pages) > 1


def test_cell_beside_a_row_that_is_itself_broken_says_its_text_again_below_it():
    long = "".join(f"第{n}句。" for n in range(1200))
    pages = texts(with_table(make_table((Cell("数量指标", down=2), long), ("后一项",))))
    assert len(pages) > 1
    assert [page.count("数量指标") for page in (pages[0], pages[-1])] == [1, 1]


def test_only_a_part_whose_cells_must_be_cut_is_laid_out_again(monkeypatch):
    rows = [(Cell("数量指标", down=60), "第1项"), *((f"第{n}项",) for n in range(2, 61))]
    paragraphs = [body(f"第{n}段") for n in range(30)]
    few = make_table((Cell("收入", down=2), "1"), ("2",))
    parts = (Part("narrative", "", (*paragraphs, few, body("最后一段"))), Part("form", "", (make_table(*rows),)))
    laid = []
    fragment = html.fragment
    monkeypatch.setattr(html, "fragment", lambda *given, **how: laid.append(fragment(*given, **how)) or laid[-1])
    pages = texts(make_document(*parts))
    assert ["最后一段" in page for page in laid] == [True, False, False]
    form = [page for page in pages if "项" in page]
    assert len(form) > 1
    assert [page.count("数量指标") for page in form] == [1] * len(form)


def test_pages_are_numbered_through_all_parts_and_keep_to_their_side_of_the_sheet():
    document = make_document(*(Part(f"part-{n}", "", (body(f"第{n}份"),)) for n in range(1, 4)))
    found = [(min((x, text) for x, y, text in lines_of(page) if y > 262 * MM)) for page in reader(document).pages]
    numbers = ["".join(t for _, y, t in lines_of(page) if y > 262 * MM) for page in reader(document).pages]
    assert [re.sub(r"\s", "", number) for number in numbers] == ["—1—", "—2—", "—3—"]
    assert [x > 105 * MM for x, _ in found] == [True, False, True]


def test_a_figure_and_its_unit_are_held_together_though_they_are_two_runs():
    runs = (Run("前" * 22), Run("21,849.23", Place("budget")), Run("万元，后"))
    document = make_document(Part("narrative", "", (Paragraph(runs, "", "left"),)))
    by_line: dict[int, str] = {}
    for _, y, piece in lines_of(reader(document).pages[0]):
        by_line[round(y)] = by_line.get(round(y), "") + piece
    assert [by_line[y] for y in sorted(by_line)][:2] == ["前" * 22, "21,849.23万元，后"]


def test_file_is_an_archive_copy_that_carries_what_it_was_made_from():
    enclosed = {"data.json": b"{}", "form.xlsx": b"PK"}
    content = pdf.render(founding_like(), enclosed)
    file = pypdf.PdfReader(io.BytesIO(content))
    assert {name: [bytes(one) for one in data] for name, data in file.attachments.items()} == {
        "data.json": [b"{}"],
        "form.xlsx": [b"PK"],
    }
    metadata = file.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.findall(r'pdfaid:(part|conformance)="(.)"', metadata) == [("part", "3"), ("conformance", "B")]
    # WeasyPrint lists each of them twice.
    associated = [entry.get_object() for entry in file.trailer["/Root"]["/AF"]]
    assert {(entry["/F"], entry["/AFRelationship"]) for entry in associated} == {
        ("data.json", "/Source"),
        ("form.xlsx", "/Source"),
    }
    assert content == pdf.render(founding_like(), enclosed)


def test_what_holds_a_figure_together_is_not_in_the_text_nor_in_the_bookmarks():
    file = reader(make_document(Part("narrative", "", (Heading(0, "共100个"), body("新增床位≥100个，（是否）")))))
    assert re.sub(r"\s", "", file.pages[0].extract_text()) == "共100个新增床位≥100个，（是否）—1—"
    assert [bookmark.title for bookmark in file.outline] == ["共100个"]


@pytest.mark.parametrize("figure", ["≥100个", "至少100户", "27,799.22万元", "3元/人·月", "（是否）"])
def test_a_figure_is_never_torn_at_the_end_of_a_line(figure):
    for before in range(16, 27):
        (page,) = reader(make_document(Part("narrative", "", (body("前" * before + figure + "后" * 30),)))).pages
        by_line: dict[int, str] = {}
        for _, y, piece in lines_of(page):
            by_line[round(y)] = by_line.get(round(y), "") + piece
        assert [line for line in by_line.values() if figure in line] != [], before


def test_nothing_is_left_switched_off_after_a_layout():
    pdf.render(with_table(revenue_table()))
    assert gc.isenabled()


def test_goal_band_is_never_alone_at_the_foot_of_a_page():
    from reports.document import Table, TableRow

    for before in range(28, 40):
        rows = [TableRow((Cell(f"第{n}行"), Cell("x"))) for n in range(before)]
        rows.append(TableRow((Cell("年度目标1：标题", across=2, role="band"),), keep=True))
        rows.append(TableRow((Cell("三级指标", role="head"), Cell("完成值", role="head")), keep=True))
        rows.append(TableRow((Cell("床位"), Cell("20个"))))
        pages = texts(with_table(Table("form", (50, 50), tuple(rows))))
        with_band = next(page for page in pages if "年度目标1" in page)
        assert "床位" in with_band, f"{before} rows before the band"


def test_marks_stand_on_every_page():
    assert all("草稿" in page for page in texts(founding_like("draft")))
    assert all("送审稿" in page for page in texts(founding_like("review")))
    issued = texts(founding_like(footer=Footer("2022-001", "0123456789ab")))
    assert all("编号2022-001校验码0123456789ab" in page for page in issued)
    assert not any("草稿" in page or "送审稿" in page for page in issued)


@given(tables(), st.sets(st.integers(0, 6)))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_cut_table_covers_the_same_places_and_nothing_crosses_the_cut(table, rows):
    rows = {row for row in rows if row < len(table.rows)}
    after = cut(table, rows)
    assert crossed(after, rows) == set()

    def places(one):
        return {
            (row + i, column + j): (cell.text, cell.amount)
            for row, column, cell in placed(one)
            for i in range(cell.down)
            for j in range(cell.across)
        }

    assert places(after) == places(table)
    assert cut(table, set()) == table


def test_rows_into_which_a_cell_hangs_are_crossed():
    table = make_table((Cell("a", down=3), "1"), ("2",), ("3",), ("b", "4"))
    assert crossed(table, range(4)) == {1, 2}
    assert [[cell.text for cell in row.cells] for row in cut(table, {1}).rows] == [
        ["a", "1"],
        ["a", "2"],
        ["3"],
        ["b", "4"],
    ]


def test_stylesheet_is_understood_whole(caplog):
    pdf.render(with_table(revenue_table()))
    assert [record.message for record in caplog.records] == []


def test_document_cannot_load_anything(monkeypatch):
    from weasyprint.urls import FatalURLFetchingError

    page = html.fragment(founding_like()).replace("</article>", '<img src="file:///etc/hostname"/></article>')
    monkeypatch.setattr(html, "fragment", lambda *_, **__: page)
    with pytest.raises(FatalURLFetchingError):
        pdf.render(founding_like())


@pytest.mark.parametrize("blocked", ["weasyprint", "cffi"])
def test_missing_library_is_said_in_a_sentence(blocked):
    code = (
        f"sys.modules[{blocked!r}] = None\n"
        "from tests.reports import documents; from reports.renderers import pdf\n"
        "try:\n    pdf.render(documents.founding_like())\n"
        "except pdf.Unavailable as reason:\n    sys.stdout.buffer.write(str(reason).encode())\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", "import sys; sys.path[:0] = ['.']; import django; django.setup()\n" + code],
        capture_output=True, check=True,
    )  # fmt: skip
    assert "apt-get install -y --no-install-recommends libpango-1.0-0" in result.stdout.decode()


def test_missing_fonts_are_said_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    with pytest.raises(pdf.Unavailable, match=r"scripts/build_fonts\.py"):
        pdf.render(founding_like())
    assert [sentence for sentence in pdf.obstacles() if "build_fonts" in sentence] != []


def test_nothing_hinders_the_pdf_here():
    assert pdf.obstacles() == []


def test_very_long_and_strange_texts_are_laid_out():
    amounts = Cell(amount=Decimal("-1234567890123.45"), kind="yuan")
    rows = [("=100%", "<b>&\"'</b>"), ("长" * 3000, "x" * 300), (amounts, "😀奓\n二")]
    text = "".join(texts(with_table(make_table(*rows, widths=(20, 80)))))
    assert "=100%" in text
    assert "<b>&\"'</b>" in text
    assert text.count("长") == 3000
    assert text.count("x") == 300
    assert "-1,234,567,890,123.45" in text
