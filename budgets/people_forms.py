"""What an administrator types about units and people."""

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from budgets import people
from budgets.models import Department, Role, User
from budgets.text import clean_line

_UNIT_FIELDS = ["full_name", "form_name", "short_name", "signs_off"]
_UNIT_HELP = {
    "full_name": "例如：武汉市蔡甸区民政局。用于报告标题。",
    "form_name": "例如：蔡甸区民政局。印在自评表上。",
    "short_name": "例如：区民政局。用于正文。",
    "signs_off": "勾选后，填报人提交的自评先由本单位审核人签署，再报财政部门。",
}


class UnitForm(forms.ModelForm):
    class Meta:
        model = Department
        fields = _UNIT_FIELDS
        help_texts = _UNIT_HELP


class ChildUnitForm(forms.ModelForm):
    # Beside UnitForm on one page: the ids must differ.
    prefix = "child"

    class Meta:
        model = Department
        fields = ["code", *_UNIT_FIELDS]
        help_texts = _UNIT_HELP


class PersonForm(forms.Form):
    """`person` is the account that is there already under this name, or None."""

    prefix = "person"

    username = forms.CharField(
        label="用户名",
        max_length=150,
        validators=[UnicodeUsernameValidator(message="用户名只能用文字、数字和 @ . + - _")],
        help_text="登录用。填已有的用户名，就给那个账号加上角色。",
    )
    full_name = forms.CharField(label="姓名", max_length=50, required=False, help_text="新账号必填。")
    role = forms.ChoiceField(label="角色", choices=[(role, people.roles_text(role)) for role in Role.values])

    person = None

    def clean_username(self):
        username = clean_line(self.cleaned_data["username"])
        self.person = User.objects.filter(username=username).first()
        return username

    def clean_full_name(self):
        return clean_line(self.cleaned_data["full_name"])

    def clean(self):
        cleaned = super().clean()
        if "username" in cleaned and self.person is None and not cleaned.get("full_name"):
            self.add_error("full_name", "没有这个用户名的账号。要新建账号，请填写姓名。")
        return cleaned
