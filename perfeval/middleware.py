"""What holds for every answer: content security policy, no copies in caches, and who must sign in first."""

import time

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from perfeval import kept

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
    " frame-ancestors 'self'"
)
SESSION_ENDED = "登录已过期，请重新登录"
CHANGE_FIRST = "请先修改初始密码"
ANOTHER_SIGNED_IN = "这一页是另一个账号登录时打开的，请用原来的账号重新登录"
WITHOUT_NEW_PASSWORD = {"password_change", "logout"}
# A session lasts from its latest renewal; renewing at most every ten minutes spares a write for every page.
RENEWAL_SECONDS = 10 * 60


def content_security_policy(get_response):
    def middleware(request):
        response = get_response(request)
        # A browser shows a PDF in a page of its own making, which `object-src 'none'` would leave blank.
        if response.headers.get("Content-Type") != "application/pdf":
            # A view that knows more about its own answer has said so already.
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def no_store(get_response):
    """Whoever sits at this computer next must not find pages with the back button."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def is_scripted(request):
    """Whether a script waits for the answer, who would take a sign-in page with status 200 for success."""
    return (
        request.headers.get("HX-Request") == "true"
        or request.content_type == "application/json"
        or "application/json" in request.headers.get("Accept", "")
    )


def is_open(view_func):
    """Whether the view asks nobody to sign in. Such a view must work without touching the session's table."""
    return not getattr(view_func, "login_required", True)


def is_of_another(request):
    """Whether a page left open by one person sends with the session of the next, who would sign for what he never typed."""
    return request.headers.get("X-Page-User", str(request.user.pk)) != str(request.user.pk)


class SignInRequired(LoginRequiredMiddleware):
    """Denies by default: a page to the sign-in form, a script with 401 and a sentence. What was typed is given back."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if is_open(view_func):
            return None
        if request.user.is_authenticated and is_of_another(request):
            return JsonResponse({"message": ANOTHER_SIGNED_IN}, status=401)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if is_scripted(request):
            return JsonResponse({"message": SESSION_ENDED}, status=401)
        if request.method == "POST" and (fields := kept.fields_of(request)):
            return kept.page(request, fields, status=401)
        return super().handle_no_permission(request, view_func)


class PasswordChangeRequired(MiddlewareMixin):
    """Whoever was given a password by another person sets an own one before anything else."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if is_open(view_func) or request.resolver_match.url_name in WITHOUT_NEW_PASSWORD:
            return None
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        if is_scripted(request):
            return JsonResponse({"message": CHANGE_FIRST}, status=403)
        if request.method == "POST" and (fields := kept.fields_of(request)):
            return kept.page(request, fields, status=403)
        return redirect("password_change")


class SlidingSession(MiddlewareMixin):
    """Keeps the session of someone at work alive."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if is_open(view_func) or not request.user.is_authenticated:
            return
        renewed = request.session.get("renewed", request.user.last_login.timestamp())
        if time.time() - renewed > RENEWAL_SECONDS:
            request.session["renewed"] = int(time.time())
