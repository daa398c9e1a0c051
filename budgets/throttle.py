"""Slows down guessing: too many wrong passwords for one user name, and for a while no more are tried.

The counts stand in Django's cache: exact where all processes share one, and per process otherwise.
"""

import hashlib

from django.core.cache import cache

MOST_FAILURES = 10
SECONDS = 10 * 60


def is_refused(username: str) -> bool:
    return cache.get(_key("refused", username)) is not None


def count_failure(username: str) -> None:
    key = _key("failures", username)
    cache.add(key, 0, SECONDS)
    try:
        failures = cache.incr(key)
    except ValueError:  # it ran out between the two lines
        cache.set(key, 1, SECONDS)
        return
    if failures >= MOST_FAILURES:
        cache.set(_key("refused", username), True, SECONDS)
        cache.delete(key)


def forget(username: str) -> None:
    cache.delete_many([_key("failures", username), _key("refused", username)])


def _key(what: str, username: str) -> str:
    # Hashed, since a cache's keys may hold neither blanks nor 150 characters of Chinese.
    return f"sign-in-{what}-{hashlib.sha256(username.strip().casefold().encode()).hexdigest()}"
