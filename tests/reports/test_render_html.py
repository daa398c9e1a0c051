"""Documents as HTML: what the markup says, and what it must not."""

import re

import pytest
from hypothesis import given, settings

from indicators.facts import Place
from reports.document import Cell, Document, Footer, Heading, Paragraph, Part, Run, Table, TableRow
from reports.renderers import RENDERERS, html
from reports.renderers.amounts import shown
from tests.reports.documents import amount, body, documents, founding_like, make_document, make_table, with_table


def text_of(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup)


def test_each_renderer_states_suffix_and_content_type():
    assert {name: (module.SUFFIX, module.CONTENT_TYPE) for name, module in RENDERERS.items()} == {
        "html": (".html", "text/html; charset=utf-8"),
        "pdf": (".pdf", "application/pdf"),
        "xlsx": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "docx": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    }


def test_same_document_gives_same_bytes():
    assert html.render(founding_like()) == html.render(founding_like())


def test_file_names_its_language_title_and_author():
    page = html.render(founding_like()).decode()
    assert '<html lang="zh-CN">' in page
    assert "<title>2022年度蔡甸区民政局部门整体绩效自评报告</title>" in page
    assert '<meta name="author" content="武汉市蔡甸区民政局">' in page


def test_file_loads_nothing():
    page = html.render(founding_like()).decode()
    assert re.findall(r"<link|<script|<img|<iframe|url\(|@import|\bsrc=", page) == []


@given(documents())
@settings(derandomize=True, deadline=None, max_examples=40)
def test_fragment_carries_no_style_and_no_script(document):
    markup = html.fragment(document, href=lambda _: "/edit/")
    tags = re.findall(r"<[a-z][^>]*>", markup)
    assert [tag for tag in tags if re.search(r"\s(style|on\w+)=|<(style|script)", tag)] == []


def test_figure_with_a_known_field_is_a_link_to_it():
    cell = Cell("20个", where=Place("indicators", "row-1", "actual"))
    markup = html.fragment(
        with_table(make_table(("数量", cell))), href=lambda place: f"/{place.step}/#{place.key}.{place.field}"
    )
    assert (
        '<a class="to-field" href="/indicators/#row-1.actual" title="去修改"><span class="whole">20个</span></a>'
        in markup
    )
    assert markup.count("<a ") == 1


def test_figure_without_address_is_plain():
    document = with_table(make_table((Cell("20个", where=Place("indicators", "row-1", "actual")), "数量")))
    assert "<a " not in html.fragment(document)
    assert "<a " not in html.fragment(document, href=lambda _: None)


def test_run_of_a_paragraph_links_to_its_field():
    paragraph = Paragraph((Run("共"), Run("分析", Place("indicators", "k", "analysis")), Run("。")))
    markup = html.fragment(make_document(Part("narrative", "", (paragraph,))), href=lambda _: "/a?b=1&c=2")
    assert '<p class="text-body">共<a class="to-field" href="/a?b=1&amp;c=2" title="去修改">分析</a>。</p>' in markup


def test_gap_is_marked():
    paragraph = Paragraph((Run("完成"), Run("【待填】", kind="gap")))
    assert '<mark class="gap">【待填】</mark>' in html.fragment(make_document(Part("narrative", "", (paragraph,))))


def test_line_ends_in_a_paragraph_begin_new_paragraphs():
    markup = html.fragment(make_document(Part("narrative", "", (body("一\n\n二"),))))
    assert re.findall(r"<p class=\"text-body\">(.*?)</p>", markup) == ["一", "二"]


def test_text_of_a_user_cannot_become_markup():
    markup = html.fragment(with_table(make_table(("<b>&\"'</b>", "]]>"))))
    assert "<b>" not in markup
    assert "&lt;b&gt;&amp;&quot;&#x27;&lt;/" in markup


@pytest.mark.parametrize(
    "figure",
    [
        "43.1万亩",
        "1236批次",
        "436家次",
        "12km",
        "300余条",
        "7816单",
        "9/10万",
        "1650元/件",
        "35-45人",
        "11.193万人次",
        "１２个",
    ],
)
def test_no_line_ends_inside_a_figure_with_a_longer_unit(figure):
    assert [piece.text for piece in html.pieces(f"共{figure}，已完成") if piece.whole] == [figure]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("新增≥100个床位", ["≥100个"]),
        ("预算27,799.22万元，", ["27,799.22万元"]),
        ("执行率达84.06%。", ["84.06%"]),
        ("2022年度目标1：", ["2022年"]),
        ("至少1个小区", ["至少1个小区"]),
        ("执行率（B/A）", ["（B/A）"]),
        ("没有数字", []),
    ],
)
def test_figure_and_unit_are_one_piece(text, whole):
    pieces = list(html.pieces(text))
    assert [piece.text for piece in pieces if piece.whole] == whole
    assert "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        ("yuan", "277992200.00", "277,992,200.00"),
        ("wan", "23367.00", "23,367.00"),
        ("percent", "100.00", "100%"),
        ("percent", "84.06", "84.06%"),
        ("percent", "-15.90", "-15.9%"),
        ("score", "20.00", "20"),
        ("score", "100", "100"),
        ("yuan", None, ""),
    ],
)
def test_amount_reads_as_in_print(kind, number, text):
    assert shown(amount(number, kind)) == text


def test_narrow_text_ends_with_two_signs_together():
    assert [piece.text for piece in html.pieces("社会效益指标", narrow=True)] == ["社会效益", "指标"]


def test_figure_wider_than_its_cell_may_break_but_not_before_its_last_sign():
    narrow = make_table((Cell("123456789012345个"), "x"), widths=(10, 90))
    assert re.findall(r'<span class="whole">(.*?)</span>', html.fragment(with_table(narrow))) == ["5个"]


def test_figures_are_held_together_by_a_character_where_elements_are_too_slow():
    markup = html.fragment(with_table(make_table(("至少1,200个<", "x"))), joined=True)
    assert "whole" not in markup
    assert ">至\u2060少\u20601,200\u2060个&lt;<" in markup
    assert html.unjoined("至\u2060少") == "至少"


def test_headings_follow_their_levels():
    blocks = tuple(Heading(level, f"第{level}级标题") for level in range(6))
    markup = html.fragment(make_document(Part("narrative", "", blocks)))
    assert re.findall(r'<(h\d) class="level-(\d)"', markup) == [(f"h{n + 1}", str(n)) for n in range(6)]


def test_header_rows_are_the_head_of_the_table():
    markup = html.fragment(with_table(make_table(("项目", "金额"), ("一", "1"), header_rows=1)))
    head = re.search(r"<thead>(.*?)</thead>", markup, re.DOTALL)[1]
    assert text_of(head).split() == ["项目金额"]
    assert "<thead>" not in html.fragment(with_table(make_table(("项目", "金额"), ("一", "1"))))


def rows_with_class(markup: str, name: str) -> list[int]:
    rows = re.findall(r"<tr([^>]*)>", markup)
    return [index for index, attributes in enumerate(rows) if f'class="{name}"' in attributes]


def test_small_group_of_levels_stays_on_one_page_and_a_large_one_does_not():
    def group(size: int) -> str:
        first = (Cell("数量指标", down=size), "第1项")
        return html.fragment(with_table(make_table(first, *(("项",) for _ in range(size - 1)))))

    assert rows_with_class(group(5), "keep") == [0, 1, 2, 3]
    assert rows_with_class(group(30), "keep") == []


def test_only_a_row_above_a_third_of_a_page_may_be_torn():
    markup = html.fragment(with_table(make_table(("短", "短"), ("短", "很长的说明。" * 200))))
    assert rows_with_class(markup, "tall") == [1]


@pytest.mark.parametrize(
    ("mark", "footer", "expected"),
    [
        ("draft", None, ["草稿"]),
        ("review", None, ["送审稿"]),
        ("", Footer("2022-1", "0123456789ab"), ["编号 2022-1校验码 0123456789ab"]),
        ("", None, []),
    ],
)
def test_mark_and_footer_stand_where_they_belong(mark, footer, expected):
    markup = html.fragment(make_document(Part("form", "", (body("正文"),)), mark=mark, footer=footer))
    assert [line for line in text_of(markup).split("\n") if line] == [*expected, "正文"]


def test_every_width_has_its_class_in_the_stylesheet():
    style = html.stylesheet()
    assert [n for n in range(1, 101) if f".w-{n} {{ width: {n}%; }}" not in style] == []


def test_the_frame_is_drawn_at_all_four_sides_also_by_cells_that_span():
    table = Table("t", (50, 50), (TableRow((Cell("a", down=2), Cell("b"))), TableRow((Cell("c"),))))
    document = Document(1, "t", "d", 2022, (Part("form", "t", (table,)),))
    drawn = {
        text: {word for word in classes.split() if word.startswith("at-")}
        for classes, text in re.findall(r'<t[dh][^>]* class="([^"]*)"[^>]*>\s*([abc])', html.fragment(document))
    }
    assert drawn == {
        "a": {"at-top", "at-left", "at-bottom"},
        "b": {"at-top", "at-right"},
        "c": {"at-right", "at-bottom"},
    }
