"""Where the pages of a workbook end."""

import io
from itertools import pairwise

import openpyxl

from reports.document import Cell, Part, Table, TableRow
from reports.renderers import xlsx
from reports.renderers.paper import breaks
from tests.reports.documents import founding_like, label, make_document, make_table, with_table
from tests.reports.plain import composed, make_facts, make_goal, make_row


def sheet_of(document):
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(document))).worksheets[0]


def goal_table(*counts: int) -> Table:
    """Goals of so many rows: a band, a head, and a level cell over all rows."""
    rows = []
    for count in counts:
        rows += [TableRow((Cell("目标", across=2, role="band"),), keep=True)]
        rows += [TableRow((label("一级"), label("三级")), keep=True)]
        rows += [TableRow((Cell("产出", down=count), Cell("甲")))]
        rows += [TableRow((Cell("乙"),)) for _ in range(count - 1)]
    return Table("form", (50, 50), tuple(rows))


def test_pages_begin_with_a_goal_where_it_fits():
    assert breaks(goal_table(8, 8, 8), [10] * 30, 150, above=0, repeated=0) == [10, 20]
    assert breaks(goal_table(8, 8, 8), [10] * 30, 260, above=30, repeated=20) == [20]


def test_a_page_is_not_left_half_empty_for_a_goal():
    assert breaks(goal_table(3, 20), [10] * 27, 200, above=0, repeated=0) == [20]


def test_neither_band_nor_head_stays_alone_at_the_end_of_a_page():
    assert breaks(goal_table(10, 3), [10] * 17, 135, above=0, repeated=0) == [12]


def test_what_fits_is_not_broken():
    assert breaks(goal_table(8), [10] * 10, 100, above=0, repeated=0) == []
    assert breaks(goal_table(8), [10] * 10, 100, above=1, repeated=0) == [9]


def test_what_each_page_begins_with_takes_its_room():
    rows = make_table(*[("a", "b")] * 30)
    assert breaks(rows, [10] * 30, 100, above=0, repeated=0) == [10, 20]
    assert breaks(rows, [10] * 30, 100, above=0, repeated=20) == [10, 18, 26]


def test_a_row_higher_than_a_page_takes_its_pages_and_the_next_goes_on_below():
    table = make_table(("a", "b"), ("c", "d"), ("e", "f"))
    assert breaks(table, [10, 500, 10], 100, above=0, repeated=0) == [1]
    assert breaks(table, [500, 10, 10], 100, above=0, repeated=0) == []
    assert breaks(table, [10, 10, 500], 100, above=0, repeated=0) == [2]


def test_where_a_page_ends_in_a_merged_cell_it_is_cut_and_says_its_text_again():
    sheet = sheet_of(with_table(goal_table(60)))
    first, second = [0, *(one.id for one in sheet.row_breaks.brk)]
    assert first == 0
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:B1", f"A3:A{second}", f"A{second + 1}:A62"}
    assert sheet["A3"].value == sheet.cell(second + 1, 1).value == "产出"
    # 700 points hold 35 rows of 20; a band and a head are two of them.
    assert second == 35


def test_each_page_of_a_large_form_fits_and_tears_no_cell():
    goals = [make_goal(*(make_row(f"{g}{n}", name="长" * 120) for n in range(20)), key=g) for g in "abc"]
    sheet = sheet_of(composed(make_facts(*goals)))
    ends = [one.id for one in sheet.row_breaks.brk]
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    pages = [sum(heights[begin:end]) for begin, end in pairwise([0, *ends])]
    title = heights[1]
    assert len(pages) > 10
    assert pages[0] <= 700
    assert max(pages[1:]) <= 700 - title
    areas = sheet.merged_cells.ranges
    assert [(str(area), end) for area in areas for end in ends if area.min_row <= end < area.max_row] == []


def test_the_form_repeats_its_title_and_keeps_it_in_sight():
    sheet = sheet_of(founding_like())
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$2:$2", "A4")


def test_tables_that_share_a_sheet_are_left_to_excel():
    sheet = sheet_of(make_document(Part("form", "", (goal_table(60), goal_table(60)))))
    assert (list(sheet.row_breaks.brk), sheet.freeze_panes, sheet.print_title_rows) == ([], None, None)
