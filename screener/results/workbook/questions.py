"""The sheet of open questions: what is asked, of whom, and a place for the answer."""

from collections.abc import Iterator, Sequence

from screener.model import Label
from screener.results.workbook.cells import Cell, OwnSheet, Style, column_letters
from screener.results.workbook.report import AskedQuestion, Report

_BEFORE = ("id", "text", "answer", "remarks", "whom", "shown_by", "lines", "alone", "then", "rows")
_WIDTHS = (24, 52, 26, 30, 22, 38, 9, 11, 44, 34)
_OPTION_WIDTH = 24
_HEADER_ROW = 3


def questions_sheet(report: Report, name: str) -> OwnSheet:
    """Return the sheet of open questions; its answers are offered from cells of the same row."""
    options = max((len(asked.question.answers) for asked in report.questions), default=0)
    return OwnSheet(
        name,
        (*_WIDTHS, *[_OPTION_WIDTH] * options),
        _rows(report, options),
        header_row=_HEADER_ROW if report.questions else None,
    )


def _rows(report: Report, options: int) -> Iterator[Sequence[Cell]]:
    words = report.texts.questions
    yield [Cell(report.say(report.texts.sheets["questions"]), Style.TITLE)]
    if not report.questions:
        yield [Cell(report.say(report.texts.summary["nothing_open"]))]
        return
    yield [Cell(report.say(words["intro"]), Style.NOTE)]
    yield [
        *(Cell(report.say(words[name]), Style.HEADER) for name in _BEFORE),
        *(
            Cell(report.say(words["option"], n=str(number)), Style.HEADER)
            for number in range(1, options + 1)
        ),
    ]
    for row, asked in enumerate(report.questions, start=_HEADER_ROW + 1):
        yield list(_question(report, asked, row))


def _question(report: Report, asked: AskedQuestion, row: int) -> Iterator[Cell]:
    question = asked.question
    first = len(_BEFORE) + 1
    last = first + len(question.answers) - 1
    yield Cell(question.id)
    yield Cell(question.text)
    choices = f"${column_letters(first)}${row}:${column_letters(last)}${row}"
    yield Cell("", Style.INPUT, choices=choices)
    yield Cell("", Style.INPUT)
    yield Cell(report.say(report.texts.ask[question.ask]))
    yield Cell(question.shown_by)
    yield Cell(len(asked.lines), Style.NUMBER)
    yield Cell(asked.settled_alone, Style.NUMBER)
    yield Cell(_what_each_answer_does(report, asked))
    yield Cell(report.places(asked.lines))
    for answer in question.answers:
        yield Cell(answer.text)


def _what_each_answer_does(report: Report, asked: AskedQuestion) -> str:
    """Say, for each answer, how many of the lines would get which label."""
    said = []
    for text, counted in asked.labels.items():
        counts = [
            report.phrase("label_count", label=report.label_text(label), n=str(counted[label]))
            for label in Label
            if counted.get(label)
        ]
        said.append(report.phrase("answer_label", answer=text, label=" / ".join(counts)))
    return "\n".join(said)
