"""The 填报表 of an evaluation: of all goals, of one, of one colleague's; and what was sent, with what is wrong in it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from budgets.models import Evaluation, Scope
from budgets.rulesets import RULE_SETS
from indicators.facts import OUTCOMES, TIERS
from reports.filling.columns import BY_FIELD, GOAL, as_base, as_stamp, word_of
from reports.filling.comparison import Comparison, Told
from reports.filling.reading import Handed, Sent
from reports.filling.state import Here, State
from reports.filling.template import SPARE_LINES, FillingTable, Line, render

_OPEN_NOTE = "白色的格可以填写，灰色的格由系统带出，不能改。填好后保存为 .xlsx，在系统的“从 Excel 导入”里上传；留空的格不会清除系统里已有的内容。"
_ADD_NOTE = "新增指标写在最下面的空行里，并选好年度目标。"
_MARKED_NOTE = "红色的格没有导入，原因见批注和最右边的“导入说明”。改好后保存，再到“从 Excel 导入”里上传这份表即可。"


def table_of(evaluation: Evaluation, state: State, goals: Collection[str], about: str = "") -> bytes:
    """goals: keys of those whose rows it holds; about: what the title says of them."""
    shown = [here for here in state.rows if here.goal.key in goals]
    lines = [_line(here, state.fields) for here in shown]
    if state.adds:
        spare = Line({}, open=frozenset(state.new) & set(state.fields) | {GOAL})
        lines += [spare] * SPARE_LINES
    note = state.closed or (_OPEN_NOTE + (_ADD_NOTE if state.adds else ""))
    return render(_framed(evaluation, state, note, lines, goals, about))


def _framed(evaluation: Evaluation, state: State, note: str, lines: Iterable[Line], goals: Collection[str], about: str,
            *, remarks: bool = False) -> FillingTable:  # fmt: skip
    scope = "" if evaluation.scope == Scope.UNIT else f"（{evaluation.get_scope_display()}）"
    department = evaluation.department
    return FillingTable(
        title=f"{department.form_name}{evaluation.fiscal_year}年度绩效自评填报表{scope}{f' · {about}' if about else ''}",
        note=note,
        stamp=as_stamp(evaluation.fiscal_year, department.code, evaluation.scope),
        fields=state.fields,
        lines=tuple(lines),
        lists=_lists(evaluation, [goal.label for goal in state.goals if goal.key in goals]),
        remarks=remarks,
    )


def _line(here: Here, fields: tuple[str, ...]) -> Line:
    values = {name: here.goal.label if name == GOAL else word_of(name, here.values[name]) for name in fields}
    return Line(
        values,
        key=here.key,
        base=as_base(values, values),
        open=frozenset(here.open) & frozenset(fields),
    )


def _lists(evaluation: Evaluation, goals: list[str]) -> dict[str, tuple[str, ...]]:
    rules = RULE_SETS[evaluation.rule_set]
    return {
        GOAL: tuple(goals),
        "level1": tuple(dict.fromkeys(level.name for level in rules.levels)),
        "level2": tuple(dict.fromkeys(part for level in rules.levels for part in level.parts)),
        "outcome": tuple(OUTCOMES.values()),
        "tier": tuple(TIERS.values()),
    }


# ---- what was sent, with its errors marked ---------------------------------------------------------------------------


def marked(evaluation: Evaluation, state: State, handed: Iterable[Handed], found: Comparison) -> bytes:
    """The rows as they were sent, keys and all, so that the mended table can be sent again."""
    by_number: dict[int, list[Told]] = {}
    for told in found.told:
        by_number.setdefault(told.number, []).append(told)
    here = {row.key: row for row in state.rows}
    goals = [goal.key for goal in state.goals]
    sheets = []
    for each in handed:
        used = {name for one in each.sent for name in one.cells if one.cells[name].text} & BY_FIELD.keys()
        fields = tuple(name for name in BY_FIELD if name in used or name in state.fields)
        lines = [_marked_line(one, by_number.get(one.number, []), here.get(one.key), state) for one in each.sent]
        table = _framed(evaluation, state, _MARKED_NOTE, lines, goals, each.file, remarks=True)
        if lines:
            sheets.append(replace(table, fields=fields))
    return render(*sheets or [_framed(evaluation, state, _MARKED_NOTE, [], goals, "", remarks=True)])


def _marked_line(sent: Sent, told: list[Told], here: Here | None, state: State) -> Line:
    marks: dict[str, str] = {}
    for one in told:
        name = one.field or "name"
        marks[name] = "\n".join(filter(None, [marks.get(name, ""), one.sentence]))
    writable = frozenset(here.open) if here else frozenset(state.new) | {GOAL}
    return Line(
        {GOAL: sent.goal, **{name: square.text for name, square in sent.cells.items()}},
        key=sent.key,
        base=";".join(f"{name}:{known}" for name, known in sent.base.items()),
        # Whoever mends must reach what is marked.
        open=writable | frozenset(marks),
        marks=marks,
        remark="\n".join(f"{one.file} {one.at}：{one.sentence}" for one in told),
    )
