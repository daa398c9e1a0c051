"""分工: which goals colleagues of the unit's sections fill in, and what they say is filled in."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from budgets.asked import asks_for
from budgets.editing import Part, Refused, editing
from budgets.models import Department, Evaluation, Role, User
from budgets.permissions import Permission, may
from indicators.models import AnnualGoal, Assignment

NOT_ASSIGNED = "这个年度目标没有分给您填写，请联系本单位的填报人"
# The goals that a person may write, their keys by pk; None: all of them.
Own = dict[int, str] | None
# A goal by its key, and a person by his number.
Pair = tuple[str, int]


def own_goals(evaluation: Evaluation, user: User) -> Own:
    """To be asked behind the door (`editing`) where something is written."""
    if may(user, Permission.EDIT, evaluation.department):
        return None
    if not may(user, Permission.FILL, evaluation.department):
        return {}
    pairs = Assignment.objects.filter(evaluation=evaluation, user=user).values_list("goal", "goal__key")
    return {goal: str(key) for goal, key in pairs}


def contributors(department: Department) -> QuerySet[User]:
    """Whom the preparer may assign something."""
    held = {"memberships__role": Role.CONTRIBUTOR, "memberships__department": department}
    return User.objects.filter(is_active=True, **held).order_by("pk")


def assign(evaluation: Evaluation, *, add: Iterable[Pair], remove: Iterable[Pair], by: User) -> None:
    """Only what differs from what the page showed, so that two who assign at once do not undo each other's choice.

    The contents stay as they are, and so does the revision: nobody who is about to submit has to read them again.
    """
    with editing(evaluation, Part.TARGETS, Part.RESULTS, by=by) as locked:
        locked.unchanged = True
        goals = {str(goal.key): goal for goal in locked.goals.all()}
        colleagues = {user.pk: user for user in contributors(locked.department)}
        for key, person in add:
            if person not in colleagues:
                raise Refused("只能分给本单位在用的协办人账号，没有保存。请看过现在的名单再选。")
            if key in goals:
                Assignment.objects.get_or_create(evaluation=locked, goal=goals[key], user=colleagues[person])
        for key, person in remove:
            Assignment.objects.filter(evaluation=locked, goal__key=key, user=person).delete()


def tick(evaluation: Evaluation, goal_key: str, *, done: bool, by: User) -> None:
    """本科室已填完, or not after all; said by the colleague himself. It closes nothing."""
    with editing(evaluation, Part.RESULTS, by=by, assigned=True) as locked:
        locked.unchanged = True
        mine = Assignment.objects.filter(evaluation=locked, goal__key=goal_key, user=by)
        if not mine.exists():
            raise Refused(f"{NOT_ASSIGNED}。")
        # The first time counts: a repeated request is harmless.
        mine.filter(done_at__isnull=done).update(done_at=timezone.now() if done else None)


def ask_again(evaluation: Evaluation, assignment: int, *, by: User) -> None:
    """The preparer takes 已填完 back, for instance after a return: it then waits for the colleague once more."""
    with editing(evaluation, Part.RESULTS, by=by) as locked:
        locked.unchanged = True
        Assignment.objects.filter(evaluation=locked, pk=assignment).update(done_at=None)


# ---- who has filled in what ------------------------------------------------------------------------------------------


def counted(goals: QuerySet[AnnualGoal]) -> QuerySet[AnnualGoal]:
    """With how many indicators each has (`total`) and how many are filled in; see `filled`."""
    there = ~Q(indicators__actual="") & ~Q(indicators__outcome="")
    return goals.order_by("position", "pk").annotate(
        total=Count("indicators"),
        answered=Count("indicators", filter=there),
        analysed=Count("indicators", filter=there & ~Q(indicators__analysis="")),
    )


def shares(evaluation: Evaluation) -> list[AnnualGoal]:
    """All goals, counted, each with its assignments: two queries."""
    assigned = Prefetch("assignments", Assignment.objects.select_related("user").order_by("pk"))
    return list(counted(evaluation.goals.all()).prefetch_related(assigned))


def unticked(evaluation: Evaluation) -> list[Assignment]:
    """Those of which nobody has said 本科室已填完."""
    waiting = Assignment.objects.filter(evaluation=evaluation, done_at__isnull=True)
    return list(waiting.select_related("goal", "user"))


def filled(goal: AnnualGoal, layout: str) -> int:
    """How many indicators of a counted goal have all that this form prints of each."""
    return goal.analysed if asks_for(layout, "analysis") else goal.answered


def lacks(goal: AnnualGoal, layout: str) -> str:
    """还差 3 项; "" where nothing is missing."""
    missing = goal.total - filled(goal, layout)
    words = [f"{missing} 项"] if missing else []
    if asks_for(layout, "achievement") and not goal.achievement.strip():
        words.append("目标的实际完成情况")
    return f"还差 {'、'.join(words)}" if words else ""
