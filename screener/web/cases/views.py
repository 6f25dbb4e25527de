"""Deciding, approving, taking back, assigning, and writing beside a line."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from screener.errors import InputError
from screener.model import Label
from screener.web.accounts.models import Role
from screener.web.accounts.signed_in import signed_in
from screener.web.audit.log import note
from screener.web.cases.assigning import assign, assignable
from screener.web.cases.deciding import approve, take_back, take_decision
from screener.web.cases.models import Comment, Decision
from screener.web.messages import problem
from screener.web.screenings.access import seen
from screener.web.screenings.filters import filter_of
from screener.web.screenings.models import Line, LineQuerySet, Screening
from screener.web.screenings.views.line import show_line

_LONGEST = 4_000
_MOST_SHOWN = 500


@require_POST
def decided(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Take a decision on a line."""
    screening = seen(request, pk, role=Role.REVIEWER)
    kept = get_object_or_404(screening.lines, pk=line)
    label = request.POST.get("label", "")
    decision = Decision(
        line=kept,
        label=label if label in [one.value for one in Label] else Label.UNCLEAR.value,
        justification=request.POST.get("justification", ""),
        reason=request.POST.get("reason", "").strip()[:_LONGEST],
        document=request.POST.get("document", "").strip()[:_LONGEST],
        by=signed_in(request),
    )
    return _done(
        request, screening, kept, "decided", lambda: take_decision(kept, screening, decision)
    )


@require_POST
def approved(request: HttpRequest, pk: UUID, decision: int) -> HttpResponse:
    """Approve what somebody else decided."""
    screening = seen(request, pk, role=Role.REVIEWER)
    found = get_object_or_404(
        Decision, pk=decision, line__screening=screening, entry="", withdrawn=None
    )
    user = signed_in(request)
    return _done(
        request, screening, found.line, "approved", lambda: approve(found, screening, user)
    )


@require_POST
def withdrawn(request: HttpRequest, pk: UUID, decision: int) -> HttpResponse:
    """Take a decision back."""
    screening = seen(request, pk, role=Role.REVIEWER)
    found = get_object_or_404(Decision, pk=decision, line__screening=screening, withdrawn=None)
    user = signed_in(request)
    return _done(
        request,
        screening,
        found.line,
        "decision-withdrawn",
        lambda: take_back(found, screening, user),
    )


@require_POST
def commented(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Keep a comment beside a line."""
    screening = seen(request, pk, role=Role.SCREENER)
    kept = get_object_or_404(screening.lines, pk=line)
    text = request.POST.get("text", "").strip()[:_LONGEST]
    if text:
        Comment.objects.create(line=kept, by=signed_in(request), text=text)
        what = {"line": kept.pk}
        note(signed_in(request), "commented", team=screening.team, subject=pk, what=what)
    return redirect("line", pk=pk, line=kept.pk)


@require_POST
def assigned(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Have somebody see to one line."""
    screening = seen(request, pk, role=Role.SCREENER)
    kept = get_object_or_404(screening.lines, pk=line)
    _assign(request, screening, screening.lines.filter(pk=kept.pk))
    return redirect("line", pk=pk, line=kept.pk)


@require_POST
def assigned_shown(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have somebody see to all lines that the filter of the address shows."""
    screening = seen(request, pk, role=Role.SCREENER)
    _assign(request, screening, filter_of(request.GET, screening).lines(screening))
    query = request.GET.urlencode()
    return redirect(f"{reverse('result', args=[pk])}{'?' if query else ''}{query}#lines")


def _assign(request: HttpRequest, screening: Screening, lines: LineQuerySet) -> None:
    name = request.POST.get("assignee", "")
    to = next((one for one in assignable(screening.team) if one.username == name), None)
    try:
        due = parse_date(request.POST.get("due", ""))
    except ValueError:
        due = None
    by = signed_in(request)
    changed = assign(lines, to, due, by)
    what: dict[str, str | int] = {"to": to.username if to else "", "lines": changed}
    note(by, "assigned", team=screening.team, subject=screening.pk, what=what)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the lines that wait for the user, the most urgent first."""
    user = signed_in(request)
    visible = Screening.objects.visible_to(user)
    lines = (
        Line.objects.filter(assignee=user, screening__in=visible)
        .unsettled()
        .select_related("screening")
        .order_by(F("due").asc(nulls_last=True), "screening", "position")[:_MOST_SHOWN]
    )
    context = {"lines": lines, "today": timezone.localdate()}
    return render(request, "cases/mine.html", context)


def _done(
    request: HttpRequest, screening: Screening, line: Line, act: str, do: Callable[[], None]
) -> HttpResponse:
    """Do something to a line, note it, and show the line; or say what is wrong."""
    try:
        with transaction.atomic():
            do()
            what = {"line": line.pk}
            user = signed_in(request)
            note(user, act, team=screening.team, subject=screening.pk, what=what)
    except InputError as error:
        return show_line(request, screening, line, problem(error))
    return redirect("line", pk=screening.pk, line=line.pk)
