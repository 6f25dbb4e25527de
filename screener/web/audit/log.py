"""Writing and checking the audit log: each entry carries the hash of the one before it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from screener.web.accounts.models import Team, User
from screener.web.audit.models import AuditEntry

#: What the first entry has for the hash of the one before it.
BEGINNING = "0" * 64
_TRIES = 5


def note(
    who: User | str,
    act: str,
    *,
    team: Team | None = None,
    subject: object = "",
    what: Mapping[str, str | int] | None = None,
) -> AuditEntry:
    """Add an entry: who did what to which thing. Never give it the content of a cell."""
    name = who if isinstance(who, str) else who.get_username()
    for attempt in range(_TRIES):
        try:
            with transaction.atomic():
                return _append(name, act, team.name if team else "", str(subject), what or {})
        except IntegrityError:
            # Somebody else's entry came between: follow that one.
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _append(
    who: str, act: str, team: str, subject: str, what: Mapping[str, str | int]
) -> AuditEntry:
    last = AuditEntry.objects.order_by("-pk").values_list("sha256", flat=True).first()
    entry = AuditEntry(
        at=timezone.now(),
        who=who,
        team=team,
        act=act,
        subject=subject,
        what=dict(what),
        previous=last or BEGINNING,
    )
    entry.sha256 = hash_of(entry)
    entry.save(force_insert=True)
    return entry


def hash_of(entry: AuditEntry) -> str:
    """Return the hash of an entry: of all it says, and of the one before it."""
    said = as_record(entry)
    said.pop("sha256")
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def as_record(entry: AuditEntry) -> dict[str, object]:
    """Return an entry as it is exported."""
    at: datetime = entry.at
    return {
        "at": at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds"),
        "who": entry.who,
        "team": entry.team,
        "act": entry.act,
        "subject": entry.subject,
        "what": entry.what,
        "previous": entry.previous,
        "sha256": entry.sha256,
    }


def broken_entries() -> Iterator[int]:
    """Yield the numbers of entries that were changed, or before which one is missing."""
    before = BEGINNING
    for number, entry in enumerate(AuditEntry.objects.order_by("pk").iterator(), start=1):
        if entry.previous != before or entry.sha256 != hash_of(entry):
            yield number
        before = entry.sha256
