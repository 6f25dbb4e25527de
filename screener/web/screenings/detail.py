"""What is shown of one line beside the view that the report has of it: its words, its readings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count

from screener.model import Evidence, Label, QuestionKind, ScreenedLine, Source, Truth
from screener.results.explain import Explainer, LineText
from screener.results.report import LineView, view_line
from screener.results.report.views import AnswerView, QuestionView
from screener.rulepack.ambiguities import Ambiguity
from screener.text.languages import language_of
from screener.web.rules import explainer, pack
from screener.web.screenings.answering import takes_words
from screener.web.screenings.models import Line, Mark, Screening
from screener.web.screenings.verdicts import screener_of, verdict_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell's text; `marked` where a finding rests on it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field of the line, its words marked where something rests on them.

    `whole_file` says that the profile gives it, not the file.
    """

    word: str
    pieces: tuple[Piece, ...]
    language: str
    whole_file: bool


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One way to read words of the law."""

    title: str
    text: str
    consequence: str
    held_by: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class AmbiguityShown:
    """Words of the law that are read in more than one way, and by whom."""

    id: str
    question: str
    originals: tuple[str, ...]
    readings: tuple[ReadingShown, ...]


@dataclass(frozen=True, slots=True)
class AskedHere:
    """A question that the line asks, and how it can be answered on the page.

    `tokens` are its answers for a form, each with its view; `lines` counts the lines that ask it.
    """

    view: QuestionView
    tokens: tuple[tuple[str, AnswerView], ...]
    takes_words: bool
    whole_file: bool
    lines: int


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer that was given for the line, and what became of it."""

    entry: str
    says: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One line in full."""

    screened: ScreenedLine
    view: LineView
    fields: tuple[FieldShown, ...]
    ambiguities: tuple[AmbiguityShown, ...]
    questions: tuple[AskedHere, ...]
    answers: tuple[AnswerShown, ...]


def detail_of(line: Line, screening: Screening) -> Detail:
    """Work out what a kept line rests on, in the language of the request."""
    says = explainer()
    screened = verdict_of(line, screening, screener_of(screening))
    text = says.explain(screened)
    settled = dict(screened.verdict.readings_settled)
    view = view_line(screened, says, spoken=screening.spoken, text=text)
    met = (pack().ambiguities.get(name) for name in _met(screened, text))
    return Detail(
        screened=screened,
        view=view,
        fields=tuple(_fields(screened, says, screening.spoken)),
        ambiguities=tuple(_ambiguity(found, settled, says) for found in met if found),
        questions=tuple(_asked(screening, screened, view)),
        answers=tuple(AnswerShown(one.answer.id, says.weighed(one)) for one in screened.answers),
    )


def _asked(screening: Screening, screened: ScreenedLine, view: LineView) -> Iterator[AskedHere]:
    marks = Mark.objects.filter(screening=screening, kind=Mark.Kind.QUESTION)
    lines = dict(marks.values_list("value").annotate(lines=Count("pk")))
    for asked, shown in zip(screened.verdict.questions, view.questions, strict=True):
        tokens = (outcome.answer for outcome in asked.outcomes)
        yield AskedHere(
            view=shown,
            tokens=tuple(zip(tokens, shown.answers, strict=True)),
            takes_words=takes_words(asked.question),
            whole_file=asked.question.kind is QuestionKind.READING,
            lines=lines.get(asked.question.id, 1),
        )


def _met(screened: ScreenedLine, text: LineText) -> Iterable[str]:
    """Name the points of law that the line meets: open, settled, or behind a rule that bears."""
    asked = [one.id for one in text.questions if one.kind is QuestionKind.READING]
    settled = [name for name, _ in screened.verdict.readings_settled]
    clear = screened.verdict.label is Label.CLEAR
    behind = [
        name
        for reason in text.reasons
        if reason.truth is not Truth.FALSE and not clear
        for name in reason.ambiguities
    ]
    return dict.fromkeys([*asked, *settled, *behind])


def _fields(screened: ScreenedLine, says: Explainer, spoken: str) -> Iterator[FieldShown]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for piece in _evidence(screened):
        if piece.field and piece.span:
            spans.setdefault(piece.field, []).append(piece.span)
    for match in screened.findings.item.matches:
        spans.setdefault(match.field, []).append(match.span)
    for name, stated in screened.line.stated.items():
        yield FieldShown(
            word=says.field(name),
            pieces=tuple(pieces_of(stated.text, spans.get(name, []))),
            language=language_of(stated.text, spoken),
            whole_file=stated.source is Source.PROFILE,
        )


def _evidence(screened: ScreenedLine) -> Iterator[Evidence]:
    findings = screened.findings
    yield from findings.item.evidence
    yield from findings.end_use.evidence
    for party in findings.parties:
        yield from party.evidence
    for state in findings.facts.values():
        yield from state.evidence


def pieces_of(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """Cut a text into pieces, marked where a span lies; spans may overlap or run past the end."""
    marked = [False] * len(text)
    for start, end in spans:
        for place in range(max(start, 0), min(end, len(text))):
            marked[place] = True
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or marked[place] != marked[start]:
            yield Piece(text[start:place], marked[start])
            start = place


def _ambiguity(ambiguity: Ambiguity, settled: dict[str, str], says: Explainer) -> AmbiguityShown:
    chosen = settled.get(ambiguity.id) or ambiguity.settled_as
    return AmbiguityShown(
        id=ambiguity.id,
        question=says.say(ambiguity.question),
        originals=tuple(words.original for words in ambiguity.words if words.original),
        readings=tuple(
            ReadingShown(
                title=says.say(reading.title),
                text=says.say(reading.text),
                consequence=says.say(reading.consequence),
                held_by=reading.held_by,
                chosen=reading.id == chosen,
            )
            for reading in ambiguity.readings
        ),
    )
