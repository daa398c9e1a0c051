"""What all tests share."""

import pytest
from django.core.cache import caches
from hypothesis import settings

# The same examples on every machine and in every run; a slow machine is no failure.
settings.register_profile("perfeval", derandomize=True, deadline=None)
settings.load_profile("perfeval")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Marks also what gets the database through a fixture, so that `-m django_db` selects all of it."""
    for item in items:
        uses_database = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if uses_database and not item.get_closest_marker("django_db"):
            item.add_marker("django_db")


@pytest.fixture(autouse=True)
def _nothing_kept(request):
    """What one test printed is not served to another that is about a machine which is not as it should be."""
    if {"monkeypatch", "settings"} & set(request.fixturenames):
        caches["documents"].clear()
