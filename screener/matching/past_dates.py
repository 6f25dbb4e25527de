"""Dates in free text that lie before a day that matters: "PO placed Nov 2025", "2025年10月入庫"."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from screener.rulepack.vocabulary import Timing
from screener.text.folding import fold, fold_text
from screener.text.terms import TermIndex

_CLAUSE_END = re.compile(r"[;,。；、，\n]|(?<=\w{4})\.(?=\s|$)")
_BARE_YEAR = r"(?P<year>20[0-4]\d)(?![\w/-]|\.\d)"
_DECEMBER = 12
_REACH = 10  # characters between "before" and its day
_BESIDE = 24  # characters between a phrase and the date that dates it
_AHEAD = timedelta(days=90)  # "20 February" beside a shipment in March is this year's


@dataclass(frozen=True)
class Days:
    """The days that a reading of dates in free text turns on.

    `until` is the day before which something began in time. `around` is the day of the shipment:
    a day without a year is the one nearest before it.
    """

    until: date
    around: date | None = None


class PastDates:
    """Finds, clause by clause, words that stand beside a date before a day that matters."""

    def __init__(self, timing: Timing, months: dict[str, int]) -> None:
        past = timing.past
        self._months = months
        self.until = past.until
        self._words = {
            "contracted": TermIndex((word, True) for word in past.contracted.every()),
            "under_way": TermIndex((word, True) for word in past.under_way.every()),
            "stock_abroad": TermIndex((word, True) for word in past.stock_abroad.every()),
        }
        self._before = TermIndex((word, True) for word in past.before.every())
        self._other = TermIndex((word, True) for word in past.other.every())
        self._numbered = re.compile(rf"(?:{_any_of(map(fold_text, past.numbers.every()))})[ :.]*$")
        self._ahead = TermIndex((word, True) for word in past.ahead.every())
        self._eras = {fold_text(era): start for era, start in timing.eras.items()}
        self._patterns = tuple(_patterns(timing, months, self._eras))

    def dates_otherwise(self, text: str, start: int, end: int, days: Days) -> bool:
        """Return whether a phrase of a folded text is dated, and not before the day that counts.

        "Contract signed on 2 July" is no contract from before the rules. A date of something to
        come dates nothing: "existing contract, due 2 July".
        """
        for begin, stop, last in self._dates(text, days.around):
            between = text[end:begin] if begin >= end else text[stop:start]
            if start < begin < end or len(between) > _BESIDE or _CLAUSE_END.search(between):
                continue
            if not self._is_past(text, begin, last, days.until):
                return not self._ahead.find(fold(between))
        return False

    def signals(self, text: str, days: Days) -> Iterator[tuple[str, int, int]]:
        """Yield what a text says of a time before, and where in the folded text it says so.

        A word of stock counts beside a past date anywhere in the text, unless its own clause has
        a date of its own; a word of a contract only in the clause of the date.
        """
        folded = fold(text).text
        dates = list(self._dates(folded, days.around))
        clauses = [
            (start, end)
            for start, end in _clauses(folded, [(start, end) for start, end, _ in dates])
            if not self._other.find(fold(folded[start:end]))
        ]
        past = [
            start
            for start, _, last in dates
            if self._is_past(folded, start, last, days.until)
            and any(a <= start < b for a, b in clauses)
        ]
        if not past:
            return
        for signal, words in self._words.items():
            for start, end in clauses:
                if words.find(fold(folded[start:end])):
                    inside = [one for one in dates if start <= one[0] < end]
                    old = [one for one in past if start <= one < end]
                    if old or (not inside and signal == "stock_abroad"):
                        yield signal, start, end
                        break

    def _is_past(self, text: str, start: int, last: date, until: date) -> bool:
        if last < until:
            return True
        around = text[max(0, start - _REACH) : start + 2 * _REACH]
        return last == until and bool(self._before.find(fold(around)))

    def _dates(self, text: str, around: date | None) -> Iterator[tuple[int, int, date]]:
        """Yield the dates of a text with the last day that each may mean, none inside another."""
        taken: list[tuple[int, int]] = []
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                start, end = match.span()
                is_number = self._numbered.search(text, max(0, start - _REACH), start)
                last = None if is_number else self._last_day(match, around)
                if last and not any(a < end and start < b for a, b in taken):
                    taken.append((start, end))
                    yield start, end, last

    def _last_day(self, match: re.Match[str], around: date | None) -> date | None:
        said = match.groupdict()
        if said.get("year") is None:
            return self._day_of_no_year(said, around)
        year = int(said["year"]) + self._eras.get(said.get("era") or "", 0)
        year += 2000 if len(said["year"]) == len("25") and not said.get("era") else 0
        return self._last_of(year, said)

    def _day_of_no_year(self, said: dict[str, str | None], around: date | None) -> date | None:
        if around is None:
            return None
        this_year = self._last_of(around.year, said)
        is_ahead = this_year is not None and this_year > around + _AHEAD
        return self._last_of(around.year - 1, said) if is_ahead else this_year

    def _last_of(self, year: int, said: dict[str, str | None]) -> date | None:
        name = said.get("name")
        month = self._months[name] if name else int(said.get("month") or _DECEMBER)
        day = int(said.get("day") or 0)
        if month > _DECEMBER:
            month, day = day, month
        try:
            return date(year, month, day or calendar.monthrange(year, month)[1])
        except (ValueError, calendar.IllegalMonthError):
            return None


def _patterns(
    timing: Timing, months: dict[str, int], eras: dict[str, int]
) -> Iterator[re.Pattern[str]]:
    """Yield the notations, the longest first: a year alone is no date inside another one."""
    names = _any_of(months)
    year, month, day = (
        _any_of([fold_text(mark) for mark in marks])
        for marks in (timing.marks.year, timing.marks.month, timing.marks.day)
    )
    word = rf"(?P<name>{names})[a-z]*\.?"
    number = r"(?P<day>\d{1,2})"
    era = f"(?P<era>{_any_of([name for name in eras if not name.isascii()])})?"
    yield re.compile(r"(?<!\d)(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
    yield re.compile(r"(?<!\d)(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>20\d\d)(?!\d)")
    yield re.compile(
        rf"{era}\s?(?<!\d)(?P<year>\d{{1,4}})\s?{year}\s?"
        rf"(?:(?P<month>\d{{1,2}})\s?{month}\s?(?:(?P<day>\d{{1,2}})\s?{day})?)?"
    )
    yield re.compile(
        rf"(?<!\d){number}(?:st|nd|rd|th)?[ .-]*\b{word}[ ,.'-]*(?P<year>20\d\d)(?!\d)"
    )
    yield re.compile(rf"\b{word}[ -]*{number}(?:st|nd|rd|th)?,? +(?P<year>20\d\d)(?!\d)")
    yield re.compile(rf"\b{word}[ ,.'/-]*(?P<year>20\d\d|(?<=['-])\d\d)(?!\d)")
    yield re.compile(r"(?<![\d/-])(?P<year>20\d\d)[-/.](?P<month>0[1-9]|1[0-2])(?![-/.]?\d)")
    yield re.compile(r"(?<![\d/-])(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?!\d)")
    yield re.compile(rf"(?<!\d)(?P<month>\d{{1,2}})\s?{month}\s?(?P<day>\d{{1,2}})\s?{day}(?!\d)")
    yield re.compile(rf"(?<![\d.-]){number}(?:st|nd|rd|th)?[ -]{word}(?![\w-])")
    yield re.compile(rf"\b{word}[ -]{number}(?:st|nd|rd|th)?(?![\w-])")
    # A year alone may be a grade, "alloy 2024": it needs a word in front.
    yield re.compile(rf"(?<![a-z]){_any_of(timing.past.year_after)} ?{_BARE_YEAR}")


def _clauses(text: str, dates: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _CLAUSE_END.finditer(text):
        if not any(start <= match.start() < end for start, end in dates):
            yield begin, match.start()
            begin = match.end()
    yield begin, len(text)


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})"
