"""The frame's own answers: whether the server is well, and what to do about a stale form."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from perfeval import kept
from perfeval.middleware import SESSION_ENDED, is_open, is_scripted

log = logging.getLogger(__name__)

FORM_OUTDATED = "页面已过期，请刷新后重试"


@login_not_required
def healthz(request):
    """200 only when the database answers, so that a supervisor restarts or reroutes."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("the database does not answer")
        return HttpResponse("database unavailable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


healthz.guard = "public:a supervisor has no account"


def csrf_failure(request, reason=""):
    if not is_scripted(request):
        # What is open to all is the sign-in form, which is quickly typed again and holds a password.
        fields = [] if is_open(request.resolver_match.func) else kept.fields_of(request)
        if fields:
            return kept.page(request, fields, status=403)
        return render(request, "403_csrf.html", {"reason": reason}, status=403)
    if not request.user.is_authenticated:
        return JsonResponse({"message": SESSION_ENDED}, status=401)
    return JsonResponse({"message": FORM_OUTDATED}, status=403)
