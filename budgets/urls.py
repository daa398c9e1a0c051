"""Addresses of accounts, units and people, and of the budget."""

from django.urls import path

from budgets.views import accounts, people
from budgets.views.budget import budget

urlpatterns = [
    path("accounts/login/", accounts.sign_in, name="login"),
    path("accounts/logout/", accounts.sign_out, name="logout"),
    path("accounts/password/", accounts.change_password, name="password_change"),
    path("people/", people.people, name="people"),
    path("people/units/<int:pk>/", people.unit, name="unit"),
    path("people/units/<int:pk>/add/", people.add_unit, name="add_unit"),
    path("people/<int:number>/", people.person, name="person"),
    path("evaluations/<int:pk>/budget/", budget, name="budget"),
]
