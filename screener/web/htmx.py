"""Whether a request wants a part of a page."""

from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part; for a page that it goes back to it asks as a whole."""
    return request.headers.get("HX-Request-Type") == "partial"
