"""How each score of an evaluation came about, in words, for reading beside the document. Pure: from facts alone."""

from dataclasses import dataclass

from budgets.rulesets import RULE_SETS
from indicators.facts import Facts, Place
from indicators.formulas import plain
from indicators.scoring import RowScore, Scores, score


@dataclass(frozen=True)
class Line:
    """weight, points: as text, "" where there is none. place: where the score is entered."""

    name: str
    weight: str
    points: str
    how: str
    place: Place


@dataclass(frozen=True)
class Explained:
    """total: 96.32 分（优）, or how many are undecided. goals: name and lines of each; 执行率 comes first."""

    total: str
    goals: tuple[tuple[str, tuple[Line, ...]], ...]


def explained(facts: Facts) -> Explained | None:
    """None where nothing is scored."""
    rules = RULE_SETS[facts.rule_set]
    if not rules.scored:
        return None
    found = score(facts, rules)
    goals = tuple(
        (f"年度目标{number} {goal.title}", tuple(_line(row.name, found.of_row(row.key)) for row in goal.rows))
        for number, goal in enumerate(facts.goals, 1)
    )
    return Explained(total_text(found), (("预算执行", (_execution(found),)), *goals))


def total_text(found: Scores) -> str:
    """Of a scored evaluation."""
    if found.total is not None:
        return f"{plain(found.total)} 分（{found.grade}）"
    undecided = sum(not row.decided for row in found.rows)
    return f"未定（还有 {undecided} 项未定）" if undecided else "未定"


def points_text(row: RowScore) -> str:
    """7.2（人工评分）"""
    if row.points is None:
        return ""
    return plain(row.points) + ("" if row.entered is None else "（人工评分）")


def _execution(found: Scores) -> Line:
    part = found.execution
    weight, points = ("" if number is None else plain(number) for number in (part.demanded, part.points))
    return Line("执行率", weight, points, part.explanation, Place("budget", "basic", "executed"))


def _line(name: str, row: RowScore) -> Line:
    weight, points = ("" if number is None else plain(number) for number in (row.weight, row.points))
    return Line(name or "未命名的指标", weight, points, _how(row), Place("indicators", row.key, "score"))


def _how(row: RowScore) -> str:
    if row.entered is None:
        return row.explanation
    if row.formula is not None:
        same = row.formula == row.entered
        return f"人工评分，{'与公式相同' if same else f'按公式为 {plain(row.formula)} 分'}：{row.explanation}"
    if row.interval is not None:
        return f"人工评分，“{row.interval.label}”可评{row.interval.text}"
    return "人工评分"
