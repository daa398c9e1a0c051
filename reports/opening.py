"""Opening a unit's year in one go: the unit where it is new, its people, and the empty evaluation; all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from budgets import people
from budgets.editing import Refused
from budgets.models import Department, Evaluation, Role, Status, User
from budgets.permissions import Permission, may, refusal
from budgets.rulesets import RULE_SETS
from indicators.gather import equip
from reports.layouts import LAYOUTS
from reports.models import Event
from reports.moves import Action
from reports.pairing import misfit


@dataclass(frozen=True)
class NewUnit:
    parent: Department
    code: str
    full_name: str
    form_name: str
    short_name: str
    signs_off: bool


@dataclass(frozen=True)
class Seat:
    """Somebody and what he is to do in the unit. `full_name` belongs to a new account; "" is one that exists."""

    username: str
    role: Role
    full_name: str = ""


@dataclass(frozen=True)
class Seated:
    """password: of an account that was made just now, to be handed over; "" where the account was there before."""

    user: User
    roles: tuple[Role, ...]
    password: str = ""

    @property
    def roles_text(self) -> str:
        return "、".join(role.label for role in self.roles)


@dataclass(frozen=True)
class Opened:
    evaluation: Evaluation
    new_unit: bool
    people: tuple[Seated, ...]
    has_reviewer: bool

    @property
    def new_accounts(self) -> int:
        return sum(bool(seated.password) for seated in self.people)


def open_unit(
    unit: Department | NewUnit,
    seats: Iterable[Seat],
    *,
    fiscal_year: int,
    scope: str,
    layout: str,
    rule_set: str,
    status: Status,
    by: User,
) -> Opened:
    """Raises Refused, with nothing written."""
    if why := misfit(LAYOUTS[layout], RULE_SETS[rule_set]):
        raise Refused(f"{why}。")
    new_unit = isinstance(unit, NewUnit)
    if not may(by, Permission.MANAGE, unit.parent if isinstance(unit, NewUnit) else unit):
        raise Refused(refusal(Permission.MANAGE))
    try:
        with transaction.atomic():
            department = _added(unit, by) if isinstance(unit, NewUnit) else unit
            seated = _seated(department, seats, by)
            evaluation = open_evaluation(
                department=department,
                fiscal_year=fiscal_year,
                scope=scope,
                layout=layout,
                rule_set=rule_set,
                status=status,
                by=by,
            )
    except IntegrityError as taken:
        raise Refused("刚才有人开通了同一份档案，请到首页查看。") from taken
    return Opened(evaluation, new_unit, seated, people.has_reviewer(department))


def _added(unit: NewUnit, by: User) -> Department:
    return people.add_unit(
        parent=unit.parent,
        code=unit.code,
        full_name=unit.full_name,
        form_name=unit.form_name,
        short_name=unit.short_name,
        signs_off=unit.signs_off,
        by=by,
    )


def _seated(department: Department, seats: Iterable[Seat], by: User) -> tuple[Seated, ...]:
    by_name: dict[str, list[Seat]] = {}
    for seat in seats:
        by_name.setdefault(seat.username, []).append(seat)
    return tuple(_one_seated(department, username, mine, by) for username, mine in by_name.items())


def _one_seated(department: Department, username: str, seats: list[Seat], by: User) -> Seated:
    full_name = next((seat.full_name for seat in seats if seat.full_name), "")
    roles = tuple(seat.role for seat in seats)
    if full_name:
        new = people.create_person(username=username, full_name=full_name, department=department, roles=roles, by=by)
        return Seated(new.user, roles, new.password)
    user = User.objects.get(username=username)
    for role in roles:
        people.grant(user, department=department, role=role, by=by)
    return Seated(user, roles)


@transaction.atomic
def open_evaluation(*, department, fiscal_year: int, scope: str, layout: str, rule_set: str, status: Status, by):
    """A new, empty evaluation at 目标填报, or straight at 自评填报 where targets were approved on paper.

    Raises Refused where there is one already.
    """
    if not may(by, Permission.MANAGE, department):
        raise Refused(refusal(Permission.MANAGE))
    if status not in {Status.TARGETS_DRAFT, Status.DRAFT}:
        raise Refused("新开通的档案只能从“目标填报”或“自评填报”开始。")
    evaluation = Evaluation(
        department=department,
        fiscal_year=fiscal_year,
        scope=scope,
        layout=layout,
        rule_set=rule_set,
        basis=RULE_SETS[rule_set].basis,
        status=status,
    )
    try:
        evaluation.validate_constraints()
    except ValidationError as already:
        raise Refused("；".join(already.messages)) from None
    evaluation.save(force_insert=True)
    equip(evaluation)
    Event.objects.create(
        evaluation=evaluation,
        action=Action.OPEN,
        from_status=status,
        to_status=status,
        by=by,
        by_name=by.display_name,
        at=timezone.now(),
        revision=0,
    )
    return evaluation
