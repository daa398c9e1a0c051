"""The cast that never changes, its units, and evaluations to work on. Plain functions that write to the test database."""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from budgets import departments
from budgets.models import Department, Evaluation, Membership, Role, Scope, Status, User
from indicators import gather
from indicators.facts import VERSION, DepartmentNames, Facts, GoalFacts, Row
from indicators.models import AnnualGoal, Assignment, Indicator
from tests.server import PASSWORD


@dataclass(frozen=True)
class Cast:
    """The evaluated unit is `bureau`; `district` stands above it, `other` beside it, `far` in another district."""

    district: Department
    bureau: Department
    other: Department
    far: Department
    preparer: User
    contributor: User
    approver: User
    reviewer: User
    admin: User
    outsider: User
    far_reviewer: User
    parent_preparer: User

    def everyone(self) -> dict[str, User]:
        return {name: thing for name, thing in vars(self).items() if isinstance(thing, User)}


def make_cast() -> Cast:
    district = departments.plant(
        parent=None, code="420114", full_name="武汉市蔡甸区财政局", form_name="蔡甸区财政局", short_name="区财政局"
    )
    bureau = departments.plant(
        parent=district,
        code="420114-301",
        full_name="武汉市蔡甸区民政局",
        form_name="蔡甸区民政局",
        short_name="区民政局",
    )
    other = departments.plant(
        parent=district,
        code="420114-302",
        full_name="武汉市蔡甸区教育局",
        form_name="蔡甸区教育局",
        short_name="区教育局",
    )
    far = departments.plant(
        parent=None, code="420113", full_name="武汉市汉南区财政局", form_name="汉南区财政局", short_name="汉南区财政局"
    )
    return Cast(
        district=district,
        bureau=bureau,
        other=other,
        far=far,
        preparer=make_user("preparer", "王芳", bureau, Role.PREPARER),
        contributor=make_user("contributor", "何平", bureau, Role.CONTRIBUTOR),
        approver=make_user("approver", "李建国", bureau, Role.APPROVER),
        reviewer=make_user("reviewer", "陈静", district, Role.REVIEWER),
        admin=make_user("admin", "赵敏", district, Role.ADMIN),
        outsider=make_user("outsider", "刘洋", other, Role.PREPARER),
        far_reviewer=make_user("far_reviewer", "周涛", far, Role.REVIEWER),
        parent_preparer=make_user("parent_preparer", "孙丽", district, Role.PREPARER),
    )


def make_user(username: str, full_name: str, department: Department, role: str) -> User:
    user = User.objects.create_user(username, password=PASSWORD, full_name=full_name)
    Membership.objects.create(user=user, department=department, role=role)
    return user


def key_of(number: int) -> str:
    """A key that a test can name: goals are 1, 2, …; the rows of goal 1 are 101, 102, …, of goal 2 201, 202, …"""
    return str(uuid.UUID(int=number))


def make_facts(*, goals: int = 1, indicators: int = 3, fiscal_year: int = 2022, **row_fields) -> Facts:
    """Goals with `indicators` rows each, under key_of's keys. `row_fields` hold for every row."""
    return Facts(
        version=VERSION,
        department=DepartmentNames("420114-301", "武汉市蔡甸区民政局", "蔡甸区民政局", "区民政局"),
        fiscal_year=fiscal_year,
        scope=Scope.UNIT,
        basis="adjusted",
        rule_set="unscored",
        layout="founding",
        goals=tuple(
            GoalFacts(
                key_of(goal),
                f"年度目标{goal}的标题",
                f"第{goal}个目标的预期目标。",
                rows=tuple(_row(goal, number, row_fields) for number in range(1, indicators + 1)),
            )
            for goal in range(1, goals + 1)
        ),
    )


def _row(goal: int, number: int, fields: dict) -> Row:
    usual = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": f"目标{goal}的第{number}项指标",
        "target": f"≥{number * 10}个",
    }
    return Row(key_of(goal * 100 + number if number < 100 else goal * 1000 + number), **(usual | fields))


def make_evaluation_at_draft(
    cast: Cast,
    *,
    facts: Facts | None = None,
    targets_approved: bool = False,
    department: Department | None = None,
    **shape,
) -> Evaluation:
    """At 自评填报, with `facts` or, by `shape`, what make_facts gives. It enters through the door for writing.

    targets_approved: as if the reviewer had approved the targets before.
    """
    facts = facts or make_facts(**shape)
    evaluation = Evaluation.objects.create(
        department=department or cast.bureau,
        fiscal_year=facts.fiscal_year,
        scope=facts.scope,
        status=Status.DRAFT,
        basis=facts.basis,
        rule_set=facts.rule_set,
        layout=facts.layout,
    )
    gather.equip(evaluation)
    by = cast.preparer if evaluation.department == cast.bureau else _preparer_of(evaluation.department)
    unsaved = gather.store(facts, evaluation, by=by)
    assert not unsaved, unsaved
    if targets_approved:
        approve_targets(evaluation, by=cast.reviewer)
    return Evaluation.objects.select_related("department").get(pk=evaluation.pk)


def _preparer_of(department: Department) -> User:
    return User.objects.get(memberships__department=department, memberships__role=Role.PREPARER)


def approve_targets(evaluation: Evaluation, *, by: User) -> None:
    """What the approval of targets leaves behind, without the moves that lead to it."""
    Evaluation.objects.filter(pk=evaluation.pk).update(targets_approved_by=by, targets_approved_at=timezone.now())
    AnnualGoal.objects.filter(evaluation=evaluation).update(approved=True)
    Indicator.objects.filter(evaluation=evaluation).update(approved=True)


def set_status(evaluation: Evaluation, status: str) -> Evaluation:
    """For tests of what a status opens and closes; how one comes there is the workflow's affair."""
    Evaluation.objects.filter(pk=evaluation.pk).update(status=status)
    return Evaluation.objects.select_related("department").get(pk=evaluation.pk)


def assign_quietly(evaluation: Evaluation, goal_key: str, user: User) -> Assignment:
    """In any state, without the page on which the preparer does it."""
    goal = AnnualGoal.objects.get(evaluation=evaluation, key=goal_key)
    return Assignment.objects.create(evaluation=evaluation, goal=goal, user=user)
