"""What colleagues have still to fill in, in words: on their first page, on the overview, before a submission."""

from collections.abc import Iterable

from django.urls import reverse

from budgets.models import Evaluation, Role, Status, User
from budgets.permissions import Permission, may
from indicators.assignments import counted, filled, lacks, shares, unticked
from indicators.models import AnnualGoal
from reports.standing import Standing


def goals_waiting_for(user: User) -> dict[int, list[AnnualGoal]]:
    """The goals assigned to him, counted, of which he has not said 本科室已填完; by the number of the evaluation."""
    held = [one.department for one in user.roles if one.role == Role.CONTRIBUTOR]
    units = [unit.pk for unit in held if not may(user, Permission.EDIT, unit)]
    if not units:
        return {}
    mine = AnnualGoal.objects.filter(
        assignments__user=user,
        assignments__done_at__isnull=True,
        evaluation__status=Status.DRAFT,
        evaluation__department__in=units,
    )
    found: dict[int, list[AnnualGoal]] = {}
    for goal in counted(mine).select_related("evaluation"):
        found.setdefault(goal.evaluation_id, []).append(goal)
    return found


def task_words(goals: Iterable[AnnualGoal], layout: str) -> str:
    """请填写：年度目标1，还差 3 项；年度目标2，已填齐，请确认“本科室已填完”"""
    said = (f"年度目标{goal.position}，{lacks(goal, layout) or '已填齐，请确认“本科室已填完”'}" for goal in goals)
    return f"请填写：{'；'.join(said)}"


def count_of(goals: Iterable[AnnualGoal], layout: str) -> tuple[int, int]:
    """How many of their indicators are filled in, and how many there are."""
    goals = list(goals)
    return sum(filled(goal, layout) for goal in goals), sum(goal.total for goal in goals)


def still_open(evaluation: Evaluation) -> list[str]:
    """年度目标2（何平）: assigned, and nobody has said that it is filled in."""
    return [f"年度目标{one.goal.position}（{one.user.display_name}）" for one in unticked(evaluation)]


def division_of(found: Standing) -> dict:
    """For the overview of whoever reads the draft: all goals with who fills them in, and what this person has to do."""
    evaluation = found.evaluation
    goals = shares(evaluation) if found.reads_draft else []
    mine = [goal for goal in goals if str(goal.key) in found.own_goals and _waits_for(found.user, goal)]
    return {
        "shares": [(goal, filled(goal, evaluation.layout)) for goal in goals],
        "is_divided": any(goal.assignments.all() for goal in goals),
        "url": reverse("assignments", args=[evaluation.pk]) if found.mends and goals else "",
        "task": f"{task_words(mine, evaluation.layout)}。" if mine else "",
    }


def _waits_for(user: User, goal: AnnualGoal) -> bool:
    return any(one.user_id == user.pk and one.done_at is None for one in goal.assignments.all())
