"""Every address of the product. The three packages share the root; each view says who may call it."""

from django.contrib import admin
from django.urls import include, path

from perfeval import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("reports.urls")),
    path("", include("budgets.urls")),
    path("", include("indicators.urls")),
]
