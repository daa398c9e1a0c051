"""What was handed in against what stands there: every cell is unchanged, changed, or told with its place and a sentence.

Nothing is guessed. What two tables state differently is not taken from either; what nobody touched since the export
is not a change, whatever became of it in the system meanwhile.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from indicators.values import with_unit
from reports.filling.columns import COLUMNS, GOAL, LABELS, digest, text_of, word_of
from reports.filling.comparison import AddedRow, CellChange, ChangedRow, Comparison, Told
from reports.filling.consequences import outcome_of_new, with_outcome
from reports.filling.doubts import doubts_of_new, with_doubts
from reports.filling.matching import Match, goals_named, match
from reports.filling.reading import Handed, Sent, plain
from reports.filling.state import KINDS, Here, State
from reports.importers.source import Square

_MOVE = "要换到另一个目标，请在系统里在那个目标下新增这一项，再删除原来的"
_FIELDS = [column.field for column in COLUMNS if column.field != GOAL]


def compare(handed: Iterable[Handed], state: State) -> Comparison:
    handed = list(handed)
    made = Comparison()
    for one in handed:
        made.notes += [(one.file, note) for note in one.notes]
        made.told += [Told(lost.kind, one.file, lost.at, "", lost.sentence) for lost in one.lost]
    found = match([sent for one in handed for sent in one.sent], state)
    made.told += [Told("unmatched", sent.file, sent.at, sent.name, why, sent.number) for sent, why in found.unmatched]
    for here in state.rows:
        if here.key in found.rows:
            _compare_row(made, here, found.rows[here.key], state)
        elif here.goal.own:
            made.absent.append(here)
    _add_rows(made, found, state)
    return made


def _other_goals(here: Here, sent: list[Sent], state: State) -> Iterator[Told]:
    """A row stays in its goal, whatever was chosen in the table."""
    advice = _MOVE if state.adds else "现在不能换到另一个目标"
    for one in sent:
        named = goals_named(one.goal, state.goals) if one.goal and not one.is_untouched(GOAL) else []
        if named and here.goal not in named:
            why = f"年度目标不同（表里是“{_short(one.goal)}”，系统里是“{_short(here.goal.label)}”），没有改动。{advice}"
            yield Told("closed", one.file, one.goal_at or one.at, here.name, why, one.number, GOAL)


def _compare_row(made: Comparison, here: Here, sent: list[Sent], state: State) -> None:
    """All tables that state this row; where they contradict each other none of it is taken."""
    if contradicted := list(_contradictions(here, sent)):
        made.told += contradicted
        return
    changes: dict[str, CellChange] = {}
    troubles = len([one for one in made.told if one.kind != "blank"])
    made.told += _other_goals(here, sent, state)
    for one in sent:
        for name in _FIELDS:
            if name in one.cells and (change := _compare_cell(made, here, one, name)):
                changes.setdefault(name, change)
    for name in changes:
        made.same -= {(one.number, name) for one in sent}
    if changes:
        doubted = with_doubts(here, list(changes.values()), state)
        made.changed.append(ChangedRow(here, tuple(with_outcome(here, doubted))))
    elif troubles == len([one for one in made.told if one.kind != "blank"]):
        made.unchanged += 1


def _compare_cell(made: Comparison, here: Here, sent: Sent, name: str) -> CellChange | None:
    square, was = sent.cells[name], here.values[name]

    def tell(kind: str, sentence: str) -> None:
        made.told.append(Told(kind, sent.file, square.at, here.name, sentence, sent.number, name))

    if not square.text:
        if square.remark:
            tell("bad", f"{LABELS[name]}：{square.remark}")
        elif was and here.goal.own and not sent.is_untouched(name):
            tell("blank", f"{LABELS[name]}没有填，保留原来的“{_short(word_of(name, was))}”")
        return None
    if stands_for(here, name, square, ours=bool(sent.base)):
        made.same.add((sent.number, name))
        return None
    if sent.is_untouched(name):
        made.stale += 1
        return None
    if name not in here.open:
        tell("closed", _why_closed(here, name, square.text))
        return None
    now = text_of(name, square.text)
    try:
        KINDS[name].read(now)
    except ValueError as unreadable:
        tell(
            "bad",
            f"{LABELS[name]}：{unreadable}" if name not in {"outcome", "tier"} else _unknown_word(name, square.text),
        )
        return None
    return _change(sent, name, square, was, KINDS[name].show(KINDS[name].read(now)))


def _change(sent: Sent, name: str, square: Square, was: str, now: str) -> CellChange:
    """What was changed on both sides since the export is not taken unless the person says so."""
    known = sent.base.get(name)
    both = known is not None and known != digest(word_of(name, was))
    warning = "导出以后系统里也改过这一格，请选定以哪个为准" if both else square.remark
    return CellChange(sent.number, name, was, now, square.at, warning, not both, sent.file)


def stands_for(here: Here, name: str, square: Square, *, ours: bool) -> bool:
    """Whether the cell says what is stored. Of foreign tables neither blanks nor width count; and forms print the unit of
    its own field behind a bare number, and that of the target in a column of its own."""
    stored, kind = here.values[name], KINDS[name]
    text = text_of(name, square.text)
    try:
        text = kind.show(kind.read(text))
    except ValueError:
        return text == stored
    if text == stored:
        return True
    if ours:
        return False
    if name == "unit" and not stored:
        return any(plain(text) in plain(here.values[target]) for target in ("target", "adjusted_target"))
    said = with_unit(stored, here.values["unit"]) if name in {"target", "adjusted_target", "actual"} else stored
    return plain(text) in {plain(stored), plain(said)}


def _why_closed(here: Here, name: str, text: str) -> str:
    said = f"表里的{LABELS[name]}是“{_short(text)}”，系统里是“{_short(word_of(name, here.values[name])) or '空白'}”"
    return f"{said}，没有导入：{here.why_not or '这一栏现在不能修改'}"


def _unknown_word(name: str, text: str) -> str:
    return f"{LABELS[name]}“{_short(text)}”不在列表里，请从下拉列表中选择"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


# ---- the same row in several places ----------------------------------------------------------------------------------


def _contradictions(here: Here, sent: list[Sent]) -> Iterator[Told]:
    """Within one table a row stands once, so any difference counts; of several tables only what somebody filled in."""
    if len(sent) == 1:
        return
    for name in _FIELDS:
        stated = [(one, one.cells[name]) for one in sent if name in one.cells and one.cells[name].text]
        per_table = Counter(one.table for one, _ in stated)
        claims = [(one, square) for one, square in stated if per_table[one.table] > 1 or not one.is_untouched(name)]
        values = {_said(here, name, square, ours=bool(one.base)) for one, square in claims}
        if len(values) > 1:
            places = "、".join(f"{one.file} {square.at}“{_short(square.text)}”" for one, square in claims[:4])
            first, square = claims[0]
            yield Told(
                "duplicate",
                first.file,
                square.at,
                here.name,
                f"{LABELS[name]}有 {len(values)} 种写法：{places}。这一项没有导入，请只保留正确的一种",
                first.number,
                name,
            )


def _said(here: Here, name: str, square: Square, *, ours: bool) -> str:
    if stands_for(here, name, square, ours=ours):
        return here.values[name]
    try:
        return KINDS[name].show(KINDS[name].read(text_of(name, square.text)))
    except ValueError:
        return square.text


# ---- rows that are not there yet -------------------------------------------------------------------------------------


def _add_rows(made: Comparison, found: Match, state: State) -> None:
    """The same new row twice with equal values is one row."""
    for goal, sent in found.added:
        values = [_values(made, one, state) for one in sent]
        if any(other != values[0] for other in values[1:]):
            places = "、".join(f"{one.file} {one.at}" for one in sent[:4])
            why = f"新增的指标在几处写法不同：{places}。没有导入，请只保留正确的一处"
            made.told.append(Told("duplicate", sent[0].file, sent[0].at, sent[0].name, why, sent[0].number))
        else:
            remarks = [square.remark for square in sent[0].cells.values() if square.text and square.remark]
            warnings = (*remarks, *doubts_of_new(values[0], state))
            follows = outcome_of_new(values[0])
            made.added.append(AddedRow(sent[0].number, sent[0].file, sent[0].at, goal, values[0], warnings, follows))


def _values(made: Comparison, sent: Sent, state: State) -> dict[str, str]:
    """What can be read of a new row; each cell that cannot is told, and stays blank."""
    values: dict[str, str] = {}
    for name, square in sent.cells.items():
        trouble = square.remark if not square.text else ""
        if square.text and name not in state.new:
            made.told.append(
                Told(
                    "closed",
                    sent.file,
                    square.at,
                    sent.name,
                    f"{LABELS[name]}现在不能填写，没有导入",
                    sent.number,
                    name,
                )
            )
        elif square.text:
            try:
                values[name] = KINDS[name].show(KINDS[name].read(text_of(name, square.text)))
            except ValueError as unreadable:
                trouble = _unknown_word(name, square.text) if name in {"outcome", "tier"} else str(unreadable)
        if trouble:
            made.told.append(
                Told("bad", sent.file, square.at, sent.name, f"{LABELS[name]}：{trouble}", sent.number, name)
            )
    return {name: text for name, text in values.items() if text}
