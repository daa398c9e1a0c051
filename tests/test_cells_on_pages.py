"""On every page that one types in, each cell stands beside what it was: else a plain form meets conflicts with itself."""

import pytest
from django.urls import reverse

from tests.evaluations import again, make_evaluation
from tests.facts import GOALS, ROWS
from tests.people import make_cast
from tests.plain_form import inputs_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "key"),
    [("budget", []), ("goal", [GOALS[0]]), ("results", []), ("result", [ROWS[1]]), ("statement", [])],
)
def test_every_cell_stands_beside_what_it_was_and_saving_it_unchanged_changes_nothing(client, name, key):
    cast = make_cast()
    evaluation = make_evaluation(cast)
    client.force_login(cast.preparer)
    address = reverse(name, args=[evaluation.pk, *key])

    inputs = inputs_of(client.get(address))
    cells = {place.removeprefix("cell:"): text for place, text in inputs.items() if place.startswith("cell:")}
    were = {place.removeprefix("was:"): text for place, text in inputs.items() if place.startswith("was:")}
    assert any(cells.values())
    # A browser sends the line ends of a textarea as two signs.
    assert {place: text.replace("\r\n", "\n") for place, text in cells.items()} == were

    assert client.post(address, inputs | {"do": "save"}).status_code == 302
    assert again(evaluation).revision == evaluation.revision
