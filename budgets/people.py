"""Units, accounts and roles: what an administrator may change, each within the part of the tree that is his.

Nobody reviews what he could have filled in himself, and nobody takes over the account of somebody who answers
to others as well.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import IntegrityError, transaction

from budgets import departments
from budgets.editing import Refused
from budgets.models import SUBTREE_ROLES, Department, Membership, Role, User
from budgets.permissions import Permission, may, refusal

validate_username = UnicodeUsernameValidator(message="用户名只能由文字、字母、数字和 @ . + - _ 组成，中间没有空格")
# Without what is taken for one another on paper: 0 and o, 1, i and l.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_FILLING_IN = (Role.PREPARER, Role.CONTRIBUTOR, Role.APPROVER)


@dataclass(frozen=True)
class NewPerson:
    """password: to be handed over once; it is stored nowhere."""

    user: User
    password: str


def initial_password() -> str:
    """To be read from paper and typed once: about 59 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def known_to(by: User):
    """Whoever holds a role in a unit that `by` manages, as a queryset."""
    managed = Department.objects.managed_by(by)
    return User.objects.filter(pk__in=Membership.objects.filter(department__in=managed).values("user"))


def has_reviewer(department: Department) -> bool:
    """Whether anybody, here or above, reviews what this unit submits."""
    return bool(in_charge(department, Role.REVIEWER))


def in_charge(department: Department, role: Role) -> list[User]:
    """Whom to ask: whoever holds this role for the unit, here or, where it holds for a subtree, above."""
    above = [int(number) for number in department.path.strip("/").split("/")]
    where = above if role in SUBTREE_ROLES else [department.pk]
    held = Membership.objects.filter(role=role, department__in=where)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))


def in_hand(user: User, by: User) -> bool:
    """Whether all of his roles lie where `by` manages: only then is the account his to change."""
    if user.is_superuser and not by.is_superuser:
        return False
    held = list(Membership.objects.filter(user=user).select_related("department"))
    return bool(held) and all(may(by, Permission.MANAGE, membership.department) for membership in held)


# ---- units -----------------------------------------------------------------------------------------------------------


def add_unit(
    *, parent: Department, code: str, full_name: str, form_name: str, short_name: str, signs_off: bool, by: User
) -> Department:
    _must_manage(parent, by)
    names = {"full_name": full_name, "form_name": form_name, "short_name": short_name}
    try:
        with transaction.atomic():
            return departments.plant(parent=parent, code=code, signs_off=signs_off, **names)
    except IntegrityError:
        raise Refused(f"单位代码“{code}”已经有单位使用，请核对。") from None


def edit_unit(
    department: Department, *, full_name: str, form_name: str, short_name: str, signs_off: bool, by: User
) -> None:
    _must_manage(department, by)
    department.full_name, department.form_name, department.short_name = full_name, form_name, short_name
    department.signs_off = signs_off
    department.save(update_fields=["full_name", "form_name", "short_name", "signs_off"])


# ---- accounts --------------------------------------------------------------------------------------------------------


@transaction.atomic
def create_person(
    *, username: str, full_name: str, department: Department, roles: Iterable[str], by: User
) -> NewPerson:
    """A new account with a first password, which has to be changed at the first sign-in."""
    _must_manage(department, by)
    password = initial_password()
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password=password, full_name=full_name, must_change_password=True)
    except IntegrityError:
        raise Refused(f"用户名“{username}”已有人使用，请换一个。") from None
    for role in roles:
        grant(user, department=department, role=role, by=by)
    return NewPerson(user, password)


@transaction.atomic
def rename(user: User, *, full_name: str, by: User) -> None:
    user = _mine(user, by)
    user.full_name = full_name
    user.save(update_fields=["full_name"])


@transaction.atomic
def deactivate(user: User, *, by: User) -> None:
    if user == by:
        raise Refused("不能停用自己的账号，请由另一位管理员办理。")
    user = _mine(user, by)
    user.is_active = False
    user.save(update_fields=["is_active"])


@transaction.atomic
def reactivate(user: User, *, by: User) -> None:
    user = _mine(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])


@transaction.atomic
def reset_password(user: User, *, by: User) -> str:
    """The new password, to be handed over; whoever is signed in with the old one is signed out."""
    if user == by:
        raise Refused("自己的密码请用“修改密码”更改。")
    user = _mine(user, by)
    password = initial_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return password


# ---- roles -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def grant(user: User, *, department: Department, role: str, by: User) -> Membership:
    """Idempotent. The person is new, or holds a role where `by` manages already."""
    _must_manage(department, by)
    user = _locked(user)
    held = list(Membership.objects.filter(user=user).select_related("department"))
    if held and not any(may(by, Permission.MANAGE, membership.department) for membership in held):
        raise Refused("此人不在您管理的单位任职，不能由您安排角色。")
    if sentence := objection(user, department=department, role=role):
        raise Refused(sentence)
    return Membership.objects.get_or_create(user=user, department=department, role=role)[0]


@transaction.atomic
def revoke(user: User, *, department: Department, role: str, by: User) -> None:
    _must_manage(department, by)
    if user == by and role == Role.ADMIN:
        raise Refused("不能撤销自己的管理员角色，请由另一位管理员办理。")
    user = _locked(user)
    held = Membership.objects.filter(user=user)
    if held.count() == 1 and held.filter(department=department, role=role).exists():
        raise Refused("这是此人唯一的角色。不再使用这个账号，请停用；换岗位，请先安排新的角色。")
    held.filter(department=department, role=role).delete()


def objection(user: User, *, department: Department, role: str) -> str:
    """Why the person may not hold this role beside those that he holds; "" where he may.

    Who fills in or signs for a unit does not review it. Preparer and approver may be one person: that what is
    submitted is signed by another is seen to when it is signed.
    """
    for held in Membership.objects.filter(user=user).select_related("department"):
        filling, reviewing = (held.department, department) if role == Role.REVIEWER else (department, held.department)
        roles = {role, held.role}
        if Role.REVIEWER in roles and roles & set(_FILLING_IN) and filling.path.startswith(reviewing.path):
            other = next(one for one in _FILLING_IN if one in roles)
            return f"{user.display_name}不能既是{filling.full_name}的{other.label}，又审核这个单位。请换一个人。"
    return ""


def _must_manage(department: Department, by: User) -> None:
    if not may(by, Permission.MANAGE, department):
        raise Refused(refusal(Permission.MANAGE))


def _locked(user: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _mine(user: User, by: User) -> User:
    """Locked, if the account is for `by` to change."""
    user = _locked(user)
    if not in_hand(user, by):
        raise Refused(f"{user.display_name}还在您管理范围以外任职，账号须由上级管理员办理。")
    return user
