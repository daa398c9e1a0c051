"""A posted form that could not be taken now, given back as a page from which the same fields can be sent again.

Only to whom the form came from a page of ours: whoever is made to post by another site must not find that here,
one click away from being done with a token of his own.
"""

import re

from django.conf import settings
from django.shortcuts import render

MOST_CHARACTERS = 6_000_000  # three hundred indicators with all their texts are a third of it
_SECRET = re.compile(r"password|passwd|secret|token", re.IGNORECASE)


def fields_of(request) -> list[tuple[str, str]]:
    """What was posted, in order; never a secret, and no file. Empty where nothing can or may be given back."""
    if not _is_from_here(request):
        return []
    posted = [(name, text) for name, texts in request.POST.lists() for text in texts if not _SECRET.search(name)]
    return posted if sum(len(name) + len(text) for name, text in posted) <= MOST_CHARACTERS else []


def _is_from_here(request) -> bool:
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {here, *settings.CSRF_TRUSTED_ORIGINS}


def page(request, fields, *, status: int):
    """The form has no address of its own: it goes back to where it was sent, and to nowhere else."""
    context = {"fields": fields, "login_url": settings.LOGIN_URL, "had_files": bool(request.FILES)}
    return render(request, "kept.html", context, status=status)
