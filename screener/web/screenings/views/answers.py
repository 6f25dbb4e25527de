"""Answers: given on a line, taken back, sent out as questionnaires and taken in again."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path, PurePath
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from screener.errors import InputError
from screener.record.entries import AnswerEntry
from screener.settling.loop import ask
from screener.settling.parcels import write_parcels
from screener.settling.replies import Reply, read_replies
from screener.settling.taking import Taken, Taker
from screener.settling.withdrawing import withdrawal
from screener.web.accounts.models import Role
from screener.web.accounts.signed_in import signed_in
from screener.web.audit.log import note
from screener.web.htmx import is_htmx
from screener.web.messages import problem
from screener.web.rules import pack, reader
from screener.web.screenings.access import seen
from screener.web.screenings.answering import Given, entries_of
from screener.web.screenings.models import Line, Screening
from screener.web.screenings.recorded import add_entries, record_of
from screener.web.screenings.refreshing import refresh
from screener.web.screenings.source import workbook_of
from screener.web.screenings.tasks import queue
from screener.web.screenings.verdicts import records_of, screener_of, verdict_of
from screener.web.screenings.views.line import show_line
from screener.web.screenings.waiting import wait_a_moment
from screener.web.wording import language

_UNUSABLE = 422


@require_POST
def give(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Take an answer to one question, for one line or for all that ask it; screen them anew."""
    screening = seen(request, pk, role=Role.SCREENER)
    kept = get_object_or_404(screening.lines, pk=line)
    try:
        with transaction.atomic():
            lines = _take(request, screening, kept)
            refresh(screening, lines)
    except InputError as error:
        return show_line(request, screening, kept, problem(error))
    return _after(request, screening, kept)


def _take(request: HttpRequest, screening: Screening, line: Line) -> list[Line]:
    user = signed_in(request)
    screener = screener_of(screening)
    given = Given(
        question=request.POST.get("question", ""),
        answer=request.POST.get("answer", ""),
        words=request.POST.get("words", "").strip(),
        document=request.POST.get("document", "").strip(),
        by=user.get_full_name() or user.get_username(),
        on=timezone.localdate(),
        for_all=request.POST.get("scope") == "all",
    )
    screened = verdict_of(line, screening, screener)
    entries, lines = entries_of(given, line, screened, screening, screener)
    add_entries(screening, entries, user)
    what: dict[str, str | int] = {"question": given.question, "line": line.pk, "lines": len(lines)}
    note(user, "answered", team=screening.team, subject=screening.pk, what=what)
    return lines


@require_POST
def withdraw(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Take an answer back: the entry stays and no longer counts."""
    screening = seen(request, pk, role=Role.SCREENER)
    kept = get_object_or_404(screening.lines, pk=line)
    user = signed_in(request)
    record = record_of(screening)
    name = request.POST.get("entry", "")
    try:
        entry = withdrawal(record, name, by=user.get_username(), reason="", on=timezone.localdate())
    except InputError as error:
        return show_line(request, screening, kept, problem(error))
    of_lines = any(one.id == name for one in record.entries if isinstance(one, AnswerEntry))
    concerned = [
        key
        for key, found in records_of(screening, record).items()
        if any(answer.id == name for answer, _ in found.answers)
    ]
    with transaction.atomic():
        add_entries(screening, [entry], user)
        note(user, "withdrew", team=screening.team, subject=pk, what={"entry": name})
        refresh(screening, list(screening.lines.filter(pk__in=concerned)) if of_lines else [])
    return _after(request, screening, kept)


def _after(request: HttpRequest, screening: Screening, line: Line) -> HttpResponse:
    """Show the line again, or the page of progress where all lines are screened anew."""
    screening.refresh_from_db()
    answer = wait_a_moment(screening)
    if answer.url.endswith("/progress/"):
        return answer
    if is_htmx(request):
        line = get_object_or_404(screening.lines, pk=line.pk)
        return show_line(request, screening, line)
    return redirect("line", pk=screening.pk, line=line.pk)


@require_POST
def questionnaires(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send the questionnaires and letters for all recipients, and keep what was asked."""
    screening = seen(request, pk, role=Role.SCREENER)
    screener = screener_of(screening)
    workbook = workbook_of(screening, screener.profile)
    asked = ask(workbook, screener, today=timezone.localdate(), own=language())
    if not asked.questionnaires:
        return redirect("result", pk=pk)
    add_entries(screening, asked.entries, signed_in(request))
    note(signed_in(request), "asked", team=screening.team, subject=pk)
    stem = PurePath(screening.name).stem
    with tempfile.TemporaryDirectory() as folder:
        write_parcels(Path(folder), stem, asked.questionnaires, pack())
        packed = _zipped(Path(folder))
    return FileResponse(packed, as_attachment=True, filename=f"{stem}.questions.zip")


def _zipped(folder: Path) -> BytesIO:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    packed.seek(0)
    return packed


@require_POST
def replies(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take questionnaires that came back, say what was wrong in them, and screen again."""
    screening = seen(request, pk, role=Role.SCREENER)
    taker = Taker(pack(), record_of(screening), reader(), timezone.localdate())
    taken: list[tuple[str, Taken]] = []
    errors: list[InputError] = []
    for file in request.FILES.getlist("replies"):
        try:
            found = taker.take(_replies_of(file), language())
        except InputError as error:
            errors.append(error)
        else:
            taken.append((file.name or "", found))
            errors += found.errors
    entries = [entry for _, found in taken for entry in found.entries]
    if entries:
        with transaction.atomic():
            add_entries(screening, entries, signed_in(request))
            what = {"answers": len(entries)}
            note(signed_in(request), "took-replies", team=screening.team, subject=pk, what=what)
            queue(screening)
    context = {
        "screening": screening,
        "taken": [(name, len(one.entries), one.empty, len(one.errors)) for name, one in taken],
        "problems": [problem(error) for error in errors],
        "entries": len(entries),
    }
    status = _UNUSABLE if errors and not entries else 200
    return render(request, "screenings/replies.html", context, status=status)


def _replies_of(file: "UploadedFile[bytes]") -> tuple[Reply, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PurePath(file.name or "replies").name
        path.write_bytes(file.read())
        return read_replies(path, confined=True)
