"""单位与人员: the tree, the page of a unit, the page of a person."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.messages import get_messages
from django.urls import reverse

from budgets import departments
from budgets.models import Department, Membership, Role, User
from tests.people import PASSWORD, make_cast, make_user

pytestmark = pytest.mark.django_db

PEOPLE = reverse("people")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.admin)
    return client


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Department, User, Membership)]


def unit_url(department):
    return reverse("unit", args=[department.pk])


def person_url(user):
    return reverse("person", args=[user.pk])


def errors(response, form):
    return {field: list(map(str, found)) for field, found in response.context[form].errors.items()}


def shown_password(response):
    return re.findall(r'<code class="first-password">(.*?)</code>', response.content.decode())


def roles_of(username):
    held = Membership.objects.filter(user__username=username)
    return sorted(held.values_list("department__code", "role"))


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# ---- the tree --------------------------------------------------------------------------------------------------------


def test_the_tree_shows_the_administrators_units_with_their_people(admin, cast):
    cast.outsider.memberships.create(department=cast.bureau, role=Role.APPROVER)
    rows = admin.get(PEOPLE).context["rows"]
    found = [
        (unit.code, depth, sorted((person.username, [held.role for held in roles]) for person, roles in seats))
        for unit, depth, seats in rows
    ]
    assert found == [
        (
            "420114",
            0,
            [("admin", ["admin"]), ("parent_preparer", ["preparer"]), ("reviewer", ["reviewer"])],
        ),
        (
            "420114-301",
            1,
            [
                ("approver", ["approver"]),
                ("contributor", ["contributor"]),
                ("outsider", ["approver"]),
                ("preparer", ["preparer"]),
            ],
        ),
        ("420114-302", 1, [("outsider", ["preparer"])]),
    ]


def test_the_administrator_of_a_unit_sees_that_unit_alone(client, cast):
    client.force_login(make_user("unit_admin", "张三", cast.other, Role.ADMIN))
    response = client.get(PEOPLE)
    assert [(unit.code, depth) for unit, depth, _ in response.context["rows"]] == [("420114-302", 0)]
    assert "民政局" not in response.content.decode()


@pytest.mark.parametrize("extra", [1, 3])
def test_the_tree_asks_the_database_as_often_for_three_units_as_for_one(admin, cast, extra, django_assert_num_queries):
    for number in range(extra):
        unit = departments.plant(
            parent=cast.bureau, code=f"n{number}", full_name=f"单位{number}", form_name="单位", short_name="单位"
        )
        for person in range(extra):
            make_user(f"u{number}{person}", f"人员{number}{person}", unit, Role.PREPARER)
    with django_assert_num_queries(5):
        admin.get(PEOPLE)


@pytest.mark.parametrize("extra", [1, 3])
def test_the_page_of_a_unit_asks_as_often_for_three_people_as_for_one(admin, cast, extra, django_assert_num_queries):
    for person in range(extra):
        make_user(f"u{person}", f"人员{person}", cast.bureau, Role.PREPARER)
    with django_assert_num_queries(7):
        admin.get(unit_url(cast.bureau))


@pytest.mark.parametrize("extra", [1, 3])
def test_the_page_of_a_person_asks_as_often_for_three_roles_as_for_one(admin, cast, extra, django_assert_num_queries):
    for number in range(extra):
        unit = departments.plant(
            parent=cast.district, code=f"n{number}", full_name=f"单位{number}", form_name="单位", short_name="单位"
        )
        Membership.objects.create(user=cast.outsider, department=unit, role=Role.PREPARER)
    with django_assert_num_queries(8):
        admin.get(person_url(cast.outsider))


# ---- a unit ----------------------------------------------------------------------------------------------------------

NAMES = {"full_name": "武汉市蔡甸区民政和民族宗教事务局", "form_name": "蔡甸区民宗局", "short_name": "区民宗局"}


def test_names_and_sign_off_are_saved(admin, cast):
    response = admin.post(unit_url(cast.bureau), {"do": "unit", **NAMES})
    assert response["Location"] == unit_url(cast.bureau)
    found = Department.objects.values().get(pk=cast.bureau.pk)
    expected = NAMES | {"signs_off": False, "code": "420114-301", "path": cast.bureau.path}
    assert {name: found[name] for name in expected} == expected


def test_the_code_does_not_change_by_tampering(admin, cast):
    admin.post(unit_url(cast.bureau), {"do": "unit", "code": "tampered", **NAMES})
    assert Department.objects.get(pk=cast.bureau.pk).code == "420114-301"


def test_a_blank_name_is_refused_at_its_field(admin, cast):
    before = stored()
    response = admin.post(unit_url(cast.bureau), {"do": "unit", **NAMES, "short_name": " \u3000"})
    assert errors(response, "form") == {"short_name": ["请填写简称"]}
    assert errors(response, "person_form") == {}
    assert response.context["form"]["full_name"].value() == NAMES["full_name"]
    assert stored() == before


def test_a_unit_is_added_below_another(admin, cast):
    response = admin.post(reverse("add_unit", args=[cast.bureau.pk]), {"code": "420114-301-01", **NAMES})
    found = Department.objects.get(code="420114-301-01")
    assert (response["Location"], found.parent, found.signs_off) == (unit_url(found), cast.bureau, False)


def test_a_code_in_use_is_refused_at_its_field(admin, cast):
    before = stored()
    response = admin.post(reverse("add_unit", args=[cast.bureau.pk]), {"code": " 420113 ", **NAMES})
    assert errors(response, "form") == {"code": ["单位代码“420113”已经有单位使用，请核对"]}
    assert stored() == before


# ---- adding people ---------------------------------------------------------------------------------------------------


def add_person(client, department, **fields):
    return client.post(unit_url(department), {"do": "person", **fields})


def test_a_new_account_shows_its_password_once(admin, cast):
    response = add_person(admin, cast.bureau, username="zhangsan", full_name="张三", roles=["preparer", "approver"])
    [password] = shown_password(response)
    user = authenticate(username="zhangsan", password=password)
    assert (user.full_name, user.must_change_password) == ("张三", True)
    assert roles_of("zhangsan") == [("420114-301", "approver"), ("420114-301", "preparer")]
    for url in (unit_url(cast.bureau), person_url(user), PEOPLE):
        assert password not in admin.get(url).content.decode()


def test_a_known_person_gets_roles_by_the_user_name_alone(admin, cast):
    response = add_person(admin, cast.bureau, username="outsider", full_name="", roles=["preparer"])
    assert (response["Location"], messages_of(response)) == (unit_url(cast.bureau), ["已为刘洋安排角色"])
    assert roles_of("outsider") == [("420114-301", "preparer"), ("420114-302", "preparer")]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"username": ""}, {"username": ["请填写用户名"]}),
        ({"username": "zhang san"}, {"username": ["用户名只能由文字、字母、数字和 @ . + - _ 组成，中间没有空格"]}),
        (
            {"full_name": ""},
            {"full_name": ["没有这个用户名的账号。要新建账号，请填写姓名；要用已有账号，请核对用户名"]},
        ),
        ({"roles": []}, {"roles": ["请至少选一个角色"]}),
        # Of the other district one learns that the name is taken, and no more.
        ({"username": "far_reviewer"}, {"username": ["这个用户名已有其他单位的人使用，请换一个"]}),
        (
            {"username": "outsider"},
            {"full_name": ["这个用户名是刘洋的。如果就是此人，请清空姓名；如果是另一个人，请换一个用户名"]},
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(admin, cast, fields, found):
    before = stored()
    response = add_person(
        admin, cast.bureau, **{"username": "zhangsan", "full_name": "张三", "roles": ["preparer"]} | fields
    )
    assert (response.status_code, errors(response, "person_form"), errors(response, "form")) == (200, found, {})
    assert "周涛" not in response.content.decode()
    assert stored() == before


def test_a_reviewer_of_the_unit_does_not_become_its_preparer(admin, cast):
    before = stored()
    response = add_person(admin, cast.bureau, username="reviewer", full_name="", roles=["preparer"])
    assert (response.status_code, errors(response, "person_form")) == (
        409,
        {"__all__": ["陈静不能既是武汉市蔡甸区民政局的填报人，又审核这个单位。请换一个人。"]},
    )
    assert stored() == before


def test_of_several_roles_all_or_none_are_granted(admin, cast):
    before = stored()
    response = add_person(admin, cast.bureau, username="outsider", full_name="", roles=["preparer", "reviewer"])
    assert response.status_code == 409
    assert stored() == before


# ---- a person --------------------------------------------------------------------------------------------------------


def test_a_password_is_reset_and_shown_once(admin, cast):
    response = admin.post(person_url(cast.preparer), {"do": "reset"})
    [password] = shown_password(response)
    assert authenticate(username="preparer", password=password) == cast.preparer
    assert authenticate(username="preparer", password=PASSWORD) is None
    assert response["Cache-Control"] == "no-store"
    assert shown_password(admin.get(person_url(cast.preparer))) == []


def test_reading_a_page_resets_nothing(admin, cast):
    before = stored()
    assert admin.get(person_url(cast.preparer), {"do": "reset"}).status_code == 200
    assert stored() == before


def test_an_account_is_closed_and_opened(admin, cast):
    admin.post(person_url(cast.preparer), {"do": "deactivate"})
    assert User.objects.get(username="preparer").is_active is False
    assert "恢复账号" in admin.get(person_url(cast.preparer)).content.decode()
    admin.post(person_url(cast.preparer), {"do": "reactivate"})
    assert User.objects.get(username="preparer").is_active is True


def test_a_name_is_changed(admin, cast):
    admin.post(person_url(cast.preparer), {"do": "name", "full_name": "王方"})
    assert User.objects.get(username="preparer").full_name == "王方"


def test_a_role_is_granted_and_revoked(admin, cast):
    admin.post(person_url(cast.outsider), {"do": "grant", "department": cast.bureau.pk, "role": "approver"})
    assert roles_of("outsider") == [("420114-301", "approver"), ("420114-302", "preparer")]
    first = cast.outsider.memberships.get(department=cast.other)
    admin.post(person_url(cast.outsider), {"do": f"revoke:{first.pk}"})
    assert roles_of("outsider") == [("420114-301", "approver")]


def test_a_role_in_another_district_cannot_be_granted(admin, cast):
    before = stored()
    response = admin.post(person_url(cast.outsider), {"do": "grant", "department": cast.far.pk, "role": "approver"})
    assert errors(response, "role_form") == {"department": ["请从列表中选择单位"]}
    assert "汉南" not in response.content.decode()
    assert stored() == before


@pytest.mark.parametrize("word", ["", "0", "x", "-1", "9" * 30, "²"])
def test_a_role_that_is_not_there_is_not_found(admin, cast, word):
    before = stored()
    assert admin.post(person_url(cast.outsider), {"do": f"revoke:{word}"}).status_code == 404
    assert stored() == before


def test_the_role_of_another_person_is_not_revoked_on_this_page(admin, cast):
    before = stored()
    foreign = cast.preparer.memberships.get()
    assert admin.post(person_url(cast.outsider), {"do": f"revoke:{foreign.pk}"}).status_code == 404
    assert stored() == before


@pytest.mark.parametrize("do", ["reset", "deactivate", "revoke"])
def test_an_administrator_cannot_lock_himself_out(admin, cast, do):
    before = stored()
    wish = f"revoke:{cast.admin.memberships.get().pk}" if do == "revoke" else do
    response = admin.post(person_url(cast.admin), {"do": wish})
    assert (response.status_code, shown_password(response)) == (409, [])
    assert stored() == before


@pytest.mark.parametrize("do", ["reset", "deactivate", "reactivate", "name"])
def test_who_serves_in_another_district_too_is_not_taken_over(admin, cast, do):
    Membership.objects.create(user=cast.outsider, department=cast.far, role=Role.REVIEWER)
    before = stored()
    response = admin.post(person_url(cast.outsider), {"do": do, "full_name": "改名"})
    page = response.content.decode()
    assert (response.status_code, response.context["refused"], shown_password(response)) == (
        409,
        "刘洋还在您管理范围以外任职，账号须由上级管理员办理。",
        [],
    )
    # Where else is not his to know.
    assert "汉南" not in page
    assert "重置密码" not in page
    assert stored() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_people_of_other_districts_are_not_found(admin, cast, method):
    before = stored()
    assert getattr(admin, method)(person_url(cast.far_reviewer), {"do": "reset"}).status_code == 404
    assert stored() == before


EVERYTHING = [
    ("unit", {"do": "unit", **NAMES}),
    ("unit", {"do": "person", "username": "zhangsan", "full_name": "张三", "roles": ["preparer"]}),
    ("add_unit", {"code": "x", **NAMES}),
    ("person", {"do": "reset"}),
    ("person", {"do": "deactivate"}),
    ("person", {"do": "name", "full_name": "改名"}),
]


@pytest.mark.parametrize(("name", "fields"), EVERYTHING)
@pytest.mark.parametrize(
    "who",
    [
        "anonymous",
        "preparer",
        "contributor",
        "approver",
        "reviewer",
        "outsider",
        "far_reviewer",
        "parent_preparer",
        "far_admin",
    ],
)
def test_nobody_but_the_administrator_writes(client, cast, who, name, fields):
    if who == "far_admin":
        client.force_login(make_user("far_admin", "张三", cast.far, Role.ADMIN))
    elif who != "anonymous":
        client.force_login(getattr(cast, who))
    before = stored()
    thing = cast.preparer if name == "person" else cast.bureau
    response = client.post(reverse(name, args=[thing.pk]), fields)
    reached = {"preparer", "contributor", "approver", "reviewer"} if name != "person" else set(cast.everyone())
    expected = 302 if who == "anonymous" else 403 if who in reached else 404
    assert response.status_code == expected
    assert stored() == before


def test_a_name_with_markup_is_shown_as_text_in_a_message(admin, cast):
    fields = {"code": "m-1", "full_name": "<b>局</b>", "form_name": "局", "short_name": "局"}
    page = admin.post(reverse("add_unit", args=[cast.district.pk]), fields, follow=True).content.decode()
    assert "&lt;b&gt;局&lt;/b&gt;" in page
    assert "<b>局" not in page
