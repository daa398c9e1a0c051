import re

import pytest
from django.urls import reverse

from reports.demo import example_in
from reports.layouts import LAYOUTS
from tests.people import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    client.force_login(make_cast().preparer)
    return client


def test_the_gallery_leads_to_every_form(signed_in):
    page = signed_in.get(reverse("layouts")).content.decode()
    assert [f'href="{reverse("layout", args=[name])}">{layout.title}<' in page for name, layout in LAYOUTS.items()] == [
        True
    ] * len(LAYOUTS)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_form_is_shown_with_figures_and_without_gaps(signed_in, name):
    page = re.sub(r"<[^>]+>", "", signed_in.get(reverse("layout", args=[name])).content.decode())
    assert [column.label in page for column in LAYOUTS[name].columns] == [True] * len(LAYOUTS[name].columns)
    assert "23,367.00" in page
    assert "526人" in page
    assert "待填" not in page


def test_a_form_that_does_not_exist_is_not_found(signed_in):
    assert signed_in.get(reverse("layout", args=["mars"])).status_code == 404


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_example_is_scored_where_the_form_has_room_for_points(layout):
    facts = example_in(layout)
    weights = [row.weight for _, row in facts.rows()]
    assert (None not in weights) == layout.scored
