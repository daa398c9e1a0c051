"""开通单位: one page on which the administrator opens an evaluation, with its unit and its people."""

from django.shortcuts import render

from budgets.permissions import Permission, permitted


@permitted(Permission.MANAGE)
def open_evaluation(request):
    return render(request, "reports/open.html", {})
