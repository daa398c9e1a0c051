"""Where things stand in a document, how rows get their keys, and what is told of a row beside its cells."""

import io
from dataclasses import replace
from decimal import Decimal

import docx as word

from budgets.models import Department
from indicators.facts import DepartmentNames
from reports.importers.keyed import keyed
from reports.importers.reading import Unread
from reports.importers.source import Grid, Line, Square
from reports.importers.spots import anchors, cut, near
from reports.models import Received
from reports.read_in import MOST_LINES, MOST_PASSAGES, ReadIn, more_of
from tests.facts import ROWS, make_facts, make_row, with_row
from tests.handed_in import TEXT

FACTS = make_facts()


def read_in(text: str) -> ReadIn:
    return ReadIn(Received(kind="document", name="a.txt", content=text.encode()))


def test_lines_and_rows_of_tables_have_an_anchor_each_and_the_cells_of_a_row_share_it():
    table = Grid(
        (
            (Square("甲", "表 1 第 1 行第 1 列", down=2), Square("乙", "表 1 第 1 行第 2 列")),
            (None, Square("丙", "表 1 第 2 行第 2 列")),
        ),
        "表 1",
    )

    assert anchors((Line("开头", "第 1 段"), table)) == {
        "第 1 段": "at-1",
        "表 1": "at-2-1",
        "表 1 第 1 行": "at-2-1",
        "表 1 第 1 行第 1 列": "at-2-1",
        "表 1 第 1 行第 2 列": "at-2-1",
        "表 1 第 2 行": "at-2-2",
        "表 1 第 2 行第 2 列": "at-2-2",
    }


def test_of_several_lines_of_one_paragraph_the_first_has_the_anchor():
    document, saved = word.Document(), io.BytesIO()
    document.add_paragraph("某局2022年度绩效自评结果\n第二行")
    document.add_paragraph("第三行")
    document.save(saved)

    blocks = ReadIn(Received(kind="document", name="a.docx", content=saved.getvalue())).blocks

    assert [(block["line"], block["anchor"]) for block in blocks] == [
        ("某局2022年度绩效自评结果", "at-1"),
        ("第二行", ""),
        ("第三行", "at-3"),
    ]


def test_a_place_that_names_a_row_leads_to_the_row_and_an_unknown_one_nowhere():
    found = read_in(TEXT)
    known = {at: anchor for at, anchor in anchors(found.source.blocks).items() if at.startswith("表 1 第 2 行")}
    (anchor,) = set(known.values())

    assert found.spot("表 1 第 2 行").anchor == anchor
    assert found.spot("第 999 行").anchor == ""
    assert found.spot("").anchor == ""


def test_what_lies_in_something_larger_leads_to_the_smallest_that_is_known():
    known = {"表 1": "a", "表 1 第 2 行": "b", "表 1 第 3 行第 1 列": "c", "表 1 第 3 行第 2 列": "d"}

    assert [near(at, known) for at in ("表 1 第 2 行第 4 列", "表 1 第 3 行", "表 1 第 9 行", "表 2")] == [
        "b",
        "c",
        "a",
        "",
    ]


def test_the_same_document_has_the_same_keys_and_no_two_rows_share_one():
    facts = with_row(with_row(FACTS, 0, name="同名"), 1, name="同名")

    (once, _), (again, _) = keyed(facts), keyed(replace(facts, revenue=facts.revenue))

    keys = [row.key for _, row in once.rows()]
    assert once == again
    assert len({*keys, *(goal.key for goal in once.goals), *(line.key for line in once.revenue)}) == 5 + 2 + 2


def test_a_row_at_the_same_place_of_another_document_has_another_key():
    mine, theirs = keyed(FACTS)[0], keyed(with_row(FACTS, 0, name="别的指标"))[0]

    same = [one.key == other.key for (_, one), (_, other) in zip(mine.rows(), theirs.rows(), strict=True)]
    assert same == [False, True, True, True, True]


def test_old_keys_lead_to_the_new_ones_and_nothing_else_of_the_facts_changes():
    found, renamed = keyed(FACTS)

    assert [renamed[key] for key in ROWS] == [row.key for _, row in found.rows()]
    assert [replace(row, key="") for _, row in found.rows()] == [replace(row, key="") for _, row in FACTS.rows()]


def test_what_has_no_cell_of_its_own_is_told_in_words():
    row = make_row(adjusted_target="10个", unit="个", nature="number", weight=Decimal("5.00"), direction="")

    assert more_of(row) == "调整后目标值 10个，计量单位 个，指标性质 定量，分值 5"
    assert more_of(make_row(nature="", direction="")) == ""
    assert more_of(make_row(nature="", direction="", weight=Decimal("5.00"), score=Decimal("0.00"))) == "分值 5，得分 0"


def test_names_of_a_unit_match_in_whichever_form_they_stand():
    ours = Department(full_name="武汉市蔡甸区民政局", form_name="蔡甸区民政局", short_name="区民政局")
    others = Department(full_name="武汉市蔡甸区司法局", form_name="蔡甸区司法局", short_name="区司法局")

    found = read_in(TEXT), read_in(TEXT)
    for one, name in zip(found, ("蔡甸区民政局", "武汉市蔡甸区民政局（本级）"), strict=True):
        one.read = replace(one.read, department=DepartmentNames("", name, "", ""))

    assert [(one.is_of(ours), one.is_of(others)) for one in found] == [(True, False)] * 2


def test_of_a_very_long_file_only_a_part_is_listed_and_the_page_says_so():
    text = (
        TEXT + "三、存在的问题和原因分析\n" + "".join(f"一段说不清楚的文字，第{number}段\n" for number in range(4000))
    )

    found = read_in(text)

    rows = sum(len(block.get("rows", [1])) for block in found.blocks)
    assert (rows, found.is_cut, read_in(TEXT).is_cut) == (MOST_LINES, True, False)
    assert len(found.passages) <= MOST_PASSAGES


def test_how_many_unread_passages_are_not_listed_is_told_only_where_there_are_any():
    few, many = read_in(TEXT), read_in(TEXT)
    few._made, many._made = (
        replace(few._made, unread=(Unread("一段话", "第 9 行", "没有读懂"),) * number)
        for number in (MOST_PASSAGES - 1, MOST_PASSAGES + 3)
    )

    assert [(len(one.passages), one.unlisted) for one in (few, many)] == [
        (MOST_PASSAGES - 1, 0),
        (MOST_PASSAGES, 3),
    ]


def test_a_table_that_is_longer_than_what_is_shown_is_cut_itself():
    table = Grid(tuple((Square("甲", f"表 1 第 {number} 行"),) for number in range(1, 6)), "表 1")
    line = Line("开头", "第 1 段")

    assert cut((line, table, line), 3) == (line, replace(table, rows=table.rows[:2]))
    assert cut((line, table, line), 7) == (line, table, line)
