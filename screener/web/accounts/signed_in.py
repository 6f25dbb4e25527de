"""Who asks for a page, and whether it is there at all for one person without a password."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from screener.web.accounts.models import User

_Rest = ParamSpec("_Rest")
_View = Callable[Concatenate[HttpRequest, _Rest], HttpResponse]


def signed_in(request: HttpRequest) -> User:
    """Return the user of a request; every page but the sign-in has one."""
    if not isinstance(request.user, User):
        raise TypeError("a page without a user")
    return request.user


def team_only(view: _View[_Rest]) -> _View[_Rest]:
    """Show a page only where people sign in."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> HttpResponse:
        if not settings.TEAM_MODE:
            raise Http404
        return view(request, *args, **kwargs)

    return shown
