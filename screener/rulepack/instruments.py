"""Legal instruments as data: who issued what, when it holds, and its clauses with their sources."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator

from screener.rulepack.reading import RuleModel
from screener.rulepack.texts import Text

Kind = Literal["announcement", "law", "regulation", "statement", "practice", "catalogue", "foreign"]
Status = Literal[
    "in_force", "suspended", "announced", "lapsed", "unclear", "statement", "political"
]
Confidence = Literal["primary_text_seen", "several_secondary", "one_secondary"]


class Window(RuleModel):
    """A span of days with one status.

    `first` and `last` belong to the span. No `first`: the day is not known. No `last`: still so at
    the day up to which the pack was researched. `by` is the instrument that gave the status.
    """

    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")
    status: Status
    by: str | None = None
    note: Text | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether `day` lies in the window; an unknown first day lies in the past."""
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


class Clause(RuleModel):
    """One obligation.

    `original` quotes the Chinese text; `place` says where it stands there. `paraphrase` is ours and
    unofficial. `status` overrules the windows of the instrument.
    """

    id: str = Field(min_length=1)
    place: str | None = None
    original: str | None = None
    paraphrase: Text
    status: tuple[Window, ...] = ()


class Reach(RuleModel):
    """Whether an instrument binds acts outside China; no `reach`: not stated, or not verified."""

    reach: Literal["yes", "no", "enabling"] | None = None
    note: Text | None = None


class Citation(RuleModel):
    """Where a statement about an instrument was read."""

    publisher: str = Field(min_length=1)
    url: str = Field(pattern=r"^https?://")
    date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    kind: Literal["official", "mirror", "press", "law_firm", "register", "code_host"]


class Instrument(RuleModel):
    """One legal instrument, statement or reported practice.

    `issued_text` and `effective_text` say what is known where no single day is.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Kind
    number: Text | None = None
    authority: Text
    title: Text
    issued: date | None = None
    issued_text: Text | None = None
    effective: date | None = None
    effective_text: Text | None = None
    status: tuple[Window, ...] = Field(min_length=1)
    clauses: tuple[Clause, ...] = Field(min_length=1)
    applies_to: Text
    extraterritorial: Reach
    sources: tuple[Citation, ...] = ()
    confidence: Confidence
    unverified: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> "Instrument":
        ids = [clause.id for clause in self.clauses]
        if len(set(ids)) != len(ids):
            raise ValueError("two clauses have the same id")
        for windows in (self.status, *(clause.status for clause in self.clauses)):
            _check_order(windows)
        return self

    def clause(self, clause_id: str) -> Clause | None:
        """Return the clause of that id, or ``None`` where the instrument has none."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def window_on(self, day: date, clause_id: str | None = None) -> Window | None:
        """Return the window that holds on `day`, for the instrument or for one of its clauses.

        ``None`` says that no window covers the day.
        """
        clause = self.clause(clause_id) if clause_id else None
        windows = clause.status if clause and clause.status else self.status
        return next((window for window in windows if window.holds_on(day)), None)


def _check_order(windows: tuple[Window, ...]) -> None:
    """Refuse windows that end before they begin, overlap, stand out of order or leave a gap."""
    for window in windows:
        if window.first and window.last and window.last < window.first:
            raise ValueError(f"the window from {window.first} ends before it begins")
    for earlier, later in pairwise(windows):
        if earlier.last is None or later.first is None or later.first <= earlier.last:
            raise ValueError(f"the window to {earlier.last} runs into the next")
        if later.first != earlier.last + timedelta(days=1):
            raise ValueError(f"the days after {earlier.last} have no status")
