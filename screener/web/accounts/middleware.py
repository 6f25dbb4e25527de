"""On a single machine every request is the local user's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from screener.web.accounts.local import local_user


class LocalUser:
    """Makes the local user the user of every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as the local user's."""
        request.user = local_user()
        return self._get_response(request)
