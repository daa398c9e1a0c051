"""The middleware around a few pages of its own, so that nothing here depends on what the product's pages show."""

import time

import pytest
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path
from django.utils import timezone

from perfeval.views import healthz

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def page(request):
    return HttpResponse("a page")


@login_not_required
def open_page(request):
    return HttpResponse("open to all")


@login_not_required
def sign_in(request):
    login(request, get_user_model().objects.get())
    return HttpResponse(get_token(request))


def pdf(request):
    return HttpResponse(b"%PDF", content_type="application/pdf")


def own_policy(request):
    return HttpResponse("a page", headers={"Content-Security-Policy": "default-src 'none'"})


urlpatterns = [
    path("", page, name="home"),
    path("accounts/login/", open_page, name="login"),
    path("sign-in/", sign_in),
    path("own-password/", page, name="password_change"),
    path("logout/", page, name="logout"),
    path("report.pdf", pdf, name="pdf"),
    path("own-policy/", own_policy, name="own_policy"),
    path("healthz", healthz),
]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
    " frame-ancestors 'self'"
)


@pytest.fixture
def user():
    user = get_user_model().objects.create_user("wang")
    user.must_change_password = False
    user.save()
    return user


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", ["/accounts/login/", "/healthz", "/no-such-page"])
def test_every_answer_carries_the_content_security_policy(client, path):
    headers = client.get(path).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_pdf_is_left_to_the_viewer_of_the_browser(signed_in):
    assert "Content-Security-Policy" not in signed_in.get("/report.pdf").headers


def test_a_page_that_states_its_own_policy_keeps_it(signed_in):
    assert signed_in.get("/own-policy/")["Content-Security-Policy"] == "default-src 'none'"


def test_pages_are_kept_by_no_cache(signed_in):
    assert signed_in.get("/").headers["Cache-Control"] == "no-store"


def test_a_page_without_session_leads_to_the_sign_in_page(client):
    answer = client.get("/")

    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "told_by", [{"HTTP_HX_REQUEST": "true"}, {"HTTP_ACCEPT": "application/json"}, {"content_type": "application/json"}]
)
def test_a_script_without_session_is_told_so_with_401(method, told_by):
    answer = Client(enforce_csrf_checks=True).generic(method.upper(), "/", b"[]", **told_by)

    assert (answer.status_code, answer.json()) == (401, {"message": "登录已过期，请重新登录"})


@pytest.mark.parametrize("number", ["{}2", "None", "-{}"])
def test_a_page_that_one_person_left_open_sends_nothing_in_the_name_of_the_next(user, number):
    client = Client()
    client.force_login(user)

    foreign = client.post("/", "[]", content_type="application/json", headers={"X-Page-User": number.format(user.pk)})
    own = client.post("/", "[]", content_type="application/json", headers={"X-Page-User": str(user.pk)})

    assert (foreign.status_code, foreign.json()) == (
        401,
        {"message": "这一页是另一个账号登录时打开的，请用原来的账号重新登录"},
    )
    assert (own.status_code, own.content) == (200, b"a page")


def test_a_script_with_a_stale_token_is_told_so(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    answer = client.post("/", "[]", content_type="application/json")

    assert (answer.status_code, answer.json()) == (403, {"message": "页面已过期，请刷新后重试"})


def test_a_form_with_a_stale_token_gets_a_page_in_chinese(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    answer = client.post("/")

    assert (answer.status_code, answer.templates[0].name) == (403, "403_csrf.html")
    assert 'lang="zh-CN"' in answer.content.decode()


def test_whoever_must_change_the_password_is_led_there_first(signed_in, user):
    user.must_change_password = True
    user.save()

    answer = signed_in.get("/")
    script = signed_in.get("/", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.url) == (302, "/own-password/")
    assert (script.status_code, script.json()) == (403, {"message": "请先修改初始密码"})
    for path_left_open in ("/own-password/", "/logout/", "/accounts/login/", "/healthz"):
        assert signed_in.get(path_left_open).status_code == 200


def test_whoever_has_an_own_password_is_led_nowhere(signed_in):
    assert signed_in.get("/").content == b"a page"


def test_the_session_of_somebody_at_work_is_prolonged_but_not_with_every_page(signed_in, user, monkeypatch):
    def expiry():
        return Session.objects.get().expire_date

    signed_in.get("/")
    at_first = expiry()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 11 * 60)
    signed_in.get("/")
    later = expiry()
    signed_in.get("/")

    assert at_first < later == expiry()
    assert round((later - timezone.now()).total_seconds() / 3600) == 12


def test_the_session_cookie_is_out_of_reach_for_scripts_but_the_token_is_not(client, user):
    client.get("/sign-in/")

    assert client.cookies["sessionid"]["httponly"]
    assert not client.cookies["csrftoken"]["httponly"]
