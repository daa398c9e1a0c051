"""Signing in and out, and one's own password."""

from django.conf import settings
from django.contrib.auth import forms, views
from django.contrib.messages import success
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from budgets import throttle
from budgets.models import Membership
from budgets.permissions import permitted, public


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
        # Only a demonstration tells who may sign in.
        demo = {"demo_accounts": _accounts()} if settings.DEMO else {}
        return super().get_context_data(**kwargs) | demo


class ChangePassword(views.PasswordChangeView):
    success_url = reverse_lazy("home")

    def form_valid(self, form):
        form.user.must_change_password = False
        success(self.request, "密码已修改。")
        return super().form_valid(form)


def _accounts() -> list[tuple[str, str]]:
    seats = Membership.objects.select_related("user", "department").filter(user__is_active=True).order_by("pk")[:20]
    return [(seat.user.username, f"{seat.get_role_display()}，{seat.department.form_name}") for seat in seats]


sign_in = public("signing in")(SignIn.as_view())
sign_out = permitted()(views.LogoutView.as_view())
change_password = permitted()(ChangePassword.as_view())
