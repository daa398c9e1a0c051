"""The tree of units: planting, moving with everything below, and what a person sees of it."""

import pytest

from budgets import departments
from budgets.models import Department, Membership, Role
from tests.people import make_cast, make_user

pytestmark = pytest.mark.django_db


def plant(code, parent=None):
    names = {"full_name": f"{code}全称", "form_name": f"{code}表内", "short_name": f"{code}简称"}
    return departments.plant(parent=parent, code=code, **names)


def tree():
    """Every unit's path in codes, as the parents tell it and as the path tells it."""
    code_of = dict(Department.objects.values_list("pk", "code"))
    by_path = {d.code: "/".join(code_of[int(pk)] for pk in d.path.strip("/").split("/")) for d in _all()}
    assert {d.code: _by_parents(d) for d in _all()} == by_path
    assert all(d.path.startswith("/") and d.path.endswith("/") for d in _all())
    return by_path


def _all():
    return Department.objects.select_related("parent__parent__parent")


def _by_parents(department):
    return f"{_by_parents(department.parent)}/{department.code}" if department.parent else department.code


def test_a_unit_is_planted_under_its_parent():
    district = plant("d")
    bureau = plant("b", district)
    plant("s", bureau)

    assert tree() == {"d": "d", "b": "d/b", "s": "d/b/s"}
    assert (bureau.path, bureau.parent, bureau.signs_off) == (f"/{district.pk}/{bureau.pk}/", district, True)
    assert [d.code for d in Department.objects.all()] == ["d", "b", "s"]


def test_a_unit_moves_with_everything_below_it():
    first, second = plant("d1"), plant("d2")
    bureau = plant("b", first)
    school = plant("s", bureau)
    plant("k", school)
    plant("other", first)

    moved = departments.move(bureau, parent=second)

    assert moved.path == f"/{second.pk}/{bureau.pk}/"
    assert tree() == {"d1": "d1", "d2": "d2", "other": "d1/other", "b": "d2/b", "s": "d2/b/s", "k": "d2/b/s/k"}


def test_a_unit_can_become_a_root_and_come_back():
    district = plant("d")
    bureau = plant("b", district)
    plant("s", bureau)

    departments.move(bureau, parent=None)
    assert tree() == {"d": "d", "b": "b", "s": "b/s"}

    departments.move(bureau, parent=district)
    assert tree() == {"d": "d", "b": "d/b", "s": "d/b/s"}


def test_a_unit_whose_number_begins_alike_does_not_move_along():
    other = plant("o")
    short, long = [
        Department.objects.create(pk=pk, code=code, path=f"/{pk}/") for pk, code in ((90_071, "71"), (900_710, "710"))
    ]

    departments.move(short, parent=other)

    assert tree() == {"o": "o", "71": "o/71", long.code: "710"}


@pytest.mark.parametrize("below", ["b", "s"])
def test_a_unit_cannot_move_below_itself(below):
    district = plant("d")
    units = {"b": plant("b", district)}
    units["s"] = plant("s", units["b"])
    before = tree()

    with pytest.raises(ValueError, match=r"^不能把单位移到它自己的下级单位之下$"):
        departments.move(units["b"], parent=units[below])

    assert tree() == before


def codes(units):
    return {unit.code for unit in units}


def test_everyone_sees_the_units_within_reach():
    cast = make_cast()
    plant("school", cast.bureau)
    seen = {name: codes(Department.objects.visible_to(user)) for name, user in cast.everyone().items()}
    district, bureau, other = cast.district.code, cast.bureau.code, cast.other.code

    assert seen == {
        "preparer": {bureau},
        "approver": {bureau},
        "reviewer": {district, bureau, other, "school"},
        "admin": {district, bureau, other, "school"},
        "outsider": {other},
        "far_reviewer": {cast.far.code},
        "parent_preparer": {district},
    }


def test_only_administrators_manage_units_and_only_their_own_district():
    cast = make_cast()
    managed = {name: codes(Department.objects.managed_by(user)) for name, user in cast.everyone().items()}
    of_bureau = make_user("of_bureau", "本级管理员", cast.bureau, Role.ADMIN)

    assert {name: units for name, units in managed.items() if units} == {
        "admin": {cast.district.code, cast.bureau.code, cast.other.code}
    }
    assert codes(Department.objects.managed_by(of_bureau)) == {cast.bureau.code}


def test_several_roles_add_up():
    cast = make_cast()
    Membership.objects.create(user=cast.outsider, department=cast.far, role=Role.PREPARER)

    assert codes(Department.objects.visible_to(cast.outsider)) == {cast.other.code, cast.far.code}


def test_a_deactivated_person_sees_nothing():
    cast = make_cast()
    cast.admin.is_active = False

    assert codes(Department.objects.visible_to(cast.admin)) == set()
    assert codes(Department.objects.managed_by(cast.admin)) == set()
