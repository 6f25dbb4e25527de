"""The app of people and teams."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and teams."""

    name = "screener.web.accounts"
    label = "accounts"
