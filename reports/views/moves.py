"""The page of one move: what will happen, what it asks for, and the door to `workflow.perform`."""

from django.shortcuts import render

from budgets.models import Evaluation
from budgets.permissions import Permission, guarded


def _evaluations():
    return Evaluation.objects.select_related("department", "edited_by")


@guarded(Permission.VIEW, _evaluations)
def move(request, evaluation, action):
    return render(request, "reports/move.html", {"evaluation": evaluation, "active_step": "submit"})
