"""The record of a screening: what was asked, answered and decided, one row an entry."""

from collections.abc import Iterable

from django.db import transaction
from pydantic import TypeAdapter

from screener.record.entries import Entry
from screener.record.record import Record
from screener.web.accounts.models import User
from screener.web.screenings.models import RecordEntry, Screening

_ENTRIES = TypeAdapter(list[Entry])


def record_of(screening: Screening) -> Record:
    """Return the record of a screening."""
    kept = RecordEntry.objects.filter(screening=screening).values_list("content", flat=True)
    return Record(tuple(_ENTRIES.validate_python(list(kept))))


@transaction.atomic
def add_entries(screening: Screening, entries: Iterable[Entry], by: User) -> Record:
    """Add entries to a record, and return the whole; what it holds already is not added again."""
    # One at a time: whoever adds knows what the others added.
    Screening.objects.select_for_update(no_key=True).get(pk=screening.pk)
    known = record_of(screening)
    record = known.with_added(entries)
    RecordEntry.objects.bulk_create(
        RecordEntry(screening=screening, content=entry.model_dump(mode="json"), by=by)
        for entry in record.entries[len(known.entries) :]
    )
    return record


def take_over(screening: Screening, previous: Screening, by: User) -> None:
    """Let the record of an earlier version count for the next one, where its lines are there."""
    add_entries(screening, record_of(previous).entries, by)
