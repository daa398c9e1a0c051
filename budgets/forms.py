"""Forms of budget, units and people. They lay out fields and read what is typed; rules stand in `people` and `amounts`."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Layout, Row
from django import forms

from budgets.models import SUBTREE_ROLES, Department, Role, User
from budgets.people import validate_username
from budgets.text import clean_line

ROLE_CHOICES = [(role.value, f"{role.label}（含下级单位）" if role in SUBTREE_ROLES else role.label) for role in Role]


class LineField(forms.CharField):
    """One line of text, cleaned where it enters."""

    def to_python(self, value):
        return clean_line(super().to_python(value) or "")


def _helper(*layout):
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True  # the page's form brings its token
    helper.layout = Layout(*layout)
    return helper


BUDGET_HELP = {
    "basis": "决定执行率按哪个预算数计算，并印在报告和自评表里。",
    "basis_noted": "口径与自评表备注所说的不同时，在备注后写明口径，并写出按备注口径计算的执行率。",
    "adjustment_reason": "调整后预算数与年初预算数不同时填写，印在报告二（一）。",
    "low_execution_reason": "执行率偏低时填写，印在报告二（一）。",
    "execution_note": "对预算执行情况的其他说明，印在报告二（一）；没有可不填。",
}


_CARRIED = """<p class="form-text carried"><span data-echo="evaluation-carry_over">{{ carry_over_echo }}</span>
<span data-figure="carried">{{ figures.carried }}</span></p>"""
_BUDGET_LAYOUT = Layout(
    Row(Column("basis"), Column("basis_noted"), Column(Div("carry_over", HTML(_CARRIED), css_class="with-figure"))),
    "adjustment_reason",
    "low_execution_reason",
    "execution_note",
)


class CellForm(forms.Form):
    """Lays out the cells of one thing; its fields are named as cells, so that script and plain form save them alike.

    owner: the key of the thing; arrangement: the crispy layout. Reading and saving is done cell by cell.
    """

    owner = ""
    arrangement = Layout()

    def __init__(self, cells):
        super().__init__(data={self.add_prefix(name): cell.text for name, cell in cells.items()})
        for name, cell in cells.items():
            self.fields[name] = self.field_of(name, cell)
        for name, cell in cells.items():
            if cell.note:
                self.add_error(name, cell.note)
        self.helper = _helper(*self.arrangement.fields)

    def add_prefix(self, field_name):
        return f"cell:{self.owner}:{field_name}"


class BudgetForm(CellForm):
    """What stands below the two tables."""

    owner = "evaluation"
    arrangement = _BUDGET_LAYOUT

    def field_of(self, name, cell):
        attrs = {"id": cell.id, "autocomplete": "off"} | ({} if cell.is_open else {"disabled": True})
        shared = {"label": cell.label, "help_text": BUDGET_HELP.get(name, ""), "required": False}
        if cell.options:
            return forms.ChoiceField(choices=cell.options, widget=forms.Select(attrs), **shared)
        if name == "carry_over":
            attrs |= {"inputmode": "decimal", "class": "num"}
            return forms.CharField(strip=False, widget=forms.TextInput(attrs), **shared)
        return forms.CharField(strip=False, widget=forms.Textarea(attrs | {"rows": 3}), **shared)


class UnitForm(forms.Form):
    """A unit's names; its code can be stated only once, when it is registered."""

    code = LineField(label="单位代码", max_length=40, help_text="预算单位代码，各单位不能相同，例如 420114-304")
    full_name = LineField(label="全称", max_length=100, help_text="印在报告标题和正文里，例如 武汉市蔡甸区民政局")
    form_name = LineField(label="表内名称", max_length=100, help_text="印在自评表里，例如 蔡甸区民政局")
    short_name = LineField(label="简称", max_length=50, help_text="正文里的简称，例如 区民政局")
    signs_off = forms.BooleanField(
        label="报送前须由单位审核人签署",
        required=False,
        initial=True,
        help_text="不勾选时，填报人提交后直接送财政审核",
    )
    helper = _helper(
        "full_name", Row(Column("form_name"), Column("short_name")), Row(Column("code"), Column()), "signs_off"
    )

    def __init__(self, *args, department=None, **kwargs):
        """department: the unit to be edited; without it a new one is asked for."""
        if department:
            names = ("code", "full_name", "form_name", "short_name", "signs_off")
            kwargs["initial"] = {name: getattr(department, name) for name in names}
        super().__init__(*args, use_required_attribute=False, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}"
        if department:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = "登记后不再改变"

    def clean_code(self):
        code = self.cleaned_data["code"]
        if not self.fields["code"].disabled and Department.objects.filter(code=code).exists():
            raise forms.ValidationError(f"单位代码“{code}”已经有单位使用，请核对")
        return code


class PersonForm(forms.Form):
    """Somebody for a unit: a new account, or one that is known already, of which only the user name is stated."""

    username = LineField(label="用户名", max_length=150, help_text="用来登录，例如 wangfang")
    full_name = LineField(label="姓名", max_length=50, required=False, help_text="新账号必填；已有账号不填")
    roles = forms.MultipleChoiceField(label="角色", choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple)
    helper = _helper(Row(Column("username"), Column("full_name")), "roles")

    def __init__(self, *args, known, **kwargs):
        """known: the people whom the administrator may give roles to (a queryset)."""
        # It stands on one page with the unit's own names.
        super().__init__(*args, auto_id="person_%s", use_required_attribute=False, **kwargs)
        self.known = known
        self.user = None
        self.fields["username"].error_messages["required"] = "请填写用户名"
        self.fields["username"].widget.attrs["autocomplete"] = "off"
        self.fields["roles"].error_messages["required"] = "请至少选一个角色"

    def clean_username(self):
        username = User.normalize_username(self.cleaned_data["username"])
        validate_username(username)
        self.user = self.known.filter(username=username).first()
        # Of other districts' people one learns nothing here but that the name is taken.
        if self.user is None and User.objects.filter(username=username).exists():
            raise forms.ValidationError("这个用户名已有其他单位的人使用，请换一个")
        return username

    def clean(self):
        if "username" in self.errors:
            return self.cleaned_data
        name = self.cleaned_data.get("full_name", "")
        if self.user is None and not name and "full_name" not in self.errors:
            self.add_error("full_name", "没有这个用户名的账号。要新建账号，请填写姓名；要用已有账号，请核对用户名")
        if self.user and name and name != self.user.full_name:
            self.add_error(
                "full_name",
                f"这个用户名是{self.user.display_name}的。如果就是此人，请清空姓名；如果是另一个人，请换一个用户名",
            )
        return self.cleaned_data


class NameForm(forms.Form):
    full_name = LineField(label="姓名", max_length=50, error_messages={"required": "请填写姓名"})
    helper = _helper("full_name")


class RoleForm(forms.Form):
    """One more role of a person."""

    department = forms.ModelChoiceField(
        label="单位",
        queryset=Department.objects.none(),
        empty_label="请选择单位",
        error_messages={"required": "请选择单位", "invalid_choice": "请从列表中选择单位"},
    )
    role = forms.ChoiceField(
        label="角色", choices=[("", "请选择角色"), *ROLE_CHOICES], error_messages={"required": "请选择角色"}
    )
    helper = _helper(Row(Column("department"), Column("role")))

    def __init__(self, *args, managed, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["department"].queryset = managed
