"""What holds for every request: its language, and that nobody keeps a copy of a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answering = Callable[[HttpRequest], HttpResponse]

#: What a link's ``?lang=`` may say → Django's names.
_LANGUAGES = {"en": "en", "ja": "ja", "zh": "zh-hans"}
_YEAR = 365 * 24 * 3600


class ChosenLanguage:
    """A language that a link names is kept in a cookie, which Django's own middleware reads."""

    def __init__(self, get_response: Answering) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language that the link names."""
        chosen = _LANGUAGES.get(request.GET.get("lang", ""))
        if chosen:
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen
        response = self._get_response(request)
        if chosen:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, chosen, max_age=_YEAR, samesite="Lax"
            )
        return response


class NoStore:
    """Pages hold a company's parts: no cache keeps them."""

    def __init__(self, get_response: Answering) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forbid to keep the answer."""
        response = self._get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
