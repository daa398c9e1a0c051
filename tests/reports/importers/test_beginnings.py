"""How files begin and how their tables are ruled must not move what is read into another part or column."""

import pytest

from reports.importers.document import read
from reports.importers.outline import outline
from reports.importers.source import Grid
from reports.importers.textfile import read_text


def test_a_report_that_is_an_annex_itself_is_no_form():
    text = "附件1\n2022年度部门整体绩效自评报告\n一、部门整体绩效目标完成情况\n（一）执行率情况\n执行率为100%。\n附件\n自评表说明"
    passages = outline(read_text("报告.txt", text.encode()).blocks).passages
    assert [(passage.section, passage.text) for passage in passages] == [
        ("", "附件1"),
        ("", "2022年度部门整体绩效自评报告"),
        ("1", "一、部门整体绩效目标完成情况"),
        ("1.1", "（一）执行率情况"),
        ("1.1", "执行率为100%。"),
        ("form", "附件"),
        ("form", "自评表说明"),
    ]


def test_empty_cells_at_the_edge_of_a_ruled_row_keep_their_columns():
    text = "|产出指标|数量指标|床位|10张|\n|||户数|8户|\n|效益指标||满意|是|"
    (grid,) = (block for block in read_text("报告.txt", text.encode()).blocks if isinstance(block, Grid))
    assert [[square.text if square else None for square in row] for row in grid.rows] == [
        ["产出指标", "数量指标", "床位", "10张"],
        ["", "", "户数", "8户"],
        ["效益指标", "", "满意", "是"],
    ]


@pytest.mark.parametrize("beginning", ["BM2023-07号", "MZ2023-07号"])
def test_two_letters_that_begin_a_picture_or_a_program_begin_a_text_too(beginning):
    text = f"{beginning}\n2023年度部门整体绩效自评表\n部门名称：青山县林业局"
    assert read("自评表.txt", text.encode()).facts.department.full_name == "青山县林业局"
