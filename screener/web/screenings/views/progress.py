"""How far a screening is: a page that can be left and come back to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from screener.web.htmx import is_htmx
from screener.web.screenings.access import seen
from screener.web.screenings.models import State


@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how far it is; once it is done, the result."""
    screening = seen(request, pk)
    if screening.state == State.DRAFT:
        return redirect("columns", pk=pk)
    if screening.state == State.DONE:
        address = reverse("result", kwargs={"pk": pk})
        return HttpResponseClientRedirect(address) if is_htmx(request) else redirect(address)
    fragment = is_htmx(request) and screening.state != State.FAILED
    if is_htmx(request) and not fragment:
        return HttpResponseClientRedirect(request.path)
    template = "screenings/progress_bar.html" if fragment else "screenings/progress.html"
    return render(request, template, {"screening": screening})
