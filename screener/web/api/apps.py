"""The app of this package."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """See the package."""

    name = "screener.web.api"
    label = "api"
