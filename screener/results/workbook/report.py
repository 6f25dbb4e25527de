"""A screening by what is decided of its lines: what all sheets of the workbook are made from."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from screener.model import Label, QuestionKind, ScreenedLine, Screening, Verdict
from screener.results.explain import Explainer, QuestionText, ReasonText
from screener.results.summary import summarise
from screener.results.workbook.cells import Cell, Style
from screener.results.workbook.texts import WorkbookTexts, workbook_texts
from screener.rulepack.texts import Text

_LABEL_STYLES = {
    Label.LIKELY_AFFECTED: Style.AFFECTED,
    Label.UNCLEAR: Style.UNCLEAR,
    Label.CLEAR: Style.CLEAR,
}
#: Neighbouring rows: sheet, first and last row.
Span = tuple[str, int, int]
#: Rows named in one cell; the rest is counted.
_ROWS_NAMED = 200

# Where a sentence ends: a CJK full stop, or a stop after a whole word and before a capital.
_SENTENCE_END = re.compile(r"(?<=[。！？])|(?<=[a-z0-9)”\]][.!?])\s+(?=[“A-Z])")


@dataclass(frozen=True, eq=False)
class Case:
    """Lines that are judged alike, and what is said of all of them; in the order of the file."""

    verdict: Verdict
    reasons: tuple[ReasonText, ...]
    questions: tuple[QuestionText, ...]
    settled_by: tuple[str, ...]
    lines: list[ScreenedLine]

    @property
    def label(self) -> Label:
        """The label of the lines."""
        return self.verdict.label


@dataclass(frozen=True)
class AskedQuestion:
    """One open question and the lines that it is open for."""

    question: QuestionText
    lines: tuple[ScreenedLine, ...]
    settled_alone: int
    labels: Mapping[str, Mapping[Label, int]]


@dataclass(frozen=True)
class Report:
    """What the sheets are made from; it composes nothing itself, it fills the texts' places."""

    screening: Screening
    explainer: Explainer

    @property
    def texts(self) -> WorkbookTexts:
        """The words of the workbook."""
        return workbook_texts()

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The lines by what is decided of them, in the order in which the file meets them."""
        found: dict[tuple[int, ...], Case] = {}
        for screened in self.screening.lines:
            reasons = self.explainer.reasons(screened)
            # Lines that are judged alike share the verdict and the words of its reasons.
            parts = (screened.verdict, reasons, screened.answers, screened.decision)
            key = tuple(map(id, parts))
            case = found.get(key)
            if case is None:
                said = self.explainer.open_questions(screened.verdict)
                case = found[key] = Case(screened.verdict, reasons, *said, [])
            case.lines.append(screened)
        return tuple(found.values())

    @cached_property
    def _cases_of_lines(self) -> Mapping[int, Case]:
        return {id(line): case for case in self.cases for line in case.lines}

    def case_of(self, line: ScreenedLine) -> Case:
        """Return the case that a line belongs to."""
        return self._cases_of_lines[id(line)]

    def lines_of(self, cases: Iterable[Case]) -> Iterator[ScreenedLine]:
        """Yield the lines of some cases in the order of the file."""
        wanted = {id(case) for case in cases}
        of_line = self._cases_of_lines
        return (line for line in self.screening.lines if id(of_line[id(line)]) in wanted)

    @cached_property
    def questions(self) -> tuple[AskedQuestion, ...]:
        """The open questions, those first that do most to settle lines."""
        labels: dict[str, dict[str, Counter[Label]]] = {}
        for case in self.cases:
            for question in case.questions:
                for answer in question.answers:
                    said = labels.setdefault(question.id, {}).setdefault(answer.text, Counter())
                    said[answer.label] += len(case.lines)
        return tuple(
            AskedQuestion(question, step.lines, step.settles_alone, labels[question.id])
            for step in summarise(self.screening).next_steps
            for question in (self.explainer.question(step.asked),)
        )

    def say(self, text: Text, /, **places: str) -> str:
        """Return a text in the language of the workbook, with its places filled."""
        return self.explainer.say(text, **places)

    def phrase(self, name: str, /, **places: str) -> str:
        """Return one of the fixed phrases."""
        return self.say(self.texts.phrases[name], **places)

    def label_text(self, label: Label) -> str:
        """Return the symbol and the word of a label."""
        return f"{self.texts.icons[label.value]} {self.explainer.label(label)}"

    def label_cell(self, label: Label) -> Cell:
        """Return the coloured cell of a label."""
        return Cell(self.label_text(label), _LABEL_STYLES[label])

    def headers(self, names: Iterable[str], texts: dict[str, Text]) -> list[Cell]:
        """Return a row of column headings."""
        return [Cell(self.say(texts[name]), Style.HEADER) for name in names]

    def question_name(self, question: QuestionText) -> str:
        """Return a few words for a question; a reading is named by what it asks."""
        return question.text if question.kind is QuestionKind.READING else question.title

    def places(self, lines: Iterable[ScreenedLine]) -> str:
        """Return the rows of lines as ranges, sheet by sheet; the first of them, if many."""
        spans = list(_spans(lines))
        said = self._spans_by_sheet(spans[:_ROWS_NAMED])
        if len(spans) > _ROWS_NAMED:
            said.append(self.phrase("and_more", n=str(len(spans) - _ROWS_NAMED)))
        return "\n".join(said)

    def places_in_parts(self, lines: Iterable[ScreenedLine], size: int) -> Iterator[str]:
        """Yield the rows of all lines, so many ranges in each text."""
        spans = list(_spans(lines))
        for start in range(0, len(spans), size):
            yield "\n".join(self._spans_by_sheet(spans[start : start + size]))

    def _spans_by_sheet(self, spans: Iterable[Span]) -> list[str]:
        return [
            self.phrase("sheet_rows", sheet=sheet, rows=", ".join(map(self._range, found)))
            for sheet, found in groupby(spans, lambda span: span[0])
        ]

    def _range(self, span: Span) -> str:
        _, first, last = span
        if first == last:
            return str(first)
        return self.phrase("row_range", first=str(first), last=str(last))


def _spans(lines: Iterable[ScreenedLine]) -> Iterator[Span]:
    """Yield runs of neighbouring rows as sheet, first and last row."""
    run: Span | None = None
    for screened in lines:
        sheet, row = screened.line.sheet, screened.line.row
        if run and run[0] == sheet and row in (run[2], run[2] + 1):
            run = (sheet, run[1], row)
            continue
        if run:
            yield run
        run = (sheet, row, row)
    if run:
        yield run


def shortened(text: str, limit: int) -> str:
    """Cut a text at the end of a sentence, or else with an ellipsis, to at most `limit`."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    kept = ""
    for match in _SENTENCE_END.finditer(text):
        if match.start() > limit:
            break
        kept = text[: match.start()]
    return kept or text[: limit - 1].rstrip() + "…"
