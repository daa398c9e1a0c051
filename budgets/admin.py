"""Django's admin, for whoever runs the server: units, accounts and roles. Nothing below an evaluation is here.

What history hangs on is never deleted: accounts are deactivated, units stay.
"""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import redirect

from budgets import departments, people
from budgets.forms import LineField
from budgets.models import Department, Membership, User

admin.site.unregister(Group)
# What enters here is cleaned as everywhere: renderers rely on it.
_LINES = {models.CharField: {"form_class": LineField}}


def enter(request, extra_context=None):
    """One signs in on the product's own page, which counts wrong passwords; this one only lets in or not."""
    if not admin.site.has_permission(request):
        raise PermissionDenied("您的账号不能进入后台。")
    return redirect("admin:index")


admin.site.login = enter


class DepartmentForm(forms.ModelForm):
    class Meta:
        model = Department
        fields = ["parent", "code", "full_name", "form_name", "short_name", "signs_off"]

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and parent.path.startswith(self.instance.path):
            raise forms.ValidationError("不能把单位移到它自己的下级单位之下")
        return parent


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    form = DepartmentForm
    formfield_overrides = _LINES
    list_display = ["full_name", "code", "parent", "signs_off"]
    list_select_related = ["parent"]
    search_fields = ["full_name", "code"]

    def save_model(self, request, obj, form, change):
        """The path is kept by `departments` alone."""
        if not change:
            planted = departments.plant(**form.cleaned_data)
            obj.pk, obj.path = planted.pk, planted.path
            return
        names = [name for name in form.changed_data if name != "parent"]
        if names:
            obj.save(update_fields=names)
        if "parent" in form.changed_data:
            departments.move(obj, parent=form.cleaned_data["parent"])

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class AccountAdmin(UserAdmin):
    formfield_overrides = _LINES
    list_display = ["username", "full_name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["username", "full_name"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password", "full_name"]}),
        ("账号", {"fields": ["is_active", "must_change_password", "is_staff", "is_superuser"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "full_name", "password1", "password2", "must_change_password"]})]

    def has_delete_permission(self, request, obj=None):
        return False


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["user", "department", "role"]

    def clean(self):
        stated = super().clean()
        if not self.errors:
            sentence = people.objection(stated["user"], department=stated["department"], role=stated["role"])
            if sentence:
                raise forms.ValidationError(sentence)
        return stated


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    form = MembershipForm
    list_display = ["user", "department", "role"]
    list_select_related = ["user", "department"]
    list_filter = ["role"]
    autocomplete_fields = ["user", "department"]
    search_fields = ["user__username", "user__full_name", "department__full_name"]
