import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_healthz_is_well_while_the_database_answers(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_healthz_is_unwell_when_the_database_is_out_of_reach_even_with_a_session_cookie(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("could not connect to server")

    client.cookies["sessionid"] = "from-better-days"
    monkeypatch.setattr(connection, "cursor", refuse)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"database unavailable\n")
