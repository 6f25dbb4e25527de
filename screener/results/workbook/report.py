"""A screening with every line explained once: what all sheets of the workbook are made from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from screener.model import Label, QuestionKind, ScreenedLine, Screening
from screener.results.explain import Explainer, LineText, QuestionText
from screener.results.summary import summarise
from screener.results.workbook.cells import Cell, Style
from screener.results.workbook.texts import WorkbookTexts, workbook_texts
from screener.rulepack.texts import Text

_LABEL_STYLES = {
    Label.LIKELY_AFFECTED: Style.AFFECTED,
    Label.UNCLEAR: Style.UNCLEAR,
    Label.CLEAR: Style.CLEAR,
}
#: Rows named in one cell; the rest is counted.
_ROWS_NAMED = 200

# Where a sentence ends: a CJK full stop, or a stop after a whole word and before a capital.
_SENTENCE_END = re.compile(r"(?<=[。！？])|(?<=[a-z0-9)”\]][.!?])\s+(?=[“A-Z])")


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A screened line and what is said of it."""

    screened: ScreenedLine
    text: LineText

    @property
    def label(self) -> Label:
        """The label of the line."""
        return self.screened.verdict.label


@dataclass(frozen=True)
class AskedQuestion:
    """One open question and the lines that it is open for."""

    question: QuestionText
    lines: tuple[ExplainedLine, ...]
    settled_alone: int


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
    def lines(self) -> tuple[ExplainedLine, ...]:
        """Every line with its explanation, in the order of the file."""
        return tuple(self._explained())

    def _explained(self) -> Iterator[ExplainedLine]:
        # Lines with the same facts share findings and verdict: what is said of them is the same.
        said: dict[tuple[int, int], LineText] = {}
        for screened in self.screening.lines:
            key = (id(screened.findings), id(screened.verdict))
            if key not in said:
                said[key] = self.explainer.explain(screened)
            yield ExplainedLine(screened, said[key])

    @cached_property
    def questions(self) -> tuple[AskedQuestion, ...]:
        """The open questions, those first that do most to settle lines."""
        explained = {id(line.screened): line for line in self.lines}
        return tuple(
            AskedQuestion(
                self.explainer.question(step.asked),
                tuple(explained[id(screened)] for screened in step.lines),
                step.settles_alone,
            )
            for step in summarise(self.screening).next_steps
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

    def places(self, lines: Sequence[ExplainedLine]) -> str:
        """Return the rows of lines as ranges, sheet by sheet."""
        spans = list(_spans(lines))
        named = spans[:_ROWS_NAMED]
        said = [
            self.phrase("sheet_rows", sheet=sheet, rows=", ".join(self._range(s) for s in group))
            for sheet, group in (
                (key, list(found)) for key, found in groupby(named, lambda s: s[0])
            )
        ]
        if len(spans) > len(named):
            said.append(self.phrase("and_more", n=str(len(spans) - len(named))))
        return "\n".join(said)

    def _range(self, span: tuple[str, int, int]) -> str:
        _, first, last = span
        if first == last:
            return str(first)
        return self.phrase("row_range", first=str(first), last=str(last))


def _spans(lines: Sequence[ExplainedLine]) -> Iterator[tuple[str, int, int]]:
    """Yield runs of neighbouring rows as sheet, first and last row."""
    run: tuple[str, int, int] | None = None
    for line in lines:
        sheet, row = line.screened.line.sheet, line.screened.line.row
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
