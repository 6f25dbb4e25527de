"""Failed attempts to sign in, counted for a quarter of an hour by name and by address."""

from collections.abc import Iterator

from django.core.cache import cache
from django.http import HttpRequest

_MOST_BY_NAME = 10
_MOST_BY_ADDRESS = 50
_SECONDS = 15 * 60


def too_many(request: HttpRequest, name: str) -> bool:
    """Tell whether there were too many failures for this name or from this address."""
    return any(cache.get(key, 0) >= most for key, most in _counted(request, name))


def failed(request: HttpRequest, name: str) -> None:
    """Count a failure."""
    for key, _ in _counted(request, name):
        cache.add(key, 0, _SECONDS)
        cache.incr(key)


def _counted(request: HttpRequest, name: str) -> Iterator[tuple[str, int]]:
    folded = name.strip().casefold()[:150]
    yield f"failed-name-{folded.encode().hex()}", _MOST_BY_NAME
    yield f"failed-address-{request.META.get('REMOTE_ADDR', '')}", _MOST_BY_ADDRESS
