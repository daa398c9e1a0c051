"""A form that comes too late, after the session or with an old token, is given back with what was typed in it."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from perfeval import kept
from tests import people
from tests.plain_form import inputs_of

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver"}
TYPED = {"comment": '</textarea><script>1</script>\r\n"理由"', "row:1": ["甲", "乙"], "do": "save"}


@pytest.fixture
def cast():
    return people.make_cast()


@pytest.fixture
def address(cast):
    return f"/evaluations/{people.make_evaluation_at_draft(cast).pk}/results/"


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def text_of(response):
    return response.content.decode()


def test_without_session_everything_typed_is_given_back(strict, address):
    response = strict.post(f"{address}?a=1", TYPED, headers=HERE)

    page = text_of(response)
    assert response.status_code == 401
    assert "登录已过期，刚才填写的内容还在" in page
    assert inputs_of(response)["comment"] == TYPED["comment"]
    assert 'name="do" value="save"' in page
    assert re.findall(r'name="row:1" value="(.)"', page) == ["甲", "乙"]
    assert "<script>1" not in page
    assert 'href="/accounts/login/" target="_blank" rel="noopener"' in page
    assert 'name="csrfmiddlewaretoken"' in page
    # It goes back to where it was sent: the form names no address.
    assert not re.search(r"<form[^>]*action", page)


def test_with_a_stale_token_everything_typed_is_given_back_with_a_valid_one(strict, cast, address):
    strict.force_login(cast.preparer)

    response = strict.post(address, TYPED | {"csrfmiddlewaretoken": "x" * 32}, headers=HERE)

    assert response.status_code == 403
    assert "刚才填写的内容还在" in text_of(response)
    given = re.search(r'<main.*?name="csrfmiddlewaretoken" value="(\w+)"', text_of(response), re.DOTALL)[1]
    again = strict.post(address, inputs_of(response) | {"csrfmiddlewaretoken": given}, headers=HERE)
    assert again.status_code == 302


def test_whoever_must_change_the_password_first_keeps_what_was_typed(client, cast, address):
    cast.preparer.must_change_password = True
    cast.preparer.save()
    client.force_login(cast.preparer)

    response = client.post(address, TYPED, headers=HERE)

    assert response.status_code == 403
    assert "请先修改初始密码，刚才填写的内容还在" in text_of(response)
    assert 'href="/accounts/password/" target="_blank"' in text_of(response)


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_another_site_made_one_post_is_not_offered_for_sending_again(strict, cast, address, headers, is_signed_in):
    if is_signed_in:
        strict.force_login(cast.preparer)

    response = strict.post(address, TYPED, headers=headers)

    assert "理由" not in text_of(response)
    assert response.status_code == (403 if is_signed_in else 302)


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_no_secret_is_given_back(strict, cast, is_signed_in):
    if is_signed_in:
        strict.force_login(cast.preparer)
    secrets = {"old_password": "geheim-1", "new_password1": "geheim-2", "Password": "geheim-3"}

    response = strict.post("/accounts/password/", secrets | {"comment": "甲"}, headers=HERE)

    assert 'name="comment" value="甲"' in text_of(response)
    assert "geheim" not in text_of(response)


def test_the_sign_in_form_is_not_given_back(strict, cast):
    for user in (None, cast.preparer):
        if user:
            strict.force_login(user)
        response = strict.post("/accounts/login/", {"username": "wang", "password": "geheim"}, headers=HERE)

        assert response.status_code == 403
        assert response.templates[0].name == "403_csrf.html"
        assert "geheim" not in text_of(response)


def test_where_nothing_was_typed_one_is_led_to_the_sign_in_page(strict, address):
    assert strict.post("/accounts/logout/", headers=HERE).url == "/accounts/login/?next=/accounts/logout/"


def test_what_is_too_much_is_not_given_back(strict, address, monkeypatch):
    monkeypatch.setattr(kept, "MOST_CHARACTERS", 10)

    assert strict.post(address, {"comment": "字" * 10}, headers=HERE).status_code == 302
    assert strict.post(address, {"comment": "字" * 3}, headers=HERE).status_code == 401


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_no_page_promises_that_going_back_keeps_what_was_typed(name):
    page = render_to_string(name)

    assert "后退" not in page
    assert "重新打开刚才的页面" in page
