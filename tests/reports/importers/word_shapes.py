"""The published document as Word files of many shapes, made from its text with python-docx and Word's own elements."""

import copy
import io
import re

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from reports.importers.source import Grid, Line
from tests.reports.importers import published

_LEADS = (
    (0, re.compile(r"[一二三四]、"), "chineseCountingThousand", "%1、"),
    (1, re.compile(r"（[一二三]）"), "chineseCountingThousand", "（%2）"),
    (2, re.compile(r"年度目标\d："), "decimal", "年度目标%3："),
    (3, re.compile(r"\d\.(?=\D)"), "decimal", "%4."),
    (4, re.compile(r"（\d）"), "decimal", "（%5）"),
    (5, re.compile(r"[①-⑥]"), "decimalEnclosedCircle", "%6"),
)


def blocks():
    return published.source().blocks


def texts(grid):
    """The rows of a table as text has them: as many cells as are printed."""
    return [[square.text for square in row if square] for row in grid.rows]


def saved(word):
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def written(word, table, paragraph=lambda word, text: word.add_paragraph(text)):
    """Every line by `paragraph`, every table by `table`."""
    for block in blocks():
        if isinstance(block, Line):
            paragraph(word, block.text)
        else:
            table(word, block)
    return saved(word)


# Tables


def plain_table(parent, grid, rows=None):
    """As wide as its longest row; nothing merged, what is not printed is blank."""
    rows = rows or texts(grid)
    table = parent.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            fill(cell, text)
    return table


def fill(cell, text):
    first, *more = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for line in more:
        cell.add_paragraph(line)


def merged_table(parent, grid):
    """Blank cells below a level are merged with it, short rows reach to the right edge."""
    rows = aligned(texts(grid))
    width = len(rows[0])
    table = parent.add_table(rows=len(rows), cols=width)
    covered = set()
    for below, row in enumerate(rows):
        for beside, text in enumerate(row):
            if text is None or (below, beside) in covered:
                continue
            right = beside
            while right + 1 < width and row[right + 1] is None:
                right += 1
            down = below
            if text and beside < 3 and right == beside:
                while down + 1 < len(rows) and _goes_on(rows, down + 1, beside):
                    down += 1
            cell = table.cell(below, beside)
            if (down, right) != (below, beside):
                cell = cell.merge(table.cell(down, right))
                covered |= {(y, x) for y in range(below, down + 1) for x in range(beside, right + 1)}
            fill(cell, text)
    return table


def _goes_on(rows, below, beside):
    """A blank cell in a row of indicators, and blank to its left too: nothing begins there."""
    row = rows[below]
    return (
        None not in row and len(row) == 6 and not any(row[: beside + 1]) and row[3] not in {"三级指标", "执行数（B）"}
    )


def aligned(rows):
    """Equally long rows, None behind the end of a shorter one; a heading without its first cell begins below the others."""
    width = max(map(len, rows))
    made = []
    for row in rows:
        row = ["", *row] if width == 6 and row[0] == "一级指标" else row  # noqa: PLW2901
        made.append([*row, *[None] * (width - len(row))])
    return made


def split_table(parent, grid):
    """Each kind of row is cut in its own way, as when somebody draws the lines by hand: only the widths tell."""
    rows = texts(grid)
    table = parent.add_table(rows=0, cols=1)
    properties = table._tbl
    properties.tblGrid.getparent().remove(properties.tblGrid)
    for row in rows:
        cells = [1500, 1000, 1100, 3000, 1200, 1200] if len(row) == 6 else _even(9000, len(row))
        if row[0] == "一级指标":
            cells = [2480, 1120, 2990, 1200, 1210]
        made = OxmlElement("w:tr")
        for text, width in zip(row, cells, strict=True):
            made.append(
                parse_xml(
                    f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                    + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
                    + "</w:tc>"
                )
            )
        properties.append(made)
    return table


def _even(width, count):
    return [*[width // count] * (count - 1), width - width // count * (count - 1)]


def nested_table(parent, grid):
    """The rows of each goal are a table inside of a cell, beside the label that runs down."""
    rows = texts(grid)
    if max(map(len, rows)) < 6:
        return plain_table(parent, grid)
    table = parent.add_table(rows=0, cols=2)
    index = 0
    while index < len(rows):
        row = rows[index]
        inside = [one for one in rows[index:] if len(one) >= 4]
        count = next((place for place, one in enumerate(rows[index:]) if len(one) < 4), len(rows) - index)
        cells = table.add_row().cells
        if len(row) < 4:
            fill(cells[0] if len(row) > 1 else cells[0].merge(cells[1]), row[0])
            if len(row) > 1:
                fill(cells[1], "".join(row[1:]))
            index += 1
            continue
        fill(cells[0], row[0] if row[0] not in {"一级指标", ""} else "")
        plain_table(cells[1], grid, [one[1:] if len(one) == 6 else one for one in inside[:count]])
        index += count
    return table


# Whole files


def with_blanks():
    return written(docx.Document(), plain_table)


def with_merged_cells():
    return written(docx.Document(), merged_table)


def with_split_cells():
    return written(docx.Document(), split_table)


def with_tables_inside_of_cells():
    """The four rows of the head that have four cells stay as they are printed."""

    def table(word, grid):
        rows = texts(grid)
        start = next((place for place, row in enumerate(rows) if row[0].startswith("年度目标")), 0)
        if start:
            plain_table(word, grid, rows[:start])
            word.add_paragraph("")
        part = Grid(grid.rows[start:], grid.at)
        nested_table(word, part)

    return written(docx.Document(), table)


def in_a_frame():
    """The form, its title and its notes inside of the one cell of a table."""
    word = docx.Document()
    frame = None
    for block in blocks():
        if isinstance(block, Line) and block.text.startswith("附件"):
            frame = word.add_table(rows=1, cols=1).cell(0, 0)
        parent = frame if frame is not None else word
        if isinstance(block, Line):
            parent.add_paragraph(block.text)
        elif frame is not None:
            merged_table(_Inside(frame), block)
        else:
            merged_table(word, block)
    return saved(word)


class _Inside:
    def __init__(self, cell):
        self._cell = cell

    def add_table(self, rows, cols):
        return self._cell.add_table(rows, cols)


def as_one_table():
    """Everything, text and tables, in one table of six columns."""
    word = docx.Document()
    table = word.add_table(rows=0, cols=6)
    for block in blocks():
        for row in [[block.text]] if isinstance(block, Line) else texts(block):
            cells = table.add_row().cells
            if len(row) == 1:
                fill(cells[0].merge(cells[5]), row[0])
                continue
            for cell, text in zip(cells, row, strict=False):
                fill(cell, text)
    return saved(word)


def with_text_boxes():
    """Titles, headings of sections and the first analyses in text boxes, each twice as Word writes it for old programs."""

    def paragraph(word, text):
        if not re.match(r"[一二三四]、|武汉市蔡甸区民政局$|2022年度|①|此指标目标值为20家", text):
            word.add_paragraph(text)
            return
        inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
        word.add_paragraph()._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
                ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
                ' xmlns:v="urn:schemas-microsoft-com:vml">'
                f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>'
                f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
                "</mc:Fallback></mc:AlternateContent></w:r>"
            )
        )

    return written(docx.Document(), plain_table, paragraph)


def with_old_text_boxes():
    """The form's title in a box of old programs."""

    def paragraph(word, text):
        if not text.startswith("2022年度蔡甸区"):
            word.add_paragraph(text)
            return
        word.add_paragraph()._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
                f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
            )
        )

    return written(docx.Document(), plain_table, paragraph)


def with_numbers_by_word():
    """Numbers of headings are counted by Word and stand nowhere in the text."""
    word = docx.Document()
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, _, form, text in _LEADS
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))

    def paragraph(word, text):
        for level, lead, _, _ in _LEADS:
            if lead.match(text) and "分档" not in text and "口径" not in text and "基于" not in text and len(text) < 80:
                made = word.add_paragraph(lead.sub("", text, count=1))
                made._p.get_or_add_pPr().append(
                    parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
                )
                return
        word.add_paragraph(text)

    return written(word, merged_table, paragraph)


def with_other_fonts():
    """Each character of a heading is a run of its own, every run in another font and size."""

    def paragraph(word, text):
        made = word.add_paragraph()
        pieces = list(text) if len(text) < 30 else re.findall(r".{1,7}", text)
        for place, piece in enumerate(pieces):
            run = made.add_run(piece)
            run.font.name, run.font.size, run.bold = (
                ("仿宋_GB2312", "SimHei")[place % 2],
                Pt(9 + place % 9),
                place % 3 == 0,
            )

    return written(docx.Document(), merged_table, paragraph)


def with_revisions():
    """Insertions count, deletions and hidden text do not; links and content controls hold text like any other."""

    def paragraph(word, text):
        made = word.add_paragraph()._p
        half = len(text) // 2
        names = nsdecls("w")
        for xml in (
            f"<w:ins {names}><w:r><w:t>{text[:half]}</w:t></w:r></w:ins>",
            f"<w:del {names}><w:r><w:delText>删去的字</w:delText></w:r></w:del>",
            f"<w:r {names}><w:rPr><w:vanish/></w:rPr><w:t>藏起来的字</w:t></w:r>",
            f"<w:hyperlink {names}><w:r><w:t>{text[half : half + 1]}</w:t></w:r></w:hyperlink>",
            f"<w:sdt {names}><w:sdtContent><w:r><w:t>{text[half + 1 :]}</w:t></w:r></w:sdtContent></w:sdt>",
            f'<w:r {names}><w:footnoteReference w:id="1"/></w:r>',
        ):
            made.append(parse_xml(xml))

    def table(word, grid):
        made = merged_table(word, grid)
        # A row that was deleted, and the whole in a content control.
        gone = copy.deepcopy(made.rows[-1]._tr)
        gone.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="9"/>'))
        made._tbl.append(gone)
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        made._tbl.addprevious(control)
        control.find(qn("w:sdtContent")).append(made._tbl)

    return written(docx.Document(), table, paragraph)


def with_soft_breaks():
    """An indicator's name and its analysis are one paragraph with a line break between."""
    word = docx.Document()
    last = None
    for block in blocks():
        if isinstance(block, Grid):
            merged_table(word, block)
            last = None
        elif block.text.startswith("此指标") and last is not None:
            last.runs[-1].add_break()
            last.add_run(block.text)
        else:
            last = word.add_paragraph(block.text)
    return saved(word)


def without_leads():
    """No heading has a number at all."""

    def paragraph(word, text):
        for level, lead, _, _ in _LEADS:
            if level != 2 and lead.match(text) and len(text) < 80:
                text = lead.sub("", text, count=1)
                break
        word.add_paragraph(text)

    return written(docx.Document(), plain_table, paragraph)


def as_converted_text():
    """As office programs make it of a text file: each line a paragraph, the tab before a cell a tab in it, no table."""
    word = docx.Document()
    for line in published.TEXT.splitlines():
        word.add_paragraph(line)
    return saved(word)


def as_converted_text_in_a_frame():
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    for line in published.TEXT.splitlines():
        cell.add_paragraph(line)
    return saved(word)


SHAPES = {
    "blanks": with_blanks,
    "merged cells": with_merged_cells,
    "split cells": with_split_cells,
    "tables inside of cells": with_tables_inside_of_cells,
    "a frame": in_a_frame,
    "one table": as_one_table,
    "text boxes": with_text_boxes,
    "old text boxes": with_old_text_boxes,
    "numbers by Word": with_numbers_by_word,
    "other fonts": with_other_fonts,
    "revisions": with_revisions,
    "soft breaks": with_soft_breaks,
    "no leads": without_leads,
    "converted text": as_converted_text,
    "converted text in a frame": as_converted_text_in_a_frame,
}
