"""Which row of the evaluation each handed-in row is: by its key where that is ours, else by its name, exactly."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indicators.ordinals import ordinal_of
from reports.filling.reading import Sent, plain
from reports.filling.state import GoalHere, Here, State

_NUMBERED_GOAL = re.compile(
    r"年度(?:绩效)?目标(?P<number>\d{1,2}|[一二三四五六七八九十])?(?P<points>\([\d.]+分\))?[:、.]?(?P<title>.*)"
)
_POINTS = re.compile(r"\([\d.]+分\)$")
_NO_GOAL = "没有写明属于哪个年度目标，不知道加在哪里。请在“年度目标”一栏中选择后再导入"


@dataclass
class Match:
    """rows: by the key of the row here, all that state it. added: new rows, equal ones together. unmatched: with why."""

    rows: dict[str, list[Sent]] = field(default_factory=lambda: defaultdict(list))
    added: list[tuple[GoalHere, list[Sent]]] = field(default_factory=list)
    unmatched: list[tuple[Sent, str]] = field(default_factory=list)


def match(sent: Iterable[Sent], state: State) -> Match:
    made = Match()
    by_key = {here.key: here for here in state.rows}
    rest: list[Sent] = []
    keyed: dict[str, list[Sent]] = defaultdict(list)
    for one in sent:
        (keyed[one.key] if one.key in by_key else rest).append(one)
    for key, group in keyed.items():
        tables: dict[str, list[Sent]] = defaultdict(list)
        for one in group:
            tables[one.table].append(one)
        for within in tables.values():
            own, copies = _without_copies(within, by_key[key])
            made.rows[key] += own
            rest += copies
    new: dict[tuple[str, str], tuple[GoalHere, list[Sent]]] = {}
    named: dict[str, list[Here]] = defaultdict(list)
    for here in state.rows:
        named[plain(here.name)].append(here)
    for one in sorted(rest, key=lambda one: one.number):
        _by_name(one, state, named, made, new)
    made.added = list(new.values())
    return made


def _without_copies(group: list[Sent], here: Here) -> tuple[list[Sent], list[Sent]]:
    """In Excel a new row is made by copying another one, its hidden key along: that has another name, the first has not.

    group: of one table. In another workbook the same key with another name is the same row, renamed.
    """
    if len(group) == 1:
        return group, []
    own = [one for one in group if plain(one.name) == plain(here.name)]
    # Where the row was renamed in the system meanwhile, the first still has the name with which it was exported.
    own = own or [one for one in group if one.is_untouched("name")]
    return (own, [one for one in group if one not in own]) if own else (group, [])


def _by_name(
    one: Sent,
    state: State,
    named: Mapping[str, list[Here]],
    made: Match,
    new: dict[tuple[str, str], tuple[GoalHere, list[Sent]]],
) -> None:
    """named: the rows here by their plain names."""
    goals = goals_named(one.goal, state.goals) if one.goal else list(state.goals)
    name = plain(one.name)
    found = [here for here in named.get(name, ()) if here.goal in goals] if name else []
    if len(found) == 1:
        made.rows[found[0].key].append(one)
    elif found:
        where = "、".join(f"年度目标{here.goal.number}" for here in found)
        why = f"有 {len(found)} 项指标同名（{where}），不能确定是哪一项，没有导入。请用从系统下载的填报表"
        made.unmatched.append((one, why))
    elif not goals:
        made.unmatched.append((one, f"没有名为“{one.goal[:60]}”的年度目标，没有导入"))
    elif not state.adds:
        where = f"年度目标{goals[0].number}里" if one.goal and len(goals) == 1 else "这份档案里"
        made.unmatched.append((one, f"{where}没有同名的指标，现在也不能增加指标，没有导入。名称要与系统里的完全一致"))
    elif one.goal and len(goals) == 1:
        new.setdefault((goals[0].key, name), (goals[0], []))[1].append(one)
    elif len(state.goals) == 1:
        new.setdefault((state.goals[0].key, name), (state.goals[0], []))[1].append(one)
    else:
        made.unmatched.append((one, _NO_GOAL))


def goals_named(text: str, goals: Iterable[GoalHere]) -> list[GoalHere]:
    """By title, else by number: 年度目标2：…, 2, or the title alone."""
    goals = list(goals)
    said = plain(text)
    by_title = [goal for goal in goals if goal.title and plain(goal.title) == said]
    if by_title:
        return by_title
    if said.isdecimal() and len(said) < 3:
        return [goal for goal in goals if goal.number == int(said)]
    numbered = _NUMBERED_GOAL.fullmatch(said)
    if not numbered:
        return []
    title = _POINTS.sub("", numbered["title"])
    same = [goal for goal in goals if title and plain(goal.title) in {title, numbered["title"]}]
    number = _number(numbered["number"])
    if len(same) > 1 or (not title and number):
        return [goal for goal in same or goals if goal.number == number] or same
    return same


def _number(text: str | None) -> int:
    if not text:
        return 0
    return ordinal_of(text)
