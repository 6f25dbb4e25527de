"""What a kept line rests on, worked out anew: a verdict follows from line, profile and rules."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone

from screener.model import ScreenedLine
from screener.pipeline import Screener
from screener.record.record import LineRecord, Record
from screener.web.rules import pack, reader
from screener.web.screenings.kept import stated_line
from screener.web.screenings.models import Line, Screening
from screener.web.screenings.recorded import record_of
from screener.web.screenings.source import profile_of

# Pages about one screening follow one another.
_KEPT = 8
_RECORDS: dict[tuple[UUID, str, int], Mapping[int, LineRecord]] = {}


def screener_of(screening: Screening, *, today: date | None = None) -> Screener:
    """Return what screens the lines of a screening: by its profile and its record.

    `today` is the day of a run; without it, the day on which the screening was finished.
    """
    finished = screening.finished or timezone.now()
    return Screener(
        pack(),
        profile_of(screening),
        today=today or timezone.localdate(finished),
        reader=reader(),
        record=record_of(screening),
    )


def verdict_of(line: Line, screening: Screening, screener: Screener) -> ScreenedLine:
    """Screen a kept line with what the record holds for it."""
    kept = records_of(screening, screener.record).get(line.pk)
    return screener.screen(stated_line(line), kept)


def records_of(screening: Screening, record: Record) -> Mapping[int, LineRecord]:
    """Return what the record holds for each line that it speaks of, by the line's key."""
    if not record.answers and not record.decisions:
        return {}
    run = screening.claim.hex if screening.claim else ""
    key = (screening.pk, run, len(record.entries))
    if key not in _RECORDS:
        while len(_RECORDS) >= _KEPT:
            _RECORDS.pop(next(iter(_RECORDS)), None)
        _RECORDS[key] = _matched(screening, record)
    return _RECORDS[key]


def _matched(screening: Screening, record: Record) -> dict[int, LineRecord]:
    """Match lines to the record; each line is told from all others of the file."""
    lines = list(screening.lines.only("pk", "screening", "stated"))
    found = record.for_lines([stated_line(line) for line in lines])
    return {
        line.pk: kept
        for line, kept in zip(lines, found, strict=True)
        if kept.answers or kept.decisions
    }
