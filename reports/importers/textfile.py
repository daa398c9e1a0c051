"""A text file as lines and tables: plain text, as Word saves a document as text, with tabs or bars between cells.

Word writes each cell as a line that begins with a tab and a blank line below each row; what a cell holds beyond its
first line stands without the tab. Merged cells are blank there, or left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from budgets.text import clean
from reports.importers.source import Grid, Line, Source, Square, Unreadable

LARGEST = 8 * 1024 * 1024
MOST_LINES, MOST_PARAGRAPHS, MOST_CELLS = 30_000, 12_000, 40_000
# A cell's further lines are looked for this far; nobody writes a page into the middle of a row.
_FURTHER_LINES, _FURTHER_LENGTH = 12, 80
_TABS_ALONE = 4
_ENDINGS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# What begins a part of its own, whatever stands above it.
_BEGINS = re.compile(
    r"\s*(?:备\s*注|附\s*件|注[：:]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)
_BAR_RULE = re.compile(r"[\s|:\-—─+=]+")


def read_text(name: str, content: bytes) -> Source:
    """Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable("这个文本文件太大，不像一份自评报告。请只上传自评报告本身")
    lines = _ENDINGS.split(decoded(content))
    if len(lines) > MOST_LINES:
        raise Unreadable(f"这个文件有{len(lines)}行，不像一份自评报告。请只上传自评报告本身")
    if not any(line.strip() for line in lines):
        raise Unreadable("这个文件里没有文字。请确认选对了文件")
    blocks = blocks_of(lines, [f"第 {number} 行" for number in range(1, len(lines) + 1)])
    if sum(isinstance(block, Line) for block in blocks) > MOST_PARAGRAPHS:
        raise Unreadable(f"这个文件的段落超过{MOST_PARAGRAPHS}个，不像一份自评报告。请只上传自评报告本身")
    return Source(name, "txt", blocks)


def blocks_of(lines: Iterable[str], places: Sequence[str]) -> tuple[Line | Grid, ...]:
    """places: where each line stands, in words. Raises Unreadable."""
    return tuple(_Lines(list(_in_rows([_possible(line) for line in lines])), places).blocks())


def decoded(content: bytes) -> str:
    """UTF-8, UTF-16 or GB18030. Raises Unreadable."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded_as(content, encoding) or _refused()
    wide = _wide(content)
    for encoding in (wide,) if wide else ("utf-8", "gb18030"):
        text = _decoded_as(content, encoding)
        if text is not None and _is_text(text):
            return text
    return _refused()


def _decoded_as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: in Chinese text tabs, line ends and digits leave every other byte empty."""
    beginning = content[:4096]
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if not even and not odd:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_text(text: str) -> bool:
    """Programs and pictures may well be valid GB18030; they are full of control characters."""
    sample = text[:20_000]
    strange = sum(
        unicodedata.category(sign) in {"Cc", "Co", "Cn", "Cs"} and sign not in "\t\n\r\x0b\x0c\x85" for sign in sample
    )
    return strange * 50 <= len(sample)


def _refused() -> str:
    raise Unreadable(
        "认不出这个文件的文字编码。请用 Word 或 WPS 另存为 .docx，或用记事本另存为 UTF-8 编码的 .txt 再上传"
    )


def _possible(line: str) -> str:
    """As `clean`, but tabs at both ends are what tells cells."""
    body = line.strip(" \t\u3000\xa0\ufeff")
    if not body:
        return line[: len(line) - len(line.lstrip("\t"))][:1]
    lead = line[: len(line) - len(line.lstrip(" \t\u3000\xa0\ufeff"))]
    tail = line[len(line.rstrip(" \t\u3000\xa0")) :]
    return "\t" * lead.count("\t") + clean(body) + "\t" * tail.count("\t")


def _in_rows(lines: list[str]) -> Iterator[str]:
    """Lines that hold a tab alone stand between two cells where a browser copied cells of paragraphs: they are joined.

    Where cells begin with tabs the same lines are blank cells, and stay. What was joined leaves blank lines, so that
    lines keep their numbers.
    """
    tabs = [place for place, line in enumerate(lines) if line == "\t"]
    if len(tabs) < _TABS_ALONE or any(line.startswith("\t") and len(line) > 1 for line in lines):
        yield from lines
        return
    # So many blank lines stand between a tab and its cell; behind more of them the cell is blank and a row begins.
    usual = min(_blanks_behind(lines, place) for place in tabs)
    row, taken, since_tab = "", 0, -1
    for line in lines:
        if line == "\t":
            row, since_tab = row + "\t", 0
        elif not line:
            since_tab += since_tab >= 0
        elif since_tab >= 0 and since_tab <= usual:
            row, since_tab = row + line, -1
        else:
            yield from [row, *[""] * (taken - 1)][:taken]
            row, taken, since_tab = line, 0, -1
        taken += 1
    yield from [row, *[""] * (taken - 1)][:taken]


def _blanks_behind(lines: list[str], place: int) -> int:
    after = lines[place + 1 : place + 1 + _FURTHER_LINES]
    return next((count for count, line in enumerate(after) if line and line != "\t"), len(after))


class _Lines:
    """Walks down the file once."""

    def __init__(self, lines: list[str], places: Sequence[str]):
        self._lines, self._places = lines, places
        self._tables = 0
        self._cells = 0

    def blocks(self) -> Iterator[Line | Grid]:
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            rows, end = self._rows(index)
            if rows:
                self._tables += 1
                self._cells += sum(map(len, rows))
                if self._cells > MOST_CELLS:
                    raise Unreadable(f"这个文件的表格超过{MOST_CELLS}格，不像一份自评报告。请只上传自评报告本身")
                yield from _grid(rows, self._tables)
                index = end
                continue
            if line.strip():
                # A lead by tabs is an indent; tabs inside are blanks to line things up.
                yield Line(line.strip(), self._places[index])
            index += 1

    def _rows(self, index: int) -> tuple[list[list[str]], int]:
        if self._lines[index].startswith("\t") and "\t" not in self._lines[index][1:].strip("\t"):
            rows, end = self._rows_of_cells(index)
            # A single cell is an indented paragraph.
            if sum(map(len, rows)) > 1:
                return rows, end
            return [], index
        if not self._lines[index].strip():
            return [], index
        for split in (_by_tabs, _by_bars):
            rows, end = self._rows_of_lines(index, split)
            if len(rows) > 1 or (rows and len(rows[0]) > 2):
                return rows, end
        return [], index

    def _rows_of_lines(self, index: int, split) -> tuple[list[list[str]], int]:
        """Rows that are one line each; blank lines between them do not matter."""
        rows: list[list[str]] = []
        end = index
        while index < len(self._lines):
            line = self._lines[index]
            cells = split(line)
            if cells:
                rows.append(cells)
                end = index + 1
            elif line.strip() and not (rows and split is _by_bars and _is_bar_rule(line)):
                break
            index += 1
        return rows, end

    def _rows_of_cells(self, index: int) -> tuple[list[list[str]], int]:
        rows: list[list[str]] = [[]]
        while index < len(self._lines):
            line = self._lines[index]
            if line.startswith("\t"):
                rows[-1] += line[1:].split("\t")
                index += 1
                continue
            further = self._further(index)
            if further is None:
                break
            if further > index:
                rows[-1][-1] = "\n".join([rows[-1][-1], *self._lines[index:further]])
                index = further
            else:
                # A blank line, and the next row below it.
                index += 1
                rows.append([])
        return [[_cell(cell) for cell in row] for row in rows if row], index

    def _further(self, index: int) -> int | None:
        """Where the cell's further lines end; `index` itself if a row ends here; None if the table does."""
        blanks, text = 0, False
        for place in range(index, min(index + _FURTHER_LINES, len(self._lines))):
            line = self._lines[place]
            if line.startswith("\t"):
                # Lines that a blank one parts from the next row are the end of the last cell.
                return (place - 1 if blanks else place) if text else index
            if not line:
                blanks += 1
                if blanks > 1:
                    return None
                continue
            if len(line) > _FURTHER_LENGTH or _BEGINS.match(line):
                return None
            blanks, text = 0, True
        return None


def _by_tabs(line: str) -> list[str]:
    # One tab before all text is a cell that Word wrote, or an indent; one behind it is nothing.
    if "\t" not in line.strip() and not line.startswith("\t\t") and not line.endswith("\t\t"):
        return []
    return [cell.strip() for cell in line.split("\t")] if line.strip() else []


def _by_bars(line: str) -> list[str]:
    """| 一级指标 | 二级指标 |"""
    stripped = line.strip()
    if stripped.count("|") < 2 or not stripped.startswith("|") or _is_bar_rule(stripped):
        return []
    # Only the outer bars go: an empty cell at the edge is what a merged one leaves below it.
    return [cell.strip() for cell in stripped.removeprefix("|").removesuffix("|").split("|")]


def _is_bar_rule(line: str) -> bool:
    return _BAR_RULE.fullmatch(line) is not None and "-" in line


def _cell(text: str) -> str:
    return re.sub(r"\n\n+", "\n", text.strip())


def _grid(rows: list[list[str]], number: int) -> Iterator[Grid]:
    """Rows of a text are of any length; the last cell of a shorter one reaches to the right edge."""
    width = max(map(len, rows))
    if width > 200:
        raise Unreadable("这个文件的一行里有200多格，不像自评表。请只上传自评报告本身")
    at = f"表 {number}"
    made = []
    for below, row in enumerate(rows, start=1):
        squares: list[Square | None] = [
            Square(text, f"{at} 第 {below} 行第 {beside} 列") for beside, text in enumerate(row, start=1)
        ]
        short = width - len(squares)
        if short and squares[-1] is not None:
            last = squares[-1]
            squares[-1] = Square(last.text, last.at, across=1 + short)
        made.append(tuple(squares + [None] * short))
    yield Grid(tuple(made), at)
