"""The JSON of the API, as its document describes it."""

import datetime as dt
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from screener.web.screenings.models import Screening, State
from screener.web.wording import language

ApiState = Literal["queued", "running", "done", "failed"]
_LONGEST = 2_000
_LONGEST_CODE = 100

Form = Literal["jsonl", "xlsx", "csv", "html", "pdf"]
Language = Literal["en", "ja", "zh"]

_STATES: dict[str, ApiState] = {
    State.QUEUED: "queued",
    State.RUNNING: "running",
    State.DONE: "done",
    State.FAILED: "failed",
}


class ItemAsked(Schema):
    """An item to look up; the day is today's where none is given."""

    text: str = Field(min_length=1, max_length=_LONGEST)
    hs: str = Field("", max_length=_LONGEST_CODE)
    material: str = Field("", max_length=_LONGEST)
    date: dt.date | None = None
    language: Language = "en"


class PartyAsked(Schema):
    """A name to look up; the day is today's where none is given."""

    name: str = Field(min_length=1, max_length=_LONGEST)
    country: str = Field("", max_length=_LONGEST_CODE)
    address: str = Field("", max_length=_LONGEST)
    date: dt.date | None = None
    language: Language = "en"


class Problem(Schema):
    """What is wrong, by its code, and how to go on."""

    code: str
    message: str
    hint: str


class Queued(Schema):
    """A screening that was taken."""

    id: UUID
    state: ApiState
    url: str


class Progress(Schema):
    """How many of the lines are done."""

    lines: int
    of: int


class Counts(Schema):
    """How many lines have each label."""

    likely_affected: int
    unclear: int
    clear: int


class Status(Schema):
    """How far a screening is, and what came of it."""

    id: UUID
    state: ApiState
    progress: Progress
    counts: Counts
    error: Problem | None


def state_of(screening: Screening) -> ApiState:
    """Return the state as the API names it."""
    return _STATES[screening.state]


def status_of(screening: Screening) -> Status:
    """Return how far a screening is."""
    return Status(
        id=screening.pk,
        state=state_of(screening),
        progress=Progress(lines=screening.done_lines, of=screening.of_lines),
        counts=Counts(
            likely_affected=screening.affected, unclear=screening.unclear, clear=screening.clear
        ),
        error=_error_of(screening) if screening.state == State.FAILED else None,
    )


def _error_of(screening: Screening) -> Problem:
    """Return the kept message: the problem on its first line, the way out and the code after."""
    code = screening.error.get("code", "our-fault")
    message, _, hint = screening.error.get(language(), "").partition("\n")
    return Problem(code=code, message=message, hint=hint.strip().removesuffix(f" [{code}]"))
