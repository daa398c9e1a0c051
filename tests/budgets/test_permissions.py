"""Who may what: every role, every right, every place, written out; and the guards in front of views."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from budgets import departments
from budgets.models import Evaluation, Membership, Role, User
from budgets.permissions import Permission, guarded, may, permitted, public, refusal
from tests.people import make_cast, make_evaluation_at_draft, make_user

pytestmark = pytest.mark.django_db

V, D, E, U, S, R, M = Permission  # 查看, 查看草稿, 填报, 提交, 单位审签, 审核, 管理
NOTHING = set()
# (role, where the evaluation's unit stands as seen from the person's own): what he may do there
TRUTH = {
    (Role.PREPARER, "own"): {V, D, E, U},
    (Role.PREPARER, "child"): NOTHING,
    (Role.PREPARER, "grandchild"): NOTHING,
    (Role.PREPARER, "parent"): NOTHING,
    (Role.PREPARER, "sibling"): NOTHING,
    (Role.PREPARER, "other district"): NOTHING,
    (Role.APPROVER, "own"): {V, D, S},
    (Role.APPROVER, "child"): NOTHING,
    (Role.APPROVER, "grandchild"): NOTHING,
    (Role.APPROVER, "parent"): NOTHING,
    (Role.APPROVER, "sibling"): NOTHING,
    (Role.APPROVER, "other district"): NOTHING,
    (Role.REVIEWER, "own"): {V, R},
    (Role.REVIEWER, "child"): {V, R},
    (Role.REVIEWER, "grandchild"): {V, R},
    (Role.REVIEWER, "parent"): NOTHING,
    (Role.REVIEWER, "sibling"): NOTHING,
    (Role.REVIEWER, "other district"): NOTHING,
    (Role.ADMIN, "own"): {V, D, M},
    (Role.ADMIN, "child"): {V, D, M},
    (Role.ADMIN, "grandchild"): {V, D, M},
    (Role.ADMIN, "parent"): NOTHING,
    (Role.ADMIN, "sibling"): NOTHING,
    (Role.ADMIN, "other district"): NOTHING,
}


def plant(code, parent=None):
    return departments.plant(parent=parent, code=code, full_name=code, form_name=code, short_name=code)


@pytest.fixture
def places():
    district = plant("district")
    own = plant("own", district)
    child = plant("child", own)
    return {
        "parent": district,
        "own": own,
        "child": child,
        "grandchild": plant("grandchild", child),
        "sibling": plant("sibling", district),
        "other district": plant("far"),
    }


def test_the_truth_table_is_whole(places):
    assert set(TRUTH) == {(role, place) for role in Role for place in places}
    assert set(Permission) == set().union(*TRUTH.values())


def test_every_role_may_exactly_what_is_written_down(places):
    found = {}
    for role in Role:
        person = make_user(role, role.label, places["own"], role)
        for place, department in places.items():
            found[role, place] = {permission for permission in Permission if may(person, permission, department)}

    assert found == TRUTH


def test_two_roles_of_one_person_do_not_mix_between_units(places):
    person = make_user("both", "兼任", places["own"], Role.PREPARER)
    Membership.objects.create(user=person, department=places["sibling"], role=Role.APPROVER)

    assert {p for p in Permission if may(person, p, places["own"])} == {V, D, E, U}
    assert {p for p in Permission if may(person, p, places["sibling"])} == {V, D, S}


def test_without_a_role_or_deactivated_one_may_nothing(places):
    nobody = User.objects.create_user("nobody")
    gone = make_user("gone", "已调离", places["own"], Role.ADMIN)
    gone.is_active = False

    assert [p for p in Permission if may(nobody, p, places["own"])] == []
    assert [p for p in Permission if may(gone, p, places["own"])] == []


def test_a_superuser_has_no_right_by_that_alone(places):
    root = User.objects.create_superuser("root")

    assert [p for p in Permission if may(root, p, places["own"])] == []


def test_everyone_sees_the_evaluations_of_the_units_within_reach():
    cast = make_cast()
    mine = make_evaluation_at_draft(cast)
    others = make_evaluation_at_draft(cast, department=cast.other)
    seen = {name: set(Evaluation.objects.visible_to(user)) for name, user in cast.everyone().items()}

    assert seen == {
        "preparer": {mine},
        "approver": {mine},
        "reviewer": {mine, others},
        "admin": {mine, others},
        "outsider": {others},
        "far_reviewer": set(),
        "parent_preparer": set(),
    }


@guarded(Permission.EDIT, Evaluation.objects.select_related("department").all)
def edit(request, evaluation, word="nothing"):
    return evaluation, word


@guarded(Permission.VIEW, departments.Department.objects.all)
def look(request, department):
    return department


def inside(request):
    return "in"


def answer(view, user, *args, **kwargs):
    request = RequestFactory().get("/")
    request.user = user
    try:
        return view(request, *args, **kwargs)
    except Http404:
        return 404
    except PermissionDenied:
        return 403


def test_a_foreign_object_is_not_found_and_a_missing_right_is_denied():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)

    assert {name: answer(edit, user, pk=evaluation.pk) for name, user in cast.everyone().items()} == {
        "preparer": (evaluation, "nothing"),
        "approver": 403,
        "reviewer": 403,
        "admin": 403,
        "outsider": 404,
        "far_reviewer": 404,
        "parent_preparer": 404,
    }
    assert answer(edit, cast.preparer, pk=evaluation.pk + 1) == 404


def test_the_guard_hands_the_rest_of_the_address_on():
    cast = make_cast()
    evaluation = make_evaluation_at_draft(cast)

    assert answer(edit, cast.preparer, pk=evaluation.pk, word="on") == (evaluation, "on")


def test_a_unit_is_guarded_as_itself():
    cast = make_cast()

    assert answer(look, cast.preparer, pk=cast.bureau.pk) == cast.bureau
    assert answer(look, cast.outsider, pk=cast.bureau.pk) == 404


def test_a_page_without_an_object_asks_for_the_right_anywhere():
    cast = make_cast()
    manage = permitted(Permission.MANAGE)(inside)
    anyone = permitted()(inside)

    assert {name for name, user in cast.everyone().items() if answer(manage, user) == "in"} == {"admin"}
    assert answer(manage, cast.reviewer) == 403
    assert {answer(anyone, user) for user in cast.everyone().values()} == {"in"}


def test_each_guard_leaves_its_mark_for_the_check():
    marks = [
        edit.guard,
        permitted(Permission.MANAGE)(inside).guard,
        permitted()(inside).guard,
        public("why")(inside).guard,
    ]

    assert marks == ["guarded:EDIT", "permitted:MANAGE", "permitted:ANYONE", "public:why"]


def test_a_refusal_names_the_right_in_words():
    assert refusal(Permission.EDIT) == "您没有“填报”的权限。如有需要，请联系本单位的管理员。"
