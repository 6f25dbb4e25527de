"""What programs ask for without being asked to sign in: whether the server is ready, an icon."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse

from screener.web.rules import reader

_ICON = Path(__file__).parent / "static" / "screener" / "icon.svg"


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 once the rules are loaded and the database answers."""
    del request
    reader()
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer browsers that ask for an icon by its old name."""
    del request
    return HttpResponse(_ICON.read_bytes(), content_type="image/svg+xml")
