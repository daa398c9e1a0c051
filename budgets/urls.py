"""Addresses of accounts and of the budget."""

from django.urls import path

from budgets.views import accounts, people

urlpatterns = [
    path("accounts/login/", accounts.sign_in, name="login"),
    path("accounts/logout/", accounts.sign_out, name="logout"),
    path("accounts/password/", accounts.change_password, name="password_change"),
    path("people/", people.units, name="people"),
    path("people/<int:pk>/", people.unit, name="unit"),
]
