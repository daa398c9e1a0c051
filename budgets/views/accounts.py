"""Signing in and out, and one's own password."""

from django.conf import settings
from django.contrib.auth import forms, views
from django.contrib.messages import success
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from budgets import throttle
from budgets.permissions import permitted, public

DEMO_PASSWORD = "perfeval-demo"  # noqa: S105 it is printed at every start of the demonstration
DEMO_ACCOUNTS = (
    ("preparer", "填报人，蔡甸区民政局"),
    ("approver", "单位审核人，蔡甸区民政局"),
    ("reviewer", "审核人，蔡甸区财政局"),
    ("admin", "管理员，蔡甸区财政局"),
    ("outsider", "填报人，另一个单位"),
    ("far_reviewer", "审核人，另一个区的财政局"),
    ("parent_preparer", "填报人，上级主管部门"),
)


class SignInForm(forms.AuthenticationForm):
    error_messages = {
        "invalid_login": "用户名或密码不对，请重新输入。注意字母的大小写。",
        # Never shown: Django's backend treats a deactivated account as one that does not exist.
        "inactive": "这个账号已停用，请联系管理员。",
    }

    def clean(self):
        username = self.cleaned_data.get("username") or ""
        if throttle.is_refused(username):
            raise ValidationError("密码连续输错次数过多，请 10 分钟后再试；忘记密码请联系管理员重置。")
        try:
            cleaned = super().clean()
        except ValidationError:
            throttle.count_failure(username)
            raise
        if self.user_cache is not None:
            throttle.forget(username)
        return cleaned


class SignIn(views.LoginView):
    form_class = SignInForm

    def get_context_data(self, **kwargs):
        demo = {"demo_accounts": DEMO_ACCOUNTS, "demo_password": DEMO_PASSWORD} if settings.DEMO else {}
        return super().get_context_data(**kwargs) | demo


class ChangePassword(views.PasswordChangeView):
    success_url = reverse_lazy("home")

    def form_valid(self, form):
        form.user.must_change_password = False
        success(self.request, "密码已修改。")
        return super().form_valid(form)


sign_in = public("signing in")(SignIn.as_view())
sign_out = permitted()(views.LogoutView.as_view())
change_password = permitted()(ChangePassword.as_view())
