from datetime import timedelta

import pytest
from django.utils import timezone

from reports.models import Received
from reports.received import KEPT_FOR, MOST_WAITING, one_of, receive, waiting
from tests.people import make_cast

pytestmark = pytest.mark.django_db

DOCUMENT = Received.Kind.DOCUMENT


@pytest.fixture
def cast():
    return make_cast()


def names(*people):
    return [one.name for person in people for one in waiting(DOCUMENT, by=person)]


def test_a_file_is_found_by_whoever_handed_it_in_and_by_nobody_else(cast):
    one = receive(DOCUMENT, "../去年.docx", b"content", by=cast.preparer)

    assert (one.name, names(cast.preparer), names(cast.approver)) == ("去年.docx", ["去年.docx"], [])
    assert one_of(DOCUMENT, one.key, by=cast.preparer) == one
    assert one_of(DOCUMENT, one.key, by=cast.approver) is None
    assert one_of(Received.Kind.EXAMINED, one.key, by=cast.preparer) is None


def test_what_one_person_left_for_a_week_goes_when_he_comes_again(cast):
    for person in (cast.preparer, cast.approver):
        receive(DOCUMENT, "旧.docx", b"content", by=person)
    Received.objects.update(at=timezone.now() - KEPT_FOR - timedelta(minutes=1))

    receive(DOCUMENT, "新.docx", b"content", by=cast.preparer)

    assert names(cast.preparer, cast.approver) == ["新.docx", "旧.docx"]


def test_nobody_leaves_more_than_a_bounded_number_of_files(cast):
    receive(DOCUMENT, "别人的.docx", b"content", by=cast.approver)
    for number in range(MOST_WAITING + 2):
        receive(DOCUMENT, f"{number}.docx", b"content", by=cast.preparer)

    assert names(cast.preparer) == [f"{number}.docx" for number in range(MOST_WAITING + 1, 1, -1)]
    assert names(cast.approver) == ["别人的.docx"]
