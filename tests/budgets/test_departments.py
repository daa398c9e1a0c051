"""The tree of units: its paths, and that they follow when a unit moves."""

import pytest
from django.db import IntegrityError

from budgets import departments
from budgets.models import Department

pytestmark = pytest.mark.django_db


def plant(code, parent=None):
    return departments.plant(parent=parent, code=code, full_name=f"{code}局", form_name=code, short_name=code)


def paths():
    """By code, the codes on the way from the root."""
    codes = {str(pk): code for pk, code in Department.objects.values_list("pk", "code")}
    return {
        department.code: [codes[number] for number in department.path.strip("/").split("/")]
        for department in Department.objects.all()
    }


def test_a_unit_stands_below_its_parent():
    root = plant("1")
    bureau = plant("1-1", root)
    plant("1-1-1", bureau)
    plant("2")
    assert paths() == {"1": ["1"], "1-1": ["1", "1-1"], "1-1-1": ["1", "1-1", "1-1-1"], "2": ["2"]}


def test_units_come_in_the_order_of_the_tree():
    root = plant("1")
    first, second = plant("1-1", root), plant("1-2", root)
    plant("1-2-1", second)
    plant("1-1-1", first)
    assert [department.code for department in Department.objects.all()] == ["1", "1-1", "1-1-1", "1-2", "1-2-1"]


def test_a_unit_moves_with_all_its_units():
    root, other = plant("1"), plant("2")
    bureau = plant("1-1", root)
    plant("1-1-1", bureau)
    plant("1-2", root)

    departments.move(bureau, parent=other)

    assert paths() == {
        "1": ["1"],
        "2": ["2"],
        "1-1": ["2", "1-1"],
        "1-1-1": ["2", "1-1", "1-1-1"],
        "1-2": ["1", "1-2"],
    }
    assert Department.objects.get(code="1-1").parent == other


def test_a_unit_becomes_a_root():
    bureau = plant("1-1", plant("1"))
    plant("1-1-1", bureau)
    departments.move(bureau, parent=None)
    assert paths() == {"1": ["1"], "1-1": ["1-1"], "1-1-1": ["1-1", "1-1-1"]}
    assert Department.objects.get(code="1-1").parent is None


@pytest.mark.parametrize("below", ["1-1", "1-1-1"])
def test_a_unit_cannot_stand_below_itself(below):
    bureau = plant("1-1", plant("1"))
    plant("1-1-1", bureau)
    before = list(Department.objects.values())
    with pytest.raises(ValueError, match=r"^不能把单位移到它自己的下级单位之下$"):
        departments.move(bureau, parent=Department.objects.get(code=below))
    assert list(Department.objects.values()) == before


def test_a_code_is_given_once():
    plant("1")
    with pytest.raises(IntegrityError):
        plant("1")


def test_a_number_that_begins_like_another_is_no_parent_of_it():
    """/1/ and /11/: the slash at the end of a path keeps them apart."""
    root = plant("a")
    Department.objects.filter(pk=root.pk).update(path="/1/")
    other = plant("b")
    Department.objects.filter(pk=other.pk).update(path="/11/")
    root.refresh_from_db()
    departments.move(root, parent=None)
    other.refresh_from_db()
    assert other.path == "/11/"
