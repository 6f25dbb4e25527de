"""Whether the server is ready."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse

from screener.web.rules import reader


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 once the rules are loaded and the database answers."""
    del request
    reader()
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")
