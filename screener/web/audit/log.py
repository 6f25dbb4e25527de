"""Writing and checking the audit log: each entry carries the hash of the one before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from screener.web.accounts.models import Team, User
from screener.web.audit.end import remember_end, remembered_end
from screener.web.audit.models import AuditEntry

#: What the first entry has for the hash of the one before it.
BEGINNING = "0" * 64
_LONGEST_SUBJECT = 100
# Any number, the same in every process: who writes an entry on PostgreSQL holds it.
_LOCK = 4_726_031_055


@transaction.atomic
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
    _wait_for_the_turn()
    entry = _append(name, act, team.name if team else "", str(subject), what or {})
    transaction.on_commit(lambda: remember_end(Path(settings.DATA), entry.pk, entry.sha256))
    return entry


def _wait_for_the_turn() -> None:
    """Have one write at a time: SQLite does that by itself, from the start of a transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _append(
    who: str, act: str, team: str, subject: str, what: Mapping[str, str | int]
) -> AuditEntry:
    last = AuditEntry.objects.order_by("-pk").values_list("sha256", flat=True).first()
    entry = AuditEntry(
        at=timezone.now(),
        who=who,
        team=team,
        act=act,
        subject=subject[:_LONGEST_SUBJECT],
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


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: how many entries, the hash of the last, and what is wrong.

    `broken` are the numbers of entries that were changed, or before which one is missing;
    `missing` are hashes that were noted elsewhere and are not in the log any more: its end was
    cut off, or all of it was written anew. `anchored` says that the end is known from elsewhere
    than the database.
    """

    entries: int
    last: str
    broken: tuple[int, ...]
    missing: tuple[str, ...]
    anchored: bool

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.anchored and not (self.broken or self.missing)


def check(noted: Iterable[str] = ()) -> Checked:
    """Check every entry, and that the log still holds the end that it had when last written to.

    Args:
        noted: Hashes that somebody noted when the log ended with them.
    """
    broken = []
    before = BEGINNING
    end = remembered_end(Path(settings.DATA))
    wanted = dict.fromkeys([*noted, *([end] if end else [])])
    wanted.pop(BEGINNING, None)
    number = 0
    for number, entry in enumerate(AuditEntry.objects.order_by("pk").iterator(), start=1):
        if entry.previous != before or entry.sha256 != hash_of(entry):
            broken.append(number)
        before = entry.sha256
        wanted.pop(before, None)
    return Checked(number, before, tuple(broken), tuple(wanted), anchored=bool(end) or not number)
