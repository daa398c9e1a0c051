"""Points so far, as they stand at the foot of the grid: per goal, 执行率 and all together, with what is undecided."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.formulas import plain
from indicators.scoring import PartScore, RowScore, Scores


@dataclass(frozen=True)
class Line:
    """key: of the goal, "execution" or "total". weight, points: as shown. said: how it comes about, or what is open."""

    key: str
    weight: str
    points: str
    said: str


@dataclass(frozen=True)
class Sums:
    goals: tuple[Line, ...]
    execution: Line
    total: Line

    @property
    def texts(self) -> dict[str, list[str]]:
        """By key: points and what is said of them, for exchanging them on the page."""
        return {line.key: [line.points, line.said] for line in (*self.goals, self.execution, self.total)}


def sums(scores: Scores) -> Sums:
    execution = scores.execution
    return Sums(
        goals=tuple(_of_goal(goal) for goal in scores.goals),
        execution=Line("execution", _weight(execution.weight), _points(execution.points), execution.explanation),
        total=_total(scores),
    )


def _of_goal(goal: PartScore) -> Line:
    return Line(goal.name, _weight(goal.weight), _points(goal.so_far), "" if goal.points is not None else "未全部评定")


def _total(scores: Scores) -> Line:
    so_far = (scores.indicators.so_far or Decimal(0)) + (scores.execution.so_far or Decimal(0))
    weight = (scores.indicators.weight or Decimal(0)) + (scores.execution.weight or Decimal(0))
    return Line("total", _weight(weight), _points(so_far), _open(scores.rows, scores.execution) or scores.grade)


def _open(rows: tuple[RowScore, ...], execution: PartScore) -> str:
    """还有 3 项未定；执行率未定: what the total does not hold yet."""
    undecided = sum(1 for row in rows if not row.decided)
    said = [f"还有 {undecided} 项未定"] if undecided else []
    said += ["执行率未定"] if execution.points is None else []
    return "；".join(said)


def _weight(weight: Decimal | None) -> str:
    return "" if weight is None else plain(weight)


def _points(points: Decimal | None) -> str:
    return "" if points is None else f"{points:.2f}"
