"""体检报告: what was read of a finished document, what was found of it with the words concerned, what was not understood."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from budgets.money import percent_text, wan_text
from budgets.totals import BASES
from indicators import execution
from indicators.claims import SECTION_NAMES, Contradiction, Excerpt
from indicators.facts import Facts
from indicators.findings import LEVEL_NAMES
from reports.compose.numbering import chinese, date_text
from reports.document import VERSION, Cell, Document, Heading, Paragraph, Part, Run, Table, TableRow
from reports.examining import Examination

TITLE = "自评报告体检报告"
_BASIS = "本报告由程序按部门整体绩效自评的校验规则逐条检查得出，列出依据的原文供核对；是否需要修改，由填报单位判断。"
# Nobody reads more of what was not understood; a file of which more is left over is no self-evaluation.
MOST_UNREAD = 300
_NOTHING = "没有发现问题：读出的内容里，各处数字、单位、名称相符；没有读到的没有参加检查。"

Block = Heading | Paragraph | Table


def checkup(examination: Examination, name: str, day: date) -> Document:
    """name: of the file; day: on which it was examined."""
    facts = examination.reading.facts
    blocks: list[Block] = [
        Heading(0, TITLE, "title"),
        _paragraph("file", f"文件：{name}", "left"),
        _paragraph("day", f"体检日期：{date_text(day)}", "left"),
        Heading(1, "一、读出的内容", "1"),
        _summary(facts, len(examination.reading.unread)),
        Heading(1, "二、发现的问题", "2"),
        *_findings(examination.found),
    ]
    if examination.reading.unread:
        blocks += [Heading(1, "三、没有读懂的内容", "3"), *_unread(examination)]
    if facts.goals:
        number = chinese(4 if examination.reading.unread else 3)
        blocks += [Heading(1, f"{number}、读出的指标", "4"), _rows(facts)]
    blocks.append(_paragraph("basis", _BASIS, "note"))
    department = facts.department.full_name
    return Document(
        VERSION, f"{TITLE}：{name}", department, facts.fiscal_year, (Part("narrative", TITLE, tuple(blocks)),)
    )


def _paragraph(key: str, text: str, style: str = "body") -> Paragraph:
    return Paragraph((Run(text),), key, style)


def stated(facts: Facts, unread: int) -> list[tuple[str, str]]:
    """What was read in short, as label and value; what was not found says so."""
    rate = execution.execution_rate(facts)
    rows = sum(1 for _ in facts.rows())
    return [
        ("单位", facts.department.full_name or _NOT_READ),
        ("年度", f"{facts.fiscal_year}年度" if facts.fiscal_year else _NOT_READ),
        ("年初预算数", _wan(execution.initial_total(facts))),
        ("调整后预算数", _wan(execution.adjusted_total(facts))),
        ("执行率", _NOT_READ if rate is None else f"{percent_text(rate)}（按{BASES[facts.basis]}）"),
        ("执行数", _wan(execution.executed_total(facts))),
        ("年度目标", f"{len(facts.goals)}个"),
        ("指标", f"{rows}项"),
        ("没有读懂的内容", f"{unread}处"),
    ]


_NOT_READ = "没有读到"


def _wan(amount: Decimal | None) -> str:
    return _NOT_READ if amount is None else f"{wan_text(amount)}万元"


def _summary(facts: Facts, unread: int) -> Table:
    pairs = stated(facts, unread)
    rows = []
    for left, right in zip(pairs[::2], [*pairs[1::2], None], strict=False):
        cells = [Cell(left[0], role="label"), Cell(left[1], across=1 if right else 3, align="left")]
        cells += [Cell(right[0], role="label"), Cell(right[1], align="left")] if right else []
        rows.append(TableRow(tuple(cells)))
    return Table("summary", (22, 34, 20, 24), tuple(rows))


def _findings(found: tuple[Contradiction, ...]) -> Iterable[Block]:
    if not found:
        yield _paragraph("2/none", _NOTHING)
        return
    levels = [(level, [one for one in found if one.finding.level == level]) for level in LEVEL_NAMES]
    counted = "、".join(f"{LEVEL_NAMES[level]}{len(these)}条" for level, these in levels)
    yield _paragraph("2/counts", f"共{len(found)}条：{counted}。")
    told = [(level, these) for level, these in levels if these]
    for number, (level, these) in enumerate(told, start=1):
        yield Heading(2, f"（{chinese(number)}）{LEVEL_NAMES[level]}（{len(these)}条）", f"2/{level}")
        yield _of_level(level, these)


def _of_level(level: str, these: list[Contradiction]) -> Table:
    head = TableRow(tuple(Cell(label, role="head") for label in ("序号", "发现的问题", "原文出处", "原文")), keep=True)
    rows = [row for number, one in enumerate(these, start=1) for row in _finding_rows(number, one)]
    return Table(f"findings-{level}", (7, 36, 17, 40), (head, *rows), header_rows=1)


def _finding_rows(number: int, one: Contradiction) -> list[TableRow]:
    excerpts = [(where(excerpt), excerpt.text) for excerpt in one.excerpts] or [("—", "—")]
    rows = []
    for index, (place, text) in enumerate(excerpts):
        first = (
            Cell(str(number), down=len(excerpts)),
            Cell(one.finding.message, down=len(excerpts), align="left"),
        )
        cells = (Cell(place), Cell(text, align="center" if text == "—" else "left"))
        rows.append(TableRow(cells if index else (*first, *cells)))
    return rows


def where(excerpt: Excerpt) -> str:
    """二（二）第 115 行"""
    return "\n".join(filter(None, (SECTION_NAMES.get(excerpt.section, ""), excerpt.at)))


def unlisted(examination: Examination) -> str:
    """That not all of what was not understood is listed; "" where it is."""
    more = len(examination.reading.unread) - MOST_UNREAD
    return f"另有 {more} 处没有列出。" if more > 0 else ""


def _unread(examination: Examination) -> Iterable[Block]:
    head = TableRow(tuple(Cell(label, role="head") for label in ("出处", "原文", "原因")), keep=True)
    rows = [
        TableRow((Cell(one.at), Cell(one.text, align="left"), Cell(one.why, align="left")))
        for one in examination.reading.unread[:MOST_UNREAD]
    ]
    yield Table("unread", (17, 48, 35), (head, *rows), header_rows=1)
    if more := unlisted(examination):
        yield _paragraph("3/more", more, "note")


def _rows(facts: Facts) -> Table:
    labels = ("一级指标", "二级指标", "三级指标", "目标值", "实际完成值")
    lines = [TableRow(tuple(Cell(label, role="head") for label in labels), keep=True)]
    for number, goal in enumerate(facts.goals, start=1):
        lines.append(TableRow((Cell(f"年度目标{number}：{goal.title}", across=5, role="band"),), keep=True))
        lines += [
            TableRow(
                (
                    Cell(row.level1),
                    Cell(row.level2),
                    Cell(row.name, align="left"),
                    Cell(row.judged_target),
                    Cell(row.actual),
                )
            )
            for row in goal.rows
        ]
    return Table("rows", (14, 16, 38, 16, 16), tuple(lines), header_rows=1)
