"""The readings sheet: every open point of law that a line of the file meets."""

from collections.abc import Iterable, Iterator, Sequence

from screener.model import Label, QuestionKind, Truth
from screener.results.workbook.cells import Cell, OwnSheet, Style
from screener.results.workbook.report import Case, Report
from screener.rulepack.ambiguities import Ambiguity, Documentation, Reading

_COLUMNS = (
    "id",
    "question",
    "here",
    "reading",
    "means",
    "consequence",
    "held_by",
    "lines",
    "words",
    "resolve",
    "documented",
)
_WIDTHS = (24, 44, 18, 24, 44, 36, 32, 26, 44, 44, 60)


def readings_sheet(report: Report, name: str) -> OwnSheet:
    """Return the readings sheet."""
    met = readings_met(report)
    return OwnSheet(name, _WIDTHS, _rows(report, met), header_row=1 if met else None)


def readings_met(report: Report) -> dict[str, list[Case]]:
    """Return the cases that meet each ambiguity: it is open for them, or the company settled it."""
    met: dict[str, list[Case]] = {}
    for case in report.cases:
        for ambiguity in dict.fromkeys(_met_by(case)):
            met.setdefault(ambiguity, []).append(case)
    return {name: cases for name, cases in met.items() if name in report.explainer.pack.ambiguities}


def _met_by(case: Case) -> Iterator[str]:
    for found in case.verdict.questions:
        if found.question.kind is QuestionKind.READING:
            yield found.question.subject
    for ambiguity, _ in case.verdict.readings_settled:
        yield ambiguity
    if case.label is not Label.CLEAR:
        for reason in case.reasons:
            if reason.truth is not Truth.FALSE:
                yield from reason.ambiguities


def _rows(report: Report, met: dict[str, list[Case]]) -> Iterator[Sequence[Cell]]:
    words = report.texts.readings
    if not met:
        yield [Cell(report.say(words["none_met"]))]
        return
    yield [Cell(report.say(words[name]), Style.HEADER) for name in _COLUMNS]
    for name, cases in met.items():
        yield from _ambiguity(report, report.explainer.pack.ambiguities[name], cases)


def _ambiguity(
    report: Report, ambiguity: Ambiguity, cases: Sequence[Case]
) -> Iterator[Sequence[Cell]]:
    """Yield one row per reading; what is the same for all stands in each, so a filter works."""
    places = report.places(report.lines_of(cases))
    words = "\n".join(_words(report, ambiguity))
    resolve = "\n".join(report.say(text) for text in ambiguity.resolve)
    documented = "\n".join(_documented(report, ambiguity))
    for reading in ambiguity.readings:
        yield [
            Cell(ambiguity.id),
            Cell(report.say(ambiguity.question)),
            Cell(_here(report, ambiguity, reading)),
            Cell(report.phrase("reading", id=reading.id, reading=report.say(reading.title))),
            Cell(report.say(reading.text)),
            Cell(report.say(reading.consequence)),
            Cell("\n".join(reading.held_by)),
            Cell(places),
            Cell(words, Style.QUOTE),
            Cell(resolve),
            Cell(documented),
        ]


def _here(report: Report, ambiguity: Ambiguity, reading: Reading) -> str:
    chosen = report.screening.readings.get(ambiguity.id, ambiguity.settled_as)
    if chosen is None:
        return report.say(report.texts.readings["open"])
    name = "settled" if chosen == reading.id else "not_chosen"
    return report.say(report.texts.readings[name])


def _words(report: Report, ambiguity: Ambiguity) -> Iterable[str]:
    for words in ambiguity.words:
        places = {"instrument": words.instrument, "clause": words.clause}
        if words.original:
            yield report.phrase("words", original=words.original, **places)
        else:
            yield report.phrase("clause", **places)


def _documented(report: Report, ambiguity: Ambiguity) -> Iterable[str]:
    if ambiguity.documentation == "inferred":
        yield report.say(report.texts.readings["inferred"])
    for found in ambiguity.documented_by:
        yield _documentation(report, found)


def _documentation(report: Report, found: Documentation) -> str:
    says = report.say(found.says)
    said = (
        report.phrase("documented", publisher=found.publisher, date=found.date, says=says)
        if found.date
        else report.phrase("undated", publisher=found.publisher, says=says)
    )
    return "\n".join(part for part in (said, found.url or found.title) if part)
