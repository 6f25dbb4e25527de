"""The JSON API: upload, screen, poll, fetch results, look up items and parties."""

from typing import Annotated
from uuid import UUID

import ninja
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja.files import UploadedFile
from pydantic import ValidationError as ModelError

from screener.errors import InputError
from screener.pipeline import Screener, line_of
from screener.profile import BadProfile, Profile
from screener.results.explain import Explainer
from screener.results.records import item_record, party_lookup_record
from screener.web.accounts.models import Role
from screener.web.accounts.permissions import own_team
from screener.web.accounts.signed_in import signed_in
from screener.web.api.callers import PerMinute, Token, local_caller
from screener.web.api.errors import NoSuchFormat, NotAllowed, NotDone, NotThere
from screener.web.api.refusals import handle_errors
from screener.web.api.shapes import (
    Form,
    ItemAsked,
    Language,
    PartyAsked,
    Problem,
    Queued,
    Status,
    state_of,
    status_of,
)
from screener.web.api.tokens import Scope
from screener.web.audit.log import note
from screener.web.rules import pack, reader
from screener.web.screenings.access import seen
from screener.web.screenings.models import Screening, State
from screener.web.screenings.results import forms
from screener.web.screenings.sending import sent
from screener.web.screenings.source import workbook_of
from screener.web.screenings.tasks import queue
from screener.web.screenings.uploads import keep_upload

_REFUSED = frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503, 507})

api = ninja.NinjaAPI(
    title="screener",
    version="1",
    description="Screens bills of materials against China's restriction of 6 January 2026.",
    docs_url=None,
    urls_namespace="api",
    throttle=PerMinute(),
)


@api.post(
    "/screenings",
    auth=[Token(Scope.SCREEN), local_caller],
    response={201: Queued, _REFUSED: Problem},
    summary="Upload a parts list and have it screened",
)
def screen(
    request: HttpRequest,
    file: Annotated[UploadedFile, ninja.File()],
    profile: Annotated[str, ninja.Form()] = "",
) -> ninja.Status[Queued]:
    """Keep a parts list and queue its screening, by a profile (JSON) if one is given."""
    user = signed_in(request)
    team = own_team(user)
    if team is None:
        raise NotAllowed
    said = _profile(profile)
    Screener(pack(), said, today=timezone.localdate(), reader=reader())  # refuses what is wrong
    screening = keep_upload(file, user, team)
    try:
        workbook_of(screening, said)
    except InputError:
        screening.erase()
        raise
    # Nobody was asked which version it follows.
    screening.previous = None
    screening.draft = said.model_dump(mode="json")
    screening.save(update_fields=["previous", "draft"])
    what = {"sha256": screening.sha256, "through": "api"}
    note(user, "uploaded", team=team, subject=screening.pk, what=what)
    note(user, "screened", team=team, subject=screening.pk, what={"through": "api"})
    queue(screening, profile=said)
    screening.refresh_from_db()
    url = request.build_absolute_uri(f"/api/screenings/{screening.pk}")
    return ninja.Status(201, Queued(id=screening.pk, state=state_of(screening), url=url))


def _profile(text: str) -> Profile:
    """Read a profile from JSON.

    Raises:
        BadProfile: It is none; says the line of JSON or the key.
    """
    try:
        return Profile.model_validate_json(text or "{}")
    except ModelError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise BadProfile(file="profile", line=1, what=what) from error


@api.get(
    "/screenings/{uuid:pk}",
    auth=[Token(Scope.READ), local_caller],
    response={200: Status, _REFUSED: Problem},
    summary="How far a screening is",
)
def status(request: HttpRequest, pk: UUID) -> Status:
    """Say how far a screening is, what was counted, and why it failed if it did."""
    return status_of(_queued(request, pk))


@api.get(
    "/screenings/{uuid:pk}/result",
    auth=[Token(Scope.READ), local_caller],
    response={200: None, _REFUSED: Problem},
    summary="A result file, as the command line writes it",
)
def result(
    request: HttpRequest,
    pk: UUID,
    form: Annotated[Form, ninja.Query(alias="format")] = "jsonl",
    language: Language = "en",
) -> FileResponse:
    """Send a result file in one of the formats and languages."""
    screening = _queued(request, pk)
    if form not in forms():
        raise NoSuchFormat(form=form, known=", ".join(forms()))
    if screening.state != State.DONE:
        raise NotDone(state=state_of(screening))
    what = {"format": form, "language": language, "through": "api"}
    note(signed_in(request), "downloaded", team=screening.team, subject=pk, what=what)
    return sent(screening, form, language)


def _queued(request: HttpRequest, pk: UUID) -> Screening:
    """Return a screening that somebody had done; what is being prepared is no screening yet."""
    screening = seen(request, pk, role=Role.READER)
    if screening.state == State.DRAFT:
        raise NotThere
    return screening


@api.get(
    "/lookup/item",
    auth=[Token(Scope.LOOKUP), local_caller],
    response={200: dict[str, object], _REFUSED: Problem},
    summary="What the catalogue says of a description",
)
def lookup_item(request: HttpRequest, asked: ninja.Query[ItemAsked]) -> HttpResponse:
    """Say of one description what ``screener lookup item --format json`` says."""
    del request
    fields = {"description": asked.text, "hs_code": asked.hs, "material": asked.material}
    found = reader().read_item(line_of(fields), asked.date or timezone.localdate())
    explainer = Explainer(pack(), asked.language)
    return _json({"query": asked.text, "item": item_record(found, explainer)})


@api.get(
    "/lookup/party",
    auth=[Token(Scope.LOOKUP), local_caller],
    response={200: dict[str, object], _REFUSED: Problem},
    summary="Who the lists say a name is",
)
def lookup_party(request: HttpRequest, asked: ninja.Query[PartyAsked]) -> HttpResponse:
    """Say of one name what ``screener lookup party --format json`` says."""
    del request
    found = reader().read_party(
        asked.name,
        "end_user",
        asked.date or timezone.localdate(),
        country=asked.country or None,
        address=asked.address or None,
    )
    return _json(party_lookup_record(asked.name, found, Explainer(pack(), asked.language)))


def _json(content: object) -> HttpResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, safe=False)


handle_errors(api)
