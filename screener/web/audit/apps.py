"""The app of this package."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """See the package."""

    name = "screener.web.audit"
    label = "audit"
