"""The form of 开通单位: what is typed, and a sentence at its field for everything that cannot be."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone

from budgets.forms import LineField
from budgets.models import Department, Evaluation, Scope, Status
from budgets.rulesets import RULE_SETS
from reports.layouts import LAYOUTS
from reports.opening import NewUnit
from reports.pairing import fitting, misfit
from reports.seats import MOST_PEOPLE, PeopleRows

_SCOPE_CHOICES = [
    (Scope.UNIT, "单位：没有下级单位，整个单位一份"),
    (Scope.OWN, "本级：主管部门自己的一份，不含下级"),
    (Scope.COMBINED, "汇总：主管部门连同下级单位的一份"),
]
_STATUS_CHOICES = [
    (Status.DRAFT, "自评填报：目标已另行批复，直接填写预算、目标和完成情况"),
    (Status.TARGETS_DRAFT, "目标填报：先填年初预算和绩效目标，审核通过后再填完成情况"),
]


def _by_scored(catalogue, unscored: str, scored: str) -> list:
    """Rule sets or forms in two groups, so that one sees which go together."""
    groups = [
        (label, [(entry.name, entry.title) for entry in catalogue.values() if entry.scored is is_scored])
        for label, is_scored in ((unscored, False), (scored, True))
    ]
    return [group for group in groups if group[1]]


class DepartmentField(forms.ModelChoiceField):
    """Units as a tree. `of` says which; others cannot be chosen."""

    default_error_messages = {"invalid_choice": "请从列表中选择单位"}

    def label_from_instance(self, obj):
        # The path has one number for each level; the first level shown is the administrator's own.
        depth = obj.path.count("/") - self.top
        return f"{'　' * depth}{obj.full_name}（{obj.code}）"

    def of(self, departments):
        self.top = min((department.path.count("/") for department in departments), default=0)
        self.queryset = departments


class OpeningForm(forms.Form):
    """Unit, year and how it begins. Of the two ways to name the unit only the chosen one is read."""

    which = forms.ChoiceField(
        label="为哪个单位开通",
        choices=[("existing", "已经登记的单位"), ("new", "新单位")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是已经登记的单位，还是新单位"},
    )
    department = DepartmentField(
        label="单位", queryset=Department.objects.none(), required=False, empty_label="请选择单位"
    )
    parent = DepartmentField(
        label="上级单位", queryset=Department.objects.none(), required=False, empty_label="请选择上级单位"
    )
    code = LineField(
        label="单位代码", max_length=40, required=False, help_text="预算单位代码，各单位不能相同，例如 420114-304"
    )
    full_name = LineField(
        label="全称", max_length=100, required=False, help_text="印在报告标题和正文里，例如 武汉市蔡甸区民政局"
    )
    form_name = LineField(
        label="表内名称", max_length=100, required=False, help_text="印在自评表里，例如 蔡甸区民政局；不填则用全称"
    )
    short_name = LineField(
        label="简称", max_length=50, required=False, help_text="正文里的简称，例如 区民政局；不填则用全称"
    )
    signs_off = forms.BooleanField(
        label="报送前须由单位审核人签署",
        required=False,
        initial=True,
        help_text="不勾选时，填报人提交后直接送财政审核",
    )
    fiscal_year = forms.IntegerField(
        label="年度",
        min_value=2000,
        max_value=2100,
        error_messages={
            "required": "请填写年度",
            "invalid": "年度请写成四位数字，例如 2025",
            "min_value": "年度应在 2000 至 2100 之间",
            "max_value": "年度应在 2000 至 2100 之间",
        },
    )
    scope = forms.ChoiceField(label="范围", choices=_SCOPE_CHOICES, initial=Scope.UNIT)
    rule_set = forms.ChoiceField(label="评价规则", choices=_by_scored(RULE_SETS, "不计分", "计分"))
    layout = forms.ChoiceField(
        label="自评表版式",
        choices=[("", "沿用上年；没有的按评价规则选用"), *_by_scored(LAYOUTS, "配不计分的规则", "配计分的规则")],
        required=False,
        help_text="计分的规则用有得分栏的版式，不计分的用没有的",
    )
    status = forms.ChoiceField(
        label="从哪一步开始",
        choices=_STATUS_CHOICES,
        initial=Status.DRAFT,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择从哪一步开始"},
    )

    # Field by field, the sentence where a new unit lacks it.
    OF_A_NEW_UNIT = {
        "parent": "请选择上级单位",
        "code": "请填写单位代码",
        "full_name": "请填写单位全称",
    }
    # Left blank, they are the full name.
    OTHER_NAMES = ("form_name", "short_name")

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.managed = Department.objects.managed_by(by)
        self.fields["department"].of(self.managed)
        self.fields["parent"].of(self.managed)
        self.fields["which"].initial = "existing" if len(self.managed) > 1 else "new"
        self.fields["fiscal_year"].initial = timezone.localdate().year - 1

    def clean(self):
        self._clean_layout()
        if self.cleaned_data.get("which") == "existing":
            self._clean_existing()
        elif self.cleaned_data.get("which") == "new":
            self._clean_new()
        return self.cleaned_data

    def _clean_layout(self):
        rules = RULE_SETS.get(self.cleaned_data.get("rule_set", ""))
        if rules is None or "layout" in self.errors:
            return
        if not self.cleaned_data["layout"]:
            self.cleaned_data["layout"] = self._usual_layout(rules)
        elif why := misfit(LAYOUTS[self.cleaned_data["layout"]], rules):
            self.add_error("layout", why)

    def _usual_layout(self, rules) -> str:
        """That of the unit's last evaluation where it fits, else the one that belongs to the rules."""
        # A unit that was chosen before the other choice was made stays in its field.
        is_there = self.cleaned_data.get("which") == "existing"
        department = self.cleaned_data.get("department") if is_there else None
        there = Evaluation.objects.filter(department=department) if department else Evaluation.objects.none()
        last = there.order_by("-fiscal_year", "-pk").values_list("layout", flat=True).first()
        names = [layout.name for layout in fitting(rules)]
        return last if last in names else names[0]

    def _clean_existing(self):
        for field in (*self.OF_A_NEW_UNIT, *self.OTHER_NAMES):
            self.errors.pop(field, None)
        department = self.cleaned_data.get("department")
        if department is None:
            if "department" not in self.errors:
                self.add_error("department", "请选择单位")
            return
        year, scope = self.cleaned_data.get("fiscal_year"), self.cleaned_data.get("scope")
        if Evaluation.objects.filter(department=department, fiscal_year=year, scope=scope).exists():
            self.add_error(
                "fiscal_year",
                f"{department.form_name}{year}年度、范围为“{Scope(scope).label}”的档案已经开通，不必再开通",
            )

    def _clean_new(self):
        self.errors.pop("department", None)
        for field, sentence in self.OF_A_NEW_UNIT.items():
            if not self.cleaned_data.get(field) and field not in self.errors:
                self.add_error(field, sentence)
        code, name = self.cleaned_data.get("code"), self.cleaned_data.get("full_name")
        if code and Department.objects.filter(code=code).exists():
            self.add_error("code", f"单位代码“{code}”已经有单位使用，请核对")
        if name and self.managed.filter(full_name=name).exists():
            self.add_error("full_name", f"“{name}”已经登记，请在上面选“已经登记的单位”")
        for field in self.OTHER_NAMES:
            if name and field not in self.errors and not self.cleaned_data.get(field):
                self._take_full_name(field, name)

    def _take_full_name(self, field, name):
        most = self.fields[field].max_length
        if len(name) > most:
            self.add_error(field, f"全称超过 {most} 个字，请填写{self.fields[field].label}")
        else:
            self.cleaned_data[field] = name

    def unit(self) -> Department | NewUnit:
        stated = self.cleaned_data
        if stated["which"] == "existing":
            return stated["department"]
        fields = (*self.OF_A_NEW_UNIT, *self.OTHER_NAMES)
        return NewUnit(signs_off=stated["signs_off"], **{field: stated[field] for field in fields})

    def opening(self) -> dict:
        """What `open_unit` is told beside unit, people and actor."""
        return {name: self.cleaned_data[name] for name in ("fiscal_year", "scope", "layout", "rule_set", "status")}


@dataclass(frozen=True)
class Problem:
    """A line of the summary above the form."""

    text: str
    url: str


def problems(form: OpeningForm, people: PeopleRows, staffing: str) -> list[Problem]:
    """Every error of both, each with the field that it leads to."""
    found = [Problem(text, "") for text in form.non_field_errors()]
    for field in form:
        found += [Problem(f"{field.label}：{error}", f"#{_id_of(field)}") for error in field.errors]
    for number, person in enumerate(people.forms, 1):
        for field in person:
            found += [
                Problem(f"人员第{number}行，{field.label}：{error}", f"#{_id_of(field)}") for error in field.errors
            ]
    if people.non_form_errors():
        found.append(Problem(f"一次最多填写 {MOST_PEOPLE} 人，其余的请开通后在“单位与人员”里添加", "#people"))
    if staffing:
        found.append(Problem(staffing, "#people"))
    return found


def _id_of(field) -> str:
    """Of a group of buttons, the first of them."""
    return f"{field.auto_id}_0" if isinstance(field.field.widget, forms.RadioSelect) else field.auto_id
