"""What differs between two states of the same facts, in words. Knows no database and no clock."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from budgets import money
from budgets.models import Basis, Evaluation, ExpenditureLine, RevenueLine
from budgets.rulesets import RULE_SETS
from indicators.facts import APART, Facts, Place, Revenue, Row, StatementFacts
from indicators.models import AnnualGoal, Direction, Indicator, Nature, Outcome, Statement, Tier
from indicators.scoring import Scores, score
from reports.points import points_text, total_text

# Who and what the evaluation is: never a difference between its rounds.
_IDENTITY = {"version", "department", "fiscal_year", "scope", "rule_set", "layout"}
_CODES = {"nature": Nature, "direction": Direction, "tier": Tier, "outcome": Outcome, "basis": Basis}
_EXPENDITURES = ("basic", "project")
MOVED = "顺序"
# Longer texts are shown with only the part marked that changed.
SHORT = 60
_AROUND = 24
_OF_NUMBERS = frozenset("0123456789.,%")


@dataclass(frozen=True)
class Difference:
    """thing: what it is about, in words ("" for the evaluation as a whole); was, now: as text, "" where blank."""

    place: Place
    thing: str
    label: str
    was: str
    now: str

    @property
    def is_long(self) -> bool:
        return max(len(self.was), len(self.now)) > SHORT


@dataclass(frozen=True)
class Marked:
    """A long text: the same before and after, and between them what was replaced by what."""

    before: str
    gone: str
    come: str
    after: str


def marked(was: str, now: str) -> Marked:
    """Cut down to the surroundings of what changed."""
    start = _alike(was, now)
    # A number is replaced as a whole: 430 → 445, not 30 → 45 behind a 4.
    while start and was[start - 1] in _OF_NUMBERS:
        start -= 1
    end = _alike(was[start:][::-1], now[start:][::-1])
    while end and was[len(was) - end] in _OF_NUMBERS:
        end -= 1
    before, after = was[:start], was[len(was) - end :]
    return Marked(
        before if len(before) <= _AROUND else f"…{before[-_AROUND:]}",
        was[start : len(was) - end],
        now[start : len(now) - end],
        after if len(after) <= _AROUND else f"{after[:_AROUND]}…",
    )


def _alike(one: str, other: str) -> int:
    """With how many equal characters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def differences(before: Facts, after: Facts) -> tuple[Difference, ...]:
    """In the order of the document; what was removed stands behind what is still there."""
    scores = _scores(before), _scores(after)
    return (
        *_of_budget(before, after),
        *_of_total(*scores),
        *_of_goals(before, after, _points_of(scores[0]), _points_of(scores[1])),
        *_of_statement(before.statement, after.statement),
    )


def _scores(facts: Facts) -> Scores | None:
    """None where nothing is scored. Points that follow from what was typed are told like what was typed."""
    rules = RULE_SETS[facts.rule_set]
    return score(facts, rules) if rules.scored else None


def _of_total(was: Scores | None, now: Scores | None) -> Iterator[Difference]:
    if was and now and was.total != now.total:
        yield Difference(Place("indicators", "", "score"), "", "自评总分", total_text(was), total_text(now))


def _points_of(found: Scores | None) -> dict[str, str]:
    """What counts of each row; {} where nothing is scored."""
    return {row.key: points_text(row) for row in found.rows} if found else {}


def _of_budget(before: Facts, after: Facts) -> Iterator[Difference]:
    yield from _of_lines(before.revenue, after.revenue)
    for kind in _EXPENDITURES:
        name = ExpenditureLine.Kind(kind).label
        yield from _of_fields(getattr(before, kind), getattr(after, kind), ExpenditureLine, Place("budget", kind), name)
    yield from _of_fields(before, after, Evaluation, Place("budget", "evaluation"), "", skip=_IDENTITY)


def _of_lines(before: Sequence[Revenue], after: Sequence[Revenue]) -> Iterator[Difference]:
    old = {line.key: line for line in before}
    for line in after:
        place, name = Place("budget", line.key), line.source or "未命名的收入"
        if line.key in old:
            yield from _of_fields(old[line.key], line, RevenueLine, place, name)
        else:
            yield Difference(Place("budget", line.key, "source"), name, "新增收入", "", _amounts(line))
    yield from _moved(before, after, "budget", "source", lambda line: line.source or "未命名的收入")
    kept = {line.key for line in after}
    for line in before:
        if line.key not in kept:
            yield Difference(
                Place("budget", line.key, "source"), line.source or "未命名的收入", "删除收入", _amounts(line), ""
            )


def _amounts(line: Revenue) -> str:
    return _stated(line, RevenueLine, ("initial", "adjusted", "final", "executed"))


def _of_goals(before: Facts, after: Facts, was: dict[str, str], now: dict[str, str]) -> Iterator[Difference]:
    old_goals = {goal.key: goal for goal in before.goals}
    old_rows = {row.key: row for _, row in before.rows()}
    for number, goal in enumerate(after.goals, 1):
        name = f"年度目标{number}"
        if goal.key in old_goals:
            yield from _of_fields(old_goals[goal.key], goal, AnnualGoal, Place("goals", goal.key), name)
        else:
            yield Difference(Place("goals", goal.key, "title"), name, "新增年度目标", "", goal.title or "未命名")
        for row in goal.rows:
            points = was.get(row.key, ""), now.get(row.key)
            yield from _of_row(old_rows.get(row.key), row, f"{name} · {row_name(row)}", points)
        if goal.key in old_goals:
            yield from _moved(old_goals[goal.key].rows, goal.rows, "indicators", "name", row_name)
    yield from _moved(before.goals, after.goals, "goals", "title", lambda goal: goal.title or "未命名的年度目标")
    yield from _removed_goals(before, after)


def _removed_goals(before: Facts, after: Facts) -> Iterator[Difference]:
    goals, rows = {goal.key for goal in after.goals}, {row.key for _, row in after.rows()}
    for number, goal in enumerate(before.goals, 1):
        name = f"原年度目标{number}"
        if goal.key not in goals:
            yield Difference(Place("goals", goal.key, "title"), name, "删除年度目标", goal.title or "未命名", "")
        for row in goal.rows:
            if row.key not in rows:
                place = Place("indicators", row.key, "name")
                yield Difference(place, f"{name} · {row_name(row)}", "删除指标", _row_text(row), "")


def _of_row(old: Row | None, row: Row, name: str, points: tuple[str, str | None]) -> Iterator[Difference]:
    """points: what counts before and now, None where nothing is scored."""
    if old is None:
        yield Difference(Place("indicators", row.key, "name"), name, "新增指标", "", _row_text(row))
        return
    was, now = points
    # Where points are given, what counts is told, whether it was entered or follows from the formula.
    skip = set() if now is None else {"score"}
    yield from _of_fields(old, row, Indicator, Place("indicators", row.key), name, skip=skip)
    if now is not None and was != now:
        yield Difference(Place("indicators", row.key, "score"), name, _label(Indicator, "score"), was, now)


def row_name(row: Row) -> str:
    return row.name or "未命名的指标"


def _row_text(row: Row) -> str:
    return _stated(row, Indicator, ("level1", "level2", "target", "adjusted_target", "actual", "weight"))


def _stated(thing, model, names: Iterable[str]) -> str:
    """All that is filled in of these fields, for a row that is there only before or only after."""
    texts = [(_label(model, name), _text(thing, name)) for name in names]
    return "，".join(f"{label} {text}" for label, text in texts if text) or "（空白）"


def _of_statement(before: StatementFacts, after: StatementFacts) -> Iterator[Difference]:
    yield from _of_fields(before, after, Statement, Place("statement", "statement"), "")


def _of_fields(before, after, model, place: Place, thing: str, *, skip: Iterable[str] = ()) -> Iterator[Difference]:
    for field in fields(after):
        if field.name in APART or field.name in skip or getattr(before, field.name) == getattr(after, field.name):
            continue
        was, now = _text(before, field.name), _text(after, field.name)
        yield Difference(Place(place.step, place.key, field.name), thing, _label(model, field.name), was, now)


def _label(model, field: str) -> str:
    return str(model._meta.get_field(field).verbose_name)


def _text(thing, field: str) -> str:
    value = getattr(thing, field)
    if value is None or value == "":
        return ""
    if field in _CODES:
        return str(_CODES[field](value).label)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return _points(value) if isinstance(thing, Row) else f"{money.yuan_text(value)} 元"
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, tuple):
        return "\n".join(f"{number}. {item}" for number, item in enumerate(value, 1))
    return str(value)


def date_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _points(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moved(before: Sequence, after: Sequence, step: str, field: str, name_of: Callable) -> Iterator[Difference]:
    """As few rows as possible that were put elsewhere, among those that are in both."""
    old = {thing.key: place for place, thing in enumerate(before, 1)}
    both = [(place, thing) for place, thing in enumerate(after, 1) if thing.key in old]
    stayed = _longest_rising([old[thing.key] for _, thing in both])
    for index, (place, thing) in enumerate(both):
        if index not in stayed:
            was, now = f"第{old[thing.key]}项", f"第{place}项"
            yield Difference(Place(step, thing.key, field), name_of(thing), MOVED, was, now)


def _longest_rising(numbers: list[int]) -> set[int]:
    """Positions of a longest rising subsequence: those that kept their order."""
    best: list[list[int]] = []
    for position, number in enumerate(numbers):
        before = max((run for run in best if numbers[run[-1]] < number), key=len, default=[])
        best.append([*before, position])
    return set(max(best, key=len, default=[]))
