"""单位与人员: the units of the administrator's subtree, who does what in each, and forgotten passwords."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from budgets import departments, people
from budgets.editing import Refused
from budgets.models import Department, Membership, User
from budgets.people_forms import ChildUnitForm, PersonForm, UnitForm
from budgets.permissions import Permission, guarded, permitted


@permitted(Permission.MANAGE)
@require_safe
def units(request):
    managed = Department.objects.managed_by(request.user).prefetch_related("memberships__user").order_by("path")
    return render(request, "budgets/units.html", {"units": _as_tree(managed)})


def _as_tree(managed) -> list[dict]:
    managed = list(managed)
    top = min((unit.path.count("/") for unit in managed), default=0)
    return [{"unit": unit, "depth": unit.path.count("/") - top, "people": _seats(unit)} for unit in managed]


def _seats(unit: Department) -> list[dict]:
    """One entry a person, with all his roles in this unit."""
    seats: dict[int, dict] = {}
    for one in sorted(unit.memberships.all(), key=lambda one: (one.user.username, one.pk)):
        seat = seats.setdefault(one.user_id, {"user": one.user, "memberships": []})
        seat["memberships"].append({"pk": one.pk, "text": people.roles_text(one.role)})
    return list(seats.values())


@guarded(Permission.MANAGE, lambda: Department.objects.prefetch_related("memberships__user"))
@require_http_methods(["GET", "POST"])
def unit(request, department):
    forms = {"unit_form": UnitForm(instance=department), "person_form": PersonForm(), "child_form": ChildUnitForm()}
    if request.method == "POST":
        verb, _, key = request.POST.get("do", "").partition(":")
        if verb not in _VERBS:
            raise Http404("没有这个操作。")
        try:
            answer = _VERBS[verb](request, department, forms, key)
        except Refused as refused:
            messages.error(request, str(refused))
            answer = redirect("unit", department.pk)
        if answer is not None:
            return answer
        department = Department.objects.prefetch_related("memberships__user").get(pk=department.pk)
    return _page(request, department, forms)


def _page(request, department: Department, forms: dict, *, status: int = 200, **more):
    context = {"unit": department, "people": _seats(department), **forms, **more}
    return render(request, "budgets/unit.html", context, status=status)


def _save_unit(request, department, forms, _):
    form = forms["unit_form"] = UnitForm(request.POST, instance=department)
    if not form.is_valid():
        return None
    people.rename_unit(department, by=request.user, **form.cleaned_data)
    messages.success(request, "单位信息已保存。")
    return redirect("unit", department.pk)


def _add_child(request, department, forms, _):
    form = forms["child_form"] = ChildUnitForm(request.POST)
    if not form.is_valid():
        return None
    child = departments.plant(parent=department, **form.cleaned_data)
    messages.success(request, f"已新增{child.full_name}。")
    return redirect("unit", child.pk)


def _add_person(request, department, forms, _):
    """An existing account gets the role; a new one is made, and its password shown once, on this very answer."""
    form = forms["person_form"] = PersonForm(request.POST)
    if not form.is_valid():
        return None
    user, password = form.person, ""
    try:
        with transaction.atomic():
            if user is None:
                user, password = people.create_person(
                    username=form.cleaned_data["username"], full_name=form.cleaned_data["full_name"]
                )
            people.grant(user, form.cleaned_data["role"], department, by=request.user)
    except IntegrityError:
        raise Refused("刚才有人用了同样的用户名，请换一个再提交。") from None
    if not password:
        messages.success(request, f"{user.display_name}现在是{people.roles_text(form.cleaned_data['role'])}。")
        return redirect("unit", department.pk)
    return _with_password(request, department, user, password)


def _with_password(request, department: Department, user: User, password: str):
    forms = {"unit_form": UnitForm(instance=department), "person_form": PersonForm(), "child_form": ChildUnitForm()}
    department = Department.objects.prefetch_related("memberships__user").get(pk=department.pk)
    return _page(request, department, forms, shown_user=user, shown_password=password)


def _revoke(request, department, _, key):
    membership = _one(department.memberships.select_related("user", "department"), key)
    people.revoke(membership, by=request.user)
    messages.success(request, f"{membership.user.display_name}不再是{people.roles_text(membership.role)}。")
    return redirect("unit", department.pk)


def _reset(request, department, _, key):
    user = _one(_people_of(department), key)
    return _with_password(request, department, user, people.reset_password(user, by=request.user))


def _deactivate(request, department, _, key):
    user = _one(_people_of(department), key)
    people.set_active(user, False, by=request.user)
    messages.success(request, f"{user.display_name}已停用，不能再登录；填报和审核的记录都保留。")
    return redirect("unit", department.pk)


def _activate(request, department, _, key):
    user = _one(_people_of(department), key)
    people.set_active(user, True, by=request.user)
    messages.success(request, f"{user.display_name}已恢复使用。")
    return redirect("unit", department.pk)


def _people_of(department: Department):
    return User.objects.filter(pk__in=Membership.objects.filter(department=department).values("user"))


def _one(queryset, key: str):
    """Only through the guarded unit, whatever the form says."""
    thing = queryset.filter(pk=key).first() if key.isdigit() else None
    if thing is None:
        raise Http404("这个单位没有这个人员或角色。")
    return thing


_VERBS = {
    "save-unit": _save_unit,
    "add-child": _add_child,
    "add-person": _add_person,
    "revoke": _revoke,
    "reset": _reset,
    "deactivate": _deactivate,
    "activate": _activate,
}
