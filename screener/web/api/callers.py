"""Who calls the API, what the caller may do, and how often."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from screener.web.accounts.models import User
from screener.web.api.errors import NotAllowed, OtherSite
from screener.web.api.tokens import Scope, valid_token

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Caller:
    """A user, calling by a token (its number) or, on a single machine, without one."""

    user: User
    token: int | None


class Token(HttpBearer):
    """A caller known by a token that has a scope."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Return who calls.

        Raises:
            NotAllowed: The token has another scope.
        """
        found = valid_token(token)
        if found is None:
            return None
        if self._scope.value not in found.scopes:
            raise NotAllowed
        # Everything that asks for the user of a request finds this one.
        request.user = found.user
        return Caller(found.user, found.pk)


def local_caller(request: HttpRequest) -> Caller | None:
    """Return the local user where there are no accounts, and no token was sent.

    Raises:
        OtherSite: A page that the user has open elsewhere asks, not the user.
    """
    if settings.TEAM_MODE or "Authorization" in request.headers:
        return None
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.get_host()
    if foreign or request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        raise OtherSite
    return Caller(request.user, None) if isinstance(request.user, User) else None


class PerMinute(BaseThrottle):
    """So many requests a minute of one user."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count a request and tell whether it is one too many."""
        user = request.user
        key = f"api-{user.pk}-{int(time.time() // _MINUTE)}"
        cache.add(key, 0, 2 * _MINUTE)
        return bool(cache.incr(key) <= settings.API_PER_MINUTE)

    def wait(self) -> float:
        """Return the seconds until the next minute begins."""
        return _MINUTE - time.time() % _MINUTE
