"""Django's admin: three models, no deletion where history hangs, the tree kept by its own verbs."""

import pytest
from django.contrib import admin
from django.urls import reverse

from budgets.models import Department, Membership, User
from tests.people import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def site(client, cast):
    client.force_login(User.objects.create_superuser("root", password="x"))
    return client


def url(model, what, *args):
    return reverse(f"admin:budgets_{model}_{what}", args=args)


def form_of(department, **changes):
    names = ("code", "full_name", "form_name", "short_name")
    fields = {name: getattr(department, name) for name in names}
    return fields | {"parent": department.parent_id or "", "signs_off": "on"} | changes


def test_it_knows_three_models_and_nothing_below_an_evaluation():
    assert {model.__name__ for model in admin.site._registry} == {"Department", "User", "Membership"}


@pytest.mark.parametrize("model", ["department", "user", "membership"])
def test_its_pages_open(site, cast, model):
    thing = {"department": cast.bureau, "user": cast.preparer, "membership": cast.preparer.memberships.get()}[model]
    pages = [url(model, "changelist"), url(model, "add"), url(model, "change", thing.pk)]
    assert [site.get(page).status_code for page in pages] == [200, 200, 200]


@pytest.mark.parametrize("model", ["department", "user"])
def test_units_and_accounts_are_not_deleted(site, cast, model):
    thing = cast.far if model == "department" else cast.far_reviewer
    assert site.post(url(model, "delete", thing.pk), {"post": "yes"}).status_code == 403
    thing.refresh_from_db()


def test_one_signs_in_on_the_products_own_page(client, cast):
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("login"))
    before = client.post(reverse("admin:login"), {"username": "root", "password": "x"})
    assert before.status_code == 302
    assert before["Location"].startswith(reverse("login"))


def test_whoever_is_no_administrator_of_the_server_is_not_let_in(client, cast):
    client.force_login(cast.admin)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_what_is_typed_is_cleaned(site, cast):
    fields = form_of(cast.other, full_name="教育\x0b局\x01 ")
    assert site.post(url("department", "change", cast.other.pk), fields).status_code == 302
    cast.other.refresh_from_db()
    assert cast.other.full_name == "教育 局"


def test_a_new_unit_gets_its_path(site, cast):
    fields = form_of(Department(parent=cast.bureau, code="new", full_name="新", form_name="新", short_name="新"))
    assert site.post(url("department", "add"), fields).status_code == 302
    unit = Department.objects.get(code="new")
    assert (unit.parent, unit.path) == (cast.bureau, f"{cast.bureau.path}{unit.pk}/")


def test_a_unit_that_gets_another_parent_moves_in_the_tree(site, cast):
    site.post(url("department", "change", cast.bureau.pk), form_of(cast.bureau, parent=cast.other.pk, short_name="新"))
    unit = Department.objects.get(pk=cast.bureau.pk)
    assert (unit.parent, unit.path, unit.short_name) == (cast.other, f"{cast.other.path}{unit.pk}/", "新")


def test_a_circle_is_refused_at_the_field(site, cast):
    before = list(Department.objects.values())
    response = site.post(url("department", "change", cast.district.pk), form_of(cast.district, parent=cast.bureau.pk))
    errors = response.context["adminform"].form.errors
    assert {field: list(found) for field, found in errors.items()} == {"parent": ["不能把单位移到它自己的下级单位之下"]}
    assert list(Department.objects.values()) == before


def test_nobody_is_made_reviewer_of_what_he_fills_in(site, cast):
    before = list(Membership.objects.values())
    fields = {"user": cast.preparer.pk, "department": cast.district.pk, "role": "reviewer"}
    response = site.post(url("membership", "add"), fields)
    errors = response.context["adminform"].form.non_field_errors()
    assert list(errors) == ["王芳不能既是武汉市蔡甸区民政局的填报人，又审核这个单位。请换一个人。"]
    assert list(Membership.objects.values()) == before


def test_the_administrators_of_units_do_not_come_in(client, cast):
    client.force_login(cast.admin)
    assert client.get(url("department", "changelist")).status_code == 302
