"""The people of a unit that is opened, as rows of a form, and whether they can carry an evaluation."""

from functools import cached_property

from django import forms

from budgets.forms import ROLE_CHOICES, LineField
from budgets.models import Department, Role, User
from budgets.people import known_to, validate_username
from reports.opening import NewUnit, Seat

MOST_PEOPLE = 20
_ROLE_CHOICES = [("", "请选择角色"), *ROLE_CHOICES]


class PersonForm(forms.Form):
    """One person and one role. A row with neither user name nor name is no person."""

    username = LineField(label="用户名", max_length=150, required=False)
    full_name = LineField(label="姓名", max_length=50, required=False)
    role = forms.ChoiceField(label="角色", choices=_ROLE_CHOICES, required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        for name, field in self.fields.items():
            css = "form-select" if name == "role" else "form-control"
            field.widget.attrs |= {"aria-label": f"{field.label}，第{self._number()}行", "class": css}
        self.fields["username"].widget.attrs["autocomplete"] = "off"

    def _number(self) -> int:
        """Counted from 1."""
        return int(self.prefix.rpartition("-")[2]) + 1 if self.prefix and self.prefix[-1].isdigit() else 1

    def clean_username(self):
        username = User.normalize_username(self.cleaned_data["username"])
        if username:
            validate_username(username)
        return username

    def clean(self):
        if "username" in self.errors or self.is_blank:
            return self.cleaned_data
        if not self.cleaned_data.get("username"):
            self.add_error("username", "请填写用户名，用来登录")
        elif self.user is None:
            self._clean_new()
        else:
            self._clean_known()
        if not self.cleaned_data.get("role") and "role" not in self.errors:
            self.add_error("role", "请选择角色")
        return self.cleaned_data

    def _clean_new(self):
        if not self.cleaned_data.get("full_name") and "full_name" not in self.errors:
            self.add_error("full_name", "没有这个用户名的账号。要新建账号，请填写姓名；要用已有账号，请核对用户名")

    def _clean_known(self):
        name = self.cleaned_data.get("full_name")
        if not self._is_within_reach():
            self.add_error("username", "这个用户名已有其他单位的人使用，请换一个")
        elif not self.user.is_active:
            self.add_error("username", f"{self.user.display_name}的账号已停用，请先恢复，或换一个用户名")
        elif name and name != self.user.full_name:
            self.add_error(
                "full_name",
                f"这个用户名是{self.user.display_name}的。如果就是此人，请清空姓名；如果是另一个人，请换一个用户名",
            )

    def _is_within_reach(self) -> bool:
        """Of other districts' people one learns nothing here but that a user name is taken."""
        return known_to(self.by).filter(pk=self.user.pk).exists()

    @cached_property
    def user(self) -> User | None:
        return User.objects.filter(username=self.cleaned_data.get("username", "")).first()

    @property
    def is_blank(self) -> bool:
        stated = getattr(self, "cleaned_data", {})
        return not stated.get("username") and not stated.get("full_name")

    def seat(self) -> Seat:
        stated = self.cleaned_data
        return Seat(stated["username"], Role(stated["role"]), "" if self.user else stated["full_name"])


class PeopleRows(forms.BaseFormSet):
    """The people of one unit, as rows."""

    def clean(self):
        seen: dict[str, PersonForm] = {}
        taken = set()
        for form in self.forms:
            if form.errors or form.is_blank:
                continue
            seat = form.seat()
            first = seen.setdefault(seat.username, form)
            if (seat.username, seat.role) in taken:
                form.add_error("username", f"“{seat.username}”的这个角色上面已经填过")
            elif first.seat().full_name != seat.full_name:
                form.add_error("full_name", f"“{seat.username}”上面写的姓名是{first.seat().full_name}，请核对")
            taken.add((seat.username, seat.role))

    def seats(self) -> list[Seat]:
        return [form.seat() for form in self.forms if not form.is_blank]


PeopleForms = forms.formset_factory(
    PersonForm, formset=PeopleRows, extra=0, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE, validate_max=True
)
# The rows that a new page begins with.
FIRST_ROWS = [{"role": Role.PREPARER}, {"role": Role.APPROVER}, {}]


def staffing_problem(unit: Department | NewUnit, seats: list[Seat]) -> str:
    """Why these people together with those already there could not carry an evaluation; "" where they could."""
    by_role: dict[str, set[str]] = {}
    if isinstance(unit, Department):
        for membership in unit.memberships.filter(user__is_active=True).select_related("user"):
            by_role.setdefault(membership.role, set()).add(membership.user.username)
    for seat in seats:
        by_role.setdefault(seat.role, set()).add(seat.username)
    preparers, approvers = by_role.get(Role.PREPARER, set()), by_role.get(Role.APPROVER, set())
    if not preparers:
        return "还没有填报人，没有人能填这份档案。请至少填写一位填报人"
    if not unit.signs_off:
        return ""
    if not approvers:
        return "这个单位报送前须由单位审核人签署，请填写一位单位审核人"
    if len(preparers | approvers) < 2:
        return "提交和签署须由不同的人办理，请再填一位填报人或单位审核人"
    return ""
