"""Who may what, written out: role × permission × where the unit stands; and the three guards."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from budgets import departments
from budgets.models import Department, Evaluation, Membership, Role, User
from budgets.permissions import GRANTS, Permission, guarded, may, permitted, public
from tests.people import make_cast, make_user

pytestmark = pytest.mark.django_db

# Where the unit in question stands, seen from the unit in which somebody holds the role.
PLACES = ("own", "child", "grandchild", "parent", "sibling", "elsewhere")
OWN = {"own"}
SUBTREE = {"own", "child", "grandchild"}
# Everything that is allowed; whatever is not here is refused.
ALLOWED = {
    ("preparer", "VIEW"): OWN,
    ("preparer", "READ_DRAFT"): OWN,
    ("preparer", "EDIT"): OWN,
    ("preparer", "FILL"): OWN,
    ("preparer", "SUBMIT"): OWN,
    ("contributor", "VIEW"): OWN,
    ("contributor", "READ_DRAFT"): OWN,
    ("contributor", "FILL"): OWN,
    ("approver", "VIEW"): OWN,
    ("approver", "READ_DRAFT"): OWN,
    ("approver", "SIGN"): OWN,
    ("reviewer", "VIEW"): SUBTREE,
    ("reviewer", "REVIEW"): SUBTREE,
    ("admin", "VIEW"): SUBTREE,
    ("admin", "READ_DRAFT"): SUBTREE,
    ("admin", "MANAGE"): SUBTREE,
}
SEES = {"preparer": OWN, "contributor": OWN, "approver": OWN, "reviewer": SUBTREE, "admin": SUBTREE}


def make_places():
    def plant(code, parent=None):
        return departments.plant(parent=parent, code=code, full_name=code, form_name=code, short_name=code)

    parent = plant("parent")
    own = plant("own", parent)
    child = plant("child", own)
    return {
        "parent": parent,
        "own": own,
        "child": child,
        "grandchild": plant("grandchild", child),
        "sibling": plant("sibling", parent),
        "elsewhere": plant("elsewhere"),
    }


@pytest.mark.parametrize("role", Role.values)
def test_each_role_may_exactly_what_is_written_here(role):
    places = make_places()
    user = make_user("somebody", "某人", places["own"], role)
    found = {
        (permission.name, place)
        for permission, place in itertools.product(Permission, PLACES)
        if may(user, permission, places[place])
    }
    assert found == {(name, place) for (whose, name), allowed in ALLOWED.items() if whose == role for place in allowed}


@pytest.mark.parametrize("role", Role.values)
def test_each_role_sees_exactly_the_units_and_evaluations_that_it_may_view(role):
    places = make_places()
    user = make_user("somebody", "某人", places["own"], role)
    for department in places.values():
        Evaluation.objects.create(department=department, fiscal_year=2022, rule_set="unscored", layout="founding")

    assert {department.code for department in Department.objects.visible_to(user)} == SEES[role]
    assert {one.department.code for one in Evaluation.objects.visible_to(user)} == SEES[role]
    managed = {department.code for department in Department.objects.managed_by(user)}
    assert managed == (SUBTREE if role == "admin" else set())


def test_every_role_and_permission_stands_in_the_table():
    assert {str(role) for role in GRANTS} == set(Role.values)
    assert set().union(*GRANTS.values()) == set(Permission)


def test_a_unit_whose_number_begins_alike_is_no_part_of_the_subtree():
    """/9000/ and /90001/."""
    places = make_places()
    Department.objects.filter(code="own").update(path="/9000/")
    Department.objects.filter(code="elsewhere").update(path="/90001/")
    user = make_user("somebody", "某人", places["own"], Role.ADMIN)
    assert not may(User.objects.get(pk=user.pk), Permission.MANAGE, Department.objects.get(code="elsewhere"))
    assert not Department.objects.managed_by(user).filter(code="elsewhere").exists()


def test_roles_in_several_units_add_up():
    places = make_places()
    user = make_user("somebody", "某人", places["own"], Role.PREPARER)
    Membership.objects.create(user=user, department=places["elsewhere"], role=Role.REVIEWER)
    user = User.objects.get(pk=user.pk)
    assert {department.code for department in Department.objects.visible_to(user)} == {"own", "elsewhere"}
    assert may(user, Permission.EDIT, places["own"])
    assert not may(user, Permission.EDIT, places["elsewhere"])
    assert not may(user, Permission.REVIEW, places["own"])


def test_who_is_deactivated_may_nothing():
    places = make_places()
    user = make_user("somebody", "某人", places["own"], Role.ADMIN)
    User.objects.filter(pk=user.pk).update(is_active=False)
    user = User.objects.get(pk=user.pk)
    assert not any(may(user, permission, places["own"]) for permission in Permission)
    assert list(Department.objects.visible_to(user)) == []


def test_who_holds_no_role_may_nothing():
    places = make_places()
    user = User.objects.create_user("nobody")
    assert not any(may(user, *pair) for pair in itertools.product(Permission, places.values()))
    assert list(Department.objects.visible_to(user)) == []


# ---- the guards ------------------------------------------------------------------------------------------------------


@guarded(Permission.EDIT, Evaluation.objects.select_related("department").all)
def edit(request, evaluation, **kwargs):
    return evaluation, kwargs


@permitted(Permission.MANAGE)
def manage(request):
    return "managed"


@permitted()
def anybody(request):
    return "anybody"


@public("a test")
def everybody(request):
    return "everybody"


def ask(view, user, **kwargs):
    request = RequestFactory().get("/")
    request.user = user
    return view(request, **kwargs)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def evaluation(cast):
    return Evaluation.objects.create(department=cast.bureau, fiscal_year=2022, rule_set="unscored", layout="founding")


def test_the_guard_hands_over_the_object_and_keeps_the_other_arguments(cast, evaluation):
    assert ask(edit, cast.preparer, pk=evaluation.pk, key="k") == (evaluation, {"key": "k"})


@pytest.mark.parametrize("who", ["approver", "reviewer", "admin"])
def test_a_missing_right_in_ones_own_reach_is_refused_with_a_sentence(cast, evaluation, who):
    with pytest.raises(PermissionDenied) as refused:
        ask(edit, getattr(cast, who), pk=evaluation.pk)
    assert str(refused.value) == "您没有“填报”的权限。如有需要，请联系本单位的管理员。"


@pytest.mark.parametrize("who", ["outsider", "far_reviewer", "parent_preparer"])
def test_what_is_out_of_reach_is_not_found(cast, evaluation, who):
    with pytest.raises(Http404):
        ask(edit, getattr(cast, who), pk=evaluation.pk)


def test_a_page_without_object_asks_for_the_right_somewhere(cast):
    assert ask(manage, cast.admin) == "managed"
    for who in ("preparer", "contributor", "approver", "reviewer", "outsider", "far_reviewer", "parent_preparer"):
        with pytest.raises(PermissionDenied):
            ask(manage, getattr(cast, who))


def test_some_pages_are_for_whoever_is_signed_in(cast):
    assert [ask(anybody, user) for user in cast.everyone().values()] == ["anybody"] * 8


def test_every_guard_says_which_it_is():
    """What the system check reads."""
    assert [view.guard for view in (edit, manage, anybody, everybody)] == [
        "guarded:EDIT",
        "permitted:MANAGE",
        "permitted:ANYONE",
        "public:a test",
    ]
    assert [getattr(view, "login_required", True) for view in (edit, manage, anybody, everybody)] == [
        True,
        True,
        True,
        False,
    ]
