"""Every address for everyone. A new address fails until it stands here with what is expected of it."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from budgets.models import Status
from indicators.gather import gather
from tests.evaluations import again, make_evaluation
from tests.facts import GOALS, ROWS
from tests.people import PASSWORD, make_cast

pytestmark = pytest.mark.django_db

PEOPLE = ("preparer", "approver", "reviewer", "admin", "outsider", "far_reviewer", "parent_preparer")
