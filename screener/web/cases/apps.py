"""The app of this package."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See the package."""

    name = "screener.web.cases"
    label = "cases"
