"""Page one: the file; beside it the samples and the recent screenings."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from screener.errors import InputError
from screener.shipped import sample_files
from screener.web.accounts.models import Role, Team
from screener.web.accounts.permissions import own_team
from screener.web.accounts.signed_in import signed_in
from screener.web.audit.log import note
from screener.web.messages import problem
from screener.web.screenings.access import seen
from screener.web.screenings.models import Screening, State
from screener.web.screenings.source import draft_of, workbook_of
from screener.web.screenings.uploads import keep_upload

_RECENT = 8
_UNUSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show the page, or take an upload to the next one."""
    if request.method != "POST":
        return _page(request)
    return _take(request, request.FILES.get("file"))


@require_POST
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """Take one of the samples as the upload."""
    path = next((path for path in sample_files() if path.name == name), None)
    if path is None:
        raise Http404
    with path.open("rb") as content:
        return _take(request, File(content, name=path.name))


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """List every screening of the user's teams."""
    found = Screening.objects.visible_to(signed_in(request)).select_related("owner")
    return render(
        request, "screenings/history.html", {"screenings": found, "keep_days": settings.KEEP_DAYS}
    )


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then delete a screening with its upload and all that came of it."""
    screening = seen(request, pk, role=Role.SCREENER)
    if request.method != "POST":
        return render(request, "screenings/delete.html", {"screening": screening})
    note(signed_in(request), "deleted", team=screening.team, subject=screening.pk)
    screening.erase()
    return redirect("history")


def _take(request: HttpRequest, file: "File[bytes] | None") -> HttpResponse:
    try:
        screening = keep_upload(file, signed_in(request), _team(request))
    except InputError as error:
        return _page(request, error)
    try:
        workbook_of(screening, draft_of(screening))
    except InputError as error:
        screening.erase()
        return _page(request, error)
    note(
        screening.owner,
        "uploaded",
        team=screening.team,
        subject=screening.pk,
        what={"sha256": screening.sha256},
    )
    return redirect("columns", pk=screening.pk)


def _team(request: HttpRequest) -> Team:
    team = own_team(signed_in(request))
    if team is None:
        raise PermissionDenied
    return team


def _page(request: HttpRequest, error: InputError | None = None) -> HttpResponse:
    recent = Screening.objects.visible_to(signed_in(request)).exclude(state=State.DRAFT)
    context = {
        "samples": sample_files(),
        "recent": recent[:_RECENT],
        "may_screen": own_team(signed_in(request)) is not None,
        "problem": problem(error) if error else None,
    }
    return render(request, "screenings/file.html", context, status=_UNUSABLE if error else 200)
