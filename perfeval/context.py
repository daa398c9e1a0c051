"""What every template knows beside its own view's words."""

from django.conf import settings


def demonstration(request):
    return {"demo": settings.DEMO}
