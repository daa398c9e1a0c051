"""A document as Word saves it as text: a paragraph is a line, a cell a line behind a tab, a blank line below each row."""

from reports.document import Document, Heading, Paragraph, Table, placed
from reports.renderers.amounts import shown


def saved_as_text(document: Document) -> bytes:
    lines: list[str] = []
    for part in document.printed():
        for block in part.blocks:
            if isinstance(block, Heading | Paragraph):
                lines += [block.text, ""]
            else:
                lines += _table(block)
    return "\n".join(lines).encode()


def _table(table: Table) -> list[str]:
    """What a merged cell covers is blank below it, and left out beside it."""
    lines = [f"\t{table.title}", ""] if table.title else []
    if table.left_note or table.right_note:
        lines += [f"\t{table.left_note}", f"\t{table.right_note}", ""]
    covered = {(row + below, column): below for row, column, cell in placed(table) for below in range(1, cell.down)}
    cells = {(row, column): shown(cell) for row, column, cell in placed(table)} | dict.fromkeys(covered, "")
    for number in range(len(table.rows)):
        for row, column in sorted(cells):
            if row == number:
                first, *others = cells[row, column].split("\n")
                lines += [f"\t{first}", *others]
        lines.append("")
    return lines
