"""What every page needs: its language, the others, and the rules that labels rest on."""

from django.conf import settings
from django.http import HttpRequest

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
    }


def _link(request: HttpRequest, code: str) -> str:
    parameters = request.GET.copy()
    parameters["lang"] = code
    return f"?{parameters.urlencode()}"
