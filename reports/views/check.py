"""All that the checks find, each with the way to the field where it is mended."""

from django.shortcuts import render

from budgets.models import Evaluation
from budgets.permissions import Permission, guarded


def _evaluations():
    return Evaluation.objects.select_related("department", "edited_by")


@guarded(Permission.VIEW, _evaluations)
def check(request, evaluation):
    return render(request, "reports/check.html", {"evaluation": evaluation, "active_step": "check"})
