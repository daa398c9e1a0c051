"""What tables of a document or a workbook hold, as printed, with the places where it stands."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    text: str
    at: str


NOTHING = Words("", "")


@dataclass(frozen=True)
class FoundRow:
    """A row of indicators. fields: those of `labels.indicator_field` that its table has; levels are carried down.

    goal: index into `Tables.goals`, -1 where the table does not say. unit: as a heading names it.
    """

    goal: int
    at: str
    fields: dict[str, Words] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.fields.get(name, NOTHING).text


@dataclass(frozen=True)
class FoundGoal:
    """number 0: none is printed. The three texts are those of a block that states the goals apart."""

    number: int
    title: Words
    description: Words = NOTHING
    adjusted_description: Words = NOTHING
    achievement: Words = NOTHING


@dataclass(frozen=True)
class FoundMoney:
    """A row of amounts. kind: "revenue" (a line of 收入), "revenue_total", "total" (of a form), "funding" (其中：…), "basic", "project".

    unit: "元", "万元", or "" where nothing around it says. amounts: by `labels.money_field`; "stated" where
    no column says what it is.
    """

    kind: str
    label: str
    at: str
    unit: str
    amounts: dict[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Label:
    """A value beside its label: `field` as in `labels.head_field` and `labels.foot_field`. unit: as for money."""

    field: str
    label: str
    value: Words
    unit: str = ""


@dataclass(frozen=True)
class Left:
    """Words of a table that were not understood, and why."""

    text: str
    at: str
    why: str


@dataclass
class Tables:
    """Everything that was found, in reading order. columns: fields that the tables of indicators have a column for."""

    rows: list[FoundRow] = field(default_factory=list)
    goals: list[FoundGoal] = field(default_factory=list)
    money: list[FoundMoney] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    columns: dict[str, Words] = field(default_factory=dict)

    def label(self, name: str) -> Words:
        return next((label.value for label in self.labels if label.field == name and label.value.text), NOTHING)
