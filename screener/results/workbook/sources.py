"""The sources sheet: the instruments and clauses that the labels of a file rest on."""

from collections.abc import Iterator, Sequence

from screener.results.workbook.cells import Cell, OwnSheet, Style
from screener.results.workbook.readings import readings_met
from screener.results.workbook.report import Report
from screener.rulepack.instruments import Citation, Clause, Instrument

_COLUMNS = (
    "id",
    "title",
    "authority",
    "clause",
    "original",
    "paraphrase",
    "source",
    "url",
    "confidence",
    "unverified",
)
_WIDTHS = (22, 40, 26, 10, 52, 52, 34, 52, 20, 52)


def sources_sheet(report: Report, name: str) -> OwnSheet:
    """Return the sources sheet."""
    return OwnSheet(name, _WIDTHS, _rows(report), header_row=1)


def _rows(report: Report) -> Iterator[Sequence[Cell]]:
    words = report.texts.sources
    yield [Cell(report.say(words[name]), Style.HEADER) for name in _COLUMNS]
    for instrument_id, clause_id in sorted(_used(report)):
        instrument = report.explainer.pack.instruments.get(instrument_id)
        if instrument is None:
            yield [Cell(instrument_id), Cell(), Cell(), Cell(clause_id)]
        else:
            yield list(_clause(report, instrument, clause_id, instrument.clause(clause_id)))


def _used(report: Report) -> set[tuple[str, str]]:
    """Return the clauses of all rules that were judged, and those with words at issue."""
    rules = {(reason.instrument, reason.clause) for case in report.cases for reason in case.reasons}
    at_issue = {
        (words.instrument, words.clause)
        for name in readings_met(report)
        for words in report.explainer.pack.ambiguities[name].words
    }
    return rules | at_issue


def _clause(
    report: Report, instrument: Instrument, clause_id: str, clause: Clause | None
) -> Iterator[Cell]:
    yield Cell(instrument.id)
    yield Cell(_title(report, instrument))
    yield Cell(report.say(instrument.authority))
    yield Cell(clause_id)
    yield Cell((clause.original if clause else None) or "", Style.QUOTE)
    yield Cell(report.say(clause.paraphrase) if clause else "")
    yield Cell("\n".join(_cited(report, citation) for citation in instrument.sources))
    yield Cell("\n".join(citation.url for citation in instrument.sources))
    yield Cell(report.say(report.texts.confidence[instrument.confidence]))
    yield Cell("\n".join(report.say(text) for text in instrument.unverified))


def _title(report: Report, instrument: Instrument) -> str:
    title = report.say(instrument.title)
    if instrument.number is None:
        return title
    number = report.say(instrument.number)
    return report.say(report.texts.sources["number_title"], number=number, title=title)


def _cited(report: Report, citation: Citation) -> str:
    if citation.date is None:
        return citation.publisher
    words = report.texts.sources["cited"]
    return report.say(words, publisher=citation.publisher, date=citation.date)
