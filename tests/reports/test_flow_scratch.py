import pytest
from budgets.models import Status
from tests.people import make_cast
from tests.evaluations import make_evaluation
from reports.workflow import MOVES
@pytest.mark.django_db
@pytest.mark.parametrize("s", list(Status.values)[:-1])
def test_x(s, client):
    cast = make_cast()
    e = make_evaluation(cast, Status(s))
    for who in (cast.preparer, cast.approver, cast.reviewer, cast.admin):
        client.force_login(who)
        for p in ("/", f"/evaluations/{e.pk}/", f"/evaluations/{e.pk}/check/", f"/evaluations/{e.pk}/changes/", *[f"/evaluations/{e.pk}/moves/{a}/" for a in sorted({a for _, a in MOVES})]):
            r = client.get(p)
            print(s, who, p, r.status_code)
