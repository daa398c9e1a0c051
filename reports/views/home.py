"""The first page: what waits for me, then everything in my reach."""

from django.shortcuts import render

from budgets.models import Evaluation
from budgets.permissions import permitted


@permitted()
def home(request):
    rows = Evaluation.objects.select_related("department").visible_to(request.user)
    return render(request, "reports/home.html", {"rows": rows})
