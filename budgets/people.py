"""Accounts and what they are for: the verbs of an administrator, who acts in his own subtree only."""

import secrets

from django.db import transaction

from budgets.editing import Refused
from budgets.models import SUBTREE_ROLES, Department, Membership, Role, User
from budgets.permissions import Permission, may, refusal

# Without what is taken for one another on paper: 0 and o, 1, i and l.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def first_password() -> str:
    """To be read from paper and typed once: about 59 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def create_person(*, username: str, full_name: str) -> tuple[User, str]:
    """A new account and its first password, which its owner must change. The caller sees to its rights."""
    password = first_password()
    user = User.objects.create_user(username, password=password, full_name=full_name, must_change_password=True)
    return user, password


@transaction.atomic
def grant(user: User, role: str, department: Department, *, by: User) -> Membership:
    _refuse_strangers(department, by)
    return Membership.objects.get_or_create(user=user, department=department, role=role)[0]


@transaction.atomic
def revoke(membership: Membership, *, by: User) -> None:
    """Takes one role away. Nobody takes his own administration away: a district without administrator is locked."""
    _refuse_strangers(membership.department, by)
    if membership.user_id == by.pk and membership.role == Role.ADMIN:
        raise Refused("不能撤销自己的管理员角色，请由另一位管理员办理。")
    membership.delete()


@transaction.atomic
def reset_password(user: User, *, by: User) -> str:
    """A new first password. Only of people all of whose roles lie in reach: else one could take over another unit."""
    _refuse_beyond_reach(user, by)
    if user.pk == by.pk:
        raise Refused("修改自己的密码请用页面右上角的“修改密码”。")
    password = first_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return password


@transaction.atomic
def set_active(user: User, active: bool, *, by: User) -> None:
    """Who left can no longer sign in; what he did stays under his name."""
    _refuse_beyond_reach(user, by)
    if user.pk == by.pk:
        raise Refused("不能停用自己的账号，请由另一位管理员办理。")
    user.is_active = active
    user.save(update_fields=["is_active"])


@transaction.atomic
def rename_unit(department: Department, *, by: User, **names) -> None:
    """names: full_name, form_name, short_name, signs_off. Issued reports keep the names that they were issued with."""
    _refuse_strangers(department, by)
    for name, value in names.items():
        setattr(department, name, value)
    department.save(update_fields=list(names))


def _refuse_strangers(department: Department, by: User) -> None:
    if not may(by, Permission.MANAGE, department):
        raise Refused(refusal(Permission.MANAGE))


def _refuse_beyond_reach(user: User, by: User) -> None:
    memberships = list(user.memberships.select_related("department"))
    if user.is_superuser or not all(may(by, Permission.MANAGE, one.department) for one in memberships):
        raise Refused(f"{user.display_name}在您管理范围之外还有任职，请联系上级管理员办理。")


def roles_text(role: str) -> str:
    return f"{Role(role).label}（含下级单位）" if role in SUBTREE_ROLES else Role(role).label
