"""One line: what its label rests on, what would change it, and its answers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from screener.model import Label
from screener.web.cases.assigning import assignable
from screener.web.cases.shown import decisions_of
from screener.web.htmx import is_htmx
from screener.web.messages import Problem
from screener.web.rules import explainer, pack
from screener.web.screenings.access import rights, seen
from screener.web.screenings.counting import counts_of
from screener.web.screenings.detail import detail_of
from screener.web.screenings.models import Line, Screening

_UNUSABLE = 422


@require_safe
def show(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Show one line as a page of its own, or as a part of the result page."""
    screening = seen(request, pk)
    found = get_object_or_404(screening.lines, pk=line)
    context = _in_full(request, screening, found)
    template = "screenings/line_detail.html" if is_htmx(request) else "screenings/line.html"
    return render(request, template, context)


def _in_full(request: HttpRequest, screening: Screening, line: Line) -> dict[str, object]:
    """Return a line with its case, and what may be done about it."""
    says = explainer()
    detail = detail_of(line, screening)
    justifications = pack().justifications.values()
    return {
        "screening": screening,
        "line": line,
        "detail": detail,
        "decisions": list(decisions_of(line, detail.screened)),
        "assignments": line.assignments.select_related("to", "by"),
        "members": assignable(screening.team),
        "labels": [label.value for label in Label],
        "justifications": [(one.id, says.say(one.title)) for one in justifications],
        **rights(request, screening),
    }


def show_line(
    request: HttpRequest, screening: Screening, line: Line, problem: Problem | None = None
) -> HttpResponse:
    """Show a line after somebody answered: its row of the list, opened, or its own page."""
    context = _in_full(request, screening, line) | {
        "problem": problem,
        "sheets": screening.lines.values("sheet").distinct().count(),
        "counts": counts_of(screening),
        "today": timezone.localdate(),
        "opened": True,
    }
    partial = is_htmx(request)
    template = "screenings/line_row.html" if partial else "screenings/line.html"
    # htmx shows what was wrong in place of the row; for a page of its own the status tells.
    status = _UNUSABLE if problem and not partial else 200
    return render(request, template, context, status=status)
