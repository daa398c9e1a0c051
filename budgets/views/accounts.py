"""Signing in and out, and one's own password."""

from django.conf import settings
from django.contrib.auth import views
from django.contrib.messages import success
from django.urls import reverse_lazy

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


class SignIn(views.LoginView):
    redirect_authenticated_user = False

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
