"""What has to be set before a team is served: who could sign in, how, and under which names."""

import os
from importlib.util import find_spec

from screener.errors import InputError


class NoAccounts(InputError):
    """A team is to be served, and no administrator can sign in."""

    code = "no-accounts"
    problem = {
        "en": "There is no administrator who could sign in.",
        "ja": "サインインできる管理者がいません。",
        "zh": "没有可以登录的管理员。",
    }
    way_out = {
        "en": "Make one: screener team add NAME --team TEAM --role administrator",
        "ja": "作成してください: screener team add 名前 --team チーム --role administrator",
        "zh": "请创建：screener team add 名称 --team 团队 --role administrator",
    }


class NoHosts(InputError):
    """A team is to be served under unknown names."""

    code = "no-hosts"
    problem = {
        "en": "It is not said under which names the server is reached.",
        "ja": "サーバーのホスト名が指定されていません。",
        "zh": "未说明服务器以何名称访问。",
    }
    way_out = {
        "en": "Set SCREENER_HOSTS=bom.example.com (several: with commas).",
        "ja": "SCREENER_HOSTS=bom.example.com を設定してください（複数はコンマ区切り）。",
        "zh": "请设置 SCREENER_HOSTS=bom.example.com（多个以逗号分隔）。",
    }


class NoWayIn(InputError):
    """Passwords are off, or a provider is half set up."""

    code = "no-way-in"
    problem = {
        "en": "Signing in is not set up: {what} is missing.",
        "ja": "サインインの設定が足りません: {what} がありません。",
        "zh": "登录设置不完整：缺少 {what}。",
    }
    way_out = {
        "en": "See “Signing in through the company” in docs/web.md.",
        "ja": "docs/web.md の「Signing in through the company」を見てください。",
        "zh": "请见 docs/web.md 的“Signing in through the company”。",
    }


def check_team() -> None:
    """Refuse to serve a team that nobody could sign in to, or under names nobody allowed.

    Raises:
        NoAccounts: There is no administrator who can sign in.
        NoHosts: It is not said under which names the server is reached.
    """
    from django.conf import settings  # noqa: PLC0415 - after the setup

    from screener.web.accounts.models import Membership, Role  # noqa: PLC0415 - after the setup

    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    by_password = any(
        one.user.has_usable_password() for one in administrators.select_related("user")
    )
    by_company = bool(settings.OIDC_ISSUER) and administrators.exists()
    if not by_company and not by_password:
        raise NoAccounts
    if not os.environ.get("SCREENER_HOSTS"):
        raise NoHosts


def check_way_in() -> None:
    """Refuse settings of a provider that are not whole.

    Raises:
        NoWayIn: Says what is missing.
    """
    oidc = {
        name: os.environ.get(name)
        for name in ("SCREENER_OIDC_ISSUER", "SCREENER_OIDC_CLIENT_ID", "SCREENER_OIDC_DOMAINS")
    }
    wanted = any(oidc.values()) or os.environ.get("SCREENER_PASSWORDS") == "0"
    missing = [name for name, value in oidc.items() if not value] if wanted else []
    if wanted and find_spec("allauth") is None:
        missing.append("pip install 'screener[oidc]'")
    if missing:
        raise NoWayIn(what=", ".join(missing))
