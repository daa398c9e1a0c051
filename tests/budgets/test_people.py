"""Units, accounts and roles: what an administrator may change, and what stays as it is when he may not."""

import re

import pytest
from django.contrib.auth import authenticate

from budgets import people
from budgets.editing import Refused
from budgets.models import Department, Membership, Role, User
from tests.people import PASSWORD, make_cast, make_user

pytestmark = pytest.mark.django_db

NAMES = {"full_name": "武汉市蔡甸区水务局", "form_name": "蔡甸区水务局", "short_name": "区水务局", "signs_off": False}


@pytest.fixture
def cast():
    return make_cast()


def fresh(user):
    """As the next request would find him."""
    return User.objects.get(pk=user.pk)


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Department, User, Membership)]


def roles_of(user):
    return sorted((held.department.code, held.role) for held in fresh(user).roles)


def refused(verb, *args, **kwargs):
    """The sentence; nothing is written meanwhile."""
    before = stored()
    with pytest.raises(Refused) as said:
        verb(*args, **kwargs)
    assert stored() == before
    return str(said.value)


NOT_YOURS = "您没有“管理单位与人员”的权限。如有需要，请联系本单位的管理员。"


# ---- units -----------------------------------------------------------------------------------------------------------


def test_a_unit_is_added_below_one_that_is_managed(cast):
    unit = people.add_unit(parent=cast.bureau, code="420114-301-01", by=cast.admin, **NAMES)
    found = Department.objects.get(code="420114-301-01")
    assert (found, found.parent, found.path) == (unit, cast.bureau, f"{cast.bureau.path}{unit.pk}/")
    assert {name: getattr(found, name) for name in NAMES} == NAMES


def test_a_code_that_is_taken_is_refused(cast):
    said = refused(people.add_unit, parent=cast.bureau, code="420113", by=cast.admin, **NAMES)
    assert said == "单位代码“420113”已经有单位使用，请核对。"


@pytest.mark.parametrize("who", ["preparer", "approver", "reviewer", "far_reviewer"])
def test_units_are_changed_by_their_administrator_alone(cast, who):
    by = getattr(cast, who)
    assert refused(people.add_unit, parent=cast.bureau, code="x", by=by, **NAMES) == NOT_YOURS
    assert refused(people.edit_unit, cast.bureau, by=by, **NAMES) == NOT_YOURS


def test_an_administrator_changes_no_other_district(cast):
    assert refused(people.add_unit, parent=cast.far, code="x", by=cast.admin, **NAMES) == NOT_YOURS
    assert refused(people.edit_unit, cast.far, by=cast.admin, **NAMES) == NOT_YOURS


def test_names_and_sign_off_are_changed_and_nothing_else(cast):
    before = Department.objects.filter(pk=cast.bureau.pk).values().get()
    people.edit_unit(cast.bureau, by=cast.admin, **NAMES)
    assert Department.objects.filter(pk=cast.bureau.pk).values().get() == before | NAMES


# ---- new accounts ----------------------------------------------------------------------------------------------------


def test_a_new_person_can_sign_in_and_must_change_the_password(cast):
    new = people.create_person(
        username="zhangsan", full_name="张三", department=cast.bureau, roles=["preparer", "approver"], by=cast.admin
    )
    assert authenticate(username="zhangsan", password=new.password) == new.user
    assert (fresh(new.user).full_name, fresh(new.user).must_change_password) == ("张三", True)
    assert roles_of(new.user) == [("420114-301", "approver"), ("420114-301", "preparer")]


def test_first_passwords_are_long_and_differ():
    made = {people.initial_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){2}", password) for password in made)


def test_a_user_name_that_is_taken_is_refused(cast):
    said = refused(
        people.create_person,
        username="far_reviewer",
        full_name="张三",
        department=cast.bureau,
        roles=["preparer"],
        by=cast.admin,
    )
    assert said == "用户名“far_reviewer”已有人使用，请换一个。"


def test_a_person_whose_roles_exclude_each_other_is_not_created(cast):
    said = refused(
        people.create_person,
        username="zhangsan",
        full_name="张三",
        department=cast.bureau,
        roles=["preparer", "reviewer"],
        by=cast.admin,
    )
    assert said == "张三不能既是武汉市蔡甸区民政局的填报人，又审核这个单位。请换一个人。"


def test_people_are_added_by_their_administrator_alone(cast):
    new = {"username": "zhangsan", "full_name": "张三", "roles": ["preparer"]}
    assert refused(people.create_person, department=cast.bureau, by=cast.reviewer, **new) == NOT_YOURS
    assert refused(people.create_person, department=cast.far, by=cast.admin, **new) == NOT_YOURS


# ---- roles -----------------------------------------------------------------------------------------------------------


def test_a_role_is_granted_once(cast):
    for _ in range(2):
        people.grant(cast.outsider, department=cast.bureau, role=Role.PREPARER, by=cast.admin)
    assert roles_of(cast.outsider) == [("420114-301", "preparer"), ("420114-302", "preparer")]


def test_somebody_of_another_district_is_given_no_role(cast):
    said = refused(people.grant, cast.far_reviewer, department=cast.bureau, role=Role.PREPARER, by=cast.admin)
    assert said == "此人不在您管理的单位任职，不能由您安排角色。"


# (holds, in) and (is to hold, in): who fills in or signs does not review the same unit, from whichever side one begins.
EXCLUDED = [
    ("preparer", "bureau", "reviewer", "bureau"),
    ("preparer", "bureau", "reviewer", "district"),
    ("approver", "bureau", "reviewer", "district"),
    ("reviewer", "district", "preparer", "bureau"),
    ("reviewer", "district", "approver", "bureau"),
    ("reviewer", "district", "preparer", "district"),
]
ALLOWED = [
    ("preparer", "bureau", "approver", "bureau"),
    ("preparer", "bureau", "preparer", "other"),
    ("preparer", "bureau", "reviewer", "other"),
    ("preparer", "district", "reviewer", "bureau"),
    ("preparer", "bureau", "admin", "district"),
    ("reviewer", "district", "reviewer", "bureau"),
    ("reviewer", "district", "admin", "district"),
    ("admin", "district", "preparer", "bureau"),
]


@pytest.mark.parametrize(("held", "where", "role", "there"), EXCLUDED)
def test_nobody_reviews_what_he_could_have_filled_in(cast, held, where, role, there):
    user = make_user("somebody", "张三", getattr(cast, where), held)
    said = refused(people.grant, user, department=getattr(cast, there), role=role, by=cast.admin)
    filling = where if held != "reviewer" else there
    word = "单位审核人" if "approver" in {held, role} else "填报人"
    unit = getattr(cast, filling).full_name
    assert said == f"张三不能既是{unit}的{word}，又审核这个单位。请换一个人。"


@pytest.mark.parametrize(("held", "where", "role", "there"), ALLOWED)
def test_other_roles_go_together(cast, held, where, role, there):
    user = make_user("somebody", "张三", getattr(cast, where), held)
    people.grant(user, department=getattr(cast, there), role=role, by=cast.admin)
    assert roles_of(user) == sorted([(getattr(cast, where).code, held), (getattr(cast, there).code, role)])


def test_a_role_is_revoked(cast):
    people.grant(cast.outsider, department=cast.bureau, role=Role.PREPARER, by=cast.admin)
    people.revoke(cast.outsider, department=cast.other, role=Role.PREPARER, by=cast.admin)
    assert roles_of(cast.outsider) == [("420114-301", "preparer")]


def test_the_only_role_stays(cast):
    said = refused(people.revoke, cast.outsider, department=cast.other, role=Role.PREPARER, by=cast.admin)
    assert said == "这是此人唯一的角色。不再使用这个账号，请停用；换岗位，请先安排新的角色。"


def test_an_administrator_cannot_lock_himself_out(cast):
    people.grant(cast.admin, department=cast.bureau, role=Role.PREPARER, by=cast.admin)
    lost = refused(people.revoke, cast.admin, department=cast.district, role=Role.ADMIN, by=cast.admin)
    assert lost == "不能撤销自己的管理员角色，请由另一位管理员办理。"
    closed = refused(people.deactivate, cast.admin, by=cast.admin)
    assert closed == "不能停用自己的账号，请由另一位管理员办理。"
    own = refused(people.reset_password, cast.admin, by=cast.admin)
    assert own == "自己的密码请用“修改密码”更改。"


def test_a_role_in_another_district_is_not_his_to_revoke(cast):
    Membership.objects.create(user=cast.outsider, department=cast.far, role=Role.PREPARER)
    said = refused(people.revoke, cast.outsider, department=cast.far, role=Role.PREPARER, by=cast.admin)
    assert said == NOT_YOURS


# ---- accounts --------------------------------------------------------------------------------------------------------


def test_a_password_is_reset(cast):
    password = people.reset_password(cast.preparer, by=cast.admin)
    assert authenticate(username="preparer", password=password) == cast.preparer
    assert authenticate(username="preparer", password=PASSWORD) is None
    assert fresh(cast.preparer).must_change_password is True


def test_an_account_is_closed_and_opened_again(cast):
    people.deactivate(cast.preparer, by=cast.admin)
    assert authenticate(username="preparer", password=PASSWORD) is None
    assert fresh(cast.preparer).roles == []
    people.reactivate(cast.preparer, by=cast.admin)
    assert authenticate(username="preparer", password=PASSWORD) == cast.preparer
    assert roles_of(cast.preparer) == [("420114-301", "preparer")]


def test_a_name_is_changed(cast):
    people.rename(cast.preparer, full_name="王方", by=cast.admin)
    assert fresh(cast.preparer).full_name == "王方"


ACCOUNT_VERBS = [
    (people.reset_password, {}),
    (people.deactivate, {}),
    (people.reactivate, {}),
    (people.rename, {"full_name": "改名"}),
]


@pytest.mark.parametrize(("verb", "more"), ACCOUNT_VERBS)
def test_who_serves_elsewhere_too_is_not_taken_over(cast, verb, more):
    """Else the administrator of one unit could sign in as somebody who reviews others."""
    Membership.objects.create(user=cast.outsider, department=cast.far, role=Role.REVIEWER)
    said = refused(verb, cast.outsider, by=cast.admin, **more)
    assert said == "刘洋还在您管理范围以外任职，账号须由上级管理员办理。"


@pytest.mark.parametrize(("verb", "more"), ACCOUNT_VERBS)
def test_the_administrator_of_a_unit_does_not_take_over_those_above_him(cast, verb, more):
    unit_admin = make_user("unit_admin", "张三", cast.bureau, Role.ADMIN)
    for user in (cast.admin, cast.reviewer, cast.outsider, cast.far_reviewer):
        refused(verb, user, by=unit_admin, **more)


@pytest.mark.parametrize(("verb", "more"), ACCOUNT_VERBS)
@pytest.mark.parametrize("who", ["preparer", "approver", "reviewer", "far_reviewer"])
def test_accounts_are_changed_by_administrators_alone(cast, verb, more, who):
    refused(verb, cast.outsider, by=getattr(cast, who), **more)


@pytest.mark.parametrize(("verb", "more"), ACCOUNT_VERBS)
def test_nobody_takes_over_who_administers_the_server(cast, verb, more):
    User.objects.filter(pk=cast.outsider.pk).update(is_superuser=True)
    refused(verb, fresh(cast.outsider), by=cast.admin, **more)


@pytest.mark.parametrize(("verb", "more"), ACCOUNT_VERBS)
def test_an_account_without_any_role_is_nobodys_to_change(cast, verb, more):
    refused(verb, User.objects.create_user("nobody"), by=cast.admin, **more)


def test_an_administrator_knows_those_who_serve_below_him(cast):
    Membership.objects.create(user=cast.far_reviewer, department=cast.bureau, role=Role.PREPARER)
    known = set(people.known_to(cast.admin).values_list("username", flat=True))
    assert known == {
        "preparer",
        "contributor",
        "approver",
        "reviewer",
        "admin",
        "outsider",
        "parent_preparer",
        "far_reviewer",
    }
    unit_admin = make_user("unit_admin", "张三", cast.other, Role.ADMIN)
    assert set(people.known_to(unit_admin).values_list("username", flat=True)) == {"outsider", "unit_admin"}
    assert set(people.known_to(cast.reviewer)) == set()
