"""The one straight path of data: sheets → lines → facts → findings → verdicts → a screening.

The command line, the web application and the Python interface all take this path.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from screener.errors import InputError
from screener.intake import (
    MappedTable,
    Overrides,
    Remembered,
    RowAccount,
    Vocabulary,
    Workbook,
    map_workbook,
    open_workbook,
    read_lines,
)
from screener.logic.engine import Engine
from screener.matching import ItemKey, LineReader
from screener.model import (
    FIELDS,
    ColumnRead,
    Line,
    ScreenedLine,
    Screening,
    Stated,
    TableRead,
    Verdict,
)
from screener.profile import Profile, check_readings, facts_beside, shipment_date
from screener.ready import reader_of, shipped_pack
from screener.record.judging import says_rules_are_unchanged, with_answers, with_decision
from screener.record.record import LineRecord, Record
from screener.record.weighing import Weighed
from screener.rulepack.load import Pack

#: Called with the number of lines done and the number of lines there are.
Progress = Callable[[int, int], None]


class NoDate(InputError):
    """Neither the line nor the profile says when the item is shipped."""

    code = "no-date"
    problem = {
        "en": "{file}: row {row} states no shipment date, and none is given for the file.",
        "ja": "{file}: {row}行目に出荷日がなく、ファイル全体の日付も指定されていません。",
        "zh": "{file}: 第{row}行未载明发运日期，也未给出整个文件的日期。",
    }
    way_out = {
        "en": "Give the date for the whole file: --date YYYY-MM-DD",
        "ja": "ファイル全体の日付を指定してください: --date YYYY-MM-DD",
        "zh": "请给出整个文件的日期: --date YYYY-MM-DD",
    }


class Screener:
    """Screens lines by one rule pack and one profile; what it has worked out it remembers.

    `today` only serves to tell whether the pack's review date is past; without it, it is not told.
    Screeners of one pack share what reads its lines, or a `reader` that is given. A `record` holds
    answers, settled readings and decisions; readings of the profile go before those of the record.
    """

    def __init__(
        self,
        pack: Pack,
        profile: Profile,
        *,
        today: date | None = None,
        reader: LineReader | None = None,
        record: Record | None = None,
    ) -> None:
        self.record = record or Record()
        self._own_profile = profile
        readings = {**self.record.readings, **profile.readings}
        profile = profile.model_copy(update={"readings": readings})
        check_readings(profile, pack)
        self.pack = pack
        self.profile = profile
        self.today = today
        self._given = facts_beside(profile)
        self._on = shipment_date(profile.facts.date) if profile.facts.date else None
        self._reader = reader or reader_of(pack)
        self._engine = Engine(pack.law, profile.readings)
        self._warned_ones: dict[int, tuple[Verdict, Verdict]] = {}

    @property
    def reader(self) -> LineReader:
        """What reads lines, and what answers write."""
        return self._reader

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of headers; its index is as costly as reading a small file."""
        return Vocabulary(self.pack.headers)

    @property
    def overruled_readings(self) -> Mapping[str, str]:
        """The readings that the record settles in another way than the profile, which counts."""
        return {
            name: reading
            for name, reading in self.record.readings.items()
            if self.profile.readings[name] != reading
        }

    def without_answers(self) -> "Screener":
        """Return a screener that leaves answers and decisions aside; settled readings stay."""
        return Screener(self.pack, self.profile, today=self.today, reader=self._reader)

    def with_record(self, record: Record) -> "Screener":
        """Return a screener of the same pack and profile with another record."""
        if record == self.record:
            return self
        return Screener(
            self.pack, self._own_profile, today=self.today, reader=self._reader, record=record
        )

    def screen(self, line: Line, kept: LineRecord | None = None) -> ScreenedLine:
        """Screen one line; the profile fills in what it does not state.

        Args:
            line: The line as it was read.
            kept: What the record holds for it: answers, and decisions beside the label.

        Raises:
            NoDate: Neither the line nor the profile states a date.
        """
        line = line.over(self._given)
        on = self.day_of(line)
        weighed = Weighed(self._reader.read(line, on))
        if kept and kept.answers:
            weighed = with_answers(
                line, on, weighed.findings, kept, reader=self._reader, pack=self.pack
            )
        findings = weighed.findings
        verdict = self._engine.judge(
            findings.dispute or findings.facts, on, stale=self._is_stale(on, weighed)
        )
        if on > self.pack.info.researched_up_to:
            verdict = self._warned(verdict)
        screened = ScreenedLine(line, findings, verdict, weighed.answers)
        return with_decision(screened, kept) if kept else screened

    def _is_stale(self, on: date, weighed: Weighed) -> bool:
        """Tell whether the company wants no line called clear because the law may have changed."""
        strict = self.profile.stale_rules == "unclear"
        if not strict or not self.pack.is_stale(on, self.today):
            return False
        return not says_rules_are_unchanged(weighed)

    def _warned(self, verdict: Verdict) -> Verdict:
        """Return the verdict with the warning that the law may have changed since.

        One verdict gives one warned verdict, so that lines go on sharing it.
        """
        if id(verdict) not in self._warned_ones:
            warned = replace(verdict, notes=(*verdict.notes, "line_after_research"))
            # The verdict is kept beside: an id counts only while its object lives.
            self._warned_ones[id(verdict)] = (verdict, warned)
        return self._warned_ones[id(verdict)][1]

    def day_of(self, line: Line) -> date:
        """Return the day that counts for a line.

        Raises:
            NoDate: Neither the line nor the profile states a date.
        """
        return self._reader.date_of(line) or self._date_for_the_file(line)

    def item_keys(self, lines: Iterable[Line]) -> list[ItemKey]:
        """Return what the items of some lines are known by, each once, where nothing is known."""
        return self._reader.unknown_items(
            self._reader.item_key(line, self.day_of(line)) for line in lines
        )

    def _date_for_the_file(self, line: Line) -> date:
        if self._on is None:
            raise NoDate(file=line.file, row=line.row)
        return self._on

    def warnings(self) -> tuple[str, ...]:
        """Return the warnings that hold for the whole file."""
        past = self.today is not None and self.today > self.pack.info.review_by
        return ("past_review", "clear_is_no_permission") if past else ("clear_is_no_permission",)


def screen_line(
    line: Line | Mapping[str, str],
    *,
    pack: Pack | None = None,
    profile: Profile | None = None,
    on: date | None = None,
) -> ScreenedLine:
    """Screen one line.

    Args:
        line: A line, or its canonical fields as texts.
        pack: The rules; ``None`` for those that come with the program.
        profile: The facts for lines that are silent, and the readings settled.
        on: The shipment date where the line states none.

    Raises:
        NoDate: There is no date.
    """
    screener = Screener(pack or shipped_pack(), dated(profile, on))
    return screener.screen(line if isinstance(line, Line) else line_of(line))


def line_of(fields: Mapping[str, str]) -> Line:
    """Make a line of canonical fields."""
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise ValueError(f"no canonical fields: {', '.join(sorted(unknown))}")
    return Line("", "", 1, {name: Stated(text) for name, text in fields.items() if text})


def screen_file(  # noqa: PLR0913 - each is one decision of the caller
    path: str | Path,
    *,
    pack: Pack | None = None,
    profile: Profile | None = None,
    on: date | None = None,
    today: date | None = None,
    record: Record | None = None,
    progress: Progress | None = None,
) -> Screening:
    """Screen a spreadsheet.

    Args:
        path: The file; it is only read.
        pack: The rules; ``None`` for those that come with the program.
        profile: The facts for the whole file, the readings settled, and what overrules detection.
        on: The shipment date of lines that state none.
        today: The day of the screening, to tell whether the rules should have been reviewed.
        record: Answers, settled readings and decisions.
        progress: Called now and then.

    Raises:
        InputError: The file cannot be read, or holds no parts list.
    """
    screener = Screener(pack or shipped_pack(), dated(profile, on), today=today, record=record)
    return screen_workbook(open_source(Path(path), screener.profile), screener, progress)


def open_source(path: Path, profile: Profile, *, confined: bool = False) -> Workbook:
    """Read a file into cells, in the encoding that the profile names, if it does.

    `confined` has any file read in a process of its own with limits, not only what may need it.
    """
    return open_workbook(path, encoding=profile.encoding, confined=confined)


def screen_workbook(
    workbook: Workbook,
    screener: Screener,
    progress: Progress | None = None,
    prepare: Callable[[Sequence[Line]], None] | None = None,
) -> Screening:
    """Screen a workbook that was read.

    Args:
        workbook: The workbook.
        screener: The rules, and what the company says.
        progress: Called now and then.
        prepare: Called with all lines before the first is screened: to find what they hold by other
            means. It changes nothing in what is found.
    """
    read = read_workbook(workbook, screener)
    if prepare:
        prepare(read.lines)
    return replace(read.about, lines=tuple(_screened(read.lines, screener, progress)))


@dataclass(frozen=True)
class ReadLines:
    """The lines of a file before they are screened, and what the results say of the file."""

    lines: list[Line]
    about: Screening


def read_workbook(workbook: Workbook, screener: Screener) -> ReadLines:
    """Read the lines of a workbook."""
    vocabulary = screener.vocabulary
    mapped = map_workbook(workbook, vocabulary, overrides_of(screener.profile))
    read = [
        (table, *read_lines(table.table, table.mapping, vocabulary, file=workbook.file))
        for table in mapped
    ]
    lines = [line for _, found, _ in read for line in found]
    about = Screening(
        file=workbook.file,
        format=workbook.format,
        encoding=workbook.encoding,
        tables=tuple(_table_read(table, account) for table, _, account in read),
        skipped_sheets=tuple(_skipped(workbook, mapped)),
        lines=(),
        pack=screener.pack.id,
        facts=screener.profile.stated_facts(),
        readings=screener.profile.readings,
        warnings=(*_reading_warnings(mapped), *screener.warnings()),
        unread_rows=_unread_rows(workbook, mapped),
        input_sha256=workbook.sha256,
        profile=screener.profile.as_json(),
        record_sha256=screener.record.sha256,
        overruled_readings=screener.overruled_readings,
    )
    return ReadLines(lines, about)


def _screened(
    lines: Sequence[Line], screener: Screener, progress: Progress | None
) -> Iterator[ScreenedLine]:
    kept = screener.record.for_lines(lines)
    for number, (line, own) in enumerate(zip(lines, kept, strict=True), start=1):
        yield screener.screen(line, own)
        if progress:
            progress(number, len(lines))


def dated(profile: Profile | None, on: date | None) -> Profile:
    """Return a profile with a shipment date, where it has none of its own."""
    profile = profile or Profile()
    if on is None or profile.facts.date:
        return profile
    facts = profile.facts.model_copy(update={"date": on.isoformat()})
    return profile.model_copy(update={"facts": facts})


def overrides_of(profile: Profile) -> Overrides:
    """Return what a profile says instead of the detection."""
    return Overrides(
        sheet=profile.sheet,
        header_row=profile.header_row,
        columns=tuple(profile.columns.items()),
        encoding=profile.encoding,
        remembered=tuple(
            Remembered(mapping.headers, mapping.pairs(), mapping.unused)
            for mapping in profile.mappings
        ),
    )


def _table_read(mapped: MappedTable, account: RowAccount) -> TableRead:
    parts = [row.number for row in account.of("part")]
    columns = [
        ColumnRead(column.field, column.header, column.column, column.reason)
        for column in mapped.mapping.columns
    ]
    unused = [ColumnRead(None, header, column, "") for header, column in mapped.mapping.unused]
    return TableRead(
        sheet=mapped.table.sheet.name,
        header_rows=tuple(mapped.table.header_rows),
        first_row=parts[0] if parts else 0,
        last_row=parts[-1] if parts else 0,
        columns=tuple(sorted([*columns, *unused], key=lambda column: column.column)),
        rows=account.counts(),
    )


def _unread_rows(workbook: Workbook, mapped: tuple[MappedTable, ...]) -> dict[str, int]:
    skipped = {name for name, _ in _skipped(workbook, mapped)}
    return {sheet.name: sheet.filled for sheet in workbook.sheets if sheet.name in skipped}


def _reading_warnings(mapped: tuple[MappedTable, ...]) -> Iterator[str]:
    if any(table.table.sheet.uncalculated for table in mapped):
        yield "formulas_without_value"


def _skipped(workbook: Workbook, mapped: tuple[MappedTable, ...]) -> Iterator[tuple[str, str]]:
    read = {table.table.sheet.name for table in mapped}
    for sheet in workbook.sheets:
        if sheet.name not in read:
            yield sheet.name, "hidden" if sheet.state == "hidden" else "no_parts_list"


__all__ = [
    "Progress",
    "ReadLines",
    "Screener",
    "dated",
    "line_of",
    "open_source",
    "overrides_of",
    "read_workbook",
    "screen_file",
    "screen_line",
    "screen_workbook",
]
