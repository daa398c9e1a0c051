"""Who may what, and the guard through which alone a view gets an object."""

import enum
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from budgets.models import SUBTREE_ROLES, Department, Role


class Permission(enum.Enum):
    VIEW = "查看"
    # The draft in work. Reviewers read what was last handed over to them, never what is still being written.
    READ_DRAFT = "查看草稿"
    EDIT = "填报"
    # What was reached. Who has this without EDIT writes only the goals that are assigned to him.
    FILL = "填写完成情况"
    SUBMIT = "提交"
    SIGN = "单位审签"
    REVIEW = "审核"
    MANAGE = "管理单位与人员"


GRANTS: dict[str, frozenset[Permission]] = {
    Role.PREPARER: frozenset(
        {Permission.VIEW, Permission.READ_DRAFT, Permission.EDIT, Permission.FILL, Permission.SUBMIT}
    ),
    # A colleague needs to see what his goals stand in, and nothing of it is secret inside the unit.
    Role.CONTRIBUTOR: frozenset({Permission.VIEW, Permission.READ_DRAFT, Permission.FILL}),
    Role.APPROVER: frozenset({Permission.VIEW, Permission.READ_DRAFT, Permission.SIGN}),
    Role.REVIEWER: frozenset({Permission.VIEW, Permission.REVIEW}),
    Role.ADMIN: frozenset({Permission.VIEW, Permission.READ_DRAFT, Permission.MANAGE}),
}


def may(user, permission: Permission, department: Department) -> bool:
    """Preparer, contributor and approver hold for their own unit, reviewer and admin for their subtree."""
    return any(permission in GRANTS[membership.role] and _reaches(membership, department) for membership in user.roles)


def _reaches(membership, department: Department) -> bool:
    if membership.role in SUBTREE_ROLES:
        return department.path.startswith(membership.department.path)
    return membership.department_id == department.pk


def refusal(permission: Permission) -> str:
    return f"您没有“{permission.value}”的权限。如有需要，请联系本单位的管理员。"


def guarded(permission: Permission, queryset) -> Callable:
    """The view gets, instead of `pk`, the object: 404 outside one's reach, 403 without the right.

    `queryset`: a function of no arguments giving a queryset with `visible_to(user)`; its model is
    Department or has a `department`.
    """

    def decorate(view):
        @wraps(view)
        def guard(request, pk, **kwargs):
            thing = get_object_or_404(queryset().visible_to(request.user), pk=pk)
            department = thing if isinstance(thing, Department) else thing.department
            if not may(request.user, permission, department):
                raise PermissionDenied(refusal(permission))
            return view(request, thing, **kwargs)

        guard.guard = f"guarded:{permission.name}"
        return guard

    return decorate


def permitted(permission: Permission | None = None) -> Callable:
    """For pages without an object: the right is needed somewhere; None asks only for a signed-in person."""

    def decorate(view):
        @wraps(view)
        def guard(request, *args, **kwargs):
            if permission and not any(permission in GRANTS[m.role] for m in request.user.roles):
                raise PermissionDenied(refusal(permission))
            return view(request, *args, **kwargs)

        guard.guard = f"permitted:{permission.name if permission else 'ANYONE'}"
        return guard

    return decorate


def public(why: str) -> Callable:
    """For the few pages that are open without signing in; `why` stands in the code for whoever reads it."""

    def decorate(view):
        view = login_not_required(view)
        view.guard = f"public:{why}"
        return view

    return decorate
