"""One evaluation at a glance, and what changed in it from one submission to the next."""

from django.shortcuts import render

from budgets.models import Evaluation
from budgets.permissions import Permission, guarded


def _evaluations():
    return Evaluation.objects.select_related("department", "edited_by")


@guarded(Permission.VIEW, _evaluations)
def overview(request, evaluation):
    return render(request, "reports/overview.html", {"evaluation": evaluation, "active_step": "evaluation"})


@guarded(Permission.VIEW, _evaluations)
def changes(request, evaluation):
    return render(request, "reports/compare.html", {"evaluation": evaluation, "active_step": "evaluation"})
