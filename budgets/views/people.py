"""单位与人员: the tree of units with their people, and the pages of one unit and of one person."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from budgets import people as accounts
from budgets.editing import Refused
from budgets.forms import NameForm, PersonForm, RoleForm, UnitForm
from budgets.models import Department, Membership
from budgets.permissions import Permission, guarded, permitted

units = Department.objects.all


@permitted(Permission.MANAGE)
@require_http_methods(["GET"])
def people(request):
    managed = list(_with_people(Department.objects.managed_by(request.user)))
    top = min((_depth(department) for department in managed), default=0)
    rows = [(department, min(_depth(department) - top, 6), _seats(department)) for department in managed]
    return render(request, "budgets/people.html", {"rows": rows})


def _depth(department):
    return department.path.count("/")


def _with_people(departments):
    held = Membership.objects.select_related("user").order_by("-user__is_active", "user__full_name", "pk")
    return departments.prefetch_related(Prefetch("memberships", queryset=held))


def _seats(department):
    """(person, memberships) of each person of the unit."""
    seats = {}
    for membership in department.memberships.all():
        seats.setdefault(membership.user_id, (membership.user, []))[1].append(membership)
    return list(seats.values())


@guarded(Permission.MANAGE, units)
@require_http_methods(["GET", "POST"])
def unit(request, department):
    """Two forms; the button says which of them is meant."""
    posted = {"unit": None, "person": None} | ({request.POST.get("do", ""): request.POST} if request.POST else {})
    form = UnitForm(posted["unit"], department=department)
    person_form = PersonForm(posted["person"], known=accounts.known_to(request.user))
    if posted["unit"] and form.is_valid():
        return _rename_unit(request, department, form)
    if posted["person"] and person_form.is_valid():
        return _add_person(request, department, form, person_form)
    return _unit_page(request, department, form, person_form)


def _rename_unit(request, department, form):
    names = {name: value for name, value in form.cleaned_data.items() if name != "code"}
    accounts.edit_unit(department, by=request.user, **names)
    messages.success(request, "已保存")
    return redirect("unit", department.pk)


@sensitive_variables("new")
def _add_person(request, department, form, person_form):
    stated = person_form.cleaned_data
    try:
        if person_form.user is None:
            new = accounts.create_person(
                username=stated["username"],
                full_name=stated["full_name"],
                department=department,
                roles=stated["roles"],
                by=request.user,
            )
            # No redirect: the first password is stored nowhere and can be shown only now.
            context = {"person": new.user, "password": new.password, "department": department, "is_new": True}
            return render(request, "budgets/password.html", context)
        with transaction.atomic():
            for role in stated["roles"]:
                accounts.grant(person_form.user, department=department, role=role, by=request.user)
    except Refused as refused:
        person_form.add_error(None, str(refused))
        return _unit_page(request, department, form, person_form, status=409)
    messages.success(request, f"已为{person_form.user.display_name}安排角色")
    return redirect("unit", department.pk)


def _unit_page(request, department, form, person_form, status=200):
    department = _with_people(Department.objects.select_related("parent")).get(pk=department.pk)
    context = {
        "department": department,
        "parent_is_managed": Department.objects.managed_by(request.user).filter(pk=department.parent_id).exists(),
        "seats": _seats(department),
        "form": form,
        "person_form": person_form,
    }
    return render(request, "budgets/unit.html", context, status=status)


@guarded(Permission.MANAGE, units)
@require_http_methods(["GET", "POST"])
def add_unit(request, department):
    """A new unit below this one."""
    form = UnitForm(request.POST or None)
    if form.is_valid():
        try:
            planted = accounts.add_unit(parent=department, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            messages.success(request, f"已登记{planted.full_name}")
            return redirect("unit", planted.pk)
    return render(request, "budgets/add_unit.html", {"department": department, "form": form})


@permitted(Permission.MANAGE)
@require_http_methods(["GET", "POST"])
def person(request, number):
    user = get_object_or_404(accounts.known_to(request.user), pk=number)
    verb, _, word = request.POST.get("do", "").partition(":")
    name_form = NameForm(request.POST if verb == "name" else None, initial={"full_name": user.full_name})
    managed = Department.objects.managed_by(request.user)
    role_form = RoleForm(request.POST if verb == "grant" else None, managed=managed)
    page = {"person": user, "managed": managed, "name_form": name_form, "role_form": role_form}
    try:
        if verb == "reset":
            return _reset(request, user)
        if verb == "name" and name_form.is_valid():
            accounts.rename(user, by=request.user, **name_form.cleaned_data)
        elif verb == "grant" and role_form.is_valid():
            accounts.grant(user, by=request.user, **role_form.cleaned_data)
        elif verb == "revoke":
            _revoke(user, managed, word, by=request.user)
        elif verb in _SWITCHES:
            _SWITCHES[verb](user, by=request.user)
        else:
            return _person_page(request, **page)
    except Refused as refused:
        return _person_page(request, **page, refused=str(refused), status=409)
    messages.success(request, _DONE[verb])
    still_known = accounts.known_to(request.user).filter(pk=user.pk).exists()
    return redirect("person", user.pk) if still_known else redirect("people")


_DONE = {
    "name": "姓名已修改",
    "grant": "已增加角色",
    "revoke": "已撤销角色",
    "deactivate": "账号已停用",
    "reactivate": "账号已恢复",
}
_SWITCHES = {"deactivate": accounts.deactivate, "reactivate": accounts.reactivate}


@sensitive_variables("password")
def _reset(request, user):
    password = accounts.reset_password(user, by=request.user)
    # No redirect: it is stored nowhere and can be shown only now.
    return render(request, "budgets/password.html", {"person": user, "password": password})


def _revoke(user, managed, word, *, by):
    held = user.memberships.filter(department__in=managed).select_related("department")
    membership = get_object_or_404(held, pk=word if word.isdecimal() and len(word) < 19 else 0)
    accounts.revoke(user, department=membership.department, role=membership.role, by=by)


def _person_page(request, *, person, managed, status=200, **forms):
    held = list(person.memberships.select_related("department").order_by("department__path", "pk"))
    mine = set(managed.values_list("pk", flat=True))
    context = {
        "person": person,
        "held": [membership for membership in held if membership.department_id in mine],
        "elsewhere": any(membership.department_id not in mine for membership in held),
        "is_mine": accounts.in_hand(person, request.user),
        "is_self": person == request.user,
        **forms,
    }
    return render(request, "budgets/person.html", context, status=status)
