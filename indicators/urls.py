"""Addresses of goals, results and statement."""

from django.urls import path

from indicators.views.colleagues import assignments
from indicators.views.goals import goals
from indicators.views.results import result, results
from indicators.views.statement import statement
from indicators.views.targets import goal
from indicators.views.weights import weight_sums, weights

urlpatterns = [
    path("evaluations/<int:pk>/goals/", goals, name="goals"),
    path("evaluations/<int:pk>/goals/<uuid:key>/", goal, name="goal"),
    path("evaluations/<int:pk>/goals/<uuid:key>/weights/", weight_sums, name="weight_sums"),
    path("evaluations/<int:pk>/assignments/", assignments, name="assignments"),
    path("evaluations/<int:pk>/weights/", weights, name="weights"),
    path("evaluations/<int:pk>/results/", results, name="results"),
    path("evaluations/<int:pk>/results/<uuid:key>/", result, name="result"),
    path("evaluations/<int:pk>/statement/", statement, name="statement"),
]
