"""Page two: how the file was understood, and the facts that it does not state."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from screener.errors import InputError
from screener.intake.encoding import LEGACY_ENCODINGS
from screener.model import FIELDS, Line
from screener.profile import Profile
from screener.rulepack.ambiguities import Ambiguity
from screener.text.languages import main_language
from screener.web.accounts.models import Role
from screener.web.accounts.signed_in import signed_in
from screener.web.audit.log import note
from screener.web.lookup.parties import PartyFound, look_up_party
from screener.web.messages import problem
from screener.web.rules import explainer, pack
from screener.web.screenings.access import seen
from screener.web.screenings.columns import FACTS, name_of, said
from screener.web.screenings.models import Screening, State
from screener.web.screenings.recorded import take_over
from screener.web.screenings.source import draft_of
from screener.web.screenings.tasks import queue
from screener.web.screenings.understanding import ColumnFound, Understanding, understand
from screener.web.screenings.waiting import wait_a_moment
from screener.web.wording import language

_ENCODINGS = ("utf-8", "utf-16", *LEGACY_ENCODINGS)
_UNUSABLE = 422
_VERSIONS = 30
_NEEDED_MOST = ("end_user", "end_use", "ship_from", "destination")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column as the page shows it."""

    found: ColumnFound
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One open reading as the page shows it."""

    ambiguity: Ambiguity
    question: str
    choices: tuple["ReadingChoice", ...]


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """One way to read the words, what follows, and who holds it."""

    value: str
    title: str
    text: str
    consequence: str
    held_by: str
    chosen: bool


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was understood; or take what the person says, and screen when told to."""
    writes = request.method == "POST"
    screening = seen(request, pk, role=Role.SCREENER if writes else Role.READER)
    if not writes:
        return _page(request, screening)
    try:
        profile = _keep(request, screening)
    except InputError as error:
        return _page(request, screening, error)
    if request.POST.get("do") != "screen":
        return redirect(f"{request.path}#{request.POST.get('do', '')}")
    if understand(screening, profile).error:
        return redirect(request.path)
    if screening.previous:
        take_over(screening, screening.previous, signed_in(request))
    queue(screening, profile=profile)
    note(signed_in(request), "screened", team=screening.team, subject=screening.pk)
    screening.refresh_from_db(fields=["state"])
    return wait_a_moment(screening)


def _keep(request: HttpRequest, screening: Screening) -> Profile:
    before = draft_of(screening)
    shown = understand(screening, before)
    proposed = understand(screening, before.model_copy(update={"mappings": ()}))
    profile = said(request.POST, before, shown.tables, proposed.tables)
    screening.draft = profile.model_dump(mode="json")
    screening.previous = _version_before(request, screening)
    screening.save(update_fields=["draft", "previous"])
    return profile


def _versions(screening: Screening) -> QuerySet[Screening]:
    """Return the screenings that this one may be compared with, the newest first."""
    done = Screening.objects.filter(team=screening.team, state=State.DONE)
    return done.exclude(pk=screening.pk).filter(created__lt=screening.created)


def _version_before(request: HttpRequest, screening: Screening) -> Screening | None:
    try:
        chosen = UUID(request.POST.get("previous", ""))
    except ValueError:
        return None
    return _versions(screening).filter(pk=chosen).first()


def _page(
    request: HttpRequest, screening: Screening, error: InputError | None = None
) -> HttpResponse:
    profile = draft_of(screening)
    try:
        found = understand(screening, profile)
    except InputError as unreadable:
        # Only an encoding that does not fit can come up now: the file was read before.
        plain = profile.model_copy(update={"encoding": None})
        screening.draft = plain.model_dump(mode="json")
        return _page(request, screening, unreadable)
    wrong = error or found.error
    context = {
        "screening": screening,
        "found": found,
        "profile": profile,
        "problem": problem(wrong) if wrong else None,
        "sheets": _sheets(found, profile),
        "encodings": _encodings(found, profile),
        "tables": [
            (table, [_column(number, column) for column in table.columns])
            for number, table in enumerate(found.tables)
        ],
        "facts": _facts(request, profile),
        "versions": _versions(screening)[:_VERSIONS],
        "missing": _missing(found, profile),
        "countries": _countries(profile),
        "readings": _readings(profile),
        "settled": len(profile.readings),
        "first_fields": _first_fields(found.first_lines),
        "first_lines": _first_lines(found.first_lines),
        "end_user": _end_user(profile),
        "spoken": main_language(
            cell for table in found.tables for one in table.columns for cell in one.samples
        ),
    }
    return render(request, "screenings/columns.html", context, status=_UNUSABLE if wrong else 200)


def _facts(request: HttpRequest, profile: Profile) -> dict[str, str]:
    """Return the facts: as they were sent, or else as they were kept."""
    kept = profile.stated_facts()
    return {name: request.POST.get(name, kept.get(name, "")) for name in FACTS}


def _sheets(found: Understanding, profile: Profile) -> list[Choice]:
    return [Choice(sheet.name, sheet.name, sheet.name == profile.sheet) for sheet in found.sheets]


def _encodings(found: Understanding, profile: Profile) -> list[Choice]:
    if found.encoding is None:
        return []
    names = dict.fromkeys((found.encoding, *_ENCODINGS))
    return [Choice(name, name, name == profile.encoding) for name in names]


def _column(table: int, column: ColumnFound) -> ColumnRow:
    says = explainer()
    choices = tuple(Choice(name, says.field(name), name == column.field) for name in FIELDS)
    return ColumnRow(column, name_of(table, column), choices)


def _missing(found: Understanding, profile: Profile) -> list[str]:
    says = explainer()
    given = profile.stated_facts()
    return [
        says.field(name) for name in _NEEDED_MOST if name not in found.fields and name not in given
    ]


def _countries(profile: Profile) -> dict[str, list[Choice]]:
    facts = profile.stated_facts()
    names = sorted(
        (getattr(country, language()), country.code) for country in pack().vocabulary.countries
    )
    return {
        field: [Choice(code, name, facts.get(field) == code) for name, code in names]
        for field in ("ship_from", "destination", "country_of_origin")
    }


def _readings(profile: Profile) -> list[ReadingRow]:
    says = explainer()
    rows = []
    for ambiguity in pack().ambiguities.values():
        if ambiguity.status == "open":
            chosen = profile.readings.get(ambiguity.id)
            choices = tuple(
                ReadingChoice(
                    reading.id,
                    says.say(reading.title),
                    says.say(reading.text),
                    says.say(reading.consequence),
                    says.list(reading.held_by),
                    reading.id == chosen,
                )
                for reading in ambiguity.readings
            )
            rows.append(ReadingRow(ambiguity, says.say(ambiguity.question), choices))
    return rows


def _first_fields(lines: tuple[Line, ...]) -> list[str]:
    says = explainer()
    stated = {name for line in lines for name in line.stated}
    return [says.field(name) for name in FIELDS if name in stated]


def _first_lines(lines: tuple[Line, ...]) -> list[tuple[int, list[str]]]:
    stated = {name for line in lines for name in line.stated}
    fields = [name for name in FIELDS if name in stated]
    return [(line.row, [line.text(name) for name in fields]) for line in lines]


def _end_user(profile: Profile) -> PartyFound | None:
    name = profile.facts.end_user
    return look_up_party(name, profile) if name else None
