"""What every page needs: its language, the others, and the rules that labels rest on."""

from django.conf import settings
from django.http import HttpRequest

from screener.web.accounts.models import User
from screener.web.accounts.permissions import administered
from screener.web.rules import pack
from screener.web.wording import TAGS, language

_NAMES = {"en": "English", "ja": "日本語", "zh": "简体中文"}


def page(request: HttpRequest) -> dict[str, object]:
    """Return what the frame of every page shows."""
    return {
        "language": language(),
        "language_tag": TAGS[language()],
        "languages": [
            {"code": code, "tag": TAGS[code], "name": name, "link": _link(request, code)}
            for code, name in _NAMES.items()
        ],
        "rules": pack().info,
        "team_mode": settings.TEAM_MODE,
        "passwords": settings.PASSWORDS,
        "company_sign_in": bool(settings.OIDC_ISSUER),
        "administers": _administers(request),
    }


def _administers(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return settings.TEAM_MODE and isinstance(user, User) and administered(user).exists()


def _link(request: HttpRequest, code: str) -> str:
    parameters = request.GET.copy()
    parameters["lang"] = code
    return f"?{parameters.urlencode()}"
