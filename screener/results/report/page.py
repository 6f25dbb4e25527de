"""The whole page as the template shows it: every number and word, ready."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from screener.model import Label, OpenQuestion, ScreenedLine, Screening
from screener.results.amounts import amounts
from screener.results.explain import Explainer
from screener.results.report.exposure import Exposure, exposures
from screener.results.report.lines import clause_view, label_view, question_view, view_line
from screener.results.report.texts import ReportTexts, report_texts
from screener.results.report.views import ClauseView, Fragment, LabelView, LineView, QuestionView
from screener.results.smallest import fewest_answers
from screener.results.summary import NextStep, Summary, summarise
from screener.results.value import line_value
from screener.results.whatif import what_if
from screener.results.workbook.readings import readings_met
from screener.results.workbook.report import Report
from screener.rulepack.ambiguities import Ambiguity
from screener.text.languages import language_of, main_language

_STEPS = 5
_OPEN = (Label.LIKELY_AFFECTED, Label.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines have a label."""

    label: LabelView
    lines: int
    share: float


@dataclass(frozen=True, slots=True)
class Step:
    """One question that is worth asking next: how many lines, and how much money, hang on it."""

    question: QuestionView
    lines: int
    alone: int
    value: str
    places: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line; `same_as` is an earlier one with the same conditions, clauses and questions."""

    number: int
    view: LineView
    same_as: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class ClearGroup:
    """Clear lines of which the same is said."""

    why: str
    notes: tuple[str, ...]
    lines: tuple[tuple[str, int, Fragment], ...]


@dataclass(frozen=True, slots=True)
class TriedReadings:
    """One open point, the lines that hang on it, and the labels of the file under each reading."""

    id: str
    question: str
    lines: int
    readings: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReadingBlock:
    """One open point of law: the words at issue, and every reading of it."""

    ambiguity: Ambiguity
    chosen: str | None
    places: str


class Page:
    """Everything that the template shows of one screening, in one language."""

    def __init__(self, screening: Screening, explainer: Explainer) -> None:
        self.screening = screening
        self.explainer = explainer
        self.report = Report(screening, explainer)
        self.summary: Summary = summarise(screening)

    @property
    def language(self) -> str:
        """The language of the page, as its mark-up names it."""
        return {"zh": "zh-Hans"}.get(self.explainer.language, self.explainer.language)

    @property
    def texts(self) -> ReportTexts:
        """The words of the page."""
        return report_texts()

    @property
    def file(self) -> str:
        """The name of the file, without its folders."""
        return Path(self.screening.file).name

    @cached_property
    def spoken(self) -> str:
        """The language that the file is written in, as far as its characters tell."""
        return main_language(
            screened.line.text(name)
            for screened in self.screening.lines
            for name in ("description", "supplier", "notes")
        )

    def phrase(self, name: str, /, **places: object) -> str:
        """Return a phrase of the page with its places filled."""
        return self.explainer.say(
            self.texts.phrases[name], **{key: str(value) for key, value in places.items()}
        )

    def lang(self, text: str) -> str:
        """Return the language to mark a fragment with."""
        return language_of(text, self.spoken)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The labels with their numbers, the gravest first."""
        of = max(1, self.summary.lines)
        return tuple(
            Count(label_view(label, self.explainer), number, round(100 * number / of, 2))
            for label, number in self.summary.counts.items()
        )

    @cached_property
    def at_stake(self) -> str:
        """What the lines are worth that are not clear."""
        lines = (one for one in self.screening.lines if one.verdict.label in _OPEN)
        return amounts((line_value(one.line) for one in lines), self.explainer)

    @property
    def dates(self) -> str:
        """The shipment dates that the labels hold for."""
        days = sorted({screened.findings.on.isoformat() for screened in self.screening.lines})
        if len(days) == 1:
            return self.phrase("on_date", date=days[0])
        return self.phrase("on_dates", first=days[0], last=days[-1]) if days else ""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The questions most worth asking."""
        return tuple(map(self._step, self.summary.next_steps[:_STEPS]))

    @cached_property
    def fewest(self) -> str:
        """The fewest answers that settle most of the file; empty where none settle anything."""
        found = fewest_answers(self.screening.lines)
        if found is None:
            return ""
        return self.phrase(
            "fewest" if len(found.answers) > 1 else "fewest_one",
            n=len(found.answers),
            settled=found.settled,
            unclear=found.unclear,
            answers=self.explainer.answers(found.answers),
        )

    @property
    def more_steps(self) -> int:
        """The number of questions that are not among the steps."""
        return len(self.summary.next_steps) - len(self.steps)

    def _step(self, step: NextStep) -> Step:
        return Step(
            question_view(self.explainer.question(step.asked), self.explainer),
            len(step.lines),
            step.settles_alone,
            amounts((line_value(one.line) for one in step.lines), self.explainer),
            self.report.places(step.lines),
        )

    @cached_property
    def exposures(self) -> tuple[Exposure, ...]:
        """The charts."""
        return tuple(exposures(self.screening, self.explainer, self.spoken))

    @cached_property
    def tried(self) -> tuple[TriedReadings, ...]:
        """The labels under each reading of each open point."""
        return tuple(
            TriedReadings(
                found.question.id,
                self.explainer.question(OpenQuestion(found.question, ())).text,
                found.lines,
                tuple(
                    (self.explainer.answer(found.question, one.answer), tuple(one.counts.values()))
                    for one in found.tried
                ),
            )
            for found in what_if(self.screening)
        )

    @cached_property
    def shown_lines(self) -> tuple[ShownLine, ...]:
        """The lines that are affected or unclear, in the order of the file, the gravest first."""
        return tuple(self._shown())

    def _shown(self) -> Iterator[ShownLine]:
        explained: dict[object, tuple[int, int]] = {}
        order = {label: place for place, label in enumerate(Label)}
        lines = enumerate(self.screening.lines)
        for number, line in sorted(lines, key=lambda found: order[found[1].verdict.label]):
            if line.verdict.label is Label.CLEAR:
                return
            text = self.explainer.explain(line)
            key = (id(line.verdict), tuple(one.instrument for one in text.reasons))
            view = view_line(line, self.explainer, spoken=self.spoken, text=text)
            yield ShownLine(number, view, explained.get(key))
            explained.setdefault(key, (number, view.row))

    @cached_property
    def clear_groups(self) -> tuple[ClearGroup, ...]:
        """The clear lines, those together of which the same is said."""
        groups: dict[tuple[str, tuple[str, ...]], list[ScreenedLine]] = {}
        for line in self.screening.lines:
            if line.verdict.label is Label.CLEAR:
                said = (self.explainer.summary(line), self.explainer.notes(line))
                groups.setdefault(said, []).append(line)
        largest = sorted(groups.items(), key=lambda found: -len(found[1]))
        return tuple(ClearGroup(*said, tuple(map(self._named, lines))) for said, lines in largest)

    def _named(self, line: ScreenedLine) -> tuple[str, int, Fragment]:
        own = line.line
        named = own.text("description") or own.text("part_number") or own.text("reference")
        return own.sheet, own.row, Fragment(named, language_of(named, self.spoken))

    @cached_property
    def readings(self) -> tuple[ReadingBlock, ...]:
        """The open points of law that the file meets."""
        pack = self.explainer.pack
        return tuple(
            ReadingBlock(
                pack.ambiguities[name],
                self.screening.readings.get(name, pack.ambiguities[name].settled_as),
                self.report.places(self.report.lines_of(cases)),
            )
            for name, cases in readings_met(self.report).items()
        )

    @cached_property
    def sources(self) -> tuple[tuple[ClauseView, ...], ...]:
        """The clauses of the rules that were judged, instrument by instrument."""
        used = {
            (reason.instrument, reason.clause)
            for case in self.report.cases
            for reason in case.reasons
        } | {
            (words.instrument, words.clause)
            for block in self.readings
            for words in block.ambiguity.words
        }
        return tuple(
            tuple(clause_view(self.explainer, instrument, clause) for _, clause in found)
            for instrument, found in groupby(sorted(used), key=lambda pair: pair[0])
        )

    @property
    def several_sheets(self) -> bool:
        """Whether a row's number alone does not name a line."""
        return len({screened.line.sheet for screened in self.screening.lines}) > 1

    @property
    def warnings(self) -> tuple[str, ...]:
        """What holds for the whole file, and for single lines by their date."""
        noted = Counter(note for line in self.screening.lines for note in line.verdict.notes)
        dated = [note for note in ("line_after_research",) if noted[note]]
        return tuple(
            self.explainer.warning(code)
            for code in dict.fromkeys([*self.screening.warnings, *dated])
        )
