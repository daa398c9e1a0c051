"""Slows down guessing: too many wrong passwords for one user name, and for a while no more are tried.

Counted in the database, so that all processes and machines count together.
"""

import hashlib
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from budgets.models import SignInFailures

MOST_FAILURES = 10
SECONDS = 10 * 60


def is_refused(username: str) -> bool:
    return _recent(username).filter(count__gte=MOST_FAILURES).exists()


def count_failure(username: str) -> None:
    """The ten minutes begin with the first failure, and anew with the one that closes the door."""
    now = timezone.now()
    if not _recent(username).update(count=F("count") + 1):
        SignInFailures.objects.update_or_create(name_hash=_hash(username), defaults={"count": 1, "since": now})
    _recent(username).filter(count=MOST_FAILURES).update(since=now)


def forget(username: str) -> None:
    SignInFailures.objects.filter(name_hash=_hash(username)).delete()


def _recent(username: str):
    begin = timezone.now() - timedelta(seconds=SECONDS)
    return SignInFailures.objects.filter(name_hash=_hash(username), since__gt=begin)


def _hash(username: str) -> str:
    # A password typed into the wrong field must not be readable here.
    return hashlib.sha256(username.strip().casefold().encode()).hexdigest()
