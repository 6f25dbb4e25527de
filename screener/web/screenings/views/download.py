"""The result files."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from screener.model import LANGUAGES
from screener.web.accounts.signed_in import signed_in
from screener.web.audit.log import note
from screener.web.screenings.access import seen
from screener.web.screenings.models import State
from screener.web.screenings.results import forms
from screener.web.screenings.sending import sent


@require_safe
def show(request: HttpRequest, pk: UUID, form: str, language: str) -> HttpResponseBase:
    """Send a result file, named after the upload."""
    screening = seen(request, pk)
    if form not in forms() or language not in LANGUAGES:
        raise Http404
    if screening.state != State.DONE:
        return redirect("result", pk=pk)
    what = {"format": form, "language": language}
    note(signed_in(request), "downloaded", team=screening.team, subject=pk, what=what)
    return sent(screening, form, language)
