"""The summary sheet: counts, what to do next, and what every label rests on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from screener.model import Label
from screener.results.amounts import amounts
from screener.results.smallest import fewest_answers
from screener.results.value import line_value
from screener.results.workbook.cells import Cell, OwnSheet, Style
from screener.results.workbook.columns import deciding_clauses
from screener.results.workbook.report import Report
from screener.rulepack.texts import Text

_ROW_KINDS = ("part", "heading", "total", "note", "blank")
_QUESTIONS_NAMED = 10

Row = Sequence[Cell]

_NOTHING = Cell("", Style.BLANK)


def summary_sheet(report: Report, name: str) -> OwnSheet:
    """Return the summary sheet."""
    rows = [
        [Cell(_word(report, "title"), Style.TITLE)],
        [Cell(Path(report.screening.file).name, Style.NOTE)],
        *_section(report, "counts", _counts(report)),
        *_section(report, "next", _next(report)),
        *_section(report, "clauses", _clauses(report)),
        *_section(report, "file", _file(report)),
        *_section(report, "facts", _facts(report)),
        *_section(report, "readings", _readings(report)),
        *_section(report, "rules", _rules(report)),
        *_section(report, "not_read", _not_read(report)),
        *_section(report, "warnings", _warnings(report)),
        *_section(report, "not_modelled", _not_modelled(report)),
    ]
    return OwnSheet(name, (34, 84, 30, 16, 16, 24), rows)


def _word(report: Report, name: str) -> str:
    return report.say(report.texts.summary[name])


def _section(report: Report, name: str, rows: Iterator[Row]) -> Iterator[Row]:
    found = list(rows)
    if found:
        yield []
        yield [Cell(_word(report, name), Style.SECTION), *[Cell("", Style.SECTION)] * 5]
        yield from found


def _pair(first: str, second: str | int) -> Row:
    return [Cell(first), Cell(second)]


def _counts(report: Report) -> Iterator[Row]:
    yield _headings(report, ("counts", "lines"))
    for label in Label:
        yield [report.label_cell(label), Cell(report.screening.count(label), Style.COUNT)]
    yield [Cell(_word(report, "all_lines")), Cell(len(report.screening.lines), Style.COUNT)]
    rows = Counter[str]()
    for table in report.screening.tables:
        rows.update(table.rows)
    for kind in [*_ROW_KINDS, *sorted(set(rows) - set(_ROW_KINDS))]:
        if rows[kind]:
            known = report.texts.summary.get(kind)
            said = report.say(known) if known else kind
            yield [Cell(said), Cell(rows[kind], Style.COUNT)]
    yield [Cell(_word(report, "all_rows")), Cell(sum(rows.values()), Style.COUNT)]


def _headings(report: Report, names: Sequence[str]) -> Row:
    return [Cell(_word(report, name), Style.HEADER) for name in names]


def _next(report: Report) -> Iterator[Row]:
    if not report.questions:
        yield [Cell(_word(report, "nothing_open"))]
        return
    fewest = fewest_answers(report.screening.lines)
    if fewest:
        n, of = str(fewest.settled), str(fewest.unclear)
        said = report.say(report.texts.summary["fewest"], settled=n, unclear=of)
        yield _pair(said, report.explainer.answers(fewest.answers))
    yield _headings(report, ("questions_id", "question", "whom", "open_lines", "alone", "worth"))
    for asked in report.questions[:_QUESTIONS_NAMED]:
        yield [
            Cell(asked.question.id),
            Cell(asked.question.text),
            Cell(report.say(report.texts.ask[asked.question.ask])),
            Cell(len(asked.lines), Style.NUMBER),
            Cell(asked.settled_alone, Style.NUMBER),
            Cell(amounts((line_value(one.line) for one in asked.lines), report.explainer)),
        ]
    rest = len(report.questions) - _QUESTIONS_NAMED
    if rest > 0:
        yield [Cell(report.phrase("and_more", n=str(rest)))]


def _clauses(report: Report) -> Iterator[Row]:
    counted = Counter[tuple[tuple[str, str], Label]]()
    for case in report.cases:
        for deciding in deciding_clauses(case):
            counted[deciding, case.label] += len(case.lines)
    found = sorted({clause for clause, _ in counted})
    if not found:
        return
    labels = (Label.LIKELY_AFFECTED, Label.UNCLEAR)
    heads = [Cell(report.label_text(label), Style.HEADER) for label in labels]
    yield [*_headings(report, ("clause", "instrument")), *heads]
    for instrument, clause in found:
        known = report.explainer.pack.instruments.get(instrument)
        yield [
            Cell(report.phrase("clause", instrument=instrument, clause=clause)),
            Cell(report.say(known.title) if known else instrument),
            *(Cell(counted[(instrument, clause), label], Style.NUMBER) for label in labels),
        ]


def _file(report: Report) -> Iterator[Row]:
    screening = report.screening
    yield _pair(_word(report, "name"), Path(screening.file).name)
    yield _pair(_word(report, "format"), screening.format)
    if screening.encoding:
        yield _pair(_word(report, "encoding"), screening.encoding)
    tables = [
        report.phrase(
            "sheet_rows",
            sheet=table.sheet,
            rows=report.phrase("row_range", first=str(table.first_row), last=str(table.last_row)),
        )
        for table in screening.tables
        if table.last_row
    ]
    yield _pair(_word(report, "sheets_read"), "\n".join(tables))
    yield _pair(_word(report, "dates"), _dates(report))


def _dates(report: Report) -> str:
    stated = sorted({screened.line.text("date") for screened in report.screening.lines} - {""})
    if not stated:
        return _word(report, "no_date")
    if len(stated) == 1:
        return stated[0]
    return report.phrase("date_range", first=stated[0], last=stated[-1])


def _facts(report: Report) -> Iterator[Row]:
    for name, text in report.screening.facts.items():
        yield _pair(report.explainer.field(name), text)
    if not report.screening.facts:
        yield [Cell(report.phrase("none_given"))]


def _readings(report: Report) -> Iterator[Row]:
    for ambiguity, reading in report.screening.readings.items():
        known = report.explainer.pack.ambiguities.get(ambiguity)
        found = known.reading(reading) if known else None
        said = report.say(found.title) if found else reading
        yield _pair(ambiguity, report.phrase("reading", id=reading, reading=said))
    if not report.screening.readings:
        yield [Cell(report.phrase("none_given"))]


def _rules(report: Report) -> Iterator[Row]:
    pack = report.screening.pack
    yield _pair(_word(report, "version"), pack.version)
    yield _pair(_word(report, "researched"), pack.researched_up_to.isoformat())
    yield _pair(_word(report, "review"), pack.review_by.isoformat())
    yield _pair(_word(report, "hash"), pack.sha256)


def _not_read(report: Report) -> Iterator[Row]:
    for sheet, reason in report.screening.skipped_sheets:
        known = report.texts.skipped.get(reason)
        rows = str(report.screening.unread_rows.get(sheet, 0))
        said = report.say(known) if known else reason
        yield _pair(sheet, report.phrase("rows_unread", why=said, n=rows))


def _warnings(report: Report) -> Iterator[Row]:
    noted = {note for case in report.cases for note in case.verdict.notes}
    codes = [*report.screening.warnings, *sorted(noted & _warning_codes())]
    said = [report.explainer.warning(code) for code in dict.fromkeys(codes)]
    for text in [*said, report.phrase("not_permission"), report.phrase("not_legal_advice")]:
        yield [_NOTHING, Cell(text)]


def _warning_codes() -> set[str]:
    return {"line_after_research", "past_review"}


def _not_modelled(report: Report) -> Iterator[Row]:
    texts: Sequence[Text] = report.explainer.pack.info.not_modelled
    for text in texts:
        yield [_NOTHING, Cell(report.say(text))]
