"""What came of comparing: the changes to be confirmed, cell by cell, and what is told instead of being taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.filling.columns import COLUMNS, LABELS, digest, word_of
from reports.filling.state import GoalHere, Here

_INDEX = {column.field: index for index, column in enumerate(COLUMNS)}


@dataclass(frozen=True)
class Told:
    """Something that is not taken, or easily overlooked. kind: see `KINDS_OF_TROUBLE`. number: of the row sent."""

    kind: str
    file: str
    at: str
    name: str
    sentence: str
    number: int = 0
    field: str = ""


# In the order in which they are told; the bad ones first.
KINDS_OF_TROUBLE = {
    "columns": "没有读入的栏目",
    "bad": "读不懂的单元格",
    "duplicate": "同一项指标填了不同的内容",
    "unmatched": "没有对应上的行",
    "left": "没有读懂的行",
    "closed": "现在不能修改的单元格",
    "blank": "未填的单元格（保留系统里原来的内容）",
}


@dataclass(frozen=True)
class Follows:
    """now: "" where a person has to choose."""

    was: str
    now: str


@dataclass(frozen=True)
class CellChange:
    """ticked: taken unless the person objects. warning: why it is not, or what to look at.

    follows: what 完成情况 becomes with it, as words; None where it stays.
    """

    number: int
    field: str
    was: str
    now: str
    at: str
    warning: str = ""
    ticked: bool = True
    file: str = ""
    follows: Follows | None = None

    @property
    def token(self) -> str:
        """Says what is taken, and what was seen when it was ticked."""
        return f"{self.number}.{_INDEX[self.field]}.{digest(self.was)[:6]}"

    @property
    def label(self) -> str:
        return LABELS[self.field]

    @property
    def was_words(self) -> str:
        return word_of(self.field, self.was)

    @property
    def now_words(self) -> str:
        return word_of(self.field, self.now)


@dataclass(frozen=True)
class ChangedRow:
    here: Here
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class AddedRow:
    """values: as they would be stored. follows: what 完成情况 becomes with them; None where the table says it, or has no
    actual."""

    number: int
    file: str
    at: str
    goal: GoalHere
    values: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    follows: Follows | None = None

    @property
    def token(self) -> str:
        return f"{self.number}.new.{self.goal.key[:6]}"

    @property
    def shown(self) -> list[tuple[str, str]]:
        return [(LABELS[name], word_of(name, text)) for name, text in self.values.items() if text and name != "name"]


@dataclass
class Comparison:
    """same: tokens without what was seen, of the cells that stand in the system as they were sent."""

    changed: list[ChangedRow] = field(default_factory=list)
    added: list[AddedRow] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    unchanged: int = 0
    absent: list[Here] = field(default_factory=list)
    stale: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    same: set[tuple[int, str]] = field(default_factory=set)

    @property
    def count(self) -> int:
        """Of cells and new rows that can be taken."""
        return sum(len(row.cells) for row in self.changed) + len(self.added)

    def told_by_kind(self) -> list[tuple[str, str, list[Told]]]:
        grouped = [
            (kind, title, [one for one in self.told if one.kind == kind]) for kind, title in KINDS_OF_TROUBLE.items()
        ]
        return [(kind, title, found) for kind, title, found in grouped if found]
