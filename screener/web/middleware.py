"""What holds for every request: its language, and that nobody keeps a copy of a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from screener.web.failing import API, refused
from screener.web.outages import CannotBeKept

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


class NoNul:
    """A NUL character is refused: PostgreSQL keeps none, and no person types one."""

    def __init__(self, get_response: Answering) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Refuse an address or a form that has one; the API keeps nothing of a form but JSON."""
        if request.path.startswith(API):
            return None
        said = (request.GET, request.POST)
        values = (value for part in said for _, several in part.lists() for value in several)
        return refused(request, CannotBeKept()) if any("\0" in one for one in values) else None
