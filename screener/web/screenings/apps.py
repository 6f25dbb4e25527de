"""The app of this package."""

from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    """See the package."""

    name = "screener.web.screenings"
    label = "screenings"
