"""When a line is shipped, and what its words say of a shipment begun or ended before."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from screener.matching.past_dates import Days, PastDates
from screener.model import Evidence
from screener.rulepack.vocabulary import Timing, Vocabulary
from screener.text.folding import fold, fold_text
from screener.text.terms import first_of_each

_REMEMBERED = 1 << 14
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)")
# Dots are written with the day first wherever the year stands last.
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_MONTH_ONLY = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?![-/.]?\d)")
_QUARTER = re.compile(r"(?:q([1-4])[ /-]*(\d{4}))|(?:(\d{4})[ /-]*q([1-4]))")
_YEARS = range(1990, 2100)
_DECEMBER = 12

#: A day and its precision.
_Read = tuple[date | None, str]


@dataclass(frozen=True)
class TimingFinding:
    """What a line says of its time.

    `day` is the shipment date, ``None`` where none could be read; `precision` is ``day``,
    ``month`` (the last day of it counts) or ``ambiguous`` (day and month could be swapped).
    `signals` are ``contracted``, ``under_way`` (sent off, or released), ``in_transit`` and
    ``stock_abroad``.
    """

    day: date | None
    precision: str = "day"
    signals: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()


class TimingReader:
    """Reads dates in many notations, and words on contracts, stock and shipments."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        timing = vocabulary.timing
        self._timing = timing
        self._months = {
            name: place for place, names in enumerate(timing.months, 1) for name in names
        }
        names = "|".join(sorted(self._months, key=len, reverse=True))
        self._day_month = re.compile(
            rf"(\d{{1,2}})(?:st|nd|rd|th)?[ .,/-]*({names})[a-z]*[ .,/'-]*(\d{{4}}|\d{{2}})(?!\d)"
        )
        self._month_day = re.compile(
            rf"({names})[a-z]*[ .,/-]*(\d{{1,2}})(?:st|nd|rd|th)?[ .,/-]+(\d{{4}})(?!\d)"
        )
        self._month_year = re.compile(rf"({names})[a-z]*[ .,/'-]*(\d{{4}})(?!\d)")
        self._marked = _marked(timing)
        self._signals_in = first_of_each(
            {
                "contracted": timing.contracted.every(),
                "under_way": timing.under_way.every(),
                "in_transit": timing.in_transit.every(),
                "stock_abroad": timing.stock_abroad.every(),
            }
        )
        self._past = PastDates(timing, self._months)
        self._speaks = lru_cache(maxsize=_REMEMBERED)(self._tells_of_time)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._patterns = {
            signal: re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
            for signal, patterns in timing.patterns.items()
        }

    def read(
        self,
        date_text: str = "",
        notes: str = "",
        description: str = "",
        *,
        until: date | None = None,
    ) -> TimingFinding:
        """Return the shipment date of a line, and what its texts say of time.

        Args:
            date_text: The cell of the shipment date.
            notes: The notes of the line.
            description: Its description.
            until: The day before which something began in time; without one, the day on which the
                rules took effect.
        """
        # Free text without a word of time says nothing: then equal dates read the same.
        notes, description = (text if self._speaks(text) else "" for text in (notes, description))
        return self._remembered(date_text, notes, description, until or self._past.until)

    def _tells_of_time(self, text: str) -> bool:
        # Any date may lie before some day, and a day without a year in some year.
        days = Days(date.max, date(date.max.year, 1, 1))
        said = (self._said("", text, days), self._patterned("", text, days))
        return any(said) or bool(self._dated("", text, days))

    def _read(self, date_text: str, notes: str, description: str, until: date) -> TimingFinding:
        day, precision = self._date(date_text)
        days = Days(until, day)
        evidence = []
        if date_text.strip():
            values = {"day": day.isoformat() if day else "", "precision": precision}
            evidence.append(
                Evidence(
                    code="timing-date" if day else "timing-unread",
                    field="date",
                    text=date_text,
                    span=(0, len(date_text)),
                    values=MappingProxyType(values),
                )
            )
        texts = {"date": date_text, "notes": notes}
        for field, text in texts.items():
            evidence += self._said(field, text, days)
        for field, text in {**texts, "description": description}.items():
            evidence += self._patterned(field, text, days)
            evidence += self._dated(field, text, days) if field != "date" else ()
        signals = {entry.values["signal"] for entry in evidence if entry.code == "timing-signal"}
        return TimingFinding(day, precision, frozenset(signals), tuple(evidence))

    def _said(self, field: str, text: str, days: Days) -> list[Evidence]:
        folded = fold(text)
        return [
            _signal(signal, field, text, folded.span(hit.start, hit.end))
            for signal, hit in self._signals_in(text).items()
            if field == "date"
            or not self._past.dates_otherwise(folded.text, hit.start, hit.end, days)
        ]

    def _patterned(self, field: str, text: str, days: Days) -> list[Evidence]:
        folded = fold(text)
        return [
            _signal(signal, field, text, folded.span(found.start(), found.end()))
            for signal, pattern in self._patterns.items()
            if (found := pattern.search(folded.text))
            and not self._past.dates_otherwise(folded.text, found.start(), found.end(), days)
        ]

    def _dated(self, field: str, text: str, days: Days) -> list[Evidence]:
        folded = fold(text)
        return [
            _signal(signal, field, text, folded.span(start, end))
            for signal, start, end in self._past.signals(text, days)
        ]

    def _date(self, text: str) -> _Read:
        folded = fold_text(text)
        for read in (self._numbers, self._words, self._period):
            found = read(folded)
            if found is not None:
                return found
        return None, "day"

    def _numbers(self, folded: str) -> _Read | None:
        if _SERIAL.fullmatch(folded):
            day = self._timing.excel_epoch + timedelta(days=int(float(folded)))
            return (day, "day") if day.year in _YEARS else None
        if match := _YEAR_FIRST.search(folded) or _COMPACT.search(folded):
            return _day(*map(int, match.groups()))
        if match := _DOTTED.search(folded):
            return _day(int(match[3]), int(match[2]), int(match[1]))
        if match := _YEAR_LAST.search(folded):
            return _swapped(int(match[3]), int(match[1]), int(match[2]))
        return None

    def _words(self, folded: str) -> _Read | None:
        if match := self._marked.search(folded):
            return self._marked_day(match)
        if match := self._day_month.search(folded):
            year = int(match[3]) % 100 + 2000 if len(match[3]) == len("26") else int(match[3])
            return _day(year, self._months[match[2]], int(match[1]))
        if match := self._month_day.search(folded):
            return _day(int(match[3]), self._months[match[1]], int(match[2]))
        return None

    def _marked_day(self, match: re.Match[str]) -> _Read:
        era, number, month, day = match["era"], match["year"], match["month"], match["day"]
        year = 1 if number in self._timing.marks.first else int(number)
        year += self._timing.eras.get(era, 0) if era else 0
        if month is None:
            return None, "day"
        return _day(year, int(month), int(day)) if day else _end_of(year, int(month))

    def _period(self, folded: str) -> _Read | None:
        if match := self._month_year.search(folded):
            return _end_of(int(match[2]), self._months[match[1]])
        if match := _MONTH_ONLY.search(folded):
            return _end_of(int(match[1]), int(match[2]))
        if match := _QUARTER.search(folded):
            quarter, year = (match[1], match[2]) if match[1] else (match[4], match[3])
            return _end_of(int(year), int(quarter) * 3)
        return None


def _marked(timing: Timing) -> re.Pattern[str]:
    marks = timing.marks
    eras = _any_of([fold_text(era) for era in timing.eras])
    year, month, day = (
        _any_of([fold_text(mark) for mark in found])
        for found in (marks.year, marks.month, marks.day)
    )
    first = _any_of([fold_text(mark) for mark in marks.first])
    return re.compile(
        rf"(?P<era>{eras})?\s*(?P<year>\d{{1,4}}|{first})\s*(?:{year}|(?<=[a-z]\d)[./-])"
        rf"\s*(?:(?P<month>\d{{1,2}})\s*(?:{month}|[./-]))?\s*(?:(?P<day>\d{{1,2}})\s*(?:{day})?)?"
    )


def _any_of(words: list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) for word in ordered)})"


def _day(year: int, month: int, day: int) -> _Read:
    try:
        found = date(year, month, day)
    except ValueError:
        return None, "day"
    return (found, "day") if year in _YEARS else (None, "day")


def _swapped(year: int, one: int, other: int) -> _Read:
    """Read a date whose day and month may be swapped: the one that exists, or none if both do."""
    found = {day for day, _ in (_day(year, one, other), _day(year, other, one)) if day is not None}
    if len(found) == 1:
        return found.pop(), "day"
    return None, "ambiguous"


def _end_of(year: int, month: int) -> _Read:
    if not 1 <= month <= _DECEMBER or year not in _YEARS:
        return None, "day"
    return date(year, month, calendar.monthrange(year, month)[1]), "month"


def _signal(signal: str, field: str, text: str, span: tuple[int, int]) -> Evidence:
    words = text[slice(*span)]
    return Evidence(
        code="timing-signal",
        field=field,
        text=words,
        span=span,
        entry=signal,
        values=MappingProxyType({"signal": signal, "term": words}),
    )
