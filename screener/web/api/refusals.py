"""What becomes of an error of the API: JSON with code, message and hint, whatever went wrong."""

import logging

from django.conf import settings
from django.core.exceptions import BadRequest as DjangoBadRequest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled, ValidationError

from screener.errors import InputError
from screener.web.api.errors import (
    BadRequest,
    NotAllowed,
    NoToken,
    NotThere,
    OurFault,
    TooOften,
    answer,
)
from screener.web.outages import outage_of

_LOG = logging.getLogger(__name__)
_UNREADABLE = (MultiPartParserError, SuspiciousOperation, DjangoBadRequest)

_KNOWN: dict[type[Exception], type[InputError]] = {
    AuthenticationError: NoToken,
    PermissionDenied: NotAllowed,
    Http404: NotThere,
}


def handle_errors(api: NinjaAPI) -> None:
    """Have the API say every error in its own form."""
    api.add_exception_handler(Exception, _refused)
    for kind in (AuthenticationError, Throttled, ValidationError, Http404):
        api.add_exception_handler(kind, _refused)  # in place of those that come with it


def _refused(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    del request
    told = error if isinstance(error, InputError) else _told(error)
    if isinstance(told, OurFault) and isinstance(error, Exception):
        _LOG.error("the API failed", exc_info=error)
    return answer(told)


def _told(error: Exception | type[Exception]) -> InputError:
    """Return the error of the catalogue for one of Django's."""
    if isinstance(error, Throttled):
        return TooOften(limit=settings.API_PER_MINUTE)
    if isinstance(error, ValidationError):
        first = error.errors[0]
        place = ".".join(str(step) for step in first["loc"])
        return BadRequest(what=f"{place}: {first['msg']}")
    if isinstance(error, _UNREADABLE):
        return BadRequest(what=type(error).__name__)
    outage = outage_of(error) if isinstance(error, Exception) else None
    if outage:
        return outage
    known = (one for kind, one in _KNOWN.items() if isinstance(error, kind))
    return next(known, OurFault)()
