"""One line: what its label rests on, and what would change it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from screener.web.htmx import is_htmx
from screener.web.screenings.access import seen
from screener.web.screenings.detail import detail_of


@require_safe
def show(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Show one line as a page of its own, or as a part of the result page."""
    screening = seen(request, pk)
    found = get_object_or_404(screening.lines, pk=line)
    context = {"screening": screening, "line": found, "detail": detail_of(found, screening)}
    template = "screenings/line_detail.html" if is_htmx(request) else "screenings/line.html"
    return render(request, template, context)
