"""The pieces of sentences: plain words, figures that lead to their field, and gaps where a draft lacks something."""

import re
from collections.abc import Iterable
from decimal import Decimal

from budgets.money import percent_text, to_wan, wan_text
from indicators.facts import Facts, GoalFacts, Place, Row
from indicators.values import with_unit
from reports.document import Paragraph, Run

ROUNDING_REMARK = "（因四舍五入，分项之和与总计略有差异）"

Piece = str | Run

STOPS = tuple("。！？；，、：.!?;,:")
# A sentence is over, also before the mark that closes a quotation or a bracket around it.
_ENDED = re.compile(r"[。！？!?…][”’」』）)》]*\Z")
# A stop typed in half width behind a hanzi, a figure or a sign; "etc." keeps its own.
_NARROW_STOP = re.compile(r"(?<![A-Za-z.])\.\Z")
# 原因：原因：场地不足: what the report says by itself and people type once more.
_LABEL = re.compile(
    r"(?:预算调整|执行率偏低|未完成|未达标|超额完成|偏差|主要|具体)*(?:的)?"
    r"(?:原因(?:分析|说明)?|改进措施|整改措施|预期目标|目标完成情况)\s*[：:]\s*(?=\S)"
)


def gap_text(what: str) -> str:
    return f"【待填：{what}】"


def gap(what: str, where: Place | None = None) -> Run:
    return Run(gap_text(what), where, kind="gap")


def said(text: str, what: str, where: Place) -> Run:
    """What was typed, or the gap that it leaves."""
    return Run(text, where) if text else gap(what, where)


def wan(amount: Decimal | None, what: str, where: Place | None = None) -> tuple[Piece, ...]:
    """23,367.00万元"""
    return (gap(what, where),) if amount is None else (Run(wan_text(amount), where), "万元")


def percent(rate: Decimal | None, what: str, where: Place | None = None) -> Run:
    return gap(what, where) if rate is None else Run(percent_text(rate), where)


def paragraph(key: str, pieces: Iterable[Piece], style: str = "body") -> Paragraph:
    """Plain words side by side become one run."""
    runs: list[Run] = []
    for piece in pieces:
        run = piece if isinstance(piece, Run) else Run(piece)
        plain = run.where is None and run.kind == "text"
        if plain and runs and runs[-1].where is None and runs[-1].kind == "text":
            runs[-1] = Run(runs[-1].text + run.text)
        elif run.text:
            runs.append(run)
    return Paragraph(tuple(runs), key, style)


def typed_paragraphs(key: str, lead: str, text: str, where: Place) -> list[Paragraph]:
    """What was typed, paragraph by paragraph, each with a key of its own, `lead` before the first."""
    lines = lines_of(unlabelled(text) if lead.endswith("：") else text)
    if lines:
        lines[-1] = sentence(lines[-1])
    return [
        paragraph(key if index == 0 else f"{key}-{index + 1}", ((lead if index == 0 else ""), Run(line, where)))
        for index, line in enumerate(lines)
    ]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def sentence(text: str) -> str:
    """`text` with its full stop."""
    text = full_stop(text.strip())
    return text if is_ended(text) or text.endswith(".") else text.rstrip("".join(STOPS)) + "。"


def full_stop(text: str) -> str:
    """A final stop that was typed in half width becomes 。"""
    return _NARROW_STOP.sub("。", text)


def is_ended(text: str) -> bool:
    return _ENDED.search(text) is not None


def unlabelled(text: str) -> str:
    """`text` without the label that stands before it in the report anyway."""
    return _LABEL.sub("", text.strip(), count=1) if _LABEL.match(text.strip()) else text


def unstopped(text: str) -> str:
    """`text` as a part of a longer sentence."""
    return text.strip().rstrip("".join(STOPS))


def value(row: Row, field: str) -> str:
    """A target or an actual, with its unit, as a part of a longer sentence."""
    return with_unit(unstopped(getattr(row, field)), row.unit)


def adds_up(parts: list[Decimal], whole: Decimal | None) -> bool:
    """Whether the 万元 that are printed for the parts add up to the 万元 printed for the whole."""
    return whole is None or not parts or sum(map(to_wan, parts)) == to_wan(whole)


def source_place(facts: Facts, column: str) -> Place:
    """A total has no field: it leads to the first source of its column."""
    return Place("budget", facts.revenue[0].key, column) if facts.revenue else Place("budget")


def row_place(row: Row, field: str) -> Place:
    return Place("indicators", row.key, field)


def goal_place(goal: GoalFacts, field: str) -> Place:
    return Place("goals", goal.key, field)


def statement_place(field: str) -> Place:
    return Place("statement", "statement", field)


def grouped(rows: Iterable[Row], field: str) -> list[tuple[str, list[Row]]]:
    """Neighbours with the same level, in the order of appearance."""
    groups: list[tuple[str, list[Row]]] = []
    for row in rows:
        name = getattr(row, field)
        if groups and groups[-1][0] == name:
            groups[-1][1].append(row)
        else:
            groups.append((name, [row]))
    return groups
