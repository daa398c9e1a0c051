"""A sheet of a workbook on paper: A4, as wide as the page, with header, footer and page breaks where little is torn."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Document, Part, Table, placed
from reports.renderers.breaks import crossed, cut

# Height in points within the margins, less a line or two in which programs differ.
_ROOM = {"portrait": 700, "landscape": 455}
# A page is left emptier than this only where nothing else helps.
_LEAST_FILLED = 0.5


def set_up(ws: Worksheet, part: Part, document: Document) -> None:
    ws.page_setup.paperSize = ws.PAPERSIZE_A4
    ws.page_setup.orientation = part.orientation
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 0
    ws.print_options.horizontalCentered = True
    ws.page_margins.left = ws.page_margins.right = 0.6
    ws.page_margins.top = ws.page_margins.bottom = 0.8
    ws.page_margins.header = ws.page_margins.footer = 0.4
    ws.oddFooter.center.text = "— &P —"
    left = []
    if document.mark == "draft":
        ws.oddHeader.center.text = "草稿"
        ws.oddHeader.center.size = 18
        ws.oddHeader.center.color = "A6A6A6"
    if document.mark == "review":
        left.append("送审稿")
    if document.footer:
        left.append(f"编号 {document.footer.number}")
        ws.oddFooter.right.text = _literal(f"校验码 {document.footer.checksum}")
    if left:
        ws.oddFooter.left.text = _literal("　".join(left))


def _literal(text: str) -> str:
    # "&" begins a code in headers and footers, and a digit behind a code would be a font size.
    return text.replace("&", "&&")


def paged(
    table: Table, heights_of: Callable[[Table], list[float]], orientation: str, *, above: float, title: float
) -> tuple[Table, list[int]]:
    """The table with its cells cut where a page ends, so that each page has all borders, and the rows that begin one.

    heights_of: of each row, in points. above: what stands over the table; title: over it on each further page, unless
    the table has a head of its own.
    """
    cuts: set[int] = set()
    while True:
        laid = cut(table, cuts) if cuts else table
        heights = heights_of(laid)
        repeated = sum(heights[: table.header_rows]) if table.header_rows else title
        found = breaks(laid, heights, _ROOM[orientation], above=above, repeated=repeated)
        # A cut repeats a text, which may need room; each round adds one, so this comes to an end.
        more = crossed(table, found) - cuts
        if not more:
            return laid, found
        cuts |= more


def breaks(table: Table, heights: Sequence[float], room: float, *, above: float, repeated: float) -> list[int]:
    """The rows that begin a page: where the fewest merged cells are torn, and of these places the lowest.

    above: the height of what stands over the table; repeated: of what each further page begins with. A table that goes
    on below another one may begin a page itself.
    """
    torn = [0] * len(heights)
    for row, _, cell in placed(table):
        for inside in range(row + 1, min(row + cell.down, len(heights))):
            torn[inside] += 1
    for row, this in enumerate(table.rows[:-1]):
        if this.keep:
            # Worse than to tear every cell.
            torn[row + 1] += len(table.widths) + 1
    ends = [0, *accumulate(heights)]
    found, begin, used = [], 0, above
    while ends[-1] - ends[begin] + used > room:
        first = 0 if table.joined and not found and begin == 0 else begin + 1
        fitting = [row for row in range(first, len(heights)) if ends[row] - ends[begin] + used <= room]
        if not fitting:
            # A row higher than the page: it goes over its end, and the next one goes on below.
            begin, used = begin + 1, repeated
            if begin >= len(heights):
                break
            continue
        filled = [row for row in fitting if ends[row] - ends[begin] + used >= room * _LEAST_FILLED] or fitting[-1:]
        begin = min(filled, key=lambda row: (torn[row], -row))
        # Its own head is there already.
        used = repeated if begin else 0
        found.append(begin)
    return found
