"""Rows found in tables become goals with their indicators; what a table does not say of goals and levels the text may."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.facts import GoalFacts, Row
from reports.importers.analyses import Told, match_told
from reports.importers.found import FoundRow, Tables
from reports.importers.keys import key_at
from reports.importers.labels import EMPTY, EMPTY_UNIT
from reports.importers.outline import Outline
from reports.importers.reading import Unread
from reports.importers.sections import goal_heading
from reports.importers.words import folded, joined, lead_of

_WEIGHT = re.compile(r"(?P<name>.+)[（(]\s*(?P<weight>\d{1,3}(?:\.\d{1,2})?)\s*分\s*[)）]", re.DOTALL)
_POINTS = re.compile(r"\s*(-?\d{1,4}(?:\.\d{1,4})?)\s*(?:分\s*)?")
_ADJUSTED = re.compile(r"(?P<target>.*)[（(]调整后[：:](?P<adjusted>.+)[)）]", re.DOTALL)
_SIGN = re.compile(r"[≥≤=＝><＞＜≧≦]+")
_EXPLAINED = re.compile(r"(?:^|[\n；;。])\s*(目标调整原因|偏差原因|原因|改进措施|下一步改进措施|整改措施)\s*[：:]")
_OUTCOMES = {
    "完成": "met", "已完成": "met", "全部完成": "met", "超额完成": "exceeded", "部分完成": "partly", "未完成": "not_met", "没有完成": "not_met",
}  # fmt: skip
_NO_REASON = EMPTY | {"无", "/", "-", "无。", "无偏差", "不适用"}


@dataclass
class Goals:
    """goals: with keys by position; found: the row of a table that each row was made from, by key.

    apart: whether figures do without their signs and units, which have columns of their own.
    """

    goals: list[GoalFacts] = field(default_factory=list)
    found: dict[str, FoundRow] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    apart: bool = False


def goals_of(outline: Outline, tables: Tables, told: list[Told]) -> Goals:
    made = Goals(apart=_stands_apart(tables))
    titles = goal_titles(outline)
    numbers = _numbers(tables, titles)
    by_goal: list[list[FoundRow]] = [[] for _ in numbers]
    loose = [row for row in tables.rows if row.goal < 0]
    for row in tables.rows:
        if row.goal >= 0:
            by_goal[row.goal].append(row)
    if loose and not numbers:
        numbers, by_goal = [0], [loose]
    elif loose and len(numbers) == 1:
        by_goal[0] += loose
    elif loose:
        _share_out(loose, numbers, by_goal, told, made)
    for place, (number, rows) in enumerate(zip(numbers, by_goal, strict=True)):
        found = tables.goals[place] if place < len(tables.goals) else None
        title = (joined(found.title.text) if found else "") or titles.get(number, "")
        made.goals.append(
            GoalFacts(
                key=key_at("goal", place),
                title=title,
                description=found.description.text if found else "",
                adjusted_description=found.adjusted_description.text if found else "",
                achievement=found.achievement.text if found else "",
                rows=tuple(_row(place, index, row, tables, made) for index, row in enumerate(rows)),
            )
        )
        made.numbers.append(number)
    return made


def goal_titles(outline: Outline) -> dict[int, str]:
    """By the number of the goal, as the text calls them."""
    titles: dict[int, str] = {}
    for passage in outline.passages:
        if passage.role == "goal" and passage.section != "form" and (goal := goal_heading(passage.text)):
            titles.setdefault(goal[0], goal[1])
    return titles


def _numbers(tables: Tables, titles: dict[int, str]) -> list[int]:
    if not tables.goals:
        return list(titles)
    numbers: list[int] = []
    for place, goal in enumerate(tables.goals, start=1):
        numbers.append(goal.number or (place if place not in numbers else 0))
    return numbers


def _share_out(
    loose: list[FoundRow], numbers: list[int], by_goal: list[list[FoundRow]], told: list[Told], made: Goals
) -> None:
    """Rows of a table of all goals go to the goal under which the text tells of them, in the order of the text."""
    names = [row.text("name") for row in loose]
    matched = match_told(told, names)
    for place, one in enumerate(told):
        if place in matched and one.goal in numbers:
            by_goal[numbers.index(one.goal)].append(loose[matched[place]])
    settled = {matched[place] for place, one in enumerate(told) if place in matched and one.goal in numbers}
    left = [row for index, row in enumerate(loose) if index not in settled]
    if left:
        numbers.append(0)
        by_goal.append(left)
        made.unread += [
            Unread(row.text("name"), row.at, "分不清这一行属于哪个年度目标，请移到它的目标下") for row in left
        ]


def _row(goal: int, index: int, found: FoundRow, tables: Tables, made: Goals) -> Row:
    key = key_at("row", goal, index)
    made.found[key] = found
    values = {
        name: found.text(name) for name in ("level1", "level2", "name", "target", "adjusted_target", "actual", "unit")
    }
    for name in ("adjusted_target", "unit"):
        values[name] = "" if values[name] in EMPTY_UNIT else values[name]
    for name in ("target", "actual"):
        values[name] = "" if values[name] in EMPTY else values[name]
    if values["adjusted_target"] == values["target"]:
        # Forms with a column for it repeat what was not adjusted.
        values["adjusted_target"] = ""
    weight = _points(found, "weight", made)
    if "weight" not in tables.columns and (match := _WEIGHT.fullmatch(values["name"])):
        values["name"], weight = match["name"].strip(), Decimal(match["weight"])
    if "adjusted_target" not in tables.columns and (match := _ADJUSTED.fullmatch(values["target"])):
        values["target"], values["adjusted_target"] = match["target"].strip(), match["adjusted"].strip()
    _with_operator(values, found.text("operator"), apart=made.apart)
    return Row(
        key=key,
        **values,
        **_reasons(found),
        outcome=_OUTCOMES.get(folded(found.text("completion")), ""),
        analysis="" if found.text("analysis") in _NO_REASON else found.text("analysis"),
        criterion=found.text("criterion"),
        weight=weight,
        score=_points(found, "score", made),
        review_score=_points(found, "review_score", made),
        is_core=found.text("core") == "是",
    )


def _stands_apart(tables: Tables) -> bool:
    """Whether figures in these tables do without their units, as they do where sign and unit have columns of their own."""
    stated = [row for row in tables.rows if row.text("unit") not in EMPTY_UNIT and re.search(r"\d", row.text("target"))]
    return any(not row.text("target").endswith(row.text("unit")) for row in stated)


def _with_operator(values: dict[str, str], sign: str, *, apart: bool) -> None:
    """≥ in a column of its own belongs to the figure; where targets are complete with their units they have said it themselves."""
    for name in ("target", "adjusted_target"):
        if apart and _SIGN.fullmatch(sign) and re.match(r"\d", values[name]):
            values[name] = sign + values[name]
    if not re.search(r"\d", values["target"]) or values["target"].endswith(values["unit"]):
        # The unit stands in the target already, or there is nothing to count.
        values["unit"] = ""


def _points(found: FoundRow, name: str, made: Goals) -> Decimal | None:
    text = found.text(name)
    if text in EMPTY_UNIT:
        return None
    match = _POINTS.fullmatch(text)
    if not match:
        made.unread.append(Unread(text, found.fields[name].at, "这一格应是分数，没有读懂"))
        return None
    return Decimal(match[1])


def _reasons(found: FoundRow) -> dict[str, str]:
    texts = {"deviation_reason": found.text("deviation_reason"), "improvement": found.text("improvement")}
    explained = found.text("explained")
    if explained:
        pieces = _EXPLAINED.split(explained)
        if len(pieces) > 1 and not pieces[0].strip():
            texts |= _by_label(pieces)
        elif len(pieces) > 1:
            # The reason comes first, and needs no label.
            texts |= {"deviation_reason": pieces[0].strip(), **_by_label(pieces)}
        else:
            texts["deviation_reason"] = explained
    return {name: "" if text.strip() in _NO_REASON else text for name, text in texts.items()}


def _by_label(pieces: list[str]) -> dict[str, str]:
    fields = {"目标调整原因": "adjustment_reason", "偏差原因": "deviation_reason", "原因": "deviation_reason"}
    return {
        fields.get(label, "improvement"): text.strip() for label, text in zip(pieces[1::2], pieces[2::2], strict=True)
    }


def with_levels(row: Row, told: Told) -> Row:
    """Levels from the headings of the text, where the form has no columns for them."""
    if row.level1 or row.level2:
        return row
    return replace(row, level1=told.level1, level2=told.level2)


def explained_at_foot(goals: list[GoalFacts], field_name: str, text: str) -> list[GoalFacts]:
    """建设社工站：… at the foot of the form belongs to that indicator; the foot itself stays as it is printed."""
    told: dict[str, str] = {}
    for line in text.split("\n"):
        name, colon, reason = lead_of(line).rest.partition("：")
        if colon and reason.strip():
            told.setdefault(folded(name), reason.strip())
    if not told:
        return goals
    return [
        replace(goal, rows=tuple(_explained(row, field_name, told.get(folded(row.name), "")) for row in goal.rows))
        for goal in goals
    ]


def _explained(row: Row, field_name: str, reason: str) -> Row:
    return replace(row, **{field_name: reason}) if reason and not getattr(row, field_name) else row
