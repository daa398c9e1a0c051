"""Signing in and out, the throttle on guessing, and one's own password."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.db.models import F
from django.urls import reverse

from budgets.models import SignInFailures, User
from tests.people import PASSWORD, make_cast

pytestmark = pytest.mark.django_db

LOGIN = reverse("login")
WRONG = "用户名或密码不对，请重新输入。注意字母的大小写。"
TOO_MANY = "密码连续输错次数过多，请 10 分钟后再试；忘记密码请联系管理员重置。"


@pytest.fixture
def cast():
    return make_cast()


def sign_in(client, username="preparer", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def said(response):
    """The sentences above the form."""
    return [str(error) for error in response.context["form"].non_field_errors()]


def user_of(client):
    return User.objects.get(pk=client.session[SESSION_KEY]).username if SESSION_KEY in client.session else ""


def test_one_signs_in_and_lands_where_one_wanted_to_go(client, cast):
    response = sign_in(client, next="/evaluations/1/")
    assert (response.status_code, response["Location"], user_of(client)) == (302, "/evaluations/1/", "preparer")


def test_one_is_not_sent_to_another_site(client, cast):
    assert sign_in(client, next="https://example.com/")["Location"] == "/"


@pytest.mark.parametrize(("username", "password"), [("preparer", "wrong"), ("nobody", PASSWORD), ("nobody", "wrong")])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client, cast, username, password):
    response = sign_in(client, username, password)
    assert (response.status_code, said(response), user_of(client)) == (200, [WRONG], "")
    assert f'value="{username}"' in response.content.decode()
    assert password not in response.content.decode()


def test_a_deactivated_account_is_answered_like_an_unknown_one(client, cast):
    User.objects.filter(username="preparer").update(is_active=False)
    assert said(sign_in(client)) == [WRONG]


def test_whoever_is_deactivated_is_signed_out(client, cast):
    sign_in(client)
    User.objects.filter(username="preparer").update(is_active=False)
    assert client.get("/")["Location"] == f"{LOGIN}?next=/"


def test_one_signs_out_by_a_button_only(client, cast):
    sign_in(client)
    assert (client.get(reverse("logout")).status_code, user_of(client)) == (405, "preparer")
    assert (client.post(reverse("logout"))["Location"], user_of(client)) == (LOGIN, "")


# ---- guessing --------------------------------------------------------------------------------------------------------


def guess(client, times, username="preparer"):
    return [said(sign_in(client, username, f"wrong-{number}")) for number in range(times)]


def test_the_eleventh_guess_is_not_even_tried(client, cast):
    assert guess(client, 10) == [[WRONG]] * 10
    assert said(sign_in(client)) == [TOO_MANY]
    assert user_of(client) == ""


def test_nine_mistakes_are_forgiven(client, cast):
    guess(client, 9)
    assert sign_in(client).status_code == 302
    client.post(reverse("logout"))
    guess(client, 9)
    assert sign_in(client).status_code == 302


def test_other_people_go_on_signing_in(client, cast):
    guess(client, 10)
    assert (sign_in(client, "approver").status_code, user_of(client)) == (302, "approver")


def test_capitals_and_blanks_make_no_other_name(client, cast):
    guess(client, 5, "PREPARER")
    guess(client, 5, " preparer ")
    assert said(sign_in(client)) == [TOO_MANY]


def test_names_that_nobody_has_are_counted_too(client, cast):
    guess(client, 10, "nobody")
    assert said(sign_in(client, "nobody")) == [TOO_MANY]


def pass_minutes(minutes):
    SignInFailures.objects.update(since=F("since") - timedelta(minutes=minutes))


def test_a_refusal_ends_ten_minutes_after_the_last_mistake(client, cast):
    guess(client, 9)
    pass_minutes(9)
    guess(client, 1)
    pass_minutes(9)
    assert said(sign_in(client)) == [TOO_MANY]
    pass_minutes(1)
    assert sign_in(client).status_code == 302


def test_mistakes_of_more_than_ten_minutes_ago_do_not_count(client, cast):
    guess(client, 9)
    pass_minutes(10)
    guess(client, 9)
    assert sign_in(client).status_code == 302


def test_the_form_asks_for_nothing_when_a_field_is_blank(client, cast):
    for _ in range(11):
        response = sign_in(client, password="")
        assert (said(response), response.context["form"].errors["password"]) == ([], ["这个字段是必填项。"])
    assert sign_in(client).status_code == 302


# ---- one's own password ----------------------------------------------------------------------------------------------


def change(client, new="quanxin-mima-7", again="", old=PASSWORD):
    fields = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post(reverse("password_change"), fields)


def test_one_changes_ones_password_and_stays_signed_in(client, cast):
    sign_in(client)
    assert change(client)["Location"] == "/"
    assert user_of(client) == "preparer"
    assert client.get(reverse("password_change")).status_code == 200
    client.post(reverse("logout"))
    assert said(sign_in(client)) == [WRONG]
    assert sign_in(client, password="quanxin-mima-7").status_code == 302


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"old": "wrong"}, "old_password"),
        ({"new": "short-1"}, "new_password2"),
        ({"new": "12345678901"}, "new_password2"),
        ({"new": "password1234"}, "new_password2"),
        ({"new": "preparer-1"}, "new_password2"),
        ({"again": "another-password-7"}, "new_password2"),
    ],
)
def test_a_bad_password_is_refused_at_its_field_and_the_old_one_holds(client, cast, fields, where):
    sign_in(client)
    before = User.objects.values().get(username="preparer")
    response = change(client, **fields)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [where])
    assert User.objects.values().get(username="preparer") == before


@pytest.mark.parametrize(
    ("new", "sentences"),
    [
        ("short-1", ["您的密码太短，至少要有 10 位。"]),
        (
            "1234567",
            [
                "您的密码太短，至少要有 10 位。",
                "您的密码太常见，容易被猜到，请换一个。",
                "您的密码不能全是数字，请加上字母或符号。",
            ],
        ),
        ("preparer-1", ["您的密码与您的用户名太相似，请换一个。"]),
        ("password1234", ["您的密码太常见，容易被猜到，请换一个。"]),
    ],
)
def test_why_a_password_will_not_do_is_told_in_chinese(client, cast, new, sentences):
    sign_in(client)
    response = change(client, new=new)
    assert response.context["form"].errors["new_password2"] == sentences
    shown = response.content.decode()
    assert all(sentence in shown for sentence in sentences)


def test_the_rules_for_a_password_stand_beside_it_in_chinese(client, cast):
    sign_in(client)
    shown = client.get(reverse("password_change")).content.decode()
    rules = re.findall(r"<li>(您的密码[^<]*)</li>", shown)
    assert rules == [
        "您的密码不能与您的用户名或姓名太相似。",
        "您的密码至少要有 10 位。",
        "您的密码不能是人人都会用的常见密码。",
        "您的密码不能全是数字。",
    ]


def test_a_first_password_must_be_changed_before_anything_else(client, cast):
    User.objects.filter(username="preparer").update(must_change_password=True)
    sign_in(client)
    assert client.get("/")["Location"] == reverse("password_change")
    assert "请先设置自己的密码" in client.get(reverse("password_change")).content.decode()
    change(client)
    assert User.objects.get(username="preparer").must_change_password is False
    assert client.get("/").status_code == 200


# ---- the demonstration -----------------------------------------------------------------------------------------------


def test_the_demonstration_lists_its_accounts(client, cast, settings):
    settings.DEMO = True
    page = client.get(LOGIN).content.decode()
    assert re.findall(r'<th scope="row"><code>(.*?)</code></th>', page) == list(cast.everyone())
    assert "perfeval-demo" in page


def test_elsewhere_nothing_of_it_is_shown(client, cast):
    page = client.get(LOGIN).content.decode()
    assert "perfeval-demo" not in page
    assert "演示账号" not in page
