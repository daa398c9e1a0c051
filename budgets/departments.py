"""The tree of units: the only place that writes `Department.path`."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from budgets.models import Department


@transaction.atomic
def plant(*, parent: Department | None, code: str, full_name: str, form_name: str, short_name: str, signs_off=True):
    """A new unit under `parent` (None: the root of a district)."""
    # The path needs the primary key; until it is known, the code keeps it unique.
    department = Department.objects.create(
        parent=parent,
        code=code,
        full_name=full_name,
        form_name=form_name,
        short_name=short_name,
        signs_off=signs_off,
        path=f"?{code}",
    )
    department.path = f"{parent.path if parent else '/'}{department.pk}/"
    department.save(update_fields=["path"])
    return department


@transaction.atomic
def move(department: Department, *, parent: Department | None):
    """With all its units, under another parent. ValueError where that would make a circle."""
    if parent is not None and parent.path.startswith(department.path):
        raise ValueError("不能把单位移到它自己的下级单位之下")
    old = department.path
    new = f"{parent.path if parent else '/'}{department.pk}/"
    Department.objects.filter(pk=department.pk).update(parent=parent)
    Department.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    department.refresh_from_db()
    return department
